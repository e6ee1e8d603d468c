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

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What has been sent and what became of it. */
export interface Totals {
  sent: number;
  charged: number;
  duplicates: number;
  rejected: number;
  /** Micro-credits of what was charged, as a decimal string. */
  credits: string;
}

export const NOTHING: Totals = {
  sent: 0,
  charged: 0,
  duplicates: 0,
  rejected: 0,
  credits: '0',
};

/** How far the replay of one file to one portal has come. */
export interface ReplayState {
  /** Over everything that decides what is sent; another one starts over. */
  fingerprint: string;
  /** Rows that were answered, from the first on. */
  rows: number;
  finished: boolean;
  totals: Totals;
  /** What `--shift-to` came to, by its value, so that a later run sends the same times. */
  shifts: Record<string, number>;
}

/** Hash of a list of texts. */
export function fingerprintOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** Keeps the state of one replay in a file. */
export class StateFile {
  private constructor(readonly path: string) {}

  /** @param key - what tells replays apart: file, source and portal */
  static at(folder: string, key: readonly string[]): StateFile {
    return new StateFile(
      path.join(folder, `${fingerprintOf(key).slice(0, 24)}.json`),
    );
  }

  /** The state, or undefined when there is none that can be read. */
  read(): ReplayState | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as ReplayState;
    } catch {
      return undefined;
    }
  }

  /** Replaces the file as a whole, so that an interruption leaves the old or the new one. */
  write(state: ReplayState): void {
    mkdirSync(path.dirname(this.path), { recursive: true });
    const next = `${this.path}.${process.pid}.next`;
    writeFileSync(next, JSON.stringify(state));
    renameSync(next, this.path);
  }
}
