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
  aiCreditsIntegrityReadPermission,
  aiCreditsIntegrityVerifyPermission,
  aiCreditsUsageReadPermission,
  analyticsQuerySchema,
  analyticsResponseSchema,
  integrityResponseSchema,
  ledgerHealthResponseSchema,
  meSchema,
  rebuildResponseSchema,
} from 'backstage-plugin-ai-credits-common';
import { openApiDocumentSchema } from './schemas';
import { RouteDescription } from './types';

/** Questions about usage, the proof of the journal, and this description. */
export const governanceRoutes: RouteDescription[] = [
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
    path: '/v1/ledger/health',
    operationId: 'getLedgerHealth',
    tag: 'Integrity',
    summary: 'How the ledger is, and what was sent and not charged',
    permission: aiCreditsIntegrityReadPermission.name,
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The health',
        schema: ledgerHealthResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/rollups/rebuild',
    operationId: 'rebuildRollups',
    tag: 'Integrity',
    summary: 'Make the rollups again from the events',
    permission: aiCreditsIntegrityVerifyPermission.name,
    query: accountQuerySchema,
    answers: [
      {
        status: 200,
        description: 'How much was folded',
        schema: rebuildResponseSchema,
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
