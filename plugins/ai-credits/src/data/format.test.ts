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

import { createFormats, multiplyDecimal, resolveLocale } from './format';

describe('formats', () => {
  const en = createFormats('en-GB');
  const id = createFormats('id');

  it('shows two decimals, all six on demand', () => {
    expect(en.credits('12345.678901')).toBe('12,345.68');
    expect(id.credits('12345.678901')).toBe('12.345,68');
    expect(en.creditsExact('12345.678901')).toBe('12,345.678901');
    expect(en.creditsExact(-1_000_001n)).toBe('-1.000001');
  });

  it('never shows a charge as nothing', () => {
    expect(en.credits('0.000001')).toBe('0.000001');
    expect(en.credits(4_312n)).toBe('0.004312');
    expect(en.credits('0')).toBe('0');
  });

  it('keeps amounts exact that a floating point number would not hold', () => {
    expect(en.creditsExact('9007199254740993.000001')).toBe(
      '9,007,199,254,740,993.000001',
    );
  });

  it('abbreviates for axes only', () => {
    expect(en.creditsShort(12_400)).toMatch(/^12\.4k$/i);
    expect(id.creditsTiny(2_300)).toBe('2,3rb');
    expect(en.estimate(44_340_625n)).toBe('44.3 million');
    expect(en.estimate(1_200)).toBe('1,200');
  });

  it('signs changes and keeps small shares legible', () => {
    expect(en.change(0.12)).toBe('+12%');
    expect(en.share(0.012)).toBe('1.2%');
    expect(en.share(1.04)).toBe('104%');
  });

  it('writes days as days, wherever the reader is', () => {
    // Whether a comma follows the weekday depends on the runtime's data.
    expect(en.dayLong('2026-11-20')).toMatch(/^Friday,? 20 November 2026$/);
    expect(id.weekday('2026-11-20')).toBe('Jum');
    expect(en.minute('2026-11-20T18:30:00Z', 'Asia/Jakarta')).toBe(
      '21 Nov 2026, 01:30',
    );
  });
});

it('prefers the variant of the language that the reader has set', () => {
  expect(resolveLocale('en', ['de-DE', 'en-GB', 'en-US'])).toBe('en-GB');
  expect(resolveLocale('id', ['en-US'])).toBe('id');
  expect(resolveLocale('en', ['en-US@posix', 'en-US'])).toBe('en-US');
  expect(resolveLocale('en', ['en-US@posix'])).toBe('en');
});

it('multiplies money exactly', () => {
  expect(multiplyDecimal('25.10', 3)).toBe('75.30');
  expect(multiplyDecimal('0.07', 1)).toBe('0.07');
  expect(multiplyDecimal('25', 4)).toBe('100');
});
