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
import { foldUsage } from '../../plugins/ai-credits-backend/src/usage/fold';
import { DuckCopy } from './duckdb';
import { boundRow, interleave, ratioRow, Row, secondsOf } from './harness';
import { preload } from './preload';
import { measureQuestions, measureQuestionsOverHttp } from './questions';
import { createService, measureRecord, Service } from './service';
import { BenchSettings } from './settings';

/** Of the database that a backend process opens, too. */
const PREFIX = 'stored_';

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
    const { id: accountId } = await full.knex('account').first('id');
    return [
      ratioRow(
        `charging with ${settings.rows.toLocaleString('en-US')} events stored`,
        figures,
        ['a full table', 'an empty table'],
        0.9,
      ),
      await measureFold(full, settings),
      ...(await questions(postgres, full, accountId)),
      await measureQuestionsOverHttp(postgres, PREFIX),
    ];
  } finally {
    await empty.close();
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

/** Brings all that is stored into the rollups, in as many parts as there are rounds. */
async function measureFold(
  { knex }: Service,
  { rounds }: BenchSettings,
): Promise<Row> {
  const { id: accountId } = await knex('account').first('id');
  const [{ count: blocks }] = await knex('journal_block').count();
  const [{ count: events }] = await knex('usage_event').count();
  const perEvent: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const before = await foldedBlocks(knex, accountId);
    const seconds = await secondsOf(() =>
      foldUsage({
        knex,
        accountId,
        maxBlocks:
          round < rounds ? Math.ceil(Number(blocks) / rounds) : Infinity,
      }),
    );
    const folded =
      ((await foldedBlocks(knex, accountId)) - before) *
      (Number(events) / Number(blocks));
    perEvent.push((seconds * 1e6) / folded);
    console.log(
      `  ${round}/${rounds}  fold: ${perEvent[round - 1].toFixed(
        2,
      )} µs an event`,
    );
  }
  return boundRow(
    'fold of all rollups, per event',
    perEvent,
    'µs',
    4,
    `${Number(events).toLocaleString('en-US')} events`,
  );
}

async function foldedBlocks(
  knex: Service['knex'],
  accountId: number,
): Promise<number> {
  const row = await knex('fold_state').where('account_id', accountId).first();
  return Number(row?.block ?? 0);
}

async function fill(
  postgres: TestPostgres,
  database: string,
  rows: number,
): Promise<Service> {
  const writer = await createService(postgres, database, 1);
  const client = await postgres.connect(database);
  const started = Date.now();
  await preload(writer, client, rows);
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
