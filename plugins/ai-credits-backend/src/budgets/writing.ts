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
import { Session } from '../ledger/posting/Session';
import { BudgetState, EpochMs } from '../ledger/types';
import { ZoneClock } from '../ledger/ZoneClock';
import { BudgetSettings } from './changes';
import { periodsInTurn } from './past';
import { readStates, WantedPeriods } from './reading';
import { StoredScope, usedBetween, usedSoFar } from './usedSoFar';

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

/** Counts what a budget's scope used in periods before the first that it has; those that it has stay as they are. */
export async function addPast(
  session: Session,
  calendar: ZoneClock,
  before: BudgetRow,
  settings: BudgetSettings,
  from: EpochMs,
): Promise<void> {
  const { trx, account } = session;
  const used = await usedBetween(
    trx,
    account.id,
    {
      kind: before.scopeKind,
      ref: before.scopeRef,
      scopeId: before.scopeId,
    },
    { from, before: before.trackedFrom },
    at => calendar.periodOf(before.period, at),
  );
  await budgetStore.trackFrom(trx, before.id, from);
  await ledgerStore.upsertBudgetUses(
    trx,
    periodsInTurn(before.id, settings, used),
  );
}

/** Creates budgets that begin with what their scopes have used in the current period, or since the period that they begin in. */
export async function insertBudgets(
  session: Session,
  calendar: ZoneClock,
  budgets: ReadonlyArray<
    BudgetSettings & {
      scope: StoredScope;
      period: BudgetPeriod;
      from?: EpochMs;
    }
  >,
): Promise<void> {
  const { trx, account, now } = session;
  const begins = new Map(
    budgets.map(budget => {
      const { period } = budget;
      const start = budget.from ?? calendar.periodOf(period, now).start;
      return [`${period} ${start}`, { period, start }];
    }),
  );
  for (const { period, start } of begins.values()) {
    const ofPeriod = budgets.filter(
      budget =>
        budget.period === period &&
        (budget.from ?? calendar.periodOf(period, now).start) === start,
    );
    const used = await usedSoFar(
      trx,
      account.id,
      ofPeriod.map(({ scope }) => scope),
      { from: start, now },
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
        periodsInTurn(id, settings, used[i]),
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
