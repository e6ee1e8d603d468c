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
  aiCreditsChargePermission,
  aiCreditsCreditsManagePermission,
  aiCreditsRecordPermission,
  chargeResponseSchema,
  feedbackRequestSchema,
  feedbackResponseSchema,
  limits,
  recordResponseSchema,
  refundRequestSchema,
  refundResponseSchema,
  releaseResponseSchema,
  reservationRequestSchema,
  reservationResponseSchema,
  settleRequestSchema,
  settleResponseSchema,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { recordRequestSchema } from './schemas';
import { RouteDescription } from './types';

/** What is done with AI: recording it, asking for it, and what became of it. */
export const usageRoutes: RouteDescription[] = [
  {
    method: 'post',
    path: '/v1/usage',
    operationId: 'recordUsage',
    tag: 'Usage',
    summary: 'Record usage that has already happened',
    description: `One event or up to ${limits.batchEvents.toLocaleString(
      'en-US',
    )}. Each gets a result, in order; one bad event does not stop the rest. Recording never refuses: past a limit the result says so, and the credits count as excess. The same event again is a duplicate and charged once; the same id and source with different content is a conflict.`,
    permission: aiCreditsRecordPermission.name,
    body: { schema: recordRequestSchema, lines: usageEventSchema },
    answers: [
      {
        status: 200,
        description: 'One result per event, in order',
        schema: recordResponseSchema,
      },
    ],
    errors: [400, 503],
  },
  {
    method: 'post',
    path: '/v1/charges',
    operationId: 'charge',
    tag: 'Usage',
    summary: 'Authorise one event and deduct its credits at once',
    permission: aiCreditsChargePermission.name,
    body: { schema: usageEventSchema },
    answers: [
      { status: 201, description: 'Charged', schema: chargeResponseSchema },
      {
        status: 200,
        description: 'Charged before; the same answer again',
        schema: chargeResponseSchema,
      },
    ],
    errors: [400, 402, 409, 503],
  },
  {
    method: 'post',
    path: '/v1/reservations',
    operationId: 'reserve',
    tag: 'Usage',
    summary: 'Hold credits before they are used',
    description:
      'Without `maxCredits` the hold is what the rate card makes of the event. Held credits count as used until they are settled or released, or the hold lapses.',
    permission: aiCreditsChargePermission.name,
    body: { schema: reservationRequestSchema },
    answers: [
      { status: 201, description: 'Held', schema: reservationResponseSchema },
      {
        status: 200,
        description: 'Held before; the same answer again',
        schema: reservationResponseSchema,
      },
    ],
    errors: [400, 402, 409, 503],
  },
  {
    method: 'post',
    path: '/v1/reservations/{id}/settle',
    operationId: 'settleReservation',
    tag: 'Usage',
    summary: 'Charge what was used of a hold and give the rest back',
    description: `A cost above the hold is posted and flagged where it passes a limit, for callers with ${aiCreditsRecordPermission.name}; for all others it must pass every limit, else the answer is 402 and the hold stays.`,
    permission: aiCreditsChargePermission.name,
    parameters: { id: 'The id of the reservation' },
    body: { schema: settleRequestSchema, optional: true },
    answers: [
      { status: 200, description: 'Settled', schema: settleResponseSchema },
    ],
    errors: [400, 402, 404, 409, 503],
  },
  {
    method: 'post',
    path: '/v1/reservations/{id}/release',
    operationId: 'releaseReservation',
    tag: 'Usage',
    summary: 'Give a hold back',
    permission: aiCreditsChargePermission.name,
    parameters: { id: 'The id of the reservation' },
    answers: [
      { status: 200, description: 'Released', schema: releaseResponseSchema },
    ],
    errors: [404, 409, 503],
  },
  {
    method: 'post',
    path: '/v1/usage/feedback',
    operationId: 'sendFeedback',
    tag: 'Usage',
    summary: 'Say what became of recorded usage',
    permission: aiCreditsRecordPermission.name,
    body: { schema: feedbackRequestSchema },
    answers: [
      { status: 200, description: 'Noted', schema: feedbackResponseSchema },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/refunds',
    operationId: 'refund',
    tag: 'Usage',
    summary: 'Give credits of a charge back to the lots they came from',
    permission: aiCreditsCreditsManagePermission.name,
    body: { schema: refundRequestSchema },
    answers: [
      {
        status: 201,
        description: 'Refunded, now or when it was sent before',
        schema: refundResponseSchema,
      },
    ],
    errors: [400, 404, 409, 503],
  },
];
