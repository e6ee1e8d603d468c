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
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../../plugins/ai-credits-backend/src/database/dictionary';
import { clockOf } from '../../plugins/ai-credits-backend/src/ledger/periods';
import { answer } from '../../plugins/ai-credits-backend/src/usage/analytics';
import { BackendProcess } from '../support/backendProcess';
import { expectOk } from '../support/client';
import { VisibleUsage } from '../../plugins/ai-credits-backend/src/usage/api';
import { serviceRef, teamRef, userRef } from '../support/company';
import { TestPostgres } from '../support/postgres';
import { DuckCopy } from './duckdb';
import { boundRow, formatFigure, median, Row } from './harness';

const DAY_MS = 86_400_000;
const REPEATS = 7;
const HTTP_ROUNDS = 20;

/** A question that a dashboard asks, and the same asked of the events in plain SQL. */
export interface DashboardQuestion {
  name: string;
  query: AnalyticsQuery;
  /** Over `usage_event e`; `:from`, `:to` and the ids of names are bound. */
  raw: string;
  /** Who asks; somebody who sees everything if absent. */
  visible?: VisibleUsage;
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
  'avg(e.latency_ms), percentile_cont(array[0.5, 0.95]) within group (order by e.latency_ms)';

/** The questions of the dashboard, the busiest team and service taken as the worst case. */
export function dashboardQuestions(now: number): DashboardQuestion[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const last = (days: number) => ({
    from: new Date(today - (days - 1) * DAY_MS).toISOString(),
    to: new Date(today + DAY_MS).toISOString(),
  });
  const sum = 'sum(e.credits), sum(e.requests)';
  const during = 'e.occurred_at >= :from and e.occurred_at < :to';
  return [
    {
      name: 'total by day, 30 days',
      query: { ...last(30), granularity: 'day' },
      raw: `select e.day, ${sum} from usage_event e where ${during} group by 1`,
    },
    {
      name: 'product by day, 30 days',
      query: { ...last(30), granularity: 'day', groupBy: ['product'] },
      raw: `select e.day, e.product_id, ${sum} from usage_event e where ${during} group by 1, 2`,
    },
    {
      name: 'model by day, 30 days',
      query: {
        ...last(30),
        granularity: 'day',
        groupBy: ['model'],
        measures: ['credits', 'requests', 'inputTokens', 'outputTokens'],
      },
      raw: `select e.day, e.model_id, ${sum}, sum(e.input_tokens), sum(e.output_tokens) from usage_event e where ${during} group by 1, 2`,
    },
    {
      name: 'top 20 users, 30 days',
      query: {
        ...last(30),
        groupBy: ['user'],
        orderBy: [['credits', 'desc']],
        limit: 20,
      },
      raw: `select e.user_id, ${sum} from usage_event e where ${during} group by 1 order by 2 desc limit 20`,
    },
    {
      name: 'top 20 users, 90 days',
      query: {
        ...last(90),
        groupBy: ['user'],
        orderBy: [['credits', 'desc']],
        limit: 20,
      },
      raw: `select e.user_id, ${sum} from usage_event e where ${during} group by 1 order by 2 desc limit 20`,
    },
    {
      name: 'one team by hour and model, 7 days',
      query: {
        ...last(7),
        granularity: 'hour',
        groupBy: ['model'],
        filters: { team: [teamRef(0)] },
      },
      raw: `select e.hour, e.model_id, ${sum} from usage_event e where ${during} and e.team_id = ${TEAM} group by 1, 2`,
    },
    {
      name: 'one service by day, 90 days',
      query: {
        ...last(90),
        granularity: 'day',
        filters: { service: [serviceRef(0)] },
      },
      raw: `select e.day, ${sum} from usage_event e where ${during} and e.service_id = (select id from dim where kind = 4 and ref = '${serviceRef(
        0,
      )}') group by 1`,
    },
    {
      name: 'actions, 30 days',
      query: {
        ...last(30),
        groupBy: ['action'],
        measures: ['credits', 'requests', 'successRate'],
      },
      raw: `select e.action_id, ${sum}, sum(case when e.status = 1 then e.requests else 0 end) from usage_event e where ${during} group by 1`,
    },
    {
      name: 'latency by model, 30 days',
      query: {
        ...last(30),
        groupBy: ['model'],
        measures: ['averageLatencyMs', 'p50LatencyMs', 'p95LatencyMs'],
      },
      raw: `select e.model_id, ${quantiles} from usage_event e where ${during} group by 1`,
    },
    {
      name: 'latency by day, 30 days',
      query: {
        ...last(30),
        granularity: 'day',
        measures: ['averageLatencyMs', 'p50LatencyMs', 'p95LatencyMs'],
      },
      raw: `select e.day, ${quantiles} from usage_event e where ${during} group by 1`,
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
      raw: `select e.user_id, sum(e.requests), ${quantiles} from usage_event e where ${during} group by 1 order by 2 desc limit 20`,
    },
    {
      name: 'an engineer: products by day, 30 days',
      visible: engineer,
      query: { ...last(30), granularity: 'day', groupBy: ['product'] },
      raw: `select e.day, e.product_id, ${sum} from usage_event e where ${during} and ${byEngineer} group by 1, 2`,
    },
    {
      name: 'an engineer: services, 30 days',
      visible: engineer,
      query: { ...last(30), groupBy: ['service'] },
      raw: `select e.service_id, ${sum} from usage_event e where ${during} and ${byEngineer} group by 1`,
    },
    {
      name: 'an engineer: actions, 30 days',
      visible: engineer,
      query: {
        ...last(30),
        groupBy: ['action'],
        measures: ['credits', 'requests', 'successRate'],
      },
      raw: `select e.action_id, ${sum}, sum(case when e.status = 1 then e.requests else 0 end) from usage_event e where ${during} and ${byEngineer} group by 1`,
    },
    {
      name: 'an engineer: latency by model, 30 days',
      visible: engineer,
      query: {
        ...last(30),
        groupBy: ['model'],
        measures: ['averageLatencyMs', 'p50LatencyMs', 'p95LatencyMs'],
      },
      raw: `select e.model_id, ${quantiles} from usage_event e where ${during} and ${byEngineer} group by 1`,
    },
    {
      name: 'total by month, 12 months',
      query: { ...last(365), granularity: 'month' },
      raw: `select e.day / 100, ${sum} from usage_event e where ${during} group by 1`,
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
    const { name, query, raw, visible = { kind: 'all' } } = question;
    const parsed = analyticsQuerySchema.parse(query);
    const { source } = await answer(context, parsed, visible);
    const asked = await times(() => answer(context, parsed, visible));
    const bound = {
      from: Date.parse(query.from),
      to: Date.parse(query.to),
    };
    const counted = median(await times(() => knex.raw(raw, bound)));
    const columnar = median(await times(() => duck.ask(raw, bound)));
    const took = median(asked);
    rows.push(
      boundRow(
        `question: ${name}`,
        asked,
        'ms',
        20,
        `from ${source}; over the events ${formatFigure(
          counted,
        )} ms in PostgreSQL, ${formatFigure(columnar)} ms in DuckDB`,
      ),
    );
    console.log(
      `  ${name}: ${formatFigure(took)} ms from ${source}, ${formatFigure(
        counted,
      )} ms over the events, ${formatFigure(columnar)} ms in DuckDB`,
    );
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

async function times(ask: () => PromiseLike<unknown>): Promise<number[]> {
  // The first reads from disk what the others have in memory.
  await ask();
  const found: number[] = [];
  for (let n = 0; n < REPEATS; n++) {
    const started = performance.now();
    await ask();
    found.push(performance.now() - started);
  }
  return found;
}
