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
import { TestPostgres } from '../support/postgres';
import { secondsOf } from './harness';

const ROWS_PER_STATEMENT = 1_000;

interface Column {
  name: string;
  type: string;
}

/**
 * L: the rate at which one connection inserts the rows of charges, usage and
 * journal, by `unnest`, 1,000 a statement, autocommit. Its tables are copies of
 * the plugin's, with a primary key each and a BRIN index on time, and nothing
 * else.
 */
export class InsertLimit {
  private next = 1;

  private constructor(
    private readonly client: Client,
    private readonly statement: string,
    private readonly usage: Column[],
    private readonly journal: Column[],
  ) {}

  /** @param database - one that holds the plugin's tables */
  static async create(
    postgres: TestPostgres,
    database: string,
  ): Promise<InsertLimit> {
    const client = await postgres.connect(database);
    const usage = await copyTable(client, 'usage_event', 'id', 'occurred_at');
    const journal = await copyTable(
      client,
      'journal_entry',
      'account_id, seq',
      'occurred_at',
    );
    const insert = (table: string, columns: Column[], offset: number) =>
      `insert into limit_${table} (${columns
        .map(({ name }) => name)
        .join(', ')}) select * from unnest(${columns
        .map(({ type }, n) => `$${offset + n + 1}::${type}[]`)
        .join(', ')})`;
    return new InsertLimit(
      client,
      `with u as (${insert('usage_event', usage, 0)}) ${insert(
        'journal_entry',
        journal,
        usage.length,
      )}`,
      usage,
      journal,
    );
  }

  /** Charges' rows per second over so many. */
  async run(rows: number): Promise<number> {
    const seconds = await secondsOf(async () => {
      for (let done = 0; done < rows; done += ROWS_PER_STATEMENT) {
        await this.client.query(this.statement, this.makeRows());
      }
    });
    await this.client.query('truncate limit_usage_event, limit_journal_entry');
    return rows / seconds;
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private makeRows(): string[] {
    const first = this.next;
    this.next += ROWS_PER_STATEMENT;
    const now = Date.now();
    const literal = (value: (n: number) => string | number) => {
      let text = '{';
      for (let n = 0; n < ROWS_PER_STATEMENT; n++) {
        text += (n ? ',' : '') + value(first + n);
      }
      return `${text}}`;
    };
    return [...this.usage, ...this.journal].map(({ name, type }) => {
      switch (name) {
        case 'id':
        case 'seq':
        case 'usage_id':
          return literal(n => n);
        case 'account_id':
          return literal(() => 1);
        case 'block':
          return literal(n => Math.floor(n / ROWS_PER_STATEMENT));
        case 'occurred_at':
          return literal(n => now + (n % 1000));
        case 'event_id':
          return literal(n => `"event-${n}"`);
        case 'item':
          return literal(n => `"sku-${n % 1000}"`);
        default:
          if (type === 'text' || OPTIONAL.has(name)) {
            return literal(() => 'NULL');
          }
          return literal(n => (n * 7) % (type === 'smallint' ? 3 : 500));
      }
    });
  }
}

/** Columns that stay empty in an ordinary charge. */
const OPTIONAL = new Set([
  'free',
  'purchased',
  'other',
  'excess',
  'refund_of',
  'actor_id',
  'first_token_ms',
  'outcome',
  'quality',
  'rating',
]);

async function copyTable(
  client: Client,
  table: string,
  key: string,
  time: string,
): Promise<Column[]> {
  await client.query(`drop table if exists limit_${table}`);
  await client.query(`create table limit_${table} (like ${table})`);
  await client.query(`alter table limit_${table} add primary key (${key})`);
  await client.query(
    `create index on limit_${table} using brin (${time}) with (pages_per_range = 32)`,
  );
  const { rows } = await client.query<Column>(
    `select attname as name, format_type(atttypid, null) as type
       from pg_attribute
      where attrelid = 'limit_${table}'::regclass and attnum > 0 and not attisdropped
      order by attnum`,
  );
  return rows;
}
