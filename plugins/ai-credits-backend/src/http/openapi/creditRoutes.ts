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
  accountOverviewSchema,
  accountQuerySchema,
  aiCreditsBalanceReadPermission,
  aiCreditsCreditsManagePermission,
  aiCreditsUsageReadPermission,
  balanceSchema,
  creditSummaryQuerySchema,
  creditSummarySchema,
  grantRequestSchema,
  grantResponseSchema,
  lotsResponseSchema,
  packsResponseSchema,
  pageQuerySchema,
  transactionStorySchema,
  transactionOrderSchema,
  transactionsQuerySchema,
  transactionsResponseSchema,
} from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';
import { RouteDescription } from './types';

/** What there is to spend, where it came from and where it went. */
export const creditRoutes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/account',
    operationId: 'getAccount',
    tag: 'Credits',
    summary: 'Lifetime figures of the account',
    permission: aiCreditsBalanceReadPermission.name,
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The account',
        schema: accountOverviewSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/balance',
    operationId: 'getBalance',
    tag: 'Credits',
    summary: 'What there is to spend, and the use of this period',
    permission: aiCreditsBalanceReadPermission.name,
    query: accountQuerySchema,
    answers: [
      { status: 200, description: 'The balance', schema: balanceSchema },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/balance/summary',
    operationId: 'getCreditSummary',
    tag: 'Credits',
    summary:
      'What was allocated, used, carried forward and remains in a range, free and purchased apart',
    permission: aiCreditsBalanceReadPermission.name,
    query: creditSummaryQuerySchema,
    answers: [
      { status: 200, description: 'The summary', schema: creditSummarySchema },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/lots',
    operationId: 'listLots',
    tag: 'Credits',
    summary: 'Lots, in the order in which they are burned',
    permission: aiCreditsBalanceReadPermission.name,
    query: pageQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of lots',
        schema: lotsResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/packs',
    operationId: 'listPacks',
    tag: 'Credits',
    summary: 'Packs that can be purchased',
    permission: aiCreditsBalanceReadPermission.name,
    query: accountQuerySchema,
    answers: [
      { status: 200, description: 'The packs', schema: packsResponseSchema },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/grants',
    operationId: 'grantCredits',
    tag: 'Credits',
    summary: 'Grant or adjust credits, with a reason',
    permission: aiCreditsCreditsManagePermission.name,
    body: { schema: grantRequestSchema },
    answers: [
      {
        status: 201,
        description: 'Granted, now or when it was sent before',
        schema: grantResponseSchema,
      },
    ],
    errors: [400, 409, 503],
  },
  {
    method: 'get',
    path: '/v1/transactions',
    operationId: 'listTransactions',
    tag: 'Credits',
    summary: 'The transaction log',
    description: 'Holds only what the caller may see.',
    permission: aiCreditsUsageReadPermission.name,
    query: transactionsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of the log',
        schema: transactionsResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/transactions/export',
    operationId: 'exportTransactions',
    tag: 'Credits',
    summary: 'The transaction log as a CSV file, however long',
    permission: aiCreditsUsageReadPermission.name,
    query: transactionsQuerySchema.omit({ cursor: true, limit: true }).extend({
      order: transactionOrderSchema.exclude(['largest']).default('newest'),
    }),
    answers: [
      {
        status: 200,
        description: 'The file, streamed',
        schema: z.string(),
        contentType: 'text/csv',
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/transactions/{id}',
    operationId: 'getTransaction',
    tag: 'Credits',
    summary: 'One transaction with its whole story',
    permission: aiCreditsUsageReadPermission.name,
    parameters: { id: 'The id of the transaction' },
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The transaction',
        schema: transactionStorySchema,
      },
    ],
    errors: [400, 404],
  },
];
