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

import { Decision, LedgerState, LotState } from './types';
import { WorkingLedger } from './workingLedger';

/**
 * The state after the commands, and the net effect of all of them: each
 * object at most once in each list, those that end as they began in none. A
 * hold that was opened and closed by the same list of commands is in both of
 * its lists, so that there is something to close.
 */
export function decisionParts(
  ledger: WorkingLedger,
): Pick<Decision, 'next' | 'changes'> {
  const changes: Decision['changes'] = {
    createdLots: [],
    updatedLots: [],
    createdPeriods: [],
    updatedPeriods: [],
    updatedBudgets: [],
    openedHolds: [...ledger.openedHolds.values()],
    closedHolds: [...ledger.closedHolds].map(([id, as]) => ({ id, as })),
  };

  const lots: LotState[] = [];
  for (const { state, created, remaining, closed } of ledger.lots) {
    const changed = remaining !== state.remaining || closed !== state.closed;
    const lot = changed ? { ...state, remaining, closed } : state;
    if (created) {
      changes.createdLots.push(lot);
    } else if (changed) {
      changes.updatedLots.push(lot);
    }
    if (!closed) {
      lots.push(lot);
    }
  }
  changes.createdLots.sort((a, b) => a.id - b.id);

  for (const { state, created, excessUsed } of ledger.periods.values()) {
    const changed = excessUsed !== state.excessUsed;
    const period = changed ? { ...state, excessUsed } : state;
    if (created) {
      changes.createdPeriods.push(period);
    } else if (changed) {
      changes.updatedPeriods.push(period);
    }
  }

  for (const { state, used } of ledger.budgets.values()) {
    if (used !== state.used) {
      changes.updatedBudgets.push({ ...state, used });
    }
  }

  return { changes, next: nextState(ledger, lots, changes) };
}

function nextState(
  ledger: WorkingLedger,
  lots: LotState[],
  changes: Decision['changes'],
): LedgerState {
  const { state, nextLotId } = ledger;
  const { createdPeriods, updatedPeriods, updatedBudgets } = changes;
  return {
    accountId: state.accountId,
    excessLimit: state.excessLimit,
    nextLotId,
    lots,
    periods: copied(
      state.periods,
      [...createdPeriods, ...updatedPeriods],
      period => period.start,
    ),
    budgets: copied(state.budgets, updatedBudgets, budget => budget.key),
    holds: copied(
      state.holds,
      changes.openedHolds,
      hold => hold.id,
      changes.closedHolds.map(({ id }) => id),
    ),
  };
}

/** Maps can be thousands long, so one that did not change is passed on as it is. */
function copied<K, V>(
  before: ReadonlyMap<K, V>,
  changed: readonly V[],
  keyOf: (value: V) => K,
  removed: readonly K[] = [],
): ReadonlyMap<K, V> {
  if (!changed.length && !removed.length) {
    return before;
  }
  const after = new Map(before);
  for (const value of changed) {
    after.set(keyOf(value), value);
  }
  for (const key of removed) {
    after.delete(key);
  }
  return after;
}
