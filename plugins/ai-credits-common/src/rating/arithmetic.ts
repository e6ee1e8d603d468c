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

import { InputError } from '@backstage/errors';
import {
  divideHalfEven,
  formatCredits,
  MAX_AMOUNT,
  MicroCredits,
} from '../amounts';

/**
 * What a price consists of, in the order in which left-over micro-credits are
 * handed out when remainders are equal.
 *
 * @public
 */
export const priceParts = [
  'perRequest',
  'inputTokens',
  'cachedInputTokens',
  'outputTokens',
  'reasoningTokens',
  'images',
  'units',
] as const;
/** @public */
export type PricePart = (typeof priceParts)[number];

/**
 * A price by its parts, in micro-credits; they add up to the price exactly.
 *
 * @public
 */
export type PriceBreakdown = Record<PricePart, MicroCredits>;

/** A multiplier as a reduced fraction. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Quantities and prices by part; both in the order of {@link priceParts}. */
export interface Tariff {
  /** Micro-credits per 1,000,000 of each part. */
  readonly prices: readonly bigint[];
  readonly multiplier: Fraction;
  /** The same in numbers, absent where a number would not be exact. */
  readonly numbers?: {
    readonly prices: readonly number[];
    readonly numerator: number;
    readonly denominator: number;
  };
}

/** What prices are quoted per. */
export const PRICE_UNIT = 1_000_000n;

const PARTS = priceParts.length;

/** Reads a multiplier such as `"2.5"` into a reduced fraction. */
export function parseMultiplier(text: string): Fraction {
  const [whole, fraction = ''] = text.split('.');
  const numerator = BigInt(whole + fraction);
  const denominator = 10n ** BigInt(fraction.length);
  const divisor = greatestCommonDivisor(numerator, denominator);
  return {
    numerator: numerator / divisor,
    denominator: denominator / divisor,
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** Builds a tariff from prices per 1,000,000 of each part. */
export function createTariff(
  prices: readonly bigint[],
  multiplier: Fraction,
): Tariff {
  const denominator = multiplier.denominator * PRICE_UNIT;
  const exact = [...prices, multiplier.numerator, denominator].every(
    value => value <= BigInt(Number.MAX_SAFE_INTEGER),
  );
  return {
    prices,
    multiplier,
    numbers: exact
      ? {
          prices: prices.map(Number),
          numerator: Number(multiplier.numerator),
          denominator: Number(denominator),
        }
      : undefined,
  };
}

/**
 * Prices quantities: multiplier × Σ quantity × price / 1,000,000, rounded once,
 * half to even, and broken down by largest remainder.
 *
 * @param quantities - integers of zero or more, in the order of {@link priceParts}
 * @throws InputError when the price exceeds {@link MAX_AMOUNT}
 */
export function price(
  tariff: Tariff,
  quantities: readonly number[],
): { credits: MicroCredits; parts: MicroCredits[] } {
  const priced =
    priceInNumbers(tariff, quantities) ?? priceInBigints(tariff, quantities);
  if (priced.credits > MAX_AMOUNT) {
    throw new InputError(
      `the price of this usage exceeds ${formatCredits(MAX_AMOUNT)} credits`,
    );
  }
  return priced;
}

/**
 * The path nearly every event takes. Nothing here is negative and rounding to
 * a double is monotone, so a sum or product that comes out below 2^53 had
 * only exact steps; anything else is left to the bigint path. `%` on doubles
 * is exact, and what it leaves divides without remainder.
 */
export function priceInNumbers(
  tariff: Tariff,
  quantities: readonly number[],
): { credits: MicroCredits; parts: MicroCredits[] } | undefined {
  const { numbers } = tariff;
  if (!numbers) {
    return undefined;
  }
  const { prices, numerator, denominator } = numbers;
  let total = 0;
  let used = 0;
  let last = 0;
  for (let i = 0; i < PARTS; i++) {
    const quantity = quantities[i];
    if (quantity > 0 && prices[i] > 0) {
      total += quantity * prices[i];
      used += 1;
      last = i;
    }
  }
  const parts = new Array<bigint>(PARTS).fill(0n);
  if (used === 0) {
    return { credits: 0n, parts };
  }
  const scaled = total * numerator;
  if (total > Number.MAX_SAFE_INTEGER || scaled > Number.MAX_SAFE_INTEGER) {
    return undefined;
  }

  const rest = scaled % denominator;
  let credits = (scaled - rest) / denominator;
  if (rest * 2 > denominator || (rest * 2 === denominator && credits % 2)) {
    credits += 1;
  }
  if (used === 1) {
    parts[last] = BigInt(credits);
    return { credits: parts[last], parts };
  }

  const remainders = new Array<number>(PARTS).fill(0);
  let missing = credits;
  for (let i = 0; i < PARTS; i++) {
    const share = quantities[i] * prices[i] * numerator;
    if (share > 0) {
      remainders[i] = share % denominator;
      const floor = (share - remainders[i]) / denominator;
      parts[i] = BigInt(floor);
      missing -= floor;
    }
  }
  handOut(parts, remainders, missing);
  return { credits: BigInt(credits), parts };
}

/** The same for quantities and prices of any size. */
export function priceInBigints(
  tariff: Tariff,
  quantities: readonly number[],
): { credits: MicroCredits; parts: MicroCredits[] } {
  const { prices, multiplier } = tariff;
  const denominator = multiplier.denominator * PRICE_UNIT;
  const shares = prices.map(
    (unitPrice, i) => BigInt(quantities[i]) * unitPrice * multiplier.numerator,
  );
  const credits = divideHalfEven(
    shares.reduce((sum, share) => sum + share, 0n),
    denominator,
  );
  const parts = shares.map(share => share / denominator);
  const remainders = shares.map(share => share % denominator);
  const missing = parts.reduce((left, part) => left - part, credits);
  handOut(parts, remainders, Number(missing));
  return { credits, parts };
}

/** Gives one micro-credit each to the parts with the largest remainders. */
function handOut<T extends number | bigint>(
  parts: bigint[],
  remainders: T[],
  missing: number,
): void {
  if (missing === 0) {
    return;
  }
  const order = remainders
    .map((_, i) => i)
    .sort((a, b) => {
      if (remainders[a] === remainders[b]) {
        return a - b;
      }
      return remainders[a] > remainders[b] ? -1 : 1;
    });
  for (const i of order.slice(0, missing)) {
    parts[i] += 1n;
  }
}
