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
  aiCreditsAccessPermission,
  aiCreditsBudgetManagePermission,
  aiCreditsBudgetReadPermission,
  aiCreditsIntegrityReadPermission,
  aiCreditsIntegrityVerifyPermission,
  aiCreditsUsageReadPermission,
  analyticsQuerySchema,
  analyticsResponseSchema,
  budgetRequestSchema,
  budgetSchema,
  budgetsResponseSchema,
  integrityResponseSchema,
  meSchema,
  pageQuerySchema,
} from 'backstage-plugin-ai-credits-common';
import { openApiDocumentSchema } from './schemas';
import { RouteDescription } from './types';

/** Budgets, questions about usage, the proof of the journal, and this description. */
export const governanceRoutes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/budgets',
    operationId: 'listBudgets',
    tag: 'Budgets',
    summary: 'Budgets with their use in the current period',
    permission: aiCreditsBudgetReadPermission.name,
    query: pageQuerySchema,
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
    method: 'put',
    path: '/v1/budgets',
    operationId: 'putBudget',
    tag: 'Budgets',
    summary: 'Create or change the budget of a scope and period',
    permission: aiCreditsBudgetManagePermission.name,
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
    permission: aiCreditsBudgetManagePermission.name,
    parameters: { id: 'The id of the budget' },
    query: accountQuerySchema,
    answers: [{ status: 204, description: 'Deleted' }],
    errors: [400, 404],
  },
  {
    method: 'post',
    path: '/v1/analytics/query',
    operationId: 'queryAnalytics',
    tag: 'Analytics',
    summary: 'Ask a question about usage',
    description: 'Counts only what the caller may see.',
    permission: aiCreditsUsageReadPermission.name,
    body: { schema: analyticsQuerySchema },
    answers: [
      { status: 200, description: 'The rows', schema: analyticsResponseSchema },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/integrity',
    operationId: 'getIntegrity',
    tag: 'Integrity',
    summary: 'The last proof of the journal',
    permission: aiCreditsIntegrityReadPermission.name,
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The proof',
        schema: integrityResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/integrity/verify',
    operationId: 'verifyIntegrity',
    tag: 'Integrity',
    summary: 'Run a proof of the journal',
    permission: aiCreditsIntegrityVerifyPermission.name,
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The proof',
        schema: integrityResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/me',
    operationId: 'getMe',
    tag: 'Description',
    summary: 'Who the caller is and what the caller may do',
    permission: aiCreditsAccessPermission.name,
    query: accountQuerySchema,
    answers: [{ status: 200, description: 'The caller', schema: meSchema }],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    operationId: 'getOpenApi',
    tag: 'Description',
    summary: 'This description',
    permission: aiCreditsAccessPermission.name,
    answers: [
      {
        status: 200,
        description: 'An OpenAPI 3.1 document',
        schema: openApiDocumentSchema,
      },
    ],
    errors: [],
  },
];
