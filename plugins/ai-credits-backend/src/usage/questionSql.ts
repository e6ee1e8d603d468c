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
import { yyyymmdd } from '../ledger/calendar';
import type { ZoneClock } from '../ledger/periods';
import { eventsIn, IdRange, Sql } from './blocks';
import { Condition, conditionSql } from './conditions';
import { allSums, Cube, CubeDimension, Sum } from './cubes';
import { GroupKey } from './groupKeys';
import { LATENCY_BUCKET } from './latencyBuckets';
import { hourOf, Segment } from './plan';
import { weekOfDate } from './weeks';

/** What a statement is made of; everything is decided by now. */
export interface Statement {
  accountId: number;
  keys: readonly GroupKey[];
  conditions: readonly Condition[];
  sums: readonly Sum[];
  segments: readonly Segment[];
  /** Where percentiles are read, and by which the rows are ordered; absent when none are asked for. */
  latencies?: { segments: readonly Segment[]; ordered: readonly number[] };
  /** Events that are not in the rollups yet. */
  tail: readonly IdRange[];
  /** `order by` over keys `k0` …, their names `n0` …, sums and percentiles `p95` …. */
  orderBy: string;
  limit: number;
}

/** Hours, days or weeks that are listed one by one, so that an index finds each of them. */
const MAX_LISTED = 2_400;

/**
 * One statement for a question: the rows in order, the last of them numbered
 * `limit` or below, and the totals of all as row 0.
 */
export function questionSql(
  knex: Knex,
  clock: ZoneClock,
  statement: Statement,
): Sql {
  const { keys, latencies } = statement;
  const bindings: Knex.RawBinding[] = [];
  const k = keys.map((_, i) => `k${i}`);
  const union = (
    segments: readonly Segment[],
    values: (table: Cube | undefined) => ReadonlyArray<[string, string]>,
    extra: string,
    extraKeys: (table: Cube | undefined) => string[] = () => [],
  ) =>
    segments
      .flatMap(segment =>
        sourcesOf(knex, clock, statement, segment).map(source => {
          bindings.push(...source.bindings);
          const columns = [
            ...keys.map((key, i) => `${sqlOf(key, source.cube)} as k${i}`),
            ...extraKeys(source.cube),
            ...values(source.cube).map(
              ([name, sql]) =>
                `${segment.sign < 0 ? `-(${sql})` : sql} as ${name}`,
            ),
          ];
          return `select ${columns.join(', ')} ${source.sql}${extra}`;
        }),
      )
      .join(' union all ');

  const groupBy = k.length ? ` group by ${k.join(', ')}` : '';
  const summed = statement.sums.map(
    name => `coalesce(sum(${name}), 0) as ${name}`,
  );
  const ctes = [
    `s as (${union(
      statement.segments,
      cube =>
        statement.sums.map(name => [name, cube ? `e.${name}` : allSums[name]]),
      '',
    )})`,
    `g as materialized (select ${[...k, ...summed].join(
      ', ',
    )} from s${groupBy})`,
  ];
  if (latencies) {
    ctes.push(
      `b as (${union(
        latencies.segments,
        cube => [['seen', cube ? 'e.seen' : '1']],
        '',
        cube => [`${cube ? 'e.bucket' : LATENCY_BUCKET} as bucket`],
      )})`,
      `c as materialized (select ${[...k, 'bucket', 'sum(seen) as seen'].join(
        ', ',
      )} from b where bucket is not null group by ${[...k, 'bucket'].join(
        ', ',
      )})`,
      `q as materialized (${countsSql(knex, k, 'c', latencies.ordered)})`,
      `t as (${countsSql(
        knex,
        [],
        '(select bucket, sum(seen) as seen from c group by bucket) as merged',
      )})`,
    );
  }

  const collate = isPostgres(knex) ? ' collate "C"' : '';
  const names = keys.flatMap((key, i) =>
    key.named ? [{ i, column: `n${i}` }] : [],
  );
  const joinCounts = (rows: string) =>
    `left join q on ${
      k.map(key => `q.${key} = ${rows}.${key}`).join(' and ') || '1 = 1'
    }`;
  const ordered = latencies?.ordered.map(percent => `p${percent}`) ?? [];
  const join = [
    ...(ordered.length ? [joinCounts('g')] : []),
    ...names.map(({ i }) => `left join dim d${i} on d${i}.id = g.k${i}`),
  ].join(' ');
  ctes.push(
    `r as (select ${[
      'g.*',
      ...ordered.map(name => `q.${name}`),
      ...names.map(
        ({ i, column }) => `coalesce(d${i}.ref, '')${collate} as ${column}`,
      ),
    ].join(', ')} from g ${join} where g.calls <> 0 or g.credits <> 0)`,
    `page as (select row_number() over (order by ${statement.orderBy}) as rn, r.* from r order by rn limit ${statement.limit})`,
  );
  const columns = [
    ...k,
    ...statement.sums,
    ...names.map(({ column }) => column),
  ];
  const totals = [
    ...k.map(() => '0'),
    ...statement.sums.map(name => `coalesce(sum(${name}), 0)`),
    ...names.map(() => 'null'),
  ];
  return {
    sql: `with ${ctes.join(', ')} select rn, ${[
      ...columns.map(name => `page.${name}`),
      ...(latencies ? ['q.latencies'] : []),
    ].join(', ')} from page ${
      latencies ? joinCounts('page') : ''
    } union all select 0, ${[
      ...totals,
      ...(latencies ? ['(select latencies from t)'] : []),
    ].join(', ')} from g`,
    bindings,
  };
}

/**
 * Counts by class of latency as `ClassCounts`, from which percentiles are read.
 * The page is cut in the database: where it is ordered by percentiles, their
 * classes are found here too, by the same nearest rank.
 */
function countsSql(
  knex: Knex,
  keys: readonly string[],
  from: string,
  ordered: readonly number[] = [],
): string {
  const joined = isPostgres(knex) ? 'string_agg' : 'group_concat';
  const window = keys.length ? `partition by ${keys.join(', ')} ` : '';
  const columns = [
    ...keys,
    `${joined}(cast(bucket as text) || ':' || cast(seen as text), ' ') as latencies`,
    ...ordered.map(
      percent =>
        `min(case when upto * 100 >= ${percent} * total then bucket end) as p${percent}`,
    ),
  ];
  const ranked = [
    ...keys,
    'bucket',
    'seen',
    `sum(seen) over (${window}order by bucket) as upto`,
    `sum(seen) over (${window.trim()}) as total`,
  ];
  const rows = ordered.length
    ? `(select ${ranked.join(', ')} from ${from} where seen <> 0) as w`
    : `${from} where seen <> 0`;
  return `select ${columns.join(', ')} from ${rows}${
    keys.length ? ` group by ${keys.join(', ')}` : ''
  }`;
}

function sqlOf(key: GroupKey, cube: Cube | undefined): string {
  return cube?.grain === 'week' ? key.weekly ?? key.sql : key.sql;
}

interface Source extends Sql {
  cube?: Cube;
}

/** `from … where …` of the tables that make up a segment, each as `e`. */
function sourcesOf(
  knex: Knex,
  clock: ZoneClock,
  statement: Statement,
  segment: Segment,
): Source[] {
  const { accountId, tail } = statement;
  const where = conditionSql(statement.conditions);
  const { cube, from, to } = segment;
  const time = ` and e.occurred_at >= ${from} and e.occurred_at < ${to}`;
  if (!cube) {
    return [
      {
        sql: `from usage_event e where e.account_id = ${accountId}${time}${where}`,
        bindings: [],
      },
    ];
  }
  const sources: Source[] = [
    {
      cube,
      sql: `from ${
        cube.table
      } e where e.account_id = ${accountId} and ${timeCondition(
        clock,
        segment,
        cube,
        filteredDimensions(statement.conditions),
      )}${where}`,
      bindings: [],
    },
  ];
  if (tail.length) {
    const events = eventsIn(knex, accountId, tail);
    sources.push({
      sql: `${events.sql}${time}${where}`,
      bindings: events.bindings,
    });
  }
  return sources;
}

/** Dimensions that have to be one of a few values. */
function filteredDimensions(
  conditions: readonly Condition[],
): Set<CubeDimension> {
  const found = new Set<CubeDimension>();
  for (const condition of conditions) {
    const given = [...condition].filter(([, ids]) => ids.length);
    if (given.length === 1) {
      found.add(given[0][0]);
    }
  }
  return found;
}

/**
 * Hours, days or weeks are listed one by one where the dimension behind them in the
 * key is filtered by: the index then leads to the few rows wanted, not through
 * all rows of the range.
 */
function timeCondition(
  clock: ZoneClock,
  { from, to }: Segment,
  cube: Cube,
  filtered: ReadonlySet<CubeDimension>,
): string {
  const listed = filtered.has(cube.dimensions[0]);
  if (cube.grain === 'day') {
    const first = clock.dateOf(from);
    const last = clock.dateOf(to - 1);
    if (listed && last - first < MAX_LISTED) {
      const days = Array.from({ length: last - first + 1 }, (_, i) =>
        yyyymmdd(first + i),
      );
      return `e.day in (${days.join(', ')})`;
    }
    return `e.day between ${yyyymmdd(first)} and ${yyyymmdd(last)}`;
  }
  if (cube.grain === 'week') {
    const first = weekOfDate(clock.dateOf(from));
    const last = weekOfDate(clock.dateOf(to - 1));
    return listed && last - first < MAX_LISTED
      ? `e.week in (${Array.from(
          { length: last - first + 1 },
          (_, i) => first + i,
        ).join(', ')})`
      : `e.week between ${first} and ${last}`;
  }
  const column = 'e.hour';
  if (listed && (to - from) / 3_600_000 < MAX_LISTED) {
    const hours: number[] = [];
    for (let at = from; at < to; at = hourOf(clock, at).end) {
      hours.push(at / 60_000);
    }
    return `${column} in (${hours.join(', ')})`;
  }
  return `${column} >= ${from / 60_000} and ${column} < ${to / 60_000}`;
}
