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
import { BudgetRow, budgetStore } from '../database/BudgetStore';
import { AccountRow, ledgerStore } from '../database/LedgerStore';
import { StoredBudget } from '../ledger/api';
import { StateReader } from '../ledger/posting/AccountCache';
import { BudgetIndex, budgetKey } from '../ledger/posting/budgetIndex';
import { EpochMs, HoldState } from '../ledger/types';
import { ZoneClock } from '../ledger/ZoneClock';

/** Budgets with the period of a time, by the key under which decisions name it. */
export type WantedPeriods = Map<
  string,
  { definition: BudgetRow; start: EpochMs; end: EpochMs }
>;

export function currentPeriods(
  definitions: readonly BudgetRow[],
  calendar: ZoneClock,
  now: EpochMs,
): WantedPeriods {
  return new Map(
    definitions.map(definition => {
      const { start, end } = calendar.periodOf(definition.period, now);
      return [budgetKey(definition.id, start), { definition, start, end }];
    }),
  );
}

/** Every budget with the state of its current period, as a decision would see it. */
export async function readBudgets(
  trx: Knex,
  account: AccountRow,
  calendar: ZoneClock,
  now: EpochMs,
  only?: number,
): Promise<StoredBudget[]> {
  const definitions = (await budgetStore.definitions(trx, account.id)).filter(
    ({ id }) => only === undefined || id === only,
  );
  const holds = await ledgerStore.openHolds(trx, account.id);
  const wanted = currentPeriods(definitions, calendar, now);
  const { state, rolledOver } = await readStates(
    trx,
    calendar,
    account,
    wanted,
  );
  const held = heldByBudget(holds, now);
  return [...wanted].map(([key, { definition }]) => {
    const use = state.budgets.get(key)!;
    const rolled = rolledOver.get(key) ?? 0n;
    return {
      id: definition.id,
      scope: { kind: definition.scopeKind, ref: definition.scopeRef },
      period: definition.period,
      credits: definition.credits,
      hard: definition.hard,
      thresholds: definition.thresholds,
      rolloverCap: definition.rolloverCap,
      version: definition.version,
      trackedFrom: definition.trackedFrom,
      periodStart: use.periodStart,
      periodEnd: use.periodEnd,
      allocation: use.limit,
      rolledOver: rolled,
      grantedOnce: use.limit - definition.credits - rolled,
      used: use.used,
      held: held.get(key) ?? 0n,
    };
  });
}

/** The states of budget periods, without anything else of the account. */
export function readStates(
  trx: Knex,
  calendar: ZoneClock,
  account: AccountRow,
  wanted: WantedPeriods,
) {
  return new StateReader(trx, calendar).withBudgets(
    {
      version: account.version,
      budgetsVersion: account.budgetsVersion,
      budgets: new BudgetIndex(
        [...wanted.values()].map(({ definition }) => definition),
      ),
      periodsCreatedAt: new Map(),
      rolledOver: new Map(),
      state: {
        accountId: account.id,
        excessLimit: 0n,
        nextLotId: account.nextLotId,
        lots: [],
        periods: new Map(),
        budgets: new Map(),
        holds: new Map(),
      },
    },
    wanted,
  );
}

function heldByBudget(
  holds: readonly HoldState[],
  now: EpochMs,
): Map<string, bigint> {
  const held = new Map<string, bigint>();
  for (const hold of holds) {
    if (now < hold.expiresAt) {
      for (const key of hold.budgets) {
        held.set(key, (held.get(key) ?? 0n) + hold.amount);
      }
    }
  }
  return held;
}
