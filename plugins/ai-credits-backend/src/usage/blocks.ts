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
import { isPostgres } from '../database/engine';
import { DbInteger, readInteger } from '../database/numbers';
import { rowset } from '../database/rowset';
import { IDS_PER_BATCH } from '../database/UsageStore';

/** Ids of usage rows, both ends inclusive. */
export interface IdRange {
  from: number;
  to: number;
}

/** Blocks of the journal that follow each other, and the usage rows in them. */
export interface BlockStretch {
  /** The last block, or the one before the first where there is none. */
  last: number;
  blocks: number;
  /** Ids in the ranges: at least as many as there are rows. */
  events: number;
  ranges: IdRange[];
}

/** A piece of SQL with what its question marks stand for. */
export interface Sql {
  sql: string;
  bindings: Knex.RawBinding[];
}

/** Past so many ranges a join is quicker than a list of conditions. */
const MAX_LISTED = 50;

/** How much to read at once: stops behind the block that reaches either. */
export interface StretchLimits {
  blocks: number;
  events: number;
}

/** A block as {@link unfoldedBlocksSql} reads it. */
export interface BlockRow {
  number: DbInteger;
  usage_from: DbInteger | null;
  usage_to: DbInteger | null;
}

/**
 * Reads the blocks behind a block, in order. Blocks are written under the
 * account's lock, so a reader that sees one sees all before it; neither times
 * nor ids have that property.
 */
export async function blocksAfter(
  knex: Knex,
  accountId: number,
  block: number,
  limits: StretchLimits,
): Promise<BlockStretch> {
  const rows = await readBlocks(knex, accountId, block, limits);
  return stretchOf(rows, block, limits);
}

/** Reads the blocks that are not in the rollups, in order. */
export async function unfoldedBlocks(
  knex: Knex,
  accountId: number,
  limits: StretchLimits,
): Promise<Omit<BlockStretch, 'last'>> {
  const rows = await rowsOf<BlockRow>(knex, {
    sql: unfoldedBlocksSql(knex, accountId, limits),
    bindings: [],
  });
  const { blocks, events, ranges } = stretchOf(rows, 0, limits);
  return { blocks, events, ranges };
}

/** The blocks that are not in the rollups, in order: one statement, without bindings. */
export function unfoldedBlocksSql(
  knex: Knex,
  accountId: number,
  limits: StretchLimits,
): string {
  const folded = knex('rollup_state')
    .where('account_id', accountId)
    .select('through_block');
  return readBlocks(
    knex,
    accountId,
    knex.raw('coalesce((?), 0)', [folded]),
    limits,
  ).toQuery();
}

function readBlocks(
  knex: Knex,
  accountId: number,
  after: number | Knex.Raw,
  { blocks }: StretchLimits,
): Knex.QueryBuilder<any, BlockRow[]> {
  return knex('journal_block')
    .where('account_id', accountId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(blocks)
    .select('number', 'usage_from', 'usage_to');
}

/** What some blocks hold, as far as the limits. */
export function stretchOf(
  rows: readonly BlockRow[],
  before: number,
  limits: StretchLimits,
): BlockStretch {
  const ranges: IdRange[] = [];
  let last = before;
  let blocks = 0;
  let events = 0;
  for (const row of rows) {
    last = readInteger(row.number);
    blocks++;
    if (row.usage_from !== null && row.usage_to !== null) {
      const range = {
        from: readInteger(row.usage_from),
        to: readInteger(row.usage_to),
      };
      ranges.push(range);
      events += range.to - range.from + 1;
      if (events >= limits.events) {
        break;
      }
    }
  }
  return { last, blocks, events, ranges: mergeRanges(ranges) };
}

/**
 * Joins ranges of the same or of adjoining batches. All ids of a batch belong
 * to one block, so there is nothing of another block between them.
 */
export function mergeRanges(ranges: readonly IdRange[]): IdRange[] {
  const merged: IdRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const previous = merged[merged.length - 1];
    if (previous && batchOf(range.from) - batchOf(previous.to) <= 1) {
      previous.to = Math.max(previous.to, range.to);
    } else {
      merged.push({ ...range });
    }
  }
  return merged;
}

function batchOf(id: number): number {
  return Math.floor(id / IDS_PER_BATCH);
}

/** `from … where …` of the usage rows of an account in some ranges, as `e`. */
export function eventsIn(
  knex: Knex,
  accountId: number,
  ranges: readonly IdRange[],
): Sql {
  if (ranges.length <= MAX_LISTED) {
    // Numbers in the text, not bindings: the planner then knows how many rows there are.
    const conditions = ranges.map(
      range => `e.id between ${range.from} and ${range.to}`,
    );
    return {
      sql: `from usage_event e where e.account_id = ${accountId} and (${
        conditions.join(' or ') || '1 = 0'
      })`,
      bindings: [],
    };
  }
  const set = rowset(knex, {
    first_id: { type: 'bigint', values: ranges.map(range => range.from) },
    last_id: { type: 'bigint', values: ranges.map(range => range.to) },
  });
  return {
    sql: `from ${set.sql} as r join usage_event e on e.id between r.first_id and r.last_id where e.account_id = ${accountId}`,
    bindings: set.bindings,
  };
}

/** Runs a query and returns its rows, on either engine. */
export async function rowsOf<T>(knex: Knex, query: Sql): Promise<T[]> {
  const result = await knex.raw(query.sql, query.bindings);
  return isPostgres(knex) ? result.rows : result;
}
