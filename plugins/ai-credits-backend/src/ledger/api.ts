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
  Balance,
  BudgetRequest,
  CreditType,
  GrantRequest,
  Lot,
  MicroCredits,
  PriceBreakdown,
  Refusal,
} from 'backstage-plugin-ai-credits-common';
import type { Tier, UsageFlag } from '../database/vocabulary';
import type { EpochMs } from './types';

/** A usage event after parsing, attribution and rating: ready to be posted. */
export interface RatedUsage {
  /** Idempotency key: uuid text, see `usageKey`. */
  key: string;
  /** uuid text over the content that the sender gave. */
  fingerprint: string;
  id: string;
  source: string;
  occurredAt: EpochMs;
  user?: string;
  team?: string;
  department?: string;
  /** Groups from the team up to the root. */
  path: readonly string[];
  service?: string;
  project?: string;
  product?: string;
  category?: string;
  action?: string;
  useCase?: string;
  provider?: string;
  model?: string;
  quantities: {
    requests: number;
    inputTokens: number;
    outputTokens: number;
    cachedInputTokens: number;
    reasoningTokens: number;
    images: number;
    units: number;
  };
  latencyMs?: number;
  timeToFirstTokenMs?: number;
  status: 'success' | 'failed';
  attempt: number;
  item?: string;
  comment?: string;
  attributes?: Record<string, string | number | boolean>;
  credits: MicroCredits;
  /** What the credits are for; the parts sum to them. */
  breakdown: PriceBreakdown;
  rule: string;
  rateCardVersion: number;
  tier: Tier;
  flags: readonly UsageFlag[];
}

export type RecordOutcome =
  | {
      status: 'charged' | 'duplicate';
      transactionId: string;
      credits: MicroCredits;
      creditType: CreditType;
      overLimit: boolean;
      flags: readonly UsageFlag[];
    }
  | { status: 'conflict' }
  /** It cannot be stored, or would make a sum larger than any amount may be. Nothing was charged. */
  | { status: 'invalid'; error: string };

export type ChargeOutcome =
  | {
      status: 'charged' | 'duplicate';
      transactionId: string;
      credits: MicroCredits;
      creditType: CreditType;
      /** Available after the charge; for a duplicate, available now. */
      balance: MicroCredits;
    }
  | { status: 'conflict' }
  | { status: 'refused'; refusal: Omit<Refusal, 'contacts'> };

export type ReserveOutcome =
  | {
      status: 'held' | 'duplicate';
      reservationId: string;
      held: MicroCredits;
      expiresAt: EpochMs;
    }
  | { status: 'conflict' }
  | { status: 'refused'; refusal: Omit<Refusal, 'contacts'> };

export type SettleOutcome =
  | {
      status: 'settled';
      transactionId: string;
      credits: MicroCredits;
      released: MicroCredits;
      overLimit: boolean;
    }
  /** Only where what goes beyond the hold is authorised. The hold stays. */
  | { status: 'refused'; refusal: Omit<Refusal, 'contacts'> };

export interface GrantOutcome {
  transactionId: string;
  lot?: Lot;
  balance: MicroCredits;
}

/**
 * Everything that changes credits, and the reading of what a change needs.
 * All methods throw the host's errors: `ServiceUnavailableError` when the queue
 * is full, `ConflictError` for a key with other content, `NotFoundError`,
 * `InputError`.
 */
export interface Ledger {
  /** Posts what has happened, one outcome per event in order. */
  record(
    account: string,
    events: readonly RatedUsage[],
  ): Promise<RecordOutcome[]>;
  /** Asks and posts at once, or is refused and leaves nothing behind. */
  charge(account: string, event: RatedUsage): Promise<ChargeOutcome>;
  reserve(
    account: string,
    event: RatedUsage,
    options: { credits: MicroCredits; ttlMs: number; eventJson: string },
  ): Promise<ReserveOutcome>;
  /** The reserved event's JSON and owner, to rate what is settled. */
  getHold(id: string): Promise<{
    account: string;
    eventJson: string;
    status: string;
    amount: MicroCredits;
  }>;
  /**
   * Posts what a reserved event really cost.
   *
   * @param beyond - what becomes of a cost above the hold: `record` posts it
   *   and flags what passes a limit, `authorise` refuses it like a charge
   */
  settle(
    account: string,
    holdId: string,
    event: RatedUsage,
    beyond?: 'record' | 'authorise',
  ): Promise<SettleOutcome>;
  release(account: string, holdId: string): Promise<{ released: MicroCredits }>;
  grant(
    account: string,
    request: Omit<GrantRequest, 'account' | 'credits'> & {
      credits: MicroCredits;
      occurredAt?: string;
    },
    actor: string,
  ): Promise<GrantOutcome>;
  purchase(
    account: string,
    request: {
      pack: string;
      credits: MicroCredits;
      price: { amount: string; currency: string };
      idempotencyKey: string;
      comment?: string;
      occurredAt?: string;
    },
    actor: string,
  ): Promise<GrantOutcome>;
  refund(
    account: string,
    request: {
      transactionId: string;
      credits?: MicroCredits;
      reason: string;
      idempotencyKey: string;
    },
    actor: string,
  ): Promise<{
    transactionId: string;
    credits: MicroCredits;
    balance: MicroCredits;
  }>;
  /**
   * Credits, excess and period; the figures that come from usage are added by
   * `../usage`. `allocated` of the answer is `inLots` plus what usage of the
   * period took from lots.
   */
  balance(account: string): Promise<
    Pick<
      Balance,
      | 'available'
      | 'free'
      | 'purchased'
      | 'other'
      | 'held'
      | 'excess'
      | 'period'
      | 'timeZone'
    > & {
      /** Remaining credits of all usable lots, held ones included. */
      inLots: MicroCredits;
    }
  >;
  lots(
    account: string,
    page: { cursor?: string; limit: number },
  ): Promise<{ lots: Lot[]; nextCursor?: string }>;
}

/** A budget as stored, before its status is computed. */
export interface StoredBudget {
  id: number;
  scope: { kind: BudgetRequest['scope']['kind']; ref: string };
  period: 'day' | 'week' | 'month' | 'quarter' | 'year';
  credits: MicroCredits;
  hard: boolean;
  thresholds: number[];
  rolloverCap?: MicroCredits;
  version: number;
  /** Start of the first period that is counted. */
  trackedFrom: EpochMs;
  /** Of the current period. */
  periodStart: EpochMs;
  periodEnd: EpochMs;
  allocation: MicroCredits;
  rolledOver: MicroCredits;
  /** Part of the allocation that was granted to this period alone. */
  grantedOnce: MicroCredits;
  used: MicroCredits;
  held: MicroCredits;
}

export interface Budgets {
  list(account: string): Promise<StoredBudget[]>;
  put(
    account: string,
    request: {
      scope: StoredBudget['scope'];
      period: StoredBudget['period'];
      credits: MicroCredits;
      hard: boolean;
      thresholds: number[];
      rolloverCap?: MicroCredits;
      version?: number;
    },
  ): Promise<StoredBudget>;
  delete(account: string, id: number): Promise<void>;
}

/** The keys under which an event is charged once. */
export interface UsageKeys {
  key: string;
  fingerprint: string;
}
