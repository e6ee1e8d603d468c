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

/** Decimals that money is written with at most; packs of round sizes need far fewer. */
const COST_PLACES = 12;
/** Decimals of a price of one token, which is a very small part of a credit. */
const PRICE_PLACES = 18;

/** An exact fraction; money of a part of a pack often has no end as a decimal. */
export interface Fraction {
  numerator: bigint;
  /** Above zero. */
  denominator: bigint;
}

export const zero: Fraction = { numerator: 0n, denominator: 1n };

/** A decimal text, such as `25.00`. */
export function fractionOf(decimal: string): Fraction {
  const [whole, part = ''] = decimal.split('.');
  return reduced(BigInt(whole + part), 10n ** BigInt(part.length));
}

export function times(a: Fraction, b: Fraction): Fraction {
  return reduced(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return reduced(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );
}

/** Zero for a division by zero: nothing was consumed, so nothing has a price. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.numerator === 0n) {
    return zero;
  }
  return b.numerator < 0n
    ? reduced(-a.numerator * b.denominator, a.denominator * -b.numerator)
    : reduced(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Micro-credits as credits. */
export function creditsAsFraction(micro: bigint): Fraction {
  return reduced(micro, 1_000_000n);
}

/** Money as decimal text, rounded half to even at the 12th place. */
export function costText(value: Fraction): string {
  return decimalText(value, COST_PLACES);
}

/** A price of one unit, rounded half to even at the 18th place. */
export function priceText(value: Fraction): string {
  return decimalText(value, PRICE_PLACES);
}

/** A quantity or credits, rounded half to even at the 12th place. */
export function quantityText(value: Fraction): string {
  return decimalText(value, COST_PLACES);
}

function reduced(numerator: bigint, denominator: bigint): Fraction {
  let a = numerator < 0n ? -numerator : numerator;
  let b = denominator;
  while (b) {
    [a, b] = [b, a % b];
  }
  return a === 0n
    ? { numerator: 0n, denominator: 1n }
    : { numerator: numerator / a, denominator: denominator / a };
}

function decimalText(
  { denominator, numerator }: Fraction,
  places: number,
): string {
  const negative = numerator < 0n;
  const scaled = (negative ? -numerator : numerator) * 10n ** BigInt(places);
  let quotient = scaled / denominator;
  const twice = (scaled % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) {
    quotient += 1n;
  }
  const digits = quotient.toString().padStart(places + 1, '0');
  const whole = digits.slice(0, -places);
  const part = digits.slice(-places).replace(/0+$/, '');
  const text = part ? `${whole}.${part}` : whole;
  return negative && text !== '0' ? `-${text}` : text;
}
