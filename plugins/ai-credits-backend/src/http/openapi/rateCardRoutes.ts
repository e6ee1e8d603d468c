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
  aiCreditsRateCardManagePermission,
  publishRequestSchema,
  quoteResponseSchema,
  rateCardRequestSchema,
  rateCardSchema,
  rateCardsResponseSchema,
  simulateResponseSchema,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { RouteDescription } from './types';

/** What usage costs: published versions, drafts and what they would change. */
export const rateCardRoutes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/rate-cards',
    operationId: 'listRateCards',
    tag: 'Rate card',
    summary: 'Versions of the rate card and drafts',
    permission: aiCreditsBalanceReadPermission.name,
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'Every version and draft',
        schema: rateCardsResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/rate-cards/current',
    operationId: 'getCurrentRateCard',
    tag: 'Rate card',
    summary: 'The version in force',
    permission: aiCreditsBalanceReadPermission.name,
    query: accountQuerySchema,
    answers: [
      { status: 200, description: 'The rate card', schema: rateCardSchema },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/rate-cards',
    operationId: 'createRateCard',
    tag: 'Rate card',
    summary: 'Create a draft',
    permission: aiCreditsRateCardManagePermission.name,
    body: { schema: rateCardRequestSchema },
    answers: [
      { status: 201, description: 'The draft', schema: rateCardSchema },
    ],
    errors: [400],
  },
  {
    method: 'put',
    path: '/v1/rate-cards/{id}',
    operationId: 'updateRateCard',
    tag: 'Rate card',
    summary: 'Change a draft',
    permission: aiCreditsRateCardManagePermission.name,
    parameters: { id: 'The id of the draft' },
    body: { schema: rateCardRequestSchema },
    answers: [
      { status: 200, description: 'The draft', schema: rateCardSchema },
    ],
    errors: [400, 404, 409],
  },
  {
    method: 'delete',
    path: '/v1/rate-cards/{id}',
    operationId: 'deleteRateCard',
    tag: 'Rate card',
    summary: 'Throw a draft away',
    permission: aiCreditsRateCardManagePermission.name,
    parameters: { id: 'The id of the draft' },
    query: accountQuerySchema,
    answers: [{ status: 204, description: 'Thrown away' }],
    errors: [400, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/rate-cards/{id}/publish',
    operationId: 'publishRateCard',
    tag: 'Rate card',
    summary: 'Publish a draft as the next version',
    description:
      'Refused when it would leave an action or a model that has been in use in the last 30 days without a price; the answer names them.',
    permission: aiCreditsRateCardManagePermission.name,
    parameters: { id: 'The id of the draft' },
    body: { schema: publishRequestSchema, optional: true },
    answers: [
      {
        status: 200,
        description: 'The published version',
        schema: rateCardSchema,
      },
    ],
    errors: [400, 404, 409],
  },
  {
    method: 'post',
    path: '/v1/rate-cards/{id}/simulate',
    operationId: 'simulateRateCard',
    tag: 'Rate card',
    summary: 'Replay the last 30 days under a draft',
    permission: aiCreditsRateCardManagePermission.name,
    parameters: { id: 'The id of the draft' },
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'What would change',
        schema: simulateResponseSchema,
      },
    ],
    errors: [400, 404],
  },
  {
    method: 'post',
    path: '/v1/rate-cards/quote',
    operationId: 'quote',
    tag: 'Rate card',
    summary: 'What an event would cost, without posting it',
    permission: aiCreditsBalanceReadPermission.name,
    body: { schema: usageEventSchema },
    answers: [
      { status: 200, description: 'The price', schema: quoteResponseSchema },
    ],
    errors: [400],
  },
];
