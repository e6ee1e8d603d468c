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

import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';
import { CreditType } from 'backstage-plugin-ai-credits-common';
import { ledgerStore } from '../../database/LedgerStore';
import {
  IDS_PER_BATCH,
  TakenKeys,
  usageStore,
} from '../../database/UsageStore';
import { UsageRow } from '../../database/usageColumns';
import {
  creditTypes,
  flagNames,
  usageFlags,
  wordOf,
} from '../../database/vocabulary';
import { ChargeOutcome, RatedUsage, RecordOutcome } from '../api';
import { creditTypeOf, splitOf } from '../creditTypes';
import { AccountSnapshot } from './AccountCache';
import { ZoneClock } from '../ZoneClock';
import { usageLine } from './journalWriter';
import { Session, SessionCommand } from './Session';
import { chargeId } from './transactionIds';
import { DimIds, ExpectedOutcome, usageRow, withOutcome } from './usageRows';

/** A usage event that waits to be posted, and how. */
export interface UsageItem {
  usage: RatedUsage;
  mode: 'record' | 'authorise';
  /** When it was asked for, as `performance.now` has it. */
  since: number;
}

/** What became of it; both ways of posting answer with a part of this. */
export type UsageResult = RecordOutcome | ChargeOutcome;

/** Ids for the rows of one try at a batch. */
export function batchIds(batchNumber: number): (index: number) => number {
  return index => {
    if (index >= IDS_PER_BATCH) {
      throw new RangeError(`A batch holds at most ${IDS_PER_BATCH} events`);
    }
    return batchNumber * IDS_PER_BATCH + index;
  };
}

/**
 * Rows that go to the database at once. While it works on them, the next are
 * put into words; more at once would leave it without work meanwhile.
 */
const ROWS_PER_STATEMENT = 512;

/**
 * Posts a batch of usage in the transaction given. Keys and rows go in before
 * the account's lock is taken, so that the lock is held only for what needs
 * it; rows carry the outcome expected and the few that differ are corrected.
 *
 * @returns one result per item, in order, and the state to cache once the
 *   transaction has committed
 */
export async function postUsage(
  trx: Knex.Transaction,
  items: readonly UsageItem[],
  options: {
    accountId: number;
    idOf: (index: number) => number;
    /** Of the names of each item. */
    names: readonly DimIds[];
    calendar: ZoneClock;
    expected: ExpectedOutcome;
    openSession: (trx: Knex.Transaction) => Promise<Session>;
  },
): Promise<{
  results: UsageResult[];
  snapshot?: AccountSnapshot;
  expected: ExpectedOutcome;
  /** When the account's lock was taken. */
  lockedAt: number;
}> {
  const all = items.map((item, i) =>
    usageRow(
      item.usage,
      options.idOf(i),
      options.accountId,
      options.names[i],
      options.calendar,
      options.expected,
    ),
  );
  const { taken, lines } = await insertAll(trx, items, all);
  const mine: number[] = [];
  items.forEach((item, i) => {
    if (!taken.has(item.usage.key)) {
      mine.push(i);
    }
  });
  const rows = mine.map(i => all[i]);

  const session = await options.openSession(trx);
  const results = new Array<UsageResult>(items.length);
  const { lockedAt } = session;
  await answerTaken(trx, session, items, taken, results);
  if (!rows.length) {
    return { results, expected: options.expected, lockedAt };
  }

  const times = await session.timesOfUse(
    mine.map(i =>
      // What is asked for is used now, whenever the sender says it happens.
      items[i].mode === 'authorise' ? session.now : items[i].usage.occurredAt,
    ),
  );
  const openings = await session.openPeriods(
    new Set(times.map(time => time.period)),
  );
  const budgets = await session.budgetKeys(
    mine.map(i => ({
      subject: items[i].usage,
      occurredAt: items[i].usage.occurredAt,
    })),
  );
  const notes = mine.map(
    (i): NonNullable<SessionCommand['note']> => ({
      usage: all[i],
      usageLine: lines[i],
    }),
  );
  const outcomes = session
    .decide([
      ...openings,
      ...mine.map(
        (i, n): SessionCommand => ({
          command: {
            type: 'charge',
            mode: items[i].mode,
            credits: items[i].usage.credits,
            at: times[n].at,
            period: times[n].period,
            budgets: budgets[n],
          },
          note: notes[n],
        }),
      ),
    ])
    .slice(openings.length);

  const kinds = session.lotKinds();
  const corrected: UsageRow[] = [];
  const refused: Array<{ id: number; key: string }> = [];
  let { expected } = options;
  outcomes.forEach((outcome, n) => {
    const item = items[mine[n]];
    const row = rows[n];
    if (outcome.status === 'refused') {
      refused.push({ id: row.id, key: item.usage.key });
      results[mine[n]] = {
        status: 'refused',
        refusal: session.refusal(outcome),
      };
      return;
    }
    if (outcome.status !== 'posted') {
      throw new Error(`A charge cannot end as ${outcome.status}`);
    }
    const { draws } = outcome.entry;
    const creditType = creditTypeOf(draws, kinds);
    const final = withOutcome(row, {
      creditType,
      split: splitOf(draws, kinds),
      overLimit: outcome.overLimit,
    });
    if (final !== row) {
      corrected.push(final);
      notes[n].usage = final;
      notes[n].usageLine = undefined;
    }
    if (creditType !== 'none' && creditType !== 'mixed') {
      expected = { creditType, overLimit: outcome.overLimit };
    }
    results[mine[n]] = {
      ...charged(final, creditType),
      status: 'charged',
      balance: outcome.available,
    };
  });

  const snapshot = await session.write([
    ...(corrected.length ? [usageStore.correction(trx, corrected)] : []),
    ...(refused.length ? usageStore.removal(trx, refused) : []),
  ]);
  return {
    results,
    snapshot: snapshot ?? session.snapshot,
    expected,
    lockedAt,
  };
}

/**
 * Inserts rows whose keys were not there before, in the order of their keys:
 * replicas that wait for each other's keys then wait in one order. While the
 * database works, the rows' lines of the journal are written.
 *
 * @returns what the keys that were there stand for, and the line of each row
 */
async function insertAll(
  trx: Knex.Transaction,
  items: readonly UsageItem[],
  rows: readonly UsageRow[],
): Promise<{
  taken: TakenKeys;
  lines: string[];
}> {
  const order = items
    .map(({ usage: { key, fingerprint } }, i) => ({
      key,
      fingerprint,
      row: rows[i],
      place: i,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const partFrom = (start: number) =>
    order.slice(start, start + ROWS_PER_STATEMENT);
  const taken: TakenKeys = new Map();
  const lines = new Array<string>(rows.length);
  const insertionFrom = (start: number) => {
    const part = partFrom(start);
    return part.length ? usageStore.insertionOf(trx, part) : undefined;
  };
  const meanwhile = async (start: number) => {
    // Lets the statement leave for the database.
    await setImmediate();
    for (const { row, place } of partFrom(start)) {
      lines[place] = usageLine(row);
    }
    return insertionFrom(start + ROWS_PER_STATEMENT);
  };
  let insertion = insertionFrom(0);
  for (let start = 0; insertion; start += ROWS_PER_STATEMENT) {
    const [before, next] = await Promise.all([
      insertion.run(),
      meanwhile(start),
    ]);
    before.forEach((value, key) => taken.set(key, value));
    insertion = next;
  }
  return { taken, lines };
}

function charged(row: UsageRow, creditType: CreditType) {
  return {
    transactionId: chargeId(row.id),
    credits: row.credits,
    creditType,
    // eslint-disable-next-line no-bitwise
    overLimit: (row.flags & usageFlags['over-limit']) !== 0,
    flags: flagNames(row.flags).filter(flag => flag !== 'over-limit'),
  };
}

/** Answers the events that were charged before: the same again, or a conflict where the content differs. */
async function answerTaken(
  trx: Knex.Transaction,
  session: Session,
  items: readonly UsageItem[],
  taken: TakenKeys,
  results: UsageResult[],
): Promise<void> {
  if (!taken.size) {
    return;
  }
  const same: number[] = [];
  items.forEach((item, i) => {
    const before = taken.get(item.usage.key);
    if (before && before.fingerprint !== item.usage.fingerprint) {
      results[i] = { status: 'conflict' };
    } else if (before) {
      same.push(i);
    }
  });
  const idOf = (i: number) => taken.get(items[i].usage.key)!.usageId;
  const rows = await usageStore.usageById(trx, same.map(idOf));
  for (const i of same) {
    const row = rows.get(idOf(i));
    if (!row) {
      // The row has been pruned; its key says that it was charged.
      results[i] = {
        status: 'duplicate',
        transactionId: chargeId(idOf(i)),
        credits: items[i].usage.credits,
        creditType: 'none',
        overLimit: false,
        flags: [],
        balance: 0n,
      };
      continue;
    }
    const entry =
      items[i].mode === 'authorise'
        ? await ledgerStore.entryOfUsage(trx, session.account.id, row.id)
        : undefined;
    results[i] = {
      ...charged(row, wordOf(creditTypes, row.credit_type)),
      status: 'duplicate',
      balance: entry?.available ?? 0n,
    };
  }
}
