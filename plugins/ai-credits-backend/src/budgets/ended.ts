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
import { budgetStore } from '../database/BudgetStore';
import { StoredBudget } from '../ledger/api';
import { EpochMs } from '../ledger/types';
import { ZoneClock } from '../ledger/ZoneClock';

/**
 * Budgets as they stand in the period before their current one, where that
 * ended after a time and was written down. Usage of it may still come.
 */
export async function endedPeriods(
  knex: Knex,
  budgets: readonly StoredBudget[],
  calendar: ZoneClock,
  since: EpochMs,
): Promise<StoredBudget[]> {
  const ended: StoredBudget[] = [];
  const recent = budgets.filter(
    ({ periodStart, trackedFrom }) =>
      periodStart > since && trackedFrom < periodStart,
  );
  for (const period of new Set(recent.map(budget => budget.period))) {
    const ofKind = recent.filter(budget => budget.period === period);
    const before = ofKind[0].periodStart;
    const uses = await budgetStore.uses(
      knex,
      ofKind.map(({ id }) => id),
      { from: calendar.periodOf(period, before - 1).start, before },
    );
    const byId = new Map(uses.map(use => [use.budgetId, use]));
    for (const budget of ofKind) {
      const use = byId.get(budget.id);
      if (use) {
        const { budgetId, ...figures } = use;
        ended.push({ ...budget, ...figures, held: 0n });
      }
    }
  }
  return ended;
}
