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
  granularitiesFor,
  granularityOf,
  periodKey,
  periodsOf,
  resolveRange,
  sameDayOfMonth,
} from './ranges';

// Still the 20th in UTC, 1:30 of the 21st in Jakarta.
const now = Date.parse('2026-11-20T18:30:00Z');
const jakarta = 'Asia/Jakarta';
const berlin = 'Europe/Berlin';

describe('resolveRange', () => {
  it.each([
    ['today', '2026-11-21', '2026-11-21', '2026-11-20', '2026-11-20'],
    ['yesterday', '2026-11-20', '2026-11-20', '2026-11-19', '2026-11-19'],
    ['last7Days', '2026-11-15', '2026-11-21', '2026-11-08', '2026-11-14'],
    ['last30Days', '2026-10-23', '2026-11-21', '2026-09-23', '2026-10-22'],
    ['thisMonth', '2026-11-01', '2026-11-21', '2026-10-01', '2026-10-21'],
    ['lastMonth', '2026-10-01', '2026-10-31', '2026-09-01', '2026-09-30'],
    ['last3Months', '2026-09-01', '2026-11-21', '2026-06-01', '2026-08-21'],
    ['last6Months', '2026-06-01', '2026-11-21', '2025-12-01', '2026-05-21'],
    ['last12Months', '2025-12-01', '2026-11-21', '2024-12-01', '2025-11-21'],
  ] as const)(
    '%s is of the account, and so is the period before',
    (preset, first, last, firstBefore, lastBefore) => {
      const range = resolveRange({ preset }, now, jakarta);
      expect([range.firstDay, range.lastDay]).toEqual([first, last]);
      expect([range.before.firstDay, range.before.lastDay]).toEqual([
        firstBefore,
        lastBefore,
      ]);
      expect(range.from).toMatch(/T17:00:00\.000Z$/);
      expect(range.to).toMatch(/T17:00:00\.000Z$/);
    },
  );

  it('compares a running day with the same hours of the day before', () => {
    const { from, before, running } = resolveRange(
      { preset: 'today' },
      now,
      jakarta,
    );
    expect(running).toBe(true);
    expect(from).toBe('2026-11-20T17:00:00.000Z');
    // The second hour has begun.
    expect(before.from).toBe('2026-11-19T17:00:00.000Z');
    expect(before.to).toBe('2026-11-19T19:00:00.000Z');
    // At midnight itself there is an hour to compare with too.
    const midnight = resolveRange(
      { preset: 'today' },
      Date.parse(from),
      jakarta,
    );
    expect(Date.parse(midnight.before.to)).toBeGreaterThan(
      Date.parse(midnight.before.from),
    );
  });

  it('compares what is over with all of as many days before', () => {
    const range = resolveRange(
      { preset: 'custom', firstDay: '2026-11-02', lastDay: '2026-11-08' },
      now,
      jakarta,
    );
    expect(range.running).toBe(false);
    expect(range.days).toBe(7);
    expect(range.before.firstDay).toBe('2026-10-26');
    expect(range.before.to).toBe(range.from);
  });

  it('compares a month that is over with all of the month before, in the zone of the account', () => {
    // Still October in UTC, November in Jakarta.
    const at = Date.parse('2026-10-31T20:00:00Z');
    const last = resolveRange({ preset: 'lastMonth' }, at, jakarta);
    expect([last.firstDay, last.lastDay, last.days]).toEqual([
      '2026-10-01',
      '2026-10-31',
      31,
    ]);
    expect(last.running).toBe(false);
    expect(last.from).toBe('2026-09-30T17:00:00.000Z');
    expect(last.to).toBe('2026-10-31T17:00:00.000Z');
    expect(resolveRange({ preset: 'lastMonth' }, at, 'UTC').lastDay).toBe(
      '2026-09-30',
    );
    // February is set against all 31 days of January, over the turn of a year too.
    const march = resolveRange(
      { preset: 'lastMonth' },
      Date.parse('2026-03-31T10:00:00Z'),
      berlin,
    );
    expect([march.firstDay, march.lastDay]).toEqual([
      '2026-02-01',
      '2026-02-28',
    ]);
    expect([march.before.firstDay, march.before.lastDay]).toEqual([
      '2026-01-01',
      '2026-01-31',
    ]);
    expect(march.before.to).toBe(march.from);
    expect(
      resolveRange(
        { preset: 'lastMonth' },
        Date.parse('2026-01-01T10:00:00Z'),
        berlin,
      ).firstDay,
    ).toBe('2025-12-01');
  });

  it('takes own dates in either order', () => {
    const range = resolveRange(
      { preset: 'custom', firstDay: '2026-11-08', lastDay: '2026-11-02' },
      now,
      jakarta,
    );
    expect([range.firstDay, range.lastDay]).toEqual([
      '2026-11-02',
      '2026-11-08',
    ]);
  });

  it('keeps days whole when clocks change', () => {
    const range = resolveRange(
      { preset: 'custom', firstDay: '2026-03-29', lastDay: '2026-03-29' },
      now,
      berlin,
    );
    expect(range.days).toBe(1);
    expect(Date.parse(range.to) - Date.parse(range.from)).toBe(23 * 3_600_000);
    // The day before is not one hour short for that.
    expect(range.before.from).toBe('2026-03-27T23:00:00.000Z');
  });

  it('ends where a shorter month does', () => {
    const range = resolveRange(
      { preset: 'last3Months' },
      Date.parse('2026-05-31T10:00:00Z'),
      'UTC',
    );
    expect(range.before.firstDay).toBe('2025-12-01');
    expect(range.before.lastDay).toBe('2026-02-28');
    // All of February is compared with all of May until its last day.
    expect(range.before.to).toBe('2026-03-01T00:00:00.000Z');
    expect(sameDayOfMonth('2024-01-31', 1).day).toBe('2024-02-29');
  });
});

describe('granularities', () => {
  it.each([
    [1, ['hour'], 'hour'],
    [7, ['hour', 'day'], 'day'],
    [30, ['day', 'week'], 'day'],
    [82, ['day', 'week', 'month'], 'week'],
    [356, ['day', 'week', 'month'], 'month'],
    [1_096, ['week', 'month'], 'month'],
  ] as const)('of %d days are %j, %s unless chosen', (days, all, initial) => {
    expect(granularitiesFor(days)).toEqual(all);
    expect(granularityOf(days)).toBe(initial);
  });

  it('keeps a choice as long as it fits', () => {
    expect(granularityOf(7, 'hour')).toBe('hour');
    expect(granularityOf(30, 'hour')).toBe('day');
  });
});

describe('periodsOf', () => {
  const day = (firstDay: string, lastDay = firstDay) =>
    resolveRange({ preset: 'custom', firstDay, lastDay }, now, berlin);

  it('has 23 and 25 hours on the days when clocks change', () => {
    expect(periodsOf(day('2026-03-29'), 'hour', now)).toHaveLength(23);
    const long = periodsOf(day('2026-10-25'), 'hour', now);
    expect(long).toHaveLength(25);
    expect(new Set(long).size).toBe(25);
    // The same hour as the server writes it, the second time around.
    expect(long).toContain(periodKey('2026-10-25T02:00:00+01:00', 'hour'));
    expect(long).toContain(periodKey('2026-10-25T02:00:00+02:00', 'hour'));
  });

  it('leaves out hours that have not begun', () => {
    const today = resolveRange({ preset: 'today' }, now, jakarta);
    expect(periodsOf(today, 'hour', now)).toEqual([
      '2026-11-20T17:00:00.000Z',
      '2026-11-20T18:00:00.000Z',
    ]);
  });

  it('begins weeks on Monday and counts every month', () => {
    const range = day('2026-10-30', '2026-12-02');
    expect(periodsOf(range, 'week', now)).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    expect(periodsOf(range, 'month', now)).toEqual([
      '2026-10',
      '2026-11',
      '2026-12',
    ]);
    expect(periodsOf(range, 'day', now)).toHaveLength(34);
  });
});
