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
  coreServices,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { exportSpans } from '../__testUtils__/otlp';
import { Portal, startPortal } from '../__testUtils__/portal';
import { storiesOf } from '../__testUtils__/stories';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

/** What connectors are sent and must not keep, each under a mark that is found again. */
const secret = {
  prompt: 'MARK-prompt: how do I …?',
  completion: 'MARK-completion: like this',
  address: '203.0.113.77',
  keyHash: 'deadbeef'.repeat(8),
  error: 'MARK-error: the prompt was too long',
};
const marks = ['MARK-p', 'MARK-c', 'MARK-e', '203.0.113', 'deadbe'];
/** What they have to keep, so that looking for it is known to find. */
const KEPT = 'MARK-KEPT';

const spanAttributes = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'gpt-4.1',
  'gen_ai.input.messages': secret.prompt,
  'gen_ai.output.messages': secret.completion,
  'gen_ai.system_instructions': secret.prompt,
  'gen_ai.prompt.0.content': secret.prompt,
  'gen_ai.tool.call.arguments': secret.prompt,
  'client.address': secret.address,
  'server.address': secret.address,
  'http.request.header.authorization': secret.keyHash,
};

const payload = {
  id: 'chatcmpl-1',
  call_type: 'acompletion',
  model: 'gpt-4.1',
  status: 'failure',
  prompt_tokens: 10,
  completion_tokens: 5,
  metadata: {
    user_api_key_hash: secret.keyHash,
    requester_ip_address: secret.address,
    vector_store_request_metadata: [{ query: secret.prompt }],
    requester_metadata: { item: KEPT, note: secret.prompt },
    requester_custom_headers: { 'x-forwarded-for': secret.address },
  },
  requester_ip_address: secret.address,
  user_agent: secret.address,
  messages: [{ role: 'user', content: secret.prompt }],
  response: { choices: [{ message: { content: secret.completion } }] },
  error_str: secret.error,
  error_information: {
    error_class: 'BadRequestError',
    error_message: secret.error,
    traceback: secret.error,
  },
  model_parameters: { user: secret.keyHash, tools: secret.prompt },
};

const event = { action: 'erase', item: KEPT };
const cloudEvent = {
  specversion: '1.0',
  source: 'privacy',
  type: 'ai-credits.usage',
  clientip: secret.address,
};

/** Requests to each connector; each has something that is taken and something that is refused. */
const requests: Array<[path: string, type: string, body: string]> = [
  [
    '/v1/ingest/litellm',
    'application/json',
    JSON.stringify([payload, { ...payload, id: 'x', prompt_tokens: -1 }]),
  ],
  [
    '/v1/ingest/litellm',
    'application/json',
    `${JSON.stringify(payload)}\n{"messages":"${secret.prompt}`,
  ],
  [
    '/v1/ingest/cloudevents',
    'application/cloudevents-batch+json',
    JSON.stringify([
      { ...cloudEvent, id: '1', subject: secret.prompt, data: event },
      {
        ...cloudEvent,
        id: '2',
        data: { ...event, prompt: secret.prompt, ip: secret.address },
      },
    ]),
  ],
  [
    '/v1/imports?source=privacy-file&map=item%3Ditem&set=action%3Derase',
    'text/csv',
    `item,prompt,ip\n${KEPT},${secret.prompt},${secret.address}\n${KEPT},${secret.prompt}\n`,
  ],
  [
    // A file without a line of names.
    '/v1/imports?source=privacy-file&map=item%3Ditem&set=action%3Derase',
    'text/csv',
    `${secret.prompt},${secret.address}\n${secret.prompt},${secret.address}\n`,
  ],
  [
    '/v1/imports?source=privacy-lines',
    'application/x-ndjson',
    [
      JSON.stringify(event),
      JSON.stringify({ ...event, messages: [secret.prompt] }),
      `{"prompt":"${secret.prompt}`,
    ].join('\n'),
  ],
];

describe.each(databases.eachSupportedId())('connectors on %s', engine => {
  let knex: Knex;
  let portal: Portal;
  const logged: unknown[] = [];
  beforeAll(async () => {
    const log = (...args: unknown[]) => {
      logged.push(args);
    };
    const logger: LoggerService = {
      error: log,
      warn: log,
      info: log,
      debug: log,
      child: meta => {
        log(meta);
        return logger;
      },
    };
    knex = await databases.init(engine);
    portal = await startPortal(knex, {}, [
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => logger,
      }),
    ]);
  });
  afterAll(async () => portal?.stop());

  it('neither store, log nor answer what was said, from where, with which key', async () => {
    const { errors } = await exportSpans(
      portal,
      [
        {
          attributes: { ...spanAttributes, 'ai_credits.item': KEPT },
          prompt: secret.prompt,
          error: secret.error,
        },
        {
          attributes: { ...spanAttributes, 'gen_ai.usage.input_tokens': -1 },
          prompt: secret.prompt,
        },
      ],
      ['json', 'protobuf'],
    );
    expect(errors).toEqual([null, null]);
    const answers: string[] = [];
    for (const [path, type, body] of requests) {
      const answer = await fetch(`${portal.baseUrl}${path}`, {
        method: 'POST',
        headers: {
          authorization: portal.authorization('machine'),
          'content-type': type,
        },
        body,
      });
      answers.push(await answer.text());
    }
    for (const source of [
      'otlp',
      'litellm',
      'privacy',
      'privacy-file',
      'privacy-lines',
    ]) {
      expect([source, await storiesOf(portal, source)]).toEqual([
        source,
        [expect.objectContaining({ item: KEPT })],
      ]);
    }

    const stored = await everythingIn(knex);
    expect(stored).toContain(KEPT);
    // Audit events are in the log, the failed one of an import too.
    expect(JSON.stringify(logged, plain)).toContain('usage-import');
    for (const [where, text] of Object.entries({
      stored,
      logged: JSON.stringify(logged, plain),
      answered: answers.join('\n'),
    })) {
      expect([where, marks.filter(mark => text.includes(mark))]).toEqual([
        where,
        [],
      ]);
    }
  });
});

/** Every row of every table, as text. */
async function everythingIn(knex: Knex): Promise<string> {
  const isSqlite = knex.client.config.client === 'better-sqlite3';
  const names: string[] = isSqlite
    ? await knex('sqlite_master').where({ type: 'table' }).pluck('name')
    : await knex('information_schema.tables')
        .whereRaw('table_schema = current_schema()')
        .pluck('table_name');
  const rows = [];
  for (const name of names) {
    rows.push(await knex(name).select());
  }
  return JSON.stringify(rows, plain);
}

function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') {
    return String(value);
  }
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString('latin1');
  }
  return value instanceof Error ? value.stack : value;
}
