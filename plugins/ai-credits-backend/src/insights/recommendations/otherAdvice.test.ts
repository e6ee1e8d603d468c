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
import { WorkStats } from '../workStats';
import { findRepeatedInput } from './cachedInput';
import { AllocationUse, findIdleAllocations } from './idleAllocations';
import { findQuietHours, isPeak, Slot } from './offPeak';

const seeds = Array.from({ length: 30 }, (_, i) => i + 1);

/** A week by the hour; `slower` and `failing` hold while most people work. */
function week(
  seed: number,
  options: { slower?: number; failing?: number; outage?: boolean } = {},
): Slot[] {
  const random = randomOf(seed);
  const slots: Slot[] = [];
  for (let weekday = 1; weekday <= 7; weekday++) {
    for (let hour = 0; hour < 24; hour++) {
      const peak = isPeak({ weekday, hour });
      const requests = peak ? 60 : 15;
      const down = options.outage && weekday === 2 && hour === 14;
      const rate = down ? 0.9 : 0.02 + (peak ? options.failing ?? 0 : 0);
      let failed = 0;
      for (let i = 0; i < requests; i++) {
        failed += random() < rate ? 1 : 0;
      }
      slots.push({
        model: 'gpt-4o',
        weekday,
        hour,
        requests,
        failed,
        timed: requests,
        averageLatencyMs:
          1_900 * (0.8 + 0.4 * random()) * (peak ? options.slower ?? 1 : 1),
        failedCredits: failed * 2,
      });
    }
  }
  return slots;
}

it.each(seeds)(
  'finds hours that are slow or fail, and no others (seed %i)',
  seed => {
    const because = (slots: Slot[]) =>
      findQuietHours(slots, 0.95).found.flatMap(each => each.because);
    expect(because(week(seed))).toEqual([]);
    expect(because(week(seed, { slower: 1.5 }))).toEqual(['latency']);
    expect(because(week(seed, { failing: 0.08 }))).toEqual(['failures']);
    // A difference that hardly anybody would notice, and one bad hour.
    expect(because(week(seed, { slower: 1.1 }))).toEqual([]);
    expect(because(week(seed, { outage: true }))).toEqual([]);
  },
);

it('says that there is too little to tell', () => {
  const little = week(1, { slower: 3 }).map(slot => ({
    ...slot,
    requests: 1,
    timed: 1,
  }));
  expect(findQuietHours(little, 0.95)).toEqual({ found: [], compared: 0 });
});

const work = {
  useCase: 1,
  action: 2,
  model: 3,
  events: 1_000,
  inputTokens: 5_000_000,
  cachedTokens: 0,
  leastInput: 3_000,
  repeatedInput: 400_000,
} as WorkStats;

it('advises caching where input is repeated and cached input is cheaper', () => {
  const cheaper = 0.0001;
  const [found] = findRepeatedInput([work], () => cheaper, 0.5);
  expect(found.repeated).toEqual({ low: 400_000, high: 2_997_000 });
  expect(found.saving.low).toBeCloseTo(20, 6);
  expect(found.saving.high).toBeCloseTo(149.85, 6);
  const none: Array<[Partial<WorkStats>, number]> = [
    [{}, 0],
    [{ events: 150 }, cheaper],
    [{ cachedTokens: 1_500_000 }, cheaper],
    // Prompts that may be short share nothing that a cache would keep.
    [{ leastInput: 900, repeatedInput: 0 }, cheaper],
  ];
  for (const [change, gain] of none) {
    expect(
      findRepeatedInput([{ ...work, ...change }], () => gain, 0.5),
    ).toEqual([]);
  }
});

const credits = (amount: number) => BigInt(amount) * 1_000_000n;
function budget(
  id: number,
  allocation: number,
  used: readonly number[],
  siblings = 'month/group:commerce',
): AllocationUse {
  return {
    id,
    siblings,
    allocation: credits(allocation),
    closed: used.map(each => ({
      allocation: credits(allocation),
      used: credits(each),
    })),
  };
}

it('moves what an idle budget never uses to the sibling that lacks most', () => {
  const found = findIdleAllocations([
    budget(1, 1_000, [200, 240, 100]),
    budget(2, 500, [520, 300]),
    budget(3, 500, [900, 400]),
  ]);
  expect(found).toEqual([
    expect.objectContaining({
      movable: credits(700),
      mostUsed: credits(240),
      periods: 3,
      to: expect.objectContaining({ id: 3 }),
    }),
  ]);
});

it('moves nothing without two closed periods, a lack beside it, or enough to move', () => {
  const lacking = budget(9, 500, [600, 600]);
  for (const idle of [
    budget(1, 1_000, [100]),
    budget(1, 1_000, [100, 600]),
    budget(1, 12, [1, 2]),
    budget(1, 1_000, [100, 100], 'month/group:content'),
  ]) {
    expect(findIdleAllocations([idle, lacking])).toEqual([]);
  }
  expect(
    findIdleAllocations([
      budget(1, 1_000, [100, 100]),
      budget(2, 500, [300, 300]),
    ]),
  ).toEqual([]);
});
