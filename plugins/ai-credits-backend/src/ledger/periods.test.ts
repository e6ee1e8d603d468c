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

import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  ZoneClock,
  assertZone,
  dayNumber,
  daysIn,
  daysUntil,
  localHourStart,
  monthOf,
  periodOf,
  previousPeriod,
} from './periods';

const AMSTERDAM = 'Europe/Amsterdam';
const NEW_YORK = 'America/New_York';
const LORD_HOWE = 'Australia/Lord_Howe';
const KATHMANDU = 'Asia/Kathmandu';
const APIA = 'Pacific/Apia';
const ST_JOHNS = 'America/St_Johns';
const ZONES = [
  AMSTERDAM,
  NEW_YORK,
  LORD_HOWE,
  KATHMANDU,
  APIA,
  ST_JOHNS,
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Casablanca',
  'Atlantic/Azores',
  'UTC',
];
const kinds = ['day', 'week', 'month', 'quarter', 'year'] as const;

const ms = (text: string) => Date.parse(text);
const iso = (at: number) => new Date(at).toISOString();
const span = ({ start, end }: { start: number; end: number }) =>
  `${iso(start)} ${iso(end)}`;

describe('periods', () => {
  it.each([
    // Month ends, leap day, year's turn.
    [
      'month',
      AMSTERDAM,
      '2026-01-31T22:59:59.999Z',
      '2025-12-31T23:00Z',
      '2026-01-31T23:00Z',
    ],
    [
      'month',
      AMSTERDAM,
      '2026-01-31T23:00:00Z',
      '2026-01-31T23:00Z',
      '2026-02-28T23:00Z',
    ],
    [
      'month',
      NEW_YORK,
      '2028-02-29T23:00:00-05:00',
      '2028-02-01T05:00Z',
      '2028-03-01T05:00Z',
    ],
    [
      'day',
      NEW_YORK,
      '2028-02-29T23:00:00-05:00',
      '2028-02-29T05:00Z',
      '2028-03-01T05:00Z',
    ],
    [
      'year',
      KATHMANDU,
      '2025-12-31T18:15:00Z',
      '2025-12-31T18:15Z',
      '2026-12-31T18:15Z',
    ],
    [
      'quarter',
      KATHMANDU,
      '2026-06-30T18:14:59Z',
      '2026-03-31T18:15Z',
      '2026-06-30T18:15Z',
    ],
    // A week is from Monday, over the year's turn too.
    [
      'week',
      'UTC',
      '2026-01-01T00:00Z',
      '2025-12-29T00:00Z',
      '2026-01-05T00:00Z',
    ],
    [
      'week',
      'UTC',
      '2026-01-04T23:59Z',
      '2025-12-29T00:00Z',
      '2026-01-05T00:00Z',
    ],
    // Days of 23, 25, 23.5 and 24.5 hours.
    [
      'day',
      AMSTERDAM,
      '2026-03-29T12:00Z',
      '2026-03-28T23:00Z',
      '2026-03-29T22:00Z',
    ],
    [
      'day',
      AMSTERDAM,
      '2026-10-25T12:00Z',
      '2026-10-24T22:00Z',
      '2026-10-25T23:00Z',
    ],
    [
      'day',
      NEW_YORK,
      '2026-03-08T12:00Z',
      '2026-03-08T05:00Z',
      '2026-03-09T04:00Z',
    ],
    [
      'month',
      NEW_YORK,
      '2026-11-15T12:00Z',
      '2026-11-01T04:00Z',
      '2026-12-01T05:00Z',
    ],
    [
      'day',
      LORD_HOWE,
      '2026-10-03T20:00Z',
      '2026-10-03T13:30Z',
      '2026-10-04T13:00Z',
    ],
    [
      'day',
      LORD_HOWE,
      '2026-04-04T20:00Z',
      '2026-04-04T13:00Z',
      '2026-04-05T13:30Z',
    ],
    // Samoa had no 30 December 2011.
    [
      'day',
      APIA,
      '2011-12-30T09:59Z',
      '2011-12-29T10:00Z',
      '2011-12-30T10:00Z',
    ],
    [
      'day',
      APIA,
      '2011-12-30T10:00Z',
      '2011-12-30T10:00Z',
      '2011-12-31T10:00Z',
    ],
    [
      'month',
      APIA,
      '2011-12-15T00:00Z',
      '2011-12-01T10:00Z',
      '2011-12-31T10:00Z',
    ],
    // Where midnight is skipped the day begins at one, where it comes twice at the first.
    [
      'day',
      'America/Sao_Paulo',
      '2018-11-04T12:00Z',
      '2018-11-04T03:00Z',
      '2018-11-05T02:00Z',
    ],
    [
      'day',
      'America/Havana',
      '2026-11-01T20:00Z',
      '2026-11-01T04:00Z',
      '2026-11-02T05:00Z',
    ],
    // Set back at 00:01, so that the last minutes of October came again in November.
    [
      'month',
      ST_JOHNS,
      '2009-11-01T02:45Z',
      '2009-11-01T02:30Z',
      '2009-12-01T03:30Z',
    ],
  ] as const)('%s in %s of %s', (kind, zone, at, start, end) => {
    expect(span(periodOf(kind, ms(at), zone))).toBe(
      `${iso(ms(start))} ${iso(ms(end))}`,
    );
  });

  it('hold their instant and follow each other without a gap', () => {
    const instants = fc.integer({
      min: ms('1975-01-01'),
      max: ms('2040-01-01'),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.constantFrom(...ZONES),
        instants,
        (kind, zone, at) => {
          const period = periodOf(kind, at, zone);
          expect(period.start <= at && at < period.end).toBe(true);
          expect(periodOf(kind, period.start, zone)).toEqual(period);
          expect(periodOf(kind, period.end - 1, zone)).toEqual(period);
          const before = previousPeriod(kind, period, zone);
          expect(before.end).toBe(period.start);
          expect(periodOf(kind, period.end, zone).start).toBe(period.end);
          expect(kind !== 'month' || span(monthOf(at, zone))).toBe(
            kind !== 'month' || span(period),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('have days to count', () => {
    const zone = AMSTERDAM;
    const march = monthOf(ms('2026-03-10T12:00Z'), zone);
    expect(daysIn(march)).toBe(31);
    expect(daysIn(monthOf(ms('2028-02-10T12:00Z'), zone))).toBe(29);
    expect(daysIn(monthOf(ms('2026-10-10T12:00Z'), zone))).toBe(31);
    expect(daysIn(periodOf('year', ms('2028-02-10T12:00Z'), zone))).toBe(366);
    expect(daysIn(periodOf('day', ms('2026-10-25T12:00Z'), zone))).toBe(1);
    expect(daysUntil(march.end, march.start, zone)).toBe(31);
    expect(daysUntil(march.end, ms('2026-03-31T21:59:59Z'), zone)).toBe(1);
    expect(daysUntil(march.end, ms('2026-03-30T21:59:59Z'), zone)).toBe(2);
    expect(daysUntil(march.end, march.end, zone)).toBe(0);
    expect(daysUntil(march.end, march.end + 1e10, zone)).toBe(0);
  });
});

describe('local days and hours', () => {
  it('numbers the local date', () => {
    expect(dayNumber(ms('2026-01-31T22:59:59Z'), AMSTERDAM)).toBe(20260131);
    expect(dayNumber(ms('2026-01-31T23:00:00Z'), AMSTERDAM)).toBe(20260201);
    expect(dayNumber(ms('2028-02-29T18:14:59Z'), KATHMANDU)).toBe(20280229);
    expect(dayNumber(ms('2011-12-30T09:59:59Z'), APIA)).toBe(20111229);
    expect(dayNumber(ms('2011-12-30T10:00:00Z'), APIA)).toBe(20111231);
  });

  it.each([
    [KATHMANDU, '2026-05-05T10:20Z', '2026-05-05T10:15Z'],
    [ST_JOHNS, '2026-05-05T10:20Z', '2026-05-05T09:30Z'],
    // The hour that comes twice has two starts.
    [AMSTERDAM, '2026-10-25T00:30Z', '2026-10-25T00:00Z'],
    [AMSTERDAM, '2026-10-25T01:30Z', '2026-10-25T01:00Z'],
    [AMSTERDAM, '2026-03-29T01:10Z', '2026-03-29T01:00Z'],
    // Set back from 2:00 to 1:30: an hour, then half of it again.
    [LORD_HOWE, '2026-04-04T14:59Z', '2026-04-04T14:00Z'],
    [LORD_HOWE, '2026-04-04T15:10Z', '2026-04-04T15:00Z'],
    [LORD_HOWE, '2026-04-04T15:30Z', '2026-04-04T15:30Z'],
    // Set forward from 2:00 to 2:30: the hour is half as long.
    [LORD_HOWE, '2026-10-03T15:29Z', '2026-10-03T14:30Z'],
    [LORD_HOWE, '2026-10-03T15:40Z', '2026-10-03T15:30Z'],
    [LORD_HOWE, '2026-10-03T16:00Z', '2026-10-03T16:00Z'],
  ])('in %s the hour of %s', (zone, at, start) => {
    expect(iso(localHourStart(ms(at), zone))).toBe(iso(ms(start)));
  });

  it('has no hour that is longer than one, or that goes back', () => {
    for (const [zone, from] of [
      [AMSTERDAM, '2026-10-24T20:00Z'],
      [LORD_HOWE, '2026-04-04T10:00Z'],
      [LORD_HOWE, '2026-10-03T10:00Z'],
      [APIA, '2011-12-30T05:00Z'],
    ] as const) {
      let last = -Infinity;
      for (let at = ms(from); at < ms(from) + 8 * 3_600_000; at += 60_000) {
        const start = localHourStart(at, zone);
        expect(start <= at && at - start < 3_600_000).toBe(true);
        expect(start >= last).toBe(true);
        expect(localHourStart(start, zone)).toBe(start);
        const hourOf = (time: number) =>
          DateTime.fromMillis(time, { zone }).toFormat('yyyyMMddHH');
        expect(hourOf(start)).toBe(hourOf(at));
        last = start;
      }
    }
  });
});

describe('ZoneClock', () => {
  it('tells what luxon tells', () => {
    // Two months around a change of the clock, and any time at all.
    const instants = fc.oneof(
      fc.integer({ min: ms('2026-09-20'), max: ms('2026-11-20') }),
      fc.integer({ min: ms('1975-01-01'), max: ms('2040-01-01') }),
    );
    // Elsewhere the clock was changed around midnight of a first of the month.
    const plainMonths = ZONES.filter(
      zone => !['America/Havana', ST_JOHNS, 'Atlantic/Azores'].includes(zone),
    );
    const clocks = new Map(ZONES.map(zone => [zone, new ZoneClock(zone)]));
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.array(instants, { minLength: 1, maxLength: 20 }),
        (zone, all) => {
          const clock = clocks.get(zone)!;
          for (const at of all) {
            const local = DateTime.fromMillis(at, { zone });
            const { year, month, day } = local;
            expect(clock.dayNumber(at)).toBe(year * 10_000 + month * 100 + day);
            expect(clock.isoTime(at)).toBe(
              local.startOf('second').toISO({ suppressMilliseconds: true }),
            );
            const hour = local.startOf('hour');
            // With a change of the clock in it, luxon's hour is another.
            expect(clock.localHourStart(at)).toBe(
              hour.offset === local.offset
                ? hour.toMillis()
                : localHourStart(at, zone),
            );
            const start = local.startOf('month');
            const end = start.plus({ months: 1 }).startOf('month');
            expect(clock.monthOf(at)).toEqual(
              plainMonths.includes(zone)
                ? { start: start.toMillis(), end: end.toMillis() }
                : monthOf(at, zone),
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('tells the same however many days it was asked for', () => {
    const at = ms('2026-03-29T01:10Z');
    const clock = new ZoneClock(AMSTERDAM);
    const before = clock.localHourStart(at);
    for (let day = 0; day < 5_000; day++) {
      clock.dayNumber(day * 86_400_000);
    }
    expect(clock.localHourStart(at)).toBe(before);
    expect(clock.dayNumber(at)).toBe(20260329);
  });

  it('refuses what is no time or no zone', () => {
    expect(() => new ZoneClock('UTC').dayNumber(NaN)).toThrow(RangeError);
    for (const zone of ['', 'Mars/Olympus', '+02:00', 'UTC+2', ' UTC', 'x\0']) {
      expect(() => assertZone(zone)).toThrow(
        expect.objectContaining({ name: 'InputError' }),
      );
      expect(() => monthOf(0, zone)).toThrow(/Unknown time zone/);
    }
    for (const zone of ZONES) {
      expect(() => assertZone(zone)).not.toThrow();
    }
  });
});
