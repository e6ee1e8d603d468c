/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  aiCreditsPurchasingExtensionPoint,
  PurchaseOrder,
} from 'backstage-plugin-ai-credits-node';
import { Knex } from 'knex';
import { Portal, startPortal } from '../__testUtils__/portal';
import { openShop, reply } from '../purchasing/__testUtils__/shop';

jest.setTimeout(120_000);
const databases = TestDatabases.create();
const SECRET = 'a secret of the shop that nobody sees';

let next = 0;
const key = () => `key-${(next += 1)}`;
const usage = (quantity: number) => ({
  id: key(),
  source: 'test',
  action: 'text-to-image',
  quantities: { requests: quantity },
});

const policies = {
  revision: 0,
  lowBalanceThreshold: '300',
  excessLimit: '7.5',
  automaticPurchase: {
    enabled: true,
    trigger: 'limit',
    pack: 'pack-2500',
    maxPurchasesPerMonth: 2,
    cooldownMinutes: 60,
    recipients: ['group:default/Content'],
  },
};

describe.each(databases.eachSupportedId())('purchasing over HTTP on %s', id => {
  let knex: Knex;
  let portal: Portal | undefined;
  const events: Array<{ eventId: string; meta: object }> = [];
  beforeEach(async () => {
    events.length = 0;
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
  });
  const start = async (
    config: Parameters<typeof startPortal>[1] = {},
    features: Parameters<typeof startPortal>[2] = [],
  ) => {
    portal = await startPortal(knex, config, [
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async ({ eventId, meta }) => ({
            success: async options => {
              events.push({ eventId, meta: { ...meta, ...options?.meta } });
            },
            fail: async ({ error }) => {
              events.push({ eventId, meta: { error: error.message } });
            },
          }),
        }),
      }),
      ...features,
    ]);
    return portal;
  };
  const webhook = (url: string) => ({
    account: { monthlyAllowance: '100', excessLimit: '0' },
    purchasing: {
      provider: 'webhook',
      timeout: { milliseconds: 300 },
      maxAttempts: 2,
      retryDelay: { milliseconds: 1 },
      webhook: { url, secret: SECRET },
    },
    // The tests look by themselves.
    tasks: {
      automaticPurchase: {
        frequency: { hours: 1 },
        timeout: { minutes: 1 },
        initialDelay: { hours: 1 },
      },
    },
  });

  it('keeps engineers and leads out, and lets them read the policies', async () => {
    const { as } = await start();
    for (const role of ['engineer', 'lead'] as const) {
      for (const [method, path, body] of [
        ['get', '/v1/purchases', undefined],
        ['put', '/v1/policies', policies],
        ['post', '/v1/purchases', { pack: 'pack-2500', idempotencyKey: key() }],
        [
          'post',
          '/v1/grants',
          {
            kind: 'promotion',
            credits: '5',
            reason: 'me',
            idempotencyKey: key(),
          },
        ],
        [
          'post',
          '/v1/refunds',
          { transactionId: 'u1', reason: 'me', idempotencyKey: key() },
        ],
      ] as const) {
        const answer = await as(role, method, path, body);
        expect([role, method, path, answer.status]).toEqual([
          role,
          method,
          path,
          403,
        ]);
      }
      expect((await as(role, 'get', '/v1/policies')).status).toBe(200);
    }
    await expect(knex('account_policy')).resolves.toEqual([]);
  });

  it('stores policies in place of the configuration, with what was before in the audit trail', async () => {
    const { as } = await start();
    const configured = await as('admin', 'get', '/v1/policies');
    expect(configured.body).toEqual({
      revision: 0,
      lowBalanceThreshold: '200',
      excessLimit: '500',
      automaticPurchase: {
        enabled: false,
        trigger: 'balance',
        below: '200',
        pack: 'pack-2500',
        quantity: 1,
        maxPurchasesPerMonth: 1,
        cooldownMinutes: 60,
        recipients: [],
      },
    });
    const put = await as('admin', 'put', '/v1/policies', policies);
    expect(put.body).toMatchObject({
      ...policies,
      revision: 1,
      automaticPurchase: {
        ...policies.automaticPurchase,
        quantity: 1,
        recipients: ['group:default/content'],
      },
      changedBy: 'user:default/root',
    });
    expect((await as('engineer', 'get', '/v1/policies')).body).toEqual(
      put.body,
    );
    expect((await as('engineer', 'get', '/v1/balance')).body).toMatchObject({
      lowBalanceThreshold: '300',
      excess: { limit: '7.5', remaining: '7.5' },
    });
    expect(events).toMatchObject([
      {
        eventId: 'policies-update',
        meta: {
          before: { revision: 0, excessLimit: '500' },
          after: { revision: 1, excessLimit: '7.5' },
        },
      },
    ]);
  });

  it('tells the second of two admins, with both values', async () => {
    const { as } = await start();
    await as('admin', 'put', '/v1/policies', policies);
    const second = await as('admin', 'put', '/v1/policies', {
      ...policies,
      lowBalanceThreshold: '50',
    });
    expect(second.status).toBe(409);
    expect(second.body.error.message).toMatch(
      /changed meanwhile by user:default\/root.*lowBalanceThreshold is 300, you would set 50/,
    );
    // Of two at once one is told.
    const both = await Promise.all(
      ['60', '70'].map(lowBalanceThreshold =>
        as('admin', 'put', '/v1/policies', {
          ...policies,
          revision: 1,
          lowBalanceThreshold,
        }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each<[string, object]>([
    ['lowBalanceThreshold', { lowBalanceThreshold: '-1' }],
    ['excessLimit', { excessLimit: '1e3' }],
    ['revision', { revision: -1 }],
    [
      'automaticPurchase.below',
      {
        automaticPurchase: {
          ...policies.automaticPurchase,
          trigger: 'balance',
        },
      },
    ],
    [
      'automaticPurchase.pack',
      { automaticPurchase: { ...policies.automaticPurchase, pack: 'gold' } },
    ],
    [
      'automaticPurchase.maxPurchasesPerMonth',
      {
        automaticPurchase: {
          ...policies.automaticPurchase,
          maxPurchasesPerMonth: 0,
        },
      },
    ],
    [
      'automaticPurchase.recipients',
      {
        automaticPurchase: {
          ...policies.automaticPurchase,
          recipients: ['everybody'],
        },
      },
    ],
    [
      'automaticPurchase.recipients: group:default/nobody is no user or group',
      {
        automaticPurchase: {
          ...policies.automaticPurchase,
          recipients: ['user:default/jo', 'group:default/nobody'],
        },
      },
    ],
  ])('refuses policies with a wrong %s', async (field, change) => {
    const { as } = await start();
    const answer = await as('admin', 'put', '/v1/policies', {
      ...policies,
      ...change,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(field);
  });

  it('lists purchases with their price and who asked, a page at a time', async () => {
    const { as } = await start();
    const body = { pack: 'pack-2500', quantity: 3, idempotencyKey: key() };
    const bought = await Promise.all(
      [1, 2, 3].map(() => as('admin', 'post', '/v1/purchases', body)),
    );
    expect(bought.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(bought[1].body).toEqual(bought[0].body);
    const other = await as('admin', 'post', '/v1/purchases', {
      ...body,
      quantity: 1,
    });
    expect(other.status).toBe(409);
    await as('admin', 'post', '/v1/purchases', {
      pack: 'pack-2500',
      idempotencyKey: key(),
      occurredAt: '2026-01-05T10:00:00Z',
    });
    const first = await as('admin', 'get', '/v1/purchases?limit=1');
    expect(first.body.purchases).toMatchObject([
      { requestedAt: '2026-01-05T10:00:00.000Z', credits: '2500' },
    ]);
    const second = await as(
      'admin',
      'get',
      `/v1/purchases?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect(second.body).toEqual({
      purchases: [
        {
          id: expect.any(String),
          origin: 'manual',
          status: 'made',
          pack: 'pack-2500',
          title: '3 × 2,500 credits',
          quantity: 3,
          credits: '7500',
          price: { amount: '75.00', currency: 'USD' },
          provider: 'internal',
          requestedBy: 'user:default/root',
          requestedAt: expect.any(String),
          finishedAt: expect.any(String),
          transactionId: bought[0].body.transactionId,
          uncertain: false,
          attempts: [
            {
              number: 1,
              startedAt: expect.any(String),
              finishedAt: expect.any(String),
            },
          ],
        },
      ],
    });
  });

  it('buys through the webhook; one that hangs is bounded, visible and can be tried again', async () => {
    let works = false;
    const shop = await openShop(response =>
      works ? reply(200, { reference: 'invoice 9' })(response) : undefined,
    );
    const { as } = await start(webhook(shop.url));
    const body = { pack: 'pack-2500', idempotencyKey: key() };
    const failed = await as('admin', 'post', '/v1/purchases', body);
    expect(failed.status).toBe(502);
    expect(failed.body.error.message).toMatch(
      /did not answer within 300 ms.*can be tried again/,
    );
    expect(shop.calls).toHaveLength(2);
    const list = await as('admin', 'get', '/v1/purchases?status=failed');
    expect(list.body.purchases).toMatchObject([
      {
        status: 'failed',
        provider: 'webhook',
        uncertain: true,
        attempts: [{ error: expect.any(String) }, { number: 2 }],
      },
    ]);
    works = true;
    const again = await as('admin', 'post', '/v1/purchases', body);
    expect(again.status).toBe(201);
    const keys = shop.calls.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    const made = await as('admin', 'get', '/v1/purchases');
    expect(made.body.purchases).toMatchObject([
      { status: 'made', reference: 'invoice 9', attempts: { length: 3 } },
    ]);
    expect(made.body.purchases[0].error).toBeUndefined();
    const stored = await Promise.all(
      ['purchase', 'purchase_attempt', 'idempotency', 'journal_entry'].map(
        table => knex(table),
      ),
    );
    expect(JSON.stringify([stored, events, made.body])).not.toContain(SECRET);
    shop.close();
  });

  it('lets a charge through that an automatic purchase pays for, and else says why not', async () => {
    let works = true;
    const shop = await openShop((response, call) =>
      reply(works ? 200 : 503, { reference: `invoice ${call}` })(response),
    );
    const { as } = await start(webhook(shop.url));
    await as('admin', 'put', '/v1/policies', {
      ...policies,
      excessLimit: '0',
      automaticPurchase: {
        ...policies.automaticPurchase,
        cooldownMinutes: 1,
      },
    });
    const spent = await as('machine', 'post', '/v1/usage', usage(12));
    expect(spent.body.charged).toBe(1);

    const charged = await as('engineer', 'post', '/v1/charges', usage(1));
    expect(charged.status).toBe(201);
    const { body } = await as('admin', 'get', '/v1/purchases');
    expect(body.purchases).toMatchObject([
      { origin: 'limit', status: 'made', reference: 'invoice 1' },
    ]);
    expect(body.purchases[0]).not.toHaveProperty('requestedBy');
    expect(
      events.filter(({ eventId }) => eventId === 'credits-purchase'),
    ).toMatchObject([
      {
        meta: {
          automatic: true,
          pack: 'pack-2500',
          price: { amount: '25.00', currency: 'USD' },
          status: 'made',
        },
      },
    ]);
    const log = await as('admin', 'get', '/v1/transactions?type=purchase');
    expect(log.body.transactions).toMatchObject([
      {
        actor: 'automatic purchase',
        comment: 'Automatic purchase: 2,500 credits',
        price: { amount: '25.00', currency: 'USD' },
      },
    ]);

    works = false;
    await knex('purchase').update({ finished_at: 0 });
    const { available } = (await as('admin', 'get', '/v1/balance')).body;
    await as('machine', 'post', '/v1/usage', usage(Math.floor(available / 8)));
    for (const [path, ask] of [
      ['/v1/charges', usage(1)],
      ['/v1/reservations', { event: usage(1) }],
    ] as const) {
      const refused = await as('engineer', 'post', path, ask);
      expect(refused.status).toBe(402);
      expect(refused.body).toMatchObject({
        reason: 'insufficient_credits',
        automaticPurchase: {
          status: 'failed',
          message: 'The automatic purchase failed: The webhook answered 503',
        },
      });
      expect(refused.body.error.message).toContain(
        'The automatic purchase failed: The webhook answered 503',
      );
    }
    shop.close();
  });

  it('buys through the provider of a module', async () => {
    const orders: PurchaseOrder[] = [];
    const { as } = await start({ purchasing: { provider: 'shop' } }, [
      createBackendModule({
        pluginId: 'ai-credits',
        moduleId: 'shop',
        register(module) {
          module.registerInit({
            deps: { purchasing: aiCreditsPurchasingExtensionPoint },
            async init({ purchasing }) {
              purchasing.addProvider({
                id: 'shop',
                purchase: async order => {
                  orders.push(order);
                  return { reference: 'order 1' };
                },
              });
            },
          });
        },
      }),
    ]);
    await as('admin', 'post', '/v1/purchases', {
      pack: 'pack-2500',
      quantity: 2,
      idempotencyKey: key(),
    });
    expect(orders).toMatchObject([
      {
        origin: 'manual',
        quantity: 2,
        credits: '5000',
        price: { amount: '50.00', currency: 'USD' },
        requestedBy: 'user:default/root',
      },
    ]);
  });
});
