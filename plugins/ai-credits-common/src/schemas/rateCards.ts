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
  creditsOutputSchema,
  creditsSchema,
  instantSchema,
  limits,
  nameSchema,
  textSchema,
} from './primitives';

const multiplier = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,4})?$/, {
    error: 'must be a decimal with at most 4 decimals, such as "2.5"',
  })
  .refine(value => Number(value) <= 100, { error: 'must not exceed 100' });

/**
 * Credits per 1,000,000 tokens, images or units.
 *
 * @public
 */
export const unitPricesSchema = z.strictObject({
  /** Input tokens that were not cached. */
  inputTokens: creditsSchema.optional(),
  /** Input tokens read from a cache; priced as input when absent. */
  cachedInputTokens: creditsSchema.optional(),
  /** Output tokens that were not reasoning. */
  outputTokens: creditsSchema.optional(),
  /** Reasoning tokens; priced as output when absent. */
  reasoningTokens: creditsSchema.optional(),
  images: creditsSchema.optional(),
  units: creditsSchema.optional(),
});
/** @public */
export type UnitPrices = z.infer<typeof unitPricesSchema>;

/**
 * What an action costs before the model's multiplier.
 *
 * @public
 */
export const actionRuleSchema = z.strictObject({
  action: nameSchema(),
  title: nameSchema().optional(),
  category: nameSchema().optional(),
  /**
   * Credits per request. Absent: the card's default price, or none where the
   * model is metered by its own unit prices.
   */
  credits: creditsSchema.optional(),
  /** Credits per million of what is counted, on top. */
  prices: unitPricesSchema.optional(),
  /** False: a fixed price whatever the model. */
  multiplied: z.boolean().default(true),
  /** Whether a failed call costs; the card's rule when absent. */
  chargeFailed: z.boolean().optional(),
});
/** @public */
export type ActionRule = z.output<typeof actionRuleSchema>;

/**
 * How a model changes the price of an action: by its multiplier (priced by the
 * request), or by its own unit prices (metered).
 *
 * @public
 */
export const modelRuleSchema = z.strictObject({
  model: nameSchema(),
  title: nameSchema().optional(),
  /** Other names of the same model; `*` at the end matches any rest. */
  aliases: z.array(nameSchema()).max(20).default([]),
  provider: nameSchema().optional(),
  /** The provider family it is listed under, such as `ChatGPT Models`. */
  family: nameSchema().optional(),
  multiplier: multiplier.default('1'),
  /** With unit prices the model is metered: they replace the action's default price per request. */
  prices: unitPricesSchema.optional(),
});
/** @public */
export type ModelRule = z.output<typeof modelRuleSchema>;

/** What happens to an action or model that no rule knows. @public */
export const unknownPolicySchema = z.enum(['deny', 'default', 'flag']);
/** @public */
export type UnknownPolicy = z.infer<typeof unknownPolicySchema>;

/**
 * The rules of a rate card.
 *
 * @public
 */
export const rateCardRulesSchema = z.strictObject({
  actions: z.array(actionRuleSchema).max(limits.rateCardRules),
  models: z.array(modelRuleSchema).max(limits.rateCardRules),
  /** Credits per request where no action is named or known. */
  defaultCredits: creditsSchema.default('1'),
  /** Multiplier of models that no rule knows. */
  defaultMultiplier: multiplier.default('1'),
  /** `deny`: refuse (authorise) or flag at the default price (record); `default`: the default price; `flag`: the same, and flagged. */
  unknownAction: unknownPolicySchema.default('flag'),
  unknownModel: unknownPolicySchema.default('flag'),
  /** Whether failed calls cost. */
  chargeFailed: z.boolean().default(false),
});
/** @public */
export type RateCardRulesInput = z.input<typeof rateCardRulesSchema>;
/** @public */
export type RateCardRules = z.output<typeof rateCardRulesSchema>;

/** A version of the rate card. @public */
export const rateCardSchema = z.object({
  id: z.string(),
  /** Counts published versions, from 1; 0 for a draft. */
  version: z.int(),
  name: z.string(),
  status: z.enum(['draft', 'published']),
  effectiveFrom: z.string().optional(),
  publishedAt: z.string().optional(),
  publishedBy: z.string().optional(),
  note: z.string().optional(),
  /** Grows with each change of a draft. */
  revision: z.int(),
  rules: rateCardRulesSchema,
});
/** @public */
export type RateCard = z.output<typeof rateCardSchema>;

/** Body of `POST /v1/rate-cards` and `PUT /v1/rate-cards/{id}`. @public */
export const rateCardRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  name: nameSchema(),
  note: textSchema.trim().optional(),
  rules: rateCardRulesSchema,
  /** The revision that was read; a draft changed since then is a conflict. */
  revision: z.int().optional(),
});
/** @public */
export type RateCardRequest = z.input<typeof rateCardRequestSchema>;

/** Body of `POST /v1/rate-cards/{id}/publish`. @public */
export const publishRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  /** Now when absent; never in the past. */
  effectiveFrom: instantSchema.optional(),
  /** The revision that was looked at; a draft changed since then is a conflict. */
  revision: z.int().optional(),
});
/** @public */
export type PublishRequest = z.input<typeof publishRequestSchema>;

/** Answer of `GET /v1/rate-cards`. @public */
export const rateCardsResponseSchema = z.object({
  rateCards: z.array(rateCardSchema),
});
/** @public */
export type RateCardsResponse = z.infer<typeof rateCardsResponseSchema>;

/** Answer of `POST /v1/rate-cards/quote`. @public */
export const quoteResponseSchema = z.object({
  credits: creditsOutputSchema,
  /** The rules that made the price, such as `action:text-to-image × model:gpt-4o`. */
  rule: z.string(),
  version: z.int(),
  flags: z.array(z.string()),
});
/** @public */
export type QuoteResponse = z.infer<typeof quoteResponseSchema>;

/** Answer of `POST /v1/rate-cards/{id}/simulate`: the last 30 days under the draft. @public */
export const simulateResponseSchema = z.object({
  from: z.string(),
  to: z.string(),
  events: z.int(),
  current: creditsOutputSchema,
  draft: creditsOutputSchema,
  byTeam: z.array(
    z.object({
      team: z.string().optional(),
      current: creditsOutputSchema,
      draft: creditsOutputSchema,
    }),
  ),
  byModel: z.array(
    z.object({
      model: z.string().optional(),
      current: creditsOutputSchema,
      draft: creditsOutputSchema,
    }),
  ),
  /** Names in that usage that no rule of the draft knows, the most events first; 100 at most. */
  unknown: z
    .array(
      z.object({
        kind: z.enum(['action', 'model']),
        name: z.string(),
        events: z.int(),
        /** The draft would leave it without a price: it cannot be published so. */
        withoutPrice: z.boolean(),
      }),
    )
    .optional(),
});
/** @public */
export type SimulateResponse = z.infer<typeof simulateResponseSchema>;
