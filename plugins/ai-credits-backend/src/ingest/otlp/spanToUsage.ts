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

import { UsageEventInput } from 'backstage-plugin-ai-credits-common';
import type { IngestConfig } from '../../config';
import { namedFields, textOf } from '../named';
import {
  countOf,
  keptAttributes,
  latencyOf,
  tokenQuantities,
} from '../quantities';
import type { RawEvent } from '../readNdjson';
import { Span } from './readSpans';

/** The attributes of the GenAI conventions that are read, old names after new ones. */
const names = {
  operation: ['gen_ai.operation.name'],
  input: ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'],
  output: ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'],
  cacheRead: ['gen_ai.usage.cache_read.input_tokens'],
  cacheCreation: ['gen_ai.usage.cache_creation.input_tokens'],
  reasoning: ['gen_ai.usage.reasoning.output_tokens'],
  cost: ['gen_ai.usage.cost'],
  outputType: ['gen_ai.output.type'],
  choices: ['gen_ai.request.choice.count'],
  firstChunk: ['gen_ai.response.time_to_first_chunk'],
  conversation: ['gen_ai.conversation.id'],
  agent: ['gen_ai.agent.name'],
  error: ['error.type'],
} as const;

const HEX_ID = /^(?!0+$)[0-9a-f]+$/i;

/** Every attribute that can matter under a configuration. */
export function wantedAttributes({ otlp }: IngestConfig): Set<string> {
  return new Set([
    ...Object.values(names).flat(),
    ...Object.values(otlp.fields).flat(),
  ]);
}

/**
 * The usage of a span, its error, or undefined when the span is no call of a
 * model that is charged.
 */
export function spanToUsage(
  span: Span,
  { otlp, entities }: IngestConfig,
): RawEvent | undefined {
  const read = (name: keyof typeof names) =>
    names[name].map(each => span.attribute(each)).find(v => v !== undefined);
  const operation = textOf(read('operation'))?.toLocaleLowerCase('en-US');
  const counts = {
    input: countOf(read('input')),
    output: countOf(read('output')),
    cacheRead: countOf(read('cacheRead')),
    cacheCreation: countOf(read('cacheCreation')),
    reasoning: countOf(read('reasoning')),
  };
  const isCharged =
    operation === undefined
      ? counts.input !== undefined || counts.output !== undefined
      : otlp.operations.includes(operation);
  if (!isCharged) {
    return undefined;
  }
  const id = `${span.traceId}:${span.spanId}`.toLocaleLowerCase('en-US');
  if (!isId(span.traceId, 32) || !isId(span.spanId, 16)) {
    return {
      error:
        'traceId and spanId: must be 32 and 16 hexadecimal digits, not all zero',
    };
  }
  const end = millisecondsOf(span.end);
  if (end === undefined) {
    return { error: `${id}: endTimeUnixNano: must be a time` };
  }
  const start = millisecondsOf(span.start);
  const firstChunk = countOf(read('firstChunk'));
  const event: UsageEventInput = {
    id,
    source: otlp.source,
    occurredAt: new Date(end).toISOString(),
    ...namedFields(span.attribute, otlp.fields, entities),
    quantities: {
      ...tokenQuantities(counts),
      ...(read('outputType') === 'image'
        ? { images: countOf(read('choices')) ?? 1 }
        : {}),
    },
    latencyMs: latencyOf(start === undefined ? undefined : end - start),
    timeToFirstTokenMs: latencyOf(
      firstChunk === undefined ? undefined : firstChunk * 1_000,
    ),
    status: span.failed || read('error') !== undefined ? 'failed' : 'success',
    attributes: keptAttributes({
      conversation: read('conversation'),
      agent: read('agent'),
      errorType: read('error'),
      providerCost: read('cost'),
      cacheCreationInputTokens: counts.cacheCreation,
    }),
  };
  return { value: event };
}

function isId(text: string, length: number): boolean {
  return text.length === length && HEX_ID.test(text);
}

/** Nanoseconds as milliseconds with a fraction; undefined when it is no time of this era. */
function millisecondsOf(nanoseconds: string | undefined): number | undefined {
  if (nanoseconds === undefined) {
    return undefined;
  }
  // A double holds microseconds exactly, and nanoseconds not.
  const ms = Number(BigInt(nanoseconds) / 1_000n) / 1_000;
  return ms > 0 && ms < 8.64e15 ? ms : undefined;
}
