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

import { Interval } from '../statistics';
import { CACHEABLE_TOKENS, WorkStats } from '../workStats';
import { LEAST_SAVING, MINIMUM_SAMPLES } from './modelSwitch';

/** Above this share of cached input there is little left to gain. */
const MOST_CACHED = 0.2;

/** Work whose input is sent again and again at the full price. */
export interface RepeatedInput {
  work: WorkStats;
  /** Tokens of input that a cache could have held. */
  repeated: { low: number; high: number };
  /** Credits in 30 days. */
  saving: Interval;
}

/**
 * Work that would cost less if its input were read from a cache. What is
 * certainly sent again is the input of second and later attempts. What every
 * request may begin with is at most the shortest input there was; it counts
 * only where that is long enough to be kept at all.
 *
 * @param cheaper - credits that a cached token costs less, of an action and a model
 * @param share - what the range is multiplied by to give 30 days
 */
export function findRepeatedInput(
  work: readonly WorkStats[],
  cheaper: (work: WorkStats) => number,
  share: number,
): RepeatedInput[] {
  const found: RepeatedInput[] = [];
  for (const each of work) {
    const little =
      each.events < MINIMUM_SAMPLES ||
      each.cachedTokens > MOST_CACHED * each.inputTokens;
    const gain = little ? 0 : cheaper(each);
    if (gain > 0) {
      const prefix =
        each.leastInput >= CACHEABLE_TOKENS
          ? each.leastInput * (each.events - 1) - each.cachedTokens
          : 0;
      const repeated = {
        low: each.repeatedInput,
        high: Math.max(each.repeatedInput, prefix),
      };
      const saving = {
        low: repeated.low * gain * share,
        high: repeated.high * gain * share,
      };
      if (saving.high >= LEAST_SAVING) {
        found.push({ work: each, repeated, saving });
      }
    }
  }
  return found.sort((a, b) => b.saving.high - a.saving.high);
}
