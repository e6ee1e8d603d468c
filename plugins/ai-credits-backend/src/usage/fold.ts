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

import { ServiceUnavailableError } from '@backstage/errors';
import { Knex } from 'knex';
import { isPostgres } from '../database/engine';
import { DbInteger, readInteger } from '../database/numbers';
import { blocksAfter, eventsIn, Sql } from './blocks';
import {
  denseSums,
  foldedColumns,
  FoldTarget,
  foldTargets,
  keyExpression,
  ROLLUP_GENERATION,
} from './cubes';
import { joinedCounts, mergedCounts } from './latencyClasses';

/**
 * Events of one transaction, give or take a block: half a second of work. The more
 * there are, the fewer rows of rollups are written for each.
 */
const CHUNK_EVENTS = 100_000;
const CHUNK_BLOCKS = 20_000;

/** What a run of the fold did. */
export interface FoldResult {
  blocks: number;
  chunks: number;
  /** The last block that is in the rollups now. */
  block: number;
  /** Another replica was folding; nothing was done. */
  busy: boolean;
}

/**
 * Brings the rollups of an account up to date with what has been committed.
 * The account's own lock is never taken. Any number of replicas may call it at
 * the same time, and it may be killed at any instant: sums and watermark
 * change together or not at all.
 *
 * @param options - `maxBlocks`: about how many blocks to take at most; the
 *   `signal` is heeded between transactions
 */
export async function foldUsage(options: {
  knex: Knex;
  accountId: number;
  maxBlocks?: number;
  signal?: AbortSignal;
}): Promise<FoldResult> {
  const { knex, accountId, maxBlocks = Infinity, signal } = options;
  await ensureFoldState(knex, accountId);
  const total: FoldResult = { blocks: 0, chunks: 0, block: 0, busy: false };
  while (total.blocks < maxBlocks && !signal?.aborted) {
    const chunk = await knex.transaction(trx =>
      foldChunk(trx, accountId, Math.min(CHUNK_BLOCKS, maxBlocks)),
    );
    if (!chunk) {
      return { ...total, busy: true };
    }
    total.block = chunk.last;
    if (!chunk.blocks) {
      return total;
    }
    total.blocks += chunk.blocks;
    total.chunks++;
  }
  return total;
}

async function foldChunk(
  trx: Knex.Transaction,
  accountId: number,
  maxBlocks: number,
): Promise<{ last: number; blocks: number } | undefined> {
  const block = await lockFoldState(trx, accountId, { wait: false });
  if (block === undefined) {
    return undefined;
  }
  const stretch = await blocksAfter(trx, accountId, block, {
    blocks: maxBlocks,
    events: CHUNK_EVENTS,
  });
  if (stretch.ranges.length) {
    await addEvents(trx, eventsIn(trx, accountId, stretch.ranges));
  }
  if (stretch.blocks) {
    await setWatermark(trx, accountId, stretch.last);
  }
  return { last: stretch.last, blocks: stretch.blocks };
}

/** Adds events to all rollups. */
async function addEvents(trx: Knex.Transaction, events: Sql): Promise<void> {
  const columns = foldedColumns.map(
    ([column, expression]) => `${expression} as ${column}`,
  );
  if (isPostgres(trx)) {
    // A fold that a crash takes back is done again: sums and watermark go
    // together, so there is no need to wait for the disk.
    await trx.raw(
      `set local work_mem = '64MB'; set local jit = off; set local synchronous_commit = off`,
    );
  }
  await addToRollups(trx, {
    sql: `select ${columns.join(', ')} ${events.sql}`,
    bindings: events.bindings,
  });
}

/**
 * Adds rows to all rollups. They are read once, and the sums of finer rollups
 * are summed up for coarser ones: in one statement on PostgreSQL, with
 * temporary tables on SQLite.
 *
 * @param rows - a query of `foldedColumns`; where only some sums change, of
 *   the columns that are sums only those, and at most a few thousand rows
 * @param changed - the sums that are added to; all of them, and what was seen
 *   of latencies, if absent
 */
export async function addToRollups(
  trx: Knex.Transaction,
  rows: Sql,
  changed?: readonly string[],
): Promise<void> {
  const sumsOf = (target: FoldTarget) =>
    groupRows(
      trx,
      target,
      target.within === undefined ? 'folded' : `sums_${target.within}`,
      changed,
    );
  const into = (target: FoldTarget) => [
    addToRollup(target, `sums_${target.table}`, changed),
    ...(target.latencies && !changed
      ? [addLatencies(trx, target, target.latencies, `sums_${target.table}`)]
      : []),
  ];
  if (isPostgres(trx)) {
    await trx.raw(
      `with folded as materialized (${rows.sql}), ${foldTargets
        .flatMap(target => [
          `sums_${target.table} as (${sumsOf(target)})`,
          ...into(target).map(
            (sql, i) => `into_${i}_${target.table} as (${sql})`,
          ),
        ])
        .join(', ')} select 1`,
      rows.bindings,
    );
    return;
  }
  if (changed) {
    // A few rows are added up sooner than tables are made for them.
    for (const target of foldTargets) {
      const added = groupRows(trx, target, `(${rows.sql})`, changed);
      await trx.raw(addToRollup(target, `(${added})`, changed), rows.bindings);
    }
    return;
  }
  await trx.raw(`create temp table folded as ${rows.sql}`, rows.bindings);
  for (const target of foldTargets) {
    await trx.raw(
      `create temp table sums_${target.table} as ${sumsOf(target)}`,
    );
    for (const sql of into(target)) {
      await trx.raw(sql);
    }
  }
  for (const name of [
    'folded',
    ...foldTargets.map(({ table }) => `sums_${table}`),
  ]) {
    await trx.raw(`drop table temp.${name}`);
  }
}

/**
 * Sums of rows by a rollup's key. All sums are carried along for the rollups
 * within it.
 *
 * @param rows - a table of `foldedColumns`, or the sums of a finer rollup
 * @param changed - see {@link addToRollups}
 */
function groupRows(
  knex: Knex,
  target: FoldTarget,
  rows: string,
  changed: readonly string[] | undefined,
): string {
  const carried = new Set(changed ?? target.sums);
  const kept = new Set(target.derived);
  let latencies = !changed && target.latencies !== undefined;
  const carryFor = (outer: string) => {
    for (const inner of foldTargets.filter(each => each.within === outer)) {
      inner.derived.forEach(column => kept.add(column));
      if (!changed) {
        inner.sums.forEach(sum => carried.add(sum));
        latencies ||= inner.latencies !== undefined;
      }
      carryFor(inner.table);
    }
  };
  carryFor(target.table);
  const key = ['account_id', ...target.key];
  return `select ${[
    ...key.map(column => `${keyExpression(column)} as ${column}`),
    ...[...kept]
      .filter(column => !key.includes(column))
      .map(column => `min(e.${column}) as ${column}`),
    // PostgreSQL's sum of bigint is numeric, which is slow to add up again.
    ...[...carried].map(sum => `cast(sum(e.${sum}) as bigint) as ${sum}`),
    ...(latencies ? [`${joinedCounts(knex, 'e.latencies')} as latencies`] : []),
  ].join(', ')} from ${rows} as e group by ${key
    .map(keyExpression)
    .join(', ')}`;
}

/**
 * Adds sums to a rollup.
 *
 * @param rows - a table of the rollup's columns, one row for a key
 * @param changed - the sums that are added to; all of them if absent
 */
function addToRollup(
  target: FoldTarget,
  rows: string,
  changed: readonly string[] = target.sums,
): string {
  const { table, key, derived } = target;
  const columns = ['account_id', ...key, ...derived];
  const values = target.sums.map(sum => {
    if (denseSums.has(sum)) {
      return changed.includes(sum) ? `e.${sum}` : '0';
    }
    return changed.includes(sum) ? `nullif(e.${sum}, 0)` : 'null';
  });
  const updates = changed.map(sum =>
    denseSums.has(sum)
      ? `${sum} = ${table}.${sum} + excluded.${sum}`
      : `${sum} = case when excluded.${sum} is null then ${table}.${sum} else nullif(coalesce(${table}.${sum}, 0) + excluded.${sum}, 0) end`,
  );
  return upsert({
    table,
    key,
    columns: [...columns, ...target.sums],
    values: [...columns.map(column => `e.${column}`), ...values],
    rows: `${rows} as e where 1 = 1`,
    updates,
  });
}

/** Adds what was seen of latencies to the table of a rollup's. */
function addLatencies(
  knex: Knex,
  { key, derived }: FoldTarget,
  table: string,
  rows: string,
): string {
  const columns = ['account_id', ...key, ...derived];
  return upsert({
    table,
    key,
    columns: [...columns, 'latencies'],
    values: [
      ...columns.map(column => `e.${column}`),
      mergedCounts(knex, 'e.latencies'),
    ],
    rows: `${rows} as e where e.latencies is not null`,
    updates: [
      `latencies = ${mergedCounts(
        knex,
        `${table}.latencies || ' ' || excluded.latencies`,
      )}`,
    ],
  });
}

function upsert(options: {
  table: string;
  /** Behind the account. */
  key: readonly string[];
  columns: readonly string[];
  values: readonly string[];
  /** With a condition: SQLite needs one to tell an `on conflict` clause from a join. */
  rows: string;
  updates: readonly string[];
}): string {
  const keys = ['account_id', ...options.key];
  // In key order, a page of the index is visited once.
  return `insert into ${options.table} (${options.columns.join(
    ', ',
  )}) select ${options.values.join(', ')} from ${options.rows} order by ${keys
    .map(column => `e.${column}`)
    .join(', ')} on conflict (${keys.join(
    ', ',
  )}) do update set ${options.updates.join(', ')}`;
}

/** Makes the row that is locked by all who change rollups; its generation is the database's. */
export async function ensureFoldState(
  knex: Knex,
  accountId: number,
): Promise<void> {
  await knex('rollup_state')
    .insert({ account_id: accountId, through_block: 0, updated_at: Date.now() })
    .onConflict('account_id')
    .ignore();
}

/**
 * Locks the rollups of an account and returns the last block in them; undefined
 * when another holds the lock and `wait` is false, and where nothing was ever
 * folded. SQLite has one writer anyway.
 *
 * @throws ServiceUnavailableError when a newer release has added rollups that
 *   this one does not know
 */
export async function lockFoldState(
  trx: Knex.Transaction,
  accountId: number,
  options: { wait: boolean },
): Promise<number | undefined> {
  const query = trx('rollup_state')
    .where('account_id', accountId)
    .first('through_block', 'generation');
  if (isPostgres(trx)) {
    query.forUpdate();
    if (!options.wait) {
      query.skipLocked();
    }
  }
  const row: { through_block: DbInteger; generation: number } | undefined =
    await query;
  if (row && row.generation !== ROLLUP_GENERATION) {
    throw new ServiceUnavailableError(
      `The rollups are of generation ${row.generation}, this release knows generation ${ROLLUP_GENERATION}; another release of AI Credits has taken over`,
    );
  }
  return row && readInteger(row.through_block);
}

async function setWatermark(
  trx: Knex.Transaction,
  accountId: number,
  block: number,
): Promise<void> {
  await trx('rollup_state')
    .where('account_id', accountId)
    .update({ through_block: block, updated_at: Date.now() });
}

/**
 * Makes the rollups of an account again from its events, for operators. While
 * it runs, questions are answered from the events, correct but slow. Events
 * that were pruned are gone from the rollups afterwards.
 */
export async function rebuildRollups(options: {
  knex: Knex;
  accountId: number;
  signal?: AbortSignal;
}): Promise<FoldResult> {
  const { knex, accountId } = options;
  await ensureFoldState(knex, accountId);
  await knex.transaction(async trx => {
    await lockFoldState(trx, accountId, { wait: true });
    for (const { table, latencies } of foldTargets) {
      await trx(table).where('account_id', accountId).delete();
      if (latencies) {
        await trx(latencies).where('account_id', accountId).delete();
      }
    }
    await setWatermark(trx, accountId, 0);
  });
  return foldUsage(options);
}
