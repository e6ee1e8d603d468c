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

import { isTimeZone, parseTime } from './times';

const iso = (text: string, zone = 'UTC') =>
  new Date(parseTime(text, zone)).toISOString();

describe('parseTime', () => {
  const cases: Array<[string, string]> = [
    ['2023-11-16 18:17:03.9799600', '2023-11-16T18:17:03.979Z'],
    ['2023-11-16T18:17:03.9799600Z', '2023-11-16T18:17:03.979Z'],
    ['2023-11-16T18:17:03+07:00', '2023-11-16T11:17:03.000Z'],
    ['2023-11-16 18:17:03 +0530', '2023-11-16T12:47:03.000Z'],
    ['2023-11-16 18:17:03-05', '2023-11-16T23:17:03.000Z'],
    ['2023-11-16 18:17:03.5 UTC', '2023-11-16T18:17:03.500Z'],
    ['2023-11-16 18:17', '2023-11-16T18:17:00.000Z'],
    ['2023/1/6 8:17:03', '2023-01-06T08:17:03.000Z'],
    ['2023-11-16', '2023-11-16T00:00:00.000Z'],
    ['1700158623', '2023-11-16T18:17:03.000Z'],
    ['1700158623.979', '2023-11-16T18:17:03.979Z'],
    ['1700158623979', '2023-11-16T18:17:03.979Z'],
    ['1700158623979960', '2023-11-16T18:17:03.979Z'],
    ['1700158623979960000', '2023-11-16T18:17:03.979Z'],
    ['45', '1970-01-01T00:00:45.000Z'],
  ];
  it.each(cases)('reads %s', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it('takes times without offset in the given zone, daylight saving included', () => {
    expect(iso('2023-11-16 18:00', 'Asia/Jakarta')).toBe(
      '2023-11-16T11:00:00.000Z',
    );
    expect(iso('2023-07-01 00:00', 'Europe/Amsterdam')).toBe(
      '2023-06-30T22:00:00.000Z',
    );
    expect(iso('2023-12-01 00:00', 'Europe/Amsterdam')).toBe(
      '2023-11-30T23:00:00.000Z',
    );
    expect(iso('2023-07-01T00:00Z', 'Europe/Amsterdam')).toBe(
      '2023-07-01T00:00:00.000Z',
    );
  });

  it('refuses what is no time', () => {
    for (const text of [
      '',
      'soon',
      '2023-13-01',
      '2023-02-30 10:00',
      '16.11.2023',
      '-5',
      // Would take minutes to match.
      `x${' '.repeat(1 << 20)}x`,
    ]) {
      expect(() => parseTime(text, 'UTC')).toThrow(/is not a time/);
    }
  });
});

it('knows time zones', () => {
  expect(isTimeZone('Asia/Jakarta')).toBe(true);
  expect(isTimeZone('Asia/Nowhere')).toBe(false);
});
