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
import { budgetPeriods } from '../budgetPeriods';
import {
  accountSchema,
  creditsOutputSchema,
  creditsSchema,
  entityRefSchema,
  instantSchema,
  limits,
  nameSchema,
  reasonSchema,
  signedCreditsSchema,
} from './primitives';
import { creditTypeSchema } from './usage';

/** Answer of `GET /v1/balance`. @public */
export const balanceSchema = z.object({
  /** What can be authorised from lots now: open lots less what is held. Excess comes on top. */
  available: creditsOutputSchema,
  /** Of the available credits, those of the monthly allowance. */
  free: creditsOutputSchema,
  purchased: creditsOutputSchema,
  /** Promotions, adjustments and refunds. */
  other: creditsOutputSchema,
  /** Held by open reservations. */
  held: creditsOutputSchema,
  excess: z.object({
    used: creditsOutputSchema,
    limit: creditsOutputSchema,
    remaining: creditsOutputSchema,
  }),
  period: z.object({
    start: z.string(),
    /** Exclusive; the time of the next reset. */
    end: z.string(),
    daysUntilReset: z.int(),
  }),
  /** Credits there were to spend in this period: the allowance, what was carried forward, and what was added. */
  allocated: creditsOutputSchema,
  /** Credits charged to this period, refunds deducted. */
  used: creditsOutputSchema,
  /** used / allocated, 0 to 1 and above. */
  utilisation: z.number(),
  /** used / days of the period that have begun. */
  averageDaily: creditsOutputSchema,
  /** Products with usage in this period. */
  activeProducts: z.int(),
  /** Relative change of `used` against the same part of the last period; absent when there was none. */
  trend: z.number().optional(),
  /** Below this the low-balance alert shows. */
  lowBalanceThreshold: creditsOutputSchema,
  asOf: z.string(),
  timeZone: z.string(),
});
/** @public */
export type Balance = z.infer<typeof balanceSchema>;

/** Answer of `GET /v1/account`: lifetime figures. @public */
export const accountOverviewSchema = z.object({
  account: z.string(),
  organization: z.string(),
  plan: z.string(),
  memberSince: z.string(),
  lifetimePurchased: creditsOutputSchema,
  lifetimeSpent: creditsOutputSchema,
  calls: z.object({ successful: z.int(), failed: z.int() }),
  tokens: z.object({ input: z.int(), output: z.int(), cached: z.int() }),
  images: z.int(),
  asOf: z.string(),
});
/** @public */
export type AccountOverview = z.infer<typeof accountOverviewSchema>;

/** The kinds of lots. @public */
export const lotKindSchema = z.enum([
  'allowance',
  'purchase',
  'promotion',
  'adjustment',
  'refund',
]);
/** @public */
export type LotKind = z.infer<typeof lotKindSchema>;

/** A lot: credits granted at once. @public */
export const lotSchema = z.object({
  id: z.string(),
  kind: lotKindSchema,
  amount: creditsOutputSchema,
  remaining: creditsOutputSchema,
  /** Lower is burned first. */
  priority: z.int(),
  effectiveAt: z.string(),
  /** Exclusive; absent when the lot never expires. */
  expiresAt: z.string().optional(),
  price: z.object({ amount: z.string(), currency: z.string() }).optional(),
  reason: z.string().optional(),
  createdAt: z.string(),
});
/** @public */
export type Lot = z.infer<typeof lotSchema>;

/** Answer of `GET /v1/lots`, in burn order. @public */
export const lotsResponseSchema = z.object({
  lots: z.array(lotSchema),
  nextCursor: z.string().optional(),
});
/** @public */
export type LotsResponse = z.infer<typeof lotsResponseSchema>;

/** Body of `POST /v1/grants`; negative credits take away, for adjustments only. @public */
export const grantRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  kind: z.enum(['promotion', 'adjustment', 'allowance']),
  credits: signedCreditsSchema,
  expiresAt: instantSchema.optional(),
  priority: z.int().min(0).max(255).optional(),
  reason: reasonSchema,
  /** When it took effect, for history that is brought in, as far back as usage; now if absent. */
  occurredAt: instantSchema.optional(),
  idempotencyKey: nameSchema(limits.keyLength),
});
/** @public */
export type GrantRequest = z.input<typeof grantRequestSchema>;

/** Answer of `POST /v1/grants` and `POST /v1/purchases`. @public */
export const grantResponseSchema = z.object({
  transactionId: z.string(),
  lot: lotSchema.optional(),
  balance: creditsOutputSchema,
});
/** @public */
export type GrantResponse = z.infer<typeof grantResponseSchema>;

/** Body of `POST /v1/purchases`. @public */
export const purchaseRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  /** The id of a configured pack. */
  pack: nameSchema(64),
  quantity: z.int().min(1).max(1_000).default(1),
  /** When it was bought, for history that is brought in, as far back as usage; now if absent. */
  occurredAt: instantSchema.optional(),
  idempotencyKey: nameSchema(limits.keyLength),
});
/** @public */
export type PurchaseRequest = z.input<typeof purchaseRequestSchema>;

/** A credit pack. @public */
export const packSchema = z.object({
  id: z.string(),
  title: z.string(),
  credits: creditsOutputSchema,
  price: z.object({ amount: z.string(), currency: z.string() }),
});
/** @public */
export type Pack = z.infer<typeof packSchema>;

/** Answer of `GET /v1/packs`. @public */
export const packsResponseSchema = z.object({ packs: z.array(packSchema) });
/** @public */
export type PacksResponse = z.infer<typeof packsResponseSchema>;

/** What stands in the transaction log. @public */
export const transactionTypeSchema = z.enum([
  'usage',
  'purchase',
  'refund',
  'allowance',
  'promotion',
  'adjustment',
  'expiry',
]);
/** @public */
export type TransactionType = z.infer<typeof transactionTypeSchema>;

/** One line of the transaction log. @public */
export const transactionSchema = z.object({
  transactionId: z.string(),
  type: transactionTypeSchema,
  /** When it happened, RFC 3339 in UTC. */
  occurredAt: z.string(),
  /** When it was written down. */
  recordedAt: z.string(),
  /** Positive: credits added (purchase, grant, refund). Negative: credits taken (usage, expiry). */
  credits: creditsOutputSchema,
  creditType: creditTypeSchema,
  status: z.enum(['success', 'failed', 'over-limit']),
  user: z.string().optional(),
  team: z.string().optional(),
  department: z.string().optional(),
  service: z.string().optional(),
  project: z.string().optional(),
  product: z.string().optional(),
  category: z.string().optional(),
  action: z.string().optional(),
  useCase: z.string().optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  item: z.string().optional(),
  attempt: z.int().optional(),
  quantities: z
    .object({
      requests: z.int(),
      inputTokens: z.int(),
      outputTokens: z.int(),
      cachedInputTokens: z.int(),
      reasoningTokens: z.int(),
      images: z.int(),
      units: z.int(),
    })
    .optional(),
  latencyMs: z.number().optional(),
  /** Comment of the event, or the reason of a grant, adjustment or refund. */
  comment: z.string().optional(),
  /** Who did it, for what an admin or the system did. */
  actor: z.string().optional(),
  /** What the catalog or the rate card did not know. */
  flags: z.array(z.string()).optional(),
  source: z.string().optional(),
  eventId: z.string().optional(),
  rateCardVersion: z.int().optional(),
  rule: z.string().optional(),
  price: z.object({ amount: z.string(), currency: z.string() }).optional(),
  /** The number of the journal block that holds it. */
  block: z.int().optional(),
});
/** @public */
export type Transaction = z.infer<typeof transactionSchema>;

const list = <T extends z.ZodType>(item: T) =>
  z
    .union([item, z.array(item).max(limits.filterValues)])
    .transform(value => (Array.isArray(value) ? value : [value]))
    .optional();

/** The orders of the log. @public */
export const transactionOrderSchema = z.enum(['newest', 'oldest', 'largest']);
/** @public */
export type TransactionOrder = z.infer<typeof transactionOrderSchema>;

/** Query of `GET /v1/transactions` and its export. @public */
export const transactionsQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  /** Inclusive. */
  from: instantSchema.optional(),
  /** Exclusive. */
  to: instantSchema.optional(),
  type: list(transactionTypeSchema),
  user: list(entityRefSchema),
  team: list(entityRefSchema),
  service: list(entityRefSchema),
  project: list(entityRefSchema),
  product: list(nameSchema()),
  model: list(nameSchema()),
  status: list(z.enum(['success', 'failed', 'over-limit'])),
  creditType: list(creditTypeSchema),
  /** Searches user, action, model, product, item and comment. */
  q: z.string().trim().max(100).optional(),
  /** By time, or by how many credits came or went; of as many the newest first. An export is by time. */
  order: transactionOrderSchema.default('newest'),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(100),
});
/** @public */
export type TransactionsQuery = z.input<typeof transactionsQuerySchema>;

/** Answer of `GET /v1/transactions`, in the order asked for. @public */
export const transactionsResponseSchema = z.object({
  transactions: z.array(transactionSchema),
  nextCursor: z.string().optional(),
  timeZone: z.string(),
});
/** @public */
export type TransactionsResponse = z.infer<typeof transactionsResponseSchema>;

/** The scopes that a budget can limit. @public */
export const budgetScopeKindSchema = z.enum([
  'department',
  'team',
  'user',
  'project',
  'service',
  'product',
  'model',
]);
/** @public */
export type BudgetScopeKind = z.infer<typeof budgetScopeKindSchema>;

/** The periods that a budget can have, in the account's time zone. @public */
export const budgetPeriodSchema = z.enum(budgetPeriods);

/** Body of `PUT /v1/budgets`: what a scope may use in a period. @public */
export const budgetRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  scope: z.strictObject({
    kind: budgetScopeKindSchema,
    /** An entity ref, or the name of a product or model. */
    ref: nameSchema(limits.refLength),
  }),
  period: budgetPeriodSchema.default('month'),
  credits: creditsSchema,
  mode: z.enum(['hard', 'soft']).default('hard'),
  /** Percent of the allocation at which an alert is sent; the portal's `aiCredits.alerts.thresholds` where absent. */
  thresholds: z.array(z.int().min(1).max(1_000)).max(10).optional(),
  /** At most so many unused credits roll over into the next period. */
  rolloverCap: creditsSchema.optional(),
  /** The version that was read; a budget changed since then is a conflict. */
  version: z.int().optional(),
  /** For history brought in: the budget counts from the period of this date in the account's time zone on, at most 36 before the current one. Periods that are there stay as they are. Only for who manages budgets. */
  from: z.iso.date().optional(),
});
/** @public */
export type BudgetRequest = z.input<typeof budgetRequestSchema>;

/** A budget with its use in the current period. @public */
export const budgetSchema = z.object({
  id: z.string(),
  scope: z.object({ kind: budgetScopeKindSchema, ref: z.string() }),
  period: budgetPeriodSchema,
  periodStart: z.string(),
  periodEnd: z.string(),
  /** The limit of this period, rollover included. */
  credits: creditsOutputSchema,
  rolledOver: creditsOutputSchema,
  /** What every period starts with, before rollover and what was granted once. */
  baseCredits: creditsOutputSchema.optional(),
  /** What approvers added to this period alone. */
  grantedOnce: creditsOutputSchema.optional(),
  mode: z.enum(['hard', 'soft']),
  thresholds: z.array(z.int()),
  rolloverCap: creditsOutputSchema.optional(),
  used: creditsOutputSchema,
  held: creditsOutputSchema,
  remaining: creditsOutputSchema,
  /** Expected use at the end of the period at the pace so far. */
  projected: creditsOutputSchema,
  status: z.enum(['on-track', 'at-risk', 'exceeded']),
  version: z.int(),
});
/** @public */
export type Budget = z.infer<typeof budgetSchema>;

/** Answer of `GET /v1/budgets`. @public */
export const budgetsResponseSchema = z.object({
  budgets: z.array(budgetSchema),
  nextCursor: z.string().optional(),
});
/** @public */
export type BudgetsResponse = z.infer<typeof budgetsResponseSchema>;

/** Answer of `GET /v1/integrity`. @public */
export const integrityResponseSchema = z.object({
  status: z.enum(['never', 'clean', 'differs', 'running']),
  verifiedAt: z.string().optional(),
  durationMs: z.int().optional(),
  /** Blocks and entries that were proved. */
  blocks: z.int(),
  entries: z.int(),
  /** The hash of the newest block, hexadecimal. */
  head: z.string().optional(),
  /** What differs, at most the first 100. */
  findings: z.array(
    z.object({
      check: z.string(),
      subject: z.string(),
      expected: z.string(),
      actual: z.string(),
    }),
  ),
});
/** @public */
export type IntegrityResponse = z.infer<typeof integrityResponseSchema>;

/** Answer of `POST /v1/rollups/rebuild`. @public */
export const rebuildResponseSchema = z.object({
  /** Blocks of the journal that were folded again. */
  blocks: z.int(),
  durationMs: z.int(),
});
/** @public */
export type RebuildResponse = z.infer<typeof rebuildResponseSchema>;
