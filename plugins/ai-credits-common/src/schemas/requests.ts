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
import { budgetPeriodSchema, budgetScopeKindSchema } from './credits';
import {
  accountSchema,
  creditsOutputSchema,
  limits,
  nameSchema,
  positiveCreditsSchema,
  reasonSchema,
  textSchema,
} from './primitives';

/** For the current period alone, or for good. @public */
export const creditRequestKindSchema = z.enum(['once', 'permanent']);
/** @public */
export type CreditRequestKind = z.infer<typeof creditRequestKindSchema>;

/** What became of a request. @public */
export const creditRequestStatusSchema = z.enum([
  'open',
  'granted',
  'declined',
  'withdrawn',
]);
/** @public */
export type CreditRequestStatus = z.infer<typeof creditRequestStatusSchema>;

/** Body of `POST /v1/requests`: more credits for a scope that has a budget. @public */
export const createCreditRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  scope: z.strictObject({
    kind: budgetScopeKindSchema,
    ref: nameSchema(limits.refLength),
  }),
  period: budgetPeriodSchema.default('month'),
  /** How many credits more. */
  credits: positiveCreditsSchema,
  kind: creditRequestKindSchema.default('once'),
  reason: reasonSchema,
  /** Sent again with the same content it is the same request; the keys of a person are theirs alone. */
  idempotencyKey: nameSchema(limits.keyLength).optional(),
});
/** @public */
export type CreateCreditRequest = z.input<typeof createCreditRequestSchema>;

/** A request for more credits. @public */
export const creditRequestSchema = z.object({
  id: z.string(),
  scope: z.object({ kind: budgetScopeKindSchema, ref: z.string() }),
  period: budgetPeriodSchema,
  /** How many credits more were asked for. */
  credits: creditsOutputSchema,
  kind: creditRequestKindSchema,
  reason: z.string(),
  status: creditRequestStatusSchema,
  requestedBy: z.string(),
  requestedAt: z.string(),
  /** Who can decide, as entity refs: the department above, and the portal's admins. */
  approvers: z.array(z.string()),
  decidedBy: z.string().optional(),
  decidedAt: z.string().optional(),
  comment: z.string().optional(),
  /** How many were granted, which may differ from what was asked for. */
  granted: creditsOutputSchema.optional(),
  /** The budget as it is now; absent when it was deleted meanwhile. */
  budget: z
    .object({
      id: z.string(),
      credits: creditsOutputSchema,
      used: creditsOutputSchema,
      held: creditsOutputSchema,
    })
    .optional(),
  /** Whether the caller may grant or decline it now. */
  mayDecide: z.boolean(),
  /** Whether the caller may withdraw it now. */
  mayWithdraw: z.boolean(),
});
/** @public */
export type CreditRequest = z.infer<typeof creditRequestSchema>;

/** Query of `GET /v1/requests`. @public */
export const creditRequestsQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  status: creditRequestStatusSchema.optional(),
  /** `mine`: what the caller asked for. `inbox`: what the caller may decide. Both when absent. */
  box: z.enum(['mine', 'inbox']).optional(),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(100),
});
/** @public */
export type CreditRequestsQuery = z.input<typeof creditRequestsQuerySchema>;

/** Answer of `GET /v1/requests`, newest first. @public */
export const creditRequestsResponseSchema = z.object({
  requests: z.array(creditRequestSchema),
  nextCursor: z.string().optional(),
  /** Open requests that the caller may decide. */
  waiting: z.int(),
});
/** @public */
export type CreditRequestsResponse = z.infer<
  typeof creditRequestsResponseSchema
>;

/** Body of `POST /v1/requests/{id}/grant`. @public */
export const grantCreditRequestSchema = z.strictObject({
  /** What was asked for if absent. */
  credits: positiveCreditsSchema.optional(),
  /** What was asked for if absent. */
  kind: creditRequestKindSchema.optional(),
  comment: textSchema.trim().optional(),
});
/** @public */
export type GrantCreditRequest = z.input<typeof grantCreditRequestSchema>;

/** Body of `POST /v1/requests/{id}/decline`. @public */
export const declineCreditRequestSchema = z.strictObject({
  comment: textSchema.trim().optional(),
});
/** @public */
export type DeclineCreditRequest = z.input<typeof declineCreditRequestSchema>;
