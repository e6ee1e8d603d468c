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

import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { EventsService } from '@backstage/plugin-events-node';
import { limits, RecordResponse } from 'backstage-plugin-ai-credits-common';
import type { IngestConfig } from '../../config';
import type { RawEvent } from '../readNdjson';
import { whenThereIsRoom } from '../whenThereIsRoom';

/** Refused events that one message of the log spells out. */
const SPELLED_OUT = 5;

/** Payloads that are recorded or wait for room at once, at most. */
const MAX_WAITING = 100;

/**
 * Records what is published on the portal's events bus. Who may publish there
 * is the portal's own code: the bus is reached from inside only.
 */
export async function subscribeToUsage(options: {
  events: EventsService;
  record: (events: readonly RawEvent[]) => Promise<RecordResponse>;
  config: IngestConfig['events'];
  logger: LoggerService;
}): Promise<void> {
  const { events, record, config, logger } = options;
  if (!config.enabled) {
    return;
  }
  const refused = (of: readonly RawEvent[], count: number, reasons: string[]) =>
    logger.warn(
      `${count} of ${of.length} usage events on the events bus were refused`,
      { topic: config.topic, reasons },
    );
  let waiting = 0;
  await events.subscribe({
    id: 'usage',
    topics: [config.topic],
    async onEvent({ eventPayload }) {
      const raw = payloadEvents(eventPayload);
      if (waiting >= MAX_WAITING) {
        const reason = `${MAX_WAITING} payloads wait to be recorded already`;
        refused(raw, raw.length, [reason]);
        throw new ServiceUnavailableError(reason);
      }
      waiting += 1;
      try {
        const answer = await whenThereIsRoom(() => record(raw));
        if (answer.rejected > 0) {
          const reasons = answer.results
            .flatMap(({ error }) => (error === undefined ? [] : [error]))
            .slice(0, SPELLED_OUT);
          refused(raw, answer.rejected, reasons);
        }
      } finally {
        waiting -= 1;
      }
    },
  });
}

/** The usage in a payload: one event, a list of them, or an object with a list of events. */
export function payloadEvents(payload: unknown): RawEvent[] {
  const wrapped =
    typeof payload === 'object' && payload !== null && 'events' in payload
      ? payload.events
      : payload;
  const list = Array.isArray(wrapped) ? wrapped : [wrapped];
  return list.length > limits.batchEvents
    ? [
        {
          error: `a payload must not have more than ${limits.batchEvents} events`,
        },
      ]
    : list.map(value => ({ value }));
}
