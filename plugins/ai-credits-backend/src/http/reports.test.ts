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
import { parse } from 'csv-parse/sync';
import {
  ReportContents,
  reportLimits,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Portal, Role, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const DAY = 86_400_000;

let next = 0;
const event = (more: object) => {
  next += 1;
  return {
    id: `r${next}`,
    source: 'test',
    occurredAt: new Date(Date.now() - DAY).toISOString(),
    action: 'text-to-image',
    model: 'gpt-4o',
    ...more,
  };
};

describe.each(databases.eachSupportedId())('reports on %s', engine => {
  let knex: Knex;
  let portal: Portal;
  beforeAll(async () => {
    knex = await databases.init(engine);
    portal = await startPortal(knex, {
      account: { timeZone: 'Asia/Jakarta', monthlyAllowance: '100' },
    });
    await portal
      .as('machine', 'post', '/v1/usage', {
        events: [
          event({
            user: 'user:default/jo',
            service: 'component:default/checkout',
          }),
          event({
            service: 'component:default/checkout',
            model: 'gpt-4o-mini',
            quantities: { inputTokens: 1234, outputTokens: 567 },
            action: 'chat',
          }),
          event({ service: 'component:default/writer', product: '=1+1' }),
        ],
      })
      .expect(200);
  });
  afterAll(async () => portal?.stop());

  const make = async (role: Role, body: object) => {
    const made = await portal.as(role, 'post', '/v1/reports', {
      name: 'Report',
      kind: 'custom',
      range: { days: 7 },
      ...body,
    });
    expect(made.body).not.toHaveProperty('error');
    return made.body.id as string;
  };
  const contentsOf = async (role: Role, id: string) =>
    (await portal.as(role, 'get', `/v1/reports/${id}.json`).expect(200))
      .body as ReportContents;
  /** Waits until a run is done; a report's file is that of the last one that was. */
  const finished = async (role: Role, run: string) => {
    let status: string;
    do {
      await new Promise(resolve => setTimeout(resolve, 20));
      const { body } = await portal.as(role, 'get', `/v1/reports/runs/${run}`);
      status = body.status;
    } while (status === 'queued' || status === 'running');
    expect(status).toBe('done');
  };
  const total = (contents: ReportContents) =>
    contents.stats.find(({ id }) => id === 'credits')?.value;

  it('hold what their owner may see, in the figures of the pages', async () => {
    const ids = {
      admin: await make('admin', {}),
      engineer: await make('engineer', {}),
    };
    const contents = {
      admin: await contentsOf('admin', ids.admin),
      engineer: await contentsOf('engineer', ids.engineer),
    };
    for (const role of ['admin', 'engineer'] as const) {
      const { body } = await portal.as(role, 'post', '/v1/analytics/query', {
        from: contents[role].from,
        to: contents[role].to,
        groupBy: ['model'],
        measures: ['credits', 'requests', 'creditsPerRequest'],
        orderBy: [['credits', 'desc']],
      });
      expect(total(contents[role])).toBe(body.totals.credits);
      const models = contents[role].sections
        .find(({ id }) => id === 'models')!
        .blocks.find(({ id }) => id === 'models')!;
      expect(models).toMatchObject({
        rows: body.rows.map((row: Record<string, unknown>) => ({
          name: row.model,
          credits: row.credits,
          requests: row.requests,
          creditsPerRequest: row.creditsPerRequest,
        })),
      });
    }
    expect(Number(total(contents.admin))).toBeGreaterThan(
      Number(total(contents.engineer)),
    );
    expect(contents.admin.scopeNote).toBeUndefined();
    expect(contents.engineer.scopeNote).toMatch(/may be less than all/);
    // Nobody reads another's; an administrator reads all.
    await portal
      .as('engineer', 'get', `/v1/reports/${ids.admin}.csv`)
      .expect(404);
    await portal
      .as('admin', 'get', `/v1/reports/${ids.engineer}.csv`)
      .expect(200);
  });

  it('sum up credits so that they add up to the balance', async () => {
    await portal
      .as('admin', 'post', '/v1/purchases', {
        pack: 'pack-2500',
        idempotencyKey: 'summary',
      })
      .expect(201);
    await portal
      .as('admin', 'post', '/v1/grants', {
        kind: 'adjustment',
        credits: '-7.5',
        reason: 'test',
        idempotencyKey: 'taken',
      })
      .expect(201);
    const { body: log } = await portal.as(
      'admin',
      'get',
      '/v1/transactions?type=usage&user=user:default/jo',
    );
    await portal
      .as('admin', 'post', '/v1/refunds', {
        transactionId: log.transactions[0].transactionId,
        reason: 'test',
        idempotencyKey: 'back',
      })
      .expect(201);
    const monthStart = new Date(Date.now() - 20 * DAY).toISOString();
    const contents = await contentsOf(
      'admin',
      await make('admin', {
        range: {
          from: monthStart,
          to: new Date(Date.now() + 1_000).toISOString(),
        },
      }),
    );
    const table = contents.sections
      .find(({ id }) => id === 'summary')!
      .blocks.find(({ type }) => type === 'table');
    if (table?.type !== 'table') {
      throw new Error('there is no summary');
    }
    const value = (line: string, column: string) =>
      Number(table.rows.find(row => row.line === line)?.[column] ?? 0);
    const { body: balance } = await portal.as('admin', 'get', '/v1/balance');
    expect(value('Remaining', 'free')).toBe(Number(balance.free));
    expect(value('Remaining', 'purchased')).toBe(Number(balance.purchased));
    expect(value('Remaining', 'other')).toBe(Number(balance.other));
    for (const column of ['free', 'purchased', 'other', 'total']) {
      expect(
        value('Carried forward from before', column) +
          value('Allocated', column) -
          value('Taken away', column) -
          value('Consumed', column) -
          value('Lapsed during the period', column),
      ).toBeCloseTo(value('Remaining', column), 6);
    }
    expect(value('Taken away', 'total')).toBe(7.5);
  });

  it('are written as CSV without formulas, and as a document in either language', async () => {
    const id = await make('admin', {
      name: '=cmd|x',
      language: 'id',
      recipients: ['group:default/payments'],
    });
    const { text } = await portal
      .as('admin', 'get', `/v1/reports/${id}.csv`)
      .expect(200);
    const records: string[][] = parse(text);
    expect(new Set(records.map(record => record.length)).size).toBe(1);
    expect(records[0][0]).toBe("'=cmd|x");
    expect(text).toContain("'=1+1");
    expect(text).toContain('Kredit terpakai');
    const pdf = await portal
      .as('admin', 'get', `/v1/reports/${id}.pdf`)
      .expect('Content-Type', 'application/pdf')
      .expect(200);
    expect(pdf.body.length).toBeGreaterThan(10_000);
    expect(pdf.headers['content-disposition']).toMatch(
      /filename="custom-example-\d{4}-\d\d-\d\d\.pdf"/,
    );
    // A recipient reads it, and changes nothing.
    const { body } = await portal.as('engineer', 'get', `/v1/reports/${id}`);
    expect(body).toMatchObject({ mayEdit: false, mayRun: false });
    await portal.as('engineer', 'delete', `/v1/reports/${id}`).expect(403);
    await portal.as('lead', 'get', `/v1/reports/${id}`).expect(404);
  });

  it('keep the file for billing to their subject, too', async () => {
    await portal
      .as('admin', 'post', '/v1/purchases', {
        pack: 'pack-2500',
        idempotencyKey: 'focus',
      })
      .expect(201);
    const rowsOf = async (subject: object) => {
      const id = await make('admin', {
        subject,
        recipients: ['group:default/payments'],
        range: { from: '2026-01-01T00:00:00Z', to: '2027-12-31T00:00:00Z' },
      });
      await contentsOf('engineer', id);
      const { text } = await portal
        .as('engineer', 'get', `/v1/reports/${id}.focus`)
        .expect(200);
      const rows: Array<Record<string, string>> = parse(text, {
        columns: true,
      });
      return {
        categories: new Set(rows.map(row => row.ChargeCategory)),
        teams: new Set(rows.map(row => row.SubAccountId).filter(Boolean)),
      };
    };
    const payments = 'group:default/payments';
    const everything = await rowsOf({ kind: 'organization' });
    expect(everything.categories).toEqual(new Set(['Purchase', 'Usage']));
    expect(everything.teams).toContain('group:default/writers');
    expect(await rowsOf({ kind: 'team', ref: payments })).toEqual({
      categories: new Set(['Usage']),
      teams: new Set([payments]),
    });
    // A department is the groups below it.
    const commerce = { kind: 'department', ref: 'group:default/commerce' };
    expect((await rowsOf(commerce)).teams).toEqual(new Set([payments]));
  });

  it('are not made of a team whose usage their owner may not see', async () => {
    const writers = { kind: 'team', ref: 'group:default/writers' };
    const body = { name: 'Report', kind: 'weekly', subject: writers };
    const refused = await portal.as('engineer', 'post', '/v1/reports', body);
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      expect.stringMatching(
        /^subject\.ref: the owner of the report may not see the usage of group:default\/writers/,
      ),
    ]);
    // Nor by a change of one that there is, whoever makes it.
    const id = await make('engineer', {});
    for (const role of ['engineer', 'admin'] as const) {
      await portal.as(role, 'put', `/v1/reports/${id}`, body).expect(403);
    }
    await portal.as('admin', 'post', '/v1/reports', body).expect(201);
    const content = { kind: 'department', ref: 'group:default/content' };
    await portal
      .as('lead', 'post', '/v1/reports', { ...body, subject: content })
      .expect(403);
    const commerce = { kind: 'department', ref: 'group:default/commerce' };
    await portal
      .as('engineer', 'post', '/v1/reports', { ...body, subject: commerce })
      .expect(201);
  });

  it('refuse what cannot be, and say why', async () => {
    const refused = async (body: object, message: RegExp) => {
      const answer = await portal.as('engineer', 'post', '/v1/reports', {
        name: 'Report',
        kind: 'weekly',
        ...body,
      });
      expect([answer.status, answer.body.error?.message]).toEqual([
        400,
        expect.stringMatching(message),
      ]);
    };
    await refused({ kind: 'custom' }, /range: is required/);
    await refused({ range: { days: 3 } }, /range: is for custom reports only/);
    await refused(
      { recipients: ['user:default/nobody'] },
      /user:default\/nobody is not in the catalog/,
    );
    await refused(
      { recipients: ['component:default/checkout'] },
      /must be a person or a group/,
    );
    await refused(
      { subject: { kind: 'team', ref: 'group:default/nowhere' } },
      /subject.ref: group:default\/nowhere is not in the catalog/,
    );
    await refused(
      { schedule: { kind: 'cron', expression: '0 0 30 2 *' } },
      /would never run/,
    );
    await refused(
      { schedule: { kind: 'daily', time: '25:00' } },
      /time of day/,
    );
    const id = await make('engineer', {});
    const { body: report } = await portal.as(
      'engineer',
      'get',
      `/v1/reports/${id}`,
    );
    const change = {
      name: 'Other',
      kind: 'daily',
      schedule: { kind: 'daily', time: '07:00' },
      version: report.version,
    };
    const changed = await portal
      .as('engineer', 'put', `/v1/reports/${id}`, change)
      .expect(200);
    // Seven in Jakarta.
    expect(changed.body.nextRunAt).toMatch(/T00:00:00/);
    await portal.as('engineer', 'put', `/v1/reports/${id}`, change).expect(409);
  });

  it('are made on demand a bounded number of times, and no more once deleted', async () => {
    const id = await make('lead', {});
    await contentsOf('lead', id);
    const asked = () =>
      portal.as('lead', 'post', `/v1/reports/${id}/runs`, undefined);
    const made = await asked().expect(202);
    await finished('lead', made.body.id);
    const cancelled = await portal.as(
      'lead',
      'post',
      `/v1/reports/runs/${made.body.id}/cancel`,
      {},
    );
    expect([cancelled.status, cancelled.body.error.message]).toEqual([
      409,
      'The run is done already',
    ]);
    // A run that nobody gets to, as while the workers are busy.
    const { body } = await asked();
    await knex('report_run')
      .where({ id: body.id })
      .update({
        status: 'queued',
        claimed_by: 'another',
        lease_until: Date.now() + DAY,
      });
    await portal.as('lead', 'delete', `/v1/reports/${id}`).expect(204);
    const run = await portal.as('lead', 'get', `/v1/reports/runs/${body.id}`);
    expect(run.body.status).toBe('cancelled');

    const row = await knex('report_run').where({ id: body.id }).first();
    await knex.batchInsert(
      'report_run',
      Array.from({ length: reportLimits.runsPerDay }, () => ({
        ...row,
        id: undefined,
      })),
      20,
    );
    const refused = await portal.as('lead', 'post', '/v1/reports', {
      name: 'Report',
      kind: 'weekly',
    });
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringMatching(/^You have asked for \d+ runs in 24 hours/),
    ]);
    await portal
      .as('lead', 'post', '/v1/reports', {
        name: 'Report',
        kind: 'weekly',
        schedule: { kind: 'daily', time: '07:00' },
      })
      .expect(201);
  });

  it.each([
    ['its page', (id: string) => `/v1/reports/${id}`],
    ['a run', (_: string, run: string) => `/v1/reports/runs/${run}`],
    ['a file', (id: string) => `/v1/reports/${id}.csv`],
  ])(
    'go by what their owner may see from when they open %s on',
    async (_, path) => {
      const id = await make('engineer', {});
      await contentsOf('engineer', id);
      const row = () => knex('report').where({ id }).first();
      const narrow = JSON.parse((await row()).view);
      expect(narrow.usage.kind).toBe('any');
      // As while they were an administrator.
      await knex('report')
        .where({ id })
        .update({
          view: JSON.stringify({ ...narrow, usage: { kind: 'all' } }),
        });
      const run = await knex('report_run').where('report_id', id).first();
      await portal.as('engineer', 'get', path(id, String(run.id))).expect(200);
      expect(JSON.parse((await row()).view).usage).toEqual(narrow.usage);
    },
  );

  it('say so when nothing was used, and stay readable once deleted', async () => {
    const id = await make('admin', {
      range: { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
    });
    const contents = await contentsOf('admin', id);
    expect(contents).toMatchObject({ empty: true });
    expect(contents.headline).toMatch(/used no credits/);
    await portal.as('admin', 'get', `/v1/reports/${id}.pdf`).expect(200);
    const { body: runs } = await portal.as(
      'admin',
      'get',
      `/v1/reports/${id}/runs`,
    );
    await portal.as('admin', 'delete', `/v1/reports/${id}`).expect(204);
    await portal.as('admin', 'get', `/v1/reports/${id}`).expect(404);
    const { body: run } = await portal.as(
      'admin',
      'get',
      `/v1/reports/runs/${runs.runs[0].id}`,
    );
    expect(run).toMatchObject({ status: 'done', contents });
  });
});
