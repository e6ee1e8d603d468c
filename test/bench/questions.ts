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
  AnalyticsQuery,
  analyticsQuerySchema,
  AnalyticsRow,
  formatCredits,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import assert from 'node:assert/strict';
import { Dictionary } from '../../plugins/ai-credits-backend/src/database/dictionary';
import { clockOf } from '../../plugins/ai-credits-backend/src/ledger/periods';
import { answer } from '../../plugins/ai-credits-backend/src/usage/analytics';
import { BackendProcess } from '../support/backendProcess';
import { expectOk } from '../support/client';
import {
  Answer,
  VisibleUsage,
} from '../../plugins/ai-credits-backend/src/usage/api';
import { serviceRef, teamRef, userRef } from '../support/company';
import { TestPostgres } from '../support/postgres';
import { DuckCopy } from './duckdb';
import { boundRow, formatFigure, median, Row } from './harness';

const DAY_MS = 86_400_000;
const REPEATS = 15;
/** Over the events in PostgreSQL, which takes seconds. */
const REPEATS_OF_SLOW = 3;
const HTTP_ROUNDS = 20;

/** A question that a dashboard asks, and the same asked of the events in plain SQL. */
export interface DashboardQuestion {
  name: string;
  query: AnalyticsQuery;
  plain: PlainQuestion;
  /** Who asks; somebody who sees everything if absent. */
  visible?: VisibleUsage;
}

/** What a question groups and adds up, over `usage_event e`. */
export interface PlainQuestion {
  /** A column by time, if any; answers are ordered by it first. */
  period?: string;
  /** The column of what is grouped by, whose names are looked up. */
  named?: string;
  /** Besides credits and requests. */
  more?: string;
  /** A condition besides the range. */
  where?: string;
  /** Of the rows; credits from most to least if absent. */
  order?: string;
}

/** As many rows as an answer has when nothing else is asked for. */
const DEFAULT_LIMIT = 1_000;

/**
 * Plain SQL that gives the same answer as the plugin: in order, cut to a page, with names and
 * the totals of all; `:from` and `:to` are epoch milliseconds. Totals of
 * averages and percentiles are left out, which spares it a second look at the
 * events; the plugin remembers names, which it looks up.
 */
export function plainSql(
  { period, named, more, where, order = 'credits desc' }: PlainQuestion,
  limit: number = DEFAULT_LIMIT,
): string {
  const keys = [
    ...(period ? [`${period} as period`] : []),
    ...(named ? [`${named} as named`] : []),
  ];
  const columns = [
    ...keys,
    'sum(e.credits) as credits',
    'sum(e.requests) as requests',
    ...(more ? [more] : []),
  ];
  const by = [
    ...(period ? ['period'] : []),
    order,
    ...(named ? ['name'] : []),
  ].join(', ');
  return `with g as (select ${columns.join(
    ', ',
  )} from usage_event e where e.occurred_at >= :from and e.occurred_at < :to${
    where ? ` and ${where}` : ''
  }${
    keys.length ? ` group by ${keys.map((_, i) => i + 1).join(', ')}` : ''
  }), page as (select g.*, ${named ? 'd.ref' : 'null'} as name from g${
    named ? ' left join dim d on d.id = g.named' : ''
  } order by ${by} limit ${
    limit + 1
  }), totals as (select sum(credits) as credits, sum(requests) as requests from g) select * from (select totals.credits as all_credits, totals.requests as all_requests, page.* from totals left join page on true) as answered order by ${by}`;
}

const TEAM = `(select id from dim where kind = 2 and ref = '${teamRef(0)}')`;
const PERSON = `(select id from dim where kind = 1 and ref = '${userRef(0)}')`;
/** An engineer of the busiest team: what they did themselves, and what the team paid for. */
const engineer: VisibleUsage = {
  kind: 'any',
  users: [userRef(0)],
  teams: [teamRef(0)],
  departments: [],
};
const byEngineer = `(e.team_id = ${TEAM} or e.user_id = ${PERSON})`;
const quantiles =
  'avg(e.latency_ms) as mean, percentile_cont(array[0.5, 0.95]) within group (order by e.latency_ms) as quantiles';
const failed =
  'sum(case when e.status = 1 then e.requests else 0 end) as failed';

/** The questions of the dashboard, the busiest team and service taken as the worst case. */
export function dashboardQuestions(now: number): DashboardQuestion[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const last = (days: number) => ({
    from: new Date(today - (days - 1) * DAY_MS).toISOString(),
    to: new Date(today + DAY_MS).toISOString(),
  });
  return [
    {
      name: 'total by day, 30 days',
      query: { ...last(30), granularity: 'day' },
      plain: { period: 'e.day' },
    },
    {
      name: 'product by day, 30 days',
      query: { ...last(30), granularity: 'day', groupBy: ['product'] },
      plain: { period: 'e.day', named: 'e.product_id' },
    },
    {
      name: 'model by day, 30 days',
      query: {
        ...last(30),
        granularity: 'day',
        groupBy: ['model'],
        measures: ['credits', 'requests', 'inputTokens', 'outputTokens'],
      },
      plain: {
        period: 'e.day',
        named: 'e.model_id',
        more: 'sum(e.input_tokens) as input_tokens, sum(e.output_tokens) as output_tokens',
      },
    },
    {
      name: 'top 20 users, 30 days',
      query: {
        ...last(30),
        groupBy: ['user'],
        orderBy: [['credits', 'desc']],
        limit: 20,
      },
      plain: { named: 'e.user_id' },
    },
    {
      name: 'top 20 users, 90 days',
      query: {
        ...last(90),
        groupBy: ['user'],
        orderBy: [['credits', 'desc']],
        limit: 20,
      },
      plain: { named: 'e.user_id' },
    },
    {
      name: 'one team by hour and model, 7 days',
      query: {
        ...last(7),
        granularity: 'hour',
        groupBy: ['model'],
        filters: { team: [teamRef(0)] },
      },
      plain: {
        period: 'e.hour',
        named: 'e.model_id',
        where: `e.team_id = ${TEAM}`,
      },
    },
    {
      name: 'one service by day, 90 days',
      query: {
        ...last(90),
        granularity: 'day',
        filters: { service: [serviceRef(0)] },
      },
      plain: {
        period: 'e.day',
        where: `e.service_id = (select id from dim where kind = 4 and ref = '${serviceRef(
          0,
        )}')`,
      },
    },
    {
      name: 'actions, 30 days',
      query: {
        ...last(30),
        groupBy: ['action'],
        measures: ['credits', 'requests', 'successRate'],
      },
      plain: { named: 'e.action_id', more: failed },
    },
    {
      name: 'latency by model, 30 days',
      query: {
        ...last(30),
        groupBy: ['model'],
        measures: ['averageLatencyMs', 'p50LatencyMs', 'p95LatencyMs'],
      },
      plain: { named: 'e.model_id', more: quantiles },
    },
    {
      name: 'latency by day, 30 days',
      query: {
        ...last(30),
        granularity: 'day',
        measures: ['averageLatencyMs', 'p50LatencyMs', 'p95LatencyMs'],
      },
      plain: { period: 'e.day', more: quantiles },
    },
    {
      name: 'latency of the 20 busiest users, 30 days',
      query: {
        ...last(30),
        groupBy: ['user'],
        measures: ['requests', 'averageLatencyMs', 'p95LatencyMs'],
        orderBy: [['requests', 'desc']],
        limit: 20,
      },
      plain: {
        named: 'e.user_id',
        more: quantiles,
        order: 'requests desc, credits desc',
      },
    },
    {
      name: 'an engineer: products by day, 30 days',
      visible: engineer,
      query: { ...last(30), granularity: 'day', groupBy: ['product'] },
      plain: {
        period: 'e.day',
        named: 'e.product_id',
        where: byEngineer,
      },
    },
    {
      name: 'an engineer: services, 30 days',
      visible: engineer,
      query: { ...last(30), groupBy: ['service'] },
      plain: { named: 'e.service_id', where: byEngineer },
    },
    {
      name: 'an engineer: actions, 30 days',
      visible: engineer,
      query: {
        ...last(30),
        groupBy: ['action'],
        measures: ['credits', 'requests', 'successRate'],
      },
      plain: { named: 'e.action_id', more: failed, where: byEngineer },
    },
    {
      name: 'an engineer: latency by model, 30 days',
      visible: engineer,
      query: {
        ...last(30),
        groupBy: ['model'],
        measures: ['averageLatencyMs', 'p50LatencyMs', 'p95LatencyMs'],
      },
      plain: { named: 'e.model_id', more: quantiles, where: byEngineer },
    },
    {
      name: 'total by month, 12 months',
      query: { ...last(365), granularity: 'month' },
      plain: { period: 'floor(e.day / 100)' },
    },
  ];
}

/** Each question through the plugin's own code, against the same in SQL over the events: in PostgreSQL, and in DuckDB. */
export async function measureQuestions(
  knex: Knex,
  accountId: number,
  duck: DuckCopy,
): Promise<Row[]> {
  const context = {
    knex,
    accountId,
    dictionary: Dictionary.create({ knex }),
    clock: clockOf('UTC'),
  };
  const rows: Row[] = [];
  for (const question of dashboardQuestions(Date.now())) {
    const { name, query, plain, visible = { kind: 'all' } } = question;
    const parsed = analyticsQuerySchema.parse(query);
    const given = await answer(context, parsed, visible);
    const { source } = given;
    const sql = plainSql(plain, parsed.limit);
    const bound = {
      from: Date.parse(query.from),
      to: Date.parse(query.to),
    };
    const checked = plainSql(atNeighbours(plain), parsed.limit);
    assertSame(question, given, (await knex.raw(checked, bound)).rows);
    assertSame(question, given, await duck.ask(checked, bound));
    const { asked, columnar } = await inTurns({
      asked: () => answer(context, parsed, visible),
      columnar: () => duck.ask(sql, bound),
    });
    const counted = await times(() => knex.raw(sql, bound), REPEATS_OF_SLOW);
    const row = boundRow(
      `question: ${name}`,
      asked,
      'ms',
      20,
      `from ${source}; over the events ${formatFigure(
        median(counted),
      )} ms in PostgreSQL, ${formatFigure(median(columnar))} ms in DuckDB`,
    );
    const quicker = median(asked) < median(columnar);
    rows.push({
      ...row,
      target: `${row.target}, < DuckDB`,
      hit: row.hit && quicker,
    });
    console.log(`  ${name}: ${formatFigure(row.value)} ms ${row.note}`);
  }
  return rows;
}

/** The same questions over HTTP, one after the other: the 95th percentile of all answers. */
export async function measureQuestionsOverHttp(
  postgres: TestPostgres,
  prefix: string,
): Promise<Row> {
  const backend = await BackendProcess.start({
    database: { client: 'pg', connection: postgres.connection, prefix },
    portFrom: 17407,
  });
  try {
    const took: number[] = [];
    const questions = dashboardQuestions(Date.now());
    for (let round = 0; round <= HTTP_ROUNDS; round++) {
      for (const { query } of questions) {
        const started = performance.now();
        await expectOk(backend, 'POST', '/analytics/query', query);
        // The first round compiles and fills caches.
        if (round > 0) {
          took.push(performance.now() - started);
        }
      }
    }
    const p95 = took.sort((a, b) => a - b)[Math.floor(took.length * 0.95)];
    return boundRow(
      'questions at the API, 95th percentile',
      [p95],
      'ms',
      60,
      `${took.length} answers, half within ${formatFigure(median(took))} ms`,
    );
  } finally {
    await backend.stop();
  }
}

/** The question with the percentiles beside each: which of two latencies one is, where it falls between them, is not the same everywhere. */
function atNeighbours({ more, ...plain }: PlainQuestion): PlainQuestion {
  return {
    ...plain,
    more: more?.replace('0.5, 0.95', '0.499, 0.501, 0.949, 0.951'),
  };
}

/** Plain SQL must have the same answer: a comparison of anything else says nothing. */
function assertSame(
  { name, query }: DashboardQuestion,
  { rows, totals, truncated }: Answer,
  plain: ReadonlyArray<Record<string, unknown>>,
): void {
  const [group] = query.groupBy ?? [];
  const told = (row: AnalyticsRow, credits: unknown, requests: unknown) => ({
    ...(row.credits !== undefined && {
      credits: formatCredits(BigInt(String(credits))),
    }),
    ...(row.requests !== undefined && { requests: Number(requests) }),
  });
  const shown = plain.slice(0, rows.length);
  assert.equal(plain.length, rows.length + Number(truncated), name);
  for (const [place, each] of shown.entries()) {
    const row = rows[place];
    const { credits, requests, period, named, mean, quantiles: among } = each;
    const expected = {
      ...told(row, credits, requests),
      ...(period !== undefined && {
        period: periodOf(Number(period), query.granularity),
      }),
      ...(named !== undefined && { [group]: each.name }),
    };
    assert.deepEqual(
      Object.fromEntries(Object.keys(expected).map(key => [key, row[key]])),
      expected,
      `another line ${place + 1} in the answer to ${name}`,
    );
    if (mean !== undefined) {
      assertWithin(row.averageLatencyMs, [Number(mean), Number(mean)], 0, name);
      const [below50, above50, below95, above95] = readList(among);
      assertWithin(row.p50LatencyMs ?? below50, [below50, above50], 0.01, name);
      assertWithin(row.p95LatencyMs, [below95, above95], 0.01, name);
    }
  }
  const [{ all_credits: credits, all_requests: requests }] = plain;
  const expected = told(totals, credits, requests);
  assert.deepEqual(
    Object.fromEntries(Object.keys(expected).map(key => [key, totals[key]])),
    expected,
    `other totals in the answer to ${name}`,
  );
}

/** A period as answers name it: of minutes since 1970, 20261130 or 202611. */
function periodOf(
  value: number,
  granularity: AnalyticsQuery['granularity'],
): string {
  switch (granularity) {
    case 'hour':
      return new Date(value * 60_000).toISOString().replace('.000Z', 'Z');
    case 'day':
      return String(value).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    default:
      return String(value).replace(/^(\d{4})(\d\d)$/, '$1-$2');
  }
}

/** Numbers of a list as either driver returns it. */
function readList(list: unknown): number[] {
  const items = Array.isArray(list)
    ? list
    : (list as { items: unknown[] }).items;
  return items.map(Number);
}

/** Averages are rounded; percentiles are within a share of a latency at that place. */
function assertWithin(
  value: unknown,
  [below, above]: readonly [number, number],
  share: number,
  name: string,
): void {
  const number = Number(value);
  assert.ok(
    number >= below * (1 - share) - 0.01 &&
      number <= above * (1 + share) + 0.01,
    `${number} is not from ${below} to ${above} in the answer to ${name}`,
  );
}

/** Milliseconds that two take, asked by turns, so that a machine that drifts does so for both. */
async function inTurns<Name extends string>(
  contenders: Record<Name, () => PromiseLike<unknown>>,
): Promise<Record<Name, number[]>> {
  const found = {} as Record<Name, number[]>;
  for (const name in contenders) {
    // The first reads from disk what the others have in memory.
    await contenders[name]();
    found[name] = [];
  }
  for (let n = 0; n < REPEATS; n++) {
    for (const name in contenders) {
      found[name].push(...(await times(contenders[name], 1, { warm: true })));
    }
  }
  return found;
}

/** Milliseconds that something takes, so many times. */
async function times(
  ask: () => PromiseLike<unknown>,
  repeats: number,
  { warm = false } = {},
): Promise<number[]> {
  if (!warm) {
    await ask();
  }
  const found: number[] = [];
  for (let n = 0; n < repeats; n++) {
    const started = performance.now();
    await ask();
    found.push(performance.now() - started);
  }
  return found;
}
