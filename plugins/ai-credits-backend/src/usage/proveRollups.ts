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

import { Knex } from 'knex';
import { DbInteger, readAmount, readInteger } from '../database/numbers';
import type { Finding } from '../ledger/verifier/findings';
import { DAY_MS } from '../ledger/calendar';
import { unfoldedBlocks, eventsIn, rowsOf, Sql } from './blocks';
import { allSums, cubes, latencyTable, sumsOfCube } from './cubes';
import { LATENCY_CLASS, summedCounts } from './latencyClasses';
import { weekOfDate } from './weeks';

type Totals = Map<number, Map<string, bigint>>;

/**
 * Proves that every rollup says what the events say, day by day and sum by
 * sum. Events that have not been folded yet are left out. To be called in one
 * snapshot of the database.
 */
export async function proveRollups(
  knex: Knex,
  accountId: number,
): Promise<Finding[]> {
  const tail = await unfoldedBlocks(knex, accountId, {
    blocks: Number.MAX_SAFE_INTEGER,
    events: Number.MAX_SAFE_INTEGER,
  });
  const expected = await eventTotals(knex, {
    sql: `from usage_event e where e.account_id = ${accountId}`,
    bindings: [],
  });
  const unfolded = await eventTotals(
    knex,
    eventsIn(knex, accountId, tail.ranges),
  );
  for (const [day, totals] of unfolded) {
    for (const [name, value] of totals) {
      const all = expected.get(day)!;
      all.set(name, all.get(name)! - value);
    }
  }

  const byGrain = {
    hour: { by: 'day', wanted: expected },
    day: { by: 'day', wanted: expected },
    week: { by: 'week', wanted: totalsBy(expected, weekOfDay) },
    month: { by: 'month', wanted: totalsBy(expected, monthOfDay) },
  } as const;
  const findings: Finding[] = [];
  for (const cube of cubes) {
    const { table } = cube;
    const names = sumsOfCube(cube);
    const { by, wanted } = byGrain[cube.grain];
    findings.push(
      ...differences(
        table,
        names,
        wanted,
        await storedTotals(knex, accountId, {
          table,
          by,
          sums: names.map(name => [name, `e.${name}`]),
        }),
      ),
    );
    if (cube.latencies) {
      findings.push(
        ...differences(
          latencyTable(cube),
          ['latencies', 'classes'],
          wanted,
          await storedTotals(knex, accountId, {
            table: latencyTable(cube),
            by,
            sums: Object.entries(summedCounts(knex, 'e.latencies')),
          }),
        ),
      );
    }
  }
  return findings;
}

/** What is proved, as expressions over a row of usage_event: every sum, how many say a latency, and its class. */
const proved: Record<string, string> = {
  ...allSums,
  latencies: allSums.latency_count,
  classes: `coalesce(${LATENCY_CLASS}, 0)`,
};

async function eventTotals(knex: Knex, events: Sql): Promise<Totals> {
  const columns = Object.entries(proved).map(
    ([name, sql]) => `sum(${sql}) as ${name}`,
  );
  return readTotals(
    await rowsOf(knex, {
      sql: `select e.day, ${columns.join(', ')} ${events.sql} group by e.day`,
      bindings: events.bindings,
    }),
    Object.keys(proved),
  );
}

/** What a table of rows `e` adds up to. */
async function storedTotals(
  knex: Knex,
  accountId: number,
  options: {
    table: string;
    by: 'day' | 'week' | 'month';
    sums: ReadonlyArray<[name: string, sql: string]>;
  },
): Promise<Totals> {
  const { table, by, sums } = options;
  const columns = sums.map(([name, sql]) => `sum(${sql}) as ${name}`);
  return readTotals(
    await rowsOf(knex, {
      sql: `select e.${by} as day, ${columns.join(
        ', ',
      )} from ${table} e where e.account_id = ${accountId} group by e.${by}`,
      bindings: [],
    }),
    sums.map(([name]) => name),
  );
}

function readTotals(
  rows: Array<Record<string, DbInteger>>,
  names: readonly string[],
): Totals {
  return new Map(
    rows.map(row => [
      readInteger(row.day),
      new Map(names.map(name => [name, readAmount(row[name] ?? 0)])),
    ]),
  );
}

function totalsBy(days: Totals, periodOf: (day: number) => number): Totals {
  const periods: Totals = new Map();
  for (const [day, totals] of days) {
    const period = periodOf(day);
    const sums = periods.get(period) ?? new Map<string, bigint>();
    for (const [name, value] of totals) {
      sums.set(name, (sums.get(name) ?? 0n) + value);
    }
    periods.set(period, sums);
  }
  return periods;
}

function weekOfDay(day: number): number {
  const text = String(day);
  return weekOfDate(
    Date.UTC(
      Number(text.slice(0, 4)),
      Number(text.slice(4, 6)) - 1,
      Number(text.slice(6)),
    ) / DAY_MS,
  );
}

function monthOfDay(day: number): number {
  return Math.floor(day / 100);
}

function differences(
  table: string,
  names: readonly string[],
  expected: Totals,
  actual: Totals,
): Finding[] {
  const findings: Finding[] = [];
  for (const day of new Set([...expected.keys(), ...actual.keys()])) {
    for (const name of names) {
      const want = expected.get(day)?.get(name) ?? 0n;
      const have = actual.get(day)?.get(name) ?? 0n;
      if (want !== have) {
        findings.push({
          check: 'rollup',
          subject: `${table}.${name} on ${day}`,
          expected: String(want),
          actual: String(have),
        });
      }
    }
  }
  return findings;
}
