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

import {
  ReportContents,
  ReportDelivery,
  ReportRunStatus,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import {
  DbInteger,
  readInteger,
  readOptionalInteger,
} from '../database/numbers';
import { EpochMs } from '../ledger/types';
import { OwnerView } from './ownerView';
import { StoredReport, StoredRun } from './types';

/** A worker's hold on a run. */
export interface Claim {
  runId: number;
  /** Who has it. */
  by: string;
}

const COLUMNS = [
  'id',
  'report_id',
  'owner',
  'definition',
  'scheduled_for',
  'requested_by',
  'range_from',
  'range_to',
  'status',
  'delivery',
  'deliveries',
  'progress',
  'error',
  'attempts',
  'created_at',
  'started_at',
  'finished_at',
];

/** The statements of runs. Every step of a worker tests that it still has the run. */
export const runStore = {
  /** @returns the id; undefined when the instant of the schedule has its run already */
  async insert(
    knex: Knex,
    accountId: number,
    report: Pick<StoredReport, 'id' | 'owner' | 'definition'>,
    run: Pick<
      StoredRun,
      'scheduledFor' | 'requestedBy' | 'from' | 'to' | 'createdAt'
    >,
  ): Promise<number | undefined> {
    const rows = await knex('report_run')
      .insert({
        account_id: accountId,
        report_id: report.id,
        owner: report.owner,
        definition: JSON.stringify(report.definition),
        scheduled_for: run.scheduledFor ?? null,
        requested_by: run.requestedBy ?? null,
        range_from: run.from,
        range_to: run.to,
        status: 'queued',
        created_at: run.createdAt,
      })
      .onConflict(['report_id', 'scheduled_for'])
      .ignore()
      .returning('id');
    return rows.length ? readInteger(rows[0].id) : undefined;
  },

  async find(
    knex: Knex,
    accountId: number,
    id: number,
  ): Promise<StoredRun | undefined> {
    const row = await knex('report_run')
      .where({ account_id: accountId, id })
      .first(COLUMNS);
    return row && readRun(row);
  },

  async contents(
    knex: Knex,
    id: number,
  ): Promise<{ contents: ReportContents; view: OwnerView } | undefined> {
    const row = await knex('report_run')
      .where({ id })
      .first('contents', 'view');
    return row?.contents
      ? {
          contents: JSON.parse(String(row.contents)),
          view: JSON.parse(String(row.view)),
        }
      : undefined;
  },

  /** Newest first. */
  async list(
    knex: Knex,
    reportId: number,
    options: { before?: number; limit: number; status?: ReportRunStatus[] },
  ): Promise<StoredRun[]> {
    const query = knex('report_run')
      .where('report_id', reportId)
      .orderBy('id', 'desc')
      .limit(options.limit)
      .select(COLUMNS);
    if (options.before !== undefined) {
      query.where('id', '<', options.before);
    }
    if (options.status) {
      query.whereIn('status', options.status);
    }
    return (await query).map(readRun);
  },

  /** How many runs somebody has asked for since an instant. */
  async requested(
    knex: Knex,
    accountId: number,
    requestedBy: string,
    since: EpochMs,
  ): Promise<number> {
    const [row] = await knex('report_run')
      .where({ account_id: accountId, requested_by: requestedBy })
      .where('created_at', '>', since)
      .count({ runs: '*' });
    return readInteger((row as { runs: DbInteger }).runs);
  },

  /** The last run of each report. */
  async last(
    knex: Knex,
    reportIds: readonly number[],
  ): Promise<Map<number, StoredRun>> {
    const rows = await knex('report_run')
      .whereIn(
        'id',
        knex('report_run')
          .whereIn('report_id', [...reportIds])
          .groupBy('report_id')
          .max('id'),
      )
      .select(COLUMNS);
    return new Map(
      rows.map(row => {
        const run = readRun(row);
        return [run.reportId, run];
      }),
    );
  },

  /** Runs that wait for a worker, that have lost theirs, or that are still to be delivered. */
  async waiting(
    knex: Knex,
    accountId: number,
    now: EpochMs,
    limit: number,
  ): Promise<StoredRun[]> {
    const rows = await knex('report_run')
      .where('account_id', accountId)
      .where(open =>
        open
          .whereIn('status', ['queued', 'running'])
          .orWhere('delivery', 'pending'),
      )
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<=', now),
      )
      .orderBy('id')
      .limit(limit)
      .select(COLUMNS);
    return rows.map(readRun);
  },

  /** @returns whether the worker has the run now; another may have been quicker */
  async claim(
    knex: Knex,
    { runId, by }: Claim,
    step: 'make' | 'deliver',
    now: EpochMs,
    leaseUntil: EpochMs,
  ): Promise<boolean> {
    const query = knex('report_run')
      .where('id', runId)
      .where(free =>
        free
          .whereNull('lease_until')
          .orWhere('lease_until', '<=', now)
          .orWhere('claimed_by', by),
      );
    const taken = { claimed_by: by, lease_until: leaseUntil };
    const changed =
      step === 'deliver'
        ? await query.where('delivery', 'pending').update(taken)
        : await query.whereIn('status', ['queued', 'running']).update({
            ...taken,
            status: 'running',
            started_at: now,
            attempts: knex.raw('attempts + 1'),
          });
    return changed === 1;
  },

  /** @returns whether the worker still has the run: it may have been cancelled, or be late */
  async keep(
    knex: Knex,
    { runId, by }: Claim,
    leaseUntil: EpochMs,
    progress?: number,
  ): Promise<boolean> {
    const changed = await knex('report_run')
      .where({ id: runId, claimed_by: by })
      .where(held =>
        held.where('status', 'running').orWhere('delivery', 'pending'),
      )
      .update({
        lease_until: leaseUntil,
        ...(progress === undefined ? {} : { progress }),
      });
    return changed === 1;
  },

  /** Ends a run that the worker has; a scheduled one is to be delivered then. */
  async finish(
    knex: Knex,
    { runId, by }: Claim,
    at: EpochMs,
    outcome:
      | { status: 'done'; contents: ReportContents; view: OwnerView }
      | { status: 'failed'; error: string },
    deliver: boolean,
  ): Promise<boolean> {
    const changed = await knex('report_run')
      .where({ id: runId, claimed_by: by, status: 'running' })
      .update({
        status: outcome.status,
        finished_at: at,
        delivery: deliver ? 'pending' : 'none',
        ...(outcome.status === 'done'
          ? {
              progress: 100,
              contents: JSON.stringify(outcome.contents),
              view: JSON.stringify(outcome.view),
            }
          : { error: outcome.error }),
      });
    return changed === 1;
  },

  /** Writes down whom a run was delivered to so far. */
  async delivered(
    knex: Knex,
    { runId, by }: Claim,
    deliveries: readonly ReportDelivery[],
    done: boolean,
  ): Promise<void> {
    await knex('report_run')
      .where({ id: runId, claimed_by: by })
      .update({
        deliveries: JSON.stringify(deliveries),
        ...(done ? { delivery: 'done', lease_until: null } : {}),
      });
  },

  /** Leaves the delivery of a run to whoever comes first after an instant. */
  async postpone(
    knex: Knex,
    { runId, by }: Claim,
    deliveries: readonly ReportDelivery[],
    until: EpochMs,
  ): Promise<void> {
    await knex('report_run')
      .where({ id: runId, claimed_by: by, delivery: 'pending' })
      .update({
        deliveries: JSON.stringify(deliveries),
        claimed_by: null,
        lease_until: until,
      });
  },

  /** @returns whether it was still under way */
  async cancel(knex: Knex, id: number, at: EpochMs): Promise<boolean> {
    const changed = await knex('report_run')
      .where({ id })
      .whereIn('status', ['queued', 'running'])
      .update({ status: 'cancelled', finished_at: at });
    return changed === 1;
  },

  /** Ends what is under way for a report. */
  async cancelAll(knex: Knex, reportId: number, at: EpochMs): Promise<void> {
    await knex('report_run')
      .where('report_id', reportId)
      .whereIn('status', ['queued', 'running'])
      .update({ status: 'cancelled', finished_at: at });
  },

  /** Removes runs that are older than they are kept, a chunk at a time. */
  async prune(
    knex: Knex,
    accountId: number,
    before: EpochMs,
    limit: number,
  ): Promise<number> {
    return knex('report_run')
      .whereIn(
        'id',
        knex('report_run')
          .where('account_id', accountId)
          .where('created_at', '<', before)
          .whereNotIn('status', ['queued', 'running'])
          .orderBy('created_at')
          .limit(limit)
          .select('id'),
      )
      .delete();
  },
};

function readRun(row: Record<string, unknown>): StoredRun {
  const integer = (column: string) =>
    readOptionalInteger(row[column] as DbInteger | null);
  const text = (column: string) =>
    row[column] === null ? undefined : String(row[column]);
  return {
    id: readInteger(row.id as DbInteger),
    reportId: readInteger(row.report_id as DbInteger),
    owner: String(row.owner),
    definition: JSON.parse(String(row.definition)),
    scheduledFor: integer('scheduled_for'),
    requestedBy: text('requested_by'),
    from: readInteger(row.range_from as DbInteger),
    to: readInteger(row.range_to as DbInteger),
    status: row.status as ReportRunStatus,
    delivery: row.delivery as StoredRun['delivery'],
    deliveries: JSON.parse(String(row.deliveries)),
    progress: readInteger(row.progress as DbInteger),
    error: text('error'),
    attempts: readInteger(row.attempts as DbInteger),
    createdAt: readInteger(row.created_at as DbInteger),
    startedAt: integer('started_at'),
    finishedAt: integer('finished_at'),
  };
}
