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

import { normalQuantile, proportionDifference } from '../statistics';
import { MINIMUM_SAMPLES } from './modelSwitch';

/** Local hours from Monday to Friday in which most people work. */
export const PEAK = { fromHour: 9, toHour: 17 } as const;
/** A wait must be longer by both of these to be worth another time of day. */
const SLOWER = { times: 1.25, byMs: 300 } as const;
/** So much larger the share of failures must be for certain. */
const MORE_FAILURES = 0.01;
/** Hours of the week that each side needs: fewer may have been one bad day. */
const MINIMUM_SLOTS = 5;

/** What a model did in one hour of the week. */
export interface Slot {
  model: string;
  /** 1 is Monday. */
  weekday: number;
  hour: number;
  requests: number;
  failed: number;
  timed: number;
  averageLatencyMs: number;
  /** Credits that failed calls cost. */
  failedCredits: number;
}

/** A model that is slower, or fails more, while most people work. */
export interface QuietHours {
  model: string;
  requests: { peak: number; quiet: number };
  latency?: { peak: number; quiet: number };
  failures: { peak: number; quiet: number };
  because: Array<'latency' | 'failures'>;
  /** Credits of failed calls that would not have failed at other hours, over the range. */
  avoidable: number;
}

/** Whether an hour of the week is one in which most people work. */
export function isPeak({ weekday, hour }: Pick<Slot, 'weekday' | 'hour'>) {
  return weekday <= 5 && hour >= PEAK.fromHour && hour < PEAK.toHour;
}

/**
 * The models for which the time of day makes a difference. Hours of the week
 * are compared with each other, so that many calls of one bad hour do not
 * count as many proofs; the confidence holds for all models together.
 */
export function findQuietHours(
  slots: readonly Slot[],
  confidence: number,
): { found: QuietHours[]; compared: number } {
  const models = new Map<string, Slot[]>();
  for (const slot of slots) {
    if (slot.model) {
      models.set(slot.model, [...(models.get(slot.model) ?? []), slot]);
    }
  }
  const candidates = [...models].flatMap(([model, all]) => {
    const peak = all.filter(slot => isPeak(slot) && slot.requests > 0);
    const quiet = all.filter(slot => !isPeak(slot) && slot.requests > 0);
    return [peak, quiet].every(
      side =>
        side.length >= MINIMUM_SLOTS &&
        total(side, 'requests') >= MINIMUM_SAMPLES,
    )
      ? [{ model, peak, quiet }]
      : [];
  });
  const z = normalQuantile(
    1 - (1 - confidence) / Math.max(1, 2 * candidates.length),
  );
  return {
    compared: candidates.length,
    found: candidates.flatMap(each => judge(each, z) ?? []),
  };
}

function judge(
  { model, peak, quiet }: { model: string; peak: Slot[]; quiet: Slot[] },
  z: number,
): QuietHours | undefined {
  const because: QuietHours['because'] = [];
  const latencies = (side: readonly Slot[]) =>
    weightedMean(
      side,
      slot => slot.timed,
      slot => slot.averageLatencyMs,
    );
  const a = latencies(peak);
  const b = latencies(quiet);
  if (
    a &&
    b &&
    a.mean >= b.mean * SLOWER.times &&
    a.mean - b.mean >= SLOWER.byMs &&
    exceeds(a, b, z)
  ) {
    because.push('latency');
  }
  const failing = (side: readonly Slot[]) => ({
    successes: total(side, 'failed'),
    trials: total(side, 'requests'),
  });
  const failedPeak = failing(peak);
  const failedQuiet = failing(quiet);
  const failures = {
    peak: failedPeak.successes / failedPeak.trials,
    quiet: failedQuiet.successes / failedQuiet.trials,
  };
  const rates = (side: readonly Slot[]) =>
    weightedMean(
      side,
      slot => slot.requests,
      slot => slot.failed / slot.requests,
    );
  // An outage is a few hours in which much failed; it says nothing of the time
  // of day, and makes the hours differ so much that nothing is certain.
  const moreFailures =
    proportionDifference(failedPeak, failedQuiet, z).low > MORE_FAILURES &&
    exceeds(rates(peak), rates(quiet), z);
  if (moreFailures) {
    because.push('failures');
  }
  return because.length
    ? {
        model,
        requests: { peak: failedPeak.trials, quiet: failedQuiet.trials },
        ...(a && b ? { latency: { peak: a.mean, quiet: b.mean } } : {}),
        failures,
        because,
        avoidable: moreFailures
          ? total(peak, 'failedCredits') * (1 - failures.quiet / failures.peak)
          : 0,
      }
    : undefined;
}

/** A mean over hours of the week, and how sure it is, judged by how much hours differ. */
function weightedMean(
  slots: readonly Slot[],
  weightOf: (slot: Slot) => number,
  valueOf: (slot: Slot) => number,
): { mean: number; variance: number } | undefined {
  const weight = slots.reduce((sum, slot) => sum + weightOf(slot), 0);
  if (weight < MINIMUM_SAMPLES) {
    return undefined;
  }
  const mean =
    slots.reduce((sum, slot) => sum + weightOf(slot) * valueOf(slot), 0) /
    weight;
  const variance = slots.reduce(
    (sum, slot) => sum + (weightOf(slot) * (valueOf(slot) - mean)) ** 2,
    0,
  );
  return { mean, variance: variance / (weight * weight) };
}

/** Whether the first is larger for certain. */
function exceeds(
  a: { mean: number; variance: number } | undefined,
  b: { mean: number; variance: number } | undefined,
  z: number,
): boolean {
  return Boolean(
    a && b && a.mean - b.mean > z * Math.sqrt(a.variance + b.variance),
  );
}

function total(
  slots: readonly Slot[],
  name: 'requests' | 'failed' | 'timed' | 'failedCredits',
): number {
  return slots.reduce((sum, slot) => sum + slot[name], 0);
}
