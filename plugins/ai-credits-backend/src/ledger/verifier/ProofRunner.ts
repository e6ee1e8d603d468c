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

import { LoggerService } from '@backstage/backend-plugin-api';
import { IntegrityResponse } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { ledgerStore } from '../../database/LedgerStore';
import { readInteger, readOptionalInteger } from '../../database/numbers';
import { EpochMs } from '../types';
import { VerifyResult } from './verifyAccount';

/** Runs proofs and remembers them. */
export class ProofRunner {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  readonly #verify: (
    account: string,
    signal?: AbortSignal,
  ) => Promise<VerifyResult>;
  readonly #now: () => EpochMs;
  readonly #running = new Map<string, Promise<IntegrityResponse>>();
  readonly #since = new Map<string, EpochMs>();

  static create(options: {
    knex: Knex;
    logger: LoggerService;
    verify(account: string, signal?: AbortSignal): Promise<VerifyResult>;
    now?: () => EpochMs;
  }): ProofRunner {
    return new ProofRunner(options);
  }

  private constructor(options: Parameters<typeof ProofRunner.create>[0]) {
    this.#knex = options.knex;
    this.#logger = options.logger;
    this.#verify = options.verify;
    this.#now = options.now ?? Date.now;
  }

  /** The last finished proof, or that there is none. */
  async last(account: string): Promise<IntegrityResponse> {
    const { id } = await ledgerStore.account(this.#knex, account);
    const row = await this.#knex('proof')
      .where('account_id', id)
      .whereNotNull('finished_at')
      .orderBy('id', 'desc')
      .first();
    if (!row) {
      return { status: 'never', blocks: 0, entries: 0, findings: [] };
    }
    const finished = readOptionalInteger(row.finished_at) ?? 0;
    return {
      status: row.status,
      verifiedAt: new Date(finished).toISOString(),
      durationMs: finished - readInteger(row.started_at),
      blocks: readInteger(row.blocks),
      entries: readInteger(row.entries),
      head: row.head ?? undefined,
      findings: JSON.parse(row.findings),
    };
  }

  /** Runs a proof and waits for it; a second call joins the one under way in this process. */
  async verify(
    account: string,
    signal?: AbortSignal,
  ): Promise<IntegrityResponse> {
    let running = this.#running.get(account);
    if (!running) {
      this.#since.set(account, this.#now());
      running = this.#run(account, signal).finally(() => {
        this.#running.delete(account);
        this.#since.delete(account);
      });
      this.#running.set(account, running);
    }
    return running;
  }

  /** When the proof began that is under way in this process, if one is. */
  runningSince(account: string): EpochMs | undefined {
    return this.#since.get(account);
  }

  async #run(
    account: string,
    signal?: AbortSignal,
  ): Promise<IntegrityResponse> {
    const { id: accountId } = await ledgerStore.account(this.#knex, account);
    const startedAt = this.#now();
    const result = await this.#verify(account, signal);
    await this.#knex('proof').insert({
      account_id: accountId,
      started_at: startedAt,
      finished_at: this.#now(),
      status: result.findings.length ? 'differs' : 'clean',
      blocks: result.blocks,
      entries: result.entries,
      head: result.head,
      findings: JSON.stringify(result.findings),
    });
    if (result.findings.length) {
      this.#logger.error('The journal does not add up', {
        account,
        findings: JSON.stringify(result.findings.slice(0, 5)),
      });
    }
    return this.last(account);
  }
}
