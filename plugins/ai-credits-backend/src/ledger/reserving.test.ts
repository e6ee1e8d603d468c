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
  reserve,
  settle,
  one,
} from './__testUtils__/states';
import { decide } from './decide';
import { Command } from './types';

describe('a hold', () => {
  it('sets aside lot by lot, and gives back what the settling does not need', () => {
    const state = ledger({
      lots: [allowance(1, 10n, APRIL, MAY), lot(2, 10n)],
      excessLimit: 10n,
      budgets: [budget('b', 30n)],
    });
    const budgets = ['b'];
    const held = one(state, reserve('h', 25n, { budgets }));
    const opened = {
      id: 'h',
      amount: 25n,
      pins: [
        { lot: 1, amount: 10n },
        { lot: 2, amount: 10n },
        { excess: APRIL, amount: 5n },
      ],
      budgets,
      expiresAt: NOW + DAY,
    };
    expect(held.outcome).toEqual({
      status: 'held',
      hold: opened,
      available: 0n,
    });
    expect(held.changes).toMatchObject({
      updatedLots: [],
      updatedPeriods: [],
      updatedBudgets: [],
      openedHolds: [opened],
    });
    expect(one(held.next, authorise(6n)).outcome).toMatchObject({ held: 25n });
    expect(one(held.next, reserve('i', 6n, { budgets })).outcome).toMatchObject(
      {
        budget: 'b',
        held: 25n,
      },
    );

    const settled = one(held.next, settle('h', 12n, { budgets }));
    expect(settled.outcome).toEqual({
      status: 'posted',
      entry: {
        kind: 'charge',
        amount: 12n,
        draws: [
          { lot: 1, amount: 10n },
          { lot: 2, amount: 2n },
        ],
      },
      overLimit: false,
      available: 8n,
      released: 13n,
    });
    expect(settled.changes.closedHolds).toEqual([{ id: 'h', as: 'settled' }]);
    expect(settled.next.holds.size).toBe(0);
    expect(settled.next.budgets.get('b')?.used).toBe(12n);
    expect(one(settled.next, settle('h', 12n, { budgets })).outcome).toEqual({
      status: 'unchanged',
    });
  });

  it('is settled past its amount like something that has happened', () => {
    const state = ledger({ lots: [lot(1, 10n)], budgets: [budget('b', 12n)] });
    const budgets = ['b'];
    const { next } = one(state, reserve('h', 6n, { budgets }));
    expect(one(next, settle('h', 9n, { budgets })).outcome).toMatchObject({
      entry: { draws: [{ lot: 1, amount: 9n }] },
      overLimit: false,
      released: 0n,
    });
    expect(one(next, settle('h', 12n, { budgets })).outcome).toMatchObject({
      entry: {
        draws: [
          { lot: 1, amount: 10n },
          { excess: APRIL, amount: 2n },
        ],
      },
      overLimit: true,
    });
  });

  it('is settled past its amount only as far as the limits go, where that is to be asked for', () => {
    const state = ledger({
      lots: [lot(1, 10n)],
      excessLimit: 1n,
      budgets: [budget('b', 10n), budget('c', 4n)],
    });
    const budgets = ['b'];
    const { next } = one(state, reserve('h', 6n, { budgets }));
    const ask = (credits: bigint, more: object = {}) =>
      one(
        next,
        settle('h', credits, { budgets, beyond: 'authorise', ...more }),
      );
    expect(ask(10n).outcome).toMatchObject({ status: 'posted', released: 0n });
    // 4 are left of the budget beside the hold.
    const over = ask(11n);
    expect(over.outcome).toEqual({
      status: 'refused',
      reason: 'budget_exceeded',
      budget: 'b',
      limit: 10n,
      used: 0n,
      held: 6n,
      requested: 5n,
    });
    expect([...over.next.holds.keys()]).toEqual(['h']);
    // 4 are left in the lot and 1 of the excess.
    expect(ask(12n, { budgets: [] }).outcome).toMatchObject({
      status: 'refused',
      reason: 'insufficient_credits',
      requested: 6n,
    });
    // Another budget has not been asked for any of it.
    expect(ask(5n, { budgets: ['b', 'c'] }).outcome).toMatchObject({
      status: 'refused',
      budget: 'c',
      requested: 5n,
    });
    expect(ask(0n, { budgets: ['c'] }).outcome).toMatchObject({
      status: 'posted',
      released: 6n,
    });
  });

  it('does not pass a limit by being settled within its amount', () => {
    const state = ledger({ excessLimit: 10n, budgets: [budget('b', 10n)] });
    const budgets = ['b'];
    const { next } = one(state, reserve('h', 10n, { budgets }));
    expect(one(next, settle('h', 10n, { budgets })).outcome).toMatchObject({
      entry: { draws: [{ excess: APRIL, amount: 10n }] },
      overLimit: false,
    });
  });

  it('can be settled from a lot that has expired since, which is not closed before', () => {
    const state = ledger({ lots: [allowance(1, 10n, APRIL, MAY)] });
    const { next } = one(state, reserve('h', 8n, { expiresAt: MAY + DAY }));
    const expire: Command = { type: 'expire', lotId: 1 };
    expect(one(next, expire, MAY).outcome).toEqual({ status: 'unchanged' });
    const settled = one(next, settle('h', 9n), MAY);
    expect(settled.outcome).toMatchObject({
      entry: {
        draws: [{ lot: 1, amount: 9n }],
      },
    });
    const late = one(next, settle('h', 9n, { at: MAY }), MAY);
    expect(late.outcome).toMatchObject({
      entry: {
        draws: [
          { lot: 1, amount: 8n },
          { excess: APRIL, amount: 1n },
        ],
      },
      overLimit: true,
    });
    expect(one(late.next, expire, MAY).outcome).toMatchObject({
      entry: { kind: 'expiry', amount: 2n },
    });
    // The hold has expired, too: nothing keeps the lot open.
    expect(one(next, expire, MAY + DAY).outcome).toMatchObject({
      entry: { kind: 'expiry', amount: 10n },
    });
  });

  it('has nothing of its own left once it has expired', () => {
    const state = ledger({
      lots: [lot(1, 10n)],
      holds: [hold('h', { amount: 8n, pins: [{ lot: 1, amount: 8n }] })],
    });
    const { next } = one(state, authorise(10n), NOW + DAY);
    expect(one(next, settle('h', 8n), NOW + DAY).outcome).toMatchObject({
      entry: { draws: [{ excess: APRIL, amount: 8n }] },
      overLimit: true,
      released: 8n,
    });
  });

  it('is closed once by one list, too', () => {
    const state = ledger({
      lots: [lot(1, 10n)],
      holds: [hold('h', { amount: 8n, pins: [{ lot: 1, amount: 8n }] })],
    });
    const { outcomes, next } = decide(
      state,
      [settle('h', 3n), settle('h', 3n), { type: 'release', holdId: 'h' }],
      NOW,
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'posted',
      'unchanged',
      'unchanged',
    ]);
    expect(next.lots[0].remaining).toBe(7n);
  });

  it('is released once', () => {
    const state = ledger({
      lots: [lot(1, 10n)],
      holds: [hold('h', { amount: 8n, pins: [{ lot: 1, amount: 8n }] })],
    });
    const { outcome, next, changes } = one(state, {
      type: 'release',
      holdId: 'h',
    });
    expect(outcome).toEqual({
      status: 'released',
      released: 8n,
      available: 10n,
    });
    expect(changes.closedHolds).toEqual([{ id: 'h', as: 'released' }]);
    expect(one(next, { type: 'release', holdId: 'h' }).outcome).toEqual({
      status: 'unchanged',
    });
  });

  it('may be of nothing, and may be opened and closed by one list', () => {
    const decision = decide(ledger(), [reserve('h', 0n), settle('h', 0n)], NOW);
    expect(decision.outcomes.map(({ status }) => status)).toEqual([
      'held',
      'posted',
    ]);
    expect(decision.changes.openedHolds).toHaveLength(1);
    expect(decision.changes.closedHolds).toEqual([{ id: 'h', as: 'settled' }]);
    expect(decision.next.holds.size).toBe(0);
    expect(() =>
      decide(ledger(), [reserve('h', 0n), reserve('h', 0n)], NOW),
    ).toThrow('Hold h is there already');
  });
});
