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

import { ComparedQuality } from 'backstage-plugin-ai-credits-common';
import {
  Interval,
  meanDifference,
  meanOf,
  Moments,
  normalQuantile,
  Proportion,
  proportionDifference,
} from '../statistics';
import { passedFirsts, WorkStats } from '../workStats';

/** Of all switches of an answer together: the chance that none is worse by a margin or more. */
export const CONFIDENCE = 0.95;
/** Events with a known result that each side needs. */
export const MINIMUM_SAMPLES = 200;
/** Ratings that each side needs for ratings to be compared. */
const MINIMUM_RATINGS = 50;
/** How much worse a model may be at most. Rates are shares, ratings are of 1 to 5. */
export const margins: Record<ComparedQuality['measure'], number> = {
  acceptance: 0.05,
  firstPass: 0.05,
  rating: 0.2,
  success: 0.02,
};
/** Below this part of the price, a difference is not worth a change. */
const LEAST_CHEAPER = 0.1;
/** Credits in 30 days that must be saved at least. */
export const LEAST_SAVING = 5;
/** First passes say something once so many first attempts were repeated though they did not fail. */
const LEAST_REPEATED = 0.02;
/** A model that is slower than both of these allow is no replacement. */
const SLOWER = { times: 1.5, byMs: 1_000 } as const;
/** Two-sided 95 %: the range of the saving. */
const RANGE_Z = normalQuantile(0.975);

/** A cheaper model that is not worse. */
export interface Switch {
  from: WorkStats;
  to: WorkStats;
  /** Credits of an event. */
  price: { from: number; to: number };
  /** Credits in 30 days. */
  saving: Interval;
  eventsPerMonth: number;
  quality: ComparedQuality[];
}

interface Pair {
  from: WorkStats;
  to: WorkStats;
  measures: ComparedQuality['measure'][];
}

/**
 * The cheaper models that this organisation's own results support. For each
 * use case with an action, every model is set against every cheaper one; a
 * switch is advised when, for each measure of quality that is known, the
 * cheaper one is worse by less than a margin with a confidence that holds for
 * all pairs together (Bonferroni). Where the dearer model's quality is known
 * and the other's is not, nothing is advised.
 *
 * @param perMonth - what events since `recent` are multiplied by to give 30 days
 */
export function findSwitches(
  work: readonly WorkStats[],
  perMonth: number,
): { switches: Switch[]; compared: number } {
  const pairs = pairsOf(work);
  if (!pairs.length) {
    return { switches: [], compared: 0 };
  }
  const z = normalQuantile(1 - (1 - CONFIDENCE) / pairs.length);
  const best = new Map<WorkStats, Switch>();
  for (const pair of pairs) {
    const found = judge(pair, z, perMonth);
    const known = best.get(pair.from);
    if (found && (!known || found.saving.low > known.saving.low)) {
      best.set(pair.from, found);
    }
  }
  return {
    switches: [...best.values()].sort((a, b) => b.saving.low - a.saving.low),
    compared: pairs.length,
  };
}

function pairsOf(work: readonly WorkStats[]): Pair[] {
  const groups = new Map<string, WorkStats[]>();
  for (const each of work) {
    // Work without a model is no choice of one, and little of it shows nothing.
    if (each.model && each.events >= MINIMUM_SAMPLES) {
      const key = `${each.useCase}/${each.action}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
  }
  const pairs: Pair[] = [];
  for (const group of groups.values()) {
    for (const from of group) {
      for (const to of group) {
        const measures =
          from !== to && isCheaper(from, to) ? measuresOf(from, to) : undefined;
        if (measures) {
          pairs.push({ from, to, measures });
        }
      }
    }
  }
  return pairs;
}

function isCheaper(from: WorkStats, to: WorkStats): boolean {
  const price = meanOf(from.price).mean;
  return price > 0 && meanOf(to.price).mean <= price * (1 - LEAST_CHEAPER);
}

/** What both are judged by; undefined where the one is known and the other is not, or nothing but success is. */
function measuresOf(
  from: WorkStats,
  to: WorkStats,
): Pair['measures'] | undefined {
  const tells = tellsFirstPass(from, to);
  const samples: Record<
    Exclude<ComparedQuality['measure'], 'success'>,
    (each: WorkStats) => boolean
  > = {
    acceptance: each => each.judged >= MINIMUM_SAMPLES,
    firstPass: each => tells && each.firsts >= MINIMUM_SAMPLES,
    rating: each => each.rating.count >= MINIMUM_RATINGS,
  };
  const known: Pair['measures'] = [];
  for (const measure of ['acceptance', 'firstPass', 'rating'] as const) {
    if (samples[measure](from)) {
      if (!samples[measure](to)) {
        return undefined;
      }
      known.push(measure);
    }
  }
  return known.length ? [...known, 'success'] : undefined;
}

/**
 * Whether first passes say something of quality. Where no outcomes are told
 * and calls are repeated only because they failed, every other first attempt
 * seems to pass, however good it was.
 */
function tellsFirstPass(...sides: readonly WorkStats[]): boolean {
  const sum = (value: (each: WorkStats) => number) =>
    sides.reduce((total, each) => total + value(each), 0);
  return (
    sides.every(each => each.judged >= MINIMUM_SAMPLES) ||
    sum(each => Math.max(0, each.seconds - each.flawedFirsts)) >=
      LEAST_REPEATED * sum(each => each.firsts)
  );
}

function judge(
  { from, to, measures }: Pair,
  z: number,
  perMonth: number,
): Switch | undefined {
  if (isSlower(from, to)) {
    return undefined;
  }
  const quality = measures.map(measure => compare(measure, from, to, z));
  if (quality.some(({ atMostWorse, margin }) => atMostWorse >= margin)) {
    return undefined;
  }
  const eventsPerMonth = from.recentEvents * perMonth;
  const each = meanDifference(from.price, to.price, RANGE_Z);
  const saving = {
    low: each.low * eventsPerMonth,
    high: each.high * eventsPerMonth,
  };
  return saving.low >= LEAST_SAVING
    ? {
        from,
        to,
        price: { from: meanOf(from.price).mean, to: meanOf(to.price).mean },
        saving,
        eventsPerMonth,
        quality,
      }
    : undefined;
}

function isSlower(from: WorkStats, to: WorkStats): boolean {
  if (!from.latency.count || !to.latency.count) {
    return false;
  }
  const a = from.latency.sum / from.latency.count;
  const b = to.latency.sum / to.latency.count;
  return b > a * SLOWER.times && b > a + SLOWER.byMs;
}

function compare(
  measure: ComparedQuality['measure'],
  from: WorkStats,
  to: WorkStats,
  z: number,
): ComparedQuality {
  const margin = margins[measure];
  if (measure === 'rating') {
    const side = (moments: Moments) => ({
      value: meanOf(moments).mean,
      samples: moments.count,
    });
    return {
      measure,
      from: side(from.rating),
      to: side(to.rating),
      atMostWorse: meanDifference(from.rating, to.rating, z).high,
      margin,
    };
  }
  const proportion = (each: WorkStats): Proportion => {
    switch (measure) {
      case 'acceptance':
        return { successes: each.accepted, trials: each.judged };
      case 'firstPass':
        return { successes: passedFirsts(each), trials: each.firsts };
      default:
        return { successes: each.succeeded, trials: each.events };
    }
  };
  const a = proportion(from);
  const b = proportion(to);
  return {
    measure,
    from: { value: a.successes / a.trials, samples: a.trials },
    to: { value: b.successes / b.trials, samples: b.trials },
    atMostWorse: -proportionDifference(b, a, z).low,
    margin,
  };
}
