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
import {
  BudgetPeriod,
  BudgetScopeKind,
} from 'backstage-plugin-ai-credits-common';
import type { BudgetDefinition } from '../ledger/posting/budgetIndex';
import { EpochMs } from '../ledger/types';
import {
  DbInteger,
  readAmount,
  readInteger,
  readOptionalAmount,
} from './numbers';
import { budgetScopeKinds, wordOf } from './vocabulary';

/** A budget's row, besides what decisions need. */
export interface BudgetRow extends BudgetDefinition {
  scopeId: number;
  thresholds: number[];
  version: number;
}

/** One period of a budget. */
export interface BudgetUseRow {
  budgetId: number;
  periodStart: EpochMs;
  periodEnd: EpochMs;
  /** The limit of the period, rollover and what was granted once included. */
  allocation: bigint;
  rolledOver: bigint;
  grantedOnce: bigint;
  used: bigint;
}

/** The statements of budgets. */
export const budgetStore = {
  /** Every budget of the account that has not been deleted. */
  async definitions(knex: Knex, accountId: number): Promise<BudgetRow[]> {
    const rows = await knex('budget')
      .join('dim', 'dim.id', 'budget.scope_id')
      .where('budget.account_id', accountId)
      .whereNull('budget.deleted_at')
      .orderBy('budget.id')
      .select('budget.*', 'dim.ref as scope_ref');
    return rows.map(row => ({
      id: readInteger(row.id),
      scopeKind: wordOf<BudgetScopeKind>(budgetScopeKinds, row.scope_kind),
      scopeId: readInteger(row.scope_id),
      scopeRef: row.scope_ref,
      period: row.period as BudgetPeriod,
      credits: readAmount(row.credits),
      hard: Boolean(row.hard),
      thresholds: JSON.parse(row.thresholds),
      rolloverCap: readOptionalAmount(row.rollover_cap),
      trackedFrom: readInteger(row.tracked_from),
      version: readInteger(row.version),
    }));
  },

  async insert(
    trx: Knex.Transaction,
    accountId: number,
    budget: Omit<BudgetRow, 'id' | 'version' | 'scopeRef'>,
    now: EpochMs,
  ): Promise<number> {
    const rows = await trx('budget')
      .insert({
        account_id: accountId,
        scope_kind: budgetScopeKinds[budget.scopeKind],
        scope_id: budget.scopeId,
        period: budget.period,
        credits: String(budget.credits),
        hard: budget.hard,
        thresholds: JSON.stringify(budget.thresholds),
        rollover_cap:
          budget.rolloverCap === undefined
            ? undefined
            : String(budget.rolloverCap),
        tracked_from: budget.trackedFrom,
        created_at: now,
        updated_at: now,
      })
      .returning('id');
    return readInteger(rows[0].id);
  },

  async update(
    trx: Knex.Transaction,
    id: number,
    budget: Pick<BudgetRow, 'credits' | 'hard' | 'thresholds' | 'rolloverCap'>,
    now: EpochMs,
  ): Promise<void> {
    await trx('budget')
      .where({ id })
      .update({
        credits: String(budget.credits),
        hard: budget.hard,
        thresholds: JSON.stringify(budget.thresholds),
        rollover_cap:
          budget.rolloverCap === undefined ? null : String(budget.rolloverCap),
        version: trx.raw('version + 1'),
        updated_at: now,
      });
  },

  /** Lets a budget count from an earlier period on. */
  async trackFrom(
    trx: Knex.Transaction,
    id: number,
    trackedFrom: EpochMs,
  ): Promise<void> {
    await trx('budget').where({ id }).update({ tracked_from: trackedFrom });
  },

  async delete(trx: Knex.Transaction, id: number, now: EpochMs): Promise<void> {
    await trx('budget').where({ id }).update({ deleted_at: now });
  },

  /** Changes what one period may use by as much as the budget was changed. */
  async shiftAllocation(
    trx: Knex.Transaction,
    id: number,
    periodStart: EpochMs,
    by: bigint,
  ): Promise<void> {
    await trx('budget_use')
      .where({ budget_id: id, period_start: periodStart })
      .update({ allocation: trx.raw('allocation + ?', [String(by)]) });
  },

  /** Adds to what one period may use. */
  async grantOnce(
    trx: Knex.Transaction,
    id: number,
    periodStart: EpochMs,
    credits: bigint,
  ): Promise<void> {
    await trx('budget_use')
      .where({ budget_id: id, period_start: periodStart })
      .update({
        allocation: trx.raw('allocation + ?', [String(credits)]),
        granted_once: trx.raw('granted_once + ?', [String(credits)]),
      });
  },

  /** The periods of a budget that have been written down, newest first. */
  async uses(
    knex: Knex,
    ids: readonly number[],
    options: { from?: EpochMs; before?: EpochMs; limit?: number } = {},
  ): Promise<BudgetUseRow[]> {
    const rows: Array<Record<string, DbInteger>> = await knex('budget_use')
      .whereIn('budget_id', [...ids])
      .modify(query => {
        if (options.from !== undefined) {
          query.where('period_start', '>=', options.from);
        }
        if (options.before !== undefined) {
          query.where('period_start', '<', options.before);
        }
        if (options.limit !== undefined) {
          query.limit(options.limit);
        }
      })
      .orderBy('period_start', 'desc');
    return rows.map(row => ({
      budgetId: readInteger(row.budget_id),
      periodStart: readInteger(row.period_start),
      periodEnd: readInteger(row.period_end),
      allocation: readAmount(row.allocation),
      rolledOver: readAmount(row.rolled_over),
      grantedOnce: readAmount(row.granted_once),
      used: readAmount(row.used),
    }));
  },
};
