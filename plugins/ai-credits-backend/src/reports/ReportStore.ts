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
  DbInteger,
  readInteger,
  readOptionalInteger,
} from '../database/numbers';
import { EpochMs } from '../ledger/types';
import { OwnerView } from './ownerView';
import { ReportDefinition, StoredReport } from './types';

/** The statements of reports. */
export const reportStore = {
  async insert(
    knex: Knex,
    accountId: number,
    report: Pick<
      StoredReport,
      'owner' | 'definition' | 'view' | 'nextRunAt' | 'createdAt'
    >,
  ): Promise<number> {
    const rows = await knex('report')
      .insert({
        account_id: accountId,
        owner: report.owner,
        definition: JSON.stringify(report.definition),
        view: JSON.stringify(report.view),
        next_run_at: report.nextRunAt ?? null,
        created_at: report.createdAt,
        updated_at: report.createdAt,
      })
      .returning('id');
    return readInteger(rows[0].id);
  },

  /** @returns whether the version was still the one that is given */
  async update(
    knex: Knex,
    report: Pick<StoredReport, 'id' | 'version'>,
    change: {
      definition: ReportDefinition;
      nextRunAt?: EpochMs;
      updatedAt: EpochMs;
    },
  ): Promise<boolean> {
    const changed = await knex('report')
      .where({ id: report.id, version: report.version })
      .whereNull('deleted_at')
      .update({
        definition: JSON.stringify(change.definition),
        next_run_at: change.nextRunAt ?? null,
        updated_at: change.updatedAt,
        version: report.version + 1,
      });
    return changed === 1;
  },

  async remove(knex: Knex, id: number, at: EpochMs): Promise<void> {
    await knex('report')
      .where({ id })
      .update({ deleted_at: at, next_run_at: null });
  },

  /** Removed ones too, since their runs are still there. */
  async find(
    knex: Knex,
    accountId: number,
    id: number,
  ): Promise<StoredReport | undefined> {
    const row = await knex('report')
      .where({ account_id: accountId, id })
      .first();
    return row && readReport(row);
  },

  /** Newest first. */
  async list(
    knex: Knex,
    accountId: number,
    owner?: string,
  ): Promise<StoredReport[]> {
    const query = knex('report')
      .where('account_id', accountId)
      .whereNull('deleted_at')
      .orderBy('id', 'desc');
    const rows = await (owner === undefined ? query : query.where({ owner }));
    return rows.map(readReport);
  },

  /** Those whose next instant has come. */
  async due(
    knex: Knex,
    accountId: number,
    now: EpochMs,
  ): Promise<StoredReport[]> {
    const rows = await knex('report')
      .where('account_id', accountId)
      .where('next_run_at', '<=', now)
      .whereNull('deleted_at')
      .orderBy('id');
    return rows.map(readReport);
  },

  /** Moves the schedule on, unless another replica did or it was changed meanwhile. */
  async moveOn(
    knex: Knex,
    { id, nextRunAt }: StoredReport,
    next: EpochMs | undefined,
  ): Promise<void> {
    await knex('report')
      .where({ id, next_run_at: nextRunAt })
      .update({ next_run_at: next ?? null });
  },

  /** Writes down what an owner may see, in all of their reports. */
  async renewViews(
    knex: Knex,
    accountId: number,
    owner: string,
    view: OwnerView,
  ): Promise<void> {
    await knex('report')
      .where({ account_id: accountId, owner })
      .whereNull('deleted_at')
      .update({ view: JSON.stringify(view) });
  },
};

function readReport(row: Record<string, unknown>): StoredReport {
  return {
    id: readInteger(row.id as DbInteger),
    owner: String(row.owner),
    definition: JSON.parse(String(row.definition)),
    view: JSON.parse(String(row.view)),
    version: readInteger(row.version as DbInteger),
    nextRunAt: readOptionalInteger(row.next_run_at as DbInteger | null),
    createdAt: readInteger(row.created_at as DbInteger),
    updatedAt: readInteger(row.updated_at as DbInteger),
    deleted: row.deleted_at !== null,
  };
}
