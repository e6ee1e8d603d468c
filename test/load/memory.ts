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

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { RecordResponse } from 'backstage-plugin-ai-credits-common';
import { BackendProcess } from '../support/backendProcess';
import { call, expectOk } from '../support/client';
import { eventMaker } from '../support/events';
import { TestPostgres } from '../support/postgres';

// Whether the memory of a backend stays flat under load: an hour's worth of
// events, played as fast as it goes. Exits with 1 when it grew by more than
// GROWTH_LIMIT_MB between the third quarter and the last.
//   node --require @backstage/cli/config/nodeTransform.cjs test/load/memory.ts [--events 400000] [--sqlite]

const GROWTH_LIMIT_MB = 32;
const BATCH = 1_000;
const SENDERS = 4;
const SAMPLES = 40;

function residentMegabytes(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', `${pid}`], {
    encoding: 'utf8',
  });
  return Number(kilobytes) / 1024;
}

async function send(backend: BackendProcess, events: unknown[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const { status, body } = await call<RecordResponse>(
      backend,
      'POST',
      '/usage',
      { events },
    );
    if (status === 200) {
      if (body.rejected > 0) {
        throw new Error(`${body.rejected} events were rejected`);
      }
      return;
    }
    if (status !== 503 || attempt === 20) {
      throw new Error(`Recording answered ${status}: ${JSON.stringify(body)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100 * (attempt + 1)));
  }
}

/** Sends all events; returns the memory in MB at even distances. */
async function play(backend: BackendProcess, total: number): Promise<number[]> {
  const next = eventMaker({ prefix: 'memory' });
  const every = Math.max(BATCH, Math.floor(total / SAMPLES / BATCH) * BATCH);
  const samples: number[] = [];
  const started = Date.now();
  let taken = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (taken < total) {
        taken += BATCH;
        await send(backend, Array.from({ length: BATCH }, next));
        done += BATCH;
        if (done % every === 0) {
          const megabytes = residentMegabytes(backend.pid);
          samples.push(megabytes);
          console.log(
            `${done.toLocaleString('en-US')} events, ${Math.round(
              megabytes,
            )} MB, ${Math.round(
              (done * 1_000) / (Date.now() - started),
            ).toLocaleString('en-US')}/s`,
          );
        }
      }
    }),
  );
  return samples;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '400000' },
      sqlite: { type: 'boolean', default: false },
    },
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ai-credits-memory-'));
  const postgres = values.sqlite ? undefined : await TestPostgres.start();
  const backend = await BackendProcess.start({
    database: postgres
      ? { client: 'pg', connection: postgres.connection }
      : { client: 'better-sqlite3', connection: { directory: folder } },
    portFrom: 17307,
  });
  try {
    await expectOk(backend, 'POST', '/grants', {
      kind: 'promotion',
      credits: '100000000',
      reason: 'load',
      idempotencyKey: 'load',
    });
    const samples = await play(backend, Number(values.events));
    // In the first half caches fill and the heap finds its size; what grows after it leaks.
    const quarter = Math.floor(samples.length / 4);
    const before = mean(samples.slice(-2 * quarter, -quarter));
    const after = mean(samples.slice(-quarter));
    const growth = after - before;
    console.log(
      `From ${before.toFixed(0)} MB in the third quarter to ${after.toFixed(
        0,
      )} MB in the last: ${growth >= 0 ? '+' : ''}${growth.toFixed(0)} MB`,
    );
    process.exitCode = growth > GROWTH_LIMIT_MB ? 1 : 0;
  } finally {
    await backend.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
