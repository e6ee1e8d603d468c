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

import { limits, RecordResponse } from 'backstage-plugin-ai-credits-common';
import type { IngestConfig } from '../../config';
import type { RawEvent } from '../readNdjson';
import { checkSpans } from './checkWire';
import { ExportTraceResponse } from './protobuf';
import { readSpans } from './readSpans';
import { spanToUsage, wantedAttributes } from './spanToUsage';

/** Rejections that an answer spells out. */
const SPELLED_OUT = 5;

/**
 * The usage in an OTLP request: an event or an error for each span that is a
 * call of a model.
 *
 * @throws InputError when it has more spans than are taken
 */
export function readTraces(request: unknown, config: IngestConfig): RawEvent[] {
  const events: RawEvent[] = [];
  let spans = 0;
  for (const span of readSpans(request, wantedAttributes(config))) {
    spans += 1;
    checkSpans(spans);
    const event = spanToUsage(span, config);
    if (event) {
      events.push(
        events.length < limits.batchEvents
          ? event
          : {
              error: `a request must not have more than ${limits.batchEvents} spans of calls of models`,
            },
      );
    }
  }
  return events;
}

/** What OTLP answers: nothing when all went well, else how many spans were not taken, and why. */
export function exportResponse(answer: RecordResponse): ExportTraceResponse {
  if (answer.rejected === 0) {
    return {};
  }
  const reasons = answer.results
    .filter(({ status }) => status === 'invalid' || status === 'conflict')
    .map(({ id, error }) => (id ? `${id}: ${error}` : `${error}`));
  const more = reasons.length - SPELLED_OUT;
  return {
    partialSuccess: {
      rejectedSpans: String(answer.rejected),
      errorMessage: [
        ...reasons.slice(0, SPELLED_OUT),
        ...(more > 0 ? [`and ${more} more`] : []),
      ].join('; '),
    },
  };
}
