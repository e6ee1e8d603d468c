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
import fc from 'fast-check';
import {
  divideHalfEven,
  formatCredits,
  MAX_AMOUNT,
  parseCredits,
  sumCredits,
} from './amounts';

const anyAmount = fc.bigInt({ min: -MAX_AMOUNT, max: MAX_AMOUNT });

describe('parseCredits and formatCredits', () => {
  it('read what they write, for every amount', () => {
    fc.assert(
      fc.property(anyAmount, amount => {
        const text = formatCredits(amount);
        expect(parseCredits(text)).toBe(amount);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,5}[1-9])?$/);
      }),
    );
  });

  it('read a JSON number as what was written in the document', () => {
    // Up to 15 digits a double prints as it was written.
    fc.assert(
      fc.property(
        fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n }),
        amount => {
          const number: number = JSON.parse(formatCredits(amount));
          expect(parseCredits(number)).toBe(amount);
        },
      ),
    );
  });

  it('keep a million times 0.000001 at exactly 1', () => {
    const one = parseCredits('0.000001');
    expect(one).toBe(1n);
    expect(formatCredits(sumCredits(Array(1_000_000).fill(one)))).toBe('1');
  });

  it.each([
    ['2.5', 2_500_000n],
    [' 8 ', 8_000_000n],
    ['007', 7_000_000n],
    ['-0', 0n],
    ['-0.000001', -1n],
    [0.1, 100_000n],
    [-0, 0n],
    [1e3, 1_000_000_000n],
    [1e-6, 1n],
    ['9000000000', MAX_AMOUNT],
    ['-9000000000', -MAX_AMOUNT],
  ])('take %p', (value, expected) => {
    expect(parseCredits(value)).toBe(expected);
  });

  it.each([
    '1.0000001',
    1.0000001,
    1e-7,
    5e-324,
    1e21,
    1e308,
    0.1 + 0.2,
    NaN,
    Infinity,
    -Infinity,
    '',
    ' ',
    '.5',
    '5.',
    '+5',
    '1e3',
    '1,5',
    '1_000',
    '0x10',
    'NaN',
    '--1',
    '1 2',
    '٣',
    '9000000000.000001',
    '-9000000000.000001',
    9007199254740993,
    '99999999999999999999',
  ])('refuse %p', value => {
    expect(() => parseCredits(value)).toThrow(InputError);
  });

  it('name the field', () => {
    expect(() => parseCredits('x', 'maxCredits')).toThrow(
      /^maxCredits must be/,
    );
    expect(() => parseCredits('9000000001', 'maxCredits')).toThrow(
      'maxCredits must not exceed 9000000000 credits',
    );
  });

  it('keep every amount exact as a double', () => {
    expect(MAX_AMOUNT < BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
  });
});

describe('divideHalfEven', () => {
  it.each([
    [1n, 2n, 0n],
    [3n, 2n, 2n],
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-1n, 2n, 0n],
    [-3n, 2n, -2n],
    [-5n, 2n, -2n],
    [2n, 3n, 1n],
    [1n, 3n, 0n],
    [0n, 3n, 0n],
  ])('%p / %p is %p', (numerator, denominator, quotient) => {
    expect(divideHalfEven(numerator, denominator)).toBe(quotient);
  });

  it('is never further than half away, and even at half', () => {
    fc.assert(
      fc.property(
        fc.bigInt(-(10n ** 30n), 10n ** 30n),
        fc.oneof(fc.bigInt(1n, 12n), fc.bigInt(1n, 10n ** 20n)),
        (numerator, denominator) => {
          const quotient = divideHalfEven(numerator, denominator);
          const twice = 2n * (numerator - quotient * denominator);
          const distance = twice < 0n ? -twice : twice;
          expect(distance <= denominator).toBe(true);
          expect(distance === denominator && quotient % 2n !== 0n).toBe(false);
          expect(divideHalfEven(-numerator, denominator)).toBe(-quotient);
        },
      ),
    );
  });

  it('refuses a denominator that is not positive', () => {
    expect(() => divideHalfEven(1n, 0n)).toThrow(RangeError);
    expect(() => divideHalfEven(1n, -1n)).toThrow(RangeError);
  });
});
