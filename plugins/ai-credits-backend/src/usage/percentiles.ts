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
import { rowset } from '../database/rowset';
import type { ZoneClock } from '../ledger/periods';
import { Condition, dimensionsOf } from './conditions';
import { CubeDimension } from './cubes';
import { GroupKey } from './groupKeys';
import { GroupLatencies, mergedClasses, readLatencies } from './latencies';
import { Classes, latencyAt, sketchOf } from './latencyClasses';
import { Candidates, Finest, latencyCandidates, Segment } from './plan';
import { GroupPercentiles } from './questionSql';
import { Reading } from './sources';

/** What percentiles of latency are read for. */
export interface Asked {
  trx: Knex.Transaction;
  clock: ZoneClock;
  reading: Reading;
  keys: readonly GroupKey[];
  grouped: readonly CubeDimension[];
  finest: Finest;
  segmentsOf(from: Candidates): Segment[];
}

export interface LatencyAnswer {
  groups: Map<string, GroupLatencies>;
  totals: Classes;
}

/** Past so many ids of a column it is quicker to read all of them. */
const MAX_IDS = 1_000;

/**
 * The latencies of groups and of all together.
 *
 * @param page - the rows that are wanted, and whether they are all there are;
 *   every group if absent
 * @throws InputError when there are too many groups
 */
export async function latenciesOf(
  asked: Asked,
  page?: {
    /** The keys of each. */
    rows: ReadonlyArray<{ values: readonly number[] }>;
    all: boolean;
  },
): Promise<LatencyAnswer> {
  const { trx, clock, reading, keys, grouped, segmentsOf } = asked;
  const dimensions = dimensionsOf(reading.rollupConditions);
  const segments = segmentsOf(
    latencyCandidates(new Set([...dimensions, ...grouped]), asked.finest),
  );
  if (!page || page.all || !keys.length) {
    const groups = await readLatencies(trx, clock, { reading, keys, segments });
    return { groups, totals: mergedClasses(groups.values()) };
  }
  const valuesOf = (i: number) => page.rows.map(({ values }) => values[i]);
  // The page's ids as conditions, too, so that an index leads to them.
  const narrowed: Condition[] = [];
  keys.forEach(({ name }, i) => {
    const dimension = grouped.find(each => each === name);
    const ids = [...new Set(valuesOf(i))];
    if (dimension && ids.length <= MAX_IDS) {
      narrowed.push(new Map([[dimension, ids]]));
    }
  });
  const groups = await readLatencies(trx, clock, {
    reading: {
      ...reading,
      conditions: [...reading.conditions, ...narrowed],
      rollupConditions: [...reading.rollupConditions, ...narrowed],
    },
    keys,
    segments,
    only: rowset(
      trx,
      Object.fromEntries(
        keys.map((_, i) => [`k${i}`, { type: 'int', values: valuesOf(i) }]),
      ),
    ),
  });
  const all = await readLatencies(trx, clock, {
    reading,
    keys: [],
    segments: segmentsOf(latencyCandidates(dimensions, 'all')),
  });
  return { groups, totals: mergedClasses(all.values()) };
}

/** The percentiles to order by, of every group. */
export function groupPercentiles(
  groups: LatencyAnswer['groups'],
  percents: readonly number[],
): GroupPercentiles {
  return {
    percents,
    groups: [...groups.values()].map(({ keys, classes }) => {
      const sketch = sketchOf(classes);
      return {
        keys,
        latencies: percents.map(
          percent => sketch && latencyAt(sketch, percent),
        ),
      };
    }),
  };
}
