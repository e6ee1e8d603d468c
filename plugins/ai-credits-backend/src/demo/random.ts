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

/**
 * A small seeded generator of random numbers (mulberry32): the same seed gives
 * the same sequence everywhere. Good enough for scenery, for nothing else.
 */
export class Random {
  private state: number;

  /** Seeds from any values, such as a number and a date. */
  constructor(...seeds: readonly (string | number)[]) {
    this.state = hashOf(seeds.join('|'));
  }

  /** From 0, inclusive, to 1, exclusive. */
  next(): number {
    // eslint-disable-next-line no-bitwise
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = this.state;
    /* eslint-disable no-bitwise */
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
    /* eslint-enable no-bitwise */
  }

  /** A whole number from `min` to `max`, both inclusive. */
  between(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[Math.floor(this.next() * values.length)];
  }

  /** One of some values by their weights. */
  weighted<T>(values: readonly (readonly [T, number])[]): T {
    let rest =
      this.next() * values.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of values) {
      rest -= weight;
      if (rest < 0) {
        return value;
      }
    }
    return values[values.length - 1][0];
  }

  /** Log-normal around a median: most near it, a few far above. */
  skewed(median: number, sigma: number): number {
    const u = Math.max(this.next(), 1e-12);
    const normal =
      Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(sigma * normal);
  }

  /** How often something happens that happens `mean` times on average. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    let product = this.next();
    while (product > limit && count < 500) {
      count += 1;
      product *= this.next();
    }
    return count;
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    // eslint-disable-next-line no-bitwise
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash;
}
