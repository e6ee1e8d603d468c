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
/**
 * How many times as far out as days usually stray: of one series among many it
 * takes more, since each has its chance of a false alarm.
 */
export const thresholds = { one: 3.5, many: 4 } as const;
/** Weekdays say how far a day may stray when their use is alike within this factor. */
const ALIKE = Math.log(3);
/** A day must be so many times, or less than one part in so many of, what is usual. */
const LEAST_RATIO = { high: 1.5, low: 3 } as const;
/** A shift has happened when so many of the last seven days were unusual the same way. */
const SHIFT_DAYS = 5;
/** Four of five days stray less than this many standard deviations; the fifth may be anything. */
const FOUR_FIFTHS = 1.2816;

/**
 * The days of a series that were unusual. What is usual is the median of the
 * same weekday over the eight weeks before; how far days stray is what four of
 * five alike weekdays stay within, seen from the middle of the others, on a
 * scale of logarithms, so that single outliers move neither. A day counts when
 * it lies beyond the threshold, by a factor worth a look, and by more than
 * `floor` credits.
 *
 * A new or idle series has no usual days yet, so nothing of it is unusual; and
 * once most days of a week were, that is the new usual: the baseline begins
 * again with them.
 *
 * @param days - in order, without a gap, the first with use or later first
 * @param floor - the least difference, in credits
 * @param threshold - one of {@link thresholds}, in standard deviations
 */
export function findUnusual(
  days: readonly DayValue[],
  floor: number,
  threshold: number = thresholds.many,
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
      threshold,
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
  threshold: number,
): UnusualValue | undefined {
  const active = baseline.filter(each => each.credits > 0);
  if (active.length < MINIMUM_ACTIVE) {
    return undefined;
  }
  // A tenth of a usual day keeps quiet weekdays from having no scale at all.
  const offset = median(active.map(each => each.credits)) / 10;
  const scaled = (credits: number) => Math.log(credits + offset);
  const weeks = new Map<number, number[]>();
  for (const each of baseline) {
    const weekday = each.date % 7;
    weeks.set(weekday, [...(weeks.get(weekday) ?? []), scaled(each.credits)]);
  }
  const same = weeks.get(day.date % 7);
  if (!same) {
    return undefined;
  }
  const middle = median(same);
  const spread = Math.max(
    LEAST_SPREAD,
    quantile(
      [...weeks.values()]
        .filter(values => Math.abs(median(values) - middle) <= ALIKE)
        .flatMap(strayed),
      0.8,
    ) / FOUR_FIFTHS,
  );
  // The fewer weeks there are, the less sure it is what is usual.
  const beyond = threshold * (1 + 0.5 / same.length);
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
  const least = Math.max(floor, expected < offset * 2.5 ? offset * 10 : 0);
  if (Math.abs(score) < beyond || !far || Math.abs(difference) < least) {
    return undefined;
  }
  return {
    date: day.date,
    direction,
    credits: day.credits,
    expected,
    from: back(middle - beyond * spread),
    to: back(middle + beyond * spread),
  };
}

/** How far each value lies from the middle of the others: as far as a new one would. */
function strayed(values: readonly number[]): number[] {
  return values.map((value, i) =>
    Math.abs(value - median(values.filter((_, other) => other !== i))),
  );
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values lies, between neighbours in proportion. */
function quantile(values: readonly number[], share: number): number {
  if (!values.length) {
    return 0;
  }
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  const next = sorted[Math.min(low + 1, sorted.length - 1)];
  return sorted[low] + (next - sorted[low]) * (at - low);
}
