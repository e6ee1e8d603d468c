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
import { encodeDraws } from '../ledger/journal';
import { BudgetState, Draw, LotState, PeriodState } from '../ledger/types';
import type { AccountRow, BlockRow, EntryRow, LotDetails } from './LedgerStore';
import { insertion, rowset } from './rowset';
import { Statement } from './statements';
import { lotKinds } from './vocabulary';

/**
 * The statements that write down a posting. None depends on another, so that
 * they can run together while the account's lock is held.
 */
export const ledgerWrites = {
  /** Where the journal ends, and the version that makes other replicas read again. */
  account(
    id: number,
    to: Pick<
      AccountRow,
      'version' | 'lastSeq' | 'lastBlock' | 'headHash' | 'nextLotId'
    > & { budgetsVersion?: number },
  ): Statement {
    const budgets =
      to.budgetsVersion === undefined ? '' : ', budgets_version = ?';
    return {
      sql: `update account set version = ?, last_seq = ?, last_block = ?, head_hash = ?, next_lot_id = ?${budgets} where id = ?`,
      bindings: [
        to.version,
        to.lastSeq,
        to.lastBlock,
        to.headHash,
        to.nextLotId,
        ...(to.budgetsVersion === undefined ? [] : [to.budgetsVersion]),
        id,
      ],
    };
  },

  newLots(
    knex: Knex,
    accountId: number,
    lots: ReadonlyArray<LotState & LotDetails>,
  ): Statement {
    return insertion(knex, 'lot', {
      account_id: { type: 'int', values: lots.map(() => accountId) },
      id: { type: 'int', values: lots.map(lot => lot.id) },
      kind: { type: 'smallint', values: lots.map(lot => lotKinds[lot.kind]) },
      amount: { type: 'bigint', values: lots.map(lot => lot.amount) },
      remaining: { type: 'bigint', values: lots.map(lot => lot.remaining) },
      priority: { type: 'int', values: lots.map(lot => lot.priority) },
      effective_at: {
        type: 'bigint',
        values: lots.map(lot => lot.effectiveAt),
      },
      expires_at: { type: 'bigint', values: lots.map(lot => lot.expiresAt) },
      created_at: { type: 'bigint', values: lots.map(lot => lot.createdAt) },
      closed: { type: 'boolean', values: lots.map(lot => lot.closed) },
      seq: { type: 'bigint', values: lots.map(lot => lot.seq) },
      pack: { type: 'text', values: lots.map(lot => lot.pack) },
      price_amount: {
        type: 'text',
        values: lots.map(lot => lot.price?.amount),
      },
      price_currency: {
        type: 'text',
        values: lots.map(lot => lot.price?.currency),
      },
    });
  },

  lots(knex: Knex, accountId: number, lots: readonly LotState[]): Statement {
    const set = rowset(knex, {
      target: { type: 'int', values: lots.map(lot => lot.id) },
      new_remaining: {
        type: 'bigint',
        values: lots.map(lot => lot.remaining),
      },
      new_closed: { type: 'boolean', values: lots.map(lot => lot.closed) },
    });
    return {
      sql: `update lot set remaining = c.new_remaining, closed = c.new_closed from ${set.sql} as c where lot.account_id = ? and lot.id = c.target`,
      bindings: [...set.bindings, accountId],
    };
  },

  periods(
    knex: Knex,
    accountId: number,
    periods: readonly PeriodState[],
    now: number,
  ): Statement {
    return insertion(
      knex,
      'period',
      {
        account_id: { type: 'int', values: periods.map(() => accountId) },
        start_at: { type: 'bigint', values: periods.map(p => p.start) },
        end_at: { type: 'bigint', values: periods.map(p => p.end) },
        excess_used: {
          type: 'bigint',
          values: periods.map(p => p.excessUsed),
        },
        created_at: { type: 'bigint', values: periods.map(() => now) },
      },
      'on conflict (account_id, start_at) do update set excess_used = excluded.excess_used',
    );
  },

  budgetUses(
    knex: Knex,
    budgets: ReadonlyArray<BudgetState & { rolledOver?: bigint }>,
  ): Statement {
    // Keys in one order; the account's lock makes this the only writer, the order keeps the pages warm.
    const sorted = [...budgets].sort(
      (a, b) => a.budgetId - b.budgetId || a.periodStart - b.periodStart,
    );
    return insertion(
      knex,
      'budget_use',
      {
        budget_id: { type: 'int', values: sorted.map(b => b.budgetId) },
        period_start: {
          type: 'bigint',
          values: sorted.map(b => b.periodStart),
        },
        period_end: { type: 'bigint', values: sorted.map(b => b.periodEnd) },
        allocation: { type: 'bigint', values: sorted.map(b => b.limit) },
        rolled_over: {
          type: 'bigint',
          values: sorted.map(b => b.rolledOver ?? 0n),
        },
        used: { type: 'bigint', values: sorted.map(b => b.used) },
      },
      'on conflict (budget_id, period_start) do update set used = excluded.used',
    );
  },

  /**
   * As {@link ledgerWrites.budgetUses}, of periods that are known to have a
   * row: a third less work for PostgreSQL, which does not lock each row before.
   */
  knownBudgetUses(knex: Knex, budgets: readonly BudgetState[]): Statement {
    const set = rowset(knex, {
      target: { type: 'int', values: budgets.map(b => b.budgetId) },
      target_start: {
        type: 'bigint',
        values: budgets.map(b => b.periodStart),
      },
      new_used: { type: 'bigint', values: budgets.map(b => b.used) },
    });
    return {
      sql: `update budget_use set used = c.new_used from ${set.sql} as c where budget_use.budget_id = c.target and budget_use.period_start = c.target_start`,
      bindings: set.bindings,
    };
  },

  entries(
    knex: Knex,
    accountId: number,
    entries: readonly EntryRow[],
  ): Statement {
    const lots = entries.map(({ draws }) => onlyLot(draws));
    return insertion(knex, 'journal_entry', {
      account_id: { type: 'int', values: entries.map(() => accountId) },
      seq: { type: 'bigint', values: entries.map(e => e.seq) },
      block: { type: 'bigint', values: entries.map(e => e.block) },
      kind: { type: 'smallint', values: entries.map(e => e.kind) },
      amount: { type: 'bigint', values: entries.map(e => e.amount) },
      lot_id: { type: 'int', values: lots },
      draws: {
        type: 'text',
        values: entries.map(({ draws }, i) =>
          lots[i] !== undefined || !draws.length
            ? undefined
            : encodeDraws(draws),
        ),
      },
      usage_id: { type: 'bigint', values: entries.map(e => e.usageId) },
      available: { type: 'bigint', values: entries.map(e => e.available) },
      occurred_at: { type: 'bigint', values: entries.map(e => e.occurredAt) },
      actor_id: { type: 'int', values: entries.map(e => e.actorId) },
      reason: { type: 'text', values: entries.map(e => e.reason) },
    });
  },

  block(knex: Knex, accountId: number, block: BlockRow): Statement {
    return insertion(knex, 'journal_block', {
      account_id: { type: 'int', values: [accountId] },
      number: { type: 'bigint', values: [block.number] },
      previous_hash: { type: 'text', values: [block.previousHash] },
      hash: { type: 'text', values: [block.hash] },
      first_seq: { type: 'bigint', values: [block.firstSeq] },
      entries: { type: 'int', values: [block.entries] },
      usage_from: { type: 'bigint', values: [block.usageFrom] },
      usage_to: { type: 'bigint', values: [block.usageTo] },
      created_at: { type: 'bigint', values: [block.createdAt] },
    });
  },
};

function onlyLot(draws: readonly Draw[]): number | undefined {
  const [draw] = draws;
  return draws.length === 1 && 'lot' in draw ? draw.lot : undefined;
}
