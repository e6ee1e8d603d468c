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
  aiCreditsBalanceReadPermission,
  aiCreditsCreditsManagePermission,
  grantResponseSchema,
  policiesRequestSchema,
  policiesSchema,
  purchaseRequestSchema,
  purchasesQuerySchema,
  purchasesResponseSchema,
} from 'backstage-plugin-ai-credits-common';
import { RouteDescription } from './types';

/** Buying credits, and the policies that decide when that happens by itself. */
export const purchasingRoutes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/purchases',
    operationId: 'listPurchases',
    tag: 'Credits',
    summary: 'Purchases with each attempt at them, newest first',
    permission: aiCreditsCreditsManagePermission.name,
    query: purchasesQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of purchases',
        schema: purchasesResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/purchases',
    operationId: 'purchaseCredits',
    tag: 'Credits',
    summary: 'Purchase packs',
    description:
      'Answers 502 when the purchase provider has not bought; the same idempotencyKey tries again.',
    permission: aiCreditsCreditsManagePermission.name,
    body: { schema: purchaseRequestSchema },
    answers: [
      {
        status: 201,
        description: 'Purchased, now or when it was sent before',
        schema: grantResponseSchema,
      },
    ],
    errors: [400, 409, 502, 503],
  },
  {
    method: 'get',
    path: '/v1/policies',
    operationId: 'getPolicies',
    tag: 'Credits',
    summary: 'Low-balance threshold, excess limit and automatic purchase',
    permission: aiCreditsBalanceReadPermission.name,
    query: accountQuerySchema,
    answers: [
      { status: 200, description: 'The policies', schema: policiesSchema },
    ],
    errors: [400],
  },
  {
    method: 'put',
    path: '/v1/policies',
    operationId: 'putPolicies',
    tag: 'Credits',
    summary: 'Change the policies',
    description:
      'Answers 409 with both values when they were changed since the revision that was read.',
    permission: aiCreditsCreditsManagePermission.name,
    body: { schema: policiesRequestSchema },
    answers: [
      {
        status: 200,
        description: 'The policies as they are now',
        schema: policiesSchema,
      },
    ],
    errors: [400, 409, 503],
  },
];
