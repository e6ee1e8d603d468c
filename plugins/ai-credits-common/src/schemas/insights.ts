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
import { usageDimensions } from './analytics';
import { transactionSchema } from './credits';
import {
  accountSchema,
  creditsOutputSchema,
  instantSchema,
  limits,
  nameSchema,
  reasonSchema,
} from './primitives';

const count = z.int();
const rate = z.number();
/** A name of the dimension, empty where events name none. */
const name = z.string();
const dayText = z.string().meta({ description: 'A date such as 2026-11-20' });

const filterValues = z
  .union([
    z.string().max(limits.refLength),
    z.array(z.string().max(limits.refLength)).max(limits.filterValues),
  ])
  .transform(value => (Array.isArray(value) ? value : [value]))
  .optional();

const filterShape = Object.fromEntries(
  usageDimensions.map(dimension => [dimension, filterValues]),
) as Record<(typeof usageDimensions)[number], typeof filterValues>;

const rangeShape = {
  account: accountSchema.optional(),
  /** Inclusive. */
  from: instantSchema,
  /** Exclusive. */
  to: instantSchema,
};

/** Query of the questions about waste, efficiency and unusual days: a range, and what usage is narrowed to. @public */
export const insightsQuerySchema = z.strictObject({
  ...rangeShape,
  ...filterShape,
});
/** @public */
export type InsightsQuery = z.input<typeof insightsQuerySchema>;

/**
 * The rules of waste, in the order in which they count: credits that several
 * rules find are counted once, under the first of them.
 *
 * @public
 */
export const wasteRules = [
  'failed',
  'regeneration',
  'rejected',
  'unused',
] as const;
/** @public */
export const wasteRuleSchema = z.enum(wasteRules);
/** @public */
export type WasteRule = z.infer<typeof wasteRuleSchema>;

/** What the worst of waste is listed by. @public */
export const wasteDimensions = [
  'user',
  'team',
  'useCase',
  'action',
  'product',
  'model',
] as const;
/** @public */
export type WasteDimension = (typeof wasteDimensions)[number];

/** Credits that a rule found in one value of a dimension. @public */
export const wastePartSchema = z.object({
  name,
  credits: creditsOutputSchema,
  events: count,
  /** Of all that the rule found. */
  share: rate,
});
/** @public */
export type WastePart = z.infer<typeof wastePartSchema>;

/** What one rule of waste found. @public */
export const wasteFindingSchema = z.object({
  rule: wasteRuleSchema,
  /** Everything that the rule finds by itself. */
  credits: creditsOutputSchema,
  /** What of it counts in the total: what no rule before it found. */
  counted: creditsOutputSchema,
  events: count,
  items: count,
  /** `credits` of all credits in the range; absent where none were used. */
  share: rate.optional(),
  /** `credits` in the period before. */
  before: creditsOutputSchema,
  worst: z.record(z.enum(wasteDimensions), z.array(wastePartSchema)),
  worstItems: z.array(
    wastePartSchema.extend({ action: name, attempts: count }),
  ),
  /** Where to begin: the part of the rule's credits that one value of a dimension holds. */
  suggestion: wastePartSchema
    .extend({ dimension: z.enum(wasteDimensions) })
    .optional(),
});
/** @public */
export type WasteFinding = z.infer<typeof wasteFindingSchema>;

/** Answer of `GET /v1/insights/waste`. @public */
export const wasteResponseSchema = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  asOf: z.string(),
  /** All credits in the range, net of refunds. */
  credits: creditsOutputSchema,
  /** What at least one rule found, each event once. */
  wasted: creditsOutputSchema,
  share: rate.optional(),
  events: count,
  /** As long a stretch just before. */
  before: z.object({
    from: z.string(),
    to: z.string(),
    credits: creditsOutputSchema,
    wasted: creditsOutputSchema,
    share: rate.optional(),
  }),
  /** After so many days without an outcome what was generated counts as unused. */
  unusedAfterDays: count,
  rules: z.array(wasteFindingSchema),
  /** Counted waste by day, days without any left out. */
  days: z.array(
    z.object({
      day: dayText,
      rules: z.record(wasteRuleSchema, creditsOutputSchema),
    }),
  ),
});
/** @public */
export type WasteResponse = z.infer<typeof wasteResponseSchema>;

/** Query of `GET /v1/insights/waste/events`: the events that a rule found. @public */
export const wasteEventsQuerySchema = insightsQuerySchema.extend({
  rule: wasteRuleSchema,
  /** The item that was worked on. */
  item: nameSchema().optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
/** @public */
export type WasteEventsQuery = Omit<
  z.input<typeof wasteEventsQuerySchema>,
  'limit'
> & { limit?: number };

/** Answer of `GET /v1/insights/waste/events`, newest first. @public */
export const wasteEventsResponseSchema = z.object({
  transactions: z.array(transactionSchema),
  nextCursor: z.string().optional(),
  timeZone: z.string(),
});
/** @public */
export type WasteEventsResponse = z.infer<typeof wasteEventsResponseSchema>;

/** How well credits were used by a person, team, action or model. Rates without a base are absent. @public */
export const efficiencyRowSchema = z.object({
  name,
  credits: creditsOutputSchema,
  /** Of all credits in the range. */
  share: rate.optional(),
  requests: count,
  creditsPerRequest: creditsOutputSchema.optional(),
  /** Items that were produced. */
  items: count,
  /** Credits of events that name an item, by produced item. */
  creditsPerItem: creditsOutputSchema.optional(),
  acceptanceRate: rate.optional(),
  firstPassRate: rate.optional(),
  regenerationRate: rate.optional(),
  successRate: rate.optional(),
  averageRating: rate.optional(),
  averageLatencyMs: rate.optional(),
  /** There are enough items to compare it with others. */
  enough: z.boolean(),
  /** The fewest credits by produced item of all with enough. */
  mostEfficient: z.boolean(),
});
/** @public */
export type EfficiencyRow = z.infer<typeof efficiencyRowSchema>;

/** A use case done with a model. @public */
export const workflowSchema = z.object({
  useCase: name,
  action: name,
  model: name,
  credits: creditsOutputSchema,
  requests: count,
  creditsPerRequest: creditsOutputSchema.optional(),
  acceptanceRate: rate.optional(),
  firstPassRate: rate.optional(),
  successRate: rate.optional(),
  averageRating: rate.optional(),
  averageLatencyMs: rate.optional(),
});
/** @public */
export type Workflow = z.infer<typeof workflowSchema>;

/** What accepted items are worth, against what their credits cost. @public */
export const returnSchema = z.object({
  currency: z.string(),
  /** Money for one credit, a decimal; of all purchases of that currency, or else of the first pack. */
  pricePerCredit: z.string(),
  basis: z.enum(['purchases', 'pack']),
  acceptedItems: count,
  value: z.string(),
  cost: z.string(),
  /** (value − cost) ÷ cost; absent where nothing was spent. */
  ratio: rate.optional(),
  rows: z.array(
    z.object({
      product: name,
      action: name,
      acceptedItems: count,
      value: z.string(),
      credits: creditsOutputSchema,
      cost: z.string(),
      ratio: rate.optional(),
    }),
  ),
});
/** @public */
export type ReturnOnCredits = z.infer<typeof returnSchema>;

/** Answer of `GET /v1/insights/efficiency`. @public */
export const efficiencyResponseSchema = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  asOf: z.string(),
  total: efficiencyRowSchema.omit({ enough: true, mostEfficient: true }),
  /** Produced items from which on a row is compared with others. */
  minimumItems: count,
  people: z.array(efficiencyRowSchema),
  teams: z.array(efficiencyRowSchema),
  actions: z.array(efficiencyRowSchema),
  models: z.array(efficiencyRowSchema),
  /** Fewest credits for a prompt first. */
  workflows: z.array(workflowSchema),
  /** Requests from which on a workflow is listed. */
  minimumRequests: count,
  /** Items with most attempts first, from the third on. */
  items: z.array(
    z.object({
      item: z.string(),
      action: name,
      attempts: count,
      credits: creditsOutputSchema,
      lastAt: z.string(),
    }),
  ),
  /** Present where values are configured. */
  value: returnSchema.optional(),
});
/** @public */
export type EfficiencyResponse = z.infer<typeof efficiencyResponseSchema>;

/** A day on which an account, a team or a service used far more, or far less, than it does on such a weekday. @public */
export const unusualDaySchema = z.object({
  day: dayText,
  subject: z.object({
    kind: z.enum(['account', 'team', 'service']),
    /** An entity ref; absent for the account. */
    ref: z.string().optional(),
  }),
  direction: z.enum(['high', 'low']),
  credits: creditsOutputSchema,
  /** The middle of what was used on that weekday before. */
  expected: creditsOutputSchema,
  /** Between these the day would have been usual. */
  usual: z.object({ from: creditsOutputSchema, to: creditsOutputSchema }),
});
/** @public */
export type UnusualDay = z.infer<typeof unusualDaySchema>;

/** Answer of `GET /v1/insights/unusual`, newest first. @public */
export const unusualResponseSchema = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  asOf: z.string(),
  days: z.array(unusualDaySchema),
  /** How many teams and services were looked at: those that used most. */
  watched: z.object({ teams: count, services: count }),
});
/** @public */
export type UnusualResponse = z.infer<typeof unusualResponseSchema>;

const savingSchema = z
  .object({ low: creditsOutputSchema, high: creditsOutputSchema })
  .meta({ description: 'Credits in 30 days' });

/** One measure of quality on both sides of a switch. @public */
export const comparedQualitySchema = z.object({
  measure: z.enum(['acceptance', 'firstPass', 'rating', 'success']),
  from: z.object({ value: rate, samples: count }),
  to: z.object({ value: rate, samples: count }),
  /** With the stated confidence the second is at most this much worse; below zero it is better. */
  atMostWorse: rate,
  /** How much worse would still pass. */
  margin: rate,
});
/** @public */
export type ComparedQuality = z.infer<typeof comparedQualitySchema>;

const decisionSchema = z.object({
  status: z.enum(['accepted', 'dismissed']),
  by: z.string(),
  at: z.string(),
  reason: z.string().optional(),
});

const followUpSchema = z.object({
  /** `early`: too little has been used since to tell. */
  state: z.enum(['early', 'measured']),
  days: count,
  /** Credits saved since, and in 30 days; negative where it became dearer. */
  saved: creditsOutputSchema.optional(),
  savedPerMonth: z
    .object({ low: creditsOutputSchema, high: creditsOutputSchema })
    .optional(),
  before: z.object({
    requests: count,
    creditsPerRequest: creditsOutputSchema.optional(),
    /** Of the recommended: the model, quiet hours, or cached input. */
    share: rate.optional(),
  }),
  after: z.object({
    requests: count,
    creditsPerRequest: creditsOutputSchema.optional(),
    share: rate.optional(),
  }),
});

const recommendationBase = {
  /** Stays the same for the same advice. */
  id: z.string(),
  status: z.enum(['open', 'accepted', 'dismissed']),
  decision: decisionSchema.optional(),
  followUp: followUpSchema.optional(),
  /** False where the usage of now no longer supports what was accepted or dismissed. */
  current: z.boolean(),
};

const usageScope = { useCase: name, action: name };

/** Advice that would save credits, with what it rests on. @public */
export const recommendationSchema = z.discriminatedUnion('kind', [
  z.object({
    ...recommendationBase,
    ...usageScope,
    kind: z.literal('model-switch'),
    model: name,
    toModel: name,
    saving: savingSchema,
    /** Requests in 30 days that the saving is projected on. */
    requestsPerMonth: count,
    creditsPerRequest: z.object({
      from: creditsOutputSchema,
      to: creditsOutputSchema,
    }),
    requests: z.object({ from: count, to: count }),
    averageLatencyMs: z
      .object({ from: rate.optional(), to: rate.optional() })
      .optional(),
    quality: z.array(comparedQualitySchema),
  }),
  z.object({
    ...recommendationBase,
    kind: z.literal('off-peak'),
    model: name,
    saving: savingSchema,
    /** Local hours from Monday to Friday that are slow or fail more. */
    peak: z.object({ fromHour: count, toHour: count }),
    requests: z.object({ peak: count, quiet: count }),
    averageLatencyMs: z.object({ peak: rate, quiet: rate }).optional(),
    failureRate: z.object({ peak: rate, quiet: rate }).optional(),
    /** What differs for certain. */
    because: z.array(z.enum(['latency', 'failures'])),
  }),
  z.object({
    ...recommendationBase,
    ...usageScope,
    kind: z.literal('cached-input'),
    model: name,
    saving: savingSchema,
    requests: count,
    inputTokens: count,
    cachedShare: rate,
    /** Tokens that were certainly sent again, and tokens that every request may have begun with. */
    repeatedTokens: z.object({ low: count, high: count }),
  }),
  z.object({
    ...recommendationBase,
    kind: z.literal('idle-allocation'),
    budgetId: z.string(),
    scope: z.object({ kind: z.string(), ref: z.string() }),
    toBudgetId: z.string(),
    toScope: z.object({ kind: z.string(), ref: z.string() }),
    period: z.string(),
    /** Credits of each period that could move; the account saves none by it. */
    movable: creditsOutputSchema,
    allocation: creditsOutputSchema,
    /** Most that was used of it, and of the one short of credits, in a closed period. */
    mostUsed: creditsOutputSchema,
    toAllocation: creditsOutputSchema,
    toMostUsed: creditsOutputSchema,
    periods: count,
  }),
]);
/** @public */
export type Recommendation = z.infer<typeof recommendationSchema>;
/** @public */
export type RecommendationKind = Recommendation['kind'];

/** Query of `GET /v1/insights/recommendations`; the last 90 days where no range is given. @public */
export const recommendationsQuerySchema = z.strictObject({
  ...rangeShape,
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  ...filterShape,
});
/** @public */
export type RecommendationsQuery = z.input<typeof recommendationsQuerySchema>;

/** Answer of `GET /v1/insights/recommendations`. @public */
export const recommendationsResponseSchema = z.object({
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  asOf: z.string(),
  /** Of all switches together, against advising one that is worse by a margin or more. */
  confidence: rate,
  /** Requests with a known result that each side of a comparison needs. */
  minimumSamples: count,
  /** Pairs of models that had enough of them. */
  compared: count,
  recommendations: z.array(recommendationSchema),
  /** What open ones would save in 30 days, one for each use. */
  potential: savingSchema,
  /** Credits that accepted ones saved for certain, as far as measured. */
  saved: creditsOutputSchema,
  /** Why there is no advice about the time of day. */
  offPeak: z.enum(['recommended', 'no-difference', 'too-few']),
});
/** @public */
export type RecommendationsResponse = z.infer<
  typeof recommendationsResponseSchema
>;

/** Body of accepting and dismissing a recommendation. @public */
export const recommendationDecisionSchema = z.strictObject({
  account: accountSchema.optional(),
  reason: reasonSchema.optional(),
  /** The range in which it was recommended, where it was not the last 90 days. */
  from: instantSchema.optional(),
  to: instantSchema.optional(),
});
/** @public */
export type RecommendationDecision = z.input<
  typeof recommendationDecisionSchema
>;

/** Answer of accepting and dismissing. @public */
export const recommendationDecisionResponseSchema = z.object({
  id: z.string(),
  status: z.enum(['accepted', 'dismissed']),
  decision: decisionSchema,
});
/** @public */
export type RecommendationDecisionResponse = z.infer<
  typeof recommendationDecisionResponseSchema
>;
