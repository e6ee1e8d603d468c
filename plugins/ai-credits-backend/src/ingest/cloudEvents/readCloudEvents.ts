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

import { InputError } from '@backstage/errors';
import { instantSchema, limits } from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';
import { checkJson } from '../checkJson';
import { parseWith } from '../issues';
import type { RawEvent } from '../readNdjson';

/** The media types of a CloudEvent and of a list of them. */
export const CLOUD_EVENT = 'application/cloudevents+json';
export const CLOUD_EVENT_BATCH = 'application/cloudevents-batch+json';

const JSON_TYPE = /^[^;]*[/+]json\s*(;|$)/i;

/** What every event has to say of itself; extensions are passed over. */
export const cloudEventSchema = z.looseObject({
  specversion: z.literal('1.0', { error: 'must be 1.0' }),
  id: z.string().min(1).max(limits.keyLength),
  source: z.string().min(1).max(limits.keyLength),
  type: z.string().min(1),
  time: instantSchema.optional(),
  datacontenttype: z
    .string()
    .max(limits.nameLength)
    .regex(JSON_TYPE, { error: 'must be a JSON type' })
    .optional(),
  data: z.unknown().optional(),
  data_base64: z.string().optional(),
});

/** A delivery over HTTP: headers in lower case, and the body. */
export interface Delivery {
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer;
}

/** What came: one event or several, each to be recorded or wrong. */
export interface CloudEvents {
  batch: boolean;
  events: RawEvent[];
}

/**
 * Reads the events of a delivery in any of the modes of the HTTP binding.
 * JSON that is not called a CloudEvent is read as one, or as a list.
 *
 * @param types - the types whose data is a usage event
 * @throws InputError when the body is not JSON, or has more than a batch takes
 */
export function readCloudEvents(
  { headers, body }: Delivery,
  types: readonly string[],
): CloudEvents {
  if (headers['ce-specversion'] !== undefined) {
    return { batch: false, events: [binary(headers, body, types)] };
  }
  const value = json(body.toString('utf8'), 'The body');
  if (!Array.isArray(value)) {
    return { batch: false, events: [toUsage(value, types)] };
  }
  if (value.length > limits.batchEvents) {
    throw new InputError(
      `The body must not have more than ${limits.batchEvents} events`,
    );
  }
  return { batch: true, events: value.map(each => toUsage(each, types)) };
}

function binary(
  headers: Delivery['headers'],
  body: Buffer,
  types: readonly string[],
): RawEvent {
  try {
    const attributes = Object.entries(headers)
      .filter(([name]) => name.startsWith('ce-'))
      .map(([name, value]) => [name.slice(3), decoded(name, String(value))]);
    return toUsage(
      {
        ...Object.fromEntries(attributes),
        datacontenttype: headers['content-type'],
        data: json(body.toString('utf8'), 'data'),
      },
      types,
    );
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/**
 * The usage event that a CloudEvent carries. The envelope says which event it
 * is and, where the data does not, when it happened.
 */
function toUsage(value: unknown, types: readonly string[]): RawEvent {
  try {
    const event = parseWith(cloudEventSchema, value);
    if (!types.includes(event.type)) {
      throw new InputError(
        `type: must be one of ${types.join(
          ', ',
        )} (aiCredits.ingest.cloudEvents.types)`,
      );
    }
    const data =
      event.data_base64 === undefined
        ? event.data
        : json(decodedData(event.data_base64), 'data');
    if (typeof data !== 'object' || data === null || Array.isArray(data)) {
      throw new InputError('data: must be a usage event');
    }
    const { id, source, time } = event;
    return {
      value: { ...(time ? { occurredAt: time } : {}), ...data, id, source },
    };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function decodedData(base64: string): string {
  const data = Buffer.from(base64, 'base64');
  checkJson(data);
  return data.toString();
}

function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`${what} is not valid JSON`);
  }
}

/** Headers have what is not ASCII percent-encoded. */
function decoded(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new InputError(`${name}: is not validly encoded`);
  }
}
