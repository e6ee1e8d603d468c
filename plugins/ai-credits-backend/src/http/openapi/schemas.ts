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
  accountSchema,
  limits,
  refusalSchema,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';

/** Body of `POST /v1/usage`: one event, or a batch. */
export const recordRequestSchema = z.union([
  usageEventSchema,
  z.strictObject({
    account: accountSchema.optional(),
    events: z.array(usageEventSchema).max(limits.batchEvents),
  }),
]);

/** The shape in which the host answers with an error. */
export const errorSchema = z.object({
  error: z.object({
    /** Such as `InputError`. */
    name: z.string(),
    message: z.string(),
    /** What is wrong with which of several changes, counted from 1; in a file, its lines. The first 20. */
    rows: z.array(z.object({ row: z.int(), message: z.string() })).optional(),
  }),
  request: z.object({ method: z.string(), url: z.string() }).optional(),
  response: z.object({ statusCode: z.int() }),
});

/** The answer 402: the host's error shape, and why credits were refused. */
export const refusedErrorSchema = errorSchema.extend(refusalSchema.shape);

/** An OTLP trace request in JSON; OpenTelemetry's specification says what is in it. */
export const otlpTracesRequestSchema = z.object({
  resourceSpans: z.array(z.record(z.string(), z.unknown())),
});

/** What an OTLP receiver answers: nothing when all spans were taken. */
export const otlpTracesResponseSchema = z.object({
  partialSuccess: z
    .object({
      /** A count, as text. */
      rejectedSpans: z.string(),
      errorMessage: z.string(),
    })
    .optional(),
});

/** A payload as LiteLLM documents it; what is taken from it says `aiCredits.ingest.litellm`. */
export const standardLoggingPayloadSchema = z
  .looseObject({ id: z.string() })
  .meta({ description: "LiteLLM's StandardLoggingPayload" });

/** Protobuf, and other bodies that no schema describes. */
export const binarySchema = z.string().meta({ format: 'binary' });

/** An OpenAPI document; its own specification says what is in it. */
export const openApiDocumentSchema = z.record(z.string(), z.unknown());
