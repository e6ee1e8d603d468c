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
  MARCH,
  APRIL,
  MAY,
  NOW,
  DAY,
  lot,
  allowance,
  budget,
  ledger,
  authorise,
  record,
  one,
  drawsOf,
} from './__testUtils__/states';
import { decide } from './decide';
import { Command } from './types';

describe('credits that come and go', () => {
  const openMay: Command = {
    type: 'open-period',
    start: MAY,
    end: MAY + 31 * DAY,
    allowance: 1_500n,
    priority: 10,
  };

  it('open a period once, with its allowance', () => {
    const { outcomes, changes, next } = decide(
      ledger(),
      [openMay, openMay],
      NOW,
    );
    expect(outcomes).toEqual([
      {
        status: 'posted',
        entry: {
          kind: 'grant',
          amount: 1_500n,
          draws: [{ lot: 100, amount: 1_500n }],
        },
        overLimit: false,
        available: 0n,
      },
      { status: 'unchanged' },
    ]);
    const created = {
      id: 100,
      kind: 'allowance',
      amount: 1_500n,
      remaining: 1_500n,
      priority: 10,
      effectiveAt: MAY,
      expiresAt: MAY + 31 * DAY,
      createdAt: NOW,
      closed: false,
    };
    expect(changes.createdLots).toEqual([created]);
    expect(changes.createdPeriods).toEqual([
      { start: MAY, end: MAY + 31 * DAY, excessUsed: 0n },
    ]);
    expect(next).toMatchObject({ nextLotId: 101, lots: [created] });
    expect(one(next, openMay).changes.createdPeriods).toEqual([]);
  });

  it('open a period without an allowance', () => {
    const { outcome, changes } = one(ledger(), { ...openMay, allowance: 0n });
    expect(outcome).toEqual({ status: 'unchanged' });
    expect(changes.createdLots).toEqual([]);
    expect(changes.createdPeriods).toHaveLength(1);
  });

  it('are granted and can be used by the next command', () => {
    const { outcomes, changes, next } = decide(
      ledger({ lots: [lot(1, 5n)] }),
      [
        {
          type: 'grant',
          kind: 'promotion',
          credits: 10n,
          priority: 0,
          effectiveAt: NOW,
          expiresAt: MAY,
        },
        authorise(12n),
      ],
      NOW,
    );
    expect(outcomes.map(drawsOf)).toEqual([
      [{ lot: 100, amount: 10n }],
      [
        { lot: 100, amount: 10n },
        { lot: 1, amount: 2n },
      ],
    ]);
    expect(changes.createdLots).toMatchObject([{ id: 100, remaining: 0n }]);
    expect(changes.updatedLots).toMatchObject([{ id: 1, remaining: 3n }]);
    expect(next.lots.map(({ id }) => id)).toEqual([100, 1]);
  });

  it('are taken away from lots only', () => {
    const state = ledger({ lots: [lot(1, 5n)], excessLimit: 50n });
    expect(one(state, { type: 'deduct', credits: 5n }).outcome).toMatchObject({
      entry: { kind: 'deduction', amount: 5n, draws: [{ lot: 1, amount: 5n }] },
    });
    expect(one(state, { type: 'deduct', credits: 6n }).outcome).toEqual({
      status: 'refused',
      reason: 'insufficient_credits',
      limit: 5n,
      used: 0n,
      held: 0n,
      requested: 6n,
    });
  });

  it('lapse when their lot has expired, not before, once', () => {
    const state = ledger({ lots: [allowance(1, 7n, APRIL, MAY)] });
    const expire: Command = { type: 'expire', lotId: 1 };
    expect(one(state, expire, MAY - 1).outcome).toEqual({
      status: 'unchanged',
    });
    const { outcomes, changes, next } = decide(state, [expire, expire], MAY);
    expect(outcomes).toEqual([
      {
        status: 'posted',
        entry: { kind: 'expiry', amount: 7n, draws: [{ lot: 1, amount: 7n }] },
        overLimit: false,
        available: 0n,
      },
      { status: 'unchanged' },
    ]);
    expect(changes.updatedLots).toMatchObject([
      { id: 1, remaining: 0n, closed: true },
    ]);
    expect(next.lots).toEqual([]);
  });

  it('close a drained lot without an entry', () => {
    const drained = { ...allowance(1, 7n, APRIL, MAY), remaining: 0n };
    const { outcome, changes } = one(
      ledger({ lots: [drained] }),
      { type: 'expire', lotId: 1 },
      MAY,
    );
    expect(outcome).toEqual({ status: 'unchanged' });
    expect(changes.updatedLots).toMatchObject([{ id: 1, closed: true }]);
  });
});

describe('a refund', () => {
  const draws = [
    { lot: 1, amount: 10n },
    { lot: 2, amount: 10n },
    { excess: APRIL, amount: 10n },
  ];
  const refund = (credits: bigint, more = {}): Command => ({
    type: 'refund',
    credits,
    draws,
    refunded: 0n,
    budgets: ['b'],
    closedLots: new Map(),
    refundLotExpiresAt: MAY,
    priority: 3,
    ...more,
  });
  const state = ledger({
    lots: [
      { ...allowance(1, 10n, APRIL, MAY), remaining: 0n },
      lot(2, 5n, { amount: 20n }),
    ],
    excessUsed: 12n,
    budgets: [budget('b', 30n, { used: 30n })],
  });

  it('goes back in reverse', () => {
    const { outcome, next } = one(state, refund(25n));
    expect(outcome).toEqual({
      status: 'posted',
      entry: {
        kind: 'refund',
        amount: 25n,
        draws: [
          { excess: APRIL, amount: 10n },
          { lot: 2, amount: 10n },
          { lot: 1, amount: 5n },
        ],
      },
      overLimit: false,
      available: 20n,
    });
    expect(next.periods.get(APRIL)?.excessUsed).toBe(2n);
    expect(next.budgets.get('b')?.used).toBe(5n);
  });

  it('goes on where the last one stopped', () => {
    expect(drawsOf(one(state, refund(8n, { refunded: 14n })).outcome)).toEqual([
      { lot: 2, amount: 6n },
      { lot: 1, amount: 2n },
    ]);
    expect(() => one(state, refund(8n, { refunded: 23n }))).toThrow(
      'More is given back than is left of the charge',
    );
  });

  it('can be used by the next command', () => {
    const { outcomes } = decide(
      ledger({ lots: [lot(1, 10n), lot(2, 10n)] }),
      [
        record(10n),
        record(4n),
        refund(6n, { draws: [{ lot: 1, amount: 10n }], budgets: [] }),
        record(7n),
      ],
      NOW,
    );
    expect(drawsOf(outcomes[3])).toEqual([
      { lot: 1, amount: 6n },
      { lot: 2, amount: 1n },
    ]);
  });

  it('to lots that are closed or have expired makes one new lot', () => {
    const closed = ledger({
      lots: [{ ...allowance(1, 10n, MARCH, APRIL), remaining: 0n }],
      excessUsed: 10n,
      budgets: [budget('b', 30n, { used: 30n })],
    });
    const closedLots = new Map([[2, { kind: 'promotion', priority: 0 }]]);
    const { outcome, changes, next } = one(closed, refund(30n, { closedLots }));
    expect(drawsOf(outcome)).toEqual([
      { excess: APRIL, amount: 10n },
      { lot: 100, amount: 20n },
    ]);
    expect(changes).toMatchObject({
      updatedLots: [],
      createdLots: [
        {
          id: 100,
          kind: 'refund',
          amount: 20n,
          remaining: 20n,
          priority: 3,
          effectiveAt: NOW,
          expiresAt: MAY,
          createdAt: NOW,
        },
      ],
    });
    expect(next.nextLotId).toBe(101);
  });

  it('never makes more than there was', () => {
    expect(() => one(state, refund(31n))).toThrow(RangeError);
    expect(() => one(ledger({ excessUsed: 10n }), refund(11n))).toThrow(
      new RangeError('Lot 2 is not in the state'),
    );
    const full = ledger({
      lots: [lot(1, 10n), lot(2, 10n)],
      excessUsed: 10n,
      budgets: [budget('b', 90n, { used: 90n })],
    });
    expect(() => one(full, refund(11n))).toThrow('more than was granted');
    const unused = ledger({ excessUsed: 9n, budgets: [budget('b', 90n)] });
    expect(() => one(unused, refund(10n))).toThrow('less excess');
    expect(() => one(unused, refund(9n))).toThrow('Budget b has used less');
  });
});

describe('the net effect', () => {
  it('leaves out what ends as it began', () => {
    const state = ledger({
      lots: [lot(1, 10n)],
      budgets: [budget('b', 10n)],
    });
    const budgets = ['b'];
    const { changes, next } = decide(
      state,
      [
        record(12n, { budgets }),
        {
          type: 'refund',
          credits: 12n,
          draws: [
            { lot: 1, amount: 10n },
            { excess: APRIL, amount: 2n },
          ],
          refunded: 0n,
          budgets,
          closedLots: new Map(),
          refundLotExpiresAt: MAY,
          priority: 0,
        },
      ],
      NOW,
    );
    for (const list of Object.values(changes)) {
      expect(list).toEqual([]);
    }
    expect(next).toEqual(state);
  });
});
