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

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyShift, isTimeZone, parseShift, parseTime } from './times';

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
  for (const [text, expected] of cases) {
    it(`reads ${text}`, () => assert.equal(iso(text), expected));
  }

  it('takes times without offset in the given zone, daylight saving included', () => {
    assert.equal(
      iso('2023-11-16 18:00', 'Asia/Jakarta'),
      '2023-11-16T11:00:00.000Z',
    );
    assert.equal(
      iso('2023-07-01 00:00', 'Europe/Amsterdam'),
      '2023-06-30T22:00:00.000Z',
    );
    assert.equal(
      iso('2023-12-01 00:00', 'Europe/Amsterdam'),
      '2023-11-30T23:00:00.000Z',
    );
    assert.equal(
      iso('2023-07-01T00:00Z', 'Europe/Amsterdam'),
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
    ]) {
      assert.throws(() => parseTime(text, 'UTC'), Error, text);
    }
  });
});

describe('shifts', () => {
  const shifted = (time: string, shift: string, zone = 'UTC') =>
    new Date(
      applyShift(Date.parse(time), parseShift(shift), zone),
    ).toISOString();

  it('moves by the calendar', () => {
    assert.equal(
      shifted('2023-11-16T18:17:03Z', '3y'),
      '2026-11-16T18:17:03.000Z',
    );
    assert.equal(
      shifted('2024-02-29T00:00:00Z', '1y'),
      '2025-02-28T00:00:00.000Z',
    );
    assert.equal(
      shifted('2023-11-16T00:00:00Z', '1mo2d3h4m5s'),
      '2023-12-18T03:04:05.000Z',
    );
    assert.equal(
      shifted('2023-11-16T00:00:00Z', '-1w'),
      '2023-11-09T00:00:00.000Z',
    );
  });

  it('keeps the local hour across a change of daylight saving', () => {
    // 09:00 in Amsterdam on both days.
    assert.equal(
      shifted('2023-10-28T07:00:00Z', '1d', 'Europe/Amsterdam'),
      '2023-10-29T08:00:00.000Z',
    );
  });

  it('refuses what is no duration', () => {
    for (const text of ['', '2', 'y', '2 years', '1d-2h', '1dx']) {
      assert.throws(() => parseShift(text), Error, text);
    }
  });
});

it('knows time zones', () => {
  assert.ok(isTimeZone('Asia/Jakarta'));
  assert.ok(!isTimeZone('Asia/Nowhere'));
});
