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
import { between, median } from './numbers';
import { WEEK } from './shape';

// Taken out of the innermost loops.
const { abs } = Math;

/** Methods of which the mean is taken. */
const PARTS = 4;
/** A method's weight falls with this power of its error. */
const SHARPNESS = 8;
/** What remains of a day's weight in the past errors with each day after it. */
const MEMORY = 0.985;
/** How many days of tries the usual errors count as much as. */
const BELIEF_DAYS = 45;
/** The part of the error of sums in the measure; the rest is that of days. */
const SUMS = 0.1;
/** Below, a series is calm, and from twice as much on it is wild: the median of |log(day / day before)|. */
const CALM = 0.3;
/** Days that the wildness is measured over. */
const WILD_DAYS = 56;

/** A method with its part of the mean. */
export interface Part {
  method: Method;
  weight: number;
}

/**
 * Follows how far each method was off on every day so far and says which to
 * take next. It is told a day only when that is over, so what it says on a day
 * depends on nothing after it.
 *
 * A few days tell little about twenty methods, and the best of twenty looks
 * better than it is. So each starts with what its error usually is on series
 * that are as wild as this one, and the mean of the best few is taken.
 */
export class Selection {
  /** By how much each was worse than the best of each day. */
  private readonly excess: Float64Array;
  /** The error of the best of each day, which nobody foresaw. */
  private readonly leasts: number[] = [];
  /** Sums of errors since each origin, by method. */
  private readonly sums: Float64Array[] = [];
  private weight = 0;

  constructor(
    private readonly methods: readonly Method[],
    private readonly horizon: number,
  ) {
    this.excess = new Float64Array(methods.length);
  }

  /**
   * Takes a day that is over.
   *
   * @param day - its number; the first that is told is the first origin
   * @param predictions - by method and origin
   */
  learn(
    day: number,
    actual: number,
    firstOrigin: number,
    predictions: readonly (readonly Float64Array[])[],
  ): void {
    const from = Math.max(firstOrigin, day - this.horizon + 1);
    this.sums[day] = new Float64Array(this.methods.length);
    this.weight = this.weight * MEMORY + 1;
    const errors = this.methods.map((_, m) => {
      let daily = 0;
      let summed = 0;
      for (let origin = from; origin <= day; origin++) {
        const step = day - origin;
        const error = actual - predictions[m][origin][step];
        this.sums[origin][m] += error;
        daily += abs(error);
        summed += abs(this.sums[origin][m]) / (step + 1);
      }
      return ((1 - SUMS) * daily + SUMS * summed) / (day - from + 1);
    });
    const least = Math.min(...errors);
    this.leasts.push(least);
    errors.forEach((error, m) => {
      this.excess[m] = this.excess[m] * MEMORY + error - least;
    });
  }

  /** A day of which nothing is known. */
  skip(day: number): void {
    this.sums[day] = new Float64Array(this.methods.length);
  }

  /** The methods to take the mean of, the heaviest first; weights add up to 1. */
  choose(history: Float64Array): Part[] {
    const unit = median(this.leasts.slice(-WILD_DAYS));
    const wild = between(0, wildness(history) / CALM - 1, 1);
    const ranked = this.methods
      .map((method, m) => {
        const { calm, wild: onWild } = method.usual;
        const usual = calm + wild * (onWild - calm);
        const expected =
          unit +
          (this.excess[m] + BELIEF_DAYS * (usual - 1) * unit) /
            (this.weight + BELIEF_DAYS);
        return { method, usual, expected };
      })
      .sort((a, b) => a.expected - b.expected || a.usual - b.usual)
      .slice(0, PARTS);
    const best = ranked[0].expected;
    const weights = ranked.map(({ expected }) =>
      expected > 0 ? (best / expected) ** SHARPNESS : 1,
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return ranked.map(({ method }, i) => ({
      method,
      weight: weights[i] / total,
    }));
  }
}

/**
 * How much the change from a weekday to the same one a week later differs from
 * one day to another: the median distance of the logarithms of their ratio from
 * what they share, which is growth or a new level, over the last weeks. Drawn
 * towards what is usual as long as few such pairs are known.
 */
function wildness(history: Float64Array): number {
  const usual = 0.3;
  const usualPairs = 5;
  const changes: number[] = [];
  const from = Math.max(WEEK, history.length - WILD_DAYS);
  for (let day = from; day < history.length; day++) {
    if (history[day] > 0 && history[day - WEEK] > 0) {
      changes.push(Math.log(history[day] / history[day - WEEK]));
    }
  }
  const shared = median(changes);
  const spread = median(changes.map(change => Math.abs(change - shared)));
  return (
    (spread * changes.length + usual * usualPairs) /
    (changes.length + usualPairs)
  );
}
