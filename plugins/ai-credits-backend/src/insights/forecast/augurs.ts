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

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AutoETS, initSync as initEts } from '@bsull/augurs/ets';
import { initSync as initMstl, MSTL } from '@bsull/augurs/mstl';
import { Method, Predict, simpleMethods } from './methods';
import { lastOf } from './numbers';
import { meanShape, WEEK } from './shape';

/** Days that a model is fitted to. */
const FITTED_DAYS = 16 * WEEK;
/** Fewer days than this fit nothing that simple methods do not know. */
const LEAST_DAYS = 3 * WEEK;
/** No day is foretold above this many times the highest of the fitted ones. */
const CEILING = 3;

interface Fitted {
  predict(horizon: number): { point: number[] };
  free(): void;
}

let ready = false;

/** At the first use: the binaries are half a megabyte, and a portal starts without them. */
function initialise(): void {
  if (!ready) {
    // The modules stand beside their binaries; the package exports only the modules.
    const folder = path.dirname(require.resolve('@bsull/augurs/ets'));
    const binary = (name: string) =>
      new WebAssembly.Module(readFileSync(path.join(folder, name)));
    initEts({ module: binary('ets_bg.wasm') });
    initMstl({ module: binary('mstl_bg.wasm') });
    ready = true;
  }
}

/** Fits to the days in parts of their highest, so that no unit is too large for it. */
function predictWith(fit: (values: number[]) => Fitted): Predict {
  return (history, horizon) => {
    initialise();
    const days = lastOf(history, FITTED_DAYS);
    const highest = days.reduce((high, value) => Math.max(high, value), 0);
    if (!(highest > 0)) {
      return new Float64Array(horizon);
    }
    const model = fit(Array.from(days, value => value / highest));
    try {
      const { point } = model.predict(horizon);
      return Float64Array.from(point, value => {
        if (!Number.isFinite(value)) {
          throw new RangeError('The fitted model diverges');
        }
        return Math.min(CEILING, Math.max(0, value)) * highest;
      });
    } finally {
      model.free();
    }
  };
}

const ets = predictWith(values => {
  const model = new AutoETS(1, 'ZZN');
  model.fit(values);
  return model;
});

const mstl = predictWith(values => {
  const model = MSTL.ets([WEEK]);
  model.fit(values);
  return model;
});

/** What is said in place of a model that cannot be fitted. */
const otherwise = simpleMethods.find(
  ({ id }) => id === 'weekday-profile-14',
)!.predict;

/** Whether there is anything to fit: the likelihood of a constant has no maximum, and is searched for long. */
function varies(values: Float64Array): boolean {
  return values.some(value => Math.abs(value - values[0]) > 1e-9 * values[0]);
}

/** Says the simple thing where there is too little history, or none that fits. */
function whereItFits(predict: Predict): Predict {
  return (history, horizon) => {
    if (history.length >= LEAST_DAYS && varies(lastOf(history, FITTED_DAYS))) {
      try {
        return predict(history, horizon);
      } catch {
        // Some series fit no model, and some machines load no WebAssembly.
      }
    }
    return otherwise(history, horizon);
  };
}

/**
 * Models of the augurs library, which runs as WebAssembly: exponential smoothing
 * with error, trend and damping chosen by likelihood, on levels without the
 * shape of the week, and the same under an MSTL decomposition. Where the
 * binaries cannot be loaded they say what a simple profile says.
 */
export function augursMethods(): Method[] {
  return [
    {
      id: 'weekday-ets',
      costly: true,
      usual: { calm: 1.2, wild: 1.45 },
      predict: whereItFits((history, horizon) => {
        const shape = meanShape(history);
        const levels = history.map((value, day) => {
          const share = shape[day % WEEK];
          return share > 0.05 ? value / share : NaN;
        });
        // A weekday that is always idle repeats the level of the day before.
        for (let day = 0; day < levels.length; day++) {
          if (Number.isNaN(levels[day])) {
            levels[day] = day > 0 ? levels[day - 1] : 0;
          }
        }
        return ets(levels, horizon).map(
          (level, step) => level * shape[(history.length + step) % WEEK],
        );
      }),
    },
    {
      id: 'mstl-ets',
      costly: true,
      usual: { calm: 1.19, wild: 1.42 },
      predict: whereItFits(mstl),
    },
  ];
}
