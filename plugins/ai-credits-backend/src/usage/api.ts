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
  AccountOverview,
  AnalyticsResponse,
  analyticsQuerySchema,
  Balance,
  Feedback,
  FeedbackResponse,
  Transaction,
  transactionsQuerySchema,
  TransactionsResponse,
  TransactionStory,
} from 'backstage-plugin-ai-credits-common';
import type { z } from 'zod';
import type { EpochMs } from '../ledger/types';

/**
 * The usage that a caller may see; every answer is filtered by it in the
 * database. `any` sees what one of its users did, or one of its teams or
 * departments paid for; a department counts wherever it stands above the
 * team. An `any` without names sees nothing. All names are entity refs.
 */
export type VisibleUsage =
  | { kind: 'all' }
  | {
      kind: 'any';
      users: readonly string[];
      teams: readonly string[];
      departments: readonly string[];
    };

/** A question after parsing; the account inside it is ignored here. */
export type Question = z.output<typeof analyticsQuerySchema>;

/** A page of the log after parsing; the account inside it is ignored here. */
export type TransactionFilter = z.output<typeof transactionsQuerySchema>;

/** An answer, and where it was read: a rollup's name or `events`. */
export type Answer = AnalyticsResponse & { source: string };

/** The figures of a balance that come from usage. */
export type PeriodUsage = Pick<
  Balance,
  'used' | 'averageDaily' | 'activeProducts' | 'trend'
> & {
  /** The part of `used` that no lot paid for. */
  usedOfExcess: string;
};

/** Lifetime figures, without what comes from configuration. */
export type UsageOverview = Omit<AccountOverview, 'organization' | 'plan'>;

/**
 * The questions asked of stored usage. Accounts are named; one that nothing
 * was ever posted to answers with nothing, not with an error.
 */
export interface UsageQueries {
  /**
   * Answers a question. Everything committed before `asOf` is in the answer.
   *
   * @throws InputError when the range is too long for the granularity
   */
  analytics(
    account: string,
    question: Question,
    visible: VisibleUsage,
  ): Promise<Answer>;
  /**
   * A page of the log, in the order asked for.
   *
   * @throws InputError for a cursor that is malformed or of another query
   */
  transactions(
    account: string,
    filter: TransactionFilter,
    visible: VisibleUsage,
  ): Promise<TransactionsResponse>;
  /** All pages one after the other, a page in memory at a time; `limit` and `cursor` are ignored. */
  exportTransactions(
    account: string,
    filter: TransactionFilter,
    visible: VisibleUsage,
    signal?: AbortSignal,
  ): AsyncGenerator<Transaction[]>;
  /** @throws NotFoundError when there is none, or the caller may not see it */
  transaction(
    account: string,
    transactionId: string,
    visible: VisibleUsage,
  ): Promise<TransactionStory>;
  /** Lifetime figures of the account. */
  accountOverview(account: string): Promise<UsageOverview>;
  /** Use of the month that holds `now`, compared with the same part of the month before. */
  periodUsage(account: string, now?: EpochMs): Promise<PeriodUsage>;
  /** Writes down what became of events; one that is not visible counts as unknown. */
  feedback(
    account: string,
    list: readonly Feedback[],
    visible: VisibleUsage,
  ): Promise<FeedbackResponse>;
}
