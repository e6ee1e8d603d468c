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

import { ReportSchedule } from 'backstage-plugin-ai-credits-common';
import { rangeBefore, rangeOf } from './ranges';
import { checkSchedule, lastDue, nextTimes } from './schedule';

const AT = Date.parse('2026-11-20T12:00:00Z');
const iso = (times: number[]) => times.map(t => new Date(t).toISOString());
const next = (schedule: ReportSchedule, zone: string, count = 2, at = AT) =>
  iso(nextTimes(schedule, zone, at, count));

describe('schedules', () => {
  it('fire in the time zone of the account, over changes of its clock', () => {
    expect(next({ kind: 'none' }, 'UTC')).toEqual([]);
    expect(next({ kind: 'daily', time: '07:30' }, 'Asia/Jakarta')).toEqual([
      '2026-11-21T00:30:00.000Z',
      '2026-11-22T00:30:00.000Z',
    ]);
    expect(
      next({ kind: 'weekly', weekday: 'sunday', time: '00:00' }, 'UTC'),
    ).toEqual(['2026-11-22T00:00:00.000Z', '2026-11-29T00:00:00.000Z']);
    expect(
      next({ kind: 'monthly', day: 'last', time: '23:00' }, 'UTC', 3),
    ).toEqual([
      '2026-11-30T23:00:00.000Z',
      '2026-12-31T23:00:00.000Z',
      '2027-01-31T23:00:00.000Z',
    ]);
    // The clocks of Amsterdam go back on 25 October 2026.
    expect(
      next(
        { kind: 'daily', time: '07:00' },
        'Europe/Amsterdam',
        2,
        Date.parse('2026-10-24T00:00:00Z'),
      ),
    ).toEqual(['2026-10-24T05:00:00.000Z', '2026-10-25T06:00:00.000Z']);
  });

  it.each([
    ['0 0 30 2 *', /names no date that exists/],
    ['0 7 31 4,6,9,11 *', /names no date that exists/],
    ['*/30 * * * *', /more often than once an hour/],
    ['0,59 7 * * *', /more often than once an hour/],
    ['0 7 * * * *', /no cron expression of five fields/],
    ['soon', /no cron expression of five fields/],
    ['0 25 * * *', /no cron expression of five fields/],
  ])('refuse %s', (expression, message) => {
    expect(() =>
      checkSchedule({ kind: 'cron', expression }, 'UTC', AT),
    ).toThrow(message);
  });

  it.each(['0 * * * *', '15 7 * * MON-FRI', '0 7 29 2 *', '0 6 L * *'])(
    'take %s',
    expression => {
      expect(() =>
        checkSchedule({ kind: 'cron', expression }, 'Asia/Jakarta', AT),
      ).not.toThrow();
    },
  );

  it('make up for what was missed once, with the last of it', () => {
    const daily = { kind: 'daily', time: '07:00' } as const;
    const first = Date.parse('2026-11-10T07:00:00Z');
    const { due, next: then } = lastDue(daily, 'UTC', first, AT);
    expect(iso([due, then!])).toEqual([
      '2026-11-20T07:00:00.000Z',
      '2026-11-21T07:00:00.000Z',
    ]);
    expect(lastDue(daily, 'UTC', first, first).due).toBe(first);
  });
});

describe('ranges', () => {
  const range = (
    kind: Parameters<typeof rangeOf>[0]['kind'],
    at: string,
    zone: string,
  ) => {
    const { from, to } = rangeOf({ kind }, Date.parse(at), zone);
    return iso([from, to]);
  };

  it('are whole days of the account', () => {
    expect(range('daily', '2026-11-20T18:00:00Z', 'Asia/Jakarta')).toEqual([
      '2026-11-19T17:00:00.000Z',
      '2026-11-20T17:00:00.000Z',
    ]);
    // A day of 25 hours is one day.
    expect(range('daily', '2026-10-26T05:00:00Z', 'Europe/Amsterdam')).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
    expect(range('weekly', '2026-11-20T12:00:00Z', 'UTC')).toEqual([
      '2026-11-13T00:00:00.000Z',
      '2026-11-20T00:00:00.000Z',
    ]);
    expect(range('monthly', '2026-03-01T00:00:00Z', 'UTC')).toEqual([
      '2026-02-01T00:00:00.000Z',
      '2026-03-01T00:00:00.000Z',
    ]);
  });

  it('are compared with what is as long before; a month with the month before', () => {
    const before = (
      kind: Parameters<typeof rangeBefore>[0],
      from: string,
      to: string,
      zone = 'UTC',
    ) => {
      const found = rangeBefore(
        kind,
        { from: Date.parse(from), to: Date.parse(to) },
        zone,
      );
      return iso([found.from, found.to]);
    };
    expect(
      before('monthly', '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z'),
    ).toEqual(['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z']);
    expect(
      before(
        'weekly',
        '2026-10-24T22:00:00Z',
        '2026-10-31T23:00:00Z',
        'Europe/Amsterdam',
      ),
    ).toEqual(['2026-10-17T22:00:00.000Z', '2026-10-24T22:00:00.000Z']);
    expect(
      before('custom', '2026-11-20T06:00:00Z', '2026-11-20T09:00:00Z'),
    ).toEqual(['2026-11-20T03:00:00.000Z', '2026-11-20T06:00:00.000Z']);
  });
});
