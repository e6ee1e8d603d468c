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
import { Feedback } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { DbInteger, readInteger } from '../database/numbers';
import { withRetries } from '../database/retry';
import { clockOf } from '../ledger/periods';
import type { EpochMs } from '../ledger/types';
import { answer, QuestionContext } from './analytics';
import {
  Answer,
  Question,
  TransactionFilter,
  UsageQueries,
  VisibleUsage,
} from './api';
import { visibleCondition } from './conditions';
import { writeFeedback } from './feedback';
import { ensureFoldState } from './fold';
import { accountOverview, periodUsage } from './overview';
import { transactionStory } from './story';
import { transactionPage, transactionPages } from './transactions';

/** Runs what answers a question, and answers the same. */
type WatchAnswer = (run: () => Promise<Answer>) => Promise<Answer>;

/** No account has it: nothing was ever posted to an account that has no row. */
const NO_ACCOUNT = 0;

/** Answers questions from the plugin's database. */
export class DatabaseUsageQueries implements UsageQueries {
  readonly #knex: Knex;
  readonly #dictionary: Dictionary;
  readonly #zoneOf: (account: string) => string;
  readonly #logger: LoggerService;
  readonly #watch: WatchAnswer;
  readonly #accountIds = new Map<string, number>();

  /**
   * @param options - `zoneOf` gives the time zone of an account, an IANA name;
   *   it must be the one that usage was stored with
   */
  static create(options: {
    knex: Knex;
    dictionary: Dictionary;
    zoneOf: (account: string) => string;
    logger: LoggerService;
    /** Runs what answers a question, to measure it. */
    watch?: WatchAnswer;
  }): DatabaseUsageQueries {
    return new DatabaseUsageQueries(options);
  }

  private constructor(
    options: Parameters<typeof DatabaseUsageQueries.create>[0],
  ) {
    this.#knex = options.knex;
    this.#dictionary = options.dictionary;
    this.#zoneOf = options.zoneOf;
    this.#logger = options.logger;
    this.#watch = options.watch ?? (run => run());
  }

  async analytics(account: string, question: Question, visible: VisibleUsage) {
    const context = await this.#context(account);
    return this.#watch(() => answer(context, question, visible));
  }

  async transactions(
    account: string,
    filter: TransactionFilter,
    visible: VisibleUsage,
  ) {
    return transactionPage(await this.#context(account), filter, visible);
  }

  async *exportTransactions(
    account: string,
    filter: TransactionFilter,
    visible: VisibleUsage,
    signal?: AbortSignal,
  ) {
    yield* transactionPages(
      await this.#context(account),
      filter,
      visible,
      signal,
    );
  }

  async transaction(
    account: string,
    transactionId: string,
    visible: VisibleUsage,
  ) {
    return transactionStory(
      await this.#context(account),
      transactionId,
      visible,
    );
  }

  async accountOverview(account: string) {
    return accountOverview(await this.#context(account));
  }

  async periodUsage(account: string, now: EpochMs = Date.now()) {
    return periodUsage(await this.#context(account), now);
  }

  async feedback(
    account: string,
    list: readonly Feedback[],
    visible: VisibleUsage,
  ) {
    const { accountId } = await this.#context(account);
    if (accountId === NO_ACCOUNT) {
      return {
        updated: 0,
        unknown: list.map(({ source, id }) => ({ source, id })),
      };
    }
    const visibleOnly = await visibleCondition(
      this.#knex,
      this.#dictionary,
      visible,
    );
    await ensureFoldState(this.#knex, accountId);
    return withRetries(
      () =>
        this.#knex.transaction(trx =>
          writeFeedback(trx, { account, accountId, list, visibleOnly }),
        ),
      this.#logger,
    );
  }

  async #context(
    account: string,
  ): Promise<QuestionContext & { account: string }> {
    return {
      account,
      knex: this.#knex,
      dictionary: this.#dictionary,
      accountId: await this.#accountId(account),
      clock: clockOf(this.#zoneOf(account)),
    };
  }

  async #accountId(account: string): Promise<number> {
    const cached = this.#accountIds.get(account);
    if (cached !== undefined) {
      return cached;
    }
    const row: { id: DbInteger } | undefined = await this.#knex('account')
      .where('name', account)
      .first('id');
    if (!row) {
      return NO_ACCOUNT;
    }
    const id = readInteger(row.id);
    this.#accountIds.set(account, id);
    return id;
  }
}
