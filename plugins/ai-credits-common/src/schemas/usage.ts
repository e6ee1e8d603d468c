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
  groupRefSchema,
  instantSchema,
  limits,
  nameSchema,
  positiveCreditsSchema,
  projectRefSchema,
  quantitySchema,
  reasonSchema,
  serviceRefSchema,
  textSchema,
  userRefSchema,
  valueSchema,
} from './primitives';

/** The quantities of a usage event. @public */
export const quantitiesSchema = z.strictObject({
  /** Calls made; 1 unless said otherwise. What is asked for and has a price for each takes at least 1. */
  requests: quantitySchema.default(1),
  /** Input tokens, cached ones included. */
  inputTokens: quantitySchema.default(0),
  /** Output tokens, reasoning ones included. */
  outputTokens: quantitySchema.default(0),
  /** Of the input tokens, those read from a cache. */
  cachedInputTokens: quantitySchema.default(0),
  /** Of the output tokens, those spent on reasoning. */
  reasoningTokens: quantitySchema.default(0),
  images: quantitySchema.default(0),
  /** Anything else that is counted, as the rate card defines it. */
  units: quantitySchema.default(0),
});

/**
 * Something that was done with AI. `inputTokens` includes cached ones and
 * `outputTokens` includes reasoning ones, as in the OpenTelemetry conventions.
 * No prompt or completion has a place in it.
 *
 * @public
 */
export const usageEventSchema = z
  .strictObject({
    account: accountSchema.optional(),
    /** Unique within `source`; the pair is the idempotency key. */
    id: nameSchema(limits.keyLength),
    source: nameSchema(limits.keyLength),
    /** When it happened; the time of arrival if absent. */
    occurredAt: instantSchema.optional(),
    user: userRefSchema.optional(),
    team: groupRefSchema.optional(),
    service: serviceRefSchema.optional(),
    project: projectRefSchema.optional(),
    product: nameSchema().optional(),
    category: nameSchema().optional(),
    action: nameSchema().optional(),
    useCase: nameSchema().optional(),
    provider: nameSchema().optional(),
    model: nameSchema().optional(),
    quantities: quantitiesSchema.prefault({}),
    latencyMs: z.number().min(0).max(limits.latencyMs).optional(),
    timeToFirstTokenMs: z.number().min(0).max(limits.latencyMs).optional(),
    status: z.enum(['success', 'failed']).default('success'),
    /** Which try at the same item and action this is, from 1. */
    attempt: z.int().min(1).max(1_000).default(1),
    /** What was worked on, such as a stock-keeping unit. */
    item: nameSchema().optional(),
    comment: textSchema.optional(),
    attributes: z
      .record(nameSchema(), z.union([valueSchema, z.number(), z.boolean()]))
      .refine(value => Object.keys(value).length <= limits.attributes, {
        error: `must not have more than ${limits.attributes} entries`,
      })
      .optional(),
  })
  .superRefine((event, ctx) => {
    if (event.action === undefined && event.model === undefined) {
      ctx.addIssue({
        code: 'custom',
        path: ['action'],
        message: 'an action or a model is required',
      });
    }
    if (event.quantities.cachedInputTokens > event.quantities.inputTokens) {
      ctx.addIssue({
        code: 'custom',
        path: ['quantities', 'cachedInputTokens'],
        message:
          'must not exceed inputTokens, which includes the cached tokens',
      });
    }
    if (event.quantities.reasoningTokens > event.quantities.outputTokens) {
      ctx.addIssue({
        code: 'custom',
        path: ['quantities', 'reasoningTokens'],
        message:
          'must not exceed outputTokens, which includes the reasoning tokens',
      });
    }
  });

/** A usage event as it is sent. @public */
export type UsageEventInput = z.input<typeof usageEventSchema>;
/** A usage event after parsing, defaults filled in. @public */
export type UsageEvent = z.output<typeof usageEventSchema>;

/** Which kind of credits a charge drew from. @public */
export const creditTypeSchema = z.enum([
  'free',
  'purchased',
  'other',
  'excess',
  'mixed',
  'none',
]);
/** @public */
export type CreditType = z.infer<typeof creditTypeSchema>;

/** The fate of one event of a batch. @public */
export const recordResultSchema = z.object({
  id: z.string().optional(),
  source: z.string().optional(),
  status: z.enum(['charged', 'duplicate', 'conflict', 'invalid']),
  credits: creditsOutputSchema.optional(),
  creditType: creditTypeSchema.optional(),
  transactionId: z.string().optional(),
  /** A limit was passed; recording never refuses, it flags. */
  overLimit: z.boolean().optional(),
  /** What the catalog or the rate card does not know: `unknown-user`, `unknown-model` … */
  flags: z.array(z.string()).optional(),
  error: z.string().optional(),
});
/** @public */
export type RecordResult = z.infer<typeof recordResultSchema>;

/** Answer of `POST /v1/usage`: one result per event, in order. @public */
export const recordResponseSchema = z.object({
  results: z.array(recordResultSchema),
  charged: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
});
/** @public */
export type RecordResponse = z.infer<typeof recordResponseSchema>;

/** Answer of `POST /v1/charges`. @public */
export const chargeResponseSchema = z.object({
  transactionId: z.string(),
  credits: creditsOutputSchema,
  creditType: creditTypeSchema,
  /** Available credits after the charge. */
  balance: creditsOutputSchema,
});
/** @public */
export type ChargeResponse = z.infer<typeof chargeResponseSchema>;

/** Body of `POST /v1/reservations`. @public */
export const reservationRequestSchema = z.strictObject({
  event: usageEventSchema,
  /** Credits to hold; the rate card's estimate if absent. */
  maxCredits: creditsSchema.optional(),
  /** Seconds until the hold lapses by itself. */
  ttlSeconds: z.int().min(1).max(86_400).optional(),
});
/** @public */
export type ReservationRequest = z.input<typeof reservationRequestSchema>;

/** Answer of `POST /v1/reservations`. @public */
export const reservationResponseSchema = z.object({
  reservationId: z.string(),
  held: creditsOutputSchema,
  expiresAt: z.string(),
});
/** @public */
export type ReservationResponse = z.infer<typeof reservationResponseSchema>;

/** Body of `POST /v1/reservations/{id}/settle`. @public */
export const settleRequestSchema = z.strictObject({
  /** The event with the actual quantities; the one reserved if absent. */
  event: usageEventSchema.optional(),
});
/** @public */
export type SettleRequest = z.input<typeof settleRequestSchema>;

/** Answer of `POST /v1/reservations/{id}/settle`. @public */
export const settleResponseSchema = z.object({
  transactionId: z.string(),
  credits: creditsOutputSchema,
  /** Held credits that were given back. */
  released: creditsOutputSchema,
  overLimit: z.boolean().optional(),
});
/** @public */
export type SettleResponse = z.infer<typeof settleResponseSchema>;

/** Answer of `POST /v1/reservations/{id}/release`. @public */
export const releaseResponseSchema = z.object({
  released: creditsOutputSchema,
});
/** @public */
export type ReleaseResponse = z.infer<typeof releaseResponseSchema>;

/** What became of a usage event, sent after it. @public */
export const feedbackSchema = z.strictObject({
  account: accountSchema.optional(),
  source: nameSchema(limits.keyLength),
  id: nameSchema(limits.keyLength),
  outcome: z.enum(['accepted', 'rejected', 'unused']).optional(),
  qualityScore: z.number().min(0).max(1).optional(),
  rating: z.int().min(1).max(5).optional(),
});
/** @public */
export type Feedback = z.output<typeof feedbackSchema>;
/** @public */
export type FeedbackInput = z.input<typeof feedbackSchema>;

/** Body of `POST /v1/usage/feedback`: one or a list. @public */
export const feedbackRequestSchema = z.union([
  feedbackSchema,
  z.array(feedbackSchema).max(limits.batchEvents),
]);

/** Answer of `POST /v1/usage/feedback`. @public */
export const feedbackResponseSchema = z.object({
  updated: z.int(),
  /** Pairs of source and id that no event has. */
  unknown: z.array(z.object({ source: z.string(), id: z.string() })),
});
/** @public */
export type FeedbackResponse = z.infer<typeof feedbackResponseSchema>;

/** Body of `POST /v1/refunds`. @public */
export const refundRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  transactionId: nameSchema(64),
  /** Credits to give back; what is left of the charge if absent. */
  credits: positiveCreditsSchema.optional(),
  reason: reasonSchema,
  idempotencyKey: nameSchema(limits.keyLength),
});
/** @public */
export type RefundRequest = z.input<typeof refundRequestSchema>;

/** Answer of `POST /v1/refunds`. @public */
export const refundResponseSchema = z.object({
  transactionId: z.string(),
  credits: creditsOutputSchema,
  balance: creditsOutputSchema,
});
/** @public */
export type RefundResponse = z.infer<typeof refundResponseSchema>;

/** Why credits were refused; part of every 402 body. @public */
export const refusalSchema = z.object({
  reason: z.enum(['insufficient_credits', 'budget_exceeded']),
  /** `account:default`, or the budget's scope such as `team:group:default/payments`. */
  scope: z.string(),
  limit: creditsOutputSchema,
  used: creditsOutputSchema,
  held: creditsOutputSchema,
  requested: creditsOutputSchema,
  resetsAt: z.string().optional(),
  /** Who can raise it. */
  contacts: z.array(z.string()),
  /** What automatic purchase did or did not do about it, where it is switched on. */
  automaticPurchase: z
    .object({
      status: z.enum(['failed', 'pending', 'capped', 'waiting', 'too-small']),
      message: z.string(),
    })
    .optional(),
});
/** @public */
export type Refusal = z.infer<typeof refusalSchema>;
