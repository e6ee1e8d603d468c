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
  aiCreditsRecordPermission,
  importQuerySchema,
  importResponseSchema,
  limits,
  recordResponseSchema,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';
import { CLOUD_EVENT, CLOUD_EVENT_BATCH, cloudEventSchema } from '../../ingest';
import {
  binarySchema,
  otlpTracesRequestSchema,
  otlpTracesResponseSchema,
  standardLoggingPayloadSchema,
} from './schemas';
import { RouteDescription } from './types';

const permission = aiCreditsRecordPermission.name;
const batchEvents = limits.batchEvents.toLocaleString('en-US');
const recorded = {
  status: 200,
  description: 'One result per event, in order',
  schema: recordResponseSchema,
};

/** Usage in the formats of others. */
export const connectorRoutes: RouteDescription[] = [
  {
    method: 'post',
    path: '/v1/ingest/otlp/v1/traces',
    operationId: 'recordTraces',
    tag: 'Connectors',
    summary: 'Record usage from OpenTelemetry spans',
    description: `An OTLP/HTTP receiver for spans of the GenAI conventions: calls of models are charged, other spans are passed over. At most ${batchEvents} calls in a request. A span is charged once, by its trace id and span id. What is rejected is counted in \`partialSuccess\`. Answers, errors too, are in protobuf where the request is.`,
    permission,
    body: {
      schema: otlpTracesRequestSchema,
      also: { 'application/x-protobuf': binarySchema },
    },
    answers: [
      {
        status: 200,
        description: 'Taken, but for what `partialSuccess` counts',
        schema: otlpTracesResponseSchema,
      },
    ],
    errors: [400, 503],
  },
  {
    method: 'post',
    path: '/v1/ingest/litellm',
    operationId: 'recordLiteLlm',
    tag: 'Connectors',
    summary: 'Record usage from LiteLLM',
    description: `What LiteLLM's generic API callback posts, in any of its formats \`json_array\`, \`ndjson\` and \`single\`, at most ${batchEvents} payloads. A call is charged once, by its \`id\`.`,
    permission,
    body: {
      schema: z.union([
        z.array(standardLoggingPayloadSchema).max(limits.batchEvents),
        standardLoggingPayloadSchema,
      ]),
      lines: standardLoggingPayloadSchema,
    },
    answers: [recorded],
    errors: [400, 503],
  },
  {
    method: 'post',
    path: '/v1/ingest/cloudevents',
    operationId: 'recordCloudEvents',
    tag: 'Connectors',
    summary: 'Record usage from CloudEvents',
    description: `CloudEvents 1.0 in structured, batched (at most ${batchEvents}) or binary mode, whose data is a usage event. \`source\` and \`id\` of the envelope are those of the event. Of a batch each event gets a result; a single event that is wrong is answered with 400, and 409 when another was sent under its source and id.`,
    permission,
    body: {
      contentType: CLOUD_EVENT,
      schema: cloudEventSchema,
      also: {
        [CLOUD_EVENT_BATCH]: z.array(cloudEventSchema).max(limits.batchEvents),
        'application/json': usageEventSchema,
      },
    },
    answers: [recorded],
    errors: [400, 409, 503],
  },
  {
    method: 'post',
    path: '/v1/imports',
    operationId: 'importUsage',
    tag: 'Connectors',
    summary: 'Record a file of usage that has happened before',
    description:
      'CSV whose columns are mapped to fields of the event, or an object a line: usage events as they are, or mapped by paths such as `usage.input`. Rows are recorded as they arrive. The same file again, under the same source, is charged once.',
    permission,
    query: importQuerySchema,
    body: {
      contentType: 'text/csv',
      schema: z.string(),
      lines: z.record(z.string(), z.unknown()),
    },
    answers: [
      {
        status: 200,
        description: 'What became of the rows',
        schema: importResponseSchema,
      },
    ],
    errors: [400, 503],
  },
];
