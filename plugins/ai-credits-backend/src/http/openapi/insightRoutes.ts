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
  aiCreditsBalanceReadPermission,
  aiCreditsInsightsManagePermission,
  aiCreditsUsageReadPermission,
  efficiencyResponseSchema,
  forecastQuerySchema,
  forecastResponseSchema,
  insightsQuerySchema,
  recommendationDecisionResponseSchema,
  recommendationDecisionSchema,
  recommendationsQuerySchema,
  recommendationsResponseSchema,
  unusualResponseSchema,
  wasteEventsQuerySchema,
  wasteEventsResponseSchema,
  wasteResponseSchema,
} from 'backstage-plugin-ai-credits-common';
import { RouteDescription } from './types';

const usageRead = aiCreditsUsageReadPermission.name;

/** What usage says about itself. */
export const insightRoutes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/forecast',
    operationId: 'forecast',
    tag: 'Analytics',
    summary:
      'When credits run out, and what a period will have used at its end',
    description:
      'Of the account by default; of a budget by its id, or of a scope by kind and ref (`team:group:default/payments`). `projected` is the pace of the period so far, as on budgets; `endOfPeriod` is what the model expects, with the ends of an interval whose past coverage is told with it. Under 14 full days of history `enough` is false and only the burn rate is told. Of the account allowances, expiries and purchases that are known are part of it. Who may not see the balance, or the scope, is refused.',
    permission: aiCreditsBalanceReadPermission.name,
    query: forecastQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The forecast',
        schema: forecastResponseSchema,
      },
    ],
    errors: [400, 404, 503],
  },
  {
    method: 'get',
    path: '/v1/insights/waste',
    operationId: 'findWaste',
    tag: 'Analytics',
    summary: 'Credits that were wasted, by rule',
    description:
      'Each rule says what it finds by itself; an event that several rules find counts once in the total, under the first of failed, regeneration, rejected, unused. Credits are net of refunds.',
    permission: usageRead,
    query: insightsQuerySchema,
    answers: [
      { status: 200, description: 'Waste', schema: wasteResponseSchema },
    ],
    errors: [400, 503],
  },
  {
    method: 'get',
    path: '/v1/insights/waste/events',
    operationId: 'listWasteEvents',
    tag: 'Analytics',
    summary: 'The events that a rule of waste found',
    permission: usageRead,
    query: wasteEventsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of events, newest first',
        schema: wasteEventsResponseSchema,
      },
    ],
    errors: [400, 503],
  },
  {
    method: 'get',
    path: '/v1/insights/efficiency',
    operationId: 'compareEfficiency',
    tag: 'Analytics',
    summary:
      'Credits by produced item, regeneration rate and first-pass quality',
    description:
      'By person, team, action and model, with the workflows that need the fewest credits for a prompt, the items with most attempts, and what accepted items are worth where that is configured.',
    permission: usageRead,
    query: insightsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'Efficiency',
        schema: efficiencyResponseSchema,
      },
    ],
    errors: [400, 503],
  },
  {
    method: 'get',
    path: '/v1/insights/unusual',
    operationId: 'listUnusualDays',
    tag: 'Analytics',
    summary: 'Days with far more, or far less, use than usual',
    permission: usageRead,
    query: insightsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'Unusual days, newest first',
        schema: unusualResponseSchema,
      },
    ],
    errors: [400, 503],
  },
  {
    method: 'get',
    path: '/v1/insights/recommendations',
    operationId: 'listRecommendations',
    tag: 'Analytics',
    summary: 'What would save credits, and what it rests on',
    description:
      'Of the last 90 days where no range is given. Those that were accepted come with what they really saved.',
    permission: usageRead,
    query: recommendationsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'Recommendations',
        schema: recommendationsResponseSchema,
      },
    ],
    errors: [400, 503],
  },
  {
    method: 'post',
    path: '/v1/insights/recommendations/{id}/accept',
    operationId: 'acceptRecommendation',
    tag: 'Analytics',
    summary: 'Accept a recommendation and have it followed up',
    permission: aiCreditsInsightsManagePermission.name,
    parameters: { id: 'The id of the recommendation' },
    body: { schema: recommendationDecisionSchema, optional: true },
    answers: [
      {
        status: 200,
        description: 'Accepted',
        schema: recommendationDecisionResponseSchema,
      },
    ],
    errors: [400, 404, 503],
  },
  {
    method: 'post',
    path: '/v1/insights/recommendations/{id}/dismiss',
    operationId: 'dismissRecommendation',
    tag: 'Analytics',
    summary: 'Dismiss a recommendation, with the reason',
    permission: aiCreditsInsightsManagePermission.name,
    parameters: { id: 'The id of the recommendation' },
    body: { schema: recommendationDecisionSchema },
    answers: [
      {
        status: 200,
        description: 'Dismissed',
        schema: recommendationDecisionResponseSchema,
      },
    ],
    errors: [400, 404, 503],
  },
];
