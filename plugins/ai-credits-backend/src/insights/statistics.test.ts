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

import {
  meanDifference,
  normalQuantile,
  proportionDifference,
  wilson,
} from './statistics';

it('knows quantiles of the normal distribution', () => {
  expect(normalQuantile(0.5)).toBeCloseTo(0, 8);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 7);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306, 7);
  expect(normalQuantile(1 - 1e-7)).toBeCloseTo(5.199337582, 6);
  expect(() => normalQuantile(1)).toThrow(RangeError);
});

it('gives the intervals that the literature prints', () => {
  const z = normalQuantile(0.975);
  // Newcombe 1998a, 81 of 263 and 0 of 20.
  expect(wilson({ successes: 81, trials: 263 }, z).low).toBeCloseTo(0.2553, 4);
  expect(wilson({ successes: 81, trials: 263 }, z).high).toBeCloseTo(0.3662, 4);
  expect(wilson({ successes: 0, trials: 20 }, z).high).toBeCloseTo(0.1611, 4);
  // Newcombe 1998b, method 10: 56 of 70 less 48 of 80.
  const difference = proportionDifference(
    { successes: 56, trials: 70 },
    { successes: 48, trials: 80 },
    z,
  );
  expect(difference.low).toBeCloseTo(0.0524, 4);
  expect(difference.high).toBeCloseTo(0.3339, 4);
});

it('says nothing of too little', () => {
  expect(
    proportionDifference(
      { successes: 0, trials: 0 },
      { successes: 1, trials: 1 },
      2,
    ),
  ).toEqual({ low: -1, high: 1 });
  expect(
    meanDifference(
      { count: 1, sum: 1, squares: 1 },
      { count: 9, sum: 9, squares: 9 },
      2,
    ),
  ).toEqual({ low: -Infinity, high: Infinity });
});
