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

/** An interval; both ends inclusive. */
export interface Interval {
  low: number;
  high: number;
}

/** Successes among trials. */
export interface Proportion {
  successes: number;
  trials: number;
}

/** A mean as it comes out of sums. */
export interface Moments {
  count: number;
  sum: number;
  squares: number;
}

/**
 * How far, in standard deviations, a normal variable stays below with a
 * probability (Acklam's approximation, within 1.2e-9 relative).
 *
 * @param p - above 0 and below 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new RangeError(
      `A probability between 0 and 1 was expected, not ${p}`,
    );
  }
  const a = [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2,
    1.38357751867269e2, -3.066479806614716e1, 2.506628277459239,
  ];
  const b = [
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2,
    6.680131188771972e1, -1.328068155288572e1,
  ];
  const c = [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838,
    -2.549732539343734, 4.374664141464968, 2.938163982698783,
  ];
  const d = [
    7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996,
    3.754408661907416,
  ];
  const polynomial = (coefficients: readonly number[], x: number) =>
    coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
  const tail = (q: number) => polynomial(c, q) / polynomial([...d, 1], q);
  if (p < 0.02425) {
    return tail(Math.sqrt(-2 * Math.log(p)));
  }
  if (p > 1 - 0.02425) {
    return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(a, r) * q) / polynomial([...b, 1], r);
}

/** Wilson's score interval of a proportion; all of [0, 1] without a trial. */
export function wilson({ successes, trials }: Proportion, z: number): Interval {
  if (trials <= 0) {
    return { low: 0, high: 1 };
  }
  const p = successes / trials;
  const z2 = z * z;
  const middle = (p + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (z / (1 + z2 / trials)) *
    Math.sqrt((p * (1 - p)) / trials + z2 / (4 * trials * trials));
  return {
    low: Math.max(0, middle - half),
    high: Math.min(1, middle + half),
  };
}

/**
 * Newcombe's interval of the difference of two proportions, `a` less `b`, out
 * of their Wilson intervals. It holds near 0 and 1 too, where most rates of
 * success lie.
 */
export function proportionDifference(
  a: Proportion,
  b: Proportion,
  z: number,
): Interval {
  if (a.trials <= 0 || b.trials <= 0) {
    return { low: -1, high: 1 };
  }
  const pa = a.successes / a.trials;
  const pb = b.successes / b.trials;
  const wa = wilson(a, z);
  const wb = wilson(b, z);
  const difference = pa - pb;
  return {
    low: difference - Math.hypot(pa - wa.low, wb.high - pb),
    high: difference + Math.hypot(wa.high - pa, pb - wb.low),
  };
}

/** The mean, and the variance of one value; the variance of fewer than two is none. */
export function meanOf({ count, sum, squares }: Moments): {
  mean: number;
  variance: number;
} {
  const mean = count > 0 ? sum / count : 0;
  return {
    mean,
    variance:
      count > 1
        ? Math.max(0, (squares - count * mean * mean) / (count - 1))
        : 0,
  };
}

/** The interval of the difference of two means, `a` less `b`, for counts that are large. */
export function meanDifference(a: Moments, b: Moments, z: number): Interval {
  if (a.count < 2 || b.count < 2) {
    return { low: -Infinity, high: Infinity };
  }
  const ma = meanOf(a);
  const mb = meanOf(b);
  const half = z * Math.sqrt(ma.variance / a.count + mb.variance / b.count);
  const difference = ma.mean - mb.mean;
  return { low: difference - half, high: difference + half };
}
