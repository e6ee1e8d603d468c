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

import { Client } from 'pg';
import { eventMaker } from '../support/events';
import { Service } from './service';

const BLOCK = 1_000;
/** Batch numbers are multiplied by this to make usage ids. */
const IDS_PER_BATCH = 4_096;
const CHUNK = 200_000;

/**
 * Fills the ledger's tables with events over the last days, as fast as
 * PostgreSQL can copy rows: some thousand real charges are multiplied, each
 * copy at a time and under a key of its own. The books do not prove afterwards
 * (blocks are not hashed); every table and index has the size it would have.
 */
export async function preload(
  service: Service,
  client: Client,
  rows: number,
  days: number,
): Promise<void> {
  const templates = Math.min(50_000, Math.max(5_000, Math.floor(rows / 20)));
  const next = eventMaker({ prefix: 'template', seed: 1 });
  for (let done = 0; done < templates; done += 1_000) {
    await service.record(Array.from({ length: 1_000 }, next));
  }
  const start = await startingPoint(client);
  const usage = await columnsOf(client, 'usage_event');
  const journal = await columnsOf(client, 'journal_entry');
  const now = Date.now();
  await client.query(
    `create unlogged table preload_template as
       select row_number() over (order by e.seq) - 1 as place, u.id as usage_id, e.seq
         from usage_event u join journal_entry e on e.usage_id = u.id`,
  );
  await client.query('create unique index on preload_template (place)');
  const {
    rows: [{ count }],
  } = await client.query('select count(*)::int as count from preload_template');

  for (let from = 0; from < rows; from += CHUNK) {
    const to = Math.min(rows, from + CHUNK) - 1;
    // n counts copies; time grows with n, so that old events come first as they do in life.
    const copies = `
      select n,
             ${
               start.batch
             }::bigint * ${IDS_PER_BATCH} + (n / ${BLOCK})::bigint * ${IDS_PER_BATCH} + n % ${BLOCK} as new_id,
             ${start.seq}::bigint + 1 + n as new_seq,
             ${start.block}::bigint + 1 + n / ${BLOCK} as new_block,
             ${now}::bigint - ${
      days * 86_400_000
    }::bigint + (n::float8 / ${rows} * ${days * 86_400_000})::bigint as at,
             t.usage_id as template_usage, t.seq as template_seq
        from generate_series(${from}, ${to}) n
        join preload_template t on t.place = (n::bigint * 48271 % ${count})`;
    await client.query(
      `insert into usage_event (${usage.join(', ')})
       select ${usage.map(name => usageValue(name)).join(', ')}
         from (${copies} offset 0) c join usage_event u on u.id = c.template_usage order by c.n`,
    );
    await client.query(
      `insert into usage_key (key, fingerprint, usage_id)
       select md5('preload' || new_id)::uuid, md5('content' || new_id)::uuid, new_id from (${copies}) c`,
    );
    await client.query(
      `insert into journal_entry (${journal.join(', ')})
       select ${journal.map(name => journalValue(name)).join(', ')}
         from (${copies} offset 0) c join journal_entry e on e.seq = c.template_seq order by c.n`,
    );
    await client.query(
      `insert into journal_block (account_id, number, previous_hash, hash, first_seq, entries, usage_from, usage_to, created_at)
       select 1, new_block, '', '', min(new_seq), count(*), min(new_id), max(new_id), max(at)
         from (${copies}) c group by new_block order by new_block`,
    );
  }
  await client.query('drop table preload_template');
  const blocks = Math.ceil(rows / BLOCK);
  await client.query(
    `update account set version = version + ${blocks}, last_seq = last_seq + ${rows}, last_block = last_block + ${blocks}`,
  );
  await client.query(
    `update number_range set next = ${
      start.batch + blocks + 1
    } where name = 'usage_batch'`,
  );
  await client.query('vacuum analyze');
  await client.query('checkpoint');
}

async function startingPoint(
  client: Client,
): Promise<{ batch: number; seq: number; block: number }> {
  const { rows } = await client.query(
    `select (select next from number_range where name = 'usage_batch') as batch, last_seq as seq, last_block as block from account`,
  );
  const [{ batch, seq, block }] = rows;
  return { batch: Number(batch), seq: Number(seq), block: Number(block) };
}

async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query(
    `select attname from pg_attribute
      where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      order by attnum`,
  );
  return rows.map(({ attname }) => attname);
}

function usageValue(name: string): string {
  switch (name) {
    case 'id':
      return 'c.new_id';
    case 'occurred_at':
      return 'c.at';
    case 'hour':
      return '(c.at / 3600000 * 60)::int';
    case 'day':
      return `to_char(to_timestamp(c.at / 1000) at time zone 'UTC', 'YYYYMMDD')::int`;
    case 'event_id':
      return `'preload-' || c.n`;
    default:
      return `u.${name}`;
  }
}

function journalValue(name: string): string {
  return (
    { seq: 'c.new_seq', block: 'c.new_block', usage_id: 'c.new_id' }[name] ??
    `e.${name}`
  );
}
