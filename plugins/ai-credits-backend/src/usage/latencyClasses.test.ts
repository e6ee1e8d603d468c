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

import { TestDatabases } from '@backstage/backend-test-utils';
import { limits } from 'backstage-plugin-ai-credits-common';
import { DDSketch } from '@datadog/sketches-js';
import { isPostgres } from '../database/engine';
import { rowsOf } from './blocks';
import {
  addCounts,
  Classes,
  LATENCY_CLASS,
  LATENCY_COUNT,
  MERGED_PAST,
  joinedCounts,
  latencyAt,
  mergedCounts,
  sketchOf,
} from './latencyClasses';
import { randomOf } from './__testUtils__/History';

jest.setTimeout(60_000);

const databases = TestDatabases.create();
const { mapping } = new DDSketch({ relativeAccuracy: 0.01 });

/** Counts as the database writes them. */
function countsOf(latencies: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const latency of latencies) {
    const bucket = latency < 1 ? -1 : mapping.key(latency);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return [...counts].map(([bucket, seen]) => `${bucket}:${seen}`).join(' ');
}

/** The classes of some texts. */
function classesOf(...all: string[]): Classes {
  const classes: Classes = new Map();
  all.forEach(each => addCounts(classes, each));
  return classes;
}

function exact(sorted: readonly number[], percent: number): number {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1];
}

describe.each(databases.eachSupportedId())('classes on %s', databaseId => {
  it("are the library's, for every latency that may be sent", async () => {
    const knex = await databases.init(databaseId);
    const random = randomOf(11);
    const sampled = new Set<number>([0, limits.latencyMs]);
    for (let key = 0; mapping.value(key) < limits.latencyMs; key++) {
      // What lies around the bounds of each class.
      const bound = Math.floor(mapping.gamma ** key);
      [bound - 1, bound, bound + 1].forEach(each => sampled.add(each));
    }
    for (let i = 0; i < 2_000; i++) {
      sampled.add(i);
    }
    for (let i = 0; i < 60_000; i++) {
      sampled.add(Math.floor(random() * 10_000_000));
      sampled.add(Math.floor(10 ** (random() * 7.9)));
    }
    const latencies = [...sampled];
    const table = isPostgres(knex)
      ? 'unnest(cast(? as integer[])) as e(latency_ms)'
      : '(select value as latency_ms from json_each(?)) as e';
    const rows = await rowsOf<{ latency_ms: number; bucket: number }>(knex, {
      sql: `select e.latency_ms, ${LATENCY_CLASS} as bucket from ${table}`,
      bindings: [
        isPostgres(knex)
          ? `{${latencies.join(',')}}`
          : JSON.stringify(latencies),
      ],
    });
    expect(rows).toHaveLength(latencies.length);
    expect(
      rows.filter(
        ({ latency_ms: latency, bucket }) =>
          Number(bucket) !== (latency < 1 ? -1 : mapping.key(Number(latency))),
      ),
    ).toEqual([]);
  });

  it('are counted, joined and merged in SQL as they are here', async () => {
    const knex = await databases.init(databaseId);
    const random = randomOf(3);
    await knex.schema.createTable('call', table => {
      table.integer('part');
      table.integer('latency_ms');
    });
    const calls = Array.from({ length: 3_000 }, () => ({
      // Many calls in one part, some in others.
      part: Math.floor(random() ** 4 * 4),
      latency_ms: random() < 0.1 ? null : Math.floor(20 ** (random() * 4) - 1),
    }));
    await knex.batchInsert('call', calls, 200);
    const parts = `(select part, ${joinedCounts(
      knex,
      LATENCY_COUNT,
    )} as counts from call as e group by part)`;
    const rows = await rowsOf<{ counts: string; merged: string }>(knex, {
      sql: `select counts, ${mergedCounts(
        knex,
        'counts',
      )} as merged from ${parts} as p`,
      bindings: [],
    });
    expect(rows).toHaveLength(4);
    for (const { counts, merged } of rows) {
      expect(classesOf(merged)).toEqual(classesOf(counts));
      expect(merged.length).toBeLessThanOrEqual(MERGED_PAST);
    }
    const long = rows.filter(({ counts }) => counts.length > MERGED_PAST);
    expect(long).toHaveLength(1);
    expect(long[0].merged.split(' ')).toHaveLength(
      classesOf(long[0].counts).size,
    );
    const short = rows.filter(each => !long.includes(each));
    expect(short.map(({ merged }) => merged)).toEqual(
      short.map(({ counts }) => counts),
    );
    const all = classesOf(...rows.map(({ merged }) => merged));
    expect(all).toEqual(
      classesOf(
        countsOf(calls.flatMap(({ latency_ms: latency }) => latency ?? [])),
      ),
    );
    // What is deducted again leaves nothing.
    rows.forEach(({ counts }) => addCounts(all, counts, -1));
    expect(sketchOf(all)).toBeUndefined();
    const [{ none }] = await rowsOf<{ none: string | null }>(knex, {
      sql: `select ${mergedCounts(knex, 'cast(null as text)')} as none`,
      bindings: [],
    });
    expect(none).toBeNull();
  });
});

describe('percentiles', () => {
  /** Some answer at once, most in seconds, a few in minutes. */
  const latency = (random: () => number) => {
    const kind = random();
    if (kind < 0.05) {
      return 0;
    }
    return Math.round(
      kind < 0.2
        ? random() * 60
        : Math.exp(6 + 2.2 * (random() + random() - 1)) *
            10 ** (random() ** 8 * 3),
    );
  };

  it('are within one percent, whatever was merged over however many months', () => {
    const random = randomOf(5);
    for (let round = 0; round < 30; round++) {
      const days = Array.from({ length: 1 + Math.floor(random() * 190) }, () =>
        Array.from({ length: 1 + Math.floor(random() * 60) }, () =>
          latency(random),
        ),
      );
      const sorted = days.flat().sort((a, b) => a - b);
      const summed = sketchOf(classesOf(...days.map(countsOf)))!;
      // Adding up counts is how the library merges.
      const merged = new DDSketch({ relativeAccuracy: 0.01 });
      days.forEach(day => merged.merge(sketchOf(classesOf(countsOf(day)))!));
      expect(summed.count).toBe(sorted.length);
      for (const percent of [1, 25, 50, 75, 90, 95, 99, 100]) {
        const given = latencyAt(summed, percent);
        expect(given).toBe(latencyAt(merged, percent));
        const wanted = exact(sorted, percent);
        // Half a hundredth of a millisecond is lost to rounding.
        expect(Math.abs(given - wanted)).toBeLessThanOrEqual(
          wanted * 0.01 + 0.006,
        );
      }
    }
  });

  it('are by nearest rank, to the millisecond where they are short', () => {
    const ten = sketchOf(classesOf(countsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 40])))!;
    expect(latencyAt(ten, 50)).toBe(5);
    expect(latencyAt(ten, 90)).toBe(9);
    // Nine of ten are not 95 of 100.
    expect(latencyAt(ten, 95)).toBe(40);
    expect(latencyAt(sketchOf(classesOf('-1:1'))!, 95)).toBe(0);
    expect(latencyAt(sketchOf(classesOf(countsOf([17])))!, 50)).toBe(17);
    expect(sketchOf(undefined)).toBeUndefined();
    expect(sketchOf(classesOf())).toBeUndefined();
  });
});
