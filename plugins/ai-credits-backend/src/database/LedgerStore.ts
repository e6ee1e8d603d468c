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
import { NotFoundError } from '@backstage/errors';
import {
  Draw,
  EpochMs,
  HoldState,
  LotState,
  PeriodState,
} from '../ledger/types';
import { decodeDraws } from '../ledger/journal';
import { isPostgres } from './engine';
import {
  DbInteger,
  readAmount,
  readInteger,
  readOptionalInteger,
} from './numbers';
import { ledgerWrites } from './ledgerWrites';
import { rowset } from './rowset';
import { runTogether } from './statements';
import { lotKinds, wordOf } from './vocabulary';

/** The account's row: the lock of every posting, and where the journal ends. */
export interface AccountRow {
  id: number;
  name: string;
  openedAt: EpochMs;
  /** The zone that its periods were opened under; none before the first start of a release that stores it. */
  timeZone?: string;
  version: number;
  lastSeq: number;
  lastBlock: number;
  headHash: string;
  nextLotId: number;
  budgetsVersion: number;
}

/** What a lot carries besides what decisions need. */
export interface LotDetails {
  seq: number;
  pack?: string;
  price?: { amount: string; currency: string };
}

/** A journal entry as it is stored. */
export interface EntryRow {
  seq: number;
  block: number;
  kind: number;
  amount: bigint;
  draws: readonly Draw[];
  usageId?: number;
  available: bigint;
  occurredAt?: EpochMs;
  actorId?: number;
  reason?: string;
}

/** A journal block as it is stored. */
export interface BlockRow {
  number: number;
  previousHash: string;
  hash: string;
  firstSeq: number;
  entries: number;
  usageFrom?: number;
  usageTo?: number;
  createdAt: EpochMs;
}

/** What the ledger reads of its own tables, and writes that stand alone. Each runs in the transaction given. */
export const ledgerStore = {
  /** Creates the account unless it is there; safe with several replicas. */
  async ensureAccount(
    knex: Knex,
    account: {
      name: string;
      timeZone: string;
      openedAt: EpochMs;
      now: EpochMs;
      genesis: string;
    },
  ): Promise<AccountRow> {
    await knex('account')
      .insert({
        name: account.name,
        time_zone: account.timeZone,
        opened_at: account.openedAt,
        head_hash: account.genesis,
        created_at: account.now,
      })
      .onConflict('name')
      .ignore();
    return ledgerStore.account(knex, account.name);
  },

  /** Stores the zone of an account that has none yet. */
  async storeZone(knex: Knex, id: number, timeZone: string): Promise<void> {
    await knex('account')
      .where({ id })
      .whereNull('time_zone')
      .update({ time_zone: timeZone });
  },

  /** When the month begins that was opened last. */
  async lastOpenedPeriod(
    knex: Knex,
    accountId: number,
  ): Promise<EpochMs | undefined> {
    const row = await knex('period')
      .where('account_id', accountId)
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'start_at', order: 'desc' },
      ])
      .first('start_at');
    return row && readInteger(row.start_at);
  },

  /** @throws NotFoundError when there is no such account */
  async account(knex: Knex, name: string): Promise<AccountRow> {
    const row = await knex('account').where({ name }).first();
    if (!row) {
      throw new NotFoundError(`There is no account ${name}`);
    }
    return readAccount(row);
  },

  /** Takes the account's lock and reads the row. Nothing else may be read in the same statement: it would see the time before the wait. */
  async lockAccount(trx: Knex.Transaction, id: number): Promise<AccountRow> {
    const query = trx('account').where({ id }).first();
    const row = await (isPostgres(trx) ? query.forUpdate() : query);
    return readAccount(row);
  },

  async advanceAccount(
    trx: Knex.Transaction,
    id: number,
    to: Parameters<typeof ledgerWrites.account>[1],
  ): Promise<void> {
    await runTogether(trx, [ledgerWrites.account(id, to)]);
  },

  async upsertBudgetUses(
    trx: Knex.Transaction,
    budgets: Parameters<typeof ledgerWrites.budgetUses>[1],
  ): Promise<void> {
    await runTogether(trx, [ledgerWrites.budgetUses(trx, budgets)]);
  },

  async insertBlock(
    trx: Knex.Transaction,
    accountId: number,
    block: BlockRow,
  ): Promise<void> {
    await runTogether(trx, [ledgerWrites.block(trx, accountId, block)]);
  },

  /** Lots that something can still be drawn from, and any lots asked for by id. */
  async lots(
    knex: Knex,
    accountId: number,
    alsoIds: readonly number[] = [],
  ): Promise<LotState[]> {
    const rows = await knex('lot')
      .where('account_id', accountId)
      .andWhere(query => {
        query.where(open =>
          open.where('closed', false).where('remaining', '>', 0),
        );
        if (alsoIds.length) {
          query.orWhereIn('id', [...alsoIds]);
        }
      });
    return rows.map(readLot);
  },

  async periods(
    knex: Knex,
    accountId: number,
    starts: readonly EpochMs[],
  ): Promise<Array<PeriodState & { createdAt: EpochMs }>> {
    const rows = await knex('period')
      .where('account_id', accountId)
      .whereIn('start_at', [...starts]);
    return rows.map(row => ({
      start: readInteger(row.start_at),
      end: readInteger(row.end_at),
      excessUsed: readAmount(row.excess_used),
      createdAt: readInteger(row.created_at),
    }));
  },

  /** Holds that are neither settled nor released, lapsed ones included. */
  async openHolds(knex: Knex, accountId: number): Promise<HoldState[]> {
    const rows = await knex('hold')
      .where({ account_id: accountId, status: 'open' })
      .select('id', 'amount', 'pins', 'budgets', 'expires_at');
    return rows.map(row => ({
      id: row.id,
      amount: readAmount(row.amount),
      pins: decodeDraws(row.pins),
      budgets: JSON.parse(row.budgets),
      expiresAt: readInteger(row.expires_at),
    }));
  },

  async budgetUses(
    knex: Knex,
    keys: ReadonlyArray<{ budgetId: number; periodStart: EpochMs }>,
  ): Promise<
    Array<{
      budgetId: number;
      periodStart: EpochMs;
      periodEnd: EpochMs;
      allocation: bigint;
      rolledOver: bigint;
      used: bigint;
    }>
  > {
    if (!keys.length) {
      return [];
    }
    const set = rowset(knex, {
      wanted_budget: { type: 'int', values: keys.map(key => key.budgetId) },
      wanted_start: {
        type: 'bigint',
        values: keys.map(key => key.periodStart),
      },
    });
    const result = await knex.raw(
      `select u.* from ${set.sql} as w join budget_use u on u.budget_id = w.wanted_budget and u.period_start = w.wanted_start`,
      set.bindings,
    );
    const rows: Array<Record<string, DbInteger>> = isPostgres(knex)
      ? result.rows
      : result;
    return rows.map(row => ({
      budgetId: readInteger(row.budget_id),
      periodStart: readInteger(row.period_start),
      periodEnd: readInteger(row.period_end),
      allocation: readAmount(row.allocation),
      rolledOver: readAmount(row.rolled_over),
      used: readAmount(row.used),
    }));
  },

  /** The entry that charged a usage row, found through the block that holds its id. */
  async entryOfUsage(
    knex: Knex,
    accountId: number,
    usageId: number,
  ): Promise<EntryRow | undefined> {
    const block = await knex('journal_block')
      .where('account_id', accountId)
      .where('usage_from', '<=', usageId)
      .orderBy('usage_from', 'desc')
      .first();
    if (!block) {
      return undefined;
    }
    const first = readInteger(block.first_seq);
    const row = await knex('journal_entry')
      .where('account_id', accountId)
      .whereBetween('seq', [first, first + readInteger(block.entries) - 1])
      .where('usage_id', usageId)
      .first();
    return row && readEntry(row);
  },

  /** The stored answer of a write that has been done before. */
  async findIdempotency(
    knex: Knex,
    accountId: number,
    operation: string,
    key: string,
  ): Promise<{ fingerprint: string; answer: string } | undefined> {
    return knex('idempotency')
      .where({ account_id: accountId, operation, key })
      .first('fingerprint', 'answer');
  },

  async insertIdempotency(
    trx: Knex.Transaction,
    accountId: number,
    row: {
      operation: string;
      key: string;
      fingerprint: string;
      answer: string;
      now: EpochMs;
    },
  ): Promise<void> {
    await trx('idempotency').insert({
      account_id: accountId,
      operation: row.operation,
      key: row.key,
      fingerprint: row.fingerprint,
      answer: row.answer,
      created_at: row.now,
    });
  },
};

function readAccount(row: Record<string, DbInteger | string>): AccountRow {
  return {
    id: readInteger(row.id),
    name: String(row.name),
    openedAt: readInteger(row.opened_at),
    timeZone: row.time_zone ? String(row.time_zone) : undefined,
    version: readInteger(row.version),
    lastSeq: readInteger(row.last_seq),
    lastBlock: readInteger(row.last_block),
    headHash: String(row.head_hash),
    nextLotId: readInteger(row.next_lot_id),
    budgetsVersion: readInteger(row.budgets_version),
  };
}

/** Reads a row of `lot`. */
export function readLot(row: {
  [column: string]: DbInteger | boolean | null;
}): LotState {
  return {
    id: readInteger(row.id as DbInteger),
    kind: wordOf(lotKinds, row.kind as number),
    amount: readAmount(row.amount as DbInteger),
    remaining: readAmount(row.remaining as DbInteger),
    priority: readInteger(row.priority as DbInteger),
    effectiveAt: readInteger(row.effective_at as DbInteger),
    expiresAt: readOptionalInteger(row.expires_at as DbInteger | null),
    createdAt: readInteger(row.created_at as DbInteger),
    closed: Boolean(row.closed),
  };
}

/** Reads a row of `journal_entry`. */
export function readEntry(row: {
  [column: string]: DbInteger | string | null;
}): EntryRow {
  const amount = readAmount(row.amount as DbInteger);
  const lot = readOptionalInteger(row.lot_id as DbInteger | null);
  let draws: Draw[] = [];
  if (lot !== undefined) {
    draws = [{ lot, amount }];
  } else if (row.draws) {
    draws = decodeDraws(String(row.draws));
  }
  return {
    seq: readInteger(row.seq as DbInteger),
    block: readInteger(row.block as DbInteger),
    kind: readInteger(row.kind as DbInteger),
    amount,
    draws,
    usageId: readOptionalInteger(row.usage_id as DbInteger | null),
    available: readAmount(row.available as DbInteger),
    occurredAt: readOptionalInteger(row.occurred_at as DbInteger | null),
    actorId: readOptionalInteger(row.actor_id as DbInteger | null),
    reason: row.reason === null ? undefined : String(row.reason),
  };
}

/** Reads a row of `journal_block`. */
export function readBlock(row: {
  [column: string]: DbInteger | string | null;
}): BlockRow {
  return {
    number: readInteger(row.number as DbInteger),
    previousHash: String(row.previous_hash),
    hash: String(row.hash),
    firstSeq: readInteger(row.first_seq as DbInteger),
    entries: readInteger(row.entries as DbInteger),
    usageFrom: readOptionalInteger(row.usage_from as DbInteger | null),
    usageTo: readOptionalInteger(row.usage_to as DbInteger | null),
    createdAt: readInteger(row.created_at as DbInteger),
  };
}
