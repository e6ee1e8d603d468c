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

import {
  addDays,
  addMonths,
  dayOf,
  lastDays,
  lastMonths,
  startOfDay,
} from './periods';

const iso = (instant: number) => new Date(instant).toISOString();

describe('startOfDay', () => {
  it.each([
    ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20', 'Asia/Jakarta', '2026-11-19T17:00:00.000Z'],
    ['2026-11-20', 'America/Los_Angeles', '2026-11-20T08:00:00.000Z'],
    // Clocks change later on that day.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    // Midnight does not exist: clocks go from 24:00 to 1:00.
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
    // A day is missing altogether; the next one begins where it would have.
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('of %s in %s', (day, zone, expected) => {
    expect(iso(startOfDay(day, zone))).toBe(expected);
  });

  it('and the instant before belong to different days, all year round', () => {
    for (let at = 0; at < 366; at++) {
      const day = addDays('2026-01-01', at);
      const start = startOfDay(day, 'Africa/Cairo');
      expect(dayOf(start, 'Africa/Cairo')).toBe(day);
      expect(dayOf(start - 1, 'Africa/Cairo')).toBe(addDays(day, -1));
    }
  });
});

describe('ranges', () => {
  // Still the 20th in UTC, already the 21st in Jakarta.
  const now = Date.parse('2026-11-20T18:30:00Z');

  it('are 30 days of the account, today included', () => {
    const range = lastDays(30, now, 'Asia/Jakarta');
    expect(range.periods).toHaveLength(30);
    expect(range.periods[0]).toBe('2026-10-23');
    expect(range.periods[29]).toBe('2026-11-21');
    expect(range.from).toBe('2026-10-22T17:00:00.000Z');
    expect(range.to).toBe('2026-11-21T17:00:00.000Z');
  });

  it('are 12 months of the account, this one included', () => {
    const range = lastMonths(12, now, 'Asia/Jakarta');
    expect(range.periods[0]).toBe('2025-12');
    expect(range.periods[11]).toBe('2026-11');
    expect(range.from).toBe('2025-11-30T17:00:00.000Z');
    expect(range.to).toBe('2026-11-30T17:00:00.000Z');
  });

  it('step over the ends of years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2026-01', -13)).toBe('2024-12');
  });
});
