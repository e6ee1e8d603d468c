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

import { BudgetUseRow } from '../database/BudgetStore';
import { StoredBudget } from '../ledger/api';
import { ZoneClock } from '../ledger/ZoneClock';

/**
 * The periods of a budget that are over, newest first, without a gap. A period
 * that nobody wrote down had no use; it counts with what the budget says.
 *
 * @param stored - the periods that were written down
 * @param limit - so many at most
 */
export function periodsBefore(
  budget: StoredBudget,
  stored: readonly BudgetUseRow[],
  calendar: ZoneClock,
  limit: number,
): BudgetUseRow[] {
  const known = new Map(stored.map(use => [use.periodStart, use]));
  const periods: BudgetUseRow[] = [];
  let { start, end } = calendar.periodOf(budget.period, budget.periodStart - 1);
  while (start >= budget.trackedFrom && periods.length < limit) {
    periods.push(
      known.get(start) ?? {
        budgetId: budget.id,
        periodStart: start,
        periodEnd: end,
        allocation: budget.credits,
        rolledOver: 0n,
        grantedOnce: 0n,
        used: 0n,
      },
    );
    ({ start, end } = calendar.periodOf(budget.period, start - 1));
  }
  return periods;
}
