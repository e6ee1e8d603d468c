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
import { applyShift, parseShift } from './times';

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
