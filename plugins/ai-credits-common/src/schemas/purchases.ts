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
import { accountSchema, creditsOutputSchema } from './primitives';

/** What became of a purchase. @public */
export const purchaseStatusSchema = z.enum(['pending', 'made', 'failed']);
/** @public */
export type PurchaseStatus = z.infer<typeof purchaseStatusSchema>;

/** One call of the purchase provider. @public */
export const purchaseAttemptSchema = z.object({
  number: z.int(),
  startedAt: z.string(),
  /** Absent while it runs, and when the process ended in the middle of it. */
  finishedAt: z.string().optional(),
  /** Absent when the provider said yes. */
  error: z.string().optional(),
});
/** @public */
export type PurchaseAttempt = z.infer<typeof purchaseAttemptSchema>;

/** A purchase, also one that is under way or failed. @public */
export const purchaseSchema = z.object({
  id: z.string(),
  /** `manual` by a person, otherwise what set it off. */
  origin: z.enum(['manual', 'balance', 'limit']),
  status: purchaseStatusSchema,
  /** The id of the pack; empty where it was not noted. */
  pack: z.string(),
  title: z.string(),
  quantity: z.int().optional(),
  /** Of all packs together. */
  credits: creditsOutputSchema,
  price: z.object({ amount: z.string(), currency: z.string() }),
  /** The purchase provider, such as `internal`. */
  provider: z.string(),
  /** The name that the provider gave it. */
  reference: z.string().optional(),
  /** Who asked for it; absent for automatic ones. */
  requestedBy: z.string().optional(),
  requestedAt: z.string(),
  finishedAt: z.string().optional(),
  /** Of the credits in the log, once made. */
  transactionId: z.string().optional(),
  /** Why it failed, or why the last attempt did. */
  error: z.string().optional(),
  /** It failed, but the provider may have bought it all the same. */
  uncertain: z.boolean(),
  attempts: z.array(purchaseAttemptSchema),
});
/** @public */
export type Purchase = z.infer<typeof purchaseSchema>;

/** Query of `GET /v1/purchases`. @public */
export const purchasesQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  status: purchaseStatusSchema.optional(),
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** @public */
export type PurchasesQuery = z.input<typeof purchasesQuerySchema>;

/** Answer of `GET /v1/purchases`, newest first. @public */
export const purchasesResponseSchema = z.object({
  purchases: z.array(purchaseSchema),
  nextCursor: z.string().optional(),
});
/** @public */
export type PurchasesResponse = z.infer<typeof purchasesResponseSchema>;
