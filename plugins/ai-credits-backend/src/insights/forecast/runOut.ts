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

import { sortedQuantile } from './numbers';

/** Credits granted at once, as far as burning them goes. Days count from today, which is 0. */
export interface BurnableLot {
  free: boolean;
  credits: number;
  /** Lower is burned first. */
  priority: number;
  /** The first day on which it can be used; today or before where it can be now. */
  from: number;
  /** The first day on which it cannot be used any more; undefined means never. */
  until?: number;
  /** Tells the allowance of the current month, whose rest lapses. */
  lapses?: boolean;
}

/** What paths of daily use burn. */
export interface Burning {
  /** Days to come, today first. */
  paths: readonly Float64Array[];
  /** Credits used today already; a path's today is never less. */
  usedToday: number;
  /** Credits of open holds: used today at the latest. */
  held: number;
  lots: readonly BurnableLot[];
  /** Days on which a month begins, today's own month left out, ascending. */
  monthStarts: readonly number[];
  /** What may be used past the lots: in each month, and what of this month's is left. */
  excess: { limit: number; left: number };
}

/** A middle with the ends of the interval around it. */
export interface Range {
  lower: number;
  middle: number;
  upper: number;
}

/** What became of the lots in the paths. */
export interface RunOut {
  /**
   * By path, the day on which the lots first did not pay for all of its use;
   * Infinity where they always did.
   */
  days: Float64Array;
  /** The part of paths in which the lots ran out before the next month. */
  beforeReset: number;
  /** The part of paths in which the excess limit was used up too before the next month. */
  refused: number;
  /** What lapses of the current month's allowance. */
  lapsing: Range;
  /** What the lots lacked up to the end of the next month, by path. */
  lacking: Float64Array;
}

/**
 * Lets each path burn the lots in the ledger's order: lower priority, then the
 * sooner expiry, then free before bought ones, then the sooner start. What the
 * lots do not pay falls into the month's excess, and past that it is refused.
 */
export function burn({
  excess,
  held,
  lots,
  monthStarts,
  paths,
  usedToday,
}: Burning): RunOut {
  const ordered = [...lots].sort(
    (a, b) =>
      a.priority - b.priority ||
      (a.until ?? Infinity) - (b.until ?? Infinity) ||
      Number(b.free) - Number(a.free) ||
      a.from - b.from,
  );
  const reset = monthStarts[0] ?? Infinity;
  const nextEnd = monthStarts[1] ?? Infinity;
  const days = new Float64Array(paths.length).fill(Infinity);
  const lapsing = new Float64Array(paths.length);
  const lacking = new Float64Array(paths.length);
  let ranOut = 0;
  let refused = 0;
  paths.forEach((path, i) => {
    const left = Float64Array.from(ordered, lot => lot.credits);
    let excessLeft = excess.left;
    let wasRefused = false;
    let month = 0;
    for (let day = 0; day < path.length; day++) {
      while (day >= (monthStarts[month] ?? Infinity)) {
        month += 1;
        excessLeft = excess.limit;
      }
      let use = day === 0 ? Math.max(0, path[0] - usedToday) + held : path[day];
      for (let lot = 0; lot < ordered.length && use > 0; lot++) {
        const { from, until } = ordered[lot];
        if (from <= day && day < (until ?? Infinity)) {
          const drawn = Math.min(use, left[lot]);
          left[lot] -= drawn;
          use -= drawn;
        }
      }
      if (use > 1e-9) {
        days[i] = Math.min(days[i], day);
        lacking[i] += day < nextEnd ? use : 0;
        wasRefused ||= day < reset && use > excessLeft;
        excessLeft = Math.max(0, excessLeft - use);
      }
      if (day >= nextEnd && days[i] < Infinity) {
        break;
      }
    }
    ordered.forEach((lot, at) => {
      lapsing[i] += lot.lapses ? left[at] : 0;
    });
    ranOut += Number(days[i] < reset);
    refused += Number(wasRefused);
  });
  const of = (count: number) => (paths.length ? count / paths.length : 0);
  return {
    days,
    beforeReset: of(ranOut),
    refused: of(refused),
    lapsing: rangeOf(lapsing, 0.8),
    lacking,
  };
}

/** The middle of some values, and the ends between which a part of them lies. */
export function rangeOf(values: Float64Array, level: number): Range {
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - level) / 2;
  return {
    lower: quantileOf(sorted, tail),
    middle: quantileOf(sorted, 0.5),
    upper: quantileOf(sorted, 1 - tail),
  };
}

/** A value of those there are where one beside it has no end; between the two otherwise. */
function quantileOf(sorted: Float64Array, p: number): number {
  const nearest = sorted[Math.round((sorted.length - 1) * p)] ?? 0;
  const between = sortedQuantile(sorted, p);
  return Number.isFinite(between) ? between : nearest;
}

/**
 * The day on which something is used up, by path: the first on which the sum of
 * use from today on is more than what is left; Infinity where it never is.
 */
export function exhaustionDays(
  paths: readonly Float64Array[],
  left: number,
  usedToday: number,
): Float64Array {
  return Float64Array.from(paths, path => {
    let sum = -usedToday;
    for (let day = 0; day < path.length; day++) {
      sum = day === 0 ? Math.max(0, path[0] - usedToday) : sum + path[day];
      if (sum > left + 1e-9) {
        return day;
      }
    }
    return Infinity;
  });
}

/** A number of days, each with the range of a sum over paths up to and including it. */
export function sumRanges(
  paths: readonly Float64Array[],
  days: number,
  usedToday: number,
  level: number,
): Range[] {
  const sums = new Float64Array(paths.length);
  return Array.from({ length: days }, (_, day) => {
    paths.forEach((path, i) => {
      sums[i] += day === 0 ? Math.max(0, path[0] - usedToday) : path[day];
    });
    return rangeOf(sums, level);
  });
}

/** The mean of the last full days, and the day on which that uses up what is left. */
export function paceOf(
  history: readonly number[],
  days: number,
  left: number,
): { perDay: number; lastsDays?: number } {
  const last = history.slice(-days);
  const perDay = last.reduce((sum, value) => sum + value, 0) / days;
  return {
    perDay,
    ...(perDay > 0 ? { lastsDays: Math.max(0, left) / perDay } : {}),
  };
}
