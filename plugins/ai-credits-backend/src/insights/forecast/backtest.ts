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

import { Method } from './methods';
import { mean } from './numbers';
import { WEEK } from './shape';
import { LEAST_HISTORY, walk, Walked } from './walk';

/** How far off predictions were. */
export interface Errors {
  /** Mean absolute error of a day, in the series' unit. */
  mae: number;
  /** The same in units of a seasonal naive prediction's error; undefined where that has none. */
  mase?: number;
  /** Mean absolute error of the sum over the whole horizon, against the mean actual sum; undefined before a whole horizon is over. */
  totalError?: number;
}

/** How often intervals held what came, from 0 to 1. */
export interface Coverage {
  days: number;
  sums: number;
}

/** What a backtest found. */
export interface Backtest {
  /** Days on which a prediction was made, knowing only the days before. */
  origins: number;
  /** Days ahead with something to compare with, over all origins. */
  comparisons: number;
  chosen: Errors & { coverage: Coverage };
  methods: (Errors & {
    id: string;
    /** How often it was the heaviest of those chosen, from 0 to 1. */
    chosen: number;
  })[];
}

/**
 * Tries the forecast on a series' own past: on each day from the fifteenth on
 * it is made from the days before, and compared with what came.
 *
 * @param series - days in order; undefined where nothing is known of a day
 * @returns undefined when there is no day to compare with
 */
export function backtest(
  series: readonly (number | undefined)[],
  methods: readonly Method[],
  options: { horizon: number; level: number },
): Backtest | undefined {
  return series.length > LEAST_HISTORY
    ? backtestOf(walk(series, methods, options), series, methods)
    : undefined;
}

/** The same of a walk that was made already. */
export function backtestOf(
  { origins, predictions, values }: Walked,
  series: readonly (number | undefined)[],
  methods: readonly Method[],
): Backtest | undefined {
  const tried = origins.filter(
    ({ day }) => day >= LEAST_HISTORY && day < values.length,
  );
  const scale = seasonalNaiveError(series);
  const errorsOf = (predictionAt: (day: number) => Float64Array): Errors => {
    let error = 0;
    let compared = 0;
    let totalError = 0;
    let total = 0;
    for (const { day } of tried) {
      const days = predictionAt(day);
      const steps = Math.min(days.length, values.length - day);
      let sum = 0;
      let actualSum = 0;
      for (let step = 0; step < steps; step++) {
        const actual = series[day + step];
        if (actual !== undefined) {
          error += Math.abs(actual - days[step]);
          compared += 1;
          sum += days[step];
          actualSum += actual;
        }
      }
      if (steps === days.length) {
        totalError += Math.abs(sum - actualSum);
        total += actualSum;
      }
    }
    const mae = error / Math.max(1, compared);
    return {
      mae,
      ...(scale > 0 ? { mase: mae / scale } : {}),
      ...(total > 0 ? { totalError: totalError / total } : {}),
    };
  };
  const comparisons = { all: 0, days: 0, sums: 0 };
  for (const { bands, day } of tried) {
    let actualSum = 0;
    const steps = Math.min(bands!.days.lower.length, values.length - day);
    for (let step = 0; step < steps; step++) {
      const actual = series[day + step];
      if (actual !== undefined) {
        // Constant series: sums of decimals are off by their last bits.
        actualSum += actual;
        comparisons.all += 1;
        comparisons.days += holds(bands!.days, step, actual);
        comparisons.sums += holds(bands!.sums, step, actualSum);
      } else {
        actualSum += values[day + step];
      }
    }
  }
  if (comparisons.all === 0) {
    return undefined;
  }
  return {
    origins: tried.length,
    comparisons: comparisons.all,
    chosen: {
      ...errorsOf(day => origins.find(each => each.day === day)!.prediction),
      coverage: {
        days: comparisons.days / comparisons.all,
        sums: comparisons.sums / comparisons.all,
      },
    },
    methods: methods.map((method, m) => ({
      id: method.id,
      ...errorsOf(day => predictions[m][day]),
      chosen:
        tried.filter(({ parts }) => parts[0].method === method).length /
        tried.length,
    })),
  };
}

function holds(
  { lower, upper }: { lower: Float64Array; upper: Float64Array },
  step: number,
  actual: number,
): number {
  const dust = Math.abs(actual) * 1e-9;
  return Number(actual >= lower[step] - dust && actual <= upper[step] + dust);
}

/** The mean absolute difference of a day from the same weekday a week before. */
function seasonalNaiveError(series: readonly (number | undefined)[]): number {
  const differences: number[] = [];
  for (let day = WEEK; day < series.length; day++) {
    const [now, before] = [series[day], series[day - WEEK]];
    if (now !== undefined && before !== undefined) {
      differences.push(Math.abs(now - before));
    }
  }
  return mean(differences);
}
