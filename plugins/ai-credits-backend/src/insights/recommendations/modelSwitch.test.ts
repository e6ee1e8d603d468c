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
import { Moments } from '../statistics';
import { WorkStats } from '../workStats';
import { findSwitches } from './modelSwitch';

/** A model as it really is; what is seen of it depends on chance. */
interface Truth {
  useCase: number;
  model: number;
  events: number;
  price: number;
  /** Share of events of which the outcome is known, and that have a rating. */
  told: number;
  rated: number;
  acceptance: number;
  firstPass: number;
  success: number;
  rating: number;
}

function observed(truth: Truth, random: () => number): WorkStats {
  const price: Moments = { count: 0, sum: 0, squares: 0 };
  const rating: Moments = { count: 0, sum: 0, squares: 0 };
  const add = (moments: Moments, value: number) => {
    moments.count += 1;
    moments.sum += value;
    moments.squares += value * value;
  };
  const stats: WorkStats = {
    useCase: truth.useCase,
    action: 1,
    model: truth.model,
    credits: 0n,
    requests: truth.events,
    events: truth.events,
    recentEvents: truth.events,
    price,
    succeeded: 0,
    accepted: 0,
    judged: 0,
    firsts: truth.events,
    seconds: 0,
    flawedFirsts: 0,
    rating,
    latency: { sum: truth.events * 1_000, count: truth.events },
    inputTokens: 0,
    cachedTokens: 0,
    leastInput: 0,
    repeatedInput: 0,
  };
  for (let i = 0; i < truth.events; i++) {
    add(price, truth.price * (0.5 + random()));
    stats.succeeded += random() < truth.success ? 1 : 0;
    stats.seconds += random() < truth.firstPass ? 0 : 1;
    if (random() < truth.told) {
      stats.judged += 1;
      stats.accepted += random() < truth.acceptance ? 1 : 0;
    }
    if (random() < truth.rated) {
      const noise = random() + random() + random() - 1.5;
      add(rating, Math.min(5, Math.max(1, truth.rating + noise)));
    }
  }
  return stats;
}

const good: Omit<Truth, 'useCase' | 'model'> = {
  events: 4_000,
  price: 2,
  told: 0.8,
  rated: 0.4,
  acceptance: 0.88,
  firstPass: 0.85,
  success: 0.98,
  rating: 4.2,
};

const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

function organisation(seed: number, truths: readonly Partial<Truth>[]) {
  const random = randomOf(seed);
  return truths.map((truth, i) =>
    observed({ ...good, useCase: 1, model: i + 1, ...truth }, random),
  );
}

const found = (work: readonly WorkStats[]) =>
  findSwitches(work, 1).switches.map(({ from, to }) => [
    from.useCase,
    from.model,
    to.model,
  ]);

it.each(seeds)('finds every better model that was planted (seed %i)', seed => {
  const work = organisation(seed, [
    { useCase: 1, model: 1 },
    { useCase: 1, model: 2, price: 0.9 },
    { useCase: 2, model: 1, price: 3 },
    { useCase: 2, model: 3, price: 1 },
    // Cheaper still, and plainly worse.
    { useCase: 2, model: 4, price: 0.4, acceptance: 0.7, firstPass: 0.65 },
    // Told of by ratings alone.
    { useCase: 3, model: 1, told: 0, firstPass: 1, rated: 0.6 },
    { useCase: 3, model: 2, told: 0, firstPass: 1, rated: 0.6, price: 1 },
  ]);
  expect(found(work).sort()).toEqual([
    [1, 1, 2],
    [2, 1, 3],
    [3, 1, 2],
  ]);
});

it.each(seeds)('finds nothing where nothing is better (seed %i)', seed => {
  const work = organisation(seed, [
    // Cheaper, but worse by a measure each.
    { useCase: 1, model: 1 },
    { useCase: 1, model: 2, price: 1, acceptance: 0.8 },
    { useCase: 1, model: 3, price: 1, firstPass: 0.75 },
    { useCase: 1, model: 4, price: 1, success: 0.94 },
    { useCase: 1, model: 5, price: 1, rating: 3.8 },
    // As good, but hardly cheaper.
    { useCase: 2, model: 1 },
    { useCase: 2, model: 2, price: 1.95 },
    // As good and cheaper, as far as a handful of events tells.
    { useCase: 3, model: 1 },
    { useCase: 3, model: 2, price: 1, events: 150 },
    // Nobody says how good any of them is.
    { useCase: 4, model: 1, told: 0, rated: 0, firstPass: 1 },
    { useCase: 4, model: 2, told: 0, rated: 0, firstPass: 1, price: 1 },
    // The outcome of the cheaper one is not told.
    { useCase: 5, model: 1 },
    { useCase: 5, model: 2, price: 1, told: 0 },
  ]);
  expect(found(work)).toEqual([]);
});

it('seldom takes a model that is just worse by the margin for as good', () => {
  // Worse by the margin in 200 organisations with one pair each: at most 5 %
  // of them may get the advice.
  const wrong = Array.from({ length: 200 }, (_, i) =>
    organisation(1_000 + i, [
      { events: 1_500, told: 1, rated: 0 },
      { events: 1_500, told: 1, rated: 0, price: 1, acceptance: 0.83 },
    ]),
  ).filter(work => found(work).length > 0).length;
  expect(wrong).toBeLessThanOrEqual(200 * 0.05 + 2 * Math.sqrt(200 * 0.0475));
});

it('states the saving as a range around the truth, with its samples', () => {
  const inside = Array.from({ length: 100 }, (_, i) => {
    const [{ saving, quality, eventsPerMonth }] = findSwitches(
      organisation(2_000 + i, [{}, { price: 0.9 }]),
      0.5,
    ).switches;
    expect(eventsPerMonth).toBe(2_000);
    expect(quality.map(({ measure }) => measure)).toEqual([
      'acceptance',
      'firstPass',
      'rating',
      'success',
    ]);
    const truth = 1.1 * 2_000;
    return saving.low <= truth && truth <= saving.high;
  }).filter(Boolean).length;
  expect(inside).toBeGreaterThanOrEqual(88);
});

it('does not advise a model that answers far slower', () => {
  const [from, to] = organisation(1, [{}, { price: 0.9 }]);
  to.latency.sum *= 3;
  expect(found([from, to])).toEqual([]);
});
