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

import { randomOf } from '../../usage/__testUtils__/History';
import { DayValue, findUnusual } from './findUnusual';

/** A Monday. */
const MONDAY = 20_003;
const WEEK = [1, 1.1, 1.1, 1, 0.85, 0.1, 0.05];
const seeds = Array.from({ length: 25 }, (_, i) => i + 1);

function gauss(random: () => number): number {
  return (
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  );
}

/** Days with the shape of a week, noise and whatever is planted. */
function series(
  seed: number,
  options: {
    days?: number;
    level?: number;
    spread?: number;
    week?: readonly number[];
    growth?: number;
    change?: (day: number, credits: number) => number;
  } = {},
): DayValue[] {
  const random = randomOf(seed);
  const { days = 200, level = 100, spread = 0.25, growth = 0 } = options;
  return Array.from({ length: days }, (_, i) => {
    const shape = (options.week ?? WEEK)[i % 7];
    const credits =
      level *
      shape *
      Math.exp(spread * gauss(random)) *
      (1 + (growth * i) / days);
    return {
      date: MONDAY + i,
      credits: options.change ? options.change(i, credits) : credits,
    };
  });
}

it('starts the weeks of these tests on a Monday', () => {
  expect(new Date(MONDAY * 86_400_000).getUTCDay()).toBe(1);
});

it('raises hardly any alarm on usage that is only noisy', () => {
  let alarms = 0;
  for (const seed of seeds) {
    alarms += findUnusual(series(seed), 5).length;
    alarms += findUnusual(series(seed, { spread: 0.5 }), 5).length;
    alarms += findUnusual(series(seed, { growth: 1 }), 5).length;
    alarms += findUnusual(series(seed, { spread: 0.02 }), 5).length;
  }
  // 17,200 judged days.
  expect(alarms).toBeLessThanOrEqual(3);
});

it.each(seeds)('finds every day that was planted (seed %i)', seed => {
  const random = randomOf(seed + 500);
  const planted = new Set<number>();
  while (planted.size < 3) {
    // Working days, once the series is long enough to be judged.
    const day = 60 + Math.floor(random() * 130);
    if (day % 7 < 5) {
      planted.add(day);
    }
  }
  const found = findUnusual(
    series(seed, {
      change: (day, credits) => (planted.has(day) ? credits * 10 : credits),
    }),
    5,
  );
  expect(found.filter(day => planted.has(day.date - MONDAY))).toHaveLength(3);
  expect(found.length).toBeLessThanOrEqual(4);
  for (const day of found.filter(each => planted.has(each.date - MONDAY))) {
    expect(day.direction).toBe('high');
    expect(day.credits).toBeGreaterThan(day.to);
    expect(day.expected).toBeGreaterThan(day.from);
    expect(day.expected).toBeLessThan(day.to);
  }
});

it('finds a working day on which nothing ran, and not the weekends', () => {
  const found = findUnusual(
    series(7, { change: (day, credits) => (day === 101 ? 0 : credits) }),
    5,
  );
  expect(found).toEqual([
    expect.objectContaining({
      date: MONDAY + 101,
      direction: 'low',
      credits: 0,
    }),
  ]);
});

it.each(seeds)(
  'stays quiet on idle, new and occasional use (seed %i)',
  seed => {
    const random = randomOf(seed);
    const quiet = [
      series(seed, { level: 0 }),
      // Begins in the middle, and on the last day.
      series(seed, {
        days: 100,
        change: (day, credits) => (day < 75 ? 0 : credits),
      }),
      series(seed, {
        days: 60,
        change: (day, credits) => (day < 59 ? 0 : credits),
      }),
      // Some use on one day in ten.
      series(seed, {
        change: (_, credits) => (random() < 0.1 ? credits : 0),
      }),
      // Too little to matter, however it jumps.
      series(seed, { level: 0.1, spread: 1 }),
    ];
    expect(quiet.flatMap(days => findUnusual(days, 5))).toEqual([]);
  },
);

it('finds work on a Sunday where Sundays are idle', () => {
  const week = [1, 1, 1, 1, 1, 0, 0];
  const found = findUnusual(
    series(3, {
      week,
      change: (day, credits) => (day === 104 ? 180 : credits),
    }),
    5,
  );
  expect(found.map(day => day.date - MONDAY)).toEqual([104]);
  // An hour's work on a Sunday is none of it.
  expect(
    findUnusual(
      series(3, {
        week,
        change: (day, credits) => (day === 104 ? 20 : credits),
      }),
      5,
    ),
  ).toEqual([]);
});

it('takes a new level for usual within a week', () => {
  for (const seed of seeds) {
    const found = findUnusual(
      series(seed, {
        change: (day, credits) => (day >= 100 ? credits * 10 : credits),
      }),
      5,
    );
    const after = found.filter(day => day.date >= MONDAY + 100);
    expect(after.length).toBeGreaterThanOrEqual(3);
    expect(after.length).toBeLessThanOrEqual(7);
    expect(after[after.length - 1].date).toBeLessThan(MONDAY + 110);
  }
});
