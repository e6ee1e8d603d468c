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
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  Budget,
  BudgetNode,
  BudgetTreeResponse,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Portal, Role, startPortal } from '../__testUtils__/portal';
import { routes } from './openapi';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const roles: Role[] = ['nobody', 'engineer', 'lead', 'admin', 'machine'];

const commerce = { kind: 'department', ref: 'group:default/commerce' };
const content = { kind: 'department', ref: 'group:default/content' };
const payments = { kind: 'team', ref: 'group:default/payments' };
const writers = { kind: 'team', ref: 'group:default/writers' };
const jo = { kind: 'user', ref: 'user:default/jo' };
const leadUser = { kind: 'user', ref: 'user:default/lead' };

describe.each(databases.eachSupportedId())('budgets on %s', engine => {
  let portal: Portal;
  let knex: Knex;
  const send = jest.fn();
  const auditLog: Array<{ eventId: string; meta: object }> = [];
  let next = 0;

  beforeAll(async () => {
    knex = await databases.init(engine);
    portal = await startPortal(knex, {}, [
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send }),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => ({
          createEvent: async ({ eventId, meta }) => ({
            success: async options => {
              auditLog.push({ eventId, meta: { ...meta, ...options?.meta } });
            },
            fail: async () => {
              auditLog.push({ eventId: `${eventId} failed`, meta: {} });
            },
          }),
        }),
      }),
    ]);
  });
  afterAll(async () => portal?.stop());
  beforeEach(async () => {
    send.mockReset();
    auditLog.length = 0;
    await knex('credit_request').delete();
    await knex('budget').update({ deleted_at: 1 });
    await knex('account').update({
      budgets_version: knex.raw('budgets_version + 1'),
      version: knex.raw('version + 1'),
    });
  });

  const put = async (scope: object, credits: string, more: object = {}) => {
    const answer = await portal.as('admin', 'put', '/v1/budgets', {
      scope,
      credits,
      ...more,
    });
    expect(answer.body).toMatchObject({ scope });
    return answer.body as Required<Budget>;
  };
  const list = async (role: Role, query = ''): Promise<Budget[]> =>
    (await portal.as(role, 'get', `/v1/budgets?limit=1000${query}`)).body
      .budgets;
  const limitOf = async (scope: object) =>
    (await list('admin')).find(
      budget => JSON.stringify(budget.scope) === JSON.stringify(scope),
    );
  const charge = (credits: number, more: object = {}) => {
    next += 1;
    return portal.as('machine', 'post', '/v1/charges', {
      id: `b${next}`,
      source: 'budgets',
      action: 'erase',
      quantities: { requests: credits },
      ...more,
    });
  };
  const ask = async (
    role: Role,
    scope: object,
    credits: string,
    more: object = {},
  ) =>
    portal.as(role, 'post', '/v1/requests', {
      scope,
      credits,
      reason: 'A launch',
      ...more,
    });

  describe('who may do what', () => {
    const toPayments = () => ({ changes: [{ scope: payments, credits: '5' }] });
    const asked = async (role: Role, more = '') =>
      `/v1/requests/${(await ask(role, payments, '5')).body.id}${more}`;

    /** Answers for nobody, engineer, lead, admin and machine. */
    it.each<
      [
        method: 'get' | 'post' | 'put' | 'delete',
        route: string,
        path: () => string | Promise<string>,
        body: (() => object) | undefined,
        statuses: number[],
      ]
    >([
      [
        'get',
        '/v1/budgets/tree',
        () => '/v1/budgets/tree',
        undefined,
        [401, 200, 200, 200, 403],
      ],
      [
        'get',
        '/v1/budgets/{id}',
        async () => `/v1/budgets/${(await put(payments, '50')).id}`,
        undefined,
        [401, 200, 200, 200, 403],
      ],
      [
        'get',
        '/v1/budgets/{id}',
        // Another department's: for those who may not see it, there is none.
        async () => `/v1/budgets/${(await put(writers, '50')).id}`,
        undefined,
        [401, 404, 404, 200, 403],
      ],
      [
        'put',
        '/v1/budgets',
        () => '/v1/budgets',
        () => ({ scope: payments, credits: '40' }),
        [401, 403, 200, 200, 403],
      ],
      [
        'put',
        '/v1/budgets',
        () => '/v1/budgets',
        // The lead's own department, and the lead: nobody raises their own limit.
        () => ({ scope: commerce, credits: '4000' }),
        [401, 403, 403, 200, 403],
      ],
      [
        'put',
        '/v1/budgets',
        () => '/v1/budgets',
        () => ({ scope: leadUser, credits: '4000' }),
        [401, 403, 403, 200, 403],
      ],
      [
        'put',
        '/v1/budgets',
        () => '/v1/budgets',
        () => ({ scope: writers, credits: '4' }),
        [401, 403, 403, 200, 403],
      ],
      [
        'delete',
        '/v1/budgets/{id}',
        async () => `/v1/budgets/${(await put(jo, '50')).id}`,
        undefined,
        [401, 403, 204, 204, 403],
      ],
      [
        'post',
        '/v1/allocations',
        () => '/v1/allocations',
        toPayments,
        [401, 403, 200, 200, 403],
      ],
      [
        'post',
        '/v1/allocations',
        () => '/v1/allocations',
        () => ({
          changes: [...toPayments().changes, { scope: writers, credits: '5' }],
        }),
        [401, 403, 403, 200, 403],
      ],
      [
        'get',
        '/v1/allocations/export',
        () => '/v1/allocations/export',
        undefined,
        [401, 200, 200, 200, 403],
      ],
      [
        'post',
        '/v1/allocations/copy',
        () => '/v1/allocations/copy',
        () => ({}),
        [401, 403, 200, 200, 403],
      ],
      [
        'get',
        '/v1/requests',
        () => '/v1/requests',
        undefined,
        [401, 200, 200, 200, 403],
      ],
      [
        'post',
        '/v1/requests',
        () => '/v1/requests',
        () => ({ scope: payments, credits: '5', reason: 'A launch' }),
        [401, 201, 201, 201, 403],
      ],
      [
        'post',
        '/v1/requests/{id}/grant',
        () => asked('engineer', '/grant'),
        () => ({ comment: 'Fine' }),
        [401, 403, 200, 200, 403],
      ],
      [
        'post',
        '/v1/requests/{id}/grant',
        // Nobody decides on their own, an admin neither.
        () => asked('admin', '/grant'),
        () => ({}),
        [401, 404, 200, 403, 403],
      ],
      [
        'post',
        '/v1/requests/{id}/decline',
        () => asked('engineer', '/decline'),
        () => ({ comment: 'Not now' }),
        [401, 403, 200, 200, 403],
      ],
      [
        'post',
        '/v1/requests/{id}/withdraw',
        () => asked('engineer', '/withdraw'),
        undefined,
        [401, 200, 403, 403, 403],
      ],
    ])('%s %s', async (method, route, path, body, statuses) => {
      await put(payments, '50');
      const described = routes.find(
        each => each.method === method && each.path === route,
      )!;
      for (const [i, role] of roles.entries()) {
        const answer = await portal.as(role, method, await path(), body?.());
        expect({ role, status: answer.status, body: answer.body }).toEqual({
          role,
          status: statuses[i],
          body: expect.anything(),
        });
        const promised = described.answers.find(
          each => each.status === answer.status,
        );
        expect(
          promised?.schema &&
            !promised.contentType &&
            promised.schema.safeParse(answer.body).error,
        ).toBeFalsy();
      }
    });
  });

  it('lists by kind, ref, parent and period, page by page', async () => {
    await put(commerce, '100');
    await put(payments, '60');
    await put(payments, '3', { period: 'day' });
    await put(jo, '10');
    await put({ kind: 'model', ref: 'GPT-5' }, '10');
    const refs = async (query: string) =>
      (await list('admin', query)).map(({ scope }) => scope.ref);
    expect(await refs('&scopeKind=user&scopeKind=model')).toEqual([
      jo.ref,
      'GPT-5',
    ]);
    expect(await refs('&ref=GPT-5')).toEqual(['GPT-5']);
    expect(await refs('&ref=Group:default/Payments&period=day')).toEqual([
      payments.ref,
    ]);
    expect(await refs(`&parent=${commerce.ref}`)).toEqual([
      payments.ref,
      payments.ref,
    ]);
    expect(await refs(`&parent=${payments.ref}`)).toEqual([jo.ref]);
    const first = await portal.as('admin', 'get', '/v1/budgets?limit=2');
    const rest = await portal.as(
      'admin',
      'get',
      `/v1/budgets?limit=4&cursor=${first.body.nextCursor}`,
    );
    expect(first.body.budgets).toHaveLength(2);
    expect(rest.body.budgets).toHaveLength(3);
    expect(rest.body.nextCursor).toBeUndefined();
  });

  it('adds up as a tree, as far as each may see', async () => {
    await put(commerce, '1000');
    await put(payments, '400');
    await put(content, '500');
    await put(jo, '20', { mode: 'soft' });
    await put({ kind: 'service', ref: 'component:default/checkout' }, '90');
    await charge(2, { service: 'component:default/checkout', user: jo.ref });
    await charge(1, { service: 'component:default/writer' });
    const tree = async (role: Role, query = '') =>
      (await portal.as(role, 'get', `/v1/budgets/tree${query}`))
        .body as BudgetTreeResponse;
    const { body: before } = await portal.as(
      'admin',
      'get',
      '/v1/budgets/tree',
    );
    expect(before).toMatchObject({ period: 'month', complete: true });
    const rows = (nodes: BudgetNode[]) =>
      nodes.map(({ budget, children, depth, mayEdit, ref }) => [
        depth,
        ref.split('/')[1],
        budget?.credits,
        children?.unallocated,
        mayEdit,
      ]);
    expect(rows((await tree('admin')).organization)).toEqual([
      [0, 'admins', undefined, undefined, true],
      [1, 'root', undefined, undefined, true],
      [0, 'commerce', '1000', '600', true],
      [1, 'payments', '400', '400', true],
      [2, 'jo', '20', undefined, true],
      [1, 'lead', undefined, undefined, true],
      [0, 'content', '500', '500', true],
      [1, 'writers', undefined, undefined, true],
      [2, 'pat', undefined, undefined, true],
    ]);
    expect(rows((await tree('lead')).organization)).toEqual([
      [0, 'commerce', '1000', '600', false],
      [1, 'payments', '400', '400', true],
      [2, 'jo', '20', undefined, true],
      [1, 'lead', undefined, undefined, false],
    ]);
    expect(rows((await tree('engineer')).organization)).toEqual([
      [0, 'commerce', '1000', '600', false],
      [1, 'payments', '400', '400', false],
      [2, 'jo', '20', undefined, false],
    ]);
    expect(
      rows((await tree('admin', `?under=${payments.ref}`)).organization),
    ).toEqual([
      [0, 'payments', '400', '400', true],
      [1, 'jo', '20', undefined, true],
    ]);
    const all = await tree('admin');
    expect(all.totals).toMatchObject({ allocated: '1500' });
    expect(all.others.map(({ ref }) => ref)).toEqual([
      'component:default/checkout',
    ]);
    // Without a budget the log tells, with one the budget: both are the same usage.
    const used = (ref: string) =>
      all.organization.find(node => node.ref === ref)!.used;
    expect(Number(used(writers.ref))).toBeGreaterThanOrEqual(7);
    expect(used(writers.ref)).toBe(used(content.ref));
    expect(used(commerce.ref)).toBe(used(payments.ref));
  });

  it('tells one budget’s days, past periods and users', async () => {
    await put(commerce, '900');
    const { id } = await put(payments, '500', { rolloverCap: '10' });
    const before = (await limitOf(payments))!.used;
    await charge(3, { service: 'component:default/checkout', user: jo.ref });
    const { periodStart } = (await limitOf(payments))!;
    const day = 86_400_000;
    const start = Date.parse(periodStart);
    // Two months ago it began, was exceeded, and last month nobody wrote it down.
    const monthBefore = (at: number) => {
      const date = new Date(at - day);
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
    };
    const last = monthBefore(start);
    const first = monthBefore(last);
    await knex('budget').where({ id }).update({ tracked_from: first });
    await knex('budget_use').insert({
      budget_id: id,
      period_start: first,
      period_end: last,
      allocation: 150_000_000,
      granted_once: 50_000_000,
      rolled_over: 0,
      used: 160_000_000,
    });
    const { body } = await portal.as('lead', 'get', `/v1/budgets/${id}`);
    expect(body).toMatchObject({
      baseCredits: '500',
      credits: '500',
      mayEdit: true,
      parent: { scope: commerce, credits: '900', unallocated: '400' },
      history: [
        {
          periodStart: new Date(last).toISOString(),
          credits: '500',
          used: '0',
          status: 'within',
        },
        {
          periodStart: new Date(first).toISOString(),
          credits: '150',
          grantedOnce: '50',
          used: '160',
          status: 'exceeded',
        },
      ],
      topUsers: [expect.objectContaining({ ref: jo.ref })],
      topServices: [
        expect.objectContaining({ ref: 'component:default/checkout' }),
      ],
    });
    expect(Number(body.used) - Number(before)).toBe(21);
    // Every day up to today, idle ones too; the last sum is what was used.
    const today = new Date().getUTCDate();
    expect(body.daily).toHaveLength(today);
    expect(body.daily[today - 1].cumulative).toBe(body.used);
  });

  it('tells the audit log what each change made of what', async () => {
    const { id } = await put(payments, '30');
    await put(payments, '35', { mode: 'soft' });
    await portal.as('lead', 'post', '/v1/allocations', {
      changes: [
        { scope: payments, credits: '40' },
        { scope: jo, credits: '4' },
      ],
    });
    const { body } = await ask('engineer', payments, '5');
    await portal.as('lead', 'post', `/v1/requests/${body.id}/grant`, {});
    await portal.as('lead', 'post', `/v1/requests/${body.id}/grant`, {});
    await portal.as('admin', 'delete', `/v1/budgets/${id}`);
    expect(auditLog).toEqual([
      {
        eventId: 'budget-put',
        meta: expect.objectContaining({
          scope: 'team:group:default/payments',
          after: expect.objectContaining({ credits: '30', mode: 'hard' }),
        }),
      },
      {
        eventId: 'budget-put',
        meta: expect.objectContaining({
          before: expect.objectContaining({ credits: '30', mode: 'hard' }),
          after: expect.objectContaining({ credits: '35', mode: 'soft' }),
        }),
      },
      {
        eventId: 'allocations-change',
        meta: {
          changes: [
            expect.objectContaining({
              scope: 'team:group:default/payments',
              before: expect.objectContaining({ credits: '35' }),
              after: expect.objectContaining({ credits: '40' }),
            }),
            expect.objectContaining({
              scope: 'user:user:default/jo',
              after: expect.objectContaining({ credits: '4' }),
            }),
          ],
        },
      },
      {
        eventId: 'request-create',
        meta: expect.objectContaining({ credits: '5', kind: 'once' }),
      },
      {
        eventId: 'request-granted',
        meta: expect.objectContaining({
          requestedBy: jo.ref,
          before: { credits: '40' },
          after: { credits: '45' },
        }),
      },
      { eventId: 'request-granted failed', meta: {} },
      {
        eventId: 'budget-delete',
        meta: expect.objectContaining({
          before: expect.objectContaining({ credits: '40' }),
        }),
      },
    ]);
  });

  it('counts the versions of a budget', async () => {
    const { id } = await put(payments, '30');
    const other = await put(payments, '40', { version: 1 });
    expect([other.id, other.version, other.credits]).toEqual([id, 2, '40']);
  });

  describe('what is refused', () => {
    it.each<[string, object, string | RegExp]>([
      [
        'an unknown team',
        { scope: { kind: 'team', ref: 'group:default/gone' }, credits: '1' },
        /the catalog has no team group:default\/gone/,
      ],
      [
        'a department as a team',
        { scope: { ...commerce, kind: 'team' }, credits: '1' },
        /is a department/,
      ],
      [
        'a ref that is none',
        { scope: { kind: 'user', ref: 'jo' }, credits: '1' },
        /scope\.ref: must be a full entity ref/,
      ],
      ['less than nothing', { scope: jo, credits: '-1' }, /^credits: must be/],
      [
        'more than can be',
        { scope: jo, credits: '90000000000' },
        /^credits: must be/,
      ],
      [
        'a seventh decimal',
        { scope: jo, credits: '0.0000001' },
        /^credits: must be/,
      ],
      [
        'a period that is none',
        { scope: jo, credits: '1', period: 'decade' },
        /^period: /,
      ],
      [
        'thresholds that are none',
        { scope: jo, credits: '1', thresholds: [0] },
        /^thresholds\.0: /,
      ],
      [
        'a negative cap',
        { scope: jo, credits: '1', rolloverCap: '-5' },
        /^rolloverCap: must be/,
      ],
      [
        'more below than above',
        { scope: payments, credits: '100.5' },
        'credits: the groups below group:default/commerce would be allocated 100.5 credits a month, more than the 100 that it has itself',
      ],
    ])('%s', async (_title, body, message) => {
      await put(commerce, '100');
      const answer = await portal.as('admin', 'put', '/v1/budgets', body);
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(message);
    });

    it('allows more below than above where the configuration does', async () => {
      const other = await startPortal(await databases.init(engine), {
        budgets: { allowOverAllocation: true },
      });
      try {
        for (const [scope, credits] of [
          [commerce, '1'],
          [payments, '100'],
        ]) {
          const answer = await other.as('admin', 'put', '/v1/budgets', {
            scope,
            credits,
          });
          expect(answer.status).toBe(200);
        }
      } finally {
        await other.stop();
      }
    });
  });

  it('has every kind of period, each with its own use', async () => {
    const periods = ['day', 'week', 'month', 'quarter', 'year'];
    for (const period of periods) {
      await put(jo, '100', { period, mode: 'soft' });
    }
    const before = await list('admin');
    expect(before.map(({ period }) => period)).toEqual(periods);
    await charge(1, { user: jo.ref });
    const after = await list('admin');
    expect(
      after.map((budget, i) => Number(budget.used) - Number(before[i].used)),
    ).toEqual([7, 7, 7, 7, 7]);
    for (const { periodEnd, periodStart } of after) {
      expect(Date.parse(periodStart)).toBeLessThanOrEqual(Date.now());
      expect(Date.parse(periodEnd)).toBeGreaterThan(Date.now());
    }
  });

  describe('many at once', () => {
    it('changes all or none, and names the rows at fault', async () => {
      await put(commerce, '100');
      await put(payments, '60', { mode: 'soft', rolloverCap: '3' });
      const change = (changes: object[], more: object = {}) =>
        portal.as('admin', 'post', '/v1/allocations', { changes, ...more });
      const wrong = await change([
        { scope: payments, credits: '70' },
        { scope: { kind: 'user', ref: 'user:default/gone' }, credits: '1' },
        { scope: { kind: 'team', ref: 'gone' }, credits: '1' },
      ]);
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.message).toBe(
        'row 2: scope.ref: the catalog has no user user:default/gone; row 3: scope.ref: must be a full entity ref such as group:default/payments',
      );
      const over = await change([
        { scope: jo, credits: '1' },
        { scope: payments, credits: '101' },
      ]);
      expect(over.body.error.message).toMatch(/^row 2: credits: the groups/);
      const twice = await change([
        { scope: payments, credits: '7' },
        { scope: payments, credits: '8' },
      ]);
      expect(twice.body.error.message).toMatch(/^row 2: .* row 1$/);
      const stale = await change([
        { scope: jo, credits: '7' },
        { scope: payments, credits: '8', version: 7 },
      ]);
      expect(stale.status).toBe(409);
      expect(stale.body.error.message).toMatch(
        /^row 2: .* allows 60 credits in version 1, you would set 8 over version 7/,
      );
      expect((await limitOf(payments))!.credits).toBe('60');
      expect(await limitOf(jo)).toBeUndefined();

      const tried = await change([{ scope: payments, credits: '70' }], {
        dryRun: true,
      });
      expect(tried.body).toMatchObject({
        dryRun: true,
        changed: 1,
        changes: [{ before: '60', budget: { credits: '70' } }],
      });
      expect((await limitOf(payments))!.credits).toBe('60');
      // Raising the department in the same request makes room.
      const done = await change([
        { scope: payments, credits: '170', version: 1 },
        { scope: commerce, credits: '200' },
        { scope: jo, credits: '5' },
      ]);
      expect(done.body).toMatchObject({ created: 1, changed: 2, unchanged: 0 });
      // What a change does not say stays as it was.
      expect(await limitOf(payments)).toMatchObject({
        credits: '170',
        mode: 'soft',
        rolloverCap: '3',
        version: 2,
      });
      const empty = await change([]);
      expect(empty.status).toBe(400);
    });

    it('exports a file that can be changed and imported, with no formula in it', async () => {
      await put(payments, '60', { thresholds: [90, 50, 90] });
      await put({ kind: 'product', ref: '=cmd|calc' }, '5', { mode: 'soft' });
      const file = await portal.as('admin', 'get', '/v1/allocations/export');
      expect(file.headers['content-disposition']).toMatch(
        /^attachment; filename="allocations_\d{4}-\d\d-\d\d\.csv"$/,
      );
      const lines = file.text.split('\r\n');
      expect(lines[0]).toMatch(
        /^scope,ref,period,credits,mode,thresholds,rolloverCap,version,used/,
      );
      expect(lines[1]).toMatch(
        /^team,group:default\/payments,month,60,hard,50 90,,1,/,
      );
      expect(lines[2]).toMatch(/^product,'=cmd\|calc,month,5,soft/);
      const load = (text: string, query = '') =>
        portal
          .as('admin', 'post', `/v1/allocations/import${query}`)
          .set('Content-Type', 'text/csv')
          .send(text);
      const same = await load(file.text);
      expect(same.body).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
      const edited = file.text.replace(',60,', ',61.5,');
      const tried = await load(edited, '?dryRun=true');
      expect(tried.body).toMatchObject({ dryRun: true, changed: 1 });
      expect((await limitOf(payments))!.credits).toBe('60');
      const done = await load(`\uFEFF${edited}`);
      expect(done.body).toMatchObject({ changed: 1, unchanged: 1 });
      // The file again says what is there: nothing to do, and no conflict.
      expect((await load(edited)).body).toMatchObject({ unchanged: 2 });
      // The first file again would undo what was done since.
      const stale = await load(file.text);
      expect(stale.status).toBe(409);
      expect(stale.body.error.message).toMatch(/^row 2: /);

      const as = (role: Role, text: string) =>
        portal
          .as(role, 'post', '/v1/allocations/import')
          .set('Content-Type', 'text/csv')
          .send(text);
      const own = 'scope,ref,credits\nteam,group:default/payments,62\n';
      const others = `${own}team,group:default/writers,62\n`;
      const statuses = [];
      for (const role of roles) {
        statuses.push((await as(role, own)).status);
        statuses.push((await as(role, others)).status);
      }
      expect(statuses).toEqual([
        401, 401, 403, 403, 200, 403, 200, 200, 403, 403,
      ]);

      const minimal = await load(
        'credits,ref,scope\n5,user:default/jo,user\n"6",Group:default/Writers,team\n',
      );
      expect(minimal.body).toMatchObject({ created: 1, changed: 1 });
      for (const [text, message] of [
        ['ref,credits\na,1\n', /no column scope/],
        ['scope,ref,credits,kredits\na,b,1,1\n', /not known.*kredits/],
        ['scope,ref,credits\n', /from 1 to 2000 lines/],
        [
          'scope,ref,credits\nuser,user:default/jo,lots\nteam,group:default/payments,-1\n',
          /^row 2: credits: .*; row 3: credits: /,
        ],
        ['scope,ref,credits\nuser,"user:default/jo,1\n', /not valid CSV/],
        ['scope,ref,credits\nuser,user:default/jo\n', /not valid CSV/],
      ] as const) {
        const answer = await load(text);
        expect([text, answer.status]).toEqual([text, 400]);
        expect(answer.body.error.message).toMatch(message);
      }
      const json = await portal.as(
        'admin',
        'post',
        '/v1/allocations/import',
        {},
      );
      expect(json.status).toBe(415);
    });

    it('lets nobody raise or remove their own limit, admins neither', async () => {
      const root = { kind: 'user', ref: 'user:default/root' };
      const own = await put(root, '50', { rolloverCap: '5' });
      const set = (role: Role, more: object) =>
        portal.as(role, 'put', '/v1/budgets', {
          scope: root,
          credits: '50',
          rolloverCap: '5',
          ...more,
        });
      for (const more of [
        { credits: '50.000001' },
        { mode: 'soft' },
        { rolloverCap: '6' },
        { credits: '1', rolloverCap: '6' },
      ]) {
        const refused = await set('admin', more);
        expect([more, refused.status]).toEqual([more, 403]);
        expect(refused.body.error.message).toMatch(
          /^You may lower your own limit, that of user:default\/root a month, and neither raise nor remove it/,
        );
      }
      const many = await portal.as('admin', 'post', '/v1/allocations', {
        changes: [
          { scope: payments, credits: '5' },
          { scope: root, credits: '60' },
        ],
      });
      const removed = await portal.as(
        'admin',
        'delete',
        `/v1/budgets/${own.id}`,
      );
      const file = await portal
        .as('admin', 'post', '/v1/allocations/import')
        .set('Content-Type', 'text/csv')
        .send('scope,ref,credits\nuser,user:default/root,60\n');
      expect([many.status, removed.status, file.status]).toEqual([
        403, 403, 403,
      ]);
      expect(await limitOf(payments)).toBeUndefined();
      // What others ask for on their behalf somebody else decides.
      await put(jo, '50');
      const request = await ask('engineer', jo, '5');
      await knex('credit_request').update({
        scope_id: knex('dim').where({ ref: root.ref }).select('id').first(),
      });
      const granted = await portal.as(
        'admin',
        'post',
        `/v1/requests/${request.body.id}/grant`,
      );
      expect([granted.status, granted.body.error.message]).toEqual([
        403,
        'Nobody decides on their own limit',
      ]);
      const inbox = await portal.as('admin', 'get', '/v1/requests?box=inbox');
      expect(inbox.body).toMatchObject({ requests: [], waiting: 0 });

      const detail = await portal.as('admin', 'get', `/v1/budgets/${own.id}`);
      expect(detail.body).toMatchObject({ mayEdit: true, lowerOnly: true });
      const tree = await portal.as('admin', 'get', '/v1/budgets/tree');
      expect(
        (tree.body as BudgetTreeResponse).organization
          .filter(({ lowerOnly }) => lowerOnly)
          .map(({ ref }) => ref),
      ).toEqual([root.ref]);
      expect((await set('admin', { credits: '40' })).status).toBe(200);
      expect((await limitOf(root))!.credits).toBe('40');
    });

    it('copies what the last period allocated, without what was for once', async () => {
      const budget = await put(payments, '80');
      await put(jo, '10');
      const start = Date.parse(budget.periodStart);
      const date = new Date(start - 1);
      await knex('budget_use').insert({
        budget_id: budget.id,
        period_start: Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1),
        period_end: start,
        allocation: 75_000_000,
        rolled_over: 5_000_000,
        granted_once: 10_000_000,
        used: 0,
      });
      const copy = (role: Role, body: object) =>
        portal.as(role, 'post', '/v1/allocations/copy', body);
      const tried = await copy('lead', { dryRun: true });
      expect(tried.body.changes).toEqual([
        {
          before: '80',
          budget: expect.objectContaining({ scope: payments, credits: '60' }),
        },
      ]);
      await copy('lead', {});
      expect((await limitOf(payments))!.credits).toBe('60');
      expect((await copy('lead', {})).body).toMatchObject({ changed: 0 });
    });
  });

  describe('requests', () => {
    it('raise the current period once, and tell both sides', async () => {
      await put(commerce, '70');
      await put(payments, '60');
      const created = await ask('engineer', payments, '12.5');
      expect(created.body).toMatchObject({
        status: 'open',
        kind: 'once',
        requestedBy: jo.ref,
        approvers: [commerce.ref, 'group:default/admins'],
        budget: { credits: '60' },
        mayDecide: false,
        mayWithdraw: true,
      });
      expect(send).toHaveBeenCalledTimes(1);
      expect(send.mock.calls[0][0]).toMatchObject({
        recipients: {
          type: 'entity',
          entityRef: ['user:default/lead', 'user:default/root'],
        },
        payload: {
          title: 'jo asks for 12.5 credits more',
          description: 'For team payments, for this period. A launch',
          link: expect.stringMatching(/^\/ai-credits/),
        },
      });
      const inbox = await portal.as('lead', 'get', '/v1/requests?box=inbox');
      expect(inbox.body).toMatchObject({
        waiting: 1,
        requests: [
          { id: created.body.id, mayDecide: true, mayWithdraw: false },
        ],
      });
      const path = `/v1/requests/${created.body.id}`;
      const both = await Promise.all(
        (['lead', 'admin'] as const).map(role =>
          portal.as(role, 'post', `${path}/grant`, { comment: 'Good luck' }),
        ),
      );
      // Of two at the same time one comes too late; the limit was raised once.
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(await limitOf(payments)).toMatchObject({
        credits: '72.5',
        baseCredits: '60',
        grantedOnce: '12.5',
      });
      const late = await portal.as('lead', 'post', `${path}/decline`, {});
      expect(late.status).toBe(409);
      expect(late.body.error.message).toMatch(
        /^The request was granted by user:/,
      );
      expect(send.mock.calls.at(-1)![0]).toMatchObject({
        recipients: { entityRef: expect.arrayContaining([jo.ref]) },
        payload: { description: expect.stringMatching(/Good luck/) },
      });
      // Changing the budget keeps what was granted once on top.
      await put(payments, '50');
      expect((await limitOf(payments))!.credits).toBe('62.5');
      const mine = await portal.as('engineer', 'get', '/v1/requests?box=mine');
      expect(mine.body).toMatchObject({
        waiting: 0,
        requests: [
          { status: 'granted', granted: '12.5', comment: 'Good luck' },
        ],
      });
    });

    it('are one request when sent again with their key', async () => {
      await put(payments, '60');
      const asking = (role: Role, more: object = {}) =>
        ask(role, payments, '5', { idempotencyKey: 'launch-1', ...more });
      // At the same time, too.
      const [first, same] = await Promise.all([
        asking('engineer'),
        asking('engineer'),
      ]);
      expect([first.status, same.status]).toEqual([201, 201]);
      expect(same.body.id).toBe(first.body.id);
      expect(send).toHaveBeenCalledTimes(1);
      const other = await asking('engineer', { credits: '6' });
      expect(other.status).toBe(409);
      expect(other.body.error.message).toBe(
        'idempotencyKey has been used for another request',
      );
      // The keys of one person are not another's.
      const lead = await asking('lead');
      expect(lead.status).toBe(201);
      expect(lead.body.id).not.toBe(first.body.id);
      await portal.as(
        'admin',
        'post',
        `/v1/requests/${first.body.id}/grant`,
        {},
      );
      expect((await asking('engineer')).body).toMatchObject({
        id: first.body.id,
        status: 'granted',
      });
    });

    it('let through at once what the old limit refused', async () => {
      const { used } = await put(jo, '1');
      await put(jo, String(Number(used) + 6));
      const refused = await charge(1, { user: jo.ref });
      expect(refused.status).toBe(402);
      expect(refused.body).toMatchObject({ scope: `user:${jo.ref}` });
      const { body } = await ask('engineer', jo, '1');
      await portal.as('lead', 'post', `/v1/requests/${body.id}/grant`, {});
      expect((await charge(1, { user: jo.ref })).status).toBe(201);
    });

    it('raise the budget for good within what the department has', async () => {
      await put(commerce, '70');
      await put(payments, '60');
      const { body } = await ask('engineer', payments, '20', {
        kind: 'permanent',
      });
      const grant = (more: object) =>
        portal.as('lead', 'post', `/v1/requests/${body.id}/grant`, more);
      const over = await grant({});
      expect(over.status).toBe(400);
      expect(over.body.error.message).toMatch(/80 credits a month.*the 70/);
      // The refusal left it open; less, or for once, is possible.
      const done = await grant({ credits: '10' });
      expect(done.body).toMatchObject({ status: 'granted', granted: '10' });
      expect(await limitOf(payments)).toMatchObject({
        baseCredits: '70',
        version: 2,
      });
    });

    it('for a department are decided by admins alone', async () => {
      await put(commerce, '70');
      const { body } = await ask('engineer', commerce, '5');
      expect(body.approvers).toEqual(['group:default/admins']);
      const path = `/v1/requests/${body.id}/grant`;
      expect((await portal.as('lead', 'post', path, {})).status).toBe(404);
      expect(
        (await portal.as('lead', 'get', '/v1/requests')).body,
      ).toMatchObject({ requests: [], waiting: 0 });
      expect((await portal.as('admin', 'post', path, {})).status).toBe(200);
    });

    it('need a limit to raise, a reason, and an asker whom it concerns', async () => {
      const none = await ask('engineer', payments, '5');
      expect(none.status).toBe(400);
      expect(none.body.error.message).toMatch(/no limit to raise/);
      await put(payments, '60');
      await put(writers, '60');
      expect((await ask('engineer', writers, '5')).status).toBe(403);
      for (const wrong of [
        { credits: '0' },
        { credits: '-3' },
        { credits: '99999999999999' },
        { reason: '' },
        { reason: 'x'.repeat(1_001) },
        { kind: 'forever' },
        { extra: 1 },
      ]) {
        const answer = await ask('engineer', payments, '5', wrong);
        expect([wrong, answer.status]).toEqual([wrong, 400]);
      }
      for (const path of ['/v1/requests/0/grant', '/v1/requests/x/grant']) {
        expect((await portal.as('lead', 'post', path, {})).status).toBe(404);
      }
    });

    it('are bounded in number, withdrawn by who asked, and pageable', async () => {
      await put(payments, '60');
      for (let i = 0; i < 20; i += 1) {
        expect((await ask('engineer', payments, '1')).status).toBe(201);
      }
      expect((await ask('engineer', payments, '1')).status).toBe(409);
      const page = await portal.as('lead', 'get', '/v1/requests?limit=15');
      const rest = await portal.as(
        'lead',
        'get',
        `/v1/requests?limit=15&cursor=${page.body.nextCursor}`,
      );
      const ids = [...page.body.requests, ...rest.body.requests].map(({ id }) =>
        Number(id),
      );
      expect(ids).toHaveLength(20);
      expect([...ids].sort((a, b) => b - a)).toEqual(ids);
      const path = `/v1/requests/${ids[0]}/withdraw`;
      expect((await portal.as('engineer', 'post', path)).body).toMatchObject({
        status: 'withdrawn',
      });
      expect((await portal.as('engineer', 'post', path)).status).toBe(409);
      expect((await ask('engineer', payments, '1')).status).toBe(201);
    });

    it('stay decided when nobody can be told', async () => {
      send.mockRejectedValue(new Error('down'));
      await put(payments, '60');
      const { body, status } = await ask('engineer', payments, '5');
      expect(status).toBe(201);
      const path = `/v1/requests/${body.id}/decline`;
      const declined = await portal.as('lead', 'post', path, { comment: 'No' });
      expect(declined.body).toMatchObject({
        status: 'declined',
        comment: 'No',
        decidedBy: 'user:default/lead',
      });
      expect((await limitOf(payments))!.credits).toBe('60');
    });
  });
});
