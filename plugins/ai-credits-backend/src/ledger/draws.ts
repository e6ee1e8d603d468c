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
import {
  formatCredits,
  MAX_AMOUNT,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';
import { Draw } from './types';
import { WorkingLedger } from './workingLedger';

/** @throws RangeError when credits are negative; callers validate what comes in */
export function assertCredits(credits: MicroCredits): void {
  if (credits < 0n) {
    throw new RangeError('credits must not be negative');
  }
}

/**
 * Sums are bounded like the amounts that make them: a larger one could not be
 * read back from every database, and nothing would be posted any more.
 *
 * @throws InputError naming the sum and the limit
 */
export function assertSum(sum: MicroCredits, what: string): void {
  if (sum > MAX_AMOUNT) {
    throw new InputError(
      `credits: ${what} must not exceed ${formatCredits(MAX_AMOUNT)} credits`,
    );
  }
}

/** Takes planned draws out of their lots and adds them to the excess. */
export function take(ledger: WorkingLedger, draws: readonly Draw[]): void {
  for (const draw of draws) {
    if ('excess' in draw) {
      const period = ledger.period(draw.excess);
      period.excessUsed += draw.amount;
      assertSum(period.excessUsed, 'the excess of a month');
    } else {
      ledger.take(ledger.lot(draw.lot), draw.amount);
    }
  }
}

/** Adds a draw to a list; two in a row from the same place become one. */
export function append(draws: Draw[], draw: Draw): void {
  const last = draws.at(-1);
  const same =
    last &&
    ('lot' in draw
      ? 'lot' in last && last.lot === draw.lot
      : 'excess' in last && last.excess === draw.excess);
  if (same) {
    draws[draws.length - 1] = { ...last, amount: last.amount + draw.amount };
  } else {
    draws.push(draw);
  }
}

export function least(a: MicroCredits, b: MicroCredits): MicroCredits {
  return a < b ? a : b;
}
