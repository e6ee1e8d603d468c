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
import { CloudEvent, emitterFor, HTTP, httpTransport, Mode } from 'cloudevents';
import { Portal, startPortal } from '../__testUtils__/portal';
import { storiesOf } from '../__testUtils__/stories';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const PATH = '/v1/ingest/cloudevents';

describe.each(databases.eachSupportedId())('CloudEvents on %s', engine => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine));
  });
  afterAll(async () => portal?.stop());

  const event = (id: string, more: object = {}) =>
    new CloudEvent({
      id,
      source: '/gateways/prod',
      type: 'ai-credits.usage',
      time: '2026-11-20T10:00:00.000Z',
      tenant: 'été',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      data: { action: 'erase', service: 'component:default/checkout' },
      ...more,
    });
  const emit = async (mode: Mode, sent: CloudEvent<unknown>) => {
    const transport = httpTransport(`${portal.baseUrl}${PATH}`);
    const answer = await emitterFor(transport, { mode })(sent, {
      headers: { authorization: portal.authorization('machine') },
    });
    return JSON.parse((answer as { body: string }).body);
  };
  const post = (body: unknown, headers: Record<string, string>) =>
    fetch(`${portal.baseUrl}${PATH}`, {
      method: 'POST',
      headers: { authorization: portal.authorization('machine'), ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('are taken from the SDK in every mode, and charged once', async () => {
    for (const [mode, id] of [
      [Mode.STRUCTURED, 'structured'],
      [Mode.BINARY, 'binary'],
    ] as const) {
      expect(await emit(mode, event(id))).toMatchObject({ charged: 1 });
      // The same event in another mode is the same event.
      expect(await emit(Mode.STRUCTURED, event(id))).toMatchObject({
        duplicates: 1,
      });
    }
    const batch = [
      event('structured'),
      event('drittes-ß'),
      event('base64', {
        data: undefined,
        data_base64: Buffer.from('{"action":"erase"}').toString('base64'),
      }),
      event('foreign', { type: 'com.example.order' }),
      event('empty', { data: undefined }),
      event('wrong', { data: { action: 'erase', prompt: 'x' } }),
      { specversion: '1.0', id: 'no-source', type: 'ai-credits.usage' },
    ].map(each => ('toJSON' in each ? each.toJSON() : each));
    const answer = await post(batch, {
      'content-type': 'application/cloudevents-batch+json',
    });
    const { results, ...counts } = await answer.json();
    expect(counts).toEqual({ charged: 2, duplicates: 1, rejected: 4 });
    expect(
      results.slice(3).map(({ error }: { error: string }) => error),
    ).toEqual([
      expect.stringMatching(/^type: must be one of ai-credits\.usage/),
      'data: must be a usage event',
      'prompt: is not a known field',
      'source: is required',
    ]);
    const stories = await storiesOf(portal, '/gateways/prod');
    expect(stories.map(({ eventId }) => eventId).sort()).toEqual(
      ['base64', 'binary', 'structured', 'drittes-ß'].sort(),
    );
    for (const story of stories) {
      expect(story).toMatchObject({
        credits: '-7',
        occurredAt: '2026-11-20T10:00:00.000Z',
      });
    }
  });

  it('tell a broker by the status what is wrong with a single one', async () => {
    const conflict = event('structured', { data: { action: 'upscale' } });
    const { headers, body } = HTTP.structured(conflict);
    const sent = await post(body, headers as Record<string, string>);
    await sent.text();
    expect(sent.status).toBe(409);
    for (const [value, more, status, message] of [
      [{ id: 'x' }, {}, 400, /^specversion: must be 1\.0/],
      ['{', {}, 400, /not valid JSON/],
      [
        { action: 'erase' },
        { 'ce-specversion': '1.0', 'ce-id': '%zz', 'ce-source': 's' },
        400,
        /^ce-id: is not validly encoded/,
      ],
      [Array(10_001).fill(0), {}, 400, /10000 events/],
      ['x', { 'content-type': 'text/plain' }, 415, /cloudevents\+json/],
    ] as const) {
      const answer = await post(value, {
        'content-type': 'application/json',
        ...more,
      });
      const { error } = await answer.json();
      expect([answer.status, error.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    }
  });
});
