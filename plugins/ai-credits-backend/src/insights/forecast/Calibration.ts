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

import { between, mean, runningSums, sortedQuantile } from './numbers';

// Taken out of the innermost loops.
const { abs, max } = Math;
const { isNaN: isUnknown } = Number;

/** Origins back from now whose errors are used. */
const ORIGINS = 120;
/** How fast the width follows what it missed. */
const PACE = 0.08;
/** The part of the permitted misses that is aimed at: what comes is a little wilder than what was. */
const AIM = 0.85;
/** The most and the least by which it is widened or narrowed. */
const WIDTHS = { least: 0.4, most: 3 };
/** The part of a day's own prediction in the scale of its error; the rest is the level of the last weeks. */
const OWN = 0.7;
const LEVEL_DAYS = 28;
/** No scale is below this part of the level at the time of asking. */
const LEAST_SCALE = 0.1;
/** Steps to either side that share what is known of how errors grow with distance. */
const NEIGHBOURS = 2;
/** As many errors as this speak for errors that do not grow. */
const STEADY = 10;
/** No upper end of a day is above this many times the highest day so far; sums are held likewise, since bursts do not follow each other for ever. */
const CEILING = 3;

/** Ends of an interval, for each day ahead. */
export interface Interval {
  lower: Float64Array;
  upper: Float64Array;
}

/** The intervals at an origin. */
export interface Bands {
  /** Of the single days. */
  days: Interval;
  /** Of the sums from the first day on. */
  sums: Interval & {
    /** The middle of what the sums turned out to be for predictions like this. */
    middle: Float64Array;
  };
}

interface Origin {
  prediction: Float64Array;
  predictedSums: Float64Array;
  scale: Float64Array;
  scaleSums: Float64Array;
  /** What came, less what was predicted; as many as are over. */
  errors: number[];
  sumErrors: number[];
  bands?: Bands;
  actualSum: number;
}

interface Widths {
  up: number;
  down: number;
}

/** Errors in the scale of their prediction, by how many days ahead. */
class Pool {
  private readonly errors: number[] = [];
  private readonly steps: number[] = [];
  private readonly sizes: Float64Array;
  private readonly counts: Float64Array;

  constructor(private readonly horizon: number) {
    this.sizes = new Float64Array(horizon);
    this.counts = new Float64Array(horizon);
  }

  add(step: number, error: number): void {
    this.errors.push(error);
    this.steps.push(step);
    this.sizes[step] += abs(error);
    this.counts[step] += 1;
  }

  /**
   * The ends that leave out a part at either side, for an error as large as the
   * mean one, and how errors grow with the days ahead.
   *
   * @param tail - the part left out at either side
   * @param independent - how many errors there are that do not depend on each other
   */
  ends(tail: number, independent: number) {
    const growth = this.growth();
    const levelled = new Float64Array(this.errors.length);
    for (let i = 0; i < levelled.length; i++) {
      levelled[i] = this.errors[i] / growth[this.steps[i]];
    }
    levelled.sort();
    const inside = Math.min(1, (1 - tail) * (1 + 1 / Math.max(1, independent)));
    return {
      growth,
      low: sortedQuantile(levelled, 1 - inside),
      middle: sortedQuantile(levelled, 0.5),
      high: sortedQuantile(levelled, inside),
    };
  }

  private growth(): Float64Array {
    const all = mean(this.errors.map(abs));
    const growth = new Float64Array(this.horizon).fill(1);
    if (all > 0) {
      for (let step = 0; step < this.horizon; step++) {
        let size = STEADY * all;
        let count = STEADY;
        const to = Math.min(this.horizon - 1, step + NEIGHBOURS);
        for (let i = Math.max(0, step - NEIGHBOURS); i <= to; i++) {
          size += this.sizes[i];
          count += this.counts[i];
        }
        growth[step] = size / count / all;
      }
    }
    return growth;
  }
}

/**
 * Turns the errors that the whole procedure made (choice of the method
 * included, each made without knowing what came) into intervals: quantiles of
 * past errors in the scale of the prediction, widened a little for their small
 * number, and then step by step by how often the last intervals missed.
 */
export class Calibration {
  private readonly origins: Origin[] = [];
  private readonly widths: { days: Widths; sums: Widths } = {
    days: { up: 1, down: 1 },
    sums: { up: 1, down: 1 },
  };
  private readonly tail: number;

  /**
   * @param first - the number of the first origin
   * @param level - the part that intervals are to hold, such as 0.8
   */
  constructor(
    private readonly first: number,
    private readonly horizon: number,
    level: number,
  ) {
    this.tail = (AIM * (1 - level)) / 2;
  }

  /** Takes a day that is over; `known` is false where nothing was measured. */
  learn(day: number, actual: number, known: boolean): void {
    const from = Math.max(this.first, day - this.horizon + 1);
    const misses = { days: { up: 0, down: 0 }, sums: { up: 0, down: 0 } };
    let tested = 0;
    for (let number = from; number <= day; number++) {
      const origin = this.origins[number - this.first];
      const step = day - number;
      const predicted = origin.prediction[step];
      const error = known ? actual - predicted : 0;
      origin.errors.push(known ? error : NaN);
      origin.sumErrors.push((origin.sumErrors[step - 1] ?? 0) + error);
      origin.actualSum += known ? actual : predicted;
      if (origin.bands && known) {
        const { days, sums } = origin.bands;
        tested += 1;
        misses.days.up += Number(actual > days.upper[step]);
        misses.days.down += Number(actual < days.lower[step]);
        misses.sums.up += Number(origin.actualSum > sums.upper[step]);
        misses.sums.down += Number(origin.actualSum < sums.lower[step]);
      }
    }
    if (tested) {
      for (const kind of ['days', 'sums'] as const) {
        for (const side of ['up', 'down'] as const) {
          const missed = misses[kind][side] / tested;
          this.widths[kind][side] = between(
            WIDTHS.least,
            this.widths[kind][side] *
              Math.exp((PACE * (missed - this.tail)) / this.tail),
            WIDTHS.most,
          );
        }
      }
    }
  }

  /** Adds the next origin with its prediction; without bands, where too little is known for them. */
  add(history: Float64Array, prediction: Float64Array, withBands: boolean) {
    const level = mean(
      history.subarray(Math.max(0, history.length - LEVEL_DAYS)),
    );
    const scale = prediction.map(value => OWN * value + (1 - OWN) * level);
    const origin: Origin = {
      prediction,
      predictedSums: runningSums(prediction),
      scale,
      scaleSums: runningSums(scale),
      errors: [],
      sumErrors: [],
      actualSum: 0,
    };
    if (withBands) {
      origin.bands = this.bandsOf(origin, history);
    }
    this.origins.push(origin);
    return origin.bands;
  }

  /**
   * Errors of past origins in the scale of their prediction, one list an
   * origin; what a path of the future may be drawn from.
   */
  pastErrors(history: Float64Array): number[][] {
    const least = leastScale(history);
    return this.recent()
      .map(({ errors, scale }) =>
        errors.map((error, step) =>
          Number.isNaN(error) ? 0 : error / Math.max(scale[step], least),
        ),
      )
      .filter(errors => errors.length > 0);
  }

  /** The scale of the errors of an origin that was added last. */
  lastScale(history: Float64Array): Float64Array {
    const least = leastScale(history);
    return this.origins[this.origins.length - 1].scale.map(scale =>
      Math.max(scale, least),
    );
  }

  private recent(): Origin[] {
    return this.origins.slice(-ORIGINS);
  }

  private bandsOf(now: Origin, history: Float64Array): Bands {
    const least = leastScale(history);
    const past = this.recent();
    const days = new Pool(this.horizon);
    const sums = new Pool(this.horizon);
    let measured = 0;
    for (const { errors, sumErrors, scale, scaleSums } of past) {
      measured += Number(errors.length > 0);
      for (let step = 0; step < errors.length; step++) {
        if (!isUnknown(errors[step])) {
          days.add(step, errors[step] / max(scale[step], least));
          sums.add(
            step,
            sumErrors[step] / max(scaleSums[step], least * (step + 1)),
          );
        }
      }
    }
    const highest = history.reduce((high, value) => Math.max(high, value), 0);
    const dayScale = now.scale.map(scale => Math.max(scale, least));
    const sumScale = now.scaleSums.map((scale, step) =>
      Math.max(scale, least * (step + 1)),
    );
    const dayEnds = days.ends(this.tail, measured);
    // Sums of overlapping stretches tell less than their number.
    const sumEnds = sums.ends(this.tail, Math.max(2, measured / 4));
    const interval = (
      centre: Float64Array,
      scale: Float64Array,
      ends: { low: number; high: number; growth: Float64Array },
      { up, down }: Widths,
      ceiling: (step: number) => number,
    ): Interval => ({
      lower: centre.map((value, step) =>
        Math.max(
          0,
          value +
            scale[step] * ends.growth[step] * Math.min(ends.low, 0) * down,
        ),
      ),
      upper: centre.map((value, step) =>
        Math.max(
          value,
          Math.min(
            ceiling(step),
            value +
              scale[step] * ends.growth[step] * Math.max(ends.high, 0) * up,
          ),
        ),
      ),
    });
    const ofSums = interval(
      now.predictedSums,
      sumScale,
      sumEnds,
      this.widths.sums,
      step =>
        CEILING *
        Math.max(now.predictedSums[step], highest * Math.sqrt(step + 1)),
    );
    return {
      days: interval(
        now.prediction,
        dayScale,
        dayEnds,
        this.widths.days,
        () => CEILING * highest,
      ),
      sums: {
        ...ofSums,
        middle: now.predictedSums.map((value, step) =>
          between(
            ofSums.lower[step],
            value + sumScale[step] * sumEnds.growth[step] * sumEnds.middle,
            ofSums.upper[step],
          ),
        ),
      },
    };
  }
}

function leastScale(history: Float64Array): number {
  return Math.max(
    Number.MIN_VALUE * 1e20,
    LEAST_SCALE *
      mean(history.subarray(Math.max(0, history.length - 2 * LEVEL_DAYS))),
  );
}
