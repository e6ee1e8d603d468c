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
import { readAiCreditsConfig } from '../config';
import { namedFields, refOf } from './named';
import { countOf, keptAttributes, tokenQuantities } from './quantities';

const entities = { namespace: 'default', emailDomains: ['example.com'] };

describe('refOf', () => {
  it.each<[string, string, string | undefined]>([
    ['jo', 'user', 'user:default/jo'],
    ['jo@example.com', 'user', 'user:default/jo'],
    ['jo@EXAMPLE.com', 'user', 'user:default/jo'],
    // Somebody else may have the name at another company.
    ['jo@elsewhere.com', 'user', 'user:default/jo@elsewhere.com'],
    ['@example.com', 'user', 'user:default/@example.com'],
    ['jo@example.com', 'group', 'group:default/jo@example.com'],
    ['resource:shop/queue', 'component', 'resource:shop/queue'],
    ['Team Payments', 'group', 'group:default/Team-Payments'],
    ['shop/checkout', 'component', 'component:default/shop-checkout'],
    [' / ', 'component', undefined],
    [`${'-'.repeat(1 << 20)}x`, 'component', undefined],
    ['a\ud800b', 'component', 'component:default/a-b'],
    // No entity can have these.
    ['x'.repeat(254), 'component', undefined],
    ['component:a b/c', 'component', 'component:default/component-a-b-c'],
    ['component:-a/c', 'component', undefined],
    ['component:default/say"so', 'component', undefined],
  ])('makes of %j a %s', (text, kind, ref) => {
    expect(refOf(text, kind, entities)).toBe(ref);
  });

  it('takes the namespace of the configuration', () => {
    const other = { namespace: 'people', emailDomains: [] };
    expect(refOf('jo', 'user', other)).toBe('user:people/jo');
  });
});

it('takes the first name that has a text, as the configuration orders them', () => {
  const { otlp } = readAiCreditsConfig(
    mockServices.rootConfig({
      data: {
        aiCredits: {
          ingest: { otlp: { fields: { user: ['user.id', 'enduser.id'] } } },
        },
      },
    }),
  ).ingest;
  const attributes: Record<string, unknown> = {
    'user.id': ' ',
    'enduser.id': 17,
    'ai_credits.user': 'not asked for',
    'service.name': ['checkout'],
    'gen_ai.request.model': 'gpt-4o',
  };
  expect(namedFields(name => attributes[name], otlp.fields, entities)).toEqual({
    user: 'user:default/17',
    model: 'gpt-4o',
  });
});

it('passes over names that no entity can have, and makes texts fit', () => {
  const fields = readAiCreditsConfig(
    mockServices.rootConfig({
      data: {
        aiCredits: {
          ingest: { otlp: { fields: { team: ['team', 'group'] } } },
        },
      },
    }),
  ).ingest.otlp.fields;
  const attributes: Record<string, unknown> = {
    team: 'group:default/"quoted"',
    group: 'payments',
    'enduser.id': 'x'.repeat(300),
    'gen_ai.workflow.name': '\u0007',
    'gen_ai.agent.name': 'line\nbreak \ud800',
    // The cut would go through a pair.
    'gen_ai.request.model': `${'m'.repeat(255)}\u{1f600}`,
  };
  expect(namedFields(name => attributes[name], fields, entities)).toEqual({
    team: 'group:default/payments',
    useCase: 'line break',
    model: 'm'.repeat(255),
  });
});

describe('tokenQuantities', () => {
  it.each([
    ['parts within their wholes', [100, 50, 60, 10, 20], [100, 50, 60, 20]],
    ['parts beside their wholes', [100, 50, 600, 0, 80], [700, 130, 600, 80]],
    ['a cache that was written', [10, 0, 0, 900, 0], [910, 0, 0, 0]],
    ['nothing but a cache', [0, 0, 5, 0, 0], [5, 0, 5, 0]],
  ])('counts %s once', (_, given, expected) => {
    const [input, output, cacheRead, cacheCreation, reasoning] = given;
    const quantities = tokenQuantities({
      input,
      output,
      cacheRead,
      cacheCreation,
      reasoning,
    });
    expect([
      quantities.inputTokens,
      quantities.outputTokens,
      quantities.cachedInputTokens,
      quantities.reasoningTokens,
    ]).toEqual(expected);
  });
});

it('reads counts in digits, and keeps attributes that an event takes', () => {
  expect(['12', 12, '1e3', '', null, true].map(countOf)).toEqual([
    12,
    12,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(
    keptAttributes({
      a: 'x',
      b: 'x'.repeat(257),
      c: Infinity,
      d: ['x'],
      e: undefined,
      f: false,
      g: 'a\u0000b\udc00',
    }),
  ).toEqual({ a: 'x', f: false, g: 'a b' });
  expect(keptAttributes({ a: undefined })).toBeUndefined();
});
