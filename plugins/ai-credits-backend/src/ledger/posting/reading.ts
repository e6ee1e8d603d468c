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

import { formatCredits, Lot } from 'backstage-plugin-ai-credits-common';
import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { inSnapshot } from '../../database/engine';
import { AccountRow, ledgerStore, readLot } from '../../database/LedgerStore';
import { readInteger } from '../../database/numbers';
import { Ledger } from '../api';
import { compareLots, isInForce } from '../burnOrder';
import { daysUntil, ZoneClock } from '../periods';
import { EpochMs, LotState } from '../types';
import { excessLimitOf, LedgerSettings } from './Session';

type BalanceFigures = Awaited<ReturnType<Ledger['balance']>>;

/** Reads the balance from one snapshot of the database. */
export async function readBalance(
  knex: Knex,
  account: Pick<AccountRow, 'id'>,
  options: { calendar: ZoneClock; settings: LedgerSettings; now: EpochMs },
): Promise<BalanceFigures> {
  const { calendar, settings, now } = options;
  const month = calendar.monthOf(now);
  const found = await inSnapshot(knex, async trx => ({
    excessLimit: await excessLimitOf(trx, account.id, settings),
    lots: await ledgerStore.lots(trx, account.id),
    holds: await ledgerStore.openHolds(trx, account.id),
    periods: await ledgerStore.periods(trx, account.id, [month.start]),
  }));
  const { excessLimit, lots, holds, periods } = found;

  const pinned = new Map<number, bigint>();
  let held = 0n;
  let pinnedExcess = 0n;
  for (const hold of holds.filter(each => now < each.expiresAt)) {
    held += hold.amount;
    for (const pin of hold.pins) {
      if ('lot' in pin) {
        pinned.set(pin.lot, (pinned.get(pin.lot) ?? 0n) + pin.amount);
      } else if (pin.excess === month.start) {
        pinnedExcess += pin.amount;
      }
    }
  }

  let free = 0n;
  let purchased = 0n;
  let other = 0n;
  let inLots = 0n;
  for (const lot of lots.filter(each => isInForce(each, now, now))) {
    const left = lot.remaining - (pinned.get(lot.id) ?? 0n);
    inLots += lot.remaining;
    if (lot.kind === 'allowance') {
      free += left;
    } else if (lot.kind === 'purchase') {
      purchased += left;
    } else {
      other += left;
    }
  }
  const excessUsed = periods[0]?.excessUsed ?? 0n;
  const excessLeft = excessLimit - excessUsed - pinnedExcess;
  return {
    available: formatCredits(free + purchased + other),
    free: formatCredits(free),
    purchased: formatCredits(purchased),
    other: formatCredits(other),
    held: formatCredits(held),
    excess: {
      used: formatCredits(excessUsed),
      limit: formatCredits(excessLimit),
      remaining: formatCredits(excessLeft > 0n ? excessLeft : 0n),
    },
    period: {
      start: new Date(month.start).toISOString(),
      end: new Date(month.end).toISOString(),
      daysUntilReset: daysUntil(month.end, now, calendar.zone),
    },
    timeZone: calendar.zone,
    inLots,
  };
}

/**
 * Lists lots: first those that something can be drawn from, in burn order,
 * then the rest, newest first.
 *
 * @throws InputError when the cursor is none of ours
 */
export async function readLots(
  knex: Knex,
  account: Pick<AccountRow, 'id'>,
  page: { cursor?: string; limit: number },
  now: EpochMs,
): Promise<{ lots: Lot[]; nextCursor?: string }> {
  const below = page.cursor === undefined ? undefined : lotCursor(page.cursor);
  const rows = await knex('lot')
    .leftJoin('journal_entry', join =>
      join
        .on('journal_entry.account_id', 'lot.account_id')
        .andOn('journal_entry.seq', 'lot.seq'),
    )
    .where('lot.account_id', account.id)
    .select('lot.*', 'journal_entry.reason');
  const all = rows.map(row => ({ row, lot: readLot(row) }));
  const usable = all
    .filter(({ lot }) => lot.remaining > 0n && isInForce(lot, now, now))
    .sort((a, b) => compareLots(a.lot, b.lot));
  const spent = all
    .filter(item => !usable.includes(item))
    .sort((a, b) => b.lot.id - a.lot.id);
  const ordered = [...usable, ...spent];
  const start = below ?? 0;
  const chosen = ordered.slice(start, start + page.limit);
  const next = start + chosen.length;
  return {
    lots: chosen.map(({ row, lot }) =>
      toLot(lot, {
        reason: row.reason ?? undefined,
        price: row.price_amount
          ? { amount: row.price_amount, currency: row.price_currency }
          : undefined,
      }),
    ),
    nextCursor: next < ordered.length ? `l${next}` : undefined,
  };
}

function lotCursor(cursor: string): number {
  const match = /^l(\d{1,9})$/.exec(cursor);
  if (!match) {
    throw new InputError('cursor is not one of this list');
  }
  return readInteger(match[1]);
}

/** A lot as the API shows it. */
export function toLot(
  lot: LotState,
  details: Pick<Lot, 'reason' | 'price'>,
): Lot {
  return {
    id: String(lot.id),
    kind: lot.kind,
    amount: formatCredits(lot.amount),
    remaining: formatCredits(lot.remaining),
    priority: lot.priority,
    effectiveAt: new Date(lot.effectiveAt).toISOString(),
    expiresAt:
      lot.expiresAt === undefined
        ? undefined
        : new Date(lot.expiresAt).toISOString(),
    createdAt: new Date(lot.createdAt).toISOString(),
    ...details,
  };
}
