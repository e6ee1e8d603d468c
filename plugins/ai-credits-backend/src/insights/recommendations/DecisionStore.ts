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

import { Recommendation } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DbInteger, readInteger } from '../../database/numbers';
import type { EpochMs } from '../../ledger/types';

/** A recommendation without what was decided about it. */
export type Advice = Recommendation extends infer R
  ? R extends Recommendation
    ? Omit<R, 'status' | 'decision' | 'followUp' | 'current'>
    : never
  : never;

/** What somebody decided about a recommendation. */
export interface StoredDecision {
  key: string;
  status: 'accepted' | 'dismissed';
  reason?: string;
  by: string;
  at: EpochMs;
  advice: Advice;
}

/** Decisions that are shown, the newest. */
const MAX_DECISIONS = 200;

/** The statements of decisions about recommendations. */
export const decisionStore = {
  /** The newest decisions, newest first. */
  async list(knex: Knex, accountId: number): Promise<StoredDecision[]> {
    const rows: Array<{
      key: string;
      status: StoredDecision['status'];
      reason: string | null;
      decided_by: string;
      decided_at: DbInteger;
      recommendation: string;
    }> = await knex('recommendation_decision')
      .where('account_id', accountId)
      .orderBy([
        { column: 'decided_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(MAX_DECISIONS)
      .select();
    return rows.map(row => ({
      key: row.key,
      status: row.status,
      ...(row.reason ? { reason: row.reason } : {}),
      by: row.decided_by,
      at: readInteger(row.decided_at),
      advice: JSON.parse(row.recommendation),
    }));
  },

  /** Writes a decision down; a later one takes the place of the one before. */
  async put(
    knex: Knex,
    accountId: number,
    decision: StoredDecision,
  ): Promise<void> {
    await knex('recommendation_decision')
      .insert({
        account_id: accountId,
        key: decision.key,
        status: decision.status,
        reason: decision.reason ?? null,
        decided_by: decision.by,
        decided_at: decision.at,
        recommendation: JSON.stringify(decision.advice),
      })
      .onConflict(['account_id', 'key'])
      .merge();
  },
};
