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

import { Bands, Calibration } from './Calibration';
import { Method } from './methods';
import { mean } from './numbers';
import { WEEK } from './shape';
import { withoutShift } from './shift';
import { FIRST_ORIGIN, LEAST_HISTORY, walk, Walked } from './walk';

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
    /** How often intervals from its own errors held, calibrated like those of what was chosen; where that was asked for. */
    coverage?: Coverage;
  })[];
}

/**
 * Tries the forecast on a series' own past: on each day from the fifteenth on
 * it is made from the days before, and compared with what came.
 *
 * @param series - days in order; undefined where nothing is known of a day
 * @param options - with `coverageOfMethods` each method gets intervals of its
 *   own, which takes as long as all the rest
 * @returns undefined when there is no day to compare with
 */
export function backtest(
  series: readonly (number | undefined)[],
  methods: readonly Method[],
  options: { horizon: number; level: number; coverageOfMethods?: boolean },
): Backtest | undefined {
  if (series.length <= LEAST_HISTORY) {
    return undefined;
  }
  const walked = walk(series, methods, options);
  const found = backtestOf(walked, series, methods);
  if (!found || !options.coverageOfMethods) {
    return found;
  }
  const { origins, predictions, values } = walked;
  const histories: Float64Array[] = [];
  for (const { day } of origins) {
    if (day < values.length) {
      histories[day] = withoutShift(values.subarray(0, day));
    }
  }
  return {
    ...found,
    methods: found.methods.map((each, m) => {
      const bands = bandsOfMethod(predictions[m], histories, series, options);
      const { days, sums } = coverageOf(
        bands.flatMap((of, day) => [{ day, bands: of }]),
        series,
        values,
      );
      return { ...each, coverage: { days, sums } };
    }),
  };
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
  const { compared: comparisons, ...coverage } = coverageOf(
    tried.map(({ bands, day }) => ({ bands: bands!, day })),
    series,
    values,
  );
  if (comparisons === 0) {
    return undefined;
  }
  return {
    origins: tried.length,
    comparisons,
    chosen: {
      ...errorsOf(day => origins[day - FIRST_ORIGIN].prediction),
      coverage,
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

/** How often the intervals at some origins held the days and the sums that came. */
function coverageOf(
  origins: readonly { day: number; bands: Bands }[],
  series: readonly (number | undefined)[],
  values: Float64Array,
): Coverage & { compared: number } {
  let [compared, days, sums] = [0, 0, 0];
  for (const { bands, day } of origins) {
    let actualSum = 0;
    const steps = Math.min(bands.days.lower.length, values.length - day);
    for (let step = 0; step < steps; step++) {
      const actual = series[day + step];
      if (actual !== undefined) {
        // Constant series: sums of decimals are off by their last bits.
        actualSum += actual;
        compared += 1;
        days += holds(bands.days, step, actual);
        sums += holds(bands.sums, step, actualSum);
      } else {
        actualSum += values[day + step];
      }
    }
  }
  return {
    compared,
    days: days / Math.max(1, compared),
    sums: sums / Math.max(1, compared),
  };
}

/** The intervals that a single method would have had, by the number of days known. */
function bandsOfMethod(
  predictions: readonly Float64Array[],
  histories: readonly Float64Array[],
  series: readonly (number | undefined)[],
  { horizon, level }: { horizon: number; level: number },
): Bands[] {
  const calibration = new Calibration(FIRST_ORIGIN, horizon, level);
  const bands: Bands[] = [];
  for (let day = FIRST_ORIGIN; day < histories.length; day++) {
    const over = day - 1;
    if (over >= FIRST_ORIGIN) {
      calibration.learn(over, series[over] ?? NaN, series[over] !== undefined);
    }
    const found = calibration.add(
      histories[day],
      predictions[day],
      day >= LEAST_HISTORY,
    );
    if (found) {
      bands[day] = found;
    }
  }
  return bands;
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
