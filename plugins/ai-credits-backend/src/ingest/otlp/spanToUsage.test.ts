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

import { mockServices } from '@backstage/backend-test-utils';
import { limits, UsageEventInput } from 'backstage-plugin-ai-credits-common';
import { readAiCreditsConfig } from '../../config';
import { exportResponse, readTraces } from './readTraces';

const config = readAiCreditsConfig(
  mockServices.rootConfig({
    data: {
      aiCredits: { ingest: { otlp: { operations: ['Chat', 'retrieval'] } } },
    },
  }),
).ingest;

const text = (key: string, stringValue: string) => ({
  key,
  value: { stringValue },
});
const int = (key: string, intValue: string | number) => ({
  key,
  value: { intValue },
});
const span = (attributes: unknown[], more: object = {}) => ({
  traceId: '0af7651916cd43dd8448eb211c80319C',
  spanId: 'b7ad6b7169203331',
  startTimeUnixNano: '1796036559120000000',
  endTimeUnixNano: '1796036560354000000',
  attributes: [text('gen_ai.request.model', 'gpt-4o'), ...attributes],
  ...more,
});
const read = (...spans: unknown[]) =>
  readTraces({ resourceSpans: [{ scopeSpans: [{ spans }] }] }, config);
const chat = text('gen_ai.operation.name', 'chat');

describe('readTraces', () => {
  it('keeps times to the millisecond, and ids in one form', () => {
    expect(read(span([chat]))).toEqual([
      {
        value: expect.objectContaining({
          id: '0af7651916cd43dd8448eb211c80319c:b7ad6b7169203331',
          occurredAt: new Date(1796036560354).toISOString(),
          latencyMs: 1_234,
          status: 'success',
        }),
      },
    ]);
  });

  it('charges the operations of the configuration', () => {
    const operation = (name: string) =>
      read(span([text('gen_ai.operation.name', name)])).length;
    expect(['chat', 'CHAT', 'retrieval', 'embeddings'].map(operation)).toEqual([
      1, 1, 1, 0,
    ]);
  });

  it('counts images that were asked for', () => {
    const image = text('gen_ai.output.type', 'image');
    const choices = int('gen_ai.request.choice.count', 3);
    expect(
      [[image], [image, choices], [choices]].map(
        attributes =>
          (read(span([chat, ...attributes]))[0] as { value: UsageEventInput })
            .value.quantities?.images,
      ),
    ).toEqual([1, 3, undefined]);
  });

  it.each<[string, object]>([
    ['no end', { endTimeUnixNano: undefined }],
    ['an end that is no number', { endTimeUnixNano: 'now' }],
    ['an end before all times', { endTimeUnixNano: '-5' }],
    ['an id of another length', { spanId: 'b7ad' }],
    ['an id that is not hexadecimal', { traceId: 'x'.repeat(32) }],
    ['no ids', { traceId: undefined, spanId: {} }],
  ])('says what is wrong with %s', (_, more) => {
    expect(read(span([chat], more))).toEqual([
      { error: expect.stringMatching(/must be/) },
    ]);
  });

  it('passes over what is no request, and over attributes of any shape', () => {
    for (const request of [
      undefined,
      [],
      { resourceSpans: 7 },
      { resourceSpans: [null, { scopeSpans: [{ spans: [null, 7] }] }] },
    ]) {
      expect(readTraces(request, config)).toEqual([]);
    }
    expect(
      read(span([null, 7, { key: 'x' }, { key: 7, value: { intValue: {} } }])),
    ).toEqual([]);
  });

  it('takes a bounded number of calls', () => {
    const spans = Array(limits.batchEvents + 2).fill(span([chat]));
    const events = read(...spans);
    expect(events.filter(event => 'error' in event)).toEqual(
      Array(2).fill({ error: expect.stringMatching(/more than 10000 spans/) }),
    );
  });
});

it('says in a few words what was rejected', () => {
  const rejected = (count: number) =>
    exportResponse({
      results: Array.from({ length: count }, (_, i) => ({
        id: `${i}`,
        status: 'invalid' as const,
        error: 'is wrong',
      })),
      charged: 0,
      duplicates: 0,
      rejected: count,
    }).partialSuccess;
  expect(rejected(0)).toBeUndefined();
  expect(rejected(7)).toEqual({
    rejectedSpans: '7',
    errorMessage:
      '0: is wrong; 1: is wrong; 2: is wrong; 3: is wrong; 4: is wrong; and 2 more',
  });
});
