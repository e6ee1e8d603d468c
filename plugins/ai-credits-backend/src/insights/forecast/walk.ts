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
import { Part, Selection } from './Selection';
import { WEEK } from './shape';
import { withoutShift } from './shift';

/** The first day from which on days are foretold, and so the first error. */
export const FIRST_ORIGIN = WEEK;
/** Days of history below which nothing is said. */
export const LEAST_HISTORY = 14;
/** Costly methods are fitted anew this many days apart while walking through the past. */
const STRIDE = 4;

/** What was said on a day, knowing the days before it. */
export interface Origin {
  /** Days known. */
  day: number;
  parts: Part[];
  prediction: Float64Array;
  /** From {@link LEAST_HISTORY} days on. */
  bands?: Bands;
}

/** A walk through a series. */
export interface Walked {
  values: Float64Array;
  /** By the number of days known, from {@link FIRST_ORIGIN} on. */
  origins: Origin[];
  /** By method and days known. */
  predictions: Float64Array[][];
  calibration: Calibration;
}

/**
 * Makes predictions day after day. Costly methods are not asked anew every day:
 * in between, what is left of their last word holds.
 */
class Predictions {
  /** By method and days known. */
  readonly all: Float64Array[][];
  private readonly fits: { day: number; days: Float64Array }[] = [];

  constructor(
    private readonly methods: readonly Method[],
    private readonly horizon: number,
  ) {
    this.all = methods.map(() => []);
  }

  add(history: Float64Array, last: boolean): void {
    const day = history.length;
    this.methods.forEach(({ costly, predict }, m) => {
      if (!costly) {
        this.all[m][day] = predict(history, this.horizon);
        return;
      }
      if (last || day % STRIDE === 0 || !this.fits[m]) {
        this.fits[m] = { day, days: predict(history, this.horizon + STRIDE) };
      }
      const from = day - this.fits[m].day;
      this.all[m][day] = this.fits[m].days.subarray(from, from + this.horizon);
    });
  }
}

/**
 * Walks through a series day by day as it would have been lived: on each day a
 * prediction is made from the days before it by the method that did best until
 * then, with intervals from the errors made until then; only afterwards does
 * the day become known. What stands at the end is the forecast, what stands
 * before it is its backtest, and both are made in the same way.
 *
 * @param series - days in order; undefined where nothing is known of a day
 */
export function walk(
  series: readonly (number | undefined)[],
  methods: readonly Method[],
  options: { horizon: number; level: number },
): Walked {
  return toEnd(walkSteps(series, methods, options));
}

/** The same with a stop after each day, for those who have other things to do in between. */
export function* walkSteps(
  series: readonly (number | undefined)[],
  methods: readonly Method[],
  options: { horizon: number; level: number },
): Generator<void, Walked> {
  const { horizon, level } = options;
  const values = filled(series);
  const selection = new Selection(methods, horizon);
  const calibration = new Calibration(FIRST_ORIGIN, horizon, level);
  const predictions = new Predictions(methods, horizon);
  const origins: Origin[] = [];
  for (let day = FIRST_ORIGIN; day <= values.length; day++) {
    const over = day - 1;
    if (over >= FIRST_ORIGIN) {
      const known = series[over] !== undefined;
      if (known) {
        selection.learn(over, values[over], FIRST_ORIGIN, predictions.all);
      } else {
        selection.skip(over);
      }
      calibration.learn(over, values[over], known);
    }
    const history = withoutShift(values.subarray(0, day));
    predictions.add(history, day === values.length);
    const parts = selection.choose(history);
    const prediction = new Float64Array(horizon);
    for (const { method, weight } of parts) {
      const days = predictions.all[methods.indexOf(method)][day];
      for (let step = 0; step < horizon; step++) {
        prediction[step] += weight * days[step];
      }
    }
    const bands = calibration.add(history, prediction, day >= LEAST_HISTORY);
    origins.push({ day, parts, prediction, bands });
    yield;
  }
  return { values, origins, predictions: predictions.all, calibration };
}

/** What steps come to, taken one after the other. */
export function toEnd<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      return value;
    }
  }
}

/** Days of which nothing is known, as the same weekday before them was. */
function filled(series: readonly (number | undefined)[]): Float64Array {
  const values = new Float64Array(series.length);
  const firstKnown = series.find(value => value !== undefined) ?? 0;
  series.forEach((value, day) => {
    values[day] =
      value ??
      (day >= WEEK ? values[day - WEEK] : values[day - 1] ?? firstKnown);
  });
  return values;
}
