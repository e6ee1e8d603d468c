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
  entityRefSchema,
  nameSchema,
  positiveCreditsSchema,
} from './primitives';

/**
 * What sets off an automatic purchase: `balance` when fewer credits are
 * available than `below`, `limit` when a charge is refused for lack of credits
 * or nothing is left to spend, excess included.
 *
 * @public
 */
export const automaticPurchaseTriggerSchema = z.enum(['balance', 'limit']);
/** @public */
export type AutomaticPurchaseTrigger = z.infer<
  typeof automaticPurchaseTriggerSchema
>;

const automaticPurchaseShape = {
  enabled: z.boolean(),
  trigger: automaticPurchaseTriggerSchema,
  /** The id of a configured pack. */
  pack: nameSchema(64),
  /** Packs that are bought at once. */
  quantity: z.int().min(1).max(1_000).default(1),
  /** Purchases in a month of the account, at most. */
  maxPurchasesPerMonth: z.int().min(1).max(1_000),
  /** From the end of one automatic purchase, made or failed, until the next may begin. */
  cooldownMinutes: z.int().min(1).max(43_200),
};

/** When credits are bought by themselves. @public */
export const automaticPurchaseRequestSchema = z
  .strictObject({
    ...automaticPurchaseShape,
    /** For the trigger `balance`. */
    below: positiveCreditsSchema.optional(),
    /** Credits that are bought by themselves in a month, at most. */
    maxCreditsPerMonth: positiveCreditsSchema.optional(),
    /** Who is told besides the admins: users and groups. */
    recipients: z.array(entityRefSchema).max(50).default([]),
  })
  .refine(policy => policy.trigger !== 'balance' || policy.below, {
    path: ['below'],
    error: 'is needed for the trigger balance',
  });

/** Body of `PUT /v1/policies`: all policies as they should be. @public */
export const policiesRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  /** The revision that was read; policies changed since then are a conflict. */
  revision: z.int().min(0),
  /** Below so many available credits the low-balance alert shows. */
  lowBalanceThreshold: creditsSchema,
  /** Excess Credits Limit: what may be used in a month past the lots. */
  excessLimit: creditsSchema,
  automaticPurchase: automaticPurchaseRequestSchema,
});
/** @public */
export type PoliciesRequest = z.input<typeof policiesRequestSchema>;

/** Answer of `GET` and `PUT /v1/policies`. @public */
export const policiesSchema = z.object({
  /** Counts up with each change; 0 while the configuration applies. */
  revision: z.int(),
  lowBalanceThreshold: creditsOutputSchema,
  excessLimit: creditsOutputSchema,
  automaticPurchase: z.object({
    ...automaticPurchaseShape,
    pack: z.string(),
    quantity: z.int(),
    below: creditsOutputSchema.optional(),
    maxCreditsPerMonth: creditsOutputSchema.optional(),
    recipients: z.array(z.string()),
  }),
  /** Who made this revision; absent for revision 0. */
  changedBy: z.string().optional(),
  changedAt: z.string().optional(),
});
/** @public */
export type Policies = z.infer<typeof policiesSchema>;
