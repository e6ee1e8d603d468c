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
  divideHalfEven,
  MicroCredits,
  WasteDimension,
  WasteRule,
} from 'backstage-plugin-ai-credits-common';

/** From this attempt at the same item and action on, credits count as wasted. */
export const WASTED_FROM_ATTEMPT = 3;

/**
 * Where attempts are not numbered, they are counted by their order: each that
 * follows the one before within this time, as long as that was not accepted.
 */
export const RUN_GAP_MS = 24 * 3_600_000;

/**
 * Silence means that something was not used only where outcomes are told as a
 * rule: of so many settled events of the product and action, this share has one.
 */
export const FEEDBACK = { minimumEvents: 20, share: 0.8 } as const;

/** A number for each rule, as the statements count them: the lower counts first. */
export const ruleNumbers = {
  failed: 1,
  regeneration: 2,
  rejected: 3,
  unused: 4,
} as const satisfies Record<WasteRule, number>;

/** Whether silence counts as an outcome for a product and action. */
export function tellsOutcomes(pair: {
  settled: number;
  judged: number;
}): boolean {
  return (
    pair.settled >= FEEDBACK.minimumEvents &&
    pair.judged >= FEEDBACK.share * pair.settled
  );
}

/** Credits that a rule found in one value of a dimension. */
export interface Part {
  name: string;
  credits: MicroCredits;
  events: number;
}

/** Where to look first for what causes each kind of waste. */
const causes: Record<WasteRule, readonly WasteDimension[]> = {
  failed: ['model', 'action'],
  regeneration: ['action', 'useCase', 'model'],
  rejected: ['action', 'useCase', 'model'],
  unused: ['product', 'action', 'useCase'],
};

/** A cause is named when it holds at least this part of what a rule found. */
const SUGGESTED_SHARE = 0.25;

/**
 * Where to begin with the waste that a rule found: the one value, among the
 * dimensions that may be its cause, that holds most of it. Nothing where it is
 * spread over many, or where there is none.
 */
export function suggestionOf(
  rule: WasteRule,
  credits: MicroCredits,
  worst: Partial<Record<WasteDimension, readonly Part[]>>,
): { dimension: WasteDimension; part: Part } | undefined {
  if (credits <= 0n) {
    return undefined;
  }
  for (const dimension of causes[rule]) {
    const part = worst[dimension]?.find(each => each.name !== '');
    if (part && shareOf(part.credits, credits)! >= SUGGESTED_SHARE) {
      return { dimension, part };
    }
  }
  return undefined;
}

/** A share with six decimals; undefined of nothing. */
export function shareOf(
  part: MicroCredits,
  whole: MicroCredits,
): number | undefined {
  return whole > 0n
    ? Number(divideHalfEven(part * 1_000_000n, whole)) / 1_000_000
    : undefined;
}
