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
import { isPostgres } from './engine';
import { DbInteger, readAmount, readInteger } from './numbers';
import { insertRows, rowset, RowsetColumn } from './rowset';
import {
  costColumnNames,
  UsageColumn,
  usageColumnNames,
  usageColumns,
  UsageRow,
} from './usageColumns';

/** Usage ids are a batch number times this, plus the place in the batch. */
export const IDS_PER_BATCH = 4_096;

const AMOUNTS = new Set<string>([
  'credits',
  'free',
  'purchased',
  'other',
  'excess',
  ...costColumnNames,
]);

/** The statements of usage rows and their keys. */
export const usageStore = {
  /**
   * Takes a stretch of batch numbers for this process; numbers that it never
   * uses are lost, which does no harm.
   */
  async takeBatchNumbers(knex: Knex, count: number): Promise<number> {
    const rows = await knex('number_range')
      .where('name', 'usage_batch')
      .update({ next: knex.raw('next + ?', [count]) })
      .returning<Array<{ next: DbInteger }>>('next');
    return readInteger(rows[0].next) - count;
  },

  /**
   * Claims keys for usage ids. Returns what the keys that were there before
   * stand for; those of this very call are left out, so a retry after a lost
   * answer finds its own rows again.
   *
   * @param keys - sorted by key, without repetitions: replicas that wait for
   *   each other's keys then wait in one order
   */
  async claimKeys(
    trx: Knex.Transaction,
    keys: ReadonlyArray<{ key: string; fingerprint: string; usageId: number }>,
  ): Promise<Map<string, { fingerprint: string; usageId: number }>> {
    const inserted = await insertRows(
      trx,
      'usage_key',
      {
        key: { type: 'uuid', values: keys.map(k => k.key) },
        fingerprint: { type: 'uuid', values: keys.map(k => k.fingerprint) },
        usage_id: { type: 'bigint', values: keys.map(k => k.usageId) },
      },
      'on conflict do nothing',
    );
    const taken = new Map<string, { fingerprint: string; usageId: number }>();
    if (inserted === keys.length) {
      return taken;
    }
    const set = rowset(trx, {
      wanted: { type: 'uuid', values: keys.map(k => k.key) },
      mine: { type: 'bigint', values: keys.map(k => k.usageId) },
    });
    const result = await trx.raw(
      `select k.* from ${set.sql} as w join usage_key k on k.key = w.wanted where k.usage_id <> w.mine`,
      set.bindings,
    );
    const rows: Array<{
      key: string;
      fingerprint: string;
      usage_id: DbInteger;
    }> = isPostgres(trx) ? result.rows : result;
    for (const row of rows) {
      taken.set(row.key, {
        fingerprint: row.fingerprint,
        usageId: readInteger(row.usage_id),
      });
    }
    return taken;
  },

  async insertUsage(
    trx: Knex.Transaction,
    rows: readonly UsageRow[],
  ): Promise<void> {
    const columns: Record<string, RowsetColumn> = {};
    for (const name of usageColumnNames) {
      const values = rows.map(row => row[name]);
      // Most batches have no use for most of the columns that may be null.
      if (values.some(value => value !== undefined)) {
        columns[name] = { type: usageColumns[name], values };
      }
    }
    await insertRows(trx, 'usage_event', columns, '');
  },

  /** Corrects rows whose outcome was not the one expected when they were inserted. */
  async correctUsage(
    trx: Knex.Transaction,
    rows: readonly UsageRow[],
  ): Promise<void> {
    const changed = [
      'credit_type',
      'free',
      'purchased',
      'other',
      'excess',
      'flags',
    ] as const;
    const columns: Record<string, RowsetColumn> = {
      target: { type: 'bigint', values: rows.map(row => row.id) },
    };
    for (const name of changed) {
      columns[`new_${name}`] = {
        type: usageColumns[name],
        values: rows.map(row => row[name]),
      };
    }
    const set = rowset(trx, columns);
    await trx.raw(
      `update usage_event set ${changed
        .map(name => `${name} = c.new_${name}`)
        .join(', ')} from ${set.sql} as c where usage_event.id = c.target`,
      set.bindings,
    );
  },

  /** Takes back rows that were refused, so that the same event can be tried again later. */
  async removeUsage(
    trx: Knex.Transaction,
    rows: ReadonlyArray<{ id: number; key: string }>,
  ): Promise<void> {
    const ids = rowset(trx, {
      target: { type: 'bigint', values: rows.map(row => row.id) },
    });
    await trx.raw(
      `delete from usage_event where id in (select target from ${ids.sql} as t)`,
      ids.bindings,
    );
    const keys = rowset(trx, {
      target: { type: 'uuid', values: rows.map(row => row.key) },
    });
    await trx.raw(
      `delete from usage_key where key in (select target from ${keys.sql} as t)`,
      keys.bindings,
    );
  },

  /** Usage rows by id. */
  async usageById(
    knex: Knex,
    ids: readonly number[],
  ): Promise<Map<number, UsageRow>> {
    if (!ids.length) {
      return new Map();
    }
    const set = rowset(knex, { target: { type: 'bigint', values: ids } });
    const rows = await knex('usage_event')
      .whereRaw(`id in (select target from ${set.sql} as t)`, set.bindings)
      .select(usageColumnNames);
    return new Map(rows.map(row => [readInteger(row.id), readUsage(row)]));
  },
};

/** Reads a row of usage_event exactly as it was written. */
export function readUsage(row: Record<string, unknown>): UsageRow {
  const usage: Record<string, unknown> = {};
  for (const name of usageColumnNames) {
    usage[name] = readColumn(name, row[name]);
  }
  return usage as UsageRow;
}

function readColumn(name: UsageColumn, value: unknown): unknown {
  if (value === null || value === undefined) {
    return undefined;
  }
  if (AMOUNTS.has(name)) {
    return readAmount(value as DbInteger);
  }
  return usageColumns[name] === 'text'
    ? String(value)
    : readInteger(value as DbInteger);
}
