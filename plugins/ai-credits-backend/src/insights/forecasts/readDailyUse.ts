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

import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { isGroup, Scope } from '../../budgets';
import { DateIndex } from '../../ledger/calendar';
import { EpochMs } from '../../ledger/types';
import { ZoneClock } from '../../ledger/ZoneClock';
import type { Question, UsageQueries, VisibleUsage } from '../../usage/api';
import { HISTORY_DAYS } from '../forecast';
import { dateText } from './dates';

/** Use by day, idle days included. */
export interface DailyUse {
  /** The date of the first full day. */
  first: DateIndex;
  /** Credits of the full days from the first with use up to yesterday. */
  full: bigint[];
  today: DateIndex;
  usedToday: bigint;
}

/**
 * The credits that were used a day, by the account or what counts against a
 * scope: for a group what all groups below it used too. Refunds are taken off
 * the day of what they give back; a day is not less than 0.
 */
export async function readDailyUse(
  usage: Pick<UsageQueries, 'analytics'>,
  options: { account: string; scope?: Scope; clock: ZoneClock; now: EpochMs },
): Promise<DailyUse> {
  const { account, clock, now, scope } = options;
  const today = clock.dateOf(now);
  const earliest = today - HISTORY_DAYS;
  const { rows } = await usage.analytics(
    account,
    {
      from: new Date(clock.startOf(earliest)).toISOString(),
      to: new Date(clock.startOf(today + 1)).toISOString(),
      granularity: 'day',
      groupBy: [],
      measures: ['credits'],
      limit: 1_000,
      ...countedBy(scope),
    },
    seenBy(scope),
  );
  const byDay = new Map(
    rows.map(row => [String(row.period), parseCredits(String(row.credits))]),
  );
  const used = (date: DateIndex) => {
    const credits = byDay.get(dateText(date)) ?? 0n;
    return credits > 0n ? credits : 0n;
  };
  let first = earliest;
  while (first < today && used(first) === 0n) {
    first += 1;
  }
  return {
    first,
    full: Array.from({ length: today - first }, (_, day) => used(first + day)),
    today,
    usedToday: used(today),
  };
}

function countedBy(scope: Scope | undefined): Pick<Question, 'filters'> {
  return {
    filters: !scope || isGroup(scope) ? {} : { [scope.kind]: [scope.ref] },
  };
}

/** As a reader of a group sees what counts against its budget. */
function seenBy(scope: Scope | undefined): VisibleUsage {
  return scope && isGroup(scope)
    ? { kind: 'any', users: [], teams: [scope.ref], departments: [scope.ref] }
    : { kind: 'all' };
}
