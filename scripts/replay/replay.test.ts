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

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { EventResult, waitBefore } from './client';
import { ReplayOptions, readOptions } from './options';
import { summaryOf } from './progress';
import { Replay } from './replay';

interface SentEvent {
  id: string;
  source: string;
  occurredAt?: string;
  quantities?: { inputTokens?: number };
}

/** A portal as far as the replay sees it: charges an id once, may be told to fail. */
class Portal {
  readonly charged = new Map<string, string>();
  readonly batches: SentEvent[][] = [];
  /** Status codes for the next requests, before they are answered properly. */
  failures: number[] = [];
  maxEvents = Infinity;
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Portal> {
    const server = createServer();
    const portal = new Portal(server);
    server.on('request', async (request, response) => {
      const { events } = JSON.parse(await bodyOf(request)) as {
        events: SentEvent[];
      };
      const status =
        events.length > portal.maxEvents ? 413 : portal.failures.shift() ?? 200;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(
          status === 200
            ? { results: portal.take(events) }
            : { error: { message: 'not now' } },
        ),
      );
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return portal;
  }

  get url() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop() {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(events: SentEvent[]): EventResult[] {
    this.batches.push(events);
    return events.map(event => {
      const key = `${event.source} ${event.id}`;
      const content = JSON.stringify(event);
      const known = this.charged.get(key);
      if (known !== undefined) {
        return { status: known === content ? 'duplicate' : 'conflict' };
      }
      this.charged.set(key, content);
      return { status: 'charged', credits: '0.1' };
    });
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text;
}

describe('replay', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'replay-'));
  const said: string[] = [];
  const out = {
    write: (text: string) => said.push(text),
  } as unknown as NodeJS.WriteStream;
  let portal: Portal;
  let runs = 0;

  before(() => {
    const lines = ['﻿TIMESTAMP,ContextTokens'];
    for (let row = 1; row <= 25; row++) {
      lines.push(
        `2023-11-16 18:17:${`${row}`.padStart(2, '0')}.9799600,${row}`,
      );
    }
    writeFileSync(path.join(folder, 'trace.csv'), `${lines.join('\n')}\n`);
    writeFileSync(
      path.join(folder, 'trace.csv.gz'),
      gzipSync(lines.join('\r\n')),
    );
    writeFileSync(
      path.join(folder, 'broken.csv'),
      'TIMESTAMP,ContextTokens\n2023-11-16,1\n2023-11-16,many\nsoon,3\n2023-11-16\n2023-11-17,5\n',
    );
  });
  after(() => rmSync(folder, { recursive: true }));
  beforeEach(async () => {
    portal = await Portal.start();
    said.length = 0;
    runs += 1;
  });
  afterEach(() => portal.stop());

  const open = (file: string, ...more: string[]) =>
    Replay.create(
      readOptions(
        [
          ...[file, '--source', 't', '--set', 'model=m', '--url', portal.url],
          ...['--map', 'TIMESTAMP=occurredAt', '--batch', '10'],
          ...['--map', 'ContextTokens=quantities.inputTokens', ...more],
        ],
        {},
      ) as ReplayOptions,
      { cwd: folder, state: path.join(folder, `state-${runs}`) },
      out,
    );
  const never = new AbortController().signal;
  const run = async (file: string, ...more: string[]) =>
    (await open(file, ...more)).run(never);

  it('sends every row once, and again as duplicates', async () => {
    const first = await run('trace.csv');
    assert.equal(
      summaryOf(first.totals, first.credits),
      '25 sent: 25 charged, 0 duplicates, 0 rejected, 2.5 credits',
    );
    assert.deepEqual(
      portal.batches.map(batch => batch.length),
      [10, 10, 5],
    );
    assert.deepEqual(portal.batches[2][4], {
      id: 'row-25',
      source: 't',
      model: 'm',
      occurredAt: '2023-11-16T18:17:25.979Z',
      quantities: { inputTokens: 25 },
    });
    const second = await run('trace.csv');
    assert.equal(
      summaryOf(second.totals, second.credits),
      '25 sent: 0 charged, 25 duplicates, 0 rejected, 0 credits',
    );
    assert.equal((await run('trace.csv.gz')).totals.duplicates, 25);
  });

  it('continues an interrupted run after the last row that was answered', async () => {
    portal.failures = [200, 403];
    await assert.rejects(run('trace.csv'), /403: not now.*AI_CREDITS_TOKEN/);
    const { totals, finished } = await run('trace.csv');
    assert.ok(finished);
    assert.deepEqual(
      portal.batches.map(batch => batch[0].id),
      ['row-1', 'row-11', 'row-21'],
    );
    assert.equal(totals.sent, 25);
    assert.equal(totals.charged, 25);
    assert.match(said.join(''), /Continuing after row 10/);
  });

  it('starts over when told to, or when something else is sent', async () => {
    portal.failures = [200, 403];
    await assert.rejects(run('trace.csv'));
    assert.equal((await run('trace.csv', '--restart')).totals.duplicates, 10);
    portal.failures = [200, 403];
    await assert.rejects(run('trace.csv'));
    const other = await run('trace.csv', '--set', 'item=x');
    assert.equal(other.totals.rejected, 25);
    assert.match(said.join(''), /row 1: conflict: .*another --source/);
  });

  it('stops when asked to and writes down how far it came', async () => {
    const stop = new AbortController();
    const replay = await open('trace.csv');
    const running = replay.run(stop.signal);
    while (portal.batches.length === 0) {
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    stop.abort();
    assert.equal((await running).finished, false);
    const rest = await run('trace.csv');
    assert.equal(rest.totals.charged, 25);
    assert.equal(rest.totals.duplicates, 0);
  });

  it('tries again while the portal is busy, and halves what is too large', async () => {
    portal.failures = [503, 502];
    portal.maxEvents = 4;
    const { totals } = await run('trace.csv');
    assert.equal(totals.charged, 25);
    assert.ok(portal.batches.every(batch => batch.length <= 4));
    assert.equal(said.filter(line => /trying again/.test(line)).length, 2);
  });

  it('counts rows that make no event and names them', async () => {
    const { totals } = await run('broken.csv');
    assert.deepEqual(
      { sent: totals.sent, charged: totals.charged, rejected: totals.rejected },
      { sent: 5, charged: 2, rejected: 3 },
    );
    const text = said.join('');
    assert.match(text, /row 2: invalid: quantities.inputTokens: 'many'/);
    assert.match(text, /row 3: invalid: 'soon' is not a time/);
    assert.match(text, /row 4: invalid: line 5 has another number of cells/);
    assert.deepEqual(
      portal.batches[0].map(event => event.id),
      ['row-1', 'row-5'],
    );
  });

  it('moves the newest time to now, and a second run to the same time', async () => {
    const before = Date.now();
    await run('trace.csv', '--shift-to', 'now');
    const last = Date.parse(portal.batches[2][4].occurredAt ?? '');
    assert.ok(last >= before && last <= Date.now());
    assert.equal(
      (await run('trace.csv', '--shift-to', 'now')).totals.duplicates,
      25,
    );
  });

  it('plays at a speed', async () => {
    const started = Date.now();
    await run('trace.csv', '--speed', '24x', '--batch', '1000');
    // 24 seconds of trace.
    assert.ok(Date.now() - started >= 750);
    assert.ok(portal.batches.length > 1);
  });

  it('says which column is missing', async () => {
    await assert.rejects(
      run('trace.csv', '--map', 'Model=provider'),
      /no column 'Model'; it has 'TIMESTAMP', 'ContextTokens'/,
    );
  });
});

it('waits longer each time, as long as the portal asks, within a bound', () => {
  assert.equal(waitBefore(1, undefined, 0.5), 250);
  assert.equal(waitBefore(4, undefined, 0.5), 2000);
  assert.equal(waitBefore(1, '7', 0.5), 7000);
  assert.equal(waitBefore(12, undefined, 1), 30_000);
  assert.equal(waitBefore(1, 'Wed, 21 Oct', 0.5), 250);
});
