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
  limits,
  nameSchema,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';
import type { IngestConfig } from '../../config';
import { uuidOf } from '../../database/usageKey';
import { parseTime } from '../files/times';
import { namedFields, textOf } from '../named';
import {
  countOf,
  keptAttributes,
  latencyOf,
  tokenQuantities,
} from '../quantities';
import type { RawEvent } from '../readNdjson';

/** Calls that LiteLLM names apart when they were made asynchronously. */
const ASYNCHRONOUS =
  /^a(?=(completion|text_completion|embedding|image_\w+|transcription|speech|rerank|moderation|responses)$)/;

/** The paths of what is read besides the fields of the configuration. */
const usagePaths = ['metadata.usage_object', 'response.usage'];

/** Whoever calls the proxy can choose these, and may send the same with every call. */
const callIds = ['litellm_call_id', 'call_id', 'trace_id'];

const idSchema = nameSchema(limits.keyLength);

/**
 * The usage in a StandardLoggingPayload, its error, or undefined when it tells
 * of no call that is charged. What it takes is named here or in the
 * configuration; messages, responses, addresses and hashes of keys stay behind.
 */
export function payloadToUsage(
  payload: unknown,
  { litellm, entities }: IngestConfig,
): RawEvent | undefined {
  if (typeof payload !== 'object' || payload === null) {
    return { error: 'must be a StandardLoggingPayload' };
  }
  const read = (path: string) => valueAt(payload, path);
  const id = textOf(read('id'));
  if (id === undefined) {
    return { error: 'id: is required' };
  }
  if (!isCharged(read, litellm.callTypes)) {
    // What says nothing of its call would be counted nowhere.
    return callTypeOf(read) === ''
      ? { error: 'call_type: is required of a payload without usage' }
      : undefined;
  }
  const failed = read('status') === 'failure';
  const start = timeOf(read('startTime'));
  const end = timeOf(read('endTime')) ?? start;
  const cacheHit = isTrue(read('cache_hit'));
  const { action, ...fields } = namedFields(read, litellm.fields, entities);
  const event: UsageEventInput = {
    id: eventId(id, { failed, end, read }),
    source: litellm.source,
    ...(end === undefined ? {} : { occurredAt: new Date(end).toISOString() }),
    ...fields,
    action: action?.replace(/^litellm\./, '').replace(ASYNCHRONOUS, ''),
    quantities:
      cacheHit && litellm.cacheHits === 'free'
        ? { requests: 0 }
        : quantitiesOf(read),
    ...timesOf(read, start, end),
    status: failed ? 'failed' : 'success',
    attributes: keptAttributes({
      cacheHit: cacheHit || undefined,
      modelGroup: read('model_group'),
      errorType: read('error_information.error_class'),
      providerCost: read('response_cost'),
      cacheCreationInputTokens: countsOf(read).cacheCreation,
    }),
  };
  return { value: event };
}

type Read = (path: string) => unknown;

/** Whether a payload tells of a call of a model: by its type, or by what it used. */
function isCharged(read: Read, callTypes: readonly string[]): boolean {
  const { input = 0, output = 0 } = countsOf(read);
  return (
    callTypes.includes(callTypeOf(read)) ||
    input > 0 ||
    output > 0 ||
    (imagesOf(read) ?? 0) > 0
  );
}

function callTypeOf(read: Read): string {
  const text = textOf(read('call_type')) ?? '';
  return text.toLocaleLowerCase('en-US').replace(/^litellm\./, '');
}

/**
 * The id of the provider's answer, which every call has its own of. A retried
 * call fails and succeeds under one id: each failure is an event of its own.
 * Where there is no answer with an id, it is the one that the caller chose for
 * the call; with the time of its end, it is no other call's.
 */
function eventId(
  id: string,
  call: { failed: boolean; end: number | undefined; read: Read },
): string {
  const { failed, end = '', read } = call;
  let unique = id;
  if (failed) {
    unique = `${id}:failed:${end}`;
  } else if (callIds.some(path => textOf(read(path)) === id)) {
    unique = `${id}:${end}`;
  }
  return idSchema.safeParse(unique).success ? unique : uuidOf(unique);
}

function countsOf(read: Read) {
  const usage = usagePaths.find(path => isObject(read(path)));
  const count = (...names: string[]) =>
    usage === undefined
      ? undefined
      : names
          .map(name => countOf(read(`${usage}.${name}`)))
          .find(value => value !== undefined);
  return {
    input: countOf(read('prompt_tokens')),
    output: countOf(read('completion_tokens')),
    cacheRead: count(
      'prompt_tokens_details.cached_tokens',
      'input_tokens_details.cached_tokens',
      'cache_read_input_tokens',
    ),
    cacheCreation: count(
      'cache_creation_input_tokens',
      'prompt_tokens_details.cache_creation_tokens',
    ),
    reasoning: count(
      'completion_tokens_details.reasoning_tokens',
      'output_tokens_details.reasoning_tokens',
    ),
  };
}

function quantitiesOf(read: Read): UsageEventInput['quantities'] {
  const images = imagesOf(read);
  return {
    ...tokenQuantities(countsOf(read)),
    ...(images === undefined ? {} : { images }),
  };
}

/** Images that a call made; undefined when it is no call that makes any. */
function imagesOf(read: Read): number | undefined {
  if (!callTypeOf(read).includes('image')) {
    return undefined;
  }
  const images = read('response.data');
  return Array.isArray(images)
    ? images.length
    : countOf(read('model_parameters.n')) ?? 1;
}

function timesOf(
  read: Read,
  start: number | undefined,
  end: number | undefined,
): Pick<UsageEventInput, 'latencyMs' | 'timeToFirstTokenMs'> {
  if (start === undefined || end === undefined) {
    return {};
  }
  const first = timeOf(read('completionStartTime'));
  return {
    latencyMs: latencyOf(end - start),
    // Without a stream the first token is said to come with the last.
    ...(isTrue(read('stream')) && first !== undefined
      ? { timeToFirstTokenMs: latencyOf(first - start) }
      : {}),
  };
}

/** Seconds since 1970, or a time in ISO 8601; without an offset it is UTC. */
function timeOf(value: unknown): number | undefined {
  const text = textOf(value);
  try {
    return text === undefined ? undefined : parseTime(text, 'UTC');
  } catch {
    return undefined;
  }
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'True' || value === 'true';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is at a path. In a list of texts such as `service:checkout`, a name is what precedes the colon. */
function valueAt(payload: object, path: string): unknown {
  let value: unknown = payload;
  for (const name of path.split('.')) {
    if (Array.isArray(value)) {
      const tag = value.find(
        each => typeof each === 'string' && each.startsWith(`${name}:`),
      );
      value = tag?.slice(name.length + 1);
    } else if (isObject(value) && Object.hasOwn(value, name)) {
      value = value[name];
    } else {
      return undefined;
    }
  }
  return value;
}
