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

import { lastOf, mean, median } from './numbers';

/** Days of a week. */
export const WEEK = 7;

/** Weeks that a weekday's share is learnt from. */
const SHAPE_WEEKS = 8;

/** A weekday with less than this part of a mean day tells nothing about the level. */
const LEAST_SHARE = 0.05;

/**
 * What each weekday uses against the mean of its week, 1 for as much. Days are
 * told apart by their place in the series modulo seven. Drawn towards 1 as long
 * as few weeks are known; the mean of the seven is 1.
 */
export function weekdayShape(
  history: Float64Array,
  average: (values: ArrayLike<number>) => number,
): Float64Array {
  const shares: number[][] = Array.from({ length: WEEK }, () => []);
  const first = Math.max(0, history.length - SHAPE_WEEKS * WEEK);
  for (let end = history.length; end - WEEK >= first; end -= WEEK) {
    const ofWeek = mean(history.subarray(end - WEEK, end));
    if (ofWeek > 0) {
      for (let day = end - WEEK; day < end; day++) {
        shares[day % WEEK].push(history[day] / ofWeek);
      }
    }
  }
  const shape = Float64Array.from(shares, known =>
    known.length ? (average(known) * known.length + 1) / (known.length + 1) : 1,
  );
  const whole = mean(shape);
  return whole > 0 ? shape.map(share => share / whole) : shape.fill(1);
}

/** The values as if all weekdays were alike; days of weekdays that are idle are left out. */
export function withoutShape(
  values: Float64Array,
  shape: Float64Array,
  firstDay = 0,
): Float64Array {
  const levels: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const share = shape[(firstDay + i) % WEEK];
    if (share > LEAST_SHARE) {
      levels.push(values[i] / share);
    }
  }
  return Float64Array.from(levels);
}

/** The levels of the last days, without the shape of the week. */
export function recentLevels(
  history: Float64Array,
  days: number,
  shape: Float64Array,
): Float64Array {
  return withoutShape(
    lastOf(history, days),
    shape,
    Math.max(0, history.length - days),
  );
}

/** A level for each of the days to come, with the shape of the week. */
export function withShape(
  level: (step: number) => number,
  shape: Float64Array,
  historyDays: number,
  horizon: number,
): Float64Array {
  const days = new Float64Array(horizon);
  for (let step = 0; step < horizon; step++) {
    days[step] = level(step) * shape[(historyDays + step) % WEEK];
  }
  return days;
}

/** The shape by means, for levels that are means. */
export const meanShape = (history: Float64Array) => weekdayShape(history, mean);

/** The shape by medians, which single days do not move. */
export const medianShape = (history: Float64Array) =>
  weekdayShape(history, median);
