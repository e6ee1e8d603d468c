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
import { rowset } from '../database/rowset';
import type { ZoneClock } from '../ledger/periods';
import { Sql } from './blocks';
import { allSums, Sum } from './cubes';
import { GroupKey, keySql } from './groupKeys';
import { Segment } from './plan';
import { Reading, sourcesOf } from './sources';

/** Percentiles that rows are ordered by: for each group its keys and the percentiles. */
export interface GroupPercentiles {
  percents: readonly number[];
  groups: ReadonlyArray<{
    keys: readonly number[];
    latencies: ReadonlyArray<number | undefined>;
  }>;
}

/** `order by` over keys `k0` …, sums and percentiles `p95` …. */
export interface OrderBy {
  sql: string;
  /** Names `n0` … are in it, so that the statement has to look them up. */
  named: boolean;
}

/** So many rows more than the limit are read where they are the same as the last. */
export const MAX_TIES = 1_000;

/** What a statement is made of; everything is decided by now. */
export interface Statement extends Reading {
  keys: readonly GroupKey[];
  sums: readonly Sum[];
  segments: readonly Segment[];
  percentiles?: GroupPercentiles;
  orderBy: OrderBy;
  limit: number;
}

/**
 * One statement for a question: the rows numbered in order, `limit` of them and
 * at most {@link MAX_TIES} that have the same number as the last, and the totals
 * of all as row 0; each its number, the keys and the sums. `readRows` reads what
 * it returns.
 */
export function questionSql(
  knex: Knex,
  clock: ZoneClock,
  statement: Statement,
): Sql {
  const { keys, sums, percentiles } = statement;
  const bindings: Knex.RawBinding[] = [];
  const k = keys.map((_, i) => `k${i}`);
  const union = statement.segments
    .flatMap(segment =>
      sourcesOf(knex, clock, statement, segment).map(source => {
        bindings.push(...source.bindings);
        const values = sums.map(name => {
          const sql = source.cube ? `e.${name}` : allSums[name];
          return `${segment.sign < 0 ? `-(${sql})` : sql} as ${name}`;
        });
        return `select ${[
          ...keys.map((key, i) => `${keySql(key, source.cube)} as k${i}`),
          ...values,
        ].join(', ')} ${source.sql}`;
      }),
    )
    .join(' union all ');

  const groupBy = k.length ? ` group by ${k.join(', ')}` : '';
  // PostgreSQL's sum of bigint is numeric, which is slow to compare and to add up again.
  const summed = sums.map(
    name => `cast(coalesce(sum(${name}), 0) as bigint) as ${name}`,
  );
  const { orderBy, limit } = statement;
  const collate = isPostgres(knex) ? ' collate "C"' : '';
  const names = keys.flatMap((key, i) =>
    key.named && orderBy.named ? [{ i, column: `n${i}`, kind: key.named }] : [],
  );
  const ordered = percentiles && percentilesSql(knex, k, percentiles);
  bindings.push(...(ordered?.bindings ?? []));
  const ctes = [
    `s as (${union})`,
    `g as materialized (select ${[...k, ...summed].join(
      ', ',
    )} from s${groupBy})`,
    `r as (select ${[
      'g.*',
      ...(ordered?.names ?? []).map(name => `p.${name}`),
      ...names.map(
        ({ i, column }) => `coalesce(d${i}.ref, '')${collate} as ${column}`,
      ),
    ].join(', ')} from g${ordered?.join ?? ''}${names
      .map(
        ({ i, kind }) =>
          ` left join dim d${i} on d${i}.id = g.k${i} and d${i}.kind = ${kind}`,
      )
      .join('')} where g.calls <> 0 or g.credits <> 0)`,
    // Cut before rows are numbered: so many are found without sorting all of them.
    `first as (select r.* from r order by ${orderBy.sql} limit ${
      limit + MAX_TIES
    })`,
    `page as (select * from (select rank() over (order by ${orderBy.sql}) as rn, first.* from first) as numbered where rn <= ${limit})`,
  ];
  const columns = ['rn', ...k, ...sums];
  const totals = ['0', ...k.map(() => '0'), ...summed];
  const rows = `select ${columns.join(
    ', ',
  )} from page union all select ${totals.join(', ')} from g`;
  return {
    sql: `with ${ctes.join(', ')} select ${joinedRows(
      knex,
      columns,
    )} as answer from (${rows}) as answered`,
    bindings,
  };
}

/**
 * All rows as one text, their columns separated by commas and they by spaces, in
 * any order: a driver takes half a microsecond for each column of each row, and
 * there may be eleven thousand rows.
 */
function joinedRows(knex: Knex, columns: readonly string[]): string {
  return isPostgres(knex)
    ? `string_agg(concat_ws(',', ${columns.join(', ')}), ' ')`
    : `group_concat(${columns.join(` || ',' || `)}, ' ')`;
}

/** Percentiles of groups as a table to order by. */
function percentilesSql(
  knex: Knex,
  k: readonly string[],
  { percents, groups }: GroupPercentiles,
): Sql & { names: string[]; join: string } {
  const names = percents.map(percent => `p${percent}`);
  const set = rowset(knex, {
    // Without keys there is one group, and still a row to join it with.
    group_number: { type: 'int', values: groups.map((_, number) => number) },
    ...Object.fromEntries(
      k.map((key, i) => [
        key,
        { type: 'int' as const, values: groups.map(({ keys }) => keys[i]) },
      ]),
    ),
    ...Object.fromEntries(
      names.map((name, i) => [
        name,
        {
          type: 'float8' as const,
          values: groups.map(({ latencies }) => latencies[i]),
        },
      ]),
    ),
  });
  const on = k.map(key => `p.${key} = g.${key}`).join(' and ') || '1 = 1';
  return {
    names,
    join: ` left join ${set.sql} as p on ${on}`,
    sql: set.sql,
    bindings: set.bindings,
  };
}
