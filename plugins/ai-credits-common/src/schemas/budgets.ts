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
  budgetPeriodSchema,
  budgetSchema,
  budgetScopeKindSchema,
} from './credits';
import {
  accountSchema,
  creditsOutputSchema,
  creditsSchema,
  entityRefSchema,
  limits,
  nameSchema,
} from './primitives';

/** The most that one request of the budgets' administration may hold. @public */
export const budgetLimits = {
  /** Rows of one bulk change or one CSV file. */
  changes: 2_000,
  /** Nodes of one answer of the tree; past it people without a limit are left out. */
  treeNodes: 5_000,
  /** Closed periods of one budget. */
  history: 60,
  /** Periods before the current one in which a budget may begin. */
  past: 36,
} as const;

const kinds = z
  .union([budgetScopeKindSchema, z.array(budgetScopeKindSchema).max(7)])
  .transform(value => (Array.isArray(value) ? value : [value]))
  .optional();

/** Query of `GET /v1/budgets`. @public */
export const budgetsQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  scopeKind: kinds,
  /** The scope's ref or name. */
  ref: nameSchema(limits.refLength).optional(),
  /** Only budgets of what is directly below this group: its groups and people. */
  parent: entityRefSchema.optional(),
  period: budgetPeriodSchema.optional(),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(100),
});
/** @public */
export type BudgetsQuery = z.input<typeof budgetsQuerySchema>;

/** Query of `DELETE /v1/budgets/{id}`. @public */
export const budgetDeleteQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  /** The version that was read; a budget changed since then is a conflict. */
  version: z.coerce.number<number | string>().int().optional(),
});
/** @public */
export type BudgetDeleteQuery = z.input<typeof budgetDeleteQuerySchema>;

/** Query of `GET /v1/budgets/tree`. @public */
export const budgetTreeQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  period: budgetPeriodSchema.default('month'),
  /** Only this group and what is below it. */
  under: entityRefSchema.optional(),
});
/** @public */
export type BudgetTreeQuery = z.input<typeof budgetTreeQuerySchema>;

/** A scope in the tree, whether it has a budget or not. @public */
export const budgetNodeSchema = z.object({
  kind: budgetScopeKindSchema,
  ref: z.string(),
  /** The group directly above; absent at the top, and for scopes beside the organisation. */
  parent: z.string().optional(),
  /** 0 at the top. */
  depth: z.int(),
  /** The scope's budget of the period that was asked for; absent when it has none. */
  budget: budgetSchema.optional(),
  /** Credits used in the period, by the budget where there is one, by the log otherwise. */
  used: creditsOutputSchema,
  /** Of a group with a budget: what its groups below were allocated, and what is left to allocate. People's limits are ceilings and take nothing from it. */
  children: z
    .object({
      allocated: creditsOutputSchema,
      /** Below zero when more was allocated than there is. */
      unallocated: creditsOutputSchema,
    })
    .optional(),
  /** Whether the caller may change the allocation. */
  mayEdit: z.boolean(),
  /** True where that is downwards only: nobody raises or removes their own limit. */
  lowerOnly: z.boolean().optional(),
  /** Whether the caller may ask for more. */
  mayRequest: z.boolean(),
});
/** @public */
export type BudgetNode = z.infer<typeof budgetNodeSchema>;

/** Answer of `GET /v1/budgets/tree`. @public */
export const budgetTreeResponseSchema = z.object({
  period: budgetPeriodSchema,
  periodStart: z.string(),
  /** Exclusive. */
  periodEnd: z.string(),
  /** Departments, teams and people, each directly after what it is below of: the order of a tree that is read from its top. */
  organization: z.array(budgetNodeSchema),
  /** Budgets of projects, services, products and models. */
  others: z.array(budgetNodeSchema),
  /** Sums over the topmost budgets of the organisation. */
  totals: z.object({
    allocated: creditsOutputSchema,
    used: creditsOutputSchema,
    held: creditsOutputSchema,
    projected: creditsOutputSchema,
  }),
  /** False when people without a limit were left out for the length of the answer. */
  complete: z.boolean(),
  /** Whether more may be allocated below a group than it has; refused if absent. */
  overAllocation: z.boolean().optional(),
  timeZone: z.string(),
  asOf: z.string(),
});
/** @public */
export type BudgetTreeResponse = z.infer<typeof budgetTreeResponseSchema>;

/** A period of a budget that is over. @public */
export const budgetPeriodUseSchema = z.object({
  periodStart: z.string(),
  /** Exclusive. */
  periodEnd: z.string(),
  /** The limit of the period, rollover and what was granted once included. */
  credits: creditsOutputSchema,
  rolledOver: creditsOutputSchema,
  grantedOnce: creditsOutputSchema,
  used: creditsOutputSchema,
  status: z.enum(['within', 'exceeded']),
});
/** @public */
export type BudgetPeriodUse = z.infer<typeof budgetPeriodUseSchema>;

const shareSchema = z.object({
  ref: z.string(),
  credits: creditsOutputSchema,
  requests: z.int(),
});

/** Answer of `GET /v1/budgets/{id}`. @public */
export const budgetDetailSchema = budgetSchema.extend({
  /** What every period starts with, before rollover and what was granted once. */
  baseCredits: creditsOutputSchema,
  /** What approvers added to this period alone. */
  grantedOnce: creditsOutputSchema,
  /** Days of the current period up to today, idle ones included, with the sum up to and including each. */
  daily: z.array(
    z.object({
      /** A date in the account's time zone. */
      day: z.string(),
      credits: creditsOutputSchema,
      cumulative: creditsOutputSchema,
    }),
  ),
  /** When the budget is used up at the pace so far; absent when it lasts. */
  exhaustedAt: z.string().optional(),
  /** Closed periods, newest first. */
  history: z.array(budgetPeriodUseSchema),
  /** Who used most in this period, of what the caller may see. */
  topUsers: z.array(shareSchema),
  topServices: z.array(shareSchema),
  topModels: z.array(shareSchema),
  /** The nearest budget above of the same period. */
  parent: z
    .object({
      id: z.string(),
      scope: z.object({ kind: budgetScopeKindSchema, ref: z.string() }),
      credits: creditsOutputSchema,
      allocated: creditsOutputSchema,
      unallocated: creditsOutputSchema,
    })
    .optional(),
  children: budgetNodeSchema.shape.children,
  mayEdit: z.boolean(),
  lowerOnly: budgetNodeSchema.shape.lowerOnly,
  mayRequest: z.boolean(),
  timeZone: z.string(),
});
/** @public */
export type BudgetDetail = z.infer<typeof budgetDetailSchema>;

/** One change of a bulk request. What is left out stays as it is, or begins with the default. @public */
export const allocationChangeSchema = z.strictObject({
  scope: z.strictObject({
    kind: budgetScopeKindSchema,
    /** An entity ref, or the name of a product or model. */
    ref: nameSchema(limits.refLength),
  }),
  period: budgetPeriodSchema.default('month'),
  credits: creditsSchema,
  mode: z.enum(['hard', 'soft']).optional(),
  thresholds: z.array(z.int().min(1).max(1_000)).max(10).optional(),
  rolloverCap: creditsSchema.optional(),
  /** The version that was read, 0 where there was no budget; one changed or created since then is a conflict. */
  version: z.int().optional(),
});
/** @public */
export type AllocationChange = z.input<typeof allocationChangeSchema>;

/** Body of `POST /v1/allocations`: all changes or none. @public */
export const allocationsRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  changes: z.array(allocationChangeSchema).min(1).max(budgetLimits.changes),
  /** Checks and answers with what would be, and changes nothing. */
  dryRun: z.boolean().default(false),
});
/** @public */
export type AllocationsRequest = z.input<typeof allocationsRequestSchema>;

/** Answer of every bulk change. @public */
export const allocationsResponseSchema = z.object({
  dryRun: z.boolean(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  /** What was created or changed; `before` is what the scope was allocated. */
  changes: z.array(
    z.object({
      before: creditsOutputSchema.optional(),
      budget: budgetSchema,
    }),
  ),
});
/** @public */
export type AllocationsResponse = z.infer<typeof allocationsResponseSchema>;

/** Query of `GET /v1/allocations/export`. @public */
export const allocationsExportQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  period: budgetPeriodSchema.optional(),
});
/** @public */
export type AllocationsExportQuery = z.input<
  typeof allocationsExportQuerySchema
>;

/** Query of `POST /v1/allocations/import`, whose body is the CSV file. @public */
export const allocationsImportQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  /** `true` checks and answers with what would be, and changes nothing. */
  dryRun: z.stringbool().optional(),
});
/** @public */
export type AllocationsImportQuery = {
  account?: string;
  dryRun?: boolean;
};

/** Body of `POST /v1/allocations/copy`: what the last period allocated, again. @public */
export const allocationsCopyRequestSchema = z.strictObject({
  account: accountSchema.optional(),
  period: budgetPeriodSchema.default('month'),
  dryRun: z.boolean().default(false),
});
/** @public */
export type AllocationsCopyRequest = z.input<
  typeof allocationsCopyRequestSchema
>;
