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

import { clockOf, ZoneClock } from '../ledger/periods';
import { randomOf } from './__testUtils__/History';
import { Cube, CubeDimension } from './cubes';
import { candidates, cover, Finest, Segment } from './plan';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function able(dimensions: CubeDimension[], finest: Finest = 'all') {
  return candidates(new Set(dimensions), finest, ['credits']);
}

function startOf(clock: ZoneClock, grain: Cube['grain'], at: number) {
  return grain === 'hour'
    ? clock.localHourStart(at)
    : clock.periodOf(grain, at).start;
}

function shown(segments: readonly Segment[]) {
  return segments.map(
    ({ cube, from, to, sign }) =>
      `${sign < 0 ? '-' : '+'} ${cube?.table ?? 'events'} ${new Date(from)
        .toISOString()
        .slice(5, 16)} ${new Date(to).toISOString().slice(5, 16)}`,
  );
}

describe('plan', () => {
  const from = Date.parse('2026-10-01T00:00:00Z');
  const utc = clockOf('UTC');

  it('takes the smallest rollup that has the dimensions', () => {
    expect(able(['product']).day?.table).toBe('rollup_day_product_all');
    expect(able(['product', 'team']).day?.table).toBe('rollup_day_product');
    expect(able([]).day?.table).toBe('rollup_day_all');
    expect(able(['product']).hour).toBeUndefined();
    expect(able(['model']).hour?.table).toBe('rollup_hour_model');
    expect(able(['user', 'team', 'path']).day?.table).toBe('rollup_day_user');
    expect(able(['user', 'model']).day?.table).toBe('rollup_day_user_model');
    expect(able(['user'], 'hour')).toEqual({});
    expect(able(['user']).month?.table).toBe('rollup_month_user_all');
    expect(able(['user'], 'month').week).toBeUndefined();
    expect(able(['user'], 'week').month).toBeUndefined();
    expect(able(['user']).week?.table).toBe('rollup_week_user_all');
    expect(able(['user', 'team']).week?.table).toBe('rollup_week_user');
    expect(able(['user'], 'day').week).toBeUndefined();
    expect(able(['product', 'user'])).toEqual({});
  });

  it('reads today as a whole day less what is to come', () => {
    const now = from + 3 * DAY + 15.4 * HOUR;
    expect(
      shown(cover({ start: from, end: now }, able(['product']), utc, now)),
    ).toEqual([
      '+ rollup_day_product_all 10-01T00:00 10-05T00:00',
      '- events 10-04T15:24 10-05T00:00',
    ]);
  });

  it('reads what sticks out from a finer rollup and from events', () => {
    expect(
      shown(
        cover(
          { start: from + 2.2 * HOUR, end: from + 9 * DAY - 3 * HOUR },
          able(['department', 'path'], 'day'),
          utc,
          from + 30 * DAY,
        ),
      ),
    ).toEqual([
      '+ rollup_day_product 10-01T00:00 10-10T00:00',
      '- rollup_hour_team 10-01T00:00 10-01T02:00',
      '- events 10-01T02:00 10-01T02:12',
      '- rollup_hour_team 10-09T21:00 10-10T00:00',
    ]);
  });

  it('reads weeks and months where no answer looks into them', () => {
    const to = from + 30 * DAY;
    const ask = (finest: Finest, start = from) =>
      shown(cover({ start, end: to }, able(['user'], finest), utc, to));
    expect(ask('day')).toEqual(['+ rollup_day_user 10-01T00:00 10-31T00:00']);
    expect(ask('week')).toEqual([
      '+ rollup_week_user_all 09-28T00:00 11-02T00:00',
      '- rollup_day_user 09-28T00:00 10-01T00:00',
      // Nothing has happened there yet.
      '- events 10-31T00:00 11-02T00:00',
    ]);
    const months = [
      '+ rollup_month_user_all 10-01T00:00 11-01T00:00',
      '- events 10-31T00:00 11-01T00:00',
    ];
    expect(ask('month')).toEqual(months);
    expect(ask('all')).toEqual(months);
    expect(ask('all', from - 61 * DAY)).toEqual([
      '+ rollup_month_user_all 08-01T00:00 11-01T00:00',
      months[1],
    ]);
  });

  it.each(['UTC', 'Europe/Amsterdam', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'counts every instant of a range once and no other, in %s',
    zone => {
      const random = randomOf(5);
      const clock = clockOf(zone);
      for (let i = 0; i < 200; i++) {
        const a = from + Math.floor(random() * 40 * DAY);
        const b = a + 1 + Math.floor(random() ** 3 * 20 * DAY);
        const now = from + Math.floor(random() * 60 * DAY);
        const dimensions = [
          ['product'],
          ['model'],
          ['team'],
          ['user'],
          ['item'],
        ][i % 5];
        const segments = cover(
          { start: a, end: b },
          able(dimensions as CubeDimension[]),
          clock,
          now,
        );
        const count = (at: number) =>
          segments.reduce(
            (sum, { from: start, to, sign }) =>
              at >= start && at < to ? sum + sign : sum,
            0,
          );
        const edges = [a, b, ...segments.flatMap(s => [s.from, s.to])];
        for (const at of edges.flatMap(edge => [edge - 1, edge, edge + 1])) {
          expect(count(at)).toBe(at >= a && at < b ? 1 : 0);
        }
        // A rollup is only ever asked for whole hours, days or weeks.
        const starts = segments.flatMap(({ cube, from: start, to }) =>
          cube
            ? [start, to].map(at => [at, startOf(clock, cube.grain, at)])
            : [],
        );
        expect(starts.filter(([at, start]) => at !== start)).toEqual([]);
      }
    },
  );
});
