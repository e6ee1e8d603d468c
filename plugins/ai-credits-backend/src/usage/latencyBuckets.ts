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

/**
 * Latencies are counted in classes whose upper bounds grow by this factor, as
 * in a DDSketch: the value that stands for a class is within one percent of
 * everything in it, and classes of any ranges add up.
 */
const GAMMA = 1.01 / 0.99;
const LN_GAMMA = Math.log(GAMMA);

/** The class of latencies below one millisecond. */
const BELOW_ONE = -1;

/**
 * The class of a row's latency, in SQL of both engines. The small subtraction
 * keeps a value on a bound in one class whatever the engine's logarithm does
 * in its last digit.
 */
export const LATENCY_BUCKET = `case when e.latency_ms < 1 then ${BELOW_ONE} else cast(ceil(ln(e.latency_ms) / ${LN_GAMMA} - 1e-9) as integer) end`;

/** The latency that stands for a class, in milliseconds. */
export function latencyOfBucket(bucket: number): number {
  if (bucket === BELOW_ONE) {
    return 0;
  }
  const middle = (2 * GAMMA ** bucket) / (GAMMA + 1);
  // Latencies are whole milliseconds: below 50 a class holds only one of them.
  return middle < 50 ? Math.round(middle) : Math.round(middle * 100) / 100;
}
