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

import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { notificationService } from '@backstage/plugin-notifications-node';
import { JsonObject } from '@backstage/types';
import { Portal, Role, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const DAY = 86_400_000;
const roles: Role[] = ['nobody', 'engineer', 'lead', 'admin', 'machine'];

const credentials = {
  nobody: mockCredentials.none(),
  engineer: mockCredentials.user('user:default/jo'),
  writer: mockCredentials.user('user:default/pat'),
  lead: mockCredentials.user('user:default/lead'),
  admin: mockCredentials.user('user:default/root'),
  machine: mockCredentials.service('external:machine'),
};

/** What depends on the instant at which it was asked, and what actions add. */
const CHANGING = new Set(['asOf', 'projected', 'low', 'matching']);

/** An answer without what changes from one instant to the next. */
function figuresOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(figuresOf);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !CHANGING.has(key))
      .map(([key, each]) => [key, figuresOf(each)]),
  );
}

const queryOf = (query: Record<string, string>) =>
  `?${new URLSearchParams(query)}`;

describe.each(databases.eachSupportedId())('actions on %s', engine => {
  const registry = actionsRegistryServiceMock();
  const send = jest.fn();
  let portal: Portal;
  let budgetId = '';
  let from = '';
  let to = '';

  /** What a client gets to read. */
  const invoke = async (role: Role, name: string, input: JsonObject = {}) => {
    const { output } = await registry.invoke({
      id: `test:${name}`,
      input,
      credentials: credentials[role],
    });
    return JSON.parse(JSON.stringify(output)) as Record<string, any>;
  };

  beforeAll(async () => {
    portal = await startPortal(
      await databases.init(engine),
      {
        account: { openedAt: '2026-01-01', timeZone: 'Asia/Jakarta' },
        ingest: { maxAge: { days: 400 } },
        insights: { unusedAfter: { days: 2 } },
      },
      [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({ send }),
        }),
      ],
    );
    const noon = Math.floor(Date.now() / DAY) * DAY + DAY / 2;
    from = new Date(noon - 60 * DAY).toISOString();
    to = new Date(noon + DAY).toISOString();
    const event = (ago: number, team: string, user: string, more: object) => ({
      id: `${team} ${ago}`,
      source: 'test',
      user: `user:default/${user}`,
      team: `group:default/${team}`,
      action: 'image-generation',
      quantities: { images: 1 },
      occurredAt: new Date(noon - ago * DAY).toISOString(),
      ...more,
    });
    const events = Array.from({ length: 40 }, (_, i) => i + 1).flatMap(ago => [
      event(ago, 'payments', 'jo', {
        model: ago % 2 ? 'gpt-4o' : 'gpt-4o-mini',
        item: `item ${Math.floor(ago / 4)}`,
        attempt: (ago % 4) + 1,
      }),
      event(ago, 'writers', 'root', { model: 'gpt-4o', item: `text ${ago}` }),
    ]);
    const recorded = await portal.as('admin', 'post', '/v1/usage', { events });
    if (recorded.body.charged !== events.length) {
      throw new Error(JSON.stringify(recorded.body));
    }
    await portal.as('admin', 'post', '/v1/usage/feedback', [
      { source: 'test', id: 'writers 3', outcome: 'rejected' },
      { source: 'test', id: 'payments 5', outcome: 'accepted', rating: 4 },
    ]);
    const budget = (kind: string, ref: string, credits: string) =>
      portal.as('admin', 'put', '/v1/budgets', {
        scope: { kind, ref },
        credits,
      });
    await budget('department', 'group:default/commerce', '700');
    await budget('user', 'user:default/jo', '100');
    budgetId = (await budget('team', 'group:default/payments', '500')).body.id;
    await budget('team', 'group:default/writers', '200');
    await portal.as('admin', 'post', '/v1/purchases', {
      pack: 'pack-2500',
      idempotencyKey: 'first',
    });
  });
  afterAll(async () => portal?.stop());

  /** An action, its input, and the request to the HTTP API that asks the same. */
  type Case = [
    action: string,
    input: JsonObject,
    method: 'get' | 'post',
    path: () => string,
    body?: () => object,
  ];
  const team = 'group:default/payments';
  const cases: Case[] = [
    ['get-balance', {}, 'get', () => '/v1/balance'],
    [
      'get-usage',
      { groupBy: 'model', measures: ['credits', 'p95LatencyMs'], limit: '1' },
      'post',
      () => '/v1/analytics/query',
      () => ({
        groupBy: ['model'],
        measures: ['credits', 'p95LatencyMs'],
        limit: 1,
        orderBy: [['credits', 'desc']],
      }),
    ],
    [
      'get-usage',
      { granularity: 'day', groupBy: ['team'], filters: { team } },
      'post',
      () => '/v1/analytics/query',
      () => ({
        granularity: 'day',
        groupBy: ['team'],
        filters: { team: [team] },
        orderBy: [
          ['period', 'asc'],
          ['credits', 'desc'],
        ],
      }),
    ],
    ['get-forecast', { days: 'true' }, 'get', () => '/v1/forecast'],
    ...[
      `team:${team}`,
      'user:user:default/jo',
      'team:group:default/writers',
    ].map(
      (scope): Case => [
        'get-forecast',
        { scope },
        'get',
        () => `/v1/forecast${queryOf({ scope })}`,
      ],
    ),
    ['get-budget-status', {}, 'get', () => '/v1/budgets?limit=20'],
    [
      'get-budget-status',
      { scope: `team:${team}` },
      'get',
      () => `/v1/budgets${queryOf({ scopeKind: 'team', ref: team })}`,
    ],
    [
      'get-budget-status',
      { under: 'group:default/commerce', limit: 1, kind: 'team' },
      'get',
      () =>
        `/v1/budgets${queryOf({
          parent: 'group:default/commerce',
          scopeKind: 'team',
          limit: '1',
        })}`,
    ],
    [
      'list-transactions',
      { model: 'gpt-4o', limit: 7 },
      'get',
      () => '/v1/transactions?model=gpt-4o&limit=7',
    ],
    [
      'list-transactions',
      { type: ['purchase', 'allowance'], search: '' },
      'get',
      () => '/v1/transactions?type=purchase&type=allowance&limit=20',
    ],
    [
      'quote-credits',
      { model: 'gpt-4o', inputTokens: '100000', outputTokens: 2_000 },
      'post',
      () => '/v1/rate-cards/quote',
      () => ({
        id: 'q',
        source: 'q',
        model: 'gpt-4o',
        quantities: { inputTokens: 100_000, outputTokens: 2_000 },
      }),
    ],
    [
      'list-waste',
      { top: 20 },
      'get',
      () => `/v1/insights/waste${queryOf({ from, to })}`,
    ],
    [
      'list-savings',
      { status: 'all' },
      'get',
      () => `/v1/insights/recommendations${queryOf({ from, to })}`,
    ],
  ];
  const overRange = new Set(['get-usage', 'list-waste', 'list-savings']);

  describe.each(roles)('for %s', role => {
    it.each(cases)('%s %j answers as HTTP does', async (...each: Case) => {
      const [action, input, method, path, body] = each;
      const asked = overRange.has(action) ? { ...input, from, to } : input;
      const http = await portal.as(
        role,
        method,
        path(),
        body && (action === 'get-usage' ? { ...body(), from, to } : body()),
      );
      const own = await invoke(role, action, asked).then(
        figuresOf,
        ({ message, name }) => ({ message, name }),
      );
      expect(Object.keys(own as object)).not.toEqual([]);
      expect(
        http.status === 200 ? { from, to, ...http.body } : http.body.error,
      ).toMatchObject(own as object);
    });
  });

  it('lets in whom HTTP lets in', async () => {
    const allowed = async (name: string, role: Role) =>
      invoke(role, name, name === 'quote-credits' ? { action: 'erase' } : {})
        .then(() => true)
        .catch(() => false);
    const names = [...new Set(cases.map(([name]) => name))];
    for (const name of names) {
      expect([
        name,
        await Promise.all(roles.map(r => allowed(name, r))),
      ]).toEqual([name, [false, true, true, true, false]]);
    }
  });

  it('tells whether the balance is low', async () => {
    expect(await invoke('engineer', 'get-balance')).toMatchObject({
      low: false,
    });
    const { body } = await portal.as('admin', 'get', '/v1/policies');
    const { revision, excessLimit, automaticPurchase } = body;
    await portal.as('admin', 'put', '/v1/policies', {
      revision,
      excessLimit,
      automaticPurchase,
      lowBalanceThreshold: '1000000',
    });
    expect(await invoke('engineer', 'get-balance')).toMatchObject({
      low: true,
      lowBalanceThreshold: '1000000',
    });
  });

  it('knows who asks as me', async () => {
    const filters = { user: ['me'] };
    const mine = await invoke('engineer', 'get-usage', { from, to, filters });
    expect(mine.totals).toMatchObject({ requests: 40 });
    const log = await invoke('admin', 'list-transactions', { user: 'me' });
    expect(log.transactions[0]).toMatchObject({ user: 'user:default/root' });
    const { budgets } = await invoke('engineer', 'get-budget-status', {
      scope: 'me',
    });
    expect(budgets).toMatchObject([
      { credits: '100', scope: { kind: 'user', ref: 'user:default/jo' } },
    ]);
    await expect(
      invoke('machine', 'get-budget-status', { scope: 'me' }),
    ).rejects.toThrow(/scope: 'me' is a person/);
  });

  it('tells a budget by its id, to those who may see it', async () => {
    const { budgets } = await invoke('lead', 'get-budget-status', {
      scope: budgetId,
    });
    expect(budgets).toMatchObject([{ id: budgetId, credits: '500' }]);
    const all = await portal.as('admin', 'get', '/v1/budgets');
    const writers = all.body.budgets.find(
      (each: any) => each.scope.ref === 'group:default/writers',
    );
    await expect(
      invoke('engineer', 'get-budget-status', { scope: writers.id }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('pages through the log and the budgets', async () => {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page: any = await invoke('engineer', 'list-transactions', {
        type: 'usage',
        range: 'last3Months',
        limit: 17,
        ...(cursor ? { cursor } : {}),
      });
      ids.push(...page.transactions.map((each: any) => each.transactionId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(ids).size).toBe(40);
    const first = await invoke('admin', 'get-budget-status', { limit: '3' });
    const rest = await invoke('admin', 'get-budget-status', {
      cursor: first.nextCursor,
    });
    expect([first.budgets.length, rest.budgets.length]).toEqual([3, 1]);
  });

  it('leaves the days of a forecast and the names of waste out unless asked', async () => {
    const short = await invoke('admin', 'get-forecast');
    expect(short).not.toHaveProperty('days');
    expect(short).not.toHaveProperty('history');
    const waste = await invoke('admin', 'list-waste', { from, to, top: 0 });
    expect(Number(waste.wasted)).toBeGreaterThan(0);
    expect(
      waste.rules.flatMap((rule: any) => Object.values(rule.worst).flat()),
    ).toEqual([]);
  });

  const wish = {
    scope: `team:${team}`,
    credits: 12.5,
    reason: 'A launch',
    idempotencyKey: 'launch',
  };

  it('asks for credits once, and tells approvers once', async () => {
    send.mockClear();
    const first = await invoke('engineer', 'request-credits', wish);
    const again = await invoke('engineer', 'request-credits', wish);
    expect(again).toEqual(first);
    expect(send).toHaveBeenCalledTimes(1);
    const { body } = await portal.as(
      'engineer',
      'get',
      '/v1/requests?box=mine',
    );
    expect(body.requests).toHaveLength(1);
    expect(body.requests[0]).toMatchObject(first);
    expect(first).toMatchObject({
      credits: '12.5',
      kind: 'once',
      requestedBy: 'user:default/jo',
      status: 'open',
    });
    await portal.as('lead', 'post', `/v1/requests/${first.id}/grant`, {});
    expect(await invoke('engineer', 'request-credits', wish)).toMatchObject({
      id: first.id,
      status: 'granted',
    });
    await expect(
      invoke('engineer', 'request-credits', { ...wish, credits: '13' }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it.each<[Role, object]>([
    ['nobody', {}],
    ['machine', {}],
    ['engineer', { scope: 'team:group:default/writers' }],
    ['engineer', { scope: 'user:user:default/lead' }],
    ['engineer', { scope: 'user:user:default/nobody-there' }],
    ['lead', { scope: 'department:group:default/content' }],
    ['lead', { scope: 'me' }],
  ])('refuses %s to ask for %j as HTTP does', async (role, more) => {
    const { scope, ...rest } = { ...wish, ...more };
    const { kind, ref } = /^(?<kind>[a-z]+):(?<ref>.+)$/.exec(
      scope === 'me' ? 'user:user:default/lead' : scope,
    )!.groups!;
    const http = await portal.as(role, 'post', '/v1/requests', {
      ...rest,
      scope: { kind, ref },
    });
    expect(http.status).toBeGreaterThanOrEqual(400);
    const { message, name } = http.body.error;
    await expect(
      invoke(role, 'request-credits', { ...wish, ...more }),
    ).rejects.toMatchObject({ message, name });
  });

  it.each<[string, JsonObject, RegExp]>([
    ['get-usage', { limit: 1_001 }, /must not exceed 1000[^]*"limit"/],
    ['get-usage', { limit: 'many' }, /"limit"/],
    ['get-usage', { frm: '2026-11-01' }, /frm/],
    [
      'get-usage',
      { range: 'lastWeek' },
      /range[^]*last7Days|last7Days[^]*range/,
    ],
    [
      'get-usage',
      { range: 'today', from: '2026-11-01' },
      /range: not together/,
    ],
    ['get-usage', { to: '2026-11-01' }, /from: must be an RFC 3339 time/],
    ['get-usage', { from: '2026-13-01' }, /from: must be an RFC 3339 time/],
    [
      'get-usage',
      { from: '2026-11-02', to: '2026-11-01' },
      /to: must be after/,
    ],
    [
      'get-usage',
      { groupBy: ['planet'] },
      /planet[^]*groupBy|groupBy[^]*planet/,
    ],
    [
      'get-usage',
      { groupBy: ['user', 'team', 'model', 'action', 'tier'] },
      /must not have more than 4 values[^]*"groupBy"/,
    ],
    [
      'get-usage',
      { filters: { team: 'payments' } },
      /filters\.team\.0: must be a/,
    ],
    ['get-usage', { filters: { planet: 'x' } }, /planet/],
    [
      'get-usage',
      { filters: { model: Array(101).fill('x') } },
      /must not have more than 100 values/,
    ],
    ['get-forecast', { scope: 'planet:earth' }, /scope: must be/],
    ['get-forecast', { scope: 'team:payments' }, /scope: 'payments' must be/],
    ['get-forecast', { scope: 'x'.repeat(529) }, /528 characters[^]*"scope"/],
    ['get-budget-status', { scope: 'account' }, /scope: the account has/],
    ['get-budget-status', { scope: 'me', kind: 'team' }, /kind: not together/],
    ['get-budget-status', { limit: 101 }, /must not exceed 100[^]*"limit"/],
    ['list-transactions', { cursor: 'x' }, /cursor/],
    ['list-transactions', { search: 'x'.repeat(101) }, /100 characters/],
    [
      'list-transactions',
      { user: 'jo' },
      /user\.?0?: must be a full entity ref/,
    ],
    ['quote-credits', {}, /action: an action or a model is required/],
    [
      'quote-credits',
      { model: 'm', inputTokens: 1_000_000_001 },
      /must not exceed 1000000000[^]*"inputTokens"/,
    ],
    [
      'quote-credits',
      { model: 'm', cachedInputTokens: 1 },
      /quantities\.cachedInputTokens: must not exceed inputTokens/,
    ],
    [
      'list-waste',
      { from: '2020-01-01', to: '2026-01-01' },
      /at most 400 days/,
    ],
    ['list-savings', { limit: 0 }, /must be at least 1[^]*"limit"/],
    ['request-credits', { scope: 'me' }, /"credits"[^]*"reason"/],
    [
      'request-credits',
      { ...wish, credits: '-1' },
      /credits: must be at least/,
    ],
    [
      'request-credits',
      { ...wish, credits: '0.0000001' },
      /at most 6 decimals/,
    ],
    [
      'request-credits',
      { ...wish, reason: '' },
      /must not be empty[^]*"reason"/,
    ],
    [
      'request-credits',
      { ...wish, reason: 'x'.repeat(1_001) },
      /1000 characters/,
    ],
    ['request-credits', { ...wish, scope: 'account' }, /scope: must be me/],
    ['request-credits', { ...wish, kind: 'forever' }, /"kind"/],
  ])('%s with %j is refused in words', async (name, input, words) => {
    await expect(invoke('admin', name, input)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(words),
    });
  });
});
