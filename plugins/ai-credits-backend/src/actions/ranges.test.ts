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

import { RangeName } from 'backstage-plugin-ai-credits-common';
import { readRange } from './ranges';

const now = Date.parse('2026-11-21T16:30:00Z');

describe('readRange', () => {
  it.each<[RangeName, string, string]>([
    ['today', '2026-11-20T17:00:00.000Z', '2026-11-21T17:00:00.000Z'],
    ['yesterday', '2026-11-19T17:00:00.000Z', '2026-11-20T17:00:00.000Z'],
    ['last7Days', '2026-11-14T17:00:00.000Z', '2026-11-21T17:00:00.000Z'],
    ['last30Days', '2026-10-22T17:00:00.000Z', '2026-11-21T17:00:00.000Z'],
    ['thisMonth', '2026-10-31T17:00:00.000Z', '2026-11-21T17:00:00.000Z'],
    ['lastMonth', '2026-09-30T17:00:00.000Z', '2026-10-31T17:00:00.000Z'],
    ['last3Months', '2026-08-31T17:00:00.000Z', '2026-11-21T17:00:00.000Z'],
    ['last6Months', '2026-05-31T17:00:00.000Z', '2026-11-21T17:00:00.000Z'],
    ['last12Months', '2025-11-30T17:00:00.000Z', '2026-11-21T17:00:00.000Z'],
  ])('reads %s in the days of the zone', (range, from, to) => {
    expect(readRange({ range }, now, 'Asia/Jakarta')).toEqual({ from, to });
    expect(readRange({}, now, 'Asia/Jakarta', range)).toEqual({ from, to });
  });

  it('begins days at midnight, daylight saving or not', () => {
    expect(
      readRange(
        { from: '2026-10-25', to: '2026-10-26' },
        now,
        'Europe/Amsterdam',
        'today',
      ),
    ).toEqual({
      from: '2026-10-24T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
  });

  it('leaves times and what is no day as they are', () => {
    const asked = { from: '2026-10-25T10:00:00+02:00', to: '2026-02-30' };
    expect(readRange(asked, now, 'UTC', 'today')).toEqual(asked);
    expect(readRange({ from: '2026-10-25' }, now, 'UTC', 'today')).toEqual({
      from: '2026-10-25T00:00:00.000Z',
    });
  });

  it('asks for nothing where nothing is asked for', () => {
    expect(readRange({}, now, 'UTC')).toEqual({});
  });

  it('refuses a name beside ends', () => {
    expect(() =>
      readRange({ range: 'today', to: '2026-10-25' }, now, 'UTC'),
    ).toThrow('range: not together with from or to');
  });
});
