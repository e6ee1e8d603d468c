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

/**
 * An amount in micro-credits (10^-6 credits). All arithmetic on money-like
 * numbers happens on this type; floating point never touches an amount.
 *
 * @public
 */
export type MicroCredits = bigint;

/**
 * Micro-credits in one credit.
 *
 * @public
 */
export const MICRO_PER_CREDIT = 1_000_000n;

/**
 * The largest amount that is accepted or stored, in micro-credits: nine
 * billion credits. It stays below 2^53, so that an amount read from a driver
 * that returns doubles is still exact.
 *
 * @public
 */
export const MAX_AMOUNT: MicroCredits = 9_000_000_000n * MICRO_PER_CREDIT;

const DECIMAL = /^(-?)(\d{1,16})(?:\.(\d{1,6}))?$/;

/**
 * Parses credits written as a decimal string, or as a JSON number that is
 * exact, into micro-credits.
 *
 * @param value - credits with up to 6 decimals, such as `"2.5"` or `8`
 * @param field - the name used in error messages
 * @returns micro-credits
 * @throws InputError when the value is no number, has more than 6 decimals or
 *   lies outside of ±{@link MAX_AMOUNT}
 * @public
 */
export function parseCredits(
  value: string | number,
  field: string = 'credits',
): MicroCredits {
  const text = typeof value === 'number' ? plainNumber(value) : value.trim();
  const match = DECIMAL.exec(text);
  if (!match) {
    throw new InputError(
      `${field} must be a decimal number of credits with at most 6 decimals`,
    );
  }
  const [, sign, whole, fraction = ''] = match;
  const micro =
    BigInt(whole) * MICRO_PER_CREDIT + BigInt(fraction.padEnd(6, '0'));
  if (micro > MAX_AMOUNT) {
    throw new InputError(
      `${field} must not exceed ${formatCredits(MAX_AMOUNT)} credits`,
    );
  }
  return sign ? -micro : micro;
}

/** Writes a JSON number without an exponent; small exact values such as 1e-6 arrive that way. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) {
    return 'NaN';
  }
  const text = String(value);
  return text.includes('e-') ? value.toFixed(20).replace(/0+$/, '') : text;
}

/**
 * Formats micro-credits as a decimal string of credits, without trailing
 * zeros: `2500000n` becomes `"2.5"`.
 *
 * @public
 */
export function formatCredits(amount: MicroCredits): string {
  const negative = amount < 0n;
  const absolute = negative ? -amount : amount;
  const whole = absolute / MICRO_PER_CREDIT;
  const fraction = absolute % MICRO_PER_CREDIT;
  const tail = fraction
    ? `.${fraction.toString().padStart(6, '0').replace(/0+$/, '')}`
    : '';
  return `${negative ? '-' : ''}${whole}${tail}`;
}

/**
 * Divides and rounds half to even, the only rounding there is; it is applied
 * once, when a price is computed.
 *
 * @param numerator - any sign
 * @param denominator - above zero
 * @public
 */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) {
    throw new RangeError('denominator must be positive');
  }
  const negative = numerator < 0n;
  const absolute = negative ? -numerator : numerator;
  let quotient = absolute / denominator;
  const twice = (absolute % denominator) * 2n;
  if (twice > denominator || (twice === denominator && quotient % 2n === 1n)) {
    quotient += 1n;
  }
  return negative ? -quotient : quotient;
}

/**
 * Sums micro-credits.
 *
 * @public
 */
export function sumCredits(amounts: Iterable<MicroCredits>): MicroCredits {
  let total = 0n;
  for (const amount of amounts) {
    total += amount;
  }
  return total;
}
