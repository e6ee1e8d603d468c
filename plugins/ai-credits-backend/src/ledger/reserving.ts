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
import { authorise } from './authorising';
import { draw, postCharge } from './charging';
import { append, assertCredits, least, take } from './draws';
import { CommandOf } from './commandTypes';
import { Draw, HoldState, Outcome } from './types';
import { WorkingLedger } from './workingLedger';

/**
 * Sets credits aside, or refuses like an authorised charge.
 *
 * @throws RangeError when there is an open hold with that id
 */
export function reserve(
  ledger: WorkingLedger,
  command: CommandOf<'reserve'>,
): Outcome {
  const { holdId: id, credits: amount, expiresAt } = command;
  if (ledger.state.holds.has(id) || ledger.openedHolds.has(id)) {
    throw new RangeError(`Hold ${id} is there already`);
  }
  const answer = authorise(ledger, command);
  if ('status' in answer) {
    return answer;
  }
  const budgets = [...new Set(command.budgets)];
  const hold = { id, amount, pins: answer.draws, budgets, expiresAt };
  ledger.openHold(hold);
  return { status: 'held', hold, available: ledger.available };
}

/**
 * Posts the actual cost of a hold: first from the credits that it set aside,
 * also where their lot has expired since, then like a recorded charge. A hold
 * past its own expiry has nothing set aside any more. Where what it does not
 * cover must be authorised and is refused, the hold stays as it is.
 */
export function settle(
  ledger: WorkingLedger,
  command: CommandOf<'settle'>,
): Outcome {
  const { credits } = command;
  const hold = ledger.findHold(command.holdId);
  if (!hold) {
    return { status: 'unchanged' };
  }
  assertCredits(credits);
  if (command.beyond === 'authorise') {
    const answer = authorise(
      ledger,
      command,
      ledger.isActive(hold) ? hold : undefined,
    );
    if ('status' in answer) {
      return answer;
    }
  }
  ledger.closeHold(hold, 'settled');
  const { draws, drawn } = ledger.isActive(hold)
    ? drawPins(ledger, hold, credits)
    : { draws: [], drawn: 0n };
  for (const more of draw(ledger, command, credits - drawn)) {
    append(draws, more);
  }
  const released = hold.amount - drawn;
  return { ...postCharge(ledger, command, draws), released };
}

/** Gives back what a hold set aside. */
export function release(
  ledger: WorkingLedger,
  command: CommandOf<'release'>,
): Outcome {
  const hold = ledger.findHold(command.holdId);
  if (!hold) {
    return { status: 'unchanged' };
  }
  ledger.closeHold(hold, 'released');
  return {
    status: 'released',
    released: hold.amount,
    available: ledger.available,
  };
}

function drawPins(
  ledger: WorkingLedger,
  hold: HoldState,
  credits: MicroCredits,
): { draws: Draw[]; drawn: MicroCredits } {
  const draws: Draw[] = [];
  let drawn = 0n;
  for (const pin of hold.pins) {
    // A lot has less than was set aside only if the clock ran backwards.
    const there =
      'excess' in pin ? pin.amount : ledger.findLot(pin.lot)?.remaining ?? 0n;
    const amount = least(least(pin.amount, there), credits - drawn);
    if (amount > 0n) {
      take(ledger, [{ ...pin, amount }]);
      append(draws, { ...pin, amount });
      drawn += amount;
    }
  }
  return { draws, drawn };
}
