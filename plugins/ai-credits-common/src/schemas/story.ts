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
import { transactionSchema } from './credits';
import { creditsOutputSchema } from './primitives';

/** Credits taken from a lot, or used as a month's excess. @public */
export const drawSchema = z.union([
  z.object({
    lot: z.string(),
    kind: z.string(),
    credits: creditsOutputSchema,
  }),
  z.object({
    /** Start of the month whose excess it is. */
    excess: z.string(),
    credits: creditsOutputSchema,
  }),
]);
/** @public */
export type TransactionDraw = z.infer<typeof drawSchema>;

/** Answer of `GET /v1/transactions/{id}`: one transaction with its whole story. @public */
export const transactionStorySchema = transactionSchema.extend({
  /** What the charge drew from, or the refund gave back to. */
  draws: z.array(drawSchema),
  /** The number of the journal entry. */
  entry: z.int().optional(),
  /** The hash of its journal block, hexadecimal. */
  blockHash: z.string().optional(),
  /** Groups from the team up to the root at the time of the charge. */
  path: z.array(z.string()).optional(),
  tier: z.string().optional(),
  timeToFirstTokenMs: z.number().optional(),
  outcome: z.enum(['accepted', 'rejected', 'unused']).optional(),
  qualityScore: z.number().optional(),
  rating: z.int().optional(),
  attributes: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .optional(),
  /** The budgets that count it, as they are now: their limits may have been others when it was charged. */
  limits: z
    .array(
      z.object({
        /** Kind and ref, such as `team:group:default/payments`. */
        scope: z.string(),
        period: z.string(),
        credits: creditsOutputSchema,
        mode: z.enum(['hard', 'soft']),
      }),
    )
    .optional(),
  /** The charge that a refund gives back. */
  refundOf: z.string().optional(),
  /** What was given back of this charge. */
  refunds: z.array(
    z.object({
      transactionId: z.string(),
      credits: creditsOutputSchema,
      occurredAt: z.string(),
      reason: z.string().optional(),
    }),
  ),
});
/** @public */
export type TransactionStory = z.infer<typeof transactionStorySchema>;
