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

import { normalQuantile } from '../statistics';

/** Credits of one day. */
export interface DayValue {
  /** Days since 1970-01-01, a local date. */
  date: number;
  /** In credits; a day without use is 0. */
  credits: number;
}

/** A day that was far from what is usual on such a weekday. */
export interface UnusualValue {
  date: number;
  direction: 'high' | 'low';
  credits: number;
  /** The middle of the same weekday before. */
  expected: number;
  /** Between these it would have been usual. */
  from: number;
  to: number;
}

/** How many days before a day say what is usual. */
export const BASELINE_DAYS = 56;
/** Without so many days since the first use nothing is unusual yet. */
export const MINIMUM_DAYS = 28;
/** Nor with fewer days of the baseline on which there was any use. */
const MINIMUM_ACTIVE = 14;
/** Usage is never taken to be steadier than this, as a standard deviation of its logarithm. */
const LEAST_SPREAD = 0.12;
/** About one false alarm in 30,000 days of a series that is as noisy as it was. */
const THRESHOLD = -normalQuantile(1 / 120_000);
/** A day must be so many times, or less than one part in so many of, what is usual. */
const LEAST_RATIO = { high: 1.5, low: 3 } as const;
/** A shift has happened when so many of the last seven days were unusual the same way. */
const SHIFT_DAYS = 5;
/** Scales the median of absolute deviations to a standard deviation. */
const MAD_SCALE = 1.4826;

/**
 * The days of a series that were unusual. What is usual is the median of the
 * same weekday over the eight weeks before; how far days stray from it is the
 * median of the absolute deviations of all these days, on a scale of
 * logarithms, so that single outliers move neither. A day counts when it lies
 * beyond what chance would bring once in tens of thousands of days, by a factor
 * worth a look, and by more than `floor` credits.
 *
 * A new or idle series has no usual days yet, so nothing of it is unusual; and
 * once most days of a week were, that is the new usual: the baseline begins
 * again with them.
 *
 * @param days - in order, without a gap, the first with use or later first
 * @param floor - the least difference, in credits
 */
export function findUnusual(
  days: readonly DayValue[],
  floor: number,
): UnusualValue[] {
  const first = days.findIndex(day => day.credits > 0);
  if (first < 0) {
    return [];
  }
  const found: UnusualValue[] = [];
  let since = first;
  for (let i = first + MINIMUM_DAYS; i < days.length; i++) {
    if (i - since < MINIMUM_DAYS) {
      continue;
    }
    const day = judge(
      days[i],
      days.slice(Math.max(since, i - BASELINE_DAYS), i),
      floor,
    );
    if (day) {
      found.push(day);
      const alike = found.filter(
        each => each.direction === day.direction && each.date > day.date - 7,
      );
      if (alike.length >= SHIFT_DAYS) {
        since = i - (day.date - alike[0].date);
      }
    }
  }
  return found;
}

function judge(
  day: DayValue,
  baseline: readonly DayValue[],
  floor: number,
): UnusualValue | undefined {
  const active = baseline.filter(each => each.credits > 0);
  if (active.length < MINIMUM_ACTIVE) {
    return undefined;
  }
  // A tenth of a usual day keeps quiet weekdays from having no scale at all.
  const offset = median(active.map(each => each.credits)) / 10;
  const scaled = (credits: number) => Math.log(credits + offset);
  const middles = new Map<number, number>();
  for (let weekday = 0; weekday < 7; weekday++) {
    const same = baseline.filter(each => each.date % 7 === weekday);
    if (same.length) {
      middles.set(weekday, median(same.map(each => scaled(each.credits))));
    }
  }
  const middle = middles.get(day.date % 7);
  if (middle === undefined) {
    return undefined;
  }
  const spread = Math.max(
    LEAST_SPREAD,
    MAD_SCALE *
      median(
        baseline.map(each =>
          Math.abs(scaled(each.credits) - middles.get(each.date % 7)!),
        ),
      ),
  );
  const back = (value: number) => Math.max(0, Math.exp(value) - offset);
  const expected = back(middle);
  const score = (scaled(day.credits) - middle) / spread;
  const difference = day.credits - expected;
  const direction = score > 0 ? 'high' : 'low';
  const far =
    direction === 'high'
      ? day.credits >= expected * LEAST_RATIO.high
      : day.credits * LEAST_RATIO.low <= expected;
  // A weekday that is mostly idle is unusual only by a usual day's worth.
  const least = Math.max(floor, expected > 0 ? 0 : offset * 10);
  if (Math.abs(score) < THRESHOLD || !far || Math.abs(difference) < least) {
    return undefined;
  }
  return {
    date: day.date,
    direction,
    credits: day.credits,
    expected,
    from: back(middle - THRESHOLD * spread),
    to: back(middle + THRESHOLD * spread),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  if (!sorted.length) {
    return 0;
  }
  return sorted.length % 2
    ? sorted[half]
    : (sorted[half - 1] + sorted[half]) / 2;
}
