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

import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { startPostgres } from '../../scripts/lib/postgres';

type Server = Awaited<ReturnType<typeof startPostgres>>;

/**
 * An embedded PostgreSQL of one test or measurement: durable as in
 * production, on loopback, its data gone at the end. It can be made to crash.
 */
export class TestPostgres {
  private constructor(
    private readonly folder: string,
    private server: Server,
  ) {}

  static async start(): Promise<TestPostgres> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ai-credits-test-'));
    // PostgreSQL runs as another user when a test runs as root, and must get in.
    chmodSync(folder, 0o755);
    const server = await startPostgres({
      dataDir: path.join(folder, 'postgres'),
    });
    return new TestPostgres(folder, server);
  }

  get connection() {
    const { host, port, user, password } = this.server;
    return { host, port, user, password };
  }

  /** The address of one database, for clients that take one text. */
  url(database: string): string {
    return `${this.server.url}/${database}`;
  }

  async createDatabase(name: string): Promise<void> {
    const client = await this.connect('postgres');
    try {
      await client.query(`create database "${name}"`);
    } finally {
      await client.end();
    }
  }

  async connect(database: string): Promise<Client> {
    const client = new Client({ ...this.connection, database });
    await client.connect();
    return client;
  }

  /**
   * Stops PostgreSQL at once, as a power cut would: nothing is written out and
   * the log is replayed at the next start, on the same port.
   */
  async crashAndRestart(pauseMs: number): Promise<void> {
    const { dataDir, port } = this.server;
    const pidFile = path.join(dataDir, 'postmaster.pid');
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    await this.server.exited;
    await new Promise(resolve => setTimeout(resolve, pauseMs));
    this.server = await startPostgres({ dataDir, port });
  }

  async stop(): Promise<void> {
    const { dataDir } = this.server;
    await this.server.stop();
    for (const target of [dataDir, `${dataDir}.password`, this.folder]) {
      if (existsSync(target)) {
        rmSync(target, { recursive: true, force: true });
      }
    }
  }
}
