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
import { append, assertCredits, assertSum, least } from './draws';
import { CommandOf } from './commandTypes';
import { Draw, LotState, Outcome } from './types';
import { WorkingLedger, WorkingLot } from './workingLedger';

/** Creates a period with its allowance, once. Without an allowance there is nothing to post. */
export function openPeriod(
  ledger: WorkingLedger,
  { start, end, allowance, priority }: CommandOf<'open-period'>,
): Outcome {
  assertCredits(allowance);
  if (ledger.findPeriod(start)) {
    return { status: 'unchanged' };
  }
  ledger.createPeriod(start, end);
  if (allowance === 0n) {
    return { status: 'unchanged' };
  }
  return postGrant(ledger, {
    kind: 'allowance',
    amount: allowance,
    priority,
    effectiveAt: start,
    expiresAt: end,
    createdAt: ledger.now,
  });
}

/**
 * Creates a lot.
 *
 * @throws RangeError when there is nothing to grant
 * @throws InputError when the lots would hold more than the largest amount
 */
export function grant(
  ledger: WorkingLedger,
  command: CommandOf<'grant'>,
): Outcome {
  const { kind, credits, priority, effectiveAt, expiresAt } = command;
  if (credits <= 0n) {
    throw new RangeError('A grant must be above zero');
  }
  const before = ledger.lots.reduce((sum, lot) => sum + lot.remaining, 0n);
  assertSum(before + credits, 'all that the lots hold together');
  return postGrant(ledger, {
    kind,
    amount: credits,
    priority,
    effectiveAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    createdAt: ledger.now,
  });
}

/** Closes a lot that has expired and in which no hold has anything set aside. */
export function expire(
  ledger: WorkingLedger,
  { lotId }: CommandOf<'expire'>,
): Outcome {
  const lot = ledger.findLot(lotId);
  if (!lot || lot.closed || !hasExpired(lot, ledger) || lot.pinned > 0n) {
    return { status: 'unchanged' };
  }
  const amount = lot.remaining;
  ledger.close(lot);
  if (amount === 0n) {
    return { status: 'unchanged' };
  }
  return {
    status: 'posted',
    entry: { kind: 'expiry', amount, draws: [{ lot: lotId, amount }] },
    overLimit: false,
    available: ledger.available,
  };
}

/**
 * Gives credits of a charge back where they were drawn, the last draw first,
 * going on where the refund before stopped. What came from a lot that is
 * closed, or has expired, goes to one new lot.
 *
 * @throws RangeError when more is given back than was charged, or than the
 *   lots, the excess or the budgets have used
 */
export function refund(
  ledger: WorkingLedger,
  command: CommandOf<'refund'>,
): Outcome {
  const { credits, budgets } = command;
  assertCredits(credits);
  const back: Draw[] = [];
  let lost = 0n;
  for (const draw of drawsToGiveBack(command)) {
    if ('lot' in draw && !isOpen(ledger, draw.lot, command)) {
      lost += draw.amount;
      // The id that the lot made below will have.
      append(back, { lot: ledger.nextLotId, amount: draw.amount });
    } else {
      giveBack(ledger, draw);
      append(back, draw);
    }
  }
  if (lost > 0n) {
    ledger.createLot({
      kind: 'refund',
      amount: lost,
      priority: command.priority,
      effectiveAt: ledger.now,
      expiresAt: command.refundLotExpiresAt,
      createdAt: ledger.now,
    });
  }
  for (const key of new Set(budgets)) {
    const budget = ledger.budget(key);
    if (budget.used < credits) {
      throw new RangeError(`Budget ${key} has used less than is given back`);
    }
    budget.used -= credits;
  }
  return {
    status: 'posted',
    entry: { kind: 'refund', amount: credits, draws: back },
    overLimit: false,
    available: ledger.available,
  };
}

/** The draws in reverse order, without what was given back before, up to the credits of the refund. */
function drawsToGiveBack({
  credits,
  draws,
  refunded,
}: CommandOf<'refund'>): Draw[] {
  const back: Draw[] = [];
  let skip: MicroCredits = refunded;
  let missing = credits;
  for (const draw of [...draws].reverse()) {
    const skipped = least(skip, draw.amount);
    const amount = least(draw.amount - skipped, missing);
    skip -= skipped;
    missing -= amount;
    if (amount > 0n) {
      back.push({ ...draw, amount });
    }
  }
  if (missing > 0n) {
    throw new RangeError('More is given back than is left of the charge');
  }
  return back;
}

function isOpen(
  ledger: WorkingLedger,
  id: number,
  { closedLots }: CommandOf<'refund'>,
): boolean {
  if (closedLots.has(id)) {
    return false;
  }
  const lot = ledger.lot(id);
  return !lot.closed && !hasExpired(lot, ledger);
}

function giveBack(ledger: WorkingLedger, draw: Draw): void {
  if ('lot' in draw) {
    const lot = ledger.lot(draw.lot);
    if (lot.remaining + draw.amount > lot.state.amount) {
      throw new RangeError(`Lot ${draw.lot} would hold more than was granted`);
    }
    ledger.take(lot, -draw.amount);
  } else {
    const period = ledger.period(draw.excess);
    if (period.excessUsed < draw.amount) {
      throw new RangeError(
        'The period has used less excess than is given back',
      );
    }
    period.excessUsed -= draw.amount;
  }
}

function hasExpired({ state }: WorkingLot, { now }: WorkingLedger): boolean {
  return state.expiresAt !== undefined && state.expiresAt <= now;
}

function postGrant(
  ledger: WorkingLedger,
  lot: Omit<LotState, 'id' | 'remaining' | 'closed'>,
): Outcome {
  const { id, amount } = ledger.createLot(lot).state;
  return {
    status: 'posted',
    entry: { kind: 'grant', amount, draws: [{ lot: id, amount }] },
    overLimit: false,
    available: ledger.available,
  };
}
