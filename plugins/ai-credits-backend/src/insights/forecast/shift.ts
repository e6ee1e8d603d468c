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

import { mean } from './numbers';
import { WEEK } from './shape';

/** Days since a shift: fewer prove nothing, and with more the windows of most methods are past it. */
const SINCE = { least: 5, most: 35 };
/** Days before a shift that those after it are compared with. */
const BEFORE = 2 * WEEK;
/** The least change of the level, as a logarithm. */
const LEAST_CHANGE = 0.45;
/** By how many of its standard errors the change must stand out. */
const CERTAIN = 8;
/** The part of the days since that must lie on the same side of what was before. */
const SAME_SIDE = 0.95;

/**
 * The history with what was before a shift of the level brought to the level
 * since: after a new team came, or a batch job went, only days since then tell
 * how much is used, but those before still tell how weekdays and chance divide
 * it. Each day since the shift is compared with the same weekday before; the
 * history is returned as it is where there is no day since which nearly all lie
 * clearly on the same side.
 */
export function withoutShift(history: Float64Array): Float64Array {
  const days = history.length;
  let strongest = { score: CERTAIN, since: 0, change: 0 };
  for (let ago = SINCE.least; ago <= SINCE.most; ago++) {
    const since = days - ago;
    if (since < WEEK) {
      break;
    }
    const changes = changesSince(history, since);
    if (changes.length >= SINCE.least) {
      const change = mean(changes);
      const size = Math.abs(change);
      const side = changes.filter(each => each * change > 0).length;
      const variance =
        changes.reduce((sum, each) => sum + (each - change) ** 2, 0) /
        (changes.length - 1);
      const score = size / Math.sqrt((variance + 0.01) / changes.length);
      if (
        size >= LEAST_CHANGE &&
        side >= SAME_SIDE * changes.length &&
        score > strongest.score
      ) {
        strongest = { score, since, change };
      }
    }
  }
  return strongest.since
    ? history.map((value, day) =>
        day < strongest.since ? value * Math.exp(strongest.change) : value,
      )
    : history;
}

/** The logarithms of each day since against the same weekday before. */
function changesSince(history: Float64Array, since: number): number[] {
  const before = Array.from({ length: WEEK }, () => ({ sum: 0, count: 0 }));
  for (let day = Math.max(0, since - BEFORE); day < since; day++) {
    before[day % WEEK].sum += history[day];
    before[day % WEEK].count += 1;
  }
  const changes: number[] = [];
  for (let day = since; day < history.length; day++) {
    const { sum, count } = before[day % WEEK];
    if (sum > 0 && history[day] > 0) {
      changes.push(Math.log((history[day] * count) / sum));
    }
  }
  return changes;
}
