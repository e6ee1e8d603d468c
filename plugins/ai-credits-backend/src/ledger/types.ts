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

import { LotKind, MicroCredits } from 'backstage-plugin-ai-credits-common';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/** Credits granted at once, as far as they matter to a decision. */
export interface LotState {
  /** Counts up per account; given by `decide`. */
  id: number;
  kind: LotKind;
  amount: MicroCredits;
  /** What has not been drawn, refunded credits included; zero once closed. */
  remaining: MicroCredits;
  /** Lower is burned first. */
  priority: number;
  effectiveAt: EpochMs;
  /** Exclusive; undefined means never. */
  expiresAt?: EpochMs;
  createdAt: EpochMs;
  /** The expiry entry has been written; nothing can be drawn from it any more. */
  closed: boolean;
}

/** One month of the account: the allowance was granted once, and the excess is counted here. */
export interface PeriodState {
  start: EpochMs;
  /** Exclusive. */
  end: EpochMs;
  excessUsed: MicroCredits;
}

/** What a budget has left in one of its periods. */
export interface BudgetState {
  /** `<budget id>:<period start>`. */
  key: string;
  budgetId: number;
  periodStart: EpochMs;
  periodEnd: EpochMs;
  /** Allocation of this period, rollover included. */
  limit: MicroCredits;
  hard: boolean;
  used: MicroCredits;
}

/** A part of a hold or a charge: credits of one lot, or of a period's excess. */
export type Draw =
  | { lot: number; amount: MicroCredits }
  | { excess: EpochMs; amount: MicroCredits };

/** An open reservation: credits set aside, lot by lot, so that no expiry and no other charge can take them. */
export interface HoldState {
  id: string;
  amount: MicroCredits;
  pins: Draw[];
  /** Keys of the budgets that it counts against. */
  budgets: string[];
  /** From this instant it counts no more, whether or not a job has run. */
  expiresAt: EpochMs;
}

/** All that a decision depends on. Never changed in place. */
export interface LedgerState {
  accountId: number;
  /** Credits that may be used past the lots, per period. */
  excessLimit: MicroCredits;
  nextLotId: number;
  /** Every lot that is not closed, in burn order. */
  lots: readonly LotState[];
  periods: ReadonlyMap<EpochMs, PeriodState>;
  /** Those that the commands touch, at least. */
  budgets: ReadonlyMap<string, BudgetState>;
  /** Every hold that is neither settled nor released. */
  holds: ReadonlyMap<string, HoldState>;
}

interface UseOfCredits {
  credits: MicroCredits;
  /**
   * The time of use for the lots: when it happened if that is within the
   * grace for late events, else now.
   */
  at: EpochMs;
  /** Start of the account's period that holds `at`; its excess is used. */
  period: EpochMs;
  /** Keys of the budgets of the period in which it happened. */
  budgets: readonly string[];
}

export type Command =
  /** Creates the period and its allowance lot, unless the period is there. */
  | {
      type: 'open-period';
      start: EpochMs;
      end: EpochMs;
      allowance: MicroCredits;
      priority: number;
    }
  /** `record` always posts; `authorise` is refused past any hard limit. */
  | ({ type: 'charge'; mode: 'record' | 'authorise' } & UseOfCredits)
  | ({
      type: 'reserve';
      holdId: string;
      expiresAt: EpochMs;
    } & UseOfCredits)
  /**
   * Posts the actual cost: from the hold's own credits first, then like
   * `record`; or, where `beyond` says so, only if what the hold does not cover
   * passes every limit.
   */
  | ({
      type: 'settle';
      holdId: string;
      beyond?: 'record' | 'authorise';
    } & UseOfCredits)
  | { type: 'release'; holdId: string }
  | {
      type: 'grant';
      kind: LotKind;
      credits: MicroCredits;
      priority: number;
      effectiveAt: EpochMs;
      expiresAt?: EpochMs;
    }
  /** Takes credits away, like a charge that no budget sees; refused when there are not enough in the lots. */
  | { type: 'deduct'; credits: MicroCredits }
  | {
      type: 'refund';
      credits: MicroCredits;
      /** What the charge drew, in the order drawn. */
      draws: readonly Draw[];
      /** What was given back before, in the order given. */
      refunded: MicroCredits;
      budgets: readonly string[];
      /** Lots that the draws name and that are closed: how a refund to them is made good. */
      closedLots: ReadonlyMap<number, { kind: LotKind; priority: number }>;
      /** When refund lots made for closed lots expire: the end of the current period. */
      refundLotExpiresAt: EpochMs;
      priority: number;
    }
  /** Writes down that a lot has expired. A lot that is still usable, or pinned by a hold, is left alone. */
  | { type: 'expire'; lotId: number };

/** Why an authorisation was refused. */
export type RefusalReason =
  | { reason: 'insufficient_credits' }
  | { reason: 'budget_exceeded'; budget: string };

export type Outcome =
  | {
      status: 'posted';
      entry: Entry;
      /** A hard limit or the excess limit was passed by something that had already happened. */
      overLimit: boolean;
      /** Credits that an authorisation could still draw from lots, after this. */
      available: MicroCredits;
      /** Held credits given back, when a hold was settled. */
      released?: MicroCredits;
    }
  | { status: 'held'; hold: HoldState; available: MicroCredits }
  | { status: 'released'; released: MicroCredits; available: MicroCredits }
  | ({
      status: 'refused';
      limit: MicroCredits;
      used: MicroCredits;
      held: MicroCredits;
      requested: MicroCredits;
    } & RefusalReason)
  /** Nothing to do: the period is open already, the lot not yet expired, the hold gone. */
  | { status: 'unchanged' };

/** The books that entries move credits between; every entry sums to zero over them. */
export type Book =
  | `lot:${number}`
  | `excess:${number}`
  /** Used. */
  | 'usage'
  /** Where grants come from. */
  | 'issued'
  | 'expired'
  /** Taken away by adjustments. */
  | 'deducted';

export interface Leg {
  book: Book;
  amount: MicroCredits;
}

export type EntryKind = 'charge' | 'refund' | 'grant' | 'expiry' | 'deduction';

/** One transaction of the journal, before it is numbered. */
export interface Entry {
  kind: EntryKind;
  /** The sum of what it moved, above or equal to zero. */
  amount: MicroCredits;
  /** Lots and excess it drew from or gave to. */
  draws: readonly Draw[];
}

/** What a list of commands does to the state. */
export interface Decision {
  /** One per command, in order. */
  outcomes: Outcome[];
  next: LedgerState;
  changes: {
    createdLots: LotState[];
    /** Lots whose remainder or closing changed, created ones left out. */
    updatedLots: LotState[];
    createdPeriods: PeriodState[];
    updatedPeriods: PeriodState[];
    updatedBudgets: BudgetState[];
    openedHolds: HoldState[];
    /** Ids and how they ended. */
    closedHolds: Array<{ id: string; as: 'settled' | 'released' }>;
  };
}
