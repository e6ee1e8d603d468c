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

import { foldUsage } from '../../plugins/ai-credits-backend/src/usage/fold';
import { TestPostgres } from '../support/postgres';
import { boundRow, Row, secondsOf } from './harness';
import { preload } from './preload';
import { createService, Service } from './service';
import { BenchSettings } from './settings';

const DATABASE = 'fold';
/** What the fold costs depends on how many events share a row of a rollup: as many as with ten million events in 90 days. */
const EVENTS_A_DAY = 10_000_000 / 90;

/** Brings events into the rollups, in as many parts as there are rounds. */
export async function benchFold(
  postgres: TestPostgres,
  { quick, rounds }: BenchSettings,
): Promise<Row> {
  const events = quick ? 300_000 : 1_000_000;
  const service = await createService(postgres, DATABASE, 1);
  const client = await postgres.connect(DATABASE);
  try {
    await preload(service, client, events, events / EVENTS_A_DAY);
    // The charges that were multiplied are all of one moment; they do not count.
    const [{ count: own }] = await service
      .knex('journal_block')
      .where('hash', '<>', '')
      .count();
    await foldBlocks(service, Number(own));
    const part = events / 1_000 / rounds;
    const perEvent: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const before = await foldedBlock(service);
      const seconds = await secondsOf(() =>
        foldBlocks(service, round < rounds ? part : Infinity),
      );
      const folded = ((await foldedBlock(service)) - before) * 1_000;
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
      `${events.toLocaleString('en-US')} events, ${Math.round(
        EVENTS_A_DAY,
      ).toLocaleString('en-US')} a day`,
    );
  } finally {
    await client.end();
    await service.close();
  }
}

/** Brings all that is stored into the rollups. */
export async function foldAll(service: Service): Promise<void> {
  await foldBlocks(service, Infinity);
}

async function foldBlocks({ knex }: Service, maxBlocks: number): Promise<void> {
  const { id: accountId } = await knex('account').first('id');
  await foldUsage({ knex, accountId, maxBlocks });
}

async function foldedBlock({ knex }: Service): Promise<number> {
  const row = await knex('rollup_state').first('through_block');
  return Number(row?.through_block ?? 0);
}
