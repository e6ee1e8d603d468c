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
import fc from 'fast-check';
import { inBurnOrder } from './__testUtils__/naiveLedger';
import { compareLots } from './burnOrder';
import { creditTypeOf, splitOf } from './creditTypes';
import { LotState } from './types';

const few = fc.integer({ min: 0, max: 2 });
const kinds = fc.constantFrom<LotKind[]>(
  'allowance',
  'purchase',
  'promotion',
  'adjustment',
  'refund',
);
const lots = fc
  .array(
    fc.record({
      kind: kinds,
      priority: few,
      effectiveAt: few,
      createdAt: few,
      expiresAt: fc.option(few, { nil: undefined }),
    }),
  )
  .map(all =>
    all.map(
      (part, id): LotState => ({
        id,
        amount: 1n,
        remaining: 1n,
        closed: false,
        ...part,
      }),
    ),
  );

describe('compareLots', () => {
  it('orders by priority, expiry, free before bought, effective, created, id', () => {
    const base: LotState = {
      id: 5,
      kind: 'purchase',
      amount: 1n,
      remaining: 1n,
      priority: 1,
      effectiveAt: 5,
      createdAt: 5,
      expiresAt: 50,
      closed: false,
    };
    const ordered: LotState[] = [
      { ...base, priority: 0, expiresAt: undefined },
      { ...base, expiresAt: 49, effectiveAt: 9 },
      { ...base, kind: 'refund', effectiveAt: 8 },
      { ...base, effectiveAt: 4, createdAt: 9 },
      { ...base, createdAt: 4, id: 9 },
      { ...base, id: 4 },
      base,
      { ...base, expiresAt: undefined, kind: 'allowance' },
      { ...base, priority: 2, expiresAt: 1 },
    ];
    expect([...ordered].reverse().sort(compareLots)).toEqual(ordered);
  });

  it('is the plain order for any lots, whatever order they came in', () => {
    fc.assert(
      fc.property(lots, all => {
        const expected = inBurnOrder(all).map(({ id }) => id);
        for (const some of [all, [...all].reverse()]) {
          const actual = [...some].sort(compareLots).map(({ id }) => id);
          expect(actual).toEqual(expected);
        }
      }),
    );
  });
});

describe('the kinds of credits', () => {
  const lotKinds = new Map<number, LotKind>([
    [1, 'allowance'],
    [2, 'purchase'],
    [3, 'promotion'],
    [4, 'adjustment'],
    [5, 'refund'],
  ]);
  const take = (...ids: number[]) => ids.map(id => ({ lot: id, amount: 7n }));

  it('are told for all draws together', () => {
    const type = (...ids: number[]) => creditTypeOf(take(...ids), lotKinds);
    expect(type()).toBe('none');
    expect(type(1)).toBe('free');
    expect(type(2, 2)).toBe('purchased');
    expect(type(3, 4, 5)).toBe('other');
    expect(type(1, 2)).toBe('mixed');
    const excess = { excess: 0, amount: 1n };
    expect(creditTypeOf([excess, excess], lotKinds)).toBe('excess');
    expect(creditTypeOf([...take(2), excess], lotKinds)).toBe('mixed');
    expect(creditTypeOf([{ lot: 1, amount: 0n }], lotKinds)).toBe('none');
  });

  it('are summed apart', () => {
    const draws = [...take(1, 2, 3, 4, 5), { excess: 0, amount: 2n }];
    expect(splitOf(draws, lotKinds)).toEqual({
      free: 7n,
      purchased: 7n,
      other: 21n,
      excess: 2n,
    });
    expect(() => splitOf(take(6), lotKinds)).toThrow(RangeError);
  });
});
