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
import { authorise, insufficientCredits } from './authorising';
import { assertCredits, assertSum, take } from './draws';
import { CommandOf, Posted, UseOfCredits } from './commandTypes';
import { Draw, Outcome } from './types';
import { WorkingLedger } from './workingLedger';

/** Posts a use; in mode `authorise` only if no limit stands against it. */
export function charge(
  ledger: WorkingLedger,
  command: CommandOf<'charge'>,
): Outcome {
  if (command.mode === 'record') {
    assertCredits(command.credits);
    return postCharge(ledger, command, draw(ledger, command, command.credits));
  }
  const answer = authorise(ledger, command);
  if ('status' in answer) {
    return answer;
  }
  take(ledger, answer.draws);
  return postCharge(ledger, command, answer.draws);
}

/** Takes credits away from the lots that can be used now. */
export function deduct(
  ledger: WorkingLedger,
  { credits }: CommandOf<'deduct'>,
): Outcome {
  assertCredits(credits);
  const { draws, missing } = ledger.planLots(credits, ledger.now);
  if (missing > 0n) {
    return insufficientCredits(ledger, credits, ledger.now);
  }
  take(ledger, draws);
  return {
    status: 'posted',
    entry: { kind: 'deduction', amount: credits, draws },
    overLimit: false,
    available: ledger.available,
  };
}

/**
 * Takes credits for a use that has happened: from the lots in burn order, then
 * from the excess of its period, however far.
 */
export function draw(
  ledger: WorkingLedger,
  { at, period }: UseOfCredits,
  credits: MicroCredits,
): Draw[] {
  const { draws, missing } = ledger.planLots(credits, at);
  if (missing > 0n) {
    draws.push({ excess: period, amount: missing });
  }
  take(ledger, draws);
  return draws;
}

/** Counts a charge whose draws were taken against its budgets. */
export function postCharge(
  ledger: WorkingLedger,
  { credits, budgets }: UseOfCredits,
  draws: Draw[],
): Posted {
  let overLimit = false;
  for (const drawn of draws) {
    if ('excess' in drawn) {
      const pinned = ledger.excessPinned(drawn.excess);
      const used = ledger.period(drawn.excess).excessUsed + pinned;
      overLimit ||= used > ledger.state.excessLimit;
    }
  }
  for (let i = 0; i < budgets.length; i++) {
    const budget = ledger.budget(budgets[i]);
    // A budget counts a use once, however often it is named.
    if (credits > 0n && budgets.indexOf(budgets[i]) === i) {
      budget.used += credits;
      assertSum(budget.used, 'the use of a budget in its period');
      overLimit ||=
        budget.state.hard && budget.used + budget.held > budget.state.limit;
    }
  }
  return {
    status: 'posted',
    entry: { kind: 'charge', amount: credits, draws },
    overLimit,
    available: ledger.available,
  };
}
