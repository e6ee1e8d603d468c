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
import { budgetStore } from '../../database/BudgetStore';
import { Dictionary } from '../../database/dictionary';
import { inSnapshot } from '../../database/engine';
import { AccountRow, ledgerStore, readLot } from '../../database/LedgerStore';
import { readAmount, readInteger } from '../../database/numbers';
import { BudgetIndex, budgetKey } from '../posting/budgetIndex';
import { ZoneClock } from '../ZoneClock';
import { BudgetTally } from './BudgetTally';
import { Finding, Findings } from './findings';
import { JournalWalk } from './JournalWalk';

/** Compares the rollups with the usage rows, in the snapshot given. From `../../usage`. */
export type RollupProof = (knex: Knex, accountId: number) => Promise<Finding[]>;

/** What a proof found. */
export interface VerifyResult {
  blocks: number;
  entries: number;
  head: string;
  findings: Finding[];
}

/** Blocks that may be left for the snapshot; few enough to be quick. */
const NEAR_THE_END = 20;

/**
 * Proves an account: the chain of blocks, sums of entries, remainders of lots,
 * the excess, the use of budgets, holds, and the rollups.
 *
 * Blocks never change, so they are walked outside of any transaction; only the
 * newest of them and the sums are read from one snapshot. Postings go on
 * meanwhile.
 */
export async function verifyAccount(options: {
  knex: Knex;
  account: string;
  dictionary: Dictionary;
  calendar: ZoneClock;
  proveRollups?: RollupProof;
  signal?: AbortSignal;
}): Promise<VerifyResult> {
  const { knex, dictionary, calendar, proveRollups, signal } = options;
  const findings = new Findings();
  const start = await ledgerStore.account(knex, options.account);
  const index = new BudgetIndex(await budgetStore.definitions(knex, start.id));
  const tally = new BudgetTally({ index, calendar, dictionary });
  const walk = new JournalWalk({
    accountId: start.id,
    findings,
    onUsage: row => tally.add(row),
  });

  let end = start.lastBlock;
  while (end - walk.blocks > NEAR_THE_END) {
    // In stretches, so that the rows that wait to be counted stay few.
    await walk.walk(knex, Math.min(end, walk.blocks + 50), signal);
    await tally.flush(knex);
    if (findings.list.some(finding => finding.check === 'block-missing')) {
      break;
    }
    end = (await ledgerStore.account(knex, options.account)).lastBlock;
  }

  await inSnapshot(knex, async trx => {
    const account = await ledgerStore.account(trx, options.account);
    await walk.walk(trx, account.lastBlock, signal);
    await tally.flush(trx);
    findings.expect('head-hash', 'account', walk.headHash, account.headHash);
    findings.expect('head-block', 'account', walk.blocks, account.lastBlock);
    findings.expect('head-seq', 'account', walk.entries, account.lastSeq);
    await compareUsageRows(trx, account, walk, findings);
    await compareLots(trx, account, walk, findings);
    await compareExcess(trx, account, walk, findings);
    // Budgets made or changed while the walk went on are proved the next time.
    if (account.budgetsVersion === start.budgetsVersion) {
      await compareBudgets(trx, account, tally, findings);
    }
    for (const finding of (await proveRollups?.(trx, account.id)) ?? []) {
      findings.expect(
        finding.check,
        finding.subject,
        finding.expected,
        finding.actual,
      );
    }
  });
  return {
    blocks: walk.blocks,
    entries: walk.entries,
    head: walk.headHash,
    findings: findings.list,
  };
}

async function compareUsageRows(
  trx: Knex,
  account: AccountRow,
  walk: JournalWalk,
  findings: Findings,
): Promise<void> {
  const [row] = await trx('usage_event')
    .where('account_id', account.id)
    .count({ rows: '*' });
  findings.expect(
    'usage-rows',
    'account',
    walk.usageEntries,
    readInteger(row.rows as string | number),
  );
}

async function compareLots(
  trx: Knex,
  account: AccountRow,
  walk: JournalWalk,
  findings: Findings,
): Promise<void> {
  const lots = (await trx('lot').where('account_id', account.id)).map(readLot);
  const pinned = new Map<number, bigint>();
  const now = Date.now();
  for (const hold of await ledgerStore.openHolds(trx, account.id)) {
    for (const pin of hold.expiresAt > now ? hold.pins : []) {
      if ('lot' in pin) {
        pinned.set(pin.lot, (pinned.get(pin.lot) ?? 0n) + pin.amount);
      }
    }
  }
  for (const lot of lots) {
    const subject = `lot ${lot.id}`;
    findings.expect(
      'lot-remaining',
      subject,
      walk.books.get(`lot:${lot.id}`) ?? 0n,
      lot.remaining,
    );
    findings.expect(
      'lot-range',
      subject,
      'true',
      String(lot.remaining >= 0n && lot.remaining <= lot.amount),
    );
    findings.expect(
      'lot-held',
      subject,
      'true',
      String((pinned.get(lot.id) ?? 0n) <= lot.remaining),
    );
  }
  const known = new Set(lots.map(lot => `lot:${lot.id}`));
  for (const book of walk.books.keys()) {
    if (book.startsWith('lot:')) {
      findings.expect('lot-missing', book, 'true', String(known.has(book)));
    }
  }
}

async function compareExcess(
  trx: Knex,
  account: AccountRow,
  walk: JournalWalk,
  findings: Findings,
): Promise<void> {
  const rows = await trx('period').where('account_id', account.id);
  for (const row of rows) {
    const start = readInteger(row.start_at);
    findings.expect(
      'excess-used',
      `period ${new Date(start).toISOString()}`,
      -(walk.books.get(`excess:${start}`) ?? 0n),
      readAmount(row.excess_used),
    );
  }
}

async function compareBudgets(
  trx: Knex,
  account: AccountRow,
  tally: BudgetTally,
  findings: Findings,
): Promise<void> {
  const rows = await trx('budget_use')
    .join('budget', 'budget.id', 'budget_use.budget_id')
    .where('budget.account_id', account.id)
    .whereNull('budget.deleted_at')
    .select('budget_use.*');
  const stored = new Map<string, bigint>(
    rows.map(row => [
      budgetKey(readInteger(row.budget_id), readInteger(row.period_start)),
      readAmount(row.used),
    ]),
  );
  for (const key of new Set([...stored.keys(), ...tally.used.keys()])) {
    findings.expect(
      'budget-used',
      `budget ${key}`,
      tally.used.get(key) ?? 0n,
      stored.get(key) ?? 0n,
    );
  }
}
