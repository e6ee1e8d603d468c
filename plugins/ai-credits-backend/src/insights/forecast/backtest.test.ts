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
  generate,
  otherShapes,
  shapes,
  unseenShapes,
} from './__testUtils__/generated';
import { augursMethods } from './augurs';
import { Backtest, backtest } from './backtest';
import { simpleMethods } from './methods';

const methods = [...simpleMethods, ...augursMethods()];
const options = { horizon: 14, level: 0.8 };

function tried(
  group: typeof shapes,
  days: number,
  seeds: number,
): { name: string; result: Backtest }[] {
  return Object.entries(group).flatMap(([name, make]) =>
    Array.from({ length: seeds }, (_, seed) => ({
      name,
      result: backtest(
        generate(make, days, `${name} ${seed}`),
        methods,
        options,
      )!,
    })),
  );
}

function averages(all: { result: Backtest }[]) {
  const mean = (of: (result: Backtest) => number) =>
    all.reduce((sum, { result }) => sum + of(result), 0) / all.length;
  return {
    days: mean(({ chosen }) => chosen.coverage.days),
    sums: mean(({ chosen }) => chosen.coverage.sums),
    /** Against the best single method of each series, which is known only afterwards. */
    ratio: mean(
      ({ chosen, methods: singles }) =>
        chosen.mae / Math.min(...singles.map(({ mae }) => mae)),
    ),
  };
}

describe('the procedure on generated series', () => {
  it.each([
    ['of the shapes it was made with', shapes],
    ['of other shapes', otherShapes],
    ['of shapes it never met', unseenShapes],
  ])(
    'holds what it promises on long series %s',
    (_, group) => {
      const all = tried(group, 160, 2);
      const found = averages(all);
      expect(found.ratio).toBeLessThan(1.06);
      expect(found.days).toBeGreaterThan(0.76);
      expect(found.days).toBeLessThan(0.86);
      expect(found.sums).toBeGreaterThan(0.74);
      expect(found.sums).toBeLessThan(0.88);
      for (const { name, result } of all) {
        const { days } = result.chosen.coverage;
        expect({ name, inside: days >= 0.72 && days <= 0.88 }).toEqual({
          name,
          inside: true,
        });
      }
    },
    60_000,
  );

  it('stays close to the best method on short series', () => {
    const found = averages(tried({ ...shapes, ...otherShapes }, 50, 2));
    expect(found.ratio).toBeLessThan(1.13);
    expect(found.days).toBeGreaterThan(0.72);
    expect(found.days).toBeLessThan(0.88);
  }, 60_000);

  it('fits models of the library where there is something to fit', () => {
    const days = generate(shapes.trend, 90, 'fitted');
    const { methods: singles } = backtest(days, methods, options)!;
    const maeOf = (id: string) => singles.find(each => each.id === id)!.mae;
    // Were nothing fitted, both would say what the profile says.
    expect(maeOf('mstl-ets')).not.toBe(maeOf('weekday-profile-14'));
    expect(maeOf('weekday-ets')).not.toBe(maeOf('weekday-profile-14'));
  });
});

describe('errors', () => {
  const hundred = Array.from({ length: 40 }, (_, day) =>
    day % 7 === 0 ? 170 : 100,
  );

  it('are nothing on a series that repeats itself', () => {
    const { chosen, methods: singles } = backtest(hundred, methods, options)!;
    const naive = singles.find(({ id }) => id === 'seasonal-naive')!;
    expect(naive.mae).toBe(0);
    expect(naive.totalError).toBe(0);
    // It repeats last week exactly, so there is nothing to scale with.
    expect(naive.mase).toBeUndefined();
    expect(chosen.mae).toBeLessThan(4);
  });

  it('are those of the days that came', () => {
    const days = [...Array(14).fill(10), 30];
    const {
      chosen,
      comparisons,
      methods: singles,
      origins,
    } = backtest(days, simpleMethods, options)!;
    expect({ comparisons, origins }).toEqual({ comparisons: 1, origins: 1 });
    for (const { id, mae, totalError } of singles) {
      expect({ id, mae: Math.round(mae * 1e9) / 1e9, totalError }).toEqual({
        id,
        mae: 20,
        totalError: undefined,
      });
    }
    expect(chosen.coverage).toEqual({ days: 0, sums: 0 });
  });

  it('know nothing of what comes later', () => {
    const days = generate(shapes.bursts, 60, 'causal');
    const upTo = (count: number) =>
      backtest(days.slice(0, count), methods, { horizon: 1, level: 0.8 })!;
    const [before, after] = [upTo(40), upTo(41)];
    const last =
      after.chosen.mae * after.comparisons -
      before.chosen.mae * before.comparisons;
    const changed = [...days.slice(0, 40), days[40] + 1e6];
    const moved = backtest(changed, methods, { horizon: 1, level: 0.8 })!;
    const movedLast =
      moved.chosen.mae * moved.comparisons -
      before.chosen.mae * before.comparisons;
    // The prediction of the last day is the same: only what it is compared with moved.
    expect(Math.abs(movedLast - last)).toBeLessThanOrEqual(1e6 + 1);
    expect(Math.abs(movedLast - last)).toBeGreaterThan(
      1e6 - 2 * days[40] - 2 * last,
    );
  });

  it('come with the coverage of each method where that is asked for', () => {
    const days: (number | undefined)[] = generate(shapes.bursts, 70, 'held');
    days[30] = undefined;
    const asked = { ...options, coverageOfMethods: true };
    expect(
      backtest(days, simpleMethods, options)!.methods[0].coverage,
    ).toBeUndefined();
    const all = backtest(days, simpleMethods, asked)!;
    for (const [m, method] of simpleMethods.entries()) {
      // Alone, a method is what is chosen, and is calibrated by the walk itself.
      const { chosen } = backtest(days, [method], options)!;
      expect(all.methods[m].coverage).toEqual(chosen.coverage);
    }
    const shares = all.methods.map(({ coverage }) => coverage!.days);
    expect(new Set(shares).size).toBeGreaterThan(9);
  });

  it('leave out days of which nothing is known', () => {
    const days: (number | undefined)[] = Array(30).fill(5);
    days[20] = undefined;
    const { chosen, comparisons } = backtest(days, simpleMethods, {
      horizon: 1,
      level: 0.8,
    })!;
    expect(comparisons).toBe(15);
    expect(chosen.mae).toBeCloseTo(0, 9);
    expect(chosen.coverage.days).toBe(1);
  });

  it('are not told where there is nothing to compare with', () => {
    expect(backtest(Array(14).fill(1), methods, options)).toBeUndefined();
  });
});
