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

import { TestDatabases } from '@backstage/backend-test-utils';
import {
  defaultRateCardRules,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import request from 'supertest';
import { z } from 'zod';
import { gzipSync } from 'zlib';
import { Portal, Role, startPortal } from '../__testUtils__/portal';
import { RouteDescription, routes } from './openapi';

const report = { name: 'Weekly', kind: 'weekly', language: 'id' };

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const roles: Role[] = ['nobody', 'engineer', 'lead', 'admin', 'machine'];

let next = 0;
/** An event that no other test sends. */
const fresh = (more: object = {}) => {
  next += 1;
  return { id: `e${next}`, source: 'test', action: 'erase', ...more };
};

describe.each(databases.eachSupportedId())('the HTTP API on %s', engine => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine));
  });
  afterAll(async () => portal?.stop());

  describe('who may do what', () => {
    const draft = { name: 'Next', rules: defaultRateCardRules };
    const everybody = [401, 200, 200, 200, 403];
    const adminsOnly = (status: number) => [401, 403, 403, status, 403];

    /** Answers for nobody, engineer, lead, admin and machine. */
    it.each<
      [
        method: 'get' | 'post' | 'put' | 'delete',
        route: string,
        path: (portal: Portal) => string | Promise<string>,
        body: (() => object | string) | undefined,
        statuses: number[],
      ]
    >([
      [
        'post',
        '/v1/usage',
        () => '/v1/usage',
        fresh,
        [401, 403, 403, 200, 200],
      ],
      [
        'post',
        '/v1/ingest/otlp/v1/traces',
        () => '/v1/ingest/otlp/v1/traces',
        () => ({ resourceSpans: [] }),
        [401, 403, 403, 200, 200],
      ],
      [
        'post',
        '/v1/ingest/litellm',
        () => '/v1/ingest/litellm',
        () => [
          { id: `l${(next += 1)}`, call_type: 'completion', model: 'gpt-4o' },
        ],
        [401, 403, 403, 200, 200],
      ],
      [
        'post',
        '/v1/ingest/cloudevents',
        () => '/v1/ingest/cloudevents',
        () => ({
          specversion: '1.0',
          type: 'ai-credits.usage',
          id: `c${(next += 1)}`,
          source: 'test',
          data: { action: 'erase' },
        }),
        [401, 403, 403, 200, 200],
      ],
      [
        'post',
        '/v1/imports',
        () => '/v1/imports?source=file&map=a%3Daction',
        () => 'a\nerase\n',
        [401, 403, 403, 200, 200],
      ],
      [
        'post',
        '/v1/usage/feedback',
        () => '/v1/usage/feedback',
        () => ({ source: 'test', id: 'none', rating: 4 }),
        [401, 200, 200, 200, 200],
      ],
      [
        'post',
        '/v1/charges',
        () => '/v1/charges',
        fresh,
        [401, 201, 201, 201, 201],
      ],
      [
        'post',
        '/v1/reservations',
        () => '/v1/reservations',
        () => ({ event: fresh() }),
        [401, 201, 201, 201, 201],
      ],
      [
        'post',
        '/v1/reservations/{id}/settle',
        async p =>
          `/v1/reservations/${await reserve(p, 'user:default/jo')}/settle`,
        () => ({}),
        [401, 200, 403, 200, 200],
      ],
      [
        'post',
        '/v1/reservations/{id}/release',
        async p =>
          `/v1/reservations/${await reserve(p, 'user:default/jo')}/release`,
        undefined,
        [401, 200, 403, 200, 200],
      ],
      [
        'post',
        '/v1/refunds',
        () => '/v1/refunds',
        () => ({
          transactionId: 'u1',
          reason: 'r',
          idempotencyKey: `r${next}`,
        }),
        adminsOnly(404),
      ],
      ['get', '/v1/account', () => '/v1/account', undefined, everybody],
      ['get', '/v1/me', () => '/v1/me', undefined, everybody],
      ['get', '/v1/balance', () => '/v1/balance', undefined, everybody],
      [
        'get',
        '/v1/balance/summary',
        () =>
          '/v1/balance/summary?from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
        undefined,
        everybody,
      ],
      ['get', '/v1/lots', () => '/v1/lots', undefined, everybody],
      ['get', '/v1/packs', () => '/v1/packs', undefined, everybody],
      [
        'post',
        '/v1/grants',
        () => '/v1/grants',
        () => ({
          kind: 'promotion',
          credits: '1',
          reason: 'test',
          idempotencyKey: `g${(next += 1)}`,
        }),
        adminsOnly(201),
      ],
      [
        'post',
        '/v1/purchases',
        () => '/v1/purchases',
        () => ({ pack: 'pack-2500', idempotencyKey: `p${(next += 1)}` }),
        adminsOnly(201),
      ],
      [
        'get',
        '/v1/purchases',
        () => '/v1/purchases',
        undefined,
        adminsOnly(200),
      ],
      ['get', '/v1/policies', () => '/v1/policies', undefined, everybody],
      [
        'put',
        '/v1/policies',
        () => '/v1/policies',
        () => ({
          revision: 0,
          lowBalanceThreshold: '200',
          excessLimit: '500',
          automaticPurchase: {
            enabled: false,
            trigger: 'limit',
            pack: 'pack-2500',
            maxPurchasesPerMonth: 1,
            cooldownMinutes: 60,
          },
        }),
        adminsOnly(200),
      ],
      [
        'get',
        '/v1/transactions',
        () => '/v1/transactions',
        undefined,
        everybody,
      ],
      [
        'get',
        '/v1/transactions/export',
        () => '/v1/transactions/export',
        undefined,
        everybody,
      ],
      [
        'get',
        '/v1/transactions/{id}',
        async p =>
          `/v1/transactions/${await charge(p, 'component:default/checkout')}`,
        undefined,
        [401, 200, 200, 200, 403],
      ],
      [
        'get',
        '/v1/transactions/{id}',
        // Another department's: for those who may not see it, there is none.
        async p =>
          `/v1/transactions/${await charge(p, 'component:default/writer')}`,
        undefined,
        [401, 404, 404, 200, 403],
      ],
      ['get', '/v1/rate-cards', () => '/v1/rate-cards', undefined, everybody],
      [
        'get',
        '/v1/rate-cards/current',
        () => '/v1/rate-cards/current',
        undefined,
        everybody,
      ],
      [
        'post',
        '/v1/rate-cards/quote',
        () => '/v1/rate-cards/quote',
        fresh,
        everybody,
      ],
      [
        'post',
        '/v1/rate-cards',
        () => '/v1/rate-cards',
        () => draft,
        adminsOnly(201),
      ],
      [
        'put',
        '/v1/rate-cards/{id}',
        async p => `/v1/rate-cards/${await createDraft(p)}`,
        () => draft,
        adminsOnly(200),
      ],
      [
        'delete',
        '/v1/rate-cards/{id}',
        async p => `/v1/rate-cards/${await createDraft(p)}`,
        undefined,
        adminsOnly(204),
      ],
      [
        'post',
        '/v1/rate-cards/{id}/simulate',
        async p => `/v1/rate-cards/${await createDraft(p)}/simulate`,
        undefined,
        adminsOnly(200),
      ],
      [
        'post',
        '/v1/rate-cards/{id}/publish',
        async p => `/v1/rate-cards/${await createDraft(p)}/publish`,
        () => ({}),
        adminsOnly(200),
      ],
      ['get', '/v1/budgets', () => '/v1/budgets', undefined, everybody],
      [
        'put',
        '/v1/budgets',
        () => '/v1/budgets',
        () => ({
          scope: { kind: 'product', ref: `P${(next += 1)}` },
          credits: '5',
        }),
        adminsOnly(200),
      ],
      [
        'delete',
        '/v1/budgets/{id}',
        async p => `/v1/budgets/${await createBudget(p)}`,
        undefined,
        adminsOnly(204),
      ],
      [
        'get',
        '/v1/integrity',
        () => '/v1/integrity',
        undefined,
        adminsOnly(200),
      ],
      [
        'get',
        '/v1/ledger/health',
        () => '/v1/ledger/health',
        undefined,
        adminsOnly(200),
      ],
      [
        'post',
        '/v1/integrity/verify',
        () => '/v1/integrity/verify',
        undefined,
        adminsOnly(200),
      ],
      [
        'post',
        '/v1/rollups/rebuild',
        () => '/v1/rollups/rebuild',
        undefined,
        adminsOnly(200),
      ],
      ['get', '/v1/forecast', () => '/v1/forecast', undefined, everybody],
      [
        'get',
        '/v1/insights/waste',
        () =>
          '/v1/insights/waste?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
        undefined,
        everybody,
      ],
      [
        'get',
        '/v1/insights/efficiency',
        () =>
          '/v1/insights/efficiency?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
        undefined,
        everybody,
      ],
      [
        'get',
        '/v1/insights/unusual',
        () =>
          '/v1/insights/unusual?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
        undefined,
        everybody,
      ],
      [
        'get',
        '/v1/insights/recommendations',
        () =>
          '/v1/insights/recommendations?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
        undefined,
        everybody,
      ],
      [
        'get',
        '/v1/insights/waste/events',
        () =>
          '/v1/insights/waste/events?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&rule=failed',
        undefined,
        everybody,
      ],
      [
        'post',
        '/v1/insights/recommendations/{id}/accept',
        () => '/v1/insights/recommendations/none/accept',
        () => ({}),
        adminsOnly(404),
      ],
      [
        'post',
        '/v1/insights/recommendations/{id}/dismiss',
        () => '/v1/insights/recommendations/none/dismiss',
        () => ({ reason: 'Not for us' }),
        adminsOnly(404),
      ],
      ['get', '/v1/reports', () => '/v1/reports', undefined, everybody],
      [
        'post',
        '/v1/reports',
        () => '/v1/reports',
        () => report,
        [401, 201, 201, 201, 403],
      ],
      [
        'post',
        '/v1/reports/schedule',
        () => '/v1/reports/schedule',
        () => ({ schedule: { kind: 'daily', time: '07:00' } }),
        everybody,
      ],
      [
        'get',
        '/v1/reports/focus.csv',
        () =>
          '/v1/reports/focus.csv?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z',
        undefined,
        everybody,
      ],
      [
        'get',
        '/v1/reports/{id}',
        async p => `/v1/reports/${(await ownReport(p)).id}`,
        undefined,
        // Another's: for those who may not see it, there is none.
        [401, 200, 404, 200, 403],
      ],
      [
        'put',
        '/v1/reports/{id}',
        async p => `/v1/reports/${(await ownReport(p)).id}`,
        () => report,
        [401, 200, 404, 200, 403],
      ],
      [
        'delete',
        '/v1/reports/{id}',
        async p => `/v1/reports/${(await newReport(p)).id}`,
        undefined,
        [401, 204, 404, 204, 403],
      ],
      [
        'post',
        '/v1/reports/{id}/runs',
        async p => `/v1/reports/${(await ownReport(p)).id}/runs`,
        undefined,
        [401, 202, 404, 202, 403],
      ],
      [
        'get',
        '/v1/reports/{id}/runs',
        async p => `/v1/reports/${(await ownReport(p)).id}/runs`,
        undefined,
        [401, 200, 404, 200, 403],
      ],
      [
        'get',
        '/v1/reports/runs/{runId}',
        async p => `/v1/reports/runs/${(await ownReport(p)).run}`,
        undefined,
        [401, 200, 404, 200, 403],
      ],
      [
        'post',
        '/v1/reports/runs/{runId}/cancel',
        async p => `/v1/reports/runs/${(await ownReport(p)).run}/cancel`,
        undefined,
        // It is done already.
        [401, 409, 404, 409, 403],
      ],
      ...(['json', 'csv', 'pdf', 'focus'] as const).map(
        (
          format,
        ): [
          'get',
          string,
          (p: Portal) => Promise<string>,
          undefined,
          number[],
        ] => [
          'get',
          `/v1/reports/{id}.${format}`,
          async p => `/v1/reports/${(await ownReport(p)).id}.${format}`,
          undefined,
          [401, 200, 404, 200, 403],
        ],
      ),
      [
        'post',
        '/v1/analytics/query',
        () => '/v1/analytics/query',
        () => ({ from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }),
        everybody,
      ],
      [
        'get',
        '/v1/openapi.json',
        () => '/v1/openapi.json',
        undefined,
        everybody,
      ],
    ])('%s %s', async (method, route, path, body, statuses) => {
      const described = routes.find(
        each => each.method === method && each.path === route,
      )!;
      for (const [i, role] of roles.entries()) {
        const answer = await portal.as(
          role,
          method,
          await path(portal),
          body?.(),
        );
        const problem = promiseBroken(described, answer);
        expect({ role, status: answer.status, problem }).toEqual({
          role,
          status: statuses[i],
          problem: undefined,
        });
      }
    });

    it('leaves no described route out', () => {
      // Each route is named above; a new one has to be added there.
      expect(routes.length).toBe(76);
    });
  });

  it('charges once, and refuses other content under the same key', async () => {
    const event = fresh({ service: 'component:default/checkout' });
    const first = await portal.as('machine', 'post', '/v1/charges', event);
    const again = await portal.as('machine', 'post', '/v1/charges', event);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(first.body).toMatchObject({ credits: '7', creditType: 'free' });
    expect(again.body).toEqual(first.body);
    const recorded = await portal.as('machine', 'post', '/v1/usage', event);
    expect(recorded.body.results[0]).toMatchObject({
      status: 'duplicate',
      transactionId: first.body.transactionId,
    });
    const other = await portal.as('machine', 'post', '/v1/charges', {
      ...event,
      action: 'upscale',
    });
    expect(other.status).toBe(409);
    expect(other.body.error.name).toBe('ConflictError');
  });

  it('lets people charge for themselves only', async () => {
    const own = await portal.as('engineer', 'post', '/v1/charges', fresh());
    const story = await portal.as(
      'engineer',
      'get',
      `/v1/transactions/${own.body.transactionId}`,
    );
    expect(story.body).toMatchObject({
      user: 'user:default/jo',
      team: 'group:default/payments',
      department: 'group:default/commerce',
    });
    const user = 'user:default/lead';
    for (const [role, status] of [
      ['engineer', 403],
      ['lead', 201],
      ['admin', 201],
      ['machine', 201],
    ] as const) {
      const answer = await portal.as(
        role,
        'post',
        '/v1/charges',
        fresh({ user }),
      );
      expect([role, answer.status]).toEqual([role, status]);
    }
  });

  it('holds, settles what was used, and gives the rest back', async () => {
    const event = fresh({ user: 'user:default/jo' });
    const before = await available(portal);
    const hold = await portal.as('engineer', 'post', '/v1/reservations', {
      event,
      maxCredits: '20.5',
      ttlSeconds: 60,
    });
    expect(hold.body.held).toBe('20.5');
    expect(before - (await available(portal))).toBe(parseCredits('20.5'));
    const path = `/v1/reservations/${hold.body.reservationId}/settle`;
    const wrong = await portal.as('engineer', 'post', path, {
      event: { ...event, id: 'another' },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(/^event\.id: must be that of/);
    const settled = await portal.as('engineer', 'post', path, {
      event: { ...event, quantities: { requests: 2 } },
    });
    expect(settled.body).toMatchObject({ credits: '14', released: '6.5' });
    expect(before - (await available(portal))).toBe(parseCredits('14'));
    const tooLong = await portal.as('engineer', 'post', '/v1/reservations', {
      event: fresh(),
      ttlSeconds: 86_401,
    });
    expect(tooLong.status).toBe(400);
    expect(tooLong.body.error.message).toMatch(/^ttlSeconds: .*86400/);
  });

  it('says why credits are refused, and who can help', async () => {
    const event = fresh({ product: 'Scarce', user: 'user:default/jo' });
    const put = await portal.as('admin', 'put', '/v1/budgets', {
      scope: { kind: 'user', ref: 'user:default/jo' },
      credits: '0.5',
    });
    expect(put.status).toBe(200);
    const refused = await portal.as('machine', 'post', '/v1/charges', event);
    expect(refused.status).toBe(402);
    expect(refused.body).toMatchObject({
      error: { name: 'RefusedError' },
      response: { statusCode: 402 },
      reason: 'budget_exceeded',
      scope: 'user:user:default/jo',
      limit: '0.5',
      requested: '7',
      resetsAt: expect.stringMatching(/^\d{4}-/),
      contacts: ['group:default/commerce', 'group:default/admins'],
    });
    // Recording is not asked: it is posted and flagged.
    const recorded = await portal.as('machine', 'post', '/v1/usage', event);
    expect(recorded.body.results[0]).toMatchObject({
      status: 'charged',
      overLimit: true,
    });
    await portal.as('admin', 'delete', `/v1/budgets/${put.body.id}`);
    const large = await portal.as('machine', 'post', '/v1/reservations', {
      event: fresh(),
      maxCredits: '900000',
    });
    expect(large.status).toBe(402);
    expect(large.body).toMatchObject({
      reason: 'insufficient_credits',
      scope: 'account:default',
      requested: '900000',
      contacts: ['group:default/admins'],
    });
  });

  it('shows people what concerns them, in lists, sums and files', async () => {
    const theirs = await charge(portal, 'component:default/writer');
    const ours = await charge(portal, 'component:default/checkout');
    const seen = async (role: Role) => {
      const log = await portal.as(role, 'get', '/v1/transactions?limit=1000');
      const file = await portal.as(role, 'get', '/v1/transactions/export');
      const sums = await portal.as(role, 'post', '/v1/analytics/query', {
        from: new Date(Date.now() - 86_400_000).toISOString(),
        to: new Date(Date.now() + 86_400_000).toISOString(),
        groupBy: ['department'],
      });
      return {
        log: [theirs, ours].map(id =>
          log.body.transactions.some(
            (line: { transactionId: string }) => line.transactionId === id,
          ),
        ),
        file: [theirs, ours].map(id => file.text.includes(id)),
        grants: log.body.transactions.some(
          (line: { type: string }) => line.type === 'allowance',
        ),
        content: sums.body.rows.some(
          (row: { department?: string }) =>
            row.department === 'group:default/content',
        ),
      };
    };
    const some = {
      log: [false, true],
      file: [false, true],
      content: false,
    };
    expect(await seen('engineer')).toMatchObject(some);
    expect(await seen('lead')).toMatchObject(some);
    expect(await seen('admin')).toEqual({
      log: [true, true],
      file: [true, true],
      grants: true,
      content: true,
    });
  });

  it('tells people their own and their teams’ budgets', async () => {
    const scopes = [
      { kind: 'department', ref: 'group:default/commerce' },
      { kind: 'department', ref: 'group:default/content' },
      { kind: 'team', ref: 'group:default/payments' },
      { kind: 'team', ref: 'group:default/writers' },
      { kind: 'user', ref: 'user:default/jo' },
      { kind: 'user', ref: 'user:default/root' },
      { kind: 'model', ref: 'gpt-4o' },
    ];
    for (const scope of scopes) {
      const put = await portal.as('admin', 'put', '/v1/budgets', {
        scope,
        credits: '9000',
        mode: 'soft',
      });
      expect(put.status).toBe(200);
    }
    const listed = async (role: Role) => {
      const { body } = await portal.as(role, 'get', '/v1/budgets?limit=1000');
      return scopes.map(({ ref }) =>
        body.budgets.some(
          (budget: { scope: { ref: string } }) => budget.scope.ref === ref,
        ),
      );
    };
    const [yes, no] = [true, false];
    expect(await listed('engineer')).toEqual([yes, no, yes, no, yes, no, yes]);
    expect(await listed('lead')).toEqual([yes, no, yes, no, yes, no, yes]);
    expect(await listed('admin')).toEqual(scopes.map(() => yes));
    // A budget that was read before somebody changed it is a conflict.
    const stale = { scope: scopes[6], credits: '1', version: 1 };
    const [one, two] = [
      await portal.as('admin', 'put', '/v1/budgets', stale),
      await portal.as('admin', 'put', '/v1/budgets', stale),
    ];
    expect([one.status, two.status]).toEqual([200, 409]);
  });

  it('tells callers what they may do', async () => {
    const me = async (role: Role) =>
      (await portal.as(role, 'get', '/v1/me')).body;
    expect(await me('engineer')).toMatchObject({
      user: 'user:default/jo',
      teams: ['group:default/payments'],
      departments: ['group:default/commerce'],
      leads: [],
      may: {
        charge: true,
        readUsage: true,
        readAllUsage: false,
        record: false,
      },
    });
    // What a token names as somebody's groups makes nobody lead them: the
    // server goes by the catalog, and offers what it would not refuse.
    expect(await me('writer')).toMatchObject({
      teams: ['group:default/writers'],
      leads: [],
      may: { editAllocations: false, decideRequests: false },
    });
    const above = { kind: 'team', ref: 'group:default/writers' };
    const changed = await portal.as('writer', 'put', '/v1/budgets', {
      scope: above,
      credits: '1',
    });
    expect(changed.status).toBe(403);
    expect(await me('lead')).toMatchObject({
      teams: [],
      leads: ['group:default/commerce'],
    });
    expect(await me('admin')).toMatchObject({
      may: { manageBudgets: true, readAllUsage: true },
    });
  });

  it('evaluates its conditions for the permission backend', async () => {
    const id = await charge(portal, 'component:default/checkout');
    const ask = (team: string) => ({
      id: team,
      resourceRef: id,
      resourceType: 'ai-credits-usage',
      conditions: {
        rule: 'IN_TEAM',
        resourceType: 'ai-credits-usage',
        params: { teams: [`group:default/${team}`] },
      },
    });
    const answer = await portal.as(
      'machine',
      'post',
      '/.well-known/backstage/permissions/apply-conditions',
      { items: [ask('payments'), ask('writers')] },
    );
    expect(answer.body.items).toEqual([
      { id: 'payments', result: 'ALLOW' },
      { id: 'writers', result: 'DENY' },
    ]);
  });

  describe('what comes in', () => {
    const send = (type: string, body: string | Buffer, encoding?: string) => {
      const call = portal
        .as('machine', 'post', '/v1/usage')
        .set('Content-Type', type);
      if (encoding) {
        call.set('Content-Encoding', encoding);
      }
      // A buffer would be written as JSON otherwise.
      return call.serialize(value => value as string).send(body);
    };
    const line = () => JSON.stringify(fresh());

    it('takes lines, compressed or not, and keeps what is good', async () => {
      const [a, b] = [line(), line()];
      for (const encoding of [undefined, 'gzip']) {
        const body = Buffer.from(`${a}\n{"id":\n${b}\n`);
        const answer = await send(
          'application/x-ndjson',
          encoding ? gzipSync(body) : body,
          encoding,
        );
        expect(answer.status).toBe(200);
        expect(answer.body).toMatchObject(
          encoding
            ? { charged: 0, duplicates: 2, rejected: 1 }
            : { charged: 2, duplicates: 0, rejected: 1 },
        );
        expect(answer.body.results[1]).toEqual({
          status: 'invalid',
          error: 'line 2: is not valid JSON',
        });
      }
    });

    it('settles repetitions inside one batch: the first wins', async () => {
      const event = fresh();
      const { body } = await portal.as('machine', 'post', '/v1/usage', {
        events: [event, event, { ...event, action: 'upscale' }],
      });
      expect(
        body.results.map(({ status }: { status: string }) => status),
      ).toEqual(['charged', 'duplicate', 'conflict']);
      expect(body).toMatchObject({ charged: 1, duplicates: 1, rejected: 1 });
    });

    it.each<[string, () => request.Test, number, RegExp]>([
      [
        'broken JSON',
        () => send('application/json', '{"id":'),
        400,
        /not valid JSON/,
      ],
      ['a list', () => send('application/json', '[]'), 400, /one usage event/],
      [
        'a batch with more than events',
        () => send('application/json', '{"events":[],"mode":"x"}'),
        400,
        /mode: is not a known field/,
      ],
      [
        'more events than are taken',
        () =>
          send(
            'application/json',
            `{"events":[${Array(10_001).fill('1').join()}]}`,
          ),
        400,
        /events: .*10000/,
      ],
      [
        'more lines than are taken',
        () => send('application/x-ndjson', '1\n'.repeat(10_001)),
        400,
        /10000/,
      ],
      [
        'another type',
        () => send('text/csv', 'id,source'),
        415,
        /application\/json/,
      ],
      [
        'an encoding that is not known',
        () => send('application/x-ndjson', line(), 'compress'),
        415,
        /compress/,
      ],
      [
        'what is not gzip',
        () => send('application/x-ndjson', line(), 'gzip'),
        400,
        /not valid gzip/,
      ],
      [
        'too much JSON',
        () => send('application/json', `"${'x'.repeat(17 << 20)}"`),
        413,
        /16777216 bytes/,
      ],
      [
        'too many lines',
        () =>
          send(
            'application/x-ndjson',
            `${' '.repeat(1023)}\n`.repeat(17 << 10),
          ),
        413,
        /16777216 bytes/,
      ],
      [
        'a little that inflates to too much',
        () =>
          send(
            'application/x-ndjson',
            gzipSync(`${' '.repeat(1023)}\n`.repeat(17 << 10)),
            'gzip',
          ),
        413,
        /16777216 bytes/,
      ],
    ])('refuses %s', async (_title, act, status, message) => {
      const answer = await act();
      expect({ status: answer.status, ...answer.body.error }).toMatchObject({
        status,
        message: expect.stringMatching(message),
      });
    });

    it.each<[string, string, object, RegExp]>([
      [
        'a grant with 7 decimals',
        '/v1/grants',
        {
          kind: 'promotion',
          credits: '1.0000001',
          reason: 'r',
          idempotencyKey: 'k',
        },
        /^credits: .*6 decimals/,
      ],
      [
        'a grant of nothing',
        '/v1/grants',
        { kind: 'adjustment', credits: '0', reason: 'r', idempotencyKey: 'k' },
        /^credits: must be above zero/,
      ],
      [
        'a promotion that takes away',
        '/v1/grants',
        { kind: 'promotion', credits: '-1', reason: 'r', idempotencyKey: 'k' },
        /^credits: must be above zero/,
      ],
      [
        'a grant without a reason',
        '/v1/grants',
        { kind: 'promotion', credits: '1', idempotencyKey: 'k' },
        /^reason: is required/,
      ],
      [
        'a grant whose reason is blank',
        '/v1/grants',
        {
          kind: 'promotion',
          credits: '1',
          reason: ' \n\u200b ',
          idempotencyKey: 'k',
        },
        /^reason: must not be blank/,
      ],
      [
        'a refund whose reason is blank',
        '/v1/refunds',
        { transactionId: 'u1', reason: '   ', idempotencyKey: 'k' },
        /^reason: must not be blank/,
      ],
      [
        'a request whose reason is blank',
        '/v1/requests',
        {
          scope: { kind: 'model', ref: 'gpt-4o' },
          credits: '1',
          reason: '   ',
        },
        /^reason: must not be blank/,
      ],
      [
        'a grant before there was time',
        '/v1/grants',
        {
          kind: 'promotion',
          credits: '1',
          reason: 'r',
          occurredAt: '0001-01-01T00:00:00Z',
          idempotencyKey: 'k',
        },
        /^occurredAt: must not lie more than 1826 days in the past/,
      ],
      [
        'a purchase that is still to come',
        '/v1/purchases',
        {
          pack: 'pack-2500',
          occurredAt: '9999-12-31T23:59:59Z',
          idempotencyKey: 'k',
        },
        /^occurredAt: must not lie more than 60 minutes in the future/,
      ],
      ...(
        [
          ['user', 'group:default/payments', 'user'],
          ['team', 'user:default/jo', 'group'],
          ['service', 'group:default/payments', 'component or api or'],
          ['service', 'system:default/shop', 'component or api or'],
          ['project', 'component:default/checkout', 'system or domain'],
        ] as const
      ).map(([field, ref, kinds]): [string, string, object, RegExp] => [
        `${ref} as the ${field} of a charge`,
        '/v1/charges',
        { id: 'x', source: 's', action: 'erase', [field]: ref },
        new RegExp(`^${field}: must be a ref of the kind ${kinds}`),
      ]),
      [
        'no call of what has a price for each',
        '/v1/charges',
        { id: 'x', source: 's', action: 'erase', quantities: { requests: 0 } },
        /^quantities\.requests: must be at least 1, as erase has a price/,
      ],
      [
        'to hold credits for no call',
        '/v1/reservations',
        {
          event: {
            id: 'x',
            source: 's',
            action: 'erase',
            quantities: { requests: 0 },
          },
        },
        /^quantities\.requests: must be at least 1/,
      ],
      [
        'credits that are neither text nor number',
        '/v1/grants',
        { kind: 'promotion', credits: true, reason: 'r', idempotencyKey: 'k' },
        /^credits: .*expected string.*; credits: .*expected number/,
      ],
      [
        'a pack that is not sold',
        '/v1/purchases',
        { pack: 'huge', idempotencyKey: 'k' },
        /^pack: must be one of pack-2500/,
      ],
      [
        'a rate card that hides a rule',
        '/v1/rate-cards',
        {
          name: 'Bad',
          rules: {
            actions: [
              { action: 'Erase', credits: '1' },
              { action: 'erase', credits: '2' },
            ],
            models: [],
          },
        },
        /^rules\.actions\.1\.action: /,
      ],
      [
        'an unknown account',
        '/v1/charges',
        { id: 'x', source: 's', action: 'erase', account: 'elsewhere' },
        /^account: there is no account/,
      ],
      [
        'a question that ends before it begins',
        '/v1/analytics/query',
        { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
        /^to: must be after from/,
      ],
    ])(
      'refuses %s by the name of the field',
      async (_, path, body, message) => {
        const answer = await portal.as('admin', 'post', path, body);
        expect(answer.status).toBe(400);
        expect(answer.body.error.message).toMatch(message);
      },
    );
  });

  it.each([
    ['/v1/transactions?type=foo', /^type: .*"usage"\|"purchase"/],
    ['/v1/transactions?status=ok', /^status: .*"success"\|"failed"/],
    [
      `/v1/transactions?${'user=user:default/a&'.repeat(101)}`,
      /^user: .*<=100 items/,
    ],
    ['/v1/transactions?user=jo', /^user: must be a full entity ref/],
    [
      '/v1/transactions?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      /^to: must be after from/,
    ],
    [
      '/v1/transactions/export?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z',
      /^to: must be after from/,
    ],
    ['/v1/budgets?scopeKind=planet', /^scopeKind: .*"department"\|"team"/],
    ...['/v1/balance/summary', '/v1/reports/focus.csv'].map(
      (path): [string, RegExp] => [
        `${path}?from=0001-01-01T00:00:00Z&to=9999-01-01T00:00:00Z`,
        /^to: must be at most 3660 days after from/,
      ],
    ),
  ])('says what is wrong with %s', async (path, message) => {
    const answer = await portal.as('admin', 'get', path);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(message);
  });

  it('changes a draft only as it was read, and publishes a version once', async () => {
    const rules = {
      ...defaultRateCardRules,
      actions: [{ action: 'erase', credits: '9' }],
    };
    await portal.as('admin', 'post', '/v1/usage', fresh({ action: 'upscale' }));
    const created = await portal.as('admin', 'post', '/v1/rate-cards', {
      name: 'Dearer',
      rules,
    });
    const path = `/v1/rate-cards/${created.body.id}`;
    const change = { name: 'Dearer', rules, revision: 1 };
    const [one, two] = [
      await portal.as('admin', 'put', path, change),
      await portal.as('admin', 'put', path, change),
    ];
    expect([one.status, two.status]).toEqual([200, 409]);
    expect(two.body.error.message).toMatch(/revision 2, not 1/);
    const past = await portal.as('admin', 'post', `${path}/publish`, {
      effectiveFrom: '2020-01-01T00:00:00Z',
    });
    expect(past.status).toBe(400);
    const simulated = await portal.as('admin', 'post', `${path}/simulate`);
    expect(simulated.body.events).toBeGreaterThan(0);
    // What was free or was erased at 7 costs more.
    expect(parseCredits(simulated.body.draft)).toBeGreaterThan(
      parseCredits(simulated.body.current),
    );
    const hidden = await portal.as('engineer', 'get', '/v1/rate-cards');
    expect(JSON.stringify(hidden.body)).not.toContain(created.body.id);
    // All that other tests have used here but this one action.
    const stripped = await portal.as('admin', 'post', `${path}/publish`);
    expect(stripped.status).toBe(400);
    expect(stripped.body.error.message).toContain('the action "upscale"');
    expect(
      simulated.body.unknown.filter(
        (each: { withoutPrice: boolean }) => each.withoutPrice,
      ),
    ).toContainEqual(
      expect.objectContaining({ kind: 'action', name: 'upscale' }),
    );
    const version = await portal.as('admin', 'get', '/v1/rate-cards/current');
    const old = await portal.as('engineer', 'post', '/v1/charges', fresh());
    const storyOf = async (charged: request.Response) => {
      const { body } = await portal.as(
        'admin',
        'get',
        `/v1/transactions/${charged.body.transactionId}`,
      );
      return [body.credits, body.rateCardVersion, body.rule];
    };
    const before = await storyOf(old);
    await portal.as('admin', 'put', path, {
      name: 'Dearer',
      rules: { ...rules, unknownAction: 'default', unknownModel: 'default' },
    });
    const stale = await portal.as('admin', 'post', `${path}/publish`, {
      revision: 2,
    });
    expect([stale.status, stale.body.error.name]).toEqual([
      409,
      'ConflictError',
    ]);
    const published = await portal.as('admin', 'post', `${path}/publish`, {
      revision: 3,
    });
    const again = await portal.as('admin', 'post', `${path}/publish`);
    expect([published.status, again.status]).toEqual([200, 409]);
    const kept = await portal.as('admin', 'delete', path);
    expect(kept.status).toBe(409);
    const quoted = await portal.as(
      'engineer',
      'post',
      '/v1/rate-cards/quote',
      fresh(),
    );
    expect(quoted.body).toMatchObject({
      credits: '9',
      version: published.body.version,
    });
    const charged = await portal.as('engineer', 'post', '/v1/charges', fresh());
    expect(charged.body.credits).toBe('9');
    // What was charged stays as charged, and names the version it used.
    expect(before).toEqual(['-7', version.body.version, 'action:erase']);
    expect(await storyOf(old)).toEqual(before);
    expect(await storyOf(charged)).toEqual([
      '-9',
      published.body.version,
      'action:erase',
    ]);
  });

  it('gives back what a charge took, once for each key', async () => {
    const before = await available(portal);
    const transactionId = await charge(portal, 'component:default/checkout');
    const refund = {
      transactionId,
      reason: 'unusable',
      idempotencyKey: 'once',
    };
    const [one, two] = [
      await portal.as('admin', 'post', '/v1/refunds', refund),
      await portal.as('admin', 'post', '/v1/refunds', refund),
    ];
    expect(two.body.transactionId).toBe(one.body.transactionId);
    expect(formatCredits(await available(portal))).toBe(formatCredits(before));
    const other = await portal.as('admin', 'post', '/v1/refunds', {
      ...refund,
      reason: 'other',
    });
    expect(other.status).toBe(409);
  });

  it('writes a file that no spreadsheet runs', async () => {
    await portal.as('machine', 'post', '/v1/usage', {
      events: [
        fresh({ comment: '=HYPERLINK("http://x")', item: '@sum' }),
        fresh({ comment: 'a "quoted",\nline', item: '-1+1' }),
      ],
    });
    const { headers, text } = await portal.as(
      'admin',
      'get',
      '/v1/transactions/export?type=usage',
    );
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="token_usage_history_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.csv"$/,
    );
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain(`,'@sum,`);
    expect(text).toContain(`"a ""quoted"",\nline"`);
    expect(text).toContain(`,'-1+1,`);
    // Amounts stay numbers, below zero too.
    expect(text).toMatch(/,erase,,-[79],/);
  });

  it('proves what it did', async () => {
    const { body } = await portal.as('admin', 'post', '/v1/integrity/verify');
    expect(body).toMatchObject({ status: 'clean', findings: [] });
    expect(body.entries).toBeGreaterThan(20);
  });
});

/** The host's shape of an error, whatever went wrong. */
const errorShape = z.object({
  error: z.object({ name: z.string(), message: z.string() }),
  request: z.object({ method: z.string(), url: z.string() }),
  response: z.object({ statusCode: z.number() }),
});

/** How an answer differs from what the description promises, if it does. */
function promiseBroken(
  { answers }: RouteDescription,
  { status, body }: request.Response,
) {
  if (status >= 400) {
    return errorShape.safeParse(body).error;
  }
  const promised = answers.find(each => each.status === status);
  if (!promised) {
    return `${status} is not described`;
  }
  return promised.schema && !promised.contentType
    ? promised.schema.safeParse(body).error
    : undefined;
}

async function charge(portal: Portal, service: string): Promise<string> {
  const { body } = await portal.as(
    'machine',
    'post',
    '/v1/charges',
    fresh({ service }),
  );
  return body.transactionId;
}

async function reserve(portal: Portal, user: string): Promise<string> {
  const { body } = await portal.as('machine', 'post', '/v1/reservations', {
    event: fresh({ user }),
  });
  return body.reservationId;
}

async function createDraft(portal: Portal): Promise<string> {
  const { body } = await portal.as('admin', 'post', '/v1/rate-cards', {
    name: 'Draft',
    rules: defaultRateCardRules,
  });
  return body.id;
}

async function createBudget(portal: Portal): Promise<string> {
  next += 1;
  const { body } = await portal.as('admin', 'put', '/v1/budgets', {
    scope: { kind: 'product', ref: `D${next}` },
    credits: '5',
  });
  return body.id;
}

const ownReports = new WeakMap<Portal, Promise<{ id: string; run: string }>>();

/** A report of the engineer's with a run that is done; one for all that leave it there. */
function ownReport(p: Portal): Promise<{ id: string; run: string }> {
  const own = ownReports.get(p) ?? newReport(p);
  ownReports.set(p, own);
  return own;
}

async function newReport(p: Portal): Promise<{ id: string; run: string }> {
  const { body } = await p.as('engineer', 'post', '/v1/reports', report);
  await p.as('engineer', 'get', `/v1/reports/${body.id}.json`);
  return { id: body.id, run: body.lastRun.id };
}

async function available(portal: Portal): Promise<bigint> {
  const { body } = await portal.as('admin', 'get', '/v1/balance');
  return parseCredits(body.available);
}
