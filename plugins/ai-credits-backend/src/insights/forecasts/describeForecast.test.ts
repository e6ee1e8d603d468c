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

import { forecastResponseSchema } from 'backstage-plugin-ai-credits-common';
import fc from 'fast-check';
import { DAY_MS } from '../../ledger/calendar';
import { ZoneClock } from '../../ledger/ZoneClock';
import { forecastSeries, simpleMethods } from '../forecast';
import { describeForecast } from './describeForecast';
import { readDailyUse } from './readDailyUse';

const zones = [
  'UTC',
  'Asia/Jakarta',
  'Europe/Amsterdam',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
];
const clocks = zones.map(zone => new ZoneClock(zone));

const credits = (value: number) => BigInt(Math.round(value * 1e6));

const known = new Map<string, ReturnType<typeof forecastSeries>>();

/** The forecast of so many days of ten, made once. */
function steady(days: number, horizon: number) {
  const key = `${days} ${horizon}`;
  const found =
    known.get(key) ??
    forecastSeries(Array(days).fill(10), simpleMethods, { horizon });
  known.set(key, found);
  return found;
}

/** The forecast of a budget at a time, from so many days of ten credits each. */
function forecastAt(now: number, clock: ZoneClock, days = 30) {
  const today = clock.dateOf(now);
  const month = clock.monthOf(now);
  const full = Array.from({ length: days }, () => credits(10));
  const used = BigInt(today - clock.dateOf(month.start)) * credits(10);
  return describeForecast({
    subject: {
      scope: { kind: 'team', ref: 'group:default/payments' },
      budget: {
        id: '1',
        credits: '305',
        status: 'on-track',
        allocation: credits(305),
        held: 0n,
      },
      period: { kind: 'month', ...month },
      periodEnds: clock.dateOf(month.end),
      used,
    },
    use: { first: today - days, full, today, usedToday: 0n },
    forecast: steady(days, clock.dateOf(month.end) - today),
    level: 0.8,
    timeZone: clock.zone,
    now,
  });
}

describe('a forecast at any time of the calendar', () => {
  it('covers today to the last day of the month, each once', () => {
    fc.assert(
      fc.property(
        fc.integer({
          min: Date.parse('2024-01-01T00:00:00Z'),
          max: Date.parse('2031-01-01T00:00:00Z'),
        }),
        fc.constantFrom(...clocks),
        (now, clock) => {
          const found = forecastAt(now, clock);
          expect(forecastResponseSchema.parse(found)).toEqual(found);
          const days = found.days.map(({ day }) => day);
          expect(days[0]).toBe(found.today);
          expect(new Set(days).size).toBe(days.length);
          expect(days).toHaveLength(found.period.daysLeft);
          // All are days of today's month, and the last is its last.
          const month = found.today.slice(0, 7);
          expect(days.every(day => day.startsWith(month))).toBe(true);
          const last = new Date(`${days[days.length - 1]}T12:00:00Z`);
          expect(new Date(last.getTime() + DAY_MS).getUTCDate()).toBe(1);
          // A steady ten a day fills the month, whatever its length.
          expect(Number(found.endOfPeriod!.expected)).toBeCloseTo(
            10 * last.getUTCDate(),
            2,
          );
          // 305 credits last 30 days, and not a 31st.
          expect(found.runsOut!.on).toBe(
            last.getUTCDate() === 31 ? days[days.length - 1] : undefined,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ['the 1st, a moment in', '2026-12-01T00:00:00.001Z', 31],
    ['the last moment of December', '2026-12-31T23:59:59.999Z', 1],
    ['the end of February in a leap year', '2028-02-28T12:00:00Z', 2],
  ])('is right on %s', (_, at, daysLeft) => {
    const found = forecastAt(Date.parse(at), clocks[0]);
    expect(found.days).toHaveLength(daysLeft);
    expect(found.period.daysLeft).toBe(daysLeft);
  });

  it('tells the date of the pace as asked: 2,660 left at 78 a day', () => {
    const clock = clocks[0];
    const now = Date.parse('2026-04-08T10:00:00Z');
    const today = clock.dateOf(now);
    const found = describeForecast({
      subject: {
        scope: { kind: 'account' },
        period: { kind: 'month', ...clock.monthOf(now) },
        periodEnds: clock.dateOf(clock.monthOf(now).end),
        used: credits(2_340),
      },
      credits: {
        available: credits(2_660),
        free: 0n,
        held: 0n,
        lots: [{ free: false, credits: 2_660, priority: 100, from: 0 }],
        monthStarts: [23, 54],
        excess: { limit: 0n, left: 0n },
        packs: [
          {
            id: 'a',
            title: 'A',
            credits: credits(100),
            price: { amount: '1', currency: 'USD' },
          },
          {
            id: 'b',
            title: 'B',
            credits: credits(2_500),
            price: { amount: '25', currency: 'USD' },
          },
        ],
      },
      use: {
        first: today - 30,
        full: Array.from({ length: 30 }, () => credits(78)),
        today,
        usedToday: 0n,
      },
      forecast: forecastSeries(Array(30).fill(78), simpleMethods, {
        horizon: 366,
      }),
      level: 0.8,
      timeZone: 'UTC',
      now,
    });
    expect(found.pace).toEqual({
      days: 7,
      perDay: '78',
      runsOutOn: '2026-05-12',
    });
    expect(found.runsOut).toEqual({
      on: '2026-05-12',
      earliest: '2026-05-12',
      latest: '2026-05-12',
    });
    // To the end of next month it takes 54 days of 78 credits.
    expect(found.account!.purchase).toEqual({
      by: '2026-05-12',
      credits: String(54 * 78 - 2_660),
      pack: { id: 'b', title: 'B', quantity: 1, credits: '2500' },
    });
    expect(found.chanceOfRunningOut).toBe(0);
  });

  it('says only the pace where there is not enough history', () => {
    const found = forecastAt(Date.parse('2026-11-20T00:00:00Z'), clocks[0], 13);
    expect(found).toMatchObject({
      enough: false,
      days: [],
      reason: { days: 13, needed: 14 },
      pace: { perDay: '10' },
    });
    expect(found.endOfPeriod).toBeUndefined();
    expect(found.runsOut).toBeUndefined();
  });
});

describe('use by day', () => {
  it('begins with the first use, knows idle days, and takes refunds off', async () => {
    const asked: unknown[] = [];
    const clock = new ZoneClock('Asia/Jakarta');
    const use = await readDailyUse(
      {
        analytics: async (_, question) => {
          asked.push(question);
          return {
            rows: [
              { period: '2026-11-17', credits: '2.5' },
              { period: '2026-11-19', credits: '-1' },
              { period: '2026-11-21', credits: '4' },
            ],
            totals: {},
            truncated: false,
            asOf: '',
            timeZone: 'Asia/Jakarta',
            source: 'events',
          };
        },
      },
      {
        account: 'default',
        clock,
        // It is the 21st in Jakarta already.
        now: Date.parse('2026-11-20T18:00:00Z'),
        scope: { kind: 'model', ref: 'gpt-4o' },
      },
    );
    expect(use.full).toEqual([credits(2.5), 0n, 0n, 0n]);
    expect(use.usedToday).toBe(credits(4));
    expect(asked).toMatchObject([
      {
        to: '2026-11-21T17:00:00.000Z',
        filters: { model: ['gpt-4o'] },
        granularity: 'day',
      },
    ]);
  });
});
