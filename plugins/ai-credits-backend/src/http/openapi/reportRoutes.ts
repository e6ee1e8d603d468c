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
  aiCreditsReportCreatePermission,
  aiCreditsReportReadPermission,
  aiCreditsUsageReadPermission,
  focusQuerySchema,
  reportContentsSchema,
  reportFileQuerySchema,
  reportRequestSchema,
  reportRunDetailSchema,
  reportRunSchema,
  reportRunsResponseSchema,
  reportSchedulePreviewRequestSchema,
  reportSchedulePreviewSchema,
  reportSchema,
  reportsQuerySchema,
  reportsResponseSchema,
} from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';
import { RouteDescription } from './types';

const READ = aiCreditsReportReadPermission.name;
const CREATE = aiCreditsReportCreatePermission.name;
const id = { id: 'The id of the report' };
const runId = { runId: 'The id of the run' };
const LAST =
  'The last run that is done unless one is named. Waits for a run that is under way, up to 30 seconds.';

/** Reports, their runs, and rows for finance tools. */
export const reportRoutes: RouteDescription[] = [
  {
    method: 'get',
    path: '/v1/reports',
    operationId: 'listReports',
    tag: 'Reports',
    summary: 'Reports that the caller owns or was sent, newest first',
    description: 'Admins see those of everybody.',
    permission: READ,
    query: reportsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of reports',
        schema: reportsResponseSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'post',
    path: '/v1/reports',
    operationId: 'createReport',
    tag: 'Reports',
    summary: 'Make a report; one without a schedule runs at once',
    description:
      'It holds what its owner, the caller, may see when it runs. A schedule is in the time zone of the account.',
    permission: CREATE,
    body: { schema: reportRequestSchema },
    answers: [{ status: 201, description: 'The report', schema: reportSchema }],
    errors: [400, 409],
  },
  {
    method: 'post',
    path: '/v1/reports/schedule',
    operationId: 'previewReportSchedule',
    tag: 'Reports',
    summary: 'When a schedule fires next; stores nothing',
    permission: CREATE,
    body: { schema: reportSchedulePreviewRequestSchema },
    answers: [
      {
        status: 200,
        description: 'The next times',
        schema: reportSchedulePreviewSchema,
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/reports/focus.csv',
    operationId: 'exportFocus',
    tag: 'Reports',
    summary: 'Purchases and usage of a range as rows of FOCUS 1.2',
    description:
      'Usage is what the caller may see; purchases are there for who may see the balance.',
    permission: aiCreditsUsageReadPermission.name,
    query: focusQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The rows',
        schema: z.string(),
        contentType: 'text/csv',
      },
    ],
    errors: [400],
  },
  {
    method: 'get',
    path: '/v1/reports/runs/{runId}',
    operationId: 'getReportRun',
    tag: 'Reports',
    summary: 'One run, with what is in it once it is done',
    permission: READ,
    parameters: runId,
    query: accountQuerySchema,
    answers: [
      { status: 200, description: 'The run', schema: reportRunDetailSchema },
    ],
    errors: [400, 404],
  },
  {
    method: 'post',
    path: '/v1/reports/runs/{runId}/cancel',
    operationId: 'cancelReportRun',
    tag: 'Reports',
    summary: 'End a run that is queued or running',
    permission: CREATE,
    parameters: runId,
    query: accountQuerySchema,
    answers: [{ status: 200, description: 'The run', schema: reportRunSchema }],
    errors: [400, 404, 409],
  },
  {
    method: 'get',
    path: '/v1/reports/{id}',
    operationId: 'getReport',
    tag: 'Reports',
    summary: 'One report',
    permission: READ,
    parameters: id,
    query: accountQuerySchema,
    answers: [{ status: 200, description: 'The report', schema: reportSchema }],
    errors: [400, 404],
  },
  {
    method: 'put',
    path: '/v1/reports/{id}',
    operationId: 'updateReport',
    tag: 'Reports',
    summary: 'Change a report',
    permission: CREATE,
    parameters: id,
    body: { schema: reportRequestSchema },
    answers: [{ status: 200, description: 'The report', schema: reportSchema }],
    errors: [400, 404, 409],
  },
  {
    method: 'delete',
    path: '/v1/reports/{id}',
    operationId: 'deleteReport',
    tag: 'Reports',
    summary: 'Delete a report; its runs stay readable until they are removed',
    permission: CREATE,
    parameters: id,
    query: accountQuerySchema,
    answers: [{ status: 204, description: 'Deleted' }],
    errors: [400, 404],
  },
  {
    method: 'post',
    path: '/v1/reports/{id}/runs',
    operationId: 'runReport',
    tag: 'Reports',
    summary: 'Run a report now',
    description:
      'A run of it that is under way is the answer, where there is one.',
    permission: CREATE,
    parameters: id,
    query: accountQuerySchema,
    answers: [
      { status: 202, description: 'The run, queued', schema: reportRunSchema },
    ],
    errors: [400, 404, 409],
  },
  {
    method: 'get',
    path: '/v1/reports/{id}/runs',
    operationId: 'listReportRuns',
    tag: 'Reports',
    summary: 'Runs of a report, newest first',
    permission: READ,
    parameters: id,
    query: reportsQuerySchema,
    answers: [
      {
        status: 200,
        description: 'A page of runs',
        schema: reportRunsResponseSchema,
      },
    ],
    errors: [400, 404],
  },
  {
    method: 'get',
    path: '/v1/reports/{id}.json',
    operationId: 'getReportJson',
    tag: 'Reports',
    summary: 'What is in a run of a report',
    description: LAST,
    permission: READ,
    parameters: id,
    query: reportFileQuerySchema,
    answers: [
      {
        status: 200,
        description: 'The contents',
        schema: reportContentsSchema,
      },
    ],
    errors: [400, 404, 409],
  },
  ...(
    [
      ['csv', 'text/csv', 'as a table for spreadsheets'],
      ['pdf', 'application/pdf', 'as a document'],
      ['focus', 'text/csv', 'as the rows of FOCUS 1.2 of its range'],
    ] as const
  ).map(
    ([format, contentType, what]): RouteDescription => ({
      method: 'get',
      path: `/v1/reports/{id}.${format}`,
      operationId: `getReport${format[0].toUpperCase()}${format.slice(1)}`,
      tag: 'Reports',
      summary: `A run of a report ${what}`,
      description: LAST,
      permission: READ,
      parameters: id,
      query: reportFileQuerySchema,
      answers: [
        {
          status: 200,
          description: 'The file',
          schema: z.string(),
          contentType,
        },
      ],
      errors: [400, 404, 409],
    }),
  ),
];
