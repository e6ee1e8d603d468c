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
  MICRO_PER_CREDIT,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import {
  MARCH,
  APRIL,
  MAY,
  NOW,
  DAY,
  lot,
  allowance,
  hold,
  budget,
  ledger,
  authorise,
  record,
  one,
  drawsOf,
} from './__testUtils__/states';
import { decide } from './decide';

describe('a charge', () => {
  it('burns the lots in order and names each', () => {
    const state = ledger({
      lots: [
        lot(5, 100n),
        allowance(6, 30n, APRIL, MAY),
        lot(7, 9n, { priority: 0 }),
      ],
    });
    const { outcome, changes, next } = one(state, authorise(50n));
    expect(outcome).toEqual({
      status: 'posted',
      entry: {
        kind: 'charge',
        amount: 50n,
        draws: [
          { lot: 7, amount: 9n },
          { lot: 6, amount: 30n },
          { lot: 5, amount: 11n },
        ],
      },
      overLimit: false,
      available: 89n,
    });
    expect(
      changes.updatedLots.map(({ id, remaining }) => [id, remaining]),
    ).toEqual([
      [7, 0n],
      [6, 0n],
      [5, 89n],
    ]);
    expect(next.lots.map(({ id }) => id)).toEqual([7, 6, 5]);
  });

  it('uses the excess after the lots, and is refused past it with all figures', () => {
    const state = ledger({
      lots: [lot(1, 40n, { amount: 100n })],
      excessLimit: 20n,
      excessUsed: 5n,
      holds: [
        hold('a', {
          amount: 13n,
          pins: [
            { lot: 1, amount: 10n },
            { excess: APRIL, amount: 3n },
          ],
        }),
      ],
    });
    expect(drawsOf(one(state, authorise(42n)).outcome)).toEqual([
      { lot: 1, amount: 30n },
      { excess: APRIL, amount: 12n },
    ]);
    const { outcome, next } = one(state, authorise(43n));
    expect(outcome).toEqual({
      status: 'refused',
      reason: 'insufficient_credits',
      limit: 120n,
      used: 65n,
      held: 13n,
      requested: 43n,
    });
    expect(next).toEqual(state);
  });

  it('can still be paid from lots where the excess was passed', () => {
    const state = ledger({
      lots: [lot(1, 10n)],
      excessLimit: 5n,
      excessUsed: 9n,
    });
    expect(one(state, authorise(10n)).outcome.status).toBe('posted');
    expect(one(state, authorise(11n)).outcome).toMatchObject({
      limit: 15n,
      used: 5n,
      held: 0n,
    });
  });

  it('is refused by the first hard budget without room, held credits included', () => {
    const state = ledger({
      lots: [lot(1, 1_000n)],
      budgets: [
        budget('9:b', 100n, { used: 60n }),
        budget('2:a', 100n, { used: 90n }),
        budget('1:soft', 1n, { hard: false }),
      ],
      holds: [hold('h', { amount: 20n, budgets: ['9:b'] })],
    });
    const budgets = ['9:b', '1:soft', '2:a'];
    expect(one(state, authorise(21n, { budgets })).outcome).toEqual({
      status: 'refused',
      reason: 'budget_exceeded',
      budget: '2:a',
      limit: 100n,
      used: 90n,
      held: 0n,
      requested: 21n,
    });
    expect(
      one(state, authorise(21n, { budgets: ['9:b'] })).outcome,
    ).toMatchObject({
      budget: '9:b',
      used: 60n,
      held: 20n,
    });
    const { outcome, changes } = one(state, authorise(10n, { budgets }));
    expect(outcome).toMatchObject({ status: 'posted', overLimit: false });
    expect(changes.updatedBudgets.map(({ key, used }) => [key, used])).toEqual([
      ['9:b', 70n],
      ['1:soft', 10n],
      ['2:a', 100n],
    ]);
  });

  it('of no credits is always posted, and changes nothing', () => {
    const state = ledger({ budgets: [budget('b', 1n, { used: 2n })] });
    for (const command of [authorise, record]) {
      const { outcome, next } = one(state, command(0n, { budgets: ['b'] }));
      expect(outcome).toEqual({
        status: 'posted',
        entry: { kind: 'charge', amount: 0n, draws: [] },
        overLimit: false,
        available: 0n,
      });
      expect(next).toEqual(state);
    }
  });

  it('that has happened is posted past every limit, and says so', () => {
    const state = ledger({
      lots: [lot(1, 10n)],
      excessLimit: 5n,
      budgets: [budget('b', 12n), budget('soft', 1n, { hard: false })],
    });
    const budgets = ['b', 'soft'];
    const posted = (credits: bigint, more = {}) =>
      one(state, record(credits, more)).outcome;
    expect(posted(12n, { budgets })).toMatchObject({ overLimit: false });
    expect(posted(13n, { budgets })).toMatchObject({ overLimit: true });
    expect(posted(15n)).toMatchObject({ overLimit: false });
    expect(posted(16n)).toMatchObject({
      overLimit: true,
      entry: {
        draws: [
          { lot: 1, amount: 10n },
          { excess: APRIL, amount: 6n },
        ],
      },
    });
  });

  it('leaves what is pinned alone until the hold expires', () => {
    const holds = [
      hold('h', { amount: 8n, pins: [{ lot: 1, amount: 8n }], budgets: ['b'] }),
    ];
    const state = ledger({
      lots: [lot(1, 10n)],
      holds,
      budgets: [budget('b', 10n)],
    });
    const command = authorise(3n, { budgets: ['b'] });
    expect(one(state, command).outcome).toMatchObject({ held: 8n });
    const late = NOW + DAY;
    expect(one(state, command, late - 1).outcome.status).toBe('refused');
    expect(one(state, command, late).outcome.status).toBe('posted');
    expect(drawsOf(one(state, record(4n)).outcome)).toEqual([
      { lot: 1, amount: 2n },
      { excess: APRIL, amount: 2n },
    ]);
  });

  it('takes expiry as exclusive, and lets an allowance pay for its own month only', () => {
    const march = allowance(1, 10n, MARCH, APRIL);
    const april = allowance(2, 10n, APRIL, MAY);
    const bought = lot(3, 10n, { effectiveAt: NOW, createdAt: NOW });
    const state = ledger({ lots: [march, april, bought] });
    const at = (time: number) =>
      drawsOf(one(state, record(25n, { at: time, period: MARCH })).outcome);
    expect(at(APRIL - 1)).toEqual([
      { lot: 1, amount: 10n },
      { lot: 3, amount: 10n },
      { excess: MARCH, amount: 5n },
    ]);
    expect(at(APRIL)).toEqual([
      { lot: 2, amount: 10n },
      { lot: 3, amount: 10n },
      { excess: MARCH, amount: 5n },
    ]);
    const tomorrow = ledger({ lots: [{ ...bought, effectiveAt: NOW + 1 }] });
    expect(one(tomorrow, authorise(1n)).outcome.status).toBe('refused');
  });

  it('of a millionth, made a million times, is one credit', () => {
    let state = ledger({
      lots: [lot(1, 2n * MICRO_PER_CREDIT)],
      budgets: [budget('b', MICRO_PER_CREDIT)],
    });
    const credits = parseCredits('0.000001');
    const thousand = Array.from({ length: 1_000 }, () =>
      authorise(credits, { budgets: ['b'] }),
    );
    for (let i = 0; i < 1_000; i++) {
      state = decide(state, thousand, NOW).next;
    }
    expect(state.lots[0].remaining).toBe(MICRO_PER_CREDIT);
    expect(state.budgets.get('b')?.used).toBe(MICRO_PER_CREDIT);
    const { outcome } = one(state, authorise(credits, { budgets: ['b'] }));
    expect(outcome).toMatchObject({ status: 'refused', budget: 'b' });
  });

  it('that names what is not there is an error of the program', () => {
    const state = ledger();
    expect(() => one(state, authorise(1n, { budgets: ['gone'] }))).toThrow(
      new RangeError('Budget gone is not in the state'),
    );
    expect(() => one(state, record(1n, { period: MAY }))).toThrow(RangeError);
    expect(() => one(state, record(-1n))).toThrow(RangeError);
  });
});
