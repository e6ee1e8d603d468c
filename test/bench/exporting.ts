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

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackendProcess } from '../support/backendProcess';
import { TestPostgres } from '../support/postgres';
import { boundRow, formatFigure, interleave, ratioRow, Row } from './harness';

/** How often the memory of the backend is looked at, in ms. */
const EVERY = 20;

/** Memory of a process now, in MB. */
function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  )?.[1];
  return Number(kilobytes) / 1024;
}

/**
 * The whole log as CSV over HTTP: its rate against what PostgreSQL itself
 * writes out of the same rows, and how much memory the backend takes for it.
 *
 * @param prefix - of the database that holds the events
 */
export async function measureExport(
  postgres: TestPostgres,
  prefix: string,
  rounds: number,
): Promise<Row[]> {
  const client = await postgres.connect(`${prefix}ai-credits`);
  const backend = await BackendProcess.start({
    database: { client: 'pg', connection: postgres.connection, prefix },
    portFrom: 17507,
  });
  let lines = 0;
  const growths: number[] = [];
  const read = async (query: string) => {
    const response = await fetch(
      `${backend.url}/api/ai-credits/v1/transactions/export${query}`,
      { headers: { authorization: `Bearer ${backend.token}` } },
    );
    if (!response.ok || !response.body) {
      throw new Error(`The export answered ${response.status}`);
    }
    let found = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      // Searched natively: the reader shares the processor with what is measured.
      let at = chunk.indexOf(10);
      while (at >= 0) {
        found += 1;
        at = chunk.indexOf(10, at + 1);
      }
    }
    return found - 1;
  };
  const grownBy = async (work: () => Promise<unknown>) => {
    const before = residentMegabytes(backend.pid);
    let most = before;
    let working = true;
    const watched = (async () => {
      while (working) {
        most = Math.max(most, residentMegabytes(backend.pid));
        await sleep(EVERY);
      }
    })();
    await work();
    working = false;
    await watched;
    return most - before;
  };
  try {
    // The heap of a process grows to what any traffic makes of it; what an export
    // takes is what comes on top, of a process that has done as much before.
    const fresh = await grownBy(() => read(''));
    const figures = await interleave(
      [
        {
          name: 'the log as CSV',
          run: async () => {
            const started = performance.now();
            growths.push(
              await grownBy(async () => {
                lines = await read('');
              }),
            );
            return lines / ((performance.now() - started) / 1000);
          },
        },
        {
          name: 'COPY TO STDOUT',
          run: async () => {
            const started = performance.now();
            const { rows } = await client.query(
              'select count(*)::int as count from usage_event',
            );
            const counted = performance.now() - started;
            await copyOut(client);
            return (
              rows[0].count / ((performance.now() - started - counted) / 1000)
            );
          },
        },
      ],
      rounds,
    );
    const count = lines.toLocaleString('en-US');
    return [
      ratioRow(
        `export of ${count} transactions as CSV`,
        figures,
        ['the log as CSV', 'COPY TO STDOUT'],
        0.3,
      ),
      boundRow(
        `memory of a backend that exports ${count} transactions`,
        growths,
        'MB',
        64,
        `resident memory above that before; the first export after a start grows it by ${formatFigure(
          fresh,
        )} MB`,
      ),
    ];
  } finally {
    await backend.stop();
    await client.end();
  }
}

/** What PostgreSQL writes of the rows, read and thrown away. */
async function copyOut(
  client: Awaited<ReturnType<TestPostgres['connect']>>,
): Promise<void> {
  const { connection } = client as unknown as {
    connection: {
      on(event: 'copyData', listener: () => void): void;
      removeListener(event: 'copyData', listener: () => void): void;
    };
  };
  const drop = () => undefined;
  connection.on('copyData', drop);
  await client.query('copy usage_event to stdout (format csv)');
  connection.removeListener('copyData', drop);
}
