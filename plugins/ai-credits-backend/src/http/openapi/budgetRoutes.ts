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

import {
  accountQuerySchema,
  aiCreditsAllocationUpdatePermission,
  aiCreditsBudgetManagePermission,
  aiCreditsBudgetReadPermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  allocationsCopyRequestSchema,
  allocationsExportQuerySchema,
  allocationsImportQuerySchema,
  allocationsRequestSchema,
  allocationsResponseSchema,
  budgetDeleteQuerySchema,
  budgetDetailSchema,
  budgetRequestSchema,
  budgetSchema,
  budgetsQuerySchema,
  budgetsResponseSchema,
  budgetTreeQuerySchema,
  budgetTreeResponseSchema,
  createCreditRequestSchema,
  creditRequestSchema,
  creditRequestsQuerySchema,
  creditRequestsResponseSchema,
  declineCreditRequestSchema,
  grantCreditRequestSchema,
} from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';
import { RouteDescription } from './types';

const CHANGES = `${aiCreditsBudgetManagePermission.name}\` or \`${aiCreditsAllocationUpdatePermission.name}`;
const BELOW =
  'Who leads a department changes what is below it; admins change everything. The groups below a group are not allocated more than it has.';
const NO_LIMIT = 'A scope without a budget has no limit to raise.';

const decided = (summary: string) => ({
  status: 200,
  description: summary,
  schema: creditRequestSchema,
});

/** Budgets, allocations and requests for more. */
export const budgetRoutes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/budgets',
    operationId: 'listBudgets',
    tag: 'Budgets',
    summary: 'Budgets with their use in the current period',
    permission: aiCreditsBudgetReadPermission.name,
    query: budgetsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of budgets',
        schema: budgetsResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/budgets/tree',
    operationId: 'getBudgetTree',
    tag: 'Budgets',
    summary: 'The organisation with what each part may use and has used',
    permission: aiCreditsBudgetReadPermission.name,
    query: budgetTreeQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The tree, depth first',
        schema: budgetTreeResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/budgets/{id}',
    operationId: 'getBudget',
    tag: 'Budgets',
    summary: 'One budget with its days, its history and who uses it',
    permission: aiCreditsBudgetReadPermission.name,
    parameters: { id: 'The id of the budget' },
    query: accountQuerySchema,
    answers: [
      { status: 200, description: 'The budget', schema: budgetDetailSchema },
    ],
    errors: [400, 404],
  },
  {
    method: 'put',
    path: '/v1/budgets',
    operationId: 'putBudget',
    tag: 'Budgets',
    summary: 'Create or change the budget of a scope and period',
    description: `${BELOW} With \`from\`, closed periods come to be: their use is counted from the log, and what is left carries over by the same rules.`,
    permission: CHANGES,
    body: { schema: budgetRequestSchema },
    answers: [{ status: 200, description: 'The budget', schema: budgetSchema }],
    errors: [400, 409],
  },
  {
    method: 'delete',
    path: '/v1/budgets/{id}',
    operationId: 'deleteBudget',
    tag: 'Budgets',
    summary: 'Delete a budget',
    permission: CHANGES,
    parameters: { id: 'The id of the budget' },
    query: budgetDeleteQuerySchema,
    answers: [{ status: 204, description: 'Deleted' }],
    errors: [400, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/allocations',
    operationId: 'changeAllocations',
    tag: 'Budgets',
    summary: 'Change many allocations, all or none',
    description: `${BELOW} Errors name the changes at fault by number, from 1.`,
    permission: CHANGES,
    body: { schema: allocationsRequestSchema },
    answers: [
      {
        status: 200,
        description: 'What was changed',
        schema: allocationsResponseSchema,
      },
    ],
    errors: [400, 409],
  },
  {
    method: 'get',
    path: '/v1/allocations/export',
    operationId: 'exportAllocations',
    tag: 'Budgets',
    summary: 'The allocations as a CSV file that can be imported again',
    permission: aiCreditsBudgetReadPermission.name,
    query: allocationsExportQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The file',
        schema: z.string(),
        contentType: 'text/csv',
      },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/allocations/import',
    operationId: 'importAllocations',
    tag: 'Budgets',
    summary: 'Change allocations to what a CSV file says, all or none',
    description: `${BELOW} Errors name the lines at fault as a spreadsheet counts them.`,
    permission: CHANGES,
    query: allocationsImportQuerySchema,
    body: { schema: z.string(), contentType: 'text/csv' },
    answers: [
      {
        status: 200,
        description: 'What was changed',
        schema: allocationsResponseSchema,
      },
    ],
    errors: [400, 409],
  },
  {
    method: 'post',
    path: '/v1/allocations/copy',
    operationId: 'copyAllocations',
    tag: 'Budgets',
    summary: 'Allocate again what the last period allocated',
    description:
      'Changes the budgets that have been changed since and that the caller may change. What rolled over or was granted once is not copied.',
    permission: CHANGES,
    body: { schema: allocationsCopyRequestSchema, optional: true },
    answers: [
      {
        status: 200,
        description: 'What was changed',
        schema: allocationsResponseSchema,
      },
    ],
    errors: [400, 409],
  },
  {
    method: 'get',
    path: '/v1/requests',
    operationId: 'listRequests',
    tag: 'Requests',
    summary: 'Requests for more credits, newest first',
    description: "The caller's own, and those that the caller may decide.",
    permission: aiCreditsRequestCreatePermission.name,
    query: creditRequestsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of requests',
        schema: creditRequestsResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/requests',
    operationId: 'createRequest',
    tag: 'Requests',
    summary: 'Ask for more credits',
    description: NO_LIMIT,
    permission: aiCreditsRequestCreatePermission.name,
    body: { schema: createCreditRequestSchema },
    answers: [
      { status: 201, description: 'The request', schema: creditRequestSchema },
    ],
    errors: [400, 409],
  },
  {
    method: 'post',
    path: '/v1/requests/{id}/grant',
    operationId: 'grantRequest',
    tag: 'Requests',
    summary: 'Grant a request, for this period or for good',
    description: 'Nobody decides on a request of their own.',
    permission: aiCreditsRequestDecidePermission.name,
    parameters: { id: 'The id of the request' },
    query: accountQuerySchema,
    body: { schema: grantCreditRequestSchema, optional: true },
    answers: [decided('The request, granted')],
    errors: [400, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/requests/{id}/decline',
    operationId: 'declineRequest',
    tag: 'Requests',
    summary: 'Decline a request',
    description: 'Nobody decides on a request of their own.',
    permission: aiCreditsRequestDecidePermission.name,
    parameters: { id: 'The id of the request' },
    query: accountQuerySchema,
    body: { schema: declineCreditRequestSchema, optional: true },
    answers: [decided('The request, declined')],
    errors: [400, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/requests/{id}/withdraw',
    operationId: 'withdrawRequest',
    tag: 'Requests',
    summary: 'Take back a request of one’s own',
    permission: aiCreditsRequestCreatePermission.name,
    parameters: { id: 'The id of the request' },
    query: accountQuerySchema,
    answers: [decided('The request, withdrawn')],
    errors: [400, 404, 409],
  },
];
