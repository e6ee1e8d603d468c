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
import {
  burn,
  BurnableLot,
  Burning,
  exhaustionDays,
  paceOf,
  rangeOf,
  sumRanges,
} from './runOut';

const flat = (perDay: number, days = 120) =>
  new Float64Array(days).fill(perDay);

const bought = (
  credits: number,
  more: Partial<BurnableLot> = {},
): BurnableLot => ({
  free: false,
  credits,
  priority: 100,
  from: 0,
  ...more,
});

const allowance = (credits: number, from: number, until: number, more = {}) =>
  bought(credits, { free: true, from, until, ...more });

const one = (more: Partial<Burning>) =>
  burn({
    paths: [flat(10)],
    usedToday: 0,
    held: 0,
    lots: [],
    monthStarts: [20, 50, 81],
    excess: { limit: 0, left: 0 },
    ...more,
  });

describe('burning lots', () => {
  it('lasts as long as the credits do', () => {
    expect([...one({ lots: [bought(100)] }).days]).toEqual([10]);
    expect([...one({ lots: [bought(99)] }).days]).toEqual([9]);
    expect([...one({ lots: [bought(1e6)] }).days]).toEqual([Infinity]);
    expect([...one({ lots: [] }).days]).toEqual([0]);
  });

  it('counts on allowances, bought credits after them, and what comes later', () => {
    const months = [
      allowance(150, 0, 20, { lapses: true }),
      allowance(400, 20, 50),
      allowance(400, 50, 81),
      allowance(400, 81, 120),
    ];
    // 150 free of the 200 of this month, then 50 bought; later months have enough.
    expect([...one({ lots: [...months, bought(50)] }).days]).toEqual([
      Infinity,
    ]);
    expect([...one({ lots: [...months, bought(40)] }).days]).toEqual([19]);
    // A purchase that is known for day 18.
    expect([
      ...one({ lots: [...months, bought(40), bought(10, { from: 18 })] }).days,
    ]).toEqual([Infinity]);
  });

  it('burns what expires first, and free before bought', () => {
    const { lapsing } = one({
      lots: [bought(100), allowance(300, 0, 20, { lapses: true })],
    });
    expect(lapsing.middle).toBe(100);
    expect([
      ...one({ lots: [bought(500), bought(50, { until: 3 })] }).days,
    ]).toEqual([53]);
    // A lower priority goes first, whatever expires.
    expect([
      ...one({
        lots: [bought(50, { priority: 1 }), bought(50, { until: 3 })],
      }).days,
    ]).toEqual([5]);
  });

  it('takes what was used today and what is held into account', () => {
    expect([...one({ lots: [bought(100)], usedToday: 10 }).days]).toEqual([11]);
    // Today is over its expectation already: nothing of it is given back.
    expect([...one({ lots: [bought(100)], usedToday: 50 }).days]).toEqual([11]);
    expect([...one({ lots: [bought(100)], held: 30 }).days]).toEqual([7]);
  });

  it('says what is lacking up to the end of the next month', () => {
    const { beforeReset, lacking } = one({
      paths: [flat(10), flat(1)],
      lots: [bought(100)],
    });
    expect([...lacking]).toEqual([400, 0]);
    expect(beforeReset).toBe(0.5);
  });

  it('refuses only past the excess of the month', () => {
    const months = [allowance(100, 0, 20)];
    expect(
      one({ lots: months, excess: { limit: 100, left: 100 } }).refused,
    ).toBe(0);
    expect(
      one({ lots: months, excess: { limit: 100, left: 99 } }).refused,
    ).toBe(1);
  });

  it('neither invents nor loses credits', () => {
    const lots = fc.array(
      fc
        .record({
          free: fc.boolean(),
          credits: fc.integer({ min: 0, max: 1_000 }),
          priority: fc.integer({ min: 0, max: 2 }),
          from: fc.integer({ min: 0, max: 40 }),
          length: fc.option(fc.integer({ min: 1, max: 60 })),
        })
        .map(({ length, ...lot }) => ({
          ...lot,
          ...(length === null ? {} : { until: lot.from + length }),
        })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        lots,
        fc.array(fc.integer({ min: 0, max: 200 }), {
          minLength: 1,
          maxLength: 60,
        }),
        (all, use) => {
          const path = Float64Array.from(use);
          const { days, lacking } = one({
            paths: [path],
            lots: all,
            monthStarts: [30, 61],
          });
          const total = use.reduce((sum, value) => sum + value, 0);
          const credits = all.reduce((sum, lot) => sum + lot.credits, 0);
          // All that was not lacking was paid by lots.
          expect(total - lacking[0]).toBeLessThanOrEqual(credits + 1e-6);
          expect(days[0] === Infinity).toBe(lacking[0] === 0);
          // More credits never run out sooner.
          const more = one({
            paths: [path],
            lots: [...all, bought(50)],
            monthStarts: [30, 61],
          });
          expect(more.days[0]).toBeGreaterThanOrEqual(days[0]);
        },
      ),
    );
  });
});

describe('sums and dates', () => {
  it('exhausts a budget on the day that takes more than is left', () => {
    expect([...exhaustionDays([flat(10), flat(0)], 35, 0)]).toEqual([
      3,
      Infinity,
    ]);
    expect([...exhaustionDays([flat(10)], 35, 8)]).toEqual([4]);
    expect([...exhaustionDays([flat(10)], -1, 0)]).toEqual([0]);
  });

  it('has the burn rate of the last seven days, idle ones included', () => {
    // 2,660 left at 78 a day.
    const month = Array(30).fill(78);
    const pace = paceOf(month, 7, 2_660);
    expect(pace.perDay).toBe(78);
    expect(Math.floor(pace.lastsDays!)).toBe(34);
    expect(paceOf([0, 0, 70], 7, 100)).toEqual({ perDay: 10, lastsDays: 10 });
    expect(paceOf([], 7, 100)).toEqual({ perDay: 0 });
    expect(paceOf([7], 7, -5)).toEqual({ perDay: 1, lastsDays: 0 });
  });

  it('keeps ends that are never reached apart from dates', () => {
    const days = Float64Array.from([
      ...Array(5).fill(3),
      ...Array(5).fill(Infinity),
    ]);
    const range = rangeOf(days, 0.8);
    expect(range.lower).toBe(3);
    expect(range.upper).toBe(Infinity);
    expect(Number.isNaN(range.middle)).toBe(false);
  });

  it('adds up what is left of today and the days after it', () => {
    const [today, tomorrow] = sumRanges([flat(10), flat(10)], 2, 4, 0.8);
    expect(today.middle).toBe(6);
    expect(tomorrow).toEqual({ lower: 16, middle: 16, upper: 16 });
  });
});
