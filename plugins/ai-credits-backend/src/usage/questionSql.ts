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

/** `order by` over keys `k0` …, their names `n0` …, sums and percentiles `p95` …. */
export interface OrderBy {
  sql: string;
  /** What comes before the first name; empty where a name is first. */
  unnamed: string;
}

/** A page of so many rows is worth a sort of its own before names are looked up. */
const FEW = 200;

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
 * One statement for a question: the rows in order, the last of them numbered
 * `limit` or below, and the totals of all as row 0.
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
  const collate = isPostgres(knex) ? ' collate "C"' : '';
  const names = keys.flatMap((key, i) =>
    key.named ? [{ i, column: `n${i}`, kind: key.named }] : [],
  );
  const ordered = percentiles && percentilesSql(knex, k, percentiles);
  bindings.push(...(ordered?.bindings ?? []));
  const { orderBy, limit } = statement;
  const ctes = [
    `s as (${union})`,
    `g as materialized (select ${[...k, ...summed].join(
      ', ',
    )} from s${groupBy})`,
    `r as (select ${[
      'g.*',
      ...(ordered?.names ?? []).map(name => `p.${name}`),
    ].join(', ')} from g${
      ordered?.join ?? ''
    } where g.calls <> 0 or g.credits <> 0)`,
    // Cut before names are looked up, where there are many more groups than rows of the page.
    `few as (select r.* from r${
      names.length && limit <= FEW && isPostgres(knex) && orderBy.unnamed
        ? ` order by ${orderBy.unnamed} fetch first ${limit} rows with ties`
        : ''
    })`,
    `named as (select ${[
      'few.*',
      ...names.map(
        ({ i, column }) => `coalesce(d${i}.ref, '')${collate} as ${column}`,
      ),
    ].join(', ')} from few${names
      .map(
        ({ i, kind }) =>
          ` left join dim d${i} on d${i}.id = few.k${i} and d${i}.kind = ${kind}`,
      )
      .join('')})`,
    // Cut before rows are numbered: they are found without sorting all of them.
    `page as (select row_number() over (order by ${orderBy.sql}) as rn, p.* from (select named.* from named order by ${orderBy.sql} limit ${limit}) as p)`,
  ];
  const rows = [...k, ...sums, ...names.map(({ column }) => column)];
  const totals = [
    ...k.map(() => '0'),
    ...sums.map(name => `coalesce(sum(${name}), 0)`),
    ...names.map(() => 'null'),
  ];
  return {
    sql: `with ${ctes.join(', ')} select rn, ${rows.join(
      ', ',
    )} from page union all select 0, ${totals.join(', ')} from g`,
    bindings,
  };
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
