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
import type { ZoneClock } from '../ledger/periods';
import { DAY_MS, Period } from '../ledger/calendar';
import { rowsOf } from './blocks';
import { Condition, conditionSql } from './conditions';
import { CubeDimension, cubes } from './cubes';
import { timeCondition } from './sources';

/** Days and users that an index is asked for, one by one. */
const MAX_PROBES = 20_000;

/**
 * Somebody who sees what they did themselves and what their teams paid for
 * asks with two columns that no narrow rollup has side by side. Most people
 * work for their own teams only, so that what they did is among what their teams
 * paid for: then the users can be left out, and a rollup by team answers.
 *
 * Rollups tell whether there was anything else, in all weeks that the range
 * touches: a range may be read as whole weeks less what is outside of it, and
 * what is added as a rollup's must be deducted as the same. No rollup by month
 * has teams or departments.
 *
 * @param visible - what the caller may see: any of its dimensions
 * @returns a condition that holds for the same rows of rollups within those weeks
 */
export async function simplify(
  trx: Knex.Transaction,
  options: {
    accountId: number;
    clock: ZoneClock;
    range: Period;
    visible: Condition;
  },
): Promise<Condition> {
  const { accountId, clock, range, visible } = options;
  const users = visible.get('user') ?? [];
  const others: Condition = new Map(
    [...visible].filter(([name, ids]) => name !== 'user' && ids.length),
  );
  if (!users.length || !others.size) {
    return visible;
  }
  const cube = cubes.find(
    ({ grain, dimensions }) =>
      grain === 'day' &&
      dimensions[0] === 'user' &&
      [...others.keys()].every(name => dimensions.includes(name)) &&
      !dimensions.includes('model'),
  );
  const weeks = {
    from: clock.periodOf('week', range.start).start,
    to: clock.periodOf('week', range.end - 1).end,
  };
  const probes = (users.length * (weeks.to - weeks.from)) / DAY_MS;
  if (!cube || probes > MAX_PROBES) {
    return visible;
  }
  const time = timeCondition(
    clock,
    weeks,
    cube,
    new Set<CubeDimension>(['user']),
  );
  const elsewhere = await rowsOf(trx, {
    sql: `select 1 as found from ${
      cube.table
    } e where e.account_id = ${accountId} and ${time}${conditionSql([
      new Map([['user', users]]),
    ])} and not (1 = 1${conditionSql([others])}) limit 1`,
    bindings: [],
  });
  return elsewhere.length ? visible : others;
}
