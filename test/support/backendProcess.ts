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

import { ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../scripts/lib/processes';

const ROOT = path.resolve(__dirname, '../..');
const READY_MS = 120_000;

// Whoever is stopped takes the backends along: only an orderly exit runs the handlers below.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(1));
}

export interface BackendOptions {
  /** Of `backend.database`. */
  database: object;
  /** Everything under `aiCredits:`. */
  aiCredits?: object;
  /** Ports are looked for from here on. */
  portFrom?: number;
  env?: Record<string, string>;
}

/** One backend with AI Credits, in a process of its own. */
export class BackendProcess {
  private output = '';

  private constructor(
    readonly url: string,
    readonly token: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', chunk => {
        this.output = (this.output + chunk).slice(-20_000);
      });
    }
  }

  /** Starts it and waits until it answers. */
  static async start(options: BackendOptions): Promise<BackendProcess> {
    const port = await findFreePort(options.portFrom ?? 17007);
    const url = `http://127.0.0.1:${port}`;
    const token = randomBytes(24).toString('hex');
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ai-credits-backend-'));
    const config = path.join(folder, 'app-config.yaml');
    writeFileSync(
      config,
      JSON.stringify({
        organization: { name: 'Test' },
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: '127.0.0.1', port },
          database: options.database,
          auth: {
            externalAccess: [
              { type: 'static', options: { token, subject: 'test' } },
            ],
          },
        },
        aiCredits: options.aiCredits ?? {},
      }),
    );
    const child = spawn(
      process.execPath,
      [
        ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
        ...[path.join(__dirname, 'backend.ts'), '--config', config],
      ],
      {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          NODE_ENV: 'production',
          LOG_LEVEL: 'warn',
          ...options.env,
        },
      },
    );
    const backend = new BackendProcess(url, token, child, folder);
    process.once('exit', () => child.kill('SIGKILL'));
    try {
      await backend.waitUntilReady();
    } catch (error) {
      await backend.kill();
      throw error;
    }
    return backend;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The last of what it printed. */
  get log(): string {
    return this.output;
  }

  /** Ends it without a chance to finish anything. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to finish what is under way and end. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.running) {
      const exited = new Promise(resolve => this.child.once('exit', resolve));
      this.child.kill(signal);
      const late = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
      await exited;
      clearTimeout(late);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async waitUntilReady(): Promise<void> {
    const end = Date.now() + READY_MS;
    while (Date.now() < end && this.running) {
      const response = await fetch(
        `${this.url}/.backstage/health/v1/readiness`,
        { signal: AbortSignal.timeout(5_000) },
      ).catch(() => undefined);
      await response?.arrayBuffer();
      if (response?.ok) {
        return;
      }
      await sleep(200);
    }
    throw new Error(`The backend did not come up:\n${this.output}`);
  }
}
