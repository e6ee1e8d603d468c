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

import { z } from 'zod';
import {
  accountSchema,
  entityRefSchema,
  instantSchema,
  limits,
} from './primitives';
import { rangeWithin } from './range';
import { creditTypeSchema } from './usage';

/** What usage can be grouped and filtered by. @public */
export const usageDimensions = [
  'user',
  'team',
  'department',
  'service',
  'project',
  'product',
  'category',
  'action',
  'useCase',
  'provider',
  'model',
  'tier',
  'status',
  'creditType',
] as const;
/** @public */
export type UsageDimension = (typeof usageDimensions)[number];

/** Groupings that come from the time of the event in the account's time zone. @public */
export const timeGroupings = ['weekday', 'hourOfDay'] as const;

/** @public */
export const groupBySchema = z.enum([...usageDimensions, ...timeGroupings]);
/** @public */
export type GroupBy = z.infer<typeof groupBySchema>;

/** Every measure of `analytics/query`. @public */
export const measures = [
  'credits',
  'requests',
  'failed',
  'inputTokens',
  'outputTokens',
  'cachedInputTokens',
  'images',
  'averageLatencyMs',
  'p50LatencyMs',
  'p95LatencyMs',
  'successRate',
  'creditsPerRequest',
  'averageRating',
  'firstPassRate',
  'regenerationRate',
  'excessCredits',
  'freeCredits',
  'purchasedCredits',
  'requestCredits',
  'inputCredits',
  'cachedInputCredits',
  'outputCredits',
  'reasoningCredits',
  'imageCredits',
  'unitCredits',
  'transactions',
  'timedCalls',
] as const;
/** @public */
export const measureSchema = z.enum(measures);
/** @public */
export type Measure = z.infer<typeof measureSchema>;

/** The measures that are amounts of credits, sent as decimal strings. @public */
export const creditMeasures = [
  'credits',
  'creditsPerRequest',
  'excessCredits',
  'freeCredits',
  'purchasedCredits',
  'requestCredits',
  'inputCredits',
  'cachedInputCredits',
  'outputCredits',
  'reasoningCredits',
  'imageCredits',
  'unitCredits',
] as const satisfies readonly Measure[];

/** What credits were for: the parts of the price, which sum to `credits`. @public */
export const costMeasures = [
  'requestCredits',
  'inputCredits',
  'cachedInputCredits',
  'outputCredits',
  'reasoningCredits',
  'imageCredits',
  'unitCredits',
] as const satisfies readonly Measure[];
/** @public */
export type CostMeasure = (typeof costMeasures)[number];

/** @public */
export const granularitySchema = z.enum(['hour', 'day', 'week', 'month']);
/** @public */
export type Granularity = z.infer<typeof granularitySchema>;

/** The values of one filter, any of which fits; checked one by one so that an error names the wrong one. */
function filterOf(
  fits: (value: string) => boolean = () => true,
  error?: string,
) {
  return z
    .array(z.string().max(limits.refLength).refine(fits, { error }))
    .min(1)
    .max(limits.filterValues, {
      error: `must not have more than ${limits.filterValues} values`,
    })
    .optional();
}

/** Empty for usage that names none. A ref that is well-formed but of nothing finds nothing. */
const refFilter = filterOf(
  value => value === '' || entityRefSchema.safeParse(value).success,
  'must be a full entity ref such as group:default/payments, or empty',
);

function wordFilter(words: readonly string[]) {
  return filterOf(
    value => words.includes(value),
    `must be one of ${words.join(', ')}`,
  );
}

/** What usage is narrowed to: for each dimension the values of which any fits. */
const filtersSchema = z.strictObject({
  user: refFilter,
  team: refFilter,
  department: refFilter,
  service: refFilter,
  project: refFilter,
  product: filterOf(),
  category: filterOf(),
  action: filterOf(),
  useCase: filterOf(),
  provider: filterOf(),
  model: filterOf(),
  tier: wordFilter(['none', 'economy', 'standard', 'premium']),
  status: wordFilter(['success', 'failed']),
  creditType: wordFilter(creditTypeSchema.options),
} satisfies Record<UsageDimension, z.ZodType>);

/** Body of `POST /v1/analytics/query`. @public */
export const analyticsQuerySchema = z
  .strictObject({
    account: accountSchema.optional(),
    /** Inclusive. */
    from: instantSchema,
    /** Exclusive; at most 3,660 days after `from`. */
    to: instantSchema,
    granularity: granularitySchema.optional(),
    groupBy: z.array(groupBySchema).max(4).default([]),
    measures: z
      .array(measureSchema)
      .min(1)
      .max(measures.length)
      .default(['credits', 'requests']),
    filters: filtersSchema.default({}),
    orderBy: z
      .array(
        z.tuple([
          z.enum([...measures, ...groupBySchema.options, 'period']),
          z.enum(['asc', 'desc']),
        ]),
      )
      .max(4)
      .optional(),
    limit: z.int().min(1).max(limits.analyticsRows).default(1_000),
  })
  .superRefine(rangeWithin(limits.rangeDays));
/** @public */
export type AnalyticsQuery = z.input<typeof analyticsQuerySchema>;

/** Credits are decimal strings, counts and rates numbers; a measure without a value (an average of nothing) is absent. @public */
export const analyticsRowSchema = z.record(
  z.string(),
  z.union([z.string(), z.number()]),
);
/** @public */
export type AnalyticsRow = z.infer<typeof analyticsRowSchema>;

/** Answer of `POST /v1/analytics/query`. @public */
export const analyticsResponseSchema = z.object({
  rows: z.array(analyticsRowSchema),
  /** The measures over the whole range, before `limit`. */
  totals: analyticsRowSchema,
  /** Everything acknowledged before this instant is in the answer. */
  asOf: z.string(),
  timeZone: z.string(),
  /** More rows matched than `limit`. */
  truncated: z.boolean(),
  /**
   * Whether usage that fits the filters may be missing because the caller may
   * not see it. False means that the answer is of all of it.
   */
  narrowed: z.boolean().optional(),
});
/** @public */
export type AnalyticsResponse = z.infer<typeof analyticsResponseSchema>;
