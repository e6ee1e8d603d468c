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
import {
  compileRateCard,
  defaultRateCardRules,
  RateCardRules,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { Readable } from 'stream';
import { DirectoryService } from '../attribution';
import { readAiCreditsConfig } from '../config';
import type { Ledger, RatedUsage } from '../ledger/api';
import { RateCards } from '../rating';
import { usageKeys } from './keys';
import { LINE_LIMIT, readNdjson } from './readNdjson';
import { UsagePipeline } from './UsagePipeline';

const event = {
  id: 'e1',
  source: 'gateway',
  action: 'erase',
  quantities: { inputTokens: 10, outputTokens: 4 },
};

function setup(
  rules: Partial<RateCardRules> = {},
  limits: { batchSize: number; queueLimit?: number } = { batchSize: 1_000 },
) {
  const posted: RatedUsage[][] = [];
  const ledger = {
    record: jest.fn(async (_account: string, events: readonly RatedUsage[]) => {
      posted.push([...events]);
      return events.map((rated, i) => ({
        status: 'charged' as const,
        transactionId: `t${i}`,
        credits: rated.credits,
        creditType: 'free' as const,
        overLimit: false,
        flags: rated.flags,
      }));
    }),
  };
  const card = compileRateCard({
    version: 3,
    rules: { ...defaultRateCardRules, ...rules },
  });
  const pipeline = UsagePipeline.create({
    config: readAiCreditsConfig(
      mockServices.rootConfig({
        data: { aiCredits: { ledger: limits } },
      }),
    ),
    directory: DirectoryService.create({
      read: async () => ({
        users: new Map([
          ['user:default/jo', { groups: ['group:default/payments'] }],
        ]),
        groups: new Map([['group:default/payments', { type: 'team' }]]),
        services: new Map(),
        projects: new Map(),
      }),
      groupTypes: { team: ['team'], department: ['department'] },
      logger: mockServices.logger.mock(),
    }),
    rateCards: { inForce: async () => () => card } as unknown as RateCards,
    ledger: ledger as unknown as Ledger,
  });
  return {
    ledger,
    pipeline,
    posted,
    record: (...values: unknown[]) =>
      pipeline.record(values.map(value => ({ value }))),
  };
}

describe('UsagePipeline', () => {
  it('has no more of one request wait than the queue holds', async () => {
    const { ledger, record } = setup({}, { batchSize: 2_000, queueLimit: 500 });
    const post = ledger.record.getMockImplementation()!;
    let waiting = 0;
    const seen: number[] = [];
    ledger.record.mockImplementation(async (account, events) => {
      waiting += events.length;
      seen.push(waiting);
      await new Promise(resolve => setTimeout(resolve, 5));
      waiting -= events.length;
      return post(account, events);
    });
    const answer = await record(
      ...Array.from({ length: 1_500 }, (_, i) => ({ ...event, id: `e${i}` })),
    );
    expect(answer.charged).toBe(1_500);
    expect(Math.max(...seen)).toBeLessThanOrEqual(500);
  });

  it('understands, attributes and rates', async () => {
    const { posted, record } = setup();
    const answer = await record({
      ...event,
      user: 'User:default/Jo',
      model: 'gpt-4o',
      latencyMs: 12.6,
    });
    expect(answer).toEqual({
      results: [
        {
          id: 'e1',
          source: 'gateway',
          status: 'charged',
          credits: '14',
          creditType: 'free',
          transactionId: 't0',
          overLimit: false,
        },
      ],
      charged: 1,
      duplicates: 0,
      rejected: 0,
    });
    expect(posted[0][0]).toMatchObject({
      user: 'user:default/jo',
      team: 'group:default/payments',
      department: 'group:default/payments',
      rateCardVersion: 3,
      tier: 'premium',
      latencyMs: 13,
      attempt: 1,
      status: 'success',
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['a number', 7, /object/],
    ['null', null, /object/],
    ['no id', { ...event, id: undefined }, /^id: is required$/],
    ['no source', { ...event, source: undefined }, /^source: is required$/],
    ['an empty id', { ...event, id: ' ' }, /^id: .*>=1/],
    ['neither action nor model', { id: '1', source: 's' }, /^action: /],
    ['an unknown field', { ...event, prompt: 'x' }, /^prompt: is not a known/],
    [
      'an unknown quantity',
      { ...event, quantities: { tokens: 4 } },
      /^quantities\.tokens: is not a known field$/,
    ],
    [
      'a quantity as text',
      { ...event, quantities: { inputTokens: '10' } },
      /^quantities\.inputTokens: .*number/,
    ],
    [
      'a negative quantity',
      { ...event, quantities: { outputTokens: -1 } },
      /^quantities\.outputTokens: .*>=0/,
    ],
    [
      'half a token',
      { ...event, quantities: { images: 0.5 } },
      /^quantities\.images: .*int/,
    ],
    [
      'a huge quantity',
      { ...event, quantities: { units: 1e15 } },
      /^quantities\.units: .*1000000000/,
    ],
    [
      'more cached than read',
      { ...event, quantities: { inputTokens: 1, cachedInputTokens: 2 } },
      /^quantities\.cachedInputTokens: must not exceed inputTokens/,
    ],
    ['a wrong status', { ...event, status: 'ok' }, /^status: /],
    ['a ref without a kind', { ...event, user: 'jo' }, /^user: .*entity ref/],
    [
      'a ref with NUL',
      { ...event, user: 'user:default/a\u0000b' },
      /^user: .*entity ref/,
    ],
    ['an id that is too long', { ...event, id: 'x'.repeat(257) }, /^id: .*256/],
    [
      'a time without an offset',
      { ...event, occurredAt: '2026-11-20T10:00:00' },
      /^occurredAt: .*offset/,
    ],
    [
      'a time long ago',
      { ...event, occurredAt: '1999-01-01T00:00:00Z' },
      /^occurredAt: .*1826 days/,
    ],
    [
      'a time far ahead',
      { ...event, occurredAt: '2199-01-01T00:00:00Z' },
      /^occurredAt: .*60 minutes/,
    ],
    ['another account', { ...event, account: 'other' }, /^account: /],
    [
      'too many attributes',
      {
        ...event,
        attributes: Object.fromEntries(
          Array.from({ length: 33 }, (_, i) => [`a${i}`, i]),
        ),
      },
      /^attributes: .*32/,
    ],
  ])(
    'tells what is wrong with %s, and keeps the rest',
    async (_, bad, text) => {
      const { posted, record } = setup();
      const answer = await record(event, bad, { ...event, id: 'e2' });
      expect(answer.results.map(({ status }) => status)).toEqual([
        'charged',
        'invalid',
        'charged',
      ]);
      expect(answer).toMatchObject({ charged: 2, rejected: 1 });
      expect(answer.results[1].error).toMatch(text);
      expect(answer.results[1].error).not.toContain('\n');
      expect(posted.flat().map(({ id }) => id)).toEqual(['e1', 'e2']);
    },
  );

  it('takes SQL and HTML as the text they are', async () => {
    const { posted, record } = setup();
    const item = `'); drop table usage_event; --`;
    const comment = '<script>alert(1)</script>\n=cmd()';
    await record({ ...event, item, comment });
    expect(posted[0][0]).toMatchObject({ item, comment });
  });

  it('posts while it reads on, and puts results where their events were', async () => {
    const { posted, record } = setup();
    const values = Array.from({ length: 2_500 }, (_, i) =>
      i % 1_250 === 7 ? 'broken' : { ...event, id: `e${i}` },
    );
    const { results, charged, rejected } = await record(...values);
    expect({ charged, rejected }).toEqual({ charged: 2_498, rejected: 2 });
    expect(posted.map(batch => batch.length)).toEqual([
      500, 500, 500, 500, 498,
    ]);
    expect(
      results.every(({ id, status }, i) =>
        i % 1_250 === 7
          ? status === 'invalid'
          : status === 'charged' && id === `e${i}`,
      ),
    ).toBe(true);
  });

  it.each([
    ['a full disk', { code: '53100' }, 'ServiceUnavailableError'],
    ['a slip of the program', {}, 'ServiceUnavailableError'],
    // Sent again it would fail again.
    ['a text that cannot be stored', { code: '22021' }, 'Error'],
    ['what the sender is told', { name: 'InputError' }, 'InputError'],
  ])('asks for usage again after %s, or not', async (_, more, name) => {
    const { record, ledger } = setup();
    ledger.record.mockRejectedValueOnce(Object.assign(new Error('x'), more));
    await expect(record(event)).rejects.toMatchObject({ name });
    expect(await record(event)).toMatchObject({ charged: 1 });
  });

  it('throws where a part of a request fails, with nothing left behind the answer', async () => {
    const { record, ledger, posted } = setup();
    const values = Array.from({ length: 1_200 }, (_, i) => ({
      ...event,
      id: `e${i}`,
    }));
    await record(...values);
    const before = posted.length;
    ledger.record.mockRejectedValueOnce(
      Object.assign(new Error('full'), { name: 'ServiceUnavailableError' }),
    );
    await expect(record(...values)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    // One part was on its way beside it and had ended; the last was not sent.
    const then = posted.length;
    expect(then).toBe(before + 1);
    await new Promise(resolve => setImmediate(resolve));
    expect(posted).toHaveLength(then);
  });

  it('records what the rate card denies at its default price, flagged, and refuses to authorise it', async () => {
    const { pipeline, record } = setup({ unknownModel: 'deny' });
    const odd = { ...event, model: 'mystery-9' };
    const { results } = await record(odd);
    expect(results[0]).toMatchObject({ status: 'charged', credits: '7' });
    expect(results[0].flags).toEqual(['unattributed', 'unknown-model']);
    await expect(
      pipeline.authorised(usageEventSchema.parse(odd)),
    ).rejects.toThrow(/^model: 'mystery-9' is not on the rate card/);
  });
});

describe('usageKeys', () => {
  const parse = (more: object = {}) =>
    usageEventSchema.parse({ ...event, ...more });

  it('is the same for the same content, however it is written', () => {
    const keys = usageKeys('default', parse({ user: 'user:default/jo' }));
    expect(keys.key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(
      usageKeys(
        'default',
        parse({
          user: 'User:Default/Jo',
          status: 'success',
          attempt: 1,
          quantities: { outputTokens: 4, inputTokens: 10, requests: 1 },
        }),
      ),
    ).toEqual(keys);
    expect(
      usageKeys('default', parse({ occurredAt: '2026-11-20T10:00:00Z' })),
    ).toEqual(
      usageKeys('default', parse({ occurredAt: '2026-11-20T17:00:00+07:00' })),
    );
    expect(usageKeys('default', parse({ attributes: { a: 1, b: 2 } }))).toEqual(
      usageKeys('default', parse({ attributes: { b: 2, a: 1 } })),
    );
  });

  it('differs in the key by account, source and id, in the fingerprint by everything else', () => {
    const keys = usageKeys('default', parse());
    const variants = [
      { occurredAt: '2026-11-20T10:00:00Z' },
      { user: 'user:default/jo' },
      { team: 'group:default/jo' },
      { model: 'erase' },
      { product: 'erase' },
      { quantities: { inputTokens: 4, outputTokens: 10 } },
      { latencyMs: 1 },
      { status: 'failed' },
      { attempt: 2 },
      { item: 'x' },
      { comment: 'x' },
      { attributes: { x: 1 } },
    ].map(more => usageKeys('default', parse(more)));
    expect(new Set(variants.map(({ fingerprint }) => fingerprint)).size).toBe(
      variants.length,
    );
    for (const variant of variants) {
      expect(variant.key).toBe(keys.key);
      expect(variant.fingerprint).not.toBe(keys.fingerprint);
    }
    for (const other of [
      usageKeys('other', parse()),
      usageKeys('default', parse({ id: 'e2' })),
      usageKeys('default', parse({ source: 'x' })),
    ]) {
      expect(other.key).not.toBe(keys.key);
      expect(other.fingerprint).toBe(keys.fingerprint);
    }
  });
});

describe('readNdjson', () => {
  const read = (chunks: (string | Buffer)[], max = 100) =>
    readNdjson(Readable.from(chunks.map(chunk => Buffer.from(chunk))), max);

  it('keeps what is good around what is broken, whatever the chunks', async () => {
    const text = `{"a":1}\n\n{broken\r\n  \n{"b":"é"}\r\n[2]`;
    const expected = [
      { value: { a: 1 } },
      { error: 'line 3: is not valid JSON' },
      { value: { b: 'é' } },
      { value: [2] },
    ];
    await expect(read([text])).resolves.toEqual(expected);
    const bytes = Buffer.from(text);
    await expect(
      read([...bytes].map(byte => Buffer.from([byte]))),
    ).resolves.toEqual(expected);
  });

  it('takes a byte order mark before the first line, and only there', async () => {
    await expect(read(['\ufeff1\n\ufeff2\n'])).resolves.toEqual([
      { value: 1 },
      { error: 'line 2: is not valid JSON' },
    ]);
  });

  it('gives an overlong line its number without keeping it', async () => {
    const long = `{"a":"${'x'.repeat(LINE_LIMIT)}"}`;
    await expect(
      read(['{"a":1}\n', long.slice(0, 50_000), long.slice(50_000), '\n7\n']),
    ).resolves.toEqual([
      { value: { a: 1 } },
      { error: `line 2: must not have more than ${LINE_LIMIT} characters` },
      { value: 7 },
    ]);
    await expect(read([long])).resolves.toEqual([
      { error: `line 1: must not have more than ${LINE_LIMIT} characters` },
    ]);
  });

  it('refuses more lines than are taken', async () => {
    await expect(read(['1\n2\n3\n'], 3)).resolves.toHaveLength(3);
    await expect(read(['1\n2\n3\n4'], 3)).rejects.toThrow(
      'The body must not have more than 3 events',
    );
  });
});
