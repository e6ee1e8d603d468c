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

import { BudgetPeriod } from 'backstage-plugin-ai-credits-common';
import { BudgetRow, budgetStore } from '../database/BudgetStore';
import { ledgerStore } from '../database/LedgerStore';
import { budgetKey } from '../ledger/posting/budgetIndex';
import { Session } from '../ledger/posting/Session';
import { BudgetState } from '../ledger/types';
import { ZoneClock } from '../ledger/ZoneClock';
import { BudgetSettings } from './changes';
import { readStates, WantedPeriods } from './reading';
import { StoredScope, usedSoFar } from './usedSoFar';

/** Changes a budget; its current period gets as much more or less, and keeps what rolled over and what was granted once. */
export async function updateBudget(
  session: Session,
  calendar: ZoneClock,
  before: BudgetRow,
  settings: BudgetSettings,
): Promise<void> {
  const { trx, now } = session;
  const { start } = calendar.periodOf(before.period, now);
  await budgetStore.update(trx, before.id, settings, now);
  await budgetStore.shiftAllocation(
    trx,
    before.id,
    start,
    settings.credits - before.credits,
  );
}

/** Creates budgets that begin with what their scopes have used in the current period. */
export async function insertBudgets(
  session: Session,
  calendar: ZoneClock,
  budgets: ReadonlyArray<
    BudgetSettings & { scope: StoredScope; period: BudgetPeriod }
  >,
): Promise<void> {
  const { trx, account, now } = session;
  for (const period of new Set(budgets.map(budget => budget.period))) {
    const ofPeriod = budgets.filter(budget => budget.period === period);
    const { start } = calendar.periodOf(period, now);
    const used = await usedSoFar(
      trx,
      account.id,
      ofPeriod.map(({ scope }) => scope),
      start,
      at => calendar.periodOf(period, at),
    );
    for (const [i, { scope, ...settings }] of ofPeriod.entries()) {
      const id = await budgetStore.insert(
        trx,
        account.id,
        {
          ...settings,
          scopeKind: scope.kind,
          scopeId: scope.scopeId,
          trackedFrom: start,
        },
        now,
      );
      await ledgerStore.upsertBudgetUses(
        trx,
        [...used[i]].map(([periodStart, use]) => ({
          key: budgetKey(id, periodStart),
          budgetId: id,
          periodStart,
          periodEnd: use.end,
          limit: settings.credits,
          hard: settings.hard,
          used: use.used,
        })),
      );
    }
  }
}

/** Writes budget periods down as a decision would begin them, where they are not there yet. */
export async function writePeriods(
  session: Session,
  wanted: WantedPeriods,
): Promise<BudgetState[]> {
  const { state, rolledOver } = await readStates(
    session.trx,
    session.reader.calendar,
    session.account,
    wanted,
  );
  const periods = [...state.budgets.values()];
  await ledgerStore.upsertBudgetUses(
    session.trx,
    periods.map(use => ({ ...use, rolledOver: rolledOver.get(use.key) })),
  );
  return periods;
}
