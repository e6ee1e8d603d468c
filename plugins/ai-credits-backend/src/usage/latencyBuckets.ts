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

/**
 * Latencies are counted in the classes of a DDSketch: whatever a class holds is
 * within one percent of the value that stands for it, and sketches of any
 * ranges are merged by adding up the counts of each class. The library defines
 * the classes and reads percentiles; the database, which counts and merges
 * millions, does both in sums over the same classes.
 */
const RELATIVE_ACCURACY = 0.01;
const { mapping } = newSketch();

/** The class of latencies below one millisecond; the library counts zeros apart too. */
const BELOW_ONE = -1;

/**
 * The class of a row's latency, in SQL of both engines: the library's key. The
 * small subtraction keeps a value on a bound in one class whatever the engine's
 * logarithm does in its last digit; no whole number of milliseconds is that
 * close to a bound otherwise.
 */
export const LATENCY_BUCKET = `case when e.latency_ms < 1 then ${BELOW_ONE} else cast(ceil(ln(e.latency_ms) / ${Math.log(
  mapping.gamma,
)} - 1e-9) as integer) end`;

/** How often each class was seen, as the database writes it: `class:count` with a space between. */
export type ClassCounts = string;

/** The sketch of counts by class; undefined where there are none. */
export function sketchOf(
  counts: ClassCounts | undefined,
): DDSketch | undefined {
  if (!counts) {
    return undefined;
  }
  const sketch = newSketch();
  for (const each of counts.split(' ')) {
    const [bucket, seen] = each.split(':').map(Number);
    // The value that stands for a class is in it, so its key is the class again.
    sketch.accept(bucket === BELOW_ONE ? 0 : mapping.value(bucket), seen);
  }
  return sketch;
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
