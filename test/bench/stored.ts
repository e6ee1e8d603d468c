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

import { TestPostgres } from '../support/postgres';
import { DuckCopy } from './duckdb';
import { measureExport } from './exporting';
import { benchFold, foldAll } from './fold';
import { interleave, ratioRow, Row } from './harness';
import { preload } from './preload';
import { measureQuestions, measureQuestionsOverHttp } from './questions';
import { createService, measureRecord, Service } from './service';
import { BenchSettings } from './settings';

/** Of the database that a backend process opens, too. */
const PREFIX = 'stored_';
/** Over which the events are spread. */
const DAYS = 90;

/** What changes when many events are stored: charging, folding and questions. */
export async function benchStored(
  postgres: TestPostgres,
  settings: BenchSettings,
): Promise<Row[]> {
  const empty = await createService(postgres, 'stored_none', 1);
  const full = await fill(postgres, `${PREFIX}ai-credits`, settings.rows);
  let run = 0;
  const record = (service: Service) => () =>
    measureRecord(
      service,
      `stored-${(run += 1)}`,
      settings.quick ? 15_000 : 50_000,
    );
  try {
    await measureRecord(empty, 'warm', 5_000);
    await measureRecord(full, 'warm', 5_000);
    const figures = await interleave(
      [
        { name: 'an empty table', run: record(empty) },
        { name: 'a full table', run: record(full) },
      ],
      settings.rounds,
    );
    await foldAll(full);
    const { id: accountId } = await full.knex('account').first('id');
    return [
      ratioRow(
        `charging with ${settings.rows.toLocaleString('en-US')} events stored`,
        figures,
        ['a full table', 'an empty table'],
        0.9,
      ),
      await benchFold(postgres, settings),
      ...(await questions(postgres, full, accountId)),
      await measureQuestionsOverHttp(postgres, PREFIX),
      ...(await measureExport(postgres, PREFIX, settings.rounds)),
    ];
  } finally {
    await empty.close();
    await full.close();
  }
}

/** The questions alone, of as many events. */
export async function benchQuestions(
  postgres: TestPostgres,
  settings: BenchSettings,
): Promise<Row[]> {
  const full = await fill(postgres, `${PREFIX}ai-credits`, settings.rows);
  try {
    await foldAll(full);
    const { id: accountId } = await full.knex('account').first('id');
    return [
      ...(await questions(postgres, full, accountId)),
      await measureQuestionsOverHttp(postgres, PREFIX),
    ];
  } finally {
    await full.close();
  }
}

/** The questions here and in DuckDB, on the same events. */
async function questions(
  postgres: TestPostgres,
  { knex }: Service,
  accountId: number,
): Promise<Row[]> {
  const client = await postgres.connect(`${PREFIX}ai-credits`);
  const duck = await DuckCopy.of(client);
  await client.end();
  try {
    return await measureQuestions(knex, accountId, duck);
  } finally {
    await duck.close();
  }
}

async function fill(
  postgres: TestPostgres,
  database: string,
  rows: number,
): Promise<Service> {
  const writer = await createService(postgres, database, 1);
  const client = await postgres.connect(database);
  const started = Date.now();
  await preload(writer, client, rows, DAYS);
  console.log(
    `  ${rows.toLocaleString('en-US')} events stored in ${Math.round(
      (Date.now() - started) / 1000,
    )} s`,
  );
  await client.end();
  await writer.close();
  // A service that has not seen the numbers before they were moved on.
  return Service.open({ ...postgres.connection, database });
}
