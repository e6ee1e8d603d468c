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

import fc from 'fast-check';
import { z } from 'zod';
import {
  analyticsQuerySchema,
  budgetRequestSchema,
  creditsSchema,
  entityRefSchema,
  feedbackRequestSchema,
  grantRequestSchema,
  instantSchema,
  limits,
  positiveCreditsSchema,
  rateCardRulesSchema,
  refundRequestSchema,
  reservationRequestSchema,
  transactionsQuerySchema,
  usageEventSchema,
} from '.';

/** The fields that a schema complains about, and how. */
function complaints(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  const fields = (error?.issues ?? []).map(issue => {
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return [...issue.path, ...keys].join('.');
  });
  return [...new Set(fields)];
}

const minimal = { id: 'evt-1', source: 'gateway/prod', action: 'description' };

describe('usageEventSchema', () => {
  it('takes the event that the contract shows', () => {
    const event = {
      id: 'evt-1',
      source: 'gateway/prod',
      occurredAt: '2026-11-20T14:00:00Z',
      user: 'user:default/jo.example',
      team: 'group:default/payments',
      service: 'component:default/checkout',
      project: 'system:default/shop',
      product: 'AI Assistant',
      category: 'electronics',
      action: 'description',
      useCase: 'email-writing',
      provider: 'openai',
      model: 'gpt-4o',
      quantities: {
        requests: 1,
        inputTokens: 472,
        outputTokens: 18,
        cachedInputTokens: 0,
        reasoningTokens: 0,
        images: 0,
        units: 0,
      },
      latencyMs: 1830,
      timeToFirstTokenMs: 300,
      status: 'success',
      attempt: 1,
      item: 'sku-991',
      comment: '',
      attributes: {},
    };
    expect(usageEventSchema.parse(event)).toEqual({
      ...event,
      account: 'default',
    });
  });

  it('fills in defaults', () => {
    expect(usageEventSchema.parse(minimal)).toEqual({
      ...minimal,
      account: 'default',
      status: 'success',
      attempt: 1,
      quantities: {
        requests: 1,
        inputTokens: 0,
        outputTokens: 0,
        cachedInputTokens: 0,
        reasoningTokens: 0,
        images: 0,
        units: 0,
      },
    });
  });

  it('trims names and lower-cases refs', () => {
    expect(
      usageEventSchema.parse({
        ...minimal,
        product: '  AI Assistant ',
        user: 'User:Default/Jo.Example',
      }),
    ).toMatchObject({
      product: 'AI Assistant',
      user: 'user:default/jo.example',
    });
  });

  it.each<[string, object, string[]]>([
    ['neither action nor model', { action: undefined }, ['action']],
    ['no id', { id: undefined }, ['id']],
    ['a blank source', { source: '  ' }, ['source']],
    ['an id too long', { id: 'x'.repeat(257) }, ['id']],
    ['a line break in a name', { product: 'a\nb' }, ['product']],
    ['NUL in a comment', { comment: 'a\u0000b' }, ['comment']],
    ['half a character in a name', { product: '\ud83d' }, ['product']],
    ['half a character in a comment', { comment: 'a\udc00b' }, ['comment']],
    ['half a character in a ref', { user: 'user:default/\ud83dx' }, ['user']],
    [
      'half a character in an attribute',
      { attributes: { a: '\ud83d' } },
      ['attributes.a'],
    ],
    ['a comment too long', { comment: 'x'.repeat(1_001) }, ['comment']],
    ['a number for a name', { model: 4 }, ['model']],
    ['null for absent', { model: null }, ['model']],
    ['an unknown field', { prompt: 'secret' }, ['prompt']],
    ['an unknown count', { quantities: { tokens: 1 } }, ['quantities.tokens']],
    ['a negative count', { quantities: { images: -1 } }, ['quantities.images']],
    ['a fraction', { quantities: { images: 0.5 } }, ['quantities.images']],
    ['a count as text', { quantities: { units: '5' } }, ['quantities.units']],
    [
      'a huge count',
      { quantities: { units: limits.quantity + 1 } },
      ['quantities.units'],
    ],
    ['1e308', { quantities: { units: 1e308 } }, ['quantities.units']],
    ['no quantities', { quantities: null }, ['quantities']],
    ['infinity', { latencyMs: Infinity }, ['latencyMs']],
    ['a negative latency', { latencyMs: -1 }, ['latencyMs']],
    [
      'more cached than input tokens',
      { quantities: { inputTokens: 5, cachedInputTokens: 6 } },
      ['quantities.cachedInputTokens'],
    ],
    [
      'more reasoning than output tokens',
      { quantities: { outputTokens: 5, reasoningTokens: 6 } },
      ['quantities.reasoningTokens'],
    ],
    ['a short ref', { team: 'payments' }, ['team']],
    ['a local time', { occurredAt: '2026-11-20T14:00:00' }, ['occurredAt']],
    [
      'a day that does not exist',
      { occurredAt: '2026-02-30T00:00:00Z' },
      ['occurredAt'],
    ],
    ['a status of its own', { status: 'ok' }, ['status']],
    ['attempt 0', { attempt: 0 }, ['attempt']],
    ['an account that is no name', { account: '../x' }, ['account']],
    ['nested attributes', { attributes: { a: { b: 1 } } }, ['attributes.a']],
    [
      'too many attributes',
      {
        attributes: Object.fromEntries(
          Array.from({ length: 33 }, (_, i) => [`a${i}`, i]),
        ),
      },
      ['attributes'],
    ],
  ])('refuses %s and names the field', (_, change, fields) => {
    expect(complaints(usageEventSchema, { ...minimal, ...change })).toEqual(
      fields,
    );
  });

  it('names every wrong field at once', () => {
    expect(
      complaints(usageEventSchema, {
        ...minimal,
        team: 'x',
        attempt: 'first',
        quantities: { images: -1 },
      }).sort(),
    ).toEqual(['attempt', 'quantities.images', 'team']);
  });

  it('takes any attribute names, none of which reach the prototype', () => {
    const event = usageEventSchema.parse({
      ...minimal,
      attributes: JSON.parse(
        '{"__proto__": "x", "env": "prod", "retries": 2, "ok": true}',
      ),
    });
    expect(event.attributes).toMatchObject({
      env: 'prod',
      retries: 2,
      ok: true,
    });
    expect(Object.getPrototypeOf(event.attributes)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('x');
  });

  it('answers anything at all without throwing', () => {
    fc.assert(
      fc.property(fc.anything(), value => {
        expect(usageEventSchema.safeParse(value).success).toBe(false);
      }),
    );
  });

  it('describes a parsed event as it takes it: parsing twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.record({
          id: fc.string({ minLength: 1, maxLength: 20 }),
          source: fc.string({ minLength: 1, maxLength: 20 }),
          model: fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
        }),
        value => {
          const once = usageEventSchema.safeParse(value);
          fc.pre(once.success);
          expect(usageEventSchema.parse(once.data)).toEqual(once.data);
        },
      ),
    );
  });
});

describe('primitives', () => {
  it.each([
    'group:default/payments',
    'user:my-name.space_1/jo.example@example.com',
    'component:default/ça-va',
  ])('entity ref %s', ref => {
    expect(entityRefSchema.parse(ref)).toBe(ref);
  });

  it.each([
    'payments',
    'default/payments',
    'group:payments',
    'group:default/',
    'group:default/a/b',
    'group:default/a b',
    'group:-x/a',
    '1group:default/a',
    `group:default/${'x'.repeat(600)}`,
  ])('no entity ref: %s', ref => {
    expect(entityRefSchema.safeParse(ref).success).toBe(false);
  });

  it('does not dwell on a ref made to be slow', () => {
    const started = performance.now();
    for (let i = 0; i < 1_000; i++) {
      entityRefSchema.safeParse(`group:${'a-'.repeat(250)}`);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each(['2026-11-20T14:00:00Z', '2026-11-20T14:00:00.123456+07:00'])(
    'instant %s',
    instant => {
      expect(instantSchema.parse(instant)).toBe(instant);
    },
  );

  it.each(['2026-11-20', '20 Nov 2026', '2026-11-20T25:00:00Z', 1_763_647_200])(
    'no instant: %p',
    instant => {
      expect(instantSchema.safeParse(instant).success).toBe(false);
    },
  );

  it('credits of zero and more, and above zero', () => {
    expect(creditsSchema.safeParse('0').success).toBe(true);
    expect(creditsSchema.safeParse(2.5).success).toBe(true);
    expect(creditsSchema.safeParse('-0.000001').success).toBe(false);
    expect(creditsSchema.safeParse('0.0000001').success).toBe(false);
    expect(creditsSchema.safeParse('1'.repeat(40)).success).toBe(false);
    expect(creditsSchema.safeParse(1e308).success).toBe(false);
    expect(positiveCreditsSchema.safeParse('0').success).toBe(false);
    expect(positiveCreditsSchema.safeParse('0.000001').success).toBe(true);
  });
});

describe('bodies and queries', () => {
  it('reservations name a wrong field of their event', () => {
    expect(
      complaints(reservationRequestSchema, {
        event: { ...minimal, team: 'x' },
        ttlSeconds: 0,
      }),
    ).toEqual(['event.team', 'ttlSeconds']);
  });

  it('feedback comes alone or as a list', () => {
    const one = { source: 's', id: '1', rating: 5 };
    expect(feedbackRequestSchema.parse([one])).toHaveLength(1);
    expect(feedbackRequestSchema.parse(one)).toMatchObject(one);
    expect(feedbackRequestSchema.safeParse({ ...one, rating: 6 }).success).toBe(
      false,
    );
  });

  it('refunds and grants need a reason and a key', () => {
    expect(
      complaints(refundRequestSchema, { transactionId: 't', reason: '' }),
    ).toEqual(['reason', 'idempotencyKey']);
    expect(
      complaints(grantRequestSchema, {
        kind: 'purchase',
        credits: '-5',
        reason: 'x',
        idempotencyKey: 'k',
      }),
    ).toEqual(['kind']);
  });

  it('budgets have defaults, and whole percentages', () => {
    const scope = { kind: 'team', ref: 'group:default/payments' };
    expect(budgetRequestSchema.parse({ scope, credits: 500 })).toMatchObject({
      period: 'month',
      mode: 'hard',
    });
    expect(
      complaints(budgetRequestSchema, { scope, credits: 1, thresholds: [7.5] }),
    ).toEqual(['thresholds.0']);
  });

  it('filters of the log come once or repeated', () => {
    expect(
      transactionsQuerySchema.parse({
        type: 'usage',
        model: ['a', 'b'],
        limit: '10',
      }),
    ).toMatchObject({ type: ['usage'], model: ['a', 'b'], limit: 10 });
    expect(transactionsQuerySchema.parse({}).limit).toBe(100);
    expect(complaints(transactionsQuerySchema, { limit: '1001' })).toEqual([
      'limit',
    ]);
    expect(complaints(transactionsQuerySchema, { color: 'red' })).toEqual([
      'color',
    ]);
  });

  it('questions need a range that is not empty', () => {
    const from = '2026-10-01T00:00:00Z';
    expect(complaints(analyticsQuerySchema, { from, to: from })).toEqual([
      'to',
    ]);
    expect(
      complaints(analyticsQuerySchema, {
        from,
        // One hour later, though its text sorts before.
        to: '2026-09-30T20:00:00-05:00',
        filters: { team: ['group:default/payments'] },
        orderBy: [['credits', 'desc']],
      }),
    ).toEqual([]);
    expect(
      complaints(analyticsQuerySchema, {
        from,
        to: '2026-11-01T00:00:00Z',
        filters: { colour: ['red'] },
        measures: ['profit'],
      }),
    ).toEqual(expect.arrayContaining(['measures.0', 'filters.colour']));
  });

  it('multipliers are decimals up to 100', () => {
    const multiplier = (value: unknown) =>
      complaints(rateCardRulesSchema, {
        actions: [],
        models: [{ model: 'm', multiplier: value }],
      });
    for (const good of ['0', '0.1', '2.5', '100', '0.3333']) {
      expect(multiplier(good)).toEqual([]);
    }
    for (const bad of ['100.1', '-1', '1.23456', '1e2', '.5', 2]) {
      expect(multiplier(bad)).toEqual(['models.0.multiplier']);
    }
  });
});
