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

import autocannon from 'autocannon';
import { BackendProcess } from '../support/backendProcess';
import { expectOk } from '../support/client';
import { eventMaker } from '../support/events';
import { TestPostgres } from '../support/postgres';
import { interleave, ratioRow, Row } from './harness';
import { BenchSettings } from './settings';

/** HTTP on a backend process of its own: charges against a route that only authenticates. */
export async function benchHttp(
  postgres: TestPostgres,
  settings: BenchSettings,
): Promise<Row[]> {
  const backend = await BackendProcess.start({
    database: { client: 'pg', connection: postgres.connection },
    portFrom: 17207,
  });
  try {
    await expectOk(backend, 'POST', '/grants', {
      kind: 'promotion',
      credits: '100000000',
      reason: 'measurement',
      idempotencyKey: 'measurement',
    });
    const seconds = settings.quick ? 3 : 8;
    const plugin = `${backend.url}/api/ai-credits/v1`;
    const noop = `${backend.url}/api/noop/echo`;
    let run = 0;
    const single = () => {
      const next = eventMaker({ prefix: `http-${(run += 1)}`, seed: run });
      return () => JSON.stringify(next());
    };
    const hundred = () => {
      const next = eventMaker({ prefix: `http-${(run += 1)}`, seed: run });
      return () =>
        JSON.stringify({ events: Array.from({ length: 100 }, next) });
    };
    const load =
      (
        url: string,
        connections: number,
        bodies: () => () => string,
        perRequest = 1,
      ) =>
      async () =>
        perRequest *
        (await requestsPerSecond({
          url,
          connections,
          seconds,
          token: backend.token,
          nextBody: bodies(),
        }));
    // Compiled before it counts.
    await load(noop, 64, single)();
    await load(`${plugin}/charges`, 64, single)();
    await load(`${plugin}/usage`, 8, hundred)();
    const figures = await interleave(
      [
        { name: 'no-op, 64 connections', run: load(noop, 64, single) },
        { name: 'no-op, 256 connections', run: load(noop, 256, single) },
        {
          name: '1 charge a request',
          run: load(`${plugin}/charges`, 256, single),
        },
        {
          name: '100 charges a request',
          run: load(`${plugin}/usage`, 8, hundred, 100),
        },
      ],
      settings.rounds,
    );
    return [
      ratioRow(
        'HTTP, 100 charges a request, 8 connections, in charges',
        figures,
        ['100 charges a request', 'no-op, 64 connections'],
        1.2,
      ),
      ratioRow(
        'HTTP, one charge a request, 256 connections',
        figures,
        ['1 charge a request', 'no-op, 256 connections'],
        0.4,
      ),
    ];
  } finally {
    await backend.stop();
  }
}

async function requestsPerSecond(options: {
  url: string;
  connections: number;
  seconds: number;
  token: string;
  nextBody: () => string;
}): Promise<number> {
  const result = await autocannon({
    url: options.url,
    connections: options.connections,
    duration: options.seconds,
    method: 'POST',
    headers: {
      authorization: `Bearer ${options.token}`,
      'content-type': 'application/json',
    },
    requests: [
      {
        setupRequest: request => ({ ...request, body: options.nextBody() }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(
      `${options.url}: ${result.non2xx} requests were refused and ${result.errors} failed`,
    );
  }
  return result['2xx'] / result.duration;
}
