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
import { insertion, insertRows, rowset, RowsetColumn } from './rowset';
import { Statement } from './statements';
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

interface UsageKeyRow {
  key: string;
  fingerprint: string;
  usageId: number;
}

/** What keys stand for that were there before. */
export type TakenKeys = Map<string, { fingerprint: string; usageId: number }>;

/** A usage row that counts only if its key was not there before. */
export interface UsageClaim {
  key: string;
  fingerprint: string;
  row: UsageRow;
}

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
    keys: readonly UsageKeyRow[],
  ): Promise<TakenKeys> {
    const { sql, bindings } = keysInsertion(trx, keys);
    const result = await trx.raw(sql, bindings);
    const inserted = isPostgres(trx) ? result.rowCount : result.changes;
    return inserted === keys.length ? new Map() : takenOf(trx, keys);
  },

  /**
   * Makes ready what claims keys and inserts the rows that they are claimed
   * for, in one round trip where the engine can. A row whose key was there
   * before is left out; what its key stands for is the answer, as that of
   * {@link claimKeys}.
   *
   * @param claims - sorted by key, without repetitions
   */
  insertionOf(
    trx: Knex.Transaction,
    claims: readonly UsageClaim[],
  ): { run(): Promise<TakenKeys> } {
    const keys = claims.map(({ key, fingerprint, row }) => ({
      key,
      fingerprint,
      usageId: row.id,
    }));
    if (!isPostgres(trx)) {
      return {
        run: async () => {
          const taken = await usageStore.claimKeys(trx, keys);
          const mine = claims.filter(({ key }) => !taken.has(key));
          if (mine.length) {
            await usageStore.insertUsage(
              trx,
              mine.map(({ row }) => row),
            );
          }
          return taken;
        },
      };
    }
    const claim = keysInsertion(trx, keys);
    const set = rowset(trx, usageValues(claims.map(({ row }) => row)));
    const names = set.names.join(', ');
    return {
      run: async () => {
        const { rowCount } = await trx.raw(
          `with claimed as (${claim.sql} returning usage_id) insert into usage_event (${names}) select ${names} from ${set.sql} as v where v.id in (select usage_id from claimed)`,
          [...claim.bindings, ...set.bindings],
        );
        return rowCount === keys.length ? new Map() : takenOf(trx, keys);
      },
    };
  },

  async insertUsage(
    trx: Knex.Transaction,
    rows: readonly UsageRow[],
  ): Promise<void> {
    await insertRows(trx, 'usage_event', usageValues(rows));
  },

  /** Corrects rows whose outcome was not the one expected when they were inserted. */
  correction(knex: Knex, rows: readonly UsageRow[]): Statement {
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
    const set = rowset(knex, columns);
    return {
      sql: `update usage_event set ${changed
        .map(name => `${name} = c.new_${name}`)
        .join(', ')} from ${set.sql} as c where usage_event.id = c.target`,
      bindings: set.bindings,
    };
  },

  /** Takes back rows that were refused, so that the same event can be tried again later. */
  removal(
    knex: Knex,
    rows: ReadonlyArray<{ id: number; key: string }>,
  ): Statement[] {
    const ids = rowset(knex, {
      target: { type: 'bigint', values: rows.map(row => row.id) },
    });
    const keys = rowset(knex, {
      target: { type: 'uuid', values: rows.map(row => row.key) },
    });
    return [
      {
        sql: `delete from usage_event where id in (select target from ${ids.sql} as t)`,
        bindings: ids.bindings,
      },
      {
        sql: `delete from usage_key where key in (select target from ${keys.sql} as t)`,
        bindings: keys.bindings,
      },
    ];
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

function keysInsertion(knex: Knex, keys: readonly UsageKeyRow[]): Statement {
  return insertion(
    knex,
    'usage_key',
    {
      key: { type: 'uuid', values: keys.map(k => k.key) },
      fingerprint: { type: 'uuid', values: keys.map(k => k.fingerprint) },
      usage_id: { type: 'bigint', values: keys.map(k => k.usageId) },
    },
    'on conflict do nothing',
  );
}

/** What the keys stand for that are there, but not by this call. */
async function takenOf(
  trx: Knex.Transaction,
  keys: readonly UsageKeyRow[],
): Promise<TakenKeys> {
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
  return new Map(
    rows.map(row => [
      row.key,
      { fingerprint: row.fingerprint, usageId: readInteger(row.usage_id) },
    ]),
  );
}

/** Rows as columns; those that no row has a value for are left out, as most of a batch are. */
function usageValues(rows: readonly UsageRow[]): Record<string, RowsetColumn> {
  const columns: Record<string, RowsetColumn> = {};
  for (const name of usageColumnNames) {
    const values = new Array<UsageRow[UsageColumn]>(rows.length);
    let empty = true;
    for (let i = 0; i < rows.length; i++) {
      const value = rows[i][name];
      values[i] = value;
      empty &&= value === undefined;
    }
    if (!empty) {
      columns[name] = { type: usageColumns[name], values };
    }
  }
  return columns;
}

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
