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

import { setImmediate } from 'node:timers/promises';
import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { DbInteger, readInteger } from '../database/numbers';
import { Rowset } from '../database/rowset';
import type { ZoneClock } from '../ledger/periods';
import { rowsOf } from './blocks';
import { latencyTable } from './cubes';
import { GroupKey, keySql } from './groupKeys';
import {
  addCounts,
  ClassCounts,
  Classes,
  joinedCounts,
  LATENCY_CLASS,
} from './latencyClasses';
import { Segment } from './plan';
import { Reading, Source, sourcesOf } from './sources';

/** The latencies of a group of an answer. */
export interface GroupLatencies {
  keys: readonly number[];
  classes: Classes;
}

interface CountsRow {
  sign: DbInteger;
  counts: ClassCounts | null;
  [key: string]: DbInteger | null;
}

/** So many groups can be told apart, and no more: their latencies are added up in this process. */
export const MAX_GROUPS = 20_000;
/** So many are added up before others get their turn. */
const AT_A_TIME = 500;

/**
 * Reads the latencies of each group: classes and counts, which are merged here.
 *
 * @param options - `only`: the groups that are wanted, as columns `k0` …;
 *   all of them if absent
 * @throws InputError when there are more than `MAX_GROUPS`
 */
export async function readLatencies(
  trx: Knex.Transaction,
  clock: ZoneClock,
  options: {
    reading: Reading;
    keys: readonly GroupKey[];
    segments: readonly Segment[];
    only?: Rowset;
  },
): Promise<Map<string, GroupLatencies>> {
  const { reading, keys, segments, only } = options;
  const bindings: Knex.RawBinding[] = [];
  const parts = segments.flatMap(segment =>
    sourcesOf(trx, clock, reading, segment, latencyTable).map(source => {
      bindings.push(...source.bindings, ...(only?.bindings ?? []));
      return countsSql(trx, keys, source, segment.sign, only);
    }),
  );
  const groups = new Map<string, GroupLatencies>();
  const rows = await rowsOf<CountsRow>(trx, {
    sql: parts.join(' union all '),
    bindings,
  });
  for (const [number, row] of rows.entries()) {
    if (number % AT_A_TIME === AT_A_TIME - 1) {
      await setImmediate();
    }
    if (row.counts !== null) {
      const values = keys.map((_, i) => readInteger(row[`k${i}`] ?? 0));
      const id = groupId(values);
      const group = groups.get(id) ?? { keys: values, classes: new Map() };
      groups.set(id, group);
      addCounts(group.classes, row.counts, readInteger(row.sign) < 0 ? -1 : 1);
    }
  }
  if (groups.size > MAX_GROUPS) {
    throw new InputError(
      `Percentiles of latency are found for at most ${MAX_GROUPS} groups at once; ask for fewer groups, for a shorter range, or in another order`,
    );
  }
  return groups;
}

/** What a group is found by. */
export function groupId(keys: readonly number[]): string {
  return keys.join(' ');
}

/** All groups as one. */
export function mergedClasses(groups: Iterable<GroupLatencies>): Classes {
  const merged: Classes = new Map();
  for (const { classes } of groups) {
    for (const [latencyClass, seen] of classes) {
      merged.set(latencyClass, (merged.get(latencyClass) ?? 0) + seen);
    }
  }
  return merged;
}

/** The counts of each group in a table. Events are counted by class first, since there may be millions. */
function countsSql(
  knex: Knex,
  keys: readonly GroupKey[],
  { cube, sql }: Source,
  sign: 1 | -1,
  only: Rowset | undefined,
): string {
  const k = keys.map((_, i) => `k${i}`);
  const named = keys.map((key, i) => `${keySql(key, cube)} as k${i}`);
  const groupBy = k.length ? ` group by ${k.join(', ')}` : '';
  const wanted = only
    ? ` where (${k.join(', ')}) in (select ${k.join(', ')} from ${
        only.sql
      } as o)`
    : '';
  const [rows, counts] = cube
    ? [
        `(select ${[...named, 'e.latencies as counts'].join(', ')} ${sql})`,
        'counts',
      ]
    : [
        `(select ${[...k, 'class', 'count(*) as seen'].join(
          ', ',
        )} from (select ${[...named, `${LATENCY_CLASS} as class`].join(
          ', ',
        )} ${sql} and e.latency_ms is not null) as c group by ${[
          ...k,
          'class',
        ].join(', ')})`,
        `cast(class as text) || ':' || cast(seen as text)`,
      ];
  // One more than there may be in all is enough to know that there are too many.
  return `select * from (select ${[
    ...k,
    `${sign} as sign`,
    `${joinedCounts(knex, counts)} as counts`,
  ].join(', ')} from ${rows} as f${wanted}${groupBy} limit ${
    MAX_GROUPS + 1
  }) as part`;
}
