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

import fc from 'fast-check';
import { AutomaticPurchasePolicy } from '../../database/PolicyStore';
import {
  AutomaticPurchaseState,
  decideAutomaticPurchase,
  monthOf,
  PastPurchase,
} from './decideAutomaticPurchase';

const MINUTE = 60_000;
const MONTH = 30 * 24 * 60 * MINUTE;
const START = 100 * MONTH;

const policy: AutomaticPurchasePolicy = {
  enabled: true,
  trigger: 'balance',
  below: 200n,
  pack: 'big',
  quantity: 2,
  maxPurchasesPerMonth: 2,
  cooldownMinutes: 60,
  recipients: [],
};

const state: AutomaticPurchaseState = {
  policy,
  provider: 'webhook',
  pack: { credits: 1_000n },
  available: 199n,
  excessRemaining: 500n,
  now: START + MONTH / 2,
  monthStart: START,
  purchases: [],
};

const past = (more: Partial<PastPurchase> = {}): PastPurchase => ({
  id: 1,
  status: 'made',
  uncertain: false,
  windowKey: `${START}:1`,
  pack: 'big',
  provider: 'webhook',
  quantity: 2,
  credits: 2_000n,
  requestedAt: START + MINUTE,
  finishedAt: START + 2 * MINUTE,
  ...more,
});

const limit = { ...policy, trigger: 'limit' as const };

describe('decideAutomaticPurchase', () => {
  it.each<[string, Partial<AutomaticPurchaseState>, object]>([
    ['below the balance', {}, { action: 'buy', windowKey: `${START}:1` }],
    ['at the balance', { available: 200n }, { because: 'not-needed' }],
    [
      'while it is switched off',
      { policy: { ...policy, enabled: false } },
      { because: 'off' },
    ],
    ['without its pack', { pack: undefined }, { because: 'no-pack' }],
    [
      'on a limit with excess left',
      { policy: limit, available: 0n },
      { because: 'not-needed' },
    ],
    [
      'on a limit with nothing left',
      { policy: limit, available: 0n, excessRemaining: -3n },
      { action: 'buy' },
    ],
    [
      'after a refusal that the purchase cures',
      { policy: limit, refused: 700n },
      { action: 'buy' },
    ],
    [
      'after a refusal that somebody else has cured',
      { policy: limit, refused: 699n },
      { because: 'not-needed' },
    ],
    [
      'after a refusal that no purchase cures',
      { policy: limit, refused: 2_700n },
      { because: 'too-small' },
    ],
    [
      'while one is under way',
      { purchases: [past({ status: 'pending', finishedAt: undefined })] },
      { because: 'in-flight' },
    ],
    [
      'within the cooldown',
      { purchases: [past({ finishedAt: state.now - 60 * MINUTE + 1 })] },
      { because: 'cooldown', until: state.now + 1 },
    ],
    [
      'within the cooldown after a failure of last month',
      {
        now: START + 1,
        purchases: [
          past({
            status: 'failed',
            windowKey: `${START - MONTH}:1`,
            finishedAt: START - 1,
          }),
        ],
      },
      { because: 'cooldown' },
    ],
    [
      'at the cap on purchases',
      { purchases: [past(), past({ id: 2, windowKey: `${START}:2` })] },
      { because: 'capped', by: 'purchases' },
    ],
    [
      'at the cap on credits',
      {
        policy: { ...policy, maxCreditsPerMonth: 3_999n },
        purchases: [past()],
      },
      { because: 'capped', by: 'credits' },
    ],
    [
      'in a new month',
      {
        purchases: [
          past({ windowKey: `${START - MONTH}:1` }),
          past({ windowKey: `${START - MONTH}:2` }),
        ],
      },
      { action: 'buy', windowKey: `${START}:1` },
    ],
    [
      'after a sure failure',
      { purchases: [past({ status: 'failed' })] },
      { action: 'buy', windowKey: `${START}:2` },
    ],
    [
      'after a failure that may have bought',
      { purchases: [past({ status: 'failed', uncertain: true })] },
      { action: 'ask-again', purchase: { id: 1 } },
    ],
    [
      'after such a failure when the pack has changed',
      {
        policy: { ...policy, quantity: 1 },
        purchases: [past({ status: 'failed', uncertain: true })],
      },
      { action: 'buy', windowKey: `${START}:2` },
    ],
    [
      'after such a failure when another provider is asked',
      {
        provider: 'internal',
        purchases: [past({ status: 'failed', uncertain: true })],
      },
      { action: 'buy', windowKey: `${START}:2` },
    ],
    [
      'after such a failure, counting it',
      {
        policy: { ...policy, quantity: 1, maxPurchasesPerMonth: 1 },
        purchases: [past({ status: 'failed', uncertain: true })],
      },
      { because: 'capped' },
    ],
  ])('%s', (_, change, expected) => {
    expect(decideAutomaticPurchase({ ...state, ...change })).toMatchObject(
      expected,
    );
  });

  it('stays within the caps and the cooldown, whatever happens', () => {
    const moves = fc.array(
      fc.record({
        wait: fc.integer({ min: 0, max: MONTH / 6 }),
        lasts: fc.integer({ min: 0, max: 30 * MINUTE }),
        available: fc.integer({ min: 0, max: 400 }).map(BigInt),
        excessRemaining: fc.integer({ min: -50, max: 50 }).map(BigInt),
        refused: fc.option(fc.integer({ min: 0, max: 5_000 }).map(BigInt), {
          nil: undefined,
        }),
        ends: fc.constantFrom(
          'made' as const,
          'made' as const,
          'rejected' as const,
          'lost' as const,
          'lost but bought' as const,
        ),
      }),
      { maxLength: 60, size: 'max' },
    );
    const policies = fc.record({
      trigger: fc.constantFrom('balance' as const, 'limit' as const),
      quantity: fc.integer({ min: 1, max: 3 }),
      maxPurchasesPerMonth: fc.integer({ min: 1, max: 4 }),
      maxCreditsPerMonth: fc.option(
        fc.integer({ min: 1_000, max: 6_000 }).map(BigInt),
        { nil: undefined },
      ),
      cooldownMinutes: fc.integer({ min: 1, max: 3 * 24 * 60 }),
    });
    fc.assert(
      fc.property(policies, moves, (settings, steps) => {
        const applied = { ...policy, ...settings };
        const purchases: PastPurchase[] = [];
        /** What the provider billed, by purchase. */
        const billed = new Map<number, { month: number; credits: bigint }>();
        let now = START;
        let quietUntil = 0;
        for (const step of steps) {
          now += step.wait;
          const monthStart = Math.floor(now / MONTH) * MONTH;
          const decision = decideAutomaticPurchase({
            ...step,
            policy: applied,
            provider: 'webhook',
            pack: { credits: 1_000n },
            now,
            monthStart,
            purchases,
          });
          if (decision.action === 'none') {
            continue;
          }
          expect(now).toBeGreaterThanOrEqual(quietUntil);
          expect(applied.trigger === 'limit' || step.available < 200n).toBe(
            true,
          );
          const known = purchases.map(each => each.windowKey);
          expect(
            decision.action !== 'buy' || !known.includes(decision.windowKey),
          ).toBe(true);
          const credits = 1_000n * BigInt(applied.quantity);
          let purchase: PastPurchase;
          if (decision.action === 'buy') {
            purchase = past({
              id: purchases.length + 1,
              windowKey: decision.windowKey,
              quantity: applied.quantity,
              credits,
              requestedAt: now,
            });
            purchases.push(purchase);
          } else {
            purchase = purchases.find(({ id }) => id === decision.purchase.id)!;
          }
          expect(monthOf(purchase.windowKey)).toBe(monthStart);
          now += step.lasts;
          purchase.finishedAt = now;
          purchase.status = step.ends === 'made' ? 'made' : 'failed';
          // A no says nothing of what came of an earlier attempt.
          purchase.uncertain =
            step.ends !== 'made' &&
            (purchase.uncertain || step.ends.startsWith('lost'));
          if (step.ends === 'made' || step.ends === 'lost but bought') {
            billed.set(purchase.id, { month: monthStart, credits });
          }
          quietUntil = now + applied.cooldownMinutes * MINUTE;

          const ofMonth = [...billed.values()].filter(
            ({ month }) => month === monthStart,
          );
          expect(ofMonth.length).toBeLessThanOrEqual(
            applied.maxPurchasesPerMonth,
          );
          expect(
            ofMonth.reduce((sum, each) => sum + each.credits, 0n) <=
              (applied.maxCreditsPerMonth ?? 1_000_000n),
          ).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
