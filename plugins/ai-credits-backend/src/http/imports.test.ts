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
import {
  AiCreditsClient,
  ImportQuery,
} from 'backstage-plugin-ai-credits-common';
import { gzipSync } from 'zlib';
import { Portal, startPortal } from '../__testUtils__/portal';
import { storiesOf } from '../__testUtils__/stories';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('imports on %s', engine => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {
      account: { monthlyAllowance: 100_000, openedAt: '2026-01-01' },
      ledger: { batchSize: 2 },
      ingest: { imports: { maxRows: 50, bodyLimit: '20kb' } },
    });
  });
  afterAll(async () => portal?.stop());

  const load = (
    content: string,
    query: ImportQuery,
    type: 'text/csv' | 'application/x-ndjson' = 'text/csv',
  ) => {
    const [, token] = portal.authorization('machine').split('Bearer ');
    return new AiCreditsClient({ baseUrl: portal.baseUrl }).importUsage(
      { content, type },
      query,
      { token },
    );
  };

  const csv = [
    'when,login,tokens,out,seconds',
    '2026-03-01 10:00,jo,1000,500,1.5',
    '2026-03-01 11:00,,2000,100,',
    '2026-03-02 10:00,jo,many,1,1',
    '2026-03-02 10:00,jo,1',
    '2026-03-02 12:00,lead,10,1,1',
  ].join('\n');
  const query: ImportQuery = {
    source: 'history',
    map: [
      'when=occurredAt',
      'tokens=quantities.inputTokens',
      'out=quantities.outputTokens',
      'seconds=latencyMs*1000',
    ],
    set: ['model=gpt-4.1', 'user=user:default/${login}'],
    timeZone: 'Asia/Jakarta',
  };

  it('map the columns of a file, once however often it is sent', async () => {
    const expected = {
      rows: 5,
      rejected: 2,
      problems: [
        {
          row: 3,
          message: "quantities.inputTokens: 'many' is not a number",
        },
        { row: 4, message: expect.stringMatching(/number of cells/) },
      ],
    };
    const rehearsed = await load(csv, { ...query, dryRun: true });
    expect(rehearsed).toMatchObject({ dryRun: true, charged: 3, ...expected });
    expect(await storiesOf(portal, 'history')).toEqual([]);
    expect(await load(csv, query)).toEqual({
      ...expected,
      dryRun: false,
      charged: 3,
      duplicates: 0,
      credits: rehearsed.credits,
    });
    expect(await load(csv, query)).toMatchObject({
      charged: 0,
      duplicates: 3,
      credits: '0',
    });
    const stories = await storiesOf(portal, 'history');
    expect(stories.map(({ eventId, credits }) => [eventId, credits])).toEqual(
      expect.arrayContaining([
        ['row-1', '-0.6'],
        ['row-2', '-0.48'],
        ['row-5', '-0.0028'],
      ]),
    );
    expect(stories.find(({ eventId }) => eventId === 'row-1')).toMatchObject({
      user: 'user:default/jo',
      team: 'group:default/payments',
      occurredAt: '2026-03-01T03:00:00.000Z',
      latencyMs: 1_500,
    });
  });

  it('take usage events as lines, and lines by their paths', async () => {
    const lines = [
      { id: 'a', action: 'erase', occurredAt: '2026-03-01T10:00:00Z' },
      { action: 'erase', source: 'elsewhere' },
      { id: 'c', action: 'erase', prompt: 'x' },
    ];
    const text = `${lines.map(line => JSON.stringify(line)).join('\n')}\n{\n7`;
    expect(
      await load(text, { source: 'lines' }, 'application/x-ndjson'),
    ).toMatchObject({
      rows: 5,
      charged: 2,
      problems: [
        { row: 3, message: 'prompt: is not a known field' },
        { row: 4, message: 'line 4: is not valid JSON' },
        { row: 5, message: 'must be an object' },
      ],
    });
    expect(await storiesOf(portal, 'elsewhere')).toMatchObject([
      { eventId: 'row-2' },
    ]);
    const nested = JSON.stringify({
      request: { id: 'r-1', model: 'gpt-4.1' },
      usage: { in: 1_000 },
    });
    await load(
      nested,
      {
        source: 'nested',
        map: ['request.model=model', 'usage.in=quantities.inputTokens'],
        idFrom: 'request.id',
      },
      'application/x-ndjson',
    );
    expect(await storiesOf(portal, 'nested')).toMatchObject([
      { eventId: 'r-1', model: 'gpt-4.1', credits: '-0.2' },
    ]);
  });

  it('take columns that are named as what every object has', async () => {
    const lines = [
      { constructor: 'a', toString: 'gpt-4.1' },
      { toString: 'gpt-4.1' },
      JSON.parse('{"constructor":"c","__proto__":"x","toString":"gpt-4.1"}'),
    ];
    const named = {
      source: 'names',
      map: ['toString=model', '__proto__=item', 'valueOf=comment'],
      set: [],
      idFrom: 'constructor',
    };
    const empty = "column 'constructor' is empty, so the row has no id";
    expect(
      await load(
        lines.map(line => JSON.stringify(line)).join('\n'),
        named,
        'application/x-ndjson',
      ),
    ).toMatchObject({ charged: 2, problems: [{ row: 2, message: empty }] });
    const [story] = await storiesOf(portal, 'names');
    expect(story.comment).toBeUndefined();
    expect(
      (await storiesOf(portal, 'names')).map(({ item }) => item ?? ''),
    ).toEqual(expect.arrayContaining(['x', '']));
    expect(
      await load('constructor,toString\nd,gpt-4.1\n"",gpt-4.1', {
        ...named,
        map: 'toString=model',
      }),
    ).toMatchObject({ charged: 1, problems: [{ row: 2, message: empty }] });
  });

  it('take compressed files', async () => {
    const answer = await fetch(
      `${portal.baseUrl}/v1/imports?source=gz&map=m%3Dmodel`,
      {
        method: 'POST',
        headers: {
          authorization: portal.authorization('machine'),
          'content-type': 'text/csv',
          'content-encoding': 'gzip',
        },
        body: gzipSync('m\ngpt-4.1\n'),
      },
    );
    expect(await answer.json()).toMatchObject({ rows: 1, charged: 1 });
  });

  it.each<[string, string, Partial<ImportQuery>, RegExp]>([
    ['no mapping', csv, { map: [], set: [] }, /action or a model/],
    ['an unknown field', csv, { map: 'a=tokens' }, /no field 'tokens'/],
    ['a missing column', csv, { map: 'a=item' }, /has no column 'a'$/],
    ['an unknown zone', csv, { timeZone: 'Mars' }, /^timeZone: /],
    ['a wide delimiter', csv, { delimiter: '||' }, /^delimiter: /],
    ['an id that is mapped', csv, { map: 'when=id' }, /idFrom=COLUMN/],
    ['a column no object can have', '__proto__\nx', {}, /named '__proto__'/],
    [
      'an attribute no object can have',
      csv,
      { set: ['model=x', 'attributes.__proto__=y'] },
      /no field 'attributes.__proto__'/,
    ],
    ['what is no CSV', '"a\n', { map: 'a=item' }, /not valid CSV/],
    [
      'more rows than are taken',
      `m\n${'x\n'.repeat(51)}`,
      { map: 'm=item' },
      /50 rows .*maxRows\); the first 50 rows were recorded/,
    ],
    [
      'more than is taken',
      `m\n${`${'x'.repeat(2_000)}\n`.repeat(12)}`,
      { map: 'm=comment' },
      /20480 bytes .*imports\.bodyLimit/,
    ],
  ])('refuse %s', async (_, content, more, message) => {
    const { error } = await load(content, {
      ...query,
      source: 'refused',
      set: ['model=gpt-4.1'],
      ...more,
    }).then(
      () => ({ error: undefined }),
      caught => ({ error: caught.body.error }),
    );
    expect(error?.message).toMatch(message);
  });
});
