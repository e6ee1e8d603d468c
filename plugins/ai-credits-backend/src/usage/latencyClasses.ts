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

import { DDSketch } from '@datadog/sketches-js';
import { Knex } from 'knex';
import { isPostgres } from '../database/engine';

/**
 * Latencies are counted in the classes of a DDSketch: whatever a class holds is
 * within one percent of the value that stands for it, and sketches of any
 * ranges are merged by adding up the counts of each class. The library defines
 * the classes and reads percentiles; the database counts millions of events
 * into texts that hold a sketch each.
 */
const RELATIVE_ACCURACY = 0.01;
const { mapping } = newSketch();

/** The class of latencies below one millisecond; the library counts zeros apart too. */
const BELOW_ONE = -1;

/**
 * The class of a row's latency, in SQL of both engines: the library's key; null
 * where the row says none. The small subtraction keeps a value on a bound in
 * one class whatever the engine's logarithm does in its last digit; no whole
 * number of milliseconds is that close to a bound otherwise.
 */
export const LATENCY_CLASS = `case when e.latency_ms < 1 then ${BELOW_ONE} else cast(ceil(ln(e.latency_ms) / ${Math.log(
  mapping.gamma,
)} - 1e-9) as integer) end`;

/**
 * How often each class was seen, as the database writes it: `class:count`, each
 * behind a space but the first. Texts are joined by a space; a class that then
 * stands there twice is seen as often as both say.
 */
export type ClassCounts = string;

/** One latency as {@link ClassCounts}, in SQL. */
export const LATENCY_COUNT = `cast(${LATENCY_CLASS} as text) || ':1'`;

/** Joins the {@link ClassCounts} of a group, in SQL. */
export function joinedCounts(knex: Knex, counts: string): string {
  return isPostgres(knex)
    ? `string_agg(${counts}, ' ')`
    : `group_concat(${counts}, ' ')`;
}

/** The classes of a text and how often each was seen, as a table in SQL. */
function classesIn(knex: Knex, counts: string): string {
  return isPostgres(knex)
    ? `(select split_part(each, ':', 1) as class, sum(cast(split_part(each, ':', 2) as bigint)) as seen from unnest(string_to_array(${counts}, ' ')) as each group by 1)`
    : `(select substr(value, 1, instr(value, ':') - 1) as class, sum(cast(substr(value, instr(value, ':') + 1) as integer)) as seen from json_each('["' || replace(${counts}, ' ', '","') || '"]') group by 1)`;
}

/**
 * Texts are merged past so many characters only: some hundred calls are as
 * quickly read one by one, and most rows never hold more.
 */
export const MERGED_PAST = 4_000;

/** The same {@link ClassCounts} in SQL, with each class only once where they would be long otherwise. */
export function mergedCounts(knex: Knex, counts: string): string {
  return `case when length(${counts}) <= ${MERGED_PAST} then ${counts} else (select ${joinedCounts(
    knex,
    `m.class || ':' || m.seen`,
  )} from ${classesIn(knex, counts)} as m) end`;
}

/** How many latencies are in {@link ClassCounts}, and what their classes add up to, in SQL. */
export function summedCounts(
  knex: Knex,
  counts: string,
): { latencies: string; classes: string } {
  const classes = classesIn(knex, counts);
  return {
    latencies: `(select sum(m.seen) from ${classes} as m)`,
    classes: `(select sum(cast(m.class as integer) * m.seen) from ${classes} as m)`,
  };
}

/** How often each class was seen. */
export type Classes = Map<number, number>;

const COLON = 58;
const SPACE = 32;
const MINUS = 45;
const ZERO = 48;

/** Adds counts, or deducts them where `sign` is -1. */
export function addCounts(
  into: Classes,
  counts: ClassCounts,
  sign: 1 | -1 = 1,
): void {
  // Thousands of them are read for one answer, so that their digits are read one by one.
  let number = 0;
  let negative = false;
  let latencyClass = 0;
  for (let at = 0; at <= counts.length; at++) {
    const code = at < counts.length ? counts.charCodeAt(at) : SPACE;
    if (code === COLON) {
      latencyClass = negative ? -number : number;
      number = 0;
      negative = false;
    } else if (code === SPACE) {
      into.set(latencyClass, (into.get(latencyClass) ?? 0) + sign * number);
      number = 0;
      negative = false;
    } else if (code === MINUS) {
      negative = true;
    } else {
      number = number * 10 + code - ZERO;
    }
  }
}

/** The sketch of counts by class; undefined where there are none. */
export function sketchOf(classes: Classes | undefined): DDSketch | undefined {
  const sketch = newSketch();
  for (const [latencyClass, seen] of classes ?? []) {
    if (seen > 0) {
      // The value that stands for a class is in it, so its key is the class again.
      sketch.accept(
        latencyClass === BELOW_ONE ? 0 : mapping.value(latencyClass),
        seen,
      );
    }
  }
  return sketch.count > 0 ? sketch : undefined;
}

/**
 * A percentile by nearest rank, in milliseconds: the least latency that so many
 * of a hundred calls did not exceed.
 */
export function latencyAt(sketch: DDSketch, percent: number): number {
  // The library takes a share of the way from the first value to the last and
  // reads the value before that point: half a step behind the wanted rank.
  const rank = Math.ceil((percent * sketch.count) / 100);
  const share = Math.min((rank - 0.5) / (sketch.count - 1), 1);
  const latency = sketch.getValueAtQuantile(share);
  // Latencies are whole milliseconds: below 50 a class holds only one of them.
  return latency < 50 ? Math.round(latency) : Math.round(latency * 100) / 100;
}

function newSketch(): DDSketch {
  return new DDSketch({ relativeAccuracy: RELATIVE_ACCURACY });
}
