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
  divideHalfEven,
  formatCredits,
  Measure,
} from 'backstage-plugin-ai-credits-common';
import { costSumNames, Sum } from './cubes';

/** The sums of a row of an answer. */
export interface Sums {
  get(sum: Sum): bigint;
  /** A percentile of latency in milliseconds, undefined where no call says one. */
  latencyAt(percent: number): number | undefined;
}

interface MeasureDefinition {
  needs: readonly Sum[];
  /** How many of a hundred calls the latency is of, where it is a percentile. */
  percentile?: number;
  /** Undefined for an average of nothing. */
  read(sums: Sums): string | number | undefined;
  /** What to order by, in SQL over the columns of the sums; null for an average of nothing. */
  order: string;
}

function count(name: Sum): MeasureDefinition {
  return {
    needs: [name],
    read: sums => Number(sums.get(name)),
    order: name,
  };
}

function amount(name: Sum): MeasureDefinition {
  return {
    needs: [name],
    read: sums => formatCredits(sums.get(name)),
    order: name,
  };
}

function ratio(
  numerator: { needs: readonly Sum[]; read(sums: Sums): bigint; sql: string },
  denominator: { needs: readonly Sum[]; read(sums: Sums): bigint; sql: string },
  decimals: number,
): MeasureDefinition {
  return {
    needs: [...numerator.needs, ...denominator.needs],
    read: sums => {
      const below = denominator.read(sums);
      return below > 0n
        ? round(Number(numerator.read(sums)) / Number(below), decimals)
        : undefined;
    },
    order: `(${numerator.sql}) * 1.0 / nullif(${denominator.sql}, 0)`,
  };
}

function sum(name: Sum) {
  return { needs: [name], read: (sums: Sums) => sums.get(name), sql: name };
}

function difference(a: Sum, b: Sum) {
  return {
    needs: [a, b],
    read: (sums: Sums) => sums.get(a) - sums.get(b),
    sql: `${a} - ${b}`,
  };
}

function percentile(percent: number): MeasureDefinition {
  return {
    needs: [],
    percentile: percent,
    read: sums => sums.latencyAt(percent),
    order: `p${percent}`,
  };
}

/**
 * First attempts that passed: that did not fail, were not rejected, and were
 * not followed by a second attempt at the same item. Which of the second
 * attempts followed a flawed first one is not known to a sum, so the larger of
 * both numbers is taken as those that did not pass.
 */
const passed = {
  needs: ['calls', 'repeats', 'second_attempts', 'flawed_firsts'] as const,
  read: (sums: Sums) => {
    const first = sums.get('calls') - sums.get('repeats');
    const second = sums.get('second_attempts');
    const flawed = sums.get('flawed_firsts');
    const left = first - (second > flawed ? second : flawed);
    return left > 0n ? left : 0n;
  },
  sql: 'case when calls - repeats < second_attempts or calls - repeats < flawed_firsts then 0 when second_attempts > flawed_firsts then calls - repeats - second_attempts else calls - repeats - flawed_firsts end',
};

/**
 * How every measure is computed from sums:
 *
 * - `credits` are net of refunds, counted when the charge happened;
 * - `failed` counts the requests of failed events, `successRate` is the share
 *   of the others in all requests;
 * - `transactions` counts events, however many requests each stands for;
 * - latencies are of the events that say one, `timedCalls` of them; percentiles are within 1 %;
 * - `regenerationRate` is the share of events that are a second or later
 *   attempt at their item;
 * - `firstPassRate` is the share of first attempts that neither failed nor
 *   were rejected nor followed by a second attempt;
 * - `inputCredits` … `unitCredits` are what of `credits` depends on each
 *   quantity and `requestCredits` is the rest, the price per request: the
 *   seven sum to `credits`. Cached tokens are not in `inputCredits`, nor
 *   reasoning tokens in `outputCredits`.
 */
export const measureDefinitions: Record<Measure, MeasureDefinition> = {
  credits: amount('credits'),
  requests: count('requests'),
  failed: count('failed'),
  transactions: count('calls'),
  timedCalls: count('latency_count'),
  inputTokens: count('input_tokens'),
  outputTokens: count('output_tokens'),
  cachedInputTokens: count('cached_tokens'),
  images: count('images'),
  averageLatencyMs: ratio(sum('latency_sum'), sum('latency_count'), 2),
  p50LatencyMs: percentile(50),
  p95LatencyMs: percentile(95),
  successRate: ratio(difference('requests', 'failed'), sum('requests'), 6),
  creditsPerRequest: {
    needs: ['credits', 'requests'],
    read: sums => {
      const requests = sums.get('requests');
      return requests > 0n
        ? formatCredits(divideHalfEven(sums.get('credits'), requests))
        : undefined;
    },
    order: 'credits * 1.0 / nullif(requests, 0)',
  },
  averageRating: ratio(sum('rating_sum'), sum('rating_count'), 4),
  firstPassRate: ratio(passed, difference('calls', 'repeats'), 6),
  regenerationRate: ratio(sum('repeats'), sum('calls'), 6),
  excessCredits: amount('excess'),
  freeCredits: amount('free'),
  purchasedCredits: amount('purchased'),
  requestCredits: {
    needs: ['credits', ...costSumNames],
    read: sums =>
      formatCredits(
        costSumNames.reduce(
          (rest, name) => rest - sums.get(name),
          sums.get('credits'),
        ),
      ),
    order: ['credits', ...costSumNames].join(' - '),
  },
  inputCredits: amount('cost_input'),
  cachedInputCredits: amount('cost_cached'),
  outputCredits: amount('cost_output'),
  reasoningCredits: amount('cost_reasoning'),
  imageCredits: amount('cost_images'),
  unitCredits: amount('cost_units'),
};

function round(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
