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

import { Random } from './Random';
import { mean } from './numbers';

/** How widely paths may be spread against how the errors fell, so that they fit the intervals. */
const SPREAD = { least: 0.5, most: 2.5 };

/**
 * Ways in which the days to come may turn out: the prediction, each path moved
 * by the errors that were made in a row on some day of the past. What a path
 * is off by on the whole stays with it when its errors are used up and those of
 * another day follow.
 *
 * The same input gives the same paths.
 *
 * @param options.errors - past errors in the scale of their prediction, a list an origin
 * @param options.sums - the interval of the sums, which the paths' spread follows
 */
export function drawPaths(options: {
  prediction: Float64Array;
  scale: Float64Array;
  errors: readonly (readonly number[])[];
  sums: { lower: Float64Array; upper: Float64Array };
  count: number;
  seed: string;
}): Float64Array[] {
  const { count, errors, prediction, scale, seed, sums } = options;
  const horizon = prediction.length;
  const random = new Random(seed);
  const runs: Float64Array[] = [];
  for (let i = 0; i < count; i++) {
    const run = new Float64Array(horizon);
    let step = 0;
    let lasting: number | undefined;
    while (step < horizon && errors.length) {
      const drawn = errors[Math.floor(random.next() * errors.length)];
      const own = mean(drawn);
      lasting ??= own;
      for (let j = 0; j < drawn.length && step < horizon; j++, step++) {
        run[step] = lasting + drawn[j] - own;
      }
    }
    runs.push(run);
  }
  const spread = spreadOf(runs, options);
  return runs.map(run =>
    run.map((error, step) =>
      Math.max(0, prediction[step] + spread * scale[step] * error),
    ),
  );

  function spreadOf(all: readonly Float64Array[], of: typeof options): number {
    const steps = Math.min(of.sums.upper.length, horizon);
    const totals = all
      .map(run => {
        let total = 0;
        for (let step = 0; step < steps; step++) {
          total += scale[step] * run[step];
        }
        return total;
      })
      .sort((a, b) => a - b);
    const at = (p: number) => totals[Math.round((totals.length - 1) * p)] ?? 0;
    const drawn = at(0.9) - at(0.1);
    const wanted = sums.upper[steps - 1] - sums.lower[steps - 1];
    return drawn > 0
      ? Math.min(SPREAD.most, Math.max(SPREAD.least, wanted / drawn))
      : 1;
  }
}
