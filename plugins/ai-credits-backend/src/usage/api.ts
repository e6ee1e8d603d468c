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
  Balance,
  Feedback,
  FeedbackResponse,
  Transaction,
  analyticsQuerySchema,
  transactionsQuerySchema,
} from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';

/**
 * Which usage a reader may see. It becomes part of the query; nothing is
 * filtered afterwards. `any` shows rows of one of the people, teams or
 * departments, and nothing when all three are empty.
 */
export type VisibleUsage =
  | { kind: 'all' }
  | {
      kind: 'any';
      users: readonly string[];
      teams: readonly string[];
      departments: readonly string[];
    };

/** A parsed `analytics/query` body, the account apart. */
export type ParsedAnalyticsQuery = Omit<
  z.output<typeof analyticsQuerySchema>,
  'account'
>;

/** A parsed query of the transaction log, the account apart. */
export type ParsedTransactionsQuery = Omit<
  z.output<typeof transactionsQuerySchema>,
  'account'
>;

/** The figures of `GET /v1/balance` that come from usage. */
export type PeriodUsage = Pick<
  Balance,
  'used' | 'averageDaily' | 'activeProducts' | 'trend'
>;

/**
 * The questions asked of usage, and the feedback that arrives after it.
 * Methods throw `InputError`, `NotFoundError`.
 */
export interface UsageQueries {
  analytics(
    account: string,
    query: ParsedAnalyticsQuery,
    visible: VisibleUsage,
  ): Promise<AnalyticsResponse>;
  /** One page of the transaction log, newest first. */
  transactions(
    account: string,
    query: ParsedTransactionsQuery,
    visible: VisibleUsage,
  ): Promise<{ transactions: Transaction[]; nextCursor?: string }>;
  /**
   * @throws NotFoundError when there is none, or the reader may not see it
   */
  transaction(id: string, visible: VisibleUsage): Promise<Transaction>;
  /** Every transaction that the query's filters match, newest first, read page by page; `cursor` and `limit` are ignored. */
  exportTransactions(
    account: string,
    query: ParsedTransactionsQuery,
    visible: VisibleUsage,
  ): AsyncIterable<Transaction>;
  /** Lifetime figures; the organisation and plan are added by the caller. */
  accountOverview(
    account: string,
  ): Promise<Omit<AccountOverview, 'account' | 'organization' | 'plan'>>;
  periodUsage(account: string): Promise<PeriodUsage>;
  feedback(
    account: string,
    list: readonly Feedback[],
  ): Promise<FeedbackResponse>;
}
