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

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { TestPostgres } from '../support/postgres';
import { secondsOf } from './harness';

const SCALE = 16;
const DATABASE = 'tpcb';

/** The yardstick of other transaction systems: pgbench's tpcb-like with 16 clients. */
export interface Tpcb {
  /** What ran it. */
  tool: string;
  /** Transactions per second. */
  run: (seconds: number) => Promise<number>;
}

/** Prepares the database, with pgbench if the machine has one, else with the same statements from here. */
export async function createTpcb(postgres: TestPostgres): Promise<Tpcb> {
  await postgres.createDatabase(DATABASE);
  const pgbench = findPgbench();
  return pgbench ? withPgbench(pgbench, postgres) : withOwnClients(postgres);
}

function findPgbench(): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...(existsSync('/usr/lib/postgresql')
      ? readdirSync('/usr/lib/postgresql').map(
          version => `/usr/lib/postgresql/${version}/bin`,
        )
      : []),
  ];
  return folders
    .map(folder => path.join(folder, 'pgbench'))
    .find(file => existsSync(file));
}

async function withPgbench(
  file: string,
  postgres: TestPostgres,
): Promise<Tpcb> {
  const { host, port, user, password } = postgres.connection;
  const at = ['-h', host, '-p', `${port}`, '-U', user];
  const env = { ...process.env, PGPASSWORD: password };
  const run = promisify(execFile);
  await run(file, [...at, '-i', '-q', '-s', `${SCALE}`, DATABASE], { env });
  const [version] = execFileSync(file, ['--version'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return {
    tool: version,
    run: async seconds => {
      const { stdout } = await run(
        file,
        [
          ...[...at, '-n', '-c', '16', '-j', '2', '-T', `${seconds}`],
          ...['-b', 'tpcb-like', DATABASE],
        ],
        { env },
      );
      const tps = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
      if (!tps) {
        throw new Error(`pgbench said no rate:\n${stdout}`);
      }
      return Number(tps);
    },
  };
}

async function withOwnClients(postgres: TestPostgres): Promise<Tpcb> {
  const clients = await Promise.all(
    Array.from({ length: 16 }, () => postgres.connect(DATABASE)),
  );
  const [first] = clients;
  for (const [table, rows] of [
    ['branches', SCALE],
    ['tellers', SCALE * 10],
    ['accounts', SCALE * 100_000],
  ] as const) {
    await first.query(
      `create table ${table} (id int primary key, balance int not null, filler char(84)) with (fillfactor = 100)`,
    );
    await first.query(
      `insert into ${table} select n, 0, '' from generate_series(1, ${rows}) n`,
    );
    await first.query(`vacuum analyze ${table}`);
  }
  await first.query(
    'create table history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))',
  );
  return {
    tool: "tpcb-like's statements from 16 connections of node-postgres",
    run: async seconds => {
      let transactions = 0;
      const taken = await secondsOf(async () => {
        const end = Date.now() + seconds * 1000;
        await Promise.all(
          clients.map(async client => {
            while (Date.now() < end) {
              await tpcbTransaction(client);
              transactions += 1;
            }
          }),
        );
      });
      return transactions / taken;
    },
  };
}

async function tpcbTransaction(client: Client): Promise<void> {
  const upTo = (max: number) => 1 + Math.floor(Math.random() * max);
  const account = upTo(SCALE * 100_000);
  const teller = upTo(SCALE * 10);
  const branch = upTo(SCALE);
  const delta = upTo(10_001) - 5_001;
  await client.query('begin');
  await client.query(
    'update accounts set balance = balance + $1 where id = $2',
    [delta, account],
  );
  await client.query('select balance from accounts where id = $1', [account]);
  await client.query(
    'update tellers set balance = balance + $1 where id = $2',
    [delta, teller],
  );
  await client.query(
    'update branches set balance = balance + $1 where id = $2',
    [delta, branch],
  );
  await client.query(
    'insert into history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, now())',
    [teller, branch, account, delta],
  );
  await client.query('commit');
}
