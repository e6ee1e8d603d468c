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
import { DbInteger, readInteger } from '../database/numbers';
import { DAY_MS, Period } from '../ledger/calendar';
import type { ZoneClock } from '../ledger/periods';
import type { EpochMs } from '../ledger/types';
import { IdRange, rowsOf } from './blocks';
import { Condition, conditionSql, dimensionsOf } from './conditions';
import { Cube } from './cubes';
import { candidates } from './plan';
import { unfoldedEvents } from './snapshot';

/** Past so many days with calls it is as quick to look at all of them. */
const MAX_DAYS = 60;
const MAX_RANGES = 50;
/** A clock that is set back over midnight shows the day before for so long. */
const OVER_MIDNIGHT_MS = 2 * 3_600_000;

/** Where calls can be found: spans of time, newest first, and events that are not in the rollups yet. */
export interface ActiveSpans {
  spans: Period[];
  unfolded: IdRange[];
}

/**
 * Finds the days on which there were calls that match, so that what is rare is
 * not searched for among everything that ever happened.
 *
 * @returns undefined when there are many such days, or no rollup knows
 */
export async function activeSpans(
  trx: Knex.Transaction,
  options: {
    accountId: number;
    clock: ZoneClock;
    conditions: readonly Condition[];
    /** Exclusive. */
    before?: EpochMs;
    from?: EpochMs;
  },
): Promise<ActiveSpans | undefined> {
  const { accountId, clock, conditions, before, from } = options;
  const known = rollupFor(conditions);
  if (!known) {
    return undefined;
  }
  const unfolded = await unfoldedEvents(trx, accountId);
  if (!unfolded || unfolded.length > MAX_RANGES) {
    return undefined;
  }
  const bounds = [
    from === undefined
      ? ''
      : ` and e.day >= ${clock.dayNumber(from - OVER_MIDNIGHT_MS)}`,
    before === undefined ? '' : ` and e.day <= ${clock.dayNumber(before)}`,
  ];
  const rows = await rowsOf<{ day: DbInteger }>(trx, {
    sql: `select e.day from ${
      known.cube.table
    } e where e.account_id = ${accountId}${bounds.join('')}${conditionSql(
      known.conditions,
    )} group by e.day having sum(e.calls) > 0 order by e.day desc limit ${
      MAX_DAYS + 1
    }`,
    bindings: [],
  });
  return rows.length > MAX_DAYS
    ? undefined
    : {
        spans: spansOf(
          rows.map(row => readInteger(row.day)),
          clock,
        ),
        unfolded,
      };
}

/** The smallest rollup that tells when all conditions held at once, or else when one of them did. */
function rollupFor(
  conditions: readonly Condition[],
): { cube: Cube; conditions: readonly Condition[] } | undefined {
  if (!conditions.length) {
    return undefined;
  }
  for (const some of [conditions, ...conditions.map(each => [each])]) {
    const cube = candidates(dimensionsOf(some), 'day', ['calls']).day;
    if (cube) {
      return { cube, conditions: some };
    }
  }
  return undefined;
}

/** Days as spans of time; days that follow each other make one. */
function spansOf(days: readonly number[], clock: ZoneClock): Period[] {
  const spans: Array<{ start: EpochMs; end: EpochMs }> = [];
  for (const day of days) {
    const date =
      Date.UTC(
        Math.floor(day / 10_000),
        (Math.floor(day / 100) % 100) - 1,
        day % 100,
      ) / DAY_MS;
    const start = clock.startOf(date);
    const end = clock.startOf(date + 1) + OVER_MIDNIGHT_MS;
    const newer = spans[spans.length - 1];
    if (newer && newer.start <= end) {
      newer.start = start;
    } else {
      spans.push({ start, end });
    }
  }
  return spans;
}
