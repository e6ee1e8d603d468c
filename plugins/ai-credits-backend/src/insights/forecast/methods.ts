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
import {
  meanShape,
  medianShape,
  recentLevels,
  WEEK,
  withoutShape,
  withShape,
} from './shape';

// Taken out of the innermost loops.
const { abs } = Math;

/** Foretells the days after a history. */
export type Predict = (history: Float64Array, horizon: number) => Float64Array;

/** A way to foretell daily use. */
export interface Method {
  /** Names it in answers, such as `weekday-profile-14`. */
  id: string;
  predict: Predict;
  /** Takes a millisecond rather than microseconds, and is fitted to every fourth day of the past only. */
  costly?: boolean;
  /**
   * How its error usually compares with the best method's, on calm and on wild
   * series: what is believed of it before it has been tried on the series.
   */
  usual: { calm: number; wild: number };
}

const flat = (value: number, horizon: number) =>
  new Float64Array(horizon).fill(value);

const flatMean =
  (days: number): Predict =>
  (history, horizon) =>
    flat(mean(lastOf(history, days)), horizon);

const flatMedian =
  (days: number): Predict =>
  (history, horizon) =>
    flat(median(lastOf(history, days)), horizon);

/** Between mean and median: the mean of the logarithms, which bursts move little. */
function logMean(values: Float64Array): number {
  const scale = median(values.filter(value => value > 0)) || 1;
  return (
    Math.expm1(mean(values.map(value => Math.log1p(value / scale)))) * scale
  );
}

/** The same weekday of the weeks before. */
const sameWeekday =
  (weeks: number, average: (values: number[]) => number): Predict =>
  (history, horizon) => {
    const days = new Float64Array(horizon);
    for (let step = 0; step < horizon; step++) {
      const known: number[] = [];
      let day = history.length - WEEK + (step % WEEK);
      for (; day >= 0 && known.length < weeks; day -= WEEK) {
        known.push(history[day]);
      }
      days[step] = average(known);
    }
    return days;
  };

/** The level of the last days times the shape of the week. */
const profile =
  (days: number): Predict =>
  (history, horizon) => {
    const level = mean(lastOf(history, days));
    return withShape(() => level, meanShape(history), history.length, horizon);
  };

const robustProfile =
  (average: (levels: Float64Array) => number): Predict =>
  (history, horizon) => {
    const shape = medianShape(history);
    const level = average(recentLevels(history, 28, shape));
    return withShape(() => level, shape, history.length, horizon);
  };

/** Rates of smoothing that are tried. */
const RATES = [0.05, 0.1, 0.2, 0.35, 0.5];

/** The last level of the rate that would have foretold each next day best. */
function smoothedLevel(values: Float64Array): number {
  let best = { error: Infinity, level: 0 };
  for (const rate of RATES) {
    let level = mean(values.subarray(0, WEEK));
    let error = 0;
    for (const value of values) {
      error += abs(value - level);
      level += rate * (value - level);
    }
    if (error < best.error) {
      best = { error, level };
    }
  }
  return best.level;
}

/** What remains of the slope with each day ahead. */
const DAMPING = 0.9;

/** A robust slope over the last four weeks that fades out, times the shape of the week. */
const dampedTrend: Predict = (history, horizon) => {
  const shape = meanShape(history);
  const levels = recentLevels(history, 28, shape);
  const half = Math.max(1, Math.floor(levels.length / 2));
  const slopes = new Float64Array(Math.max(0, levels.length - half));
  for (let i = 0; i < slopes.length; i++) {
    slopes[i] = (levels[i + half] - levels[i]) / half;
  }
  const slope = median(slopes);
  const now = median(
    levels.map((level, i) => level + slope * (levels.length - 1 - i)),
  );
  let run = 0;
  return withShape(
    step => {
      run += DAMPING ** (step + 1);
      return Math.max(0, now + slope * run);
    },
    shape,
    history.length,
    horizon,
  );
};

const method = (
  id: string,
  calm: number,
  wild: number,
  predict: Predict,
): Method => ({ id, predict, usual: { calm, wild } });

/**
 * The methods that need nothing but arithmetic. All take a history of at least
 * a week, of numbers that are not negative.
 */
export const simpleMethods: readonly Method[] = [
  method('mean-7', 1.4, 1.35, flatMean(7)),
  method('mean-14', 1.41, 1.3, flatMean(14)),
  method('mean-28', 1.45, 1.27, flatMean(28)),
  method('median-7', 1.41, 1.24, flatMedian(7)),
  method('median-14', 1.41, 1.15, flatMedian(14)),
  method('median-28', 1.44, 1.1, flatMedian(28)),
  method('log-mean-28', 1.5, 1.05, (history, horizon) =>
    flat(logMean(lastOf(history, 28)), horizon),
  ),
  method('seasonal-naive', 1.3, 1.55, sameWeekday(1, mean)),
  method('weekday-mean-4', 1.2, 1.35, sameWeekday(4, mean)),
  method('weekday-median-8', 1.2, 1.2, sameWeekday(8, median)),
  method('weekday-profile-7', 1.14, 1.38, profile(7)),
  method('weekday-profile-14', 1.15, 1.33, profile(14)),
  method('weekday-profile-28', 1.19, 1.3, profile(28)),
  method('weekday-profile-median', 1.17, 1.13, robustProfile(median)),
  method('weekday-profile-log-mean', 1.25, 1.06, robustProfile(logMean)),
  method('smoothing', 1.4, 1.3, (history, horizon) =>
    flat(smoothedLevel(history), horizon),
  ),
  method('weekday-smoothing', 1.12, 1.32, (history, horizon) => {
    const shape = meanShape(history);
    const level = smoothedLevel(withoutShape(history, shape));
    return withShape(() => level, shape, history.length, horizon);
  }),
  method('damped-trend', 1.23, 1.45, dampedTrend),
];
