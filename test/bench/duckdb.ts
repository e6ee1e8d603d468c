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

import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Client } from 'pg';

/** What the questions read of an event, in the order of the copy. */
const COLUMNS = [
  'id',
  'occurred_at',
  'day',
  'hour',
  'user_id',
  'team_id',
  'service_id',
  'product_id',
  'action_id',
  'model_id',
  'status',
  'credits',
  'requests',
  'input_tokens',
  'output_tokens',
  'latency_ms',
] as const;

/** Rows that are read from PostgreSQL at once. */
const STRETCH = 50_000;

/**
 * The same events in DuckDB, a database made for such questions: what the
 * rollups have to beat on the raw rows.
 */
export class DuckCopy {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;

  /** Copies the events that the questions are asked of. */
  static async of(client: Client): Promise<DuckCopy> {
    const folder = await mkdtemp(join(tmpdir(), 'ai-credits-bench-'));
    const file = join(folder, 'events.csv');
    await writeCsv(client, file);
    const dims = await client.query('select id, kind, ref from dim');
    const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'));
    const connection = await instance.connect();
    await connection.run(
      `create table usage_event as select * from read_csv('${file}', header = false, names = [${COLUMNS.map(
        name => `'${name}'`,
      ).join(', ')}], types = {${COLUMNS.map(
        name => `'${name}': '${name === 'status' ? 'SMALLINT' : 'BIGINT'}'`,
      ).join(', ')}})`,
    );
    await connection.run(
      'create table dim (id integer, kind smallint, ref varchar)',
    );
    for (const { id, kind, ref } of dims.rows) {
      await connection.run('insert into dim values ($1, $2, $3)', [
        id,
        kind,
        ref,
      ]);
    }
    return new DuckCopy(instance, connection, folder);
  }

  private constructor(
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    folder: string,
  ) {
    this.#instance = instance;
    this.#connection = connection;
    this.#folder = folder;
  }

  /** Asks a question written for PostgreSQL; `:from` and `:to` are epoch milliseconds. */
  async ask(
    sql: string,
    bound: { from: number; to: number },
  ): Promise<Array<Record<string, unknown>>> {
    const reader = await this.#connection.runAndReadAll(
      sql
        .replaceAll(':from', String(bound.from))
        .replaceAll(':to', String(bound.to))
        .replace(
          /percentile_cont\(array(\[[^\]]*\])\) within group \(order by ([^)]*)\)/,
          'quantile_cont($2, $1)',
        ),
    );
    return reader.getRowObjects();
  }

  async close(): Promise<void> {
    this.#connection.closeSync();
    this.#instance.closeSync();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Reads the events in stretches of their ids, so that memory stays flat. */
async function writeCsv(client: Client, file: string): Promise<void> {
  const out = createWriteStream(file);
  let last = 0;
  for (;;) {
    const { rows } = await client.query({
      text: `select ${COLUMNS.join(
        ', ',
      )} from usage_event where id > $1 and kind = 1 order by id limit ${STRETCH}`,
      values: [last],
      rowMode: 'array',
    });
    if (!rows.length) {
      break;
    }
    last = Number(rows[rows.length - 1][0]);
    const text = rows
      .map((row: unknown[]) => row.map(value => value ?? '').join(','))
      .join('\n');
    if (!out.write(`${text}\n`)) {
      await once(out, 'drain');
    }
  }
  out.end();
  await once(out, 'finish');
}
