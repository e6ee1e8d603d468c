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

import { Random } from '../Random';
import { WEEK } from '../shape';

/** What a day uses. */
type Days = (day: number) => number;

/** Shares of weekdays: five of about 1, and a weekend of less the more it is pronounced. */
function week(random: Random, pronounced: number): number[] {
  return Array.from({ length: WEEK }, (_, day) =>
    day < 5
      ? 1 + 0.15 * pronounced * (random.next() - 0.5)
      : Math.max(0.02, 1 - pronounced * (0.6 + 0.3 * random.next())),
  );
}

const noise = (random: Random, spread: number) =>
  Math.exp(spread * random.normal());

const level = (random: Random) => 10 ** (1 + 4 * random.next());

/** Series of known shapes. Those of the first group were looked at while the procedure was made. */
export const shapes: Record<string, (random: Random, days: number) => Days> = {
  weekday: random => {
    const [shape, size, spread] = [
      week(random, 1),
      level(random),
      0.1 + 0.25 * random.next(),
    ];
    return day => size * shape[day % WEEK] * noise(random, spread);
  },
  trend: (random, days) => {
    const [shape, size, spread] = [
      week(random, 0.8),
      level(random),
      0.1 + 0.15 * random.next(),
    ];
    const rise = (random.next() - 0.3) / days;
    return day =>
      size * (1 + rise * day) * shape[day % WEEK] * noise(random, spread);
  },
  shift: (random, days) => {
    const [shape, size, spread] = [
      week(random, 0.7),
      level(random),
      0.1 + 0.2 * random.next(),
    ];
    const since = days * (0.2 + 0.6 * random.next());
    const factor = Math.exp(
      (random.next() < 0.5 ? -1 : 1) * (0.5 + random.next()),
    );
    return day =>
      size *
      (day < since ? 1 : factor) *
      shape[day % WEEK] *
      noise(random, spread);
  },
  idle: random => {
    const [size, idle] = [level(random), 0.1 + 0.5 * random.next()];
    return () => (random.next() < idle ? 0 : size * noise(random, 0.5));
  },
  weekends: random => {
    const size = level(random);
    return day =>
      day % WEEK > 4 && random.next() < 0.9 ? 0 : size * noise(random, 0.3);
  },
  bursts: random => {
    const [size, keep] = [level(random), 0.5 + 0.3 * random.next()];
    let state = 0;
    return () => {
      state = keep * state + 0.5 * random.normal();
      return size * Math.exp(state) * (random.next() < 0.05 ? 8 : 1);
    };
  },
};

/** Shapes that were watched meanwhile, and whose errors entered what is usual of the methods. */
export const otherShapes: typeof shapes = {
  counts: random => {
    const rate = 0.5 + 6 * random.next();
    return () => {
      let count = 0;
      for (let left = Math.exp(-rate), p = random.next(); p > left; count++) {
        p *= random.next();
      }
      return count;
    };
  },
  seasons: random => {
    const [shape, size, phase] = [
      week(random, 0.9),
      level(random),
      6 * random.next(),
    ];
    return day =>
      size *
      (1 + 0.4 * Math.sin(day / 58 + phase)) *
      shape[day % WEEK] *
      noise(random, 0.2);
  },
  launch: (random, days) => {
    const [shape, size] = [week(random, 0.8), level(random)];
    const middle = days * (0.3 + 0.4 * random.next());
    return day =>
      size *
      (0.1 + 1 / (1 + Math.exp((middle - day) / (days / 10)))) *
      shape[day % WEEK] *
      noise(random, 0.25);
  },
  heavyTails: random => {
    const [shape, size] = [week(random, 0.6), level(random)];
    return day => {
      const freedom = Math.sqrt(
        (random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2) /
          3,
      );
      return (
        size * shape[day % WEEK] * noise(random, 0.3 / Math.max(0.15, freedom))
      );
    };
  },
  campaigns: random => {
    const [shape, size] = [week(random, 0.7), level(random)];
    let left = 0;
    return day => {
      left = left <= 0 && random.next() < 0.05 ? 4 : left - 1;
      return (
        size * (left > 0 ? 3 : 1) * shape[day % WEEK] * noise(random, 0.25)
      );
    };
  },
};

/** Shapes that were made up after the procedure was finished, to see how it does on what it never met. */
export const unseenShapes: typeof shapes = {
  batches: random => {
    const [size, every] = [level(random), 3 + Math.floor(random.next() * 9)];
    return day =>
      size * (day % every === 0 ? 5 : 1) * noise(random, 0.2 + 0.1 * every);
  },
  ramp: (random, days) => {
    const [shape, size] = [week(random, 0.9), level(random)];
    const stop = days * (0.5 + 0.4 * random.next());
    return day =>
      size *
      (day < stop ? 0.3 + day / days : 0.6) *
      shape[day % WEEK] *
      noise(random, 0.2);
  },
  users: random => {
    const size = level(random);
    let users = 20 + 100 * random.next();
    return day => {
      users = Math.max(1, users * (1 + 0.03 * random.normal()) + 0.3);
      const active = day % WEEK < 5 ? users : users / 4;
      return size * active * noise(random, 0.6 / Math.sqrt(1 + active / 10));
    };
  },
  outage: random => {
    const [shape, size] = [week(random, 0.7), level(random)];
    let left = 0;
    return day => {
      left = left <= 0 && random.next() < 0.02 ? 3 : left - 1;
      return left > 0 ? 0 : size * shape[day % WEEK] * noise(random, 0.3);
    };
  },
  mixture: random => {
    const [a, b] = [level(random), level(random)];
    const [one, two] = [week(random, 1), week(random, 0.2)];
    return day =>
      a * one[day % WEEK] * noise(random, 0.3) +
      b * two[day % WEEK] * noise(random, 0.8);
  },
};

/** A series of a shape; the same numbers give the same series. */
export function generate(
  make: (random: Random, days: number) => Days,
  days: number,
  seed: string,
): number[] {
  const next = make(new Random(seed), days);
  return Array.from({ length: days }, (_, day) => next(day));
}
