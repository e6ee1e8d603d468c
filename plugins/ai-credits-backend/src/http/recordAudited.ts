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

import { RecordResponse } from 'backstage-plugin-ai-credits-common';
import { Request } from 'express';
import { RawEvent } from '../ingest';
import { audited } from './audit';
import { HttpContext } from './context';

/**
 * Records what a request brought, whatever its format.
 *
 * @param req - undefined for what came without one, over the events bus
 * @param via - the connector, where it is not the plugin's own format
 */
export async function recordAudited(
  req: Request | undefined,
  events: readonly RawEvent[],
  {
    auditor,
    ingested,
    pipeline,
  }: Pick<HttpContext, 'auditor' | 'ingested' | 'pipeline'>,
  via?: string,
): Promise<RecordResponse> {
  const record = async () => {
    let answer: RecordResponse | undefined;
    try {
      answer = await pipeline.record(events);
      return answer;
    } finally {
      ingested(via ?? 'api', events.length, answer);
    }
  };
  return audited(
    auditor,
    {
      eventId: 'usage-record',
      severityLevel: 'low',
      ...(req ? { request: req } : {}),
      meta: { events: events.length, ...(via ? { via } : {}) },
    },
    record,
    ({ charged, duplicates, rejected }) => ({ charged, duplicates, rejected }),
  );
}
