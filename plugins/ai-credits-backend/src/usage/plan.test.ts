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

import { clockOf } from '../ledger/periods';
import { randomOf } from './__testUtils__/History';
import { CubeDimension } from './cubes';
import { candidates, cover, Segment } from './plan';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function able(dimensions: CubeDimension[], hourly = false) {
  return candidates(new Set(dimensions), hourly, ['credits']);
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
    expect(able(['product']).day?.table).toBe('rollup_day_product');
    expect(able(['product']).hour).toBeUndefined();
    expect(able(['model']).hour?.table).toBe('rollup_hour_model');
    expect(able(['user', 'team', 'path']).day?.table).toBe('rollup_day_user');
    expect(able(['user', 'model']).day?.table).toBe('rollup_day_user_model');
    expect(able(['user'], true)).toEqual({});
    expect(able(['product', 'user'])).toEqual({});
  });

  it('reads today as a whole day less what is to come', () => {
    const now = from + 3 * DAY + 15.4 * HOUR;
    expect(
      shown(cover({ start: from, end: now }, able(['product']), utc, now)),
    ).toEqual([
      '+ rollup_day_product 10-01T00:00 10-05T00:00',
      '- events 10-04T15:24 10-05T00:00',
    ]);
  });

  it('reads what sticks out from a finer rollup and from events', () => {
    expect(
      shown(
        cover(
          { start: from + 2.2 * HOUR, end: from + 9 * DAY - 3 * HOUR },
          able(['department', 'path']),
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

  it.each(['UTC', 'Europe/Amsterdam', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'counts every instant of a range once and no other, in %s',
    zone => {
      const random = randomOf(5);
      const clock = clockOf(zone);
      for (let i = 0; i < 200; i++) {
        const a = from + Math.floor(random() * 40 * DAY);
        const b = a + 1 + Math.floor(random() ** 3 * 20 * DAY);
        const now = from + Math.floor(random() * 60 * DAY);
        const dimensions = [['product'], ['model'], ['team'], ['item']][i % 4];
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
        for (const { cube, from: start, to } of segments) {
          if (cube?.grain === 'day') {
            expect(clock.periodOf('day', start).start).toBe(start);
            expect(clock.periodOf('day', to).start).toBe(to);
          } else if (cube) {
            expect(clock.localHourStart(start)).toBe(start);
            expect(clock.localHourStart(to)).toBe(to);
          }
        }
      }
    },
  );
});
