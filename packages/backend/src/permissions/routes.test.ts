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

import { defaultRateCardRules } from 'backstage-plugin-ai-credits-common';
import {
  Method,
  people,
  Portal,
  Role,
  roles,
  startPortal,
} from '../__testUtils__/portal';

/**
 * Every route of the API, asked in every role through the portal's own sign-in,
 * permission backend and policy. A route that is described and not listed here
 * fails the test, and so does one that is listed and not described.
 */

jest.setTimeout(120_000);

let portal: Portal;
let next = 0;
// Read before the first call.
let refundable = '';
let policies: object = {};

beforeAll(async () => {
  portal = await startPortal();
});
afterAll(async () => portal?.stop());

/** A name that no other call uses. */
const fresh = (prefix: string) => {
  next += 1;
  return `${prefix}${next}`;
};
const event = (more: object = {}) => ({
  id: fresh('e'),
  source: 'roles',
  action: 'erase',
  ...more,
});
const payments = { kind: 'team', ref: 'group:default/payments' };
const writers = { kind: 'team', ref: 'group:default/writers' };
const draft = () => ({ name: fresh('Draft '), rules: defaultRateCardRules });

/** Creates something in a role and answers with a field of it. */
async function made(
  field: string,
  role: Role,
  method: Method,
  path: string,
  body: object,
): Promise<string> {
  const answer = await portal.as(role, method, path, body);
  if (answer.status >= 300) {
    throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body[field];
}

const charged = (service: string) =>
  made('transactionId', 'machine', 'post', '/v1/charges', event({ service }));
const reserved = () =>
  made('reservationId', 'machine', 'post', '/v1/reservations', {
    event: event({ user: people.engineer }),
  });
const drafted = () => made('id', 'admin', 'post', '/v1/rate-cards', draft());
const budgeted = (scope: object) =>
  made('id', 'admin', 'put', '/v1/budgets', { scope, credits: '500' });
const asked = (role: Role) =>
  made('id', role, 'post', '/v1/requests', {
    scope: payments,
    credits: '5',
    reason: 'A launch',
  });

const report = () => ({ name: fresh('Report '), kind: 'monthly' });
const reported = () => made('id', 'engineer', 'post', '/v1/reports', report());
let finished: Promise<string> | undefined;
/** One report for all that only read it: a person may have so many. */
const finishedReport = () => {
  finished ??= reported().then(async id => {
    await made('id', 'engineer', 'post', `/v1/reports/${id}/runs`, {});
    return id;
  });
  return finished;
};
let ranId: Promise<string> | undefined;
const ranOnce = () => {
  ranId ??= finishedReport().then(async id => {
    // Its file waits for the run to end.
    await portal.as('engineer', 'get', `/v1/reports/${id}.json`);
    const { body } = await portal.as(
      'engineer',
      'get',
      `/v1/reports/${id}/runs`,
    );
    return body.runs[0].id;
  });
  return ranId;
};
/** The last two weeks, as a query. */
const lately = `?from=${encodeURIComponent(
  new Date(Date.now() - 14 * 86_400_000).toISOString(),
)}&to=${encodeURIComponent(new Date(Date.now() + 3_600_000).toISOString())}`;

/** What is expected of anonymous, engineer, lead, admin and machine. */
type Expected = readonly [number, number, number, number, number];

const everybody: Expected = [401, 200, 200, 200, 403];
const adminsOnly = (status: number): Expected => [401, 403, 403, status, 403];
const leadsToo = (status: number): Expected => [401, 403, status, status, 403];
const callers = (status: number): Expected => [
  401,
  status,
  status,
  status,
  status,
];

/** For others there is no such report. */
const ownReport = (status: number): Expected => [401, status, 404, status, 403];

/** They are sent as `POST` for their bodies, and change nothing. */
const questions = new Set([
  'post /v1/analytics/query',
  'post /v1/rate-cards/quote',
  'post /v1/rate-cards/{id}/simulate',
  'post /v1/reports/schedule',
]);
const changes = (route: string) =>
  !route.startsWith('get ') && !questions.has(route);

interface More {
  /** The body; made anew for each call. */
  body?: () => object | string;
  /** Stands for `{id}` and the like; made anew for each call. */
  id?: () => Promise<string> | string;
  query?: string;
  /** What sets this row apart from another of the same route. */
  of?: string;
}

const row = (
  route: `${Method} /v1/${string}`,
  expected: Expected,
  more: More = {},
) => ({ route, expected, ...more });

/** One line a route; more where it matters whose thing it is. */
const table = [
  // Usage
  row('post /v1/usage', [401, 403, 403, 200, 200], { body: event }),
  row('post /v1/ingest/otlp/v1/traces', [401, 403, 403, 200, 200], {
    body: () => ({ resourceSpans: [] }),
  }),
  row('post /v1/ingest/litellm', [401, 403, 403, 200, 200], {
    body: () => [{ id: fresh('l'), model: 'gpt-4o' }],
  }),
  row('post /v1/ingest/cloudevents', [401, 403, 403, 200, 200], {
    body: () => ({
      specversion: '1.0',
      type: 'ai-credits.usage',
      id: fresh('c'),
      source: 'roles',
      data: { action: 'erase' },
    }),
  }),
  row('post /v1/imports', [401, 403, 403, 200, 200], {
    query: '?source=roles&map=a%3Daction',
    body: () => 'a\nerase\n',
  }),
  row('post /v1/charges', callers(201), { body: event }),
  row('post /v1/charges', [401, 403, 403, 201, 201], {
    of: 'for somebody else',
    body: () => event({ user: 'user:default/somebody' }),
  }),
  row('post /v1/charges', [401, 403, 403, 201, 201], {
    of: 'to what another department owns',
    body: () => event({ service: 'component:default/writer' }),
  }),
  row('post /v1/reservations', callers(201), {
    body: () => ({ event: event() }),
  }),
  row('post /v1/reservations/{id}/settle', [401, 200, 403, 200, 200], {
    id: reserved,
    body: () => ({}),
  }),
  row('post /v1/reservations/{id}/release', [401, 200, 403, 200, 200], {
    id: reserved,
  }),
  row('post /v1/usage/feedback', callers(200), {
    body: () => ({ source: 'roles', id: 'none', rating: 4 }),
  }),
  row('post /v1/refunds', adminsOnly(201), {
    body: () => ({
      transactionId: refundable,
      credits: '1',
      reason: 'Sent twice',
      idempotencyKey: fresh('r'),
    }),
  }),

  // Credits
  row('get /v1/account', everybody),
  row('get /v1/balance', everybody),
  row('get /v1/balance/summary', everybody, { query: lately }),
  row('get /v1/lots', everybody),
  row('get /v1/packs', everybody),
  row('post /v1/grants', adminsOnly(201), {
    body: () => ({
      kind: 'promotion',
      credits: '1',
      reason: 'Trial',
      idempotencyKey: fresh('g'),
    }),
  }),
  row('get /v1/purchases', adminsOnly(200)),
  row('post /v1/purchases', adminsOnly(201), {
    body: () => ({ pack: 'pack-2500', idempotencyKey: fresh('p') }),
  }),
  row('get /v1/policies', everybody),
  row('put /v1/policies', adminsOnly(200), { body: () => policies }),
  row('get /v1/transactions', everybody),
  row('get /v1/transactions/export', everybody),
  row('get /v1/transactions/{id}', [401, 200, 200, 200, 403], {
    of: 'of one’s team',
    id: () => charged('component:default/checkout'),
  }),
  row('get /v1/transactions/{id}', [401, 404, 200, 200, 403], {
    of: 'of a team of the department',
    id: () => charged('component:default/finder'),
  }),
  row('get /v1/transactions/{id}', [401, 404, 404, 200, 403], {
    of: 'of another department',
    id: () => charged('component:default/writer'),
  }),

  // Rate card
  row('get /v1/rate-cards', everybody),
  row('get /v1/rate-cards/current', everybody),
  row('post /v1/rate-cards/quote', everybody, { body: event }),
  row('post /v1/rate-cards', adminsOnly(201), { body: draft }),
  row('put /v1/rate-cards/{id}', adminsOnly(200), { id: drafted, body: draft }),
  row('delete /v1/rate-cards/{id}', adminsOnly(204), { id: drafted }),
  row('post /v1/rate-cards/{id}/simulate', adminsOnly(200), { id: drafted }),
  row('post /v1/rate-cards/{id}/publish', adminsOnly(200), {
    id: drafted,
    body: () => ({}),
  }),

  // Budgets
  row('get /v1/budgets', everybody),
  row('get /v1/budgets/tree', everybody),
  row('get /v1/budgets/{id}', everybody, { id: () => budgeted(payments) }),
  row('get /v1/budgets/{id}', [401, 404, 404, 200, 403], {
    of: 'of another department',
    id: () => budgeted(writers),
  }),
  row('put /v1/budgets', leadsToo(200), {
    of: 'below one’s department',
    body: () => ({ scope: payments, credits: '500' }),
  }),
  row('put /v1/budgets', adminsOnly(200), {
    of: 'the department one leads',
    body: () => ({
      scope: { kind: 'department', ref: 'group:default/commerce' },
      credits: '5000',
    }),
  }),
  row('put /v1/budgets', adminsOnly(200), {
    of: 'of another department',
    body: () => ({ scope: writers, credits: '500' }),
  }),
  row('delete /v1/budgets/{id}', leadsToo(204), {
    id: () => budgeted({ kind: 'user', ref: people.engineer }),
  }),
  row('post /v1/allocations', leadsToo(200), {
    body: () => ({ changes: [{ scope: payments, credits: '500' }] }),
  }),
  row('get /v1/allocations/export', everybody),
  row('post /v1/allocations/import', leadsToo(200), {
    body: () => `scope,ref,credits\nteam,${payments.ref},500\n`,
  }),
  row('post /v1/allocations/copy', leadsToo(200), { body: () => ({}) }),

  // Requests
  row('get /v1/requests', everybody),
  row('post /v1/requests', [401, 201, 201, 201, 403], {
    body: () => ({ scope: payments, credits: '5', reason: 'A launch' }),
  }),
  row('post /v1/requests/{id}/grant', leadsToo(200), {
    of: 'of an engineer',
    id: () => asked('engineer'),
    body: () => ({}),
  }),
  row('post /v1/requests/{id}/grant', [401, 404, 403, 200, 403], {
    of: 'of the lead: nobody decides on their own',
    id: () => asked('lead'),
    body: () => ({}),
  }),
  row('post /v1/requests/{id}/decline', leadsToo(200), {
    id: () => asked('engineer'),
    body: () => ({ comment: 'Not now' }),
  }),
  row('post /v1/requests/{id}/withdraw', [401, 200, 403, 403, 403], {
    id: () => asked('engineer'),
  }),

  // Questions
  row('post /v1/analytics/query', everybody, {
    body: () => ({ from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' }),
  }),

  // Insights
  row('get /v1/forecast', everybody),
  row('get /v1/forecast', everybody, {
    of: 'of one’s team',
    query: `?scope=team:${payments.ref}`,
  }),
  row('get /v1/forecast', adminsOnly(200), {
    of: 'of another department',
    query: `?scope=team:${writers.ref}`,
  }),
  row('get /v1/insights/waste', everybody, { query: lately }),
  row('get /v1/insights/waste/events', everybody, {
    query: `${lately}&rule=failed`,
  }),
  row('get /v1/insights/efficiency', everybody, { query: lately }),
  row('get /v1/insights/unusual', everybody, { query: lately }),
  row('get /v1/insights/recommendations', everybody),
  row('post /v1/insights/recommendations/{id}/accept', adminsOnly(404), {
    id: () => 'none',
    body: () => ({}),
  }),
  row('post /v1/insights/recommendations/{id}/dismiss', adminsOnly(404), {
    id: () => 'none',
    body: () => ({ reason: 'Not for us' }),
  }),

  // Reports: everybody has their own, those who manage them see all.
  row('get /v1/reports', everybody),
  row('post /v1/reports', [401, 201, 201, 201, 403], { body: report }),
  row('post /v1/reports/schedule', everybody, {
    body: () => ({ schedule: { kind: 'daily', time: '07:00' } }),
  }),
  row('get /v1/reports/focus.csv', everybody, { query: lately }),
  row('get /v1/reports/{id}', ownReport(200), { id: finishedReport }),
  row('put /v1/reports/{id}', ownReport(200), { id: reported, body: report }),
  row('delete /v1/reports/{id}', ownReport(204), { id: reported }),
  row('post /v1/reports/{id}/runs', ownReport(202), { id: finishedReport }),
  row('get /v1/reports/{id}/runs', ownReport(200), { id: finishedReport }),
  row('get /v1/reports/runs/{runId}', ownReport(200), { id: ranOnce }),
  row('post /v1/reports/runs/{runId}/cancel', ownReport(409), {
    of: 'that is over',
    id: ranOnce,
  }),
  ...(['json', 'csv', 'pdf', 'focus'] as const).map(format =>
    row(`get /v1/reports/{id}.${format}`, ownReport(200), {
      id: finishedReport,
    }),
  ),

  // Operation
  row('get /v1/integrity', adminsOnly(200)),
  row('post /v1/integrity/verify', adminsOnly(200)),
  row('get /v1/ledger/health', adminsOnly(200)),
  row('post /v1/rollups/rebuild', adminsOnly(200)),
  row('get /v1/me', everybody),
  row('get /v1/openapi.json', everybody),
];

describe('every route in every role', () => {
  beforeAll(async () => {
    await budgeted({ kind: 'department', ref: 'group:default/commerce' });
    await budgeted(payments);
    refundable = await charged('component:default/checkout');
    const answer = await portal.as('admin', 'get', '/v1/policies');
    policies = answer.body;
  });

  it('is listed', async () => {
    const { body } = await portal.as('admin', 'get', '/v1/openapi.json');
    const described = Object.entries(
      body.paths as Record<string, object>,
    ).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter(key => /^(get|post|put|patch|delete)$/.test(key))
        .map(method => `${method} ${path}`),
    );
    const listed = new Set<string>(table.map(({ route }) => route));
    expect([...listed].sort()).toEqual([...described].sort());
  });

  it.each(table.map(each => [`${each.route} ${each.of ?? ''}`.trim(), each]))(
    '%s',
    async (_, each) => {
      if (typeof each === 'string') {
        throw new TypeError('A row is an object');
      }
      const [method, route] = each.route.split(' ') as [Method, string];
      let unclear = false;
      const answers: Partial<Record<Role, number | string>> = {};
      const untold: string[] = [];
      for (const [i, role] of roles.entries()) {
        const id = await each.id?.();
        const path = route.replace(/\{\w+\}/, id ?? '');
        const answer = await portal.as(
          role,
          method,
          `${path}${each.query ?? ''}`,
          each.body?.(),
        );
        answers[role] =
          answer.status === each.expected[i]
            ? answer.status
            : `${answer.status} ${answer.text}`;
        const call = `${method.toLocaleUpperCase('en-US')} ${path}`;
        if (changes(each.route) && answer.status < 300) {
          untold.push(...(portal.audited.has(call) ? [] : [call]));
        }
        // Who is refused is told why, in the shape of every error.
        unclear ||=
          answer.status >= 400 && typeof answer.body.error?.name !== 'string';
      }
      expect(unclear).toBe(false);
      // An auditor is told of every change.
      expect(untold).toEqual([]);
      expect(answers).toEqual(
        Object.fromEntries(roles.map((role, i) => [role, each.expected[i]])),
      );
    },
  );
});

describe('what is listed', () => {
  const teams = ['payments', 'search', 'writers'];

  beforeAll(async () => {
    for (const [service, team] of [
      ['checkout', 'payments'],
      ['finder', 'search'],
      ['writer', 'writers'],
    ]) {
      await charged(`component:default/${service}`);
      await budgeted({ kind: 'team', ref: `group:default/${team}` });
    }
    for (const team of teams) {
      await made('id', 'admin', 'post', '/v1/requests', {
        scope: { kind: 'team', ref: `group:default/${team}` },
        credits: '5',
        reason: `For ${team}`,
      });
    }
  });

  const range = () => ({
    from: new Date(Date.now() - 86_400_000).toISOString(),
    to: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const own = [['payments'], ['payments', 'search'], teams] as const;

  /** The teams in the answer that the engineer, the lead and the admin get. */
  it.each<[string, object | undefined, readonly (readonly string[])[]]>([
    ['get /v1/transactions', undefined, own],
    ['get /v1/transactions/export', undefined, own],
    ['post /v1/analytics/query', { ...range(), groupBy: ['team'] }, own],
    ['get /v1/budgets', undefined, own],
    ['get /v1/budgets/tree', undefined, own],
    ['get /v1/allocations/export', undefined, own],
    [`get /v1/insights/efficiency${lately}`, undefined, own],
    [`get /v1/reports/focus.csv${lately}`, undefined, own],
    // One's own, and those of others that one decides on.
    ['get /v1/requests', undefined, own],
  ])('is filtered by role: %s', async (call, body, expected) => {
    const [method, path] = call.split(' ') as [Method, string];
    const seen: string[][] = [];
    for (const role of ['engineer', 'lead', 'admin'] as const) {
      const { text } = await portal.as(role, method, path, body);
      seen.push(teams.filter(team => text.includes(`group:default/${team}`)));
    }
    expect(seen).toEqual(expected);
  });

  it('has drafts of the rate card for those who write them only', async () => {
    const id = await drafted();
    const seen = [];
    for (const role of ['engineer', 'lead', 'admin'] as const) {
      const { text } = await portal.as(role, 'get', '/v1/rate-cards');
      seen.push(text.includes(id));
    }
    expect(seen).toEqual([false, false, true]);
  });
});
