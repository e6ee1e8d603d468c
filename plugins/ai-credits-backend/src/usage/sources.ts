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
import {
  DateIndex,
  firstDate,
  nextFirstDate,
  yyyymmdd,
} from '../ledger/calendar';
import type { ZoneClock } from '../ledger/periods';
import { eventsIn, IdRange, Sql } from './blocks';
import { Condition, conditionSql } from './conditions';
import { Cube, CubeDimension } from './cubes';
import { hourOf, Segment } from './plan';
import { weekOfDate } from './weeks';

/** What a question reads, besides where and when. */
export interface Reading {
  accountId: number;
  /** What must hold of an event. */
  conditions: readonly Condition[];
  /**
   * The same for rows of rollups, which may be simpler: see `simplify`.
   */
  rollupConditions: readonly Condition[];
  /** Events that are not in the rollups yet. */
  tail: readonly IdRange[];
}

/** Hours, days, weeks or months that are listed one by one, so that an index finds each of them. */
const MAX_LISTED = 2_400;

/** `from … where …` of a table, whose rows are named `e`. */
export interface Source extends Sql {
  /** The events themselves where absent. */
  cube?: Cube;
}

/**
 * The tables that make up a segment: a rollup and the events not in it yet, or events alone.
 *
 * @param tableOf - the table of a rollup that is read
 */
export function sourcesOf(
  knex: Knex,
  clock: ZoneClock,
  reading: Reading,
  segment: Segment,
  tableOf: (cube: Cube) => string = ({ table }) => table,
): Source[] {
  const { accountId, tail } = reading;
  const where = conditionSql(reading.conditions);
  const { cube, from, to } = segment;
  const time = ` and e.occurred_at >= ${from} and e.occurred_at < ${to}`;
  if (!cube) {
    return [
      {
        sql: `from usage_event e where e.account_id = ${accountId}${time}${where}`,
        bindings: [],
      },
    ];
  }
  const sources: Source[] = [
    {
      cube,
      sql: `from ${tableOf(
        cube,
      )} e where e.account_id = ${accountId} and ${timeCondition(
        clock,
        segment,
        cube,
        filteredDimensions(reading.rollupConditions),
      )}${conditionSql(reading.rollupConditions)}`,
      bindings: [],
    },
  ];
  if (tail.length) {
    const events = eventsIn(knex, accountId, tail);
    sources.push({
      sql: `${events.sql}${time}${where}`,
      bindings: events.bindings,
    });
  }
  return sources;
}

/** Dimensions that have to be one of a few values. */
function filteredDimensions(
  conditions: readonly Condition[],
): Set<CubeDimension> {
  const found = new Set<CubeDimension>();
  for (const condition of conditions) {
    const given = [...condition].filter(([, ids]) => ids.length);
    if (given.length === 1) {
      found.add(given[0][0]);
    }
  }
  return found;
}

/**
 * Hours, days, weeks or months are listed one by one where the dimension behind them in the
 * key is filtered by: the index then leads to the few rows wanted, not through
 * all rows of the range.
 */
export function timeCondition(
  clock: ZoneClock,
  { from, to }: Pick<Segment, 'from' | 'to'>,
  cube: Cube,
  filtered: ReadonlySet<CubeDimension>,
): string {
  const listed = filtered.has(cube.dimensions[0]);
  if (cube.grain === 'day') {
    const first = clock.dateOf(from);
    const last = clock.dateOf(to - 1);
    if (listed && last - first < MAX_LISTED) {
      const days = Array.from({ length: last - first + 1 }, (_, i) =>
        yyyymmdd(first + i),
      );
      return `e.day in (${days.join(', ')})`;
    }
    return `e.day between ${yyyymmdd(first)} and ${yyyymmdd(last)}`;
  }
  if (cube.grain === 'month') {
    const months = monthsOf(clock.dateOf(from), clock.dateOf(to - 1));
    return listed
      ? `e.month in (${months.join(', ')})`
      : `e.month between ${months[0]} and ${months[months.length - 1]}`;
  }
  if (cube.grain === 'week') {
    const first = weekOfDate(clock.dateOf(from));
    const last = weekOfDate(clock.dateOf(to - 1));
    return listed && last - first < MAX_LISTED
      ? `e.week in (${Array.from(
          { length: last - first + 1 },
          (_, i) => first + i,
        ).join(', ')})`
      : `e.week between ${first} and ${last}`;
  }
  const column = 'e.hour';
  if (listed && (to - from) / 3_600_000 < MAX_LISTED) {
    const hours: number[] = [];
    for (let at = from; at < to; at = hourOf(clock, at).end) {
      hours.push(at / 60_000);
    }
    return `${column} in (${hours.join(', ')})`;
  }
  return `${column} >= ${from / 60_000} and ${column} < ${to / 60_000}`;
}

/** The months from one date to another, both as days since 1970: 202611, 202612 … */
function monthsOf(first: DateIndex, last: DateIndex): number[] {
  const months: number[] = [];
  for (let date = firstDate('month', first); date <= last; ) {
    months.push(Math.floor(yyyymmdd(date) / 100));
    date = nextFirstDate('month', date);
  }
  return months;
}
