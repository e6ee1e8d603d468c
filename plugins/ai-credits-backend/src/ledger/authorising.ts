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

import { MicroCredits } from 'backstage-plugin-ai-credits-common';
import { isInForce } from './burnOrder';
import { assertCredits, least } from './draws';
import { Refusal, UseOfCredits } from './commandTypes';
import { Draw, EpochMs, HoldState } from './types';
import { WorkingLedger } from './workingLedger';

/** What a use has been authorised for already: so much, in these budgets. */
export type Covered = Pick<HoldState, 'amount' | 'budgets'>;

const NOTHING: Covered = { amount: 0n, budgets: [] };

/**
 * What an authorised use would draw, or why it is refused: all hard budgets
 * must have room, then the lots and the excess of the period together must
 * suffice. Nothing is taken. A use of no credits is never refused.
 *
 * @param covered - a hold that still stands and pays first; the rest alone is
 *   asked for and drawn
 */
export function authorise(
  ledger: WorkingLedger,
  use: UseOfCredits,
  covered: Covered = NOTHING,
): { draws: Draw[] } | Refusal {
  const { at, period } = use;
  assertCredits(use.credits);
  const overBudget = refusingBudget(ledger, use, covered);
  if (overBudget) {
    return overBudget;
  }
  const credits =
    use.credits > covered.amount ? use.credits - covered.amount : 0n;
  const { draws, missing } = ledger.planLots(credits, at);
  if (missing > 0n) {
    if (missing > ledger.excessRoom(period)) {
      return insufficientCredits(ledger, credits, at, period);
    }
    draws.push({ excess: period, amount: missing });
  }
  return { draws };
}

/** Of several budgets without room the first by key is told, whatever order they came in. */
function refusingBudget(
  ledger: WorkingLedger,
  { credits, budgets }: UseOfCredits,
  covered: Covered,
): Refusal | undefined {
  const asked = (key: string) =>
    covered.budgets.includes(key) ? credits - covered.amount : credits;
  let first: string | undefined;
  for (const key of budgets) {
    const { state, used, held } = ledger.budget(key);
    const more = asked(key);
    if (
      state.hard &&
      more > 0n &&
      used + held + more > state.limit &&
      (first === undefined || key < first)
    ) {
      first = key;
    }
  }
  if (first === undefined) {
    return undefined;
  }
  const { state, used, held } = ledger.budget(first);
  return {
    status: 'refused',
    reason: 'budget_exceeded',
    budget: first,
    limit: state.limit,
    used,
    held,
    requested: asked(first),
  };
}

/**
 * The refusal for lack of credits. Its figures are about the lots whose dates
 * allow a use at `at` (drained ones included) and, when a period is given, its
 * excess:
 *
 * - `limit`: what those lots held when they were made, plus the excess limit;
 * - `held`: what active holds have set aside of both;
 * - `used`: what is gone of both, the excess counted up to its limit.
 *
 * `limit - used - held` is exactly what could have been authorised.
 */
export function insufficientCredits(
  ledger: WorkingLedger,
  requested: MicroCredits,
  at: EpochMs,
  period?: EpochMs,
): Refusal {
  let limit = 0n;
  let used = 0n;
  let held = 0n;
  for (const lot of ledger.lots) {
    if (!lot.closed && isInForce(lot.state, at, ledger.now)) {
      limit += lot.state.amount;
      used += lot.state.amount - lot.remaining;
      held += lot.remaining - lot.free;
    }
  }
  if (period !== undefined) {
    const { excessLimit } = ledger.state;
    const excessUsed = least(ledger.period(period).excessUsed, excessLimit);
    limit += excessLimit;
    used += excessUsed;
    held += least(ledger.excessPinned(period), excessLimit - excessUsed);
  }
  const reason = 'insufficient_credits';
  return { status: 'refused', reason, limit, used, held, requested };
}
