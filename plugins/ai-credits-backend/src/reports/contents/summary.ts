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

import { LotKind } from 'backstage-plugin-ai-credits-common';
import { TimeRange } from '../ranges';

/** The columns of the summary: free is the monthly allowance. */
export const creditColumns = ['free', 'purchased', 'other'] as const;
export type CreditColumn = (typeof creditColumns)[number];

/** Micro-credits of each column. */
export type CreditSplit = Record<CreditColumn, bigint>;

/** What moved credits besides charges, summed over what is alike. */
export interface Movement {
  kind: 'grant' | 'deduction' | 'refund' | 'expiry';
  lotKind: LotKind;
  /** When, in epoch milliseconds. */
  at: number;
  /** Above zero, whichever way. */
  credits: bigint;
}

/** Use of credits from lots by when it happened, refunds deducted, as every page counts it. */
export interface SummaryFacts {
  range: TimeRange;
  movements: readonly Movement[];
  usedBefore: CreditSplit;
  used: CreditSplit;
  /** Used in the range past what there was. */
  excess: bigint;
  /** Given back for charges of before and of within the range, by when the charge was. */
  refundedOfBefore: CreditSplit;
  refundedOfRange: CreditSplit;
}

/** The monthly summary: every column adds up. */
export interface CreditSummary {
  /** There at the start, after what had lapsed by then. */
  carriedIn: CreditSplit;
  allocated: CreditSplit;
  /** Taken away by adjustments. */
  taken: CreditSplit;
  /** Used, less what was given back within the range. */
  consumed: CreditSplit;
  lapsed: CreditSplit;
  /** There at the end, before what lapses at that instant. */
  remaining: CreditSplit;
  lapsing: CreditSplit;
  carriedOut: CreditSplit;
}

/** A split of nothing. */
export function noCredits(): CreditSplit {
  return { free: 0n, purchased: 0n, other: 0n };
}

/** The column that the credits of a lot are counted in. */
export function columnOf(kind: LotKind): CreditColumn {
  if (kind === 'allowance') {
    return 'free';
  }
  return kind === 'purchase' ? 'purchased' : 'other';
}

/** A refund of credits that have lapsed meanwhile makes new ones. */
function lineOf(kind: Movement['kind'], lotKind: LotKind) {
  switch (kind) {
    case 'grant':
      return 'allocated';
    case 'deduction':
      return 'taken';
    case 'refund':
      return lotKind === 'refund' ? 'allocated' : 'returned';
    case 'expiry':
      return 'lapsed';
    default:
      return kind satisfies never;
  }
}

/** Allocated, consumed, carried forward and remaining, free and purchased apart. */
export function summarise(facts: SummaryFacts): CreditSummary {
  const { range, movements } = facts;
  const splits = {
    carriedIn: noCredits(),
    allocated: noCredits(),
    taken: noCredits(),
    lapsed: noCredits(),
    lapsing: noCredits(),
    returned: noCredits(),
  };
  for (const { kind, lotKind, at, credits } of movements) {
    const column = columnOf(lotKind);
    const gives = kind === 'grant' || kind === 'refund';
    // What lapses at the start of a period is none of its credits.
    if (at < range.from || (at === range.from && kind === 'expiry')) {
      splits.carriedIn[column] += gives ? credits : -credits;
    } else if (at < range.to) {
      splits[lineOf(kind, lotKind)][column] += credits;
    } else if (at === range.to && kind === 'expiry') {
      splits.lapsing[column] += credits;
    }
  }
  const consumed = noCredits();
  const remaining = noCredits();
  const carriedOut = noCredits();
  for (const column of creditColumns) {
    splits.carriedIn[column] -=
      facts.usedBefore[column] + facts.refundedOfBefore[column];
    // Pages count a refund where its charge was. What remains does not know it
    // before it is given, and a month that is over stays as it was.
    consumed[column] =
      facts.used[column] +
      facts.refundedOfRange[column] -
      splits.returned[column];
    remaining[column] =
      splits.carriedIn[column] +
      splits.allocated[column] -
      splits.taken[column] -
      consumed[column] -
      splits.lapsed[column];
    carriedOut[column] = remaining[column] - splits.lapsing[column];
  }
  return {
    carriedIn: splits.carriedIn,
    allocated: splits.allocated,
    taken: splits.taken,
    consumed,
    lapsed: splits.lapsed,
    remaining,
    lapsing: splits.lapsing,
    carriedOut,
  };
}
