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

import { InputError } from '@backstage/errors';
import { budgetLimits } from 'backstage-plugin-ai-credits-common';
import { DAY_MS } from '../ledger/calendar';
import { rollover } from '../ledger/posting/AccountCache';
import { budgetKey } from '../ledger/posting/budgetIndex';
import { BudgetState, EpochMs } from '../ledger/types';
import { ZoneClock } from '../ledger/ZoneClock';
import { BudgetChange, BudgetSettings } from './changes';
import { PeriodUse } from './usedSoFar';

/**
 * Where the first period of a budget begins whose history is brought in;
 * undefined when none is.
 *
 * @throws InputError for a date after the current period, or too long ago
 */
export function firstPeriod(
  change: Pick<BudgetChange, 'from' | 'period'>,
  calendar: ZoneClock,
  now: EpochMs,
): EpochMs | undefined {
  const { from, period } = change;
  if (from === undefined) {
    return undefined;
  }
  const date = Date.parse(`${from}T00:00:00Z`) / DAY_MS;
  const first = calendar.periodOf(period, calendar.startOf(date)).start;
  let { start } = calendar.periodOf(period, now);
  if (first > start) {
    throw new InputError('from: must not be after the current period');
  }
  for (let count = 0; start > first; count += 1) {
    if (count === budgetLimits.past) {
      throw new InputError(
        `from: must be at most ${budgetLimits.past} periods before the current one`,
      );
    }
    ({ start } = calendar.periodOf(period, start - 1));
  }
  return first;
}

/**
 * Periods of a budget as they would have begun one after the other, each with
 * what the one before left; nothing carries over into the first.
 *
 * @param used - what was used in each, in their order and without a gap
 */
export function periodsInTurn(
  budgetId: number,
  settings: BudgetSettings,
  used: PeriodUse,
): Array<BudgetState & { rolledOver: bigint }> {
  let before: { allocation: bigint; used: bigint } | undefined;
  return [...used].map(([periodStart, use]) => {
    const rolledOver = rollover(settings, before);
    const limit = settings.credits + rolledOver;
    before = { allocation: limit, used: use.used };
    return {
      key: budgetKey(budgetId, periodStart),
      budgetId,
      periodStart,
      periodEnd: use.end,
      limit,
      hard: settings.hard,
      used: use.used,
      rolledOver,
    };
  });
}
