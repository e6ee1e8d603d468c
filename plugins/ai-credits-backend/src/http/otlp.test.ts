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

import { TestDatabases } from '@backstage/backend-test-utils';
import { gzipSync } from 'zlib';
import { Call, exportSpans, OTLP_PATH as PATH } from '../__testUtils__/otlp';
import { Portal, startPortal } from '../__testUtils__/portal';
import { storiesOf } from '../__testUtils__/stories';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

const chat = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-4.1',
  'gen_ai.response.model': 'gpt-4.1-2025-04-14',
};

const calls: Call[] = [
  {
    attributes: {
      ...chat,
      'gen_ai.usage.input_tokens': 1_000,
      'gen_ai.usage.cache_read.input_tokens': 600,
      'gen_ai.usage.output_tokens': 500,
      'gen_ai.usage.reasoning.output_tokens': 200,
      'gen_ai.usage.cost': 0.0053,
      'gen_ai.response.time_to_first_chunk': 0.3,
      'gen_ai.conversation.id': 'c-1',
      'gen_ai.response.finish_reasons': ['stop'],
      'enduser.id': 'jo',
      'ai_credits.product': 'Shop assistant',
    },
  },
  {
    // As instrumentation wrote it before the names changed.
    attributes: {
      'gen_ai.system': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.usage.prompt_tokens': 10,
      'gen_ai.usage.completion_tokens': 5,
    },
    resource: { 'service.name': 'component:default/writer' },
  },
  { attributes: { ...chat, 'error.type': 'timeout' }, error: 'timed out' },
  // The agent's span sums up what its calls of models have reported.
  {
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.usage.input_tokens': 1_000,
    },
  },
  { attributes: { 'http.request.method': 'GET' } },
];

describe.each(databases.eachSupportedId())('OTLP on %s', engine => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {
      account: { monthlyAllowance: 100_000 },
    });
  });
  afterAll(async () => portal?.stop());

  it.each(['json', 'protobuf'] as const)(
    'takes %s from the SDK and charges each span once',
    async format => {
      const before = await storiesOf(portal, 'otlp');
      // A collector that lost the answer sends again.
      const { spans, errors } = await exportSpans(portal, calls, [
        format,
        format,
      ]);
      expect(errors).toEqual([null, null]);
      const stories = (await storiesOf(portal, 'otlp')).filter(
        ({ eventId }) => !before.some(story => story.eventId === eventId),
      );
      expect(stories).toHaveLength(3);
      expect(
        stories.find(({ eventId }) => eventId === spans[0].id),
      ).toMatchObject({
        // 400 × 200 + 600 × 50 + 500 × 800 in a million: cached ones once, reasoning ones as output.
        credits: '-0.51',
        action: 'chat',
        model: 'gpt-4.1-2025-04-14',
        provider: 'openai',
        user: 'user:default/jo',
        service: 'component:default/checkout',
        project: 'system:default/shop',
        team: 'group:default/payments',
        department: 'group:default/commerce',
        product: 'Shop assistant',
        quantities: {
          requests: 1,
          inputTokens: 1_000,
          cachedInputTokens: 600,
          outputTokens: 500,
          reasoningTokens: 200,
        },
        latencyMs: 1_234,
        timeToFirstTokenMs: 300,
        status: 'success',
        attributes: { conversation: 'c-1', providerCost: 0.0053 },
        occurredAt: spans[0].end,
      });
      expect(stories.find(({ model }) => model === 'gpt-4o')).toMatchObject({
        credits: '-2',
        team: 'group:default/writers',
        quantities: { inputTokens: 10, outputTokens: 5 },
      });
      expect(stories.find(({ status }) => status === 'failed')).toMatchObject({
        credits: '0',
        attributes: { errorType: 'timeout' },
      });
    },
  );

  it('tells clients of spans that it rejects, and keeps the rest', async () => {
    const before = await storiesOf(portal, 'otlp');
    const { errors, spans } = await exportSpans(
      portal,
      [
        { attributes: { ...chat, 'gen_ai.usage.input_tokens': -7 } },
        { attributes: { ...chat, 'gen_ai.usage.input_tokens': 7 } },
      ],
      ['json', 'protobuf'],
    );
    expect(errors).toEqual([null, null]);
    expect(await storiesOf(portal, 'otlp')).toHaveLength(before.length + 1);
    const [traceId, spanId] = spans[0].id.split(':');
    const answer = await portal.as('machine', 'post', PATH, {
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId,
                  spanId,
                  endTimeUnixNano: `${Date.now()}000000`,
                  attributes: [
                    attribute('gen_ai.operation.name', 'chat'),
                    attribute('gen_ai.request.model', 'gpt-4o'),
                    {
                      key: 'gen_ai.usage.input_tokens',
                      value: { intValue: '-7' },
                    },
                  ],
                },
                {
                  traceId: '0'.repeat(32),
                  spanId,
                  attributes: [attribute('gen_ai.operation.name', 'chat')],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(answer.body).toEqual({
      partialSuccess: {
        rejectedSpans: '2',
        errorMessage: expect.stringMatching(
          /^\w{32}:\w{16}: quantities\.inputTokens: .*>=0.*; traceId and spanId: must be 32 and 16/,
        ),
      },
    });
  });

  it('answers errors as clients of OTLP read them', async () => {
    const protobuf = await fetch(`${portal.baseUrl}${PATH}`, {
      method: 'POST',
      headers: {
        authorization: portal.authorization('engineer'),
        'content-type': 'application/x-protobuf',
      },
      body: Buffer.from([0x0a, 0x00]),
    });
    expect(protobuf.status).toBe(403);
    expect(protobuf.headers.get('content-type')).toBe('application/x-protobuf');
    expect(await protobuf.text()).toContain('ai-credits.record');
    for (const [type, body, status] of [
      ['application/x-protobuf', Buffer.from([0x0a, 0x7f, 0x01]), 400],
      // Groups nested deeper than any decoder goes.
      ['application/x-protobuf', Buffer.alloc(1 << 20, 0x4b), 400],
      // A span that says it is a number.
      ['application/x-protobuf', Buffer.from([0x0a, 0x02, 0x10, 0x01]), 400],
      ['application/json', Buffer.from('{'), 400],
      ['application/json', Buffer.alloc(0), 400],
      ['text/plain', Buffer.from('x'), 415],
    ] as const) {
      const answer = await fetch(`${portal.baseUrl}${PATH}`, {
        method: 'POST',
        headers: {
          authorization: portal.authorization('machine'),
          'content-type': type,
        },
        body,
      });
      await answer.text();
      expect([type, answer.status]).toEqual([type, status]);
    }
    for (const [body, status] of [
      [gzipSync(Buffer.alloc(17 << 20, 0x20)), 413],
      [Buffer.from('no gzip'), 400],
    ] as const) {
      const answer = await fetch(`${portal.baseUrl}${PATH}`, {
        method: 'POST',
        headers: {
          authorization: portal.authorization('machine'),
          'content-type': 'application/x-protobuf',
          'content-encoding': 'gzip',
        },
        body,
      });
      await answer.text();
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/x-protobuf');
    }
  });

  it('counts before it decodes what inflates to millions of parts', async () => {
    const inner = (tag: number, content: Buffer) => {
      const head: number[] = [tag];
      let { length } = content;
      for (; length > 127; length >>>= 7) {
        head.push((length & 127) | 128);
      }
      return Buffer.concat([Buffer.from([...head, length]), content]);
    };
    const spans = (content: Buffer) => inner(0x0a, inner(0x12, content));
    const millions = '{},'.repeat(4_000_000);
    for (const [type, body, message] of [
      [
        'application/x-protobuf',
        spans(Buffer.alloc(15 << 20, Buffer.from([0x12, 0]))),
        /more than 20000 spans/,
      ],
      [
        'application/x-protobuf',
        spans(inner(0x12, Buffer.alloc(15 << 20, Buffer.from([0x4a, 0])))),
        /more than 1000000 fields/,
      ],
      [
        'application/json',
        `{"resourceSpans":[${millions}{}]}`,
        /more than 1000000 objects/,
      ],
      [
        'application/json',
        `{"resourceSpans":[{"scopeSpans":[{"spans":[${millions.slice(
          0,
          60_003,
        )}{}]}]}]}`,
        /more than 20000 spans/,
      ],
      // A text with braces in it is one text.
      [
        'application/json',
        `{"resourceSpans":[],"note":"\\"${millions}"}`,
        undefined,
      ],
    ] as const) {
      const answer = await fetch(`${portal.baseUrl}${PATH}`, {
        method: 'POST',
        headers: {
          authorization: portal.authorization('machine'),
          'content-type': type,
          'content-encoding': 'gzip',
        },
        body: gzipSync(body),
      });
      const text = await answer.text();
      expect(answer.status).toBe(message ? 400 : 200);
      expect(text).toMatch(message ?? /^{}$/);
    }
  });
});

function attribute(key: string, stringValue: string) {
  return { key, value: { stringValue } };
}
