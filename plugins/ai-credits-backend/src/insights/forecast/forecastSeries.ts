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

import { Backtest, backtestOf } from './backtest';
import { Bands } from './Calibration';
import { Method } from './methods';
import { drawPaths } from './paths';
import { Part } from './Selection';
import { WEEK } from './shape';
import { withoutShift } from './shift';
import { LEAST_HISTORY, toEnd, walkSteps } from './walk';

/** Days back that a forecast looks at. */
export const HISTORY_DAYS = 182;
/** Days ahead up to which errors of the past are known; further ones are taken to be off by as much. */
export const CALIBRATED_DAYS = 31;

/** What is expected of the days after a series. */
export interface SeriesForecast {
  enough: true;
  /** The methods whose mean was taken, the heaviest first. */
  parts: Part[];
  /** What each day is expected to use; as long as was asked. */
  prediction: Float64Array;
  /** Intervals of the first days, at most {@link CALIBRATED_DAYS}. */
  bands: Bands;
  /** How well the procedure did in the past; undefined on the first day of enough history. */
  backtest?: Backtest;
  /** The part that intervals are to hold. */
  level: number;
  /** Ways in which the days may turn out; each as long as the prediction. The same seed gives the same. */
  paths(count: number, seed: string): Float64Array[];
}

/** Why nothing is said. */
export interface NoForecast {
  enough: false;
  /** Days of history there are, and how many are needed. */
  days: number;
  needed: number;
}

/**
 * What the days after a series are expected to use.
 *
 * @param series - days in order, the last one complete; undefined where nothing
 *   is known of a day, 0 for an idle one. Values are not negative.
 * @param options.horizon - days ahead
 */
export function forecastSeries(
  series: readonly (number | undefined)[],
  methods: readonly Method[],
  options: { horizon: number; level?: number },
): SeriesForecast | NoForecast {
  return toEnd(forecastSteps(series, methods, options));
}

/** The same in steps of a few milliseconds, so that a process can answer others in between. */
export function* forecastSteps(
  series: readonly (number | undefined)[],
  methods: readonly Method[],
  options: { horizon: number; level?: number },
): Generator<void, SeriesForecast | NoForecast> {
  if (series.length < LEAST_HISTORY) {
    return { enough: false, days: series.length, needed: LEAST_HISTORY };
  }
  const { horizon, level = 0.8 } = options;
  const recent = series.slice(-HISTORY_DAYS);
  const walked = yield* walkSteps(recent, methods, {
    horizon: Math.min(CALIBRATED_DAYS, Math.max(1, horizon)),
    level,
  });
  const { calibration, origins, values } = walked;
  const now = origins[origins.length - 1];
  const bands = now.bands!;
  const prediction = new Float64Array(horizon);
  const levelled = withoutShift(values);
  for (const { method, weight } of now.parts) {
    const days = method.predict(levelled, Math.max(1, horizon));
    for (let step = 0; step < horizon; step++) {
      prediction[step] += weight * days[step];
    }
  }
  const lastScale = calibration.lastScale(values);
  // Further days repeat the last week that was reached.
  const repeated = Math.min(WEEK, lastScale.length);
  const scale = prediction.map(
    (_, step) =>
      lastScale[
        step < lastScale.length
          ? step
          : lastScale.length - repeated + ((step - lastScale.length) % repeated)
      ],
  );
  const errors = calibration.pastErrors(values);
  const past = backtestOf(walked, recent, methods);
  return {
    enough: true,
    parts: now.parts,
    prediction,
    bands,
    ...(past ? { backtest: past } : {}),
    level,
    paths: (count, seed) =>
      drawPaths({
        prediction,
        scale,
        errors,
        sums: bands.sums,
        count,
        seed,
      }),
  };
}
