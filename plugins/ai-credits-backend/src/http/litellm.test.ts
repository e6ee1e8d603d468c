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
import { Portal, startPortal } from '../__testUtils__/portal';
import { storiesOf } from '../__testUtils__/stories';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const PATH = '/v1/ingest/litellm';
const end = Math.floor(Date.now() / 1_000) - 60;

/** A payload as LiteLLM's generic API callback posts it. */
const payload = (more: Record<string, unknown> = {}) => ({
  id: 'chatcmpl-1',
  trace_id: '5b9f',
  call_type: 'acompletion',
  stream: false,
  response_cost: 0.0053,
  status: 'success',
  custom_llm_provider: 'openai',
  total_tokens: 1_500,
  prompt_tokens: 1_000,
  completion_tokens: 500,
  startTime: end - 1.5,
  endTime: end,
  completionStartTime: end,
  model: 'gpt-4.1',
  model_group: 'smart',
  api_base: 'https://api.openai.com',
  metadata: {
    user_api_key_hash: 'a'.repeat(64),
    user_api_key_alias: 'shop',
    user_api_key_team_alias: 'payments',
    user_api_key_user_id: 'jo@example.com',
    user_api_key_auth_metadata: { service: 'checkout' },
    spend_logs_metadata: { product: 'Shop assistant' },
    requester_ip_address: '203.0.113.9',
    // What a request says of itself does not outweigh whose key it is.
    requester_metadata: {
      user: 'root',
      team: 'writers',
      service: 'writer',
      action: 'upscale',
      use_case: 'advice',
    },
    usage_object: {
      prompt_tokens: 1_000,
      completion_tokens: 500,
      prompt_tokens_details: { cached_tokens: 600 },
      completion_tokens_details: { reasoning_tokens: 200 },
    },
  },
  cache_hit: null,
  request_tags: ['service:writer', 'project:shop', 'action:upscale', 'beta'],
  end_user: 'customer-7',
  messages: [{ role: 'user', content: 'a prompt' }],
  response: { choices: [{ message: { content: 'a completion' } }] },
  error_str: null,
  model_parameters: {},
  ...more,
});

describe.each(databases.eachSupportedId())('LiteLLM on %s', engine => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {
      account: { monthlyAllowance: 100_000 },
      ingest: { entities: { emailDomains: ['example.com'] } },
    });
  });
  afterAll(async () => portal?.stop());

  /** LiteLLM names every format JSON. */
  const post = (body: string, type = 'application/json') =>
    fetch(`${portal.baseUrl}${PATH}`, {
      method: 'POST',
      headers: {
        authorization: portal.authorization('machine'),
        'content-type': type,
      },
      body,
    });
  const posted = async (body: string, type?: string) => {
    const answer = await post(body, type);
    expect(answer.status).toBe(200);
    return answer.json();
  };

  it('takes every format, and charges a call once in whichever it comes', async () => {
    const payloads = [
      payload(),
      payload({
        id: 'chatcmpl-2',
        stream: true,
        // As the documentation's example writes times.
        startTime: new Date((end - 2) * 1_000).toISOString().slice(0, -1),
        endTime: new Date(end * 1_000).toISOString().slice(0, -1),
        completionStartTime: new Date((end - 1.5) * 1_000).toISOString(),
        request_tags: [],
      }),
      payload({ id: 'chatcmpl-2_cache_hit1.5', cache_hit: true }),
      payload({
        id: 'call-4',
        status: 'failure',
        response_cost: 0,
        prompt_tokens: 0,
        completion_tokens: 0,
        metadata: { user_api_key_user_id: 'default user' },
        error_str: 'a prompt again',
        error_information: {
          error_class: 'RateLimitError',
          error_message: 'a prompt again',
          traceback: 'a prompt again',
        },
      }),
      // Retried under the same id.
      payload({ id: 'call-4' }),
      payload({
        id: 'img-1',
        call_type: 'aimage_generation',
        model: 'dall-e-3',
        prompt_tokens: 0,
        completion_tokens: 0,
        // A key that says nothing: what the request says of itself does not decide who pays.
        metadata: { requester_metadata: payload().metadata.requester_metadata },
        response: { data: [{ b64_json: 'x' }, { b64_json: 'y' }] },
      }),
      // Counted as Anthropic does, cached tokens beside the others.
      payload({
        id: 'msg-1',
        model: 'claude-sonnet-4',
        custom_llm_provider: 'anthropic',
        prompt_tokens: 100,
        metadata: { usage_object: { cache_read_input_tokens: 900 } },
      }),
    ];
    const lines = payloads.map(each => JSON.stringify(each)).join('\n');
    expect(await posted(JSON.stringify(payloads))).toMatchObject({
      charged: 7,
      rejected: 0,
    });
    expect(await posted(lines)).toMatchObject({ duplicates: 7, rejected: 0 });
    expect(await posted(lines, 'application/x-ndjson')).toMatchObject({
      duplicates: 7,
    });
    expect(await posted(JSON.stringify(payloads[0]))).toMatchObject({
      duplicates: 1,
    });

    const stories = await storiesOf(portal, 'litellm');
    expect(stories).toHaveLength(7);
    const story = (id: string) =>
      stories.find(({ eventId }) => eventId?.startsWith(id));
    expect(story('chatcmpl-1')).toMatchObject({
      credits: '-0.51',
      action: 'completion',
      provider: 'openai',
      model: 'gpt-4.1',
      user: 'user:default/jo',
      team: 'group:default/payments',
      service: 'component:default/checkout',
      product: 'Shop assistant',
      useCase: 'advice',
      occurredAt: new Date(end * 1_000).toISOString(),
      latencyMs: 1_500,
      quantities: {
        inputTokens: 1_000,
        cachedInputTokens: 600,
        outputTokens: 500,
        reasoningTokens: 200,
      },
      attributes: { modelGroup: 'smart', providerCost: 0.0053 },
    });
    expect(story('chatcmpl-1')?.timeToFirstTokenMs).toBeUndefined();
    expect(story('chatcmpl-2')).toMatchObject({
      occurredAt: new Date(end * 1_000).toISOString(),
      latencyMs: 2_000,
      timeToFirstTokenMs: 500,
    });
    expect(story('chatcmpl-2_cache')).toMatchObject({
      credits: '0',
      quantities: { requests: 0, inputTokens: 0 },
      attributes: { cacheHit: true },
    });
    expect(story('call-4:failed')).toMatchObject({
      credits: '0',
      status: 'failed',
      user: 'user:default/default-user',
      flags: expect.arrayContaining(['unknown-user']),
      attributes: { errorType: 'RateLimitError' },
    });
    expect(story('img-1')).toMatchObject({
      action: 'image_generation',
      credits: '-8',
      quantities: { images: 2 },
    });
    for (const field of ['user', 'team', 'service', 'project'] as const) {
      expect(story('img-1')?.[field]).toBeUndefined();
    }
    expect(story('msg-1')).toMatchObject({
      quantities: { inputTokens: 1_000, cachedInputTokens: 900 },
    });
    expect(JSON.stringify(stories)).not.toMatch(
      /a prompt|a completion|203\.0|aaaa|customer-7/,
    );
  });

  it('charges a call whatever is odd about its names', async () => {
    const odd = payload({
      id: 'odd',
      model_group: 'a\u0000b',
      metadata: {
        user_api_key_user_id: 'x'.repeat(400),
        user_api_key_team_alias: 'group:default/"quoted"',
        requester_metadata: { product: `new\nline${'x'.repeat(300)}` },
      },
      request_tags: ['item:half \ud800'],
    });
    expect(await posted(JSON.stringify(odd))).toMatchObject({ charged: 1 });
    const stories = await storiesOf(portal, 'litellm');
    expect(stories.find(({ eventId }) => eventId === 'odd')).toMatchObject({
      product: `new line${'x'.repeat(248)}`,
      item: 'half',
      attributes: { modelGroup: 'a b' },
    });
  });

  it('charges every call of a caller who names all of them alike', async () => {
    const alike = (chosen: string, endTime: number) =>
      payload({ id: chosen, litellm_call_id: chosen, endTime });
    const long = 'x'.repeat(300);
    const calls = [
      alike('mine', end),
      alike('mine', end + 1),
      alike(long, end),
      alike(`${long}y`, end),
    ];
    expect(await posted(JSON.stringify(calls))).toMatchObject({ charged: 4 });
    expect(await posted(JSON.stringify(calls))).toMatchObject({
      duplicates: 4,
    });
    const ids = (await storiesOf(portal, 'litellm')).map(
      ({ eventId }) => eventId,
    );
    expect(ids).toContain(`mine:${end * 1_000}`);
  });

  it('passes over what is no call of a model', async () => {
    const bare = { prompt_tokens: 0, completion_tokens: 0 };
    const calls = [
      payload({ ...bare, id: 'file', call_type: 'acreate_file' }),
      payload({ ...bare, id: 'through', call_type: 'pass_through_endpoint' }),
      payload({ id: 'realtime', call_type: '_arealtime' }),
      payload({ ...bare, id: 'variation', call_type: 'aimage_variation' }),
      payload({ ...bare, id: 'speech', call_type: 'aspeech' }),
    ];
    const answer = await posted(JSON.stringify(calls));
    expect(answer.results.map(({ id }: { id?: string }) => id)).toEqual([
      'realtime',
      'variation',
      'speech',
    ]);
  });

  it('says so where a payload tells of nothing', async () => {
    const answer = await posted(JSON.stringify({ id: 1 }));
    expect(answer).toMatchObject({
      results: [
        {
          status: 'invalid',
          error: 'call_type: is required of a payload without usage',
        },
      ],
      charged: 0,
      rejected: 1,
    });
  });

  it('counts payloads before it reads them', async () => {
    const many = '{"id":"x"}\n'.repeat(10_001);
    for (const body of [
      many,
      `[${many.trim().split('\n').join(',')}]`,
      `[${'{},'.repeat(1_000_001)}{}]`,
      '\n'.repeat(15 << 20),
    ]) {
      const refused = await post(body);
      expect(await refused.text()).toMatch(
        /more than 10000 payloads|more than 1000000 objects|not valid JSON/,
      );
      expect(refused.status).toBe(400);
    }
  });

  it('keeps what is good around what is broken', async () => {
    const good = JSON.stringify(payload({ id: 'good' }));
    const answer = await posted(`${good}\n{"id":\n[]\n{"model":"x"}\n`);
    expect(answer).toMatchObject({ charged: 1, rejected: 3 });
    expect(
      answer.results.map(({ error }: { error?: string }) => error),
    ).toEqual([
      undefined,
      'line 2: is not valid JSON',
      'id: is required',
      'id: is required',
    ]);
    for (const [body, status] of [
      ['{"id":', 400],
      ['', 400],
      [JSON.stringify(Array(10_001).fill(1)), 400],
      [' '.repeat(17 << 20), 413],
    ] as const) {
      const refused = await post(body);
      await refused.text();
      expect(refused.status).toBe(status);
    }
  });
});
