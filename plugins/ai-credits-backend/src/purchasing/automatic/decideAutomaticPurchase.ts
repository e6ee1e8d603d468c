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

import { PackConfig } from '../../config';
import { AutomaticPurchasePolicy } from '../../database/PolicyStore';
import { EpochMs } from '../../ledger/types';
import type { StoredPurchase } from '../PurchaseStore';

const MINUTE_MS = 60_000;

/** An automatic purchase of before, as far as it matters to the next. */
export type PastPurchase = Pick<
  StoredPurchase,
  | 'id'
  | 'status'
  | 'uncertain'
  | 'windowKey'
  | 'pack'
  | 'provider'
  | 'quantity'
  | 'credits'
  | 'requestedAt'
  | 'finishedAt'
  | 'error'
>;

/** Everything that an automatic purchase depends on. Amounts in micro-credits. */
export interface AutomaticPurchaseState {
  policy: AutomaticPurchasePolicy;
  /** The id of the provider that would be asked. */
  provider: string;
  /** The pack that the policy names, where there is one. */
  pack?: Pick<PackConfig, 'credits'>;
  /** What could be drawn from lots. */
  available: bigint;
  /** What could be used past them in this month. */
  excessRemaining: bigint;
  /** What a charge asked for and was refused, if that is why this is decided on. */
  refused?: bigint;
  now: EpochMs;
  monthStart: EpochMs;
  /** Automatic ones of this month at least, and the last one before. */
  purchases: readonly PastPurchase[];
}

/** What to do about an automatic purchase now. */
export type AutomaticPurchaseDecision =
  /** It is switched off, or nothing calls for it. */
  | { action: 'none'; because: 'off' | 'not-needed' | 'no-pack' }
  /** What was refused is more than one purchase would bring. */
  | { action: 'none'; because: 'too-small' }
  | { action: 'none'; because: 'capped'; by: 'purchases' | 'credits' }
  /** The last one ended too short ago. */
  | {
      action: 'none';
      because: 'cooldown';
      until: EpochMs;
      last: PastPurchase;
    }
  | { action: 'none'; because: 'in-flight'; purchase: PastPurchase }
  | { action: 'buy'; windowKey: string }
  /** The last one failed and may have been bought all the same: ask again, under the same key. */
  | { action: 'ask-again'; purchase: PastPurchase };

/**
 * Decides whether credits are bought now. Pure; called under the account's
 * lock, so that what it knows is what there is.
 *
 * The name of a purchase's window is the month and its number in it: whoever
 * decides on the same state comes to the same name, and the database takes a
 * name once.
 */
export function decideAutomaticPurchase(
  state: AutomaticPurchaseState,
): AutomaticPurchaseDecision {
  const { monthStart, now, pack, policy, purchases } = state;
  const none = (because: 'off' | 'not-needed' | 'no-pack' | 'too-small') => ({
    action: 'none' as const,
    because,
  });
  if (!policy.enabled) {
    return none('off');
  }
  const pending = purchases.find(({ status }) => status === 'pending');
  if (pending) {
    return { action: 'none', because: 'in-flight', purchase: pending };
  }
  if (!pack) {
    return none('no-pack');
  }
  const credits = pack.credits * BigInt(policy.quantity);
  const called = isCalledFor(state, credits);
  if (called !== true) {
    return none(called);
  }
  const last = latest(purchases);
  const until =
    last && endOf(last) + Math.max(0, policy.cooldownMinutes) * MINUTE_MS;
  if (last && until !== undefined && now < until) {
    return { action: 'none', because: 'cooldown', until, last };
  }
  const ofMonth = purchases.filter(
    ({ windowKey }) => monthOf(windowKey) === monthStart,
  );
  const again =
    last !== undefined &&
    last.uncertain &&
    last.status === 'failed' &&
    monthOf(last.windowKey) === monthStart &&
    last.provider === state.provider &&
    last.pack === policy.pack &&
    last.quantity === policy.quantity &&
    last.credits === credits
      ? last
      : undefined;
  // What may have been bought counts, unless it is asked for again.
  const counted = ofMonth.filter(
    purchase =>
      purchase !== again && (purchase.status === 'made' || purchase.uncertain),
  );
  if (counted.length >= policy.maxPurchasesPerMonth) {
    return { action: 'none', because: 'capped', by: 'purchases' };
  }
  const bought = counted.reduce((sum, purchase) => sum + purchase.credits, 0n);
  if (
    policy.maxCreditsPerMonth !== undefined &&
    bought + credits > policy.maxCreditsPerMonth
  ) {
    return { action: 'none', because: 'capped', by: 'credits' };
  }
  if (again) {
    return { action: 'ask-again', purchase: again };
  }
  const numbers = ofMonth.map(({ windowKey }) => numberOf(windowKey));
  return {
    action: 'buy',
    windowKey: `${monthStart}:${Math.max(0, ...numbers) + 1}`,
  };
}

/** Start of the month that an automatic purchase counts in. */
export function monthOf(windowKey: string): EpochMs {
  return Number(windowKey.split(':', 1)[0]);
}

function numberOf(windowKey: string): number {
  return Number(windowKey.slice(windowKey.indexOf(':') + 1));
}

function isCalledFor(
  { available, excessRemaining, policy, refused }: AutomaticPurchaseState,
  credits: bigint,
): true | 'not-needed' | 'too-small' {
  if (policy.trigger === 'balance') {
    return policy.below !== undefined && available < policy.below
      ? true
      : 'not-needed';
  }
  const left = available + (excessRemaining > 0n ? excessRemaining : 0n);
  if (left <= 0n) {
    return true;
  }
  if (refused === undefined || refused <= left) {
    return 'not-needed';
  }
  // A pack that would not let it through is not bought for it: anybody can ask for too much.
  return refused <= left + credits ? true : 'too-small';
}

function latest(purchases: readonly PastPurchase[]): PastPurchase | undefined {
  return purchases.reduce<PastPurchase | undefined>(
    (last, each) => (!last || endOf(each) > endOf(last) ? each : last),
    undefined,
  );
}

function endOf({ finishedAt, requestedAt }: PastPurchase): EpochMs {
  return finishedAt ?? requestedAt;
}
