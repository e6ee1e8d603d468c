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

import { AnalyticsRow } from 'backstage-plugin-ai-credits-common';
import { dailyPace, fillPeriods, outlook, topSeries, toSeries } from './usage';

const days = ['2026-11-18', '2026-11-19', '2026-11-20'];
const rows: AnalyticsRow[] = [
  { period: '2026-11-18', product: 'B', credits: '1.5', requests: 2 },
  { period: '2026-11-18', product: 'A', credits: '0.000001', requests: 1 },
  {
    period: '2026-11-20',
    product: 'A',
    credits: '7',
    excessCredits: '2',
    requests: 3,
  },
  { period: '2026-11-20', credits: '0.25', requests: 1 },
  { period: '2026-10-01', product: 'A', credits: '99', requests: 1 },
];

describe('fillPeriods', () => {
  it('adds up each day and leaves none out', () => {
    expect(fillPeriods(rows, days)).toEqual([
      { period: '2026-11-18', credits: 1_500_001n, requests: 3 },
      { period: '2026-11-19', credits: 0n, requests: 0 },
      { period: '2026-11-20', credits: 7_250_000n, requests: 4 },
    ]);
  });

  it('takes months that are named by their first day', () => {
    expect(
      fillPeriods(
        [{ period: '2026-11-01', credits: '3', requests: 1 }],
        ['2026-10', '2026-11'],
      ).map(month => month.credits),
    ).toEqual([0n, 3_000_000n]);
  });
});

describe('toSeries', () => {
  it('ranks by use and keeps what names no product', () => {
    const series = toSeries(rows, 'product', days);
    expect(series.map(item => item.name)).toEqual(['A', 'B', '']);
    expect(series[0]).toMatchObject({
      total: 7_000_001n,
      excess: 2_000_000n,
      amounts: [1n, 0n, 7_000_000n],
    });
  });

  it('adds the rest up as one', () => {
    const series = toSeries(rows, 'product', days);
    const { top, other } = topSeries(series, 1);
    expect(top.map(item => item.name)).toEqual(['A']);
    expect(other).toMatchObject({
      members: 2,
      total: 1_750_000n,
      amounts: [1_500_000n, 0n, 250_000n],
    });
    expect(topSeries(series, 3).other).toBeUndefined();
  });
});

describe('pace and outlook', () => {
  const month = Array.from({ length: 30 }, (_, at) => ({
    period: `day ${at}`,
    credits: at < 22 ? 900_000_000n : 10_000_000n,
    requests: 1,
  }));

  it('is the mean of the seven whole days before today', () => {
    const running = [...month.slice(0, -1), { ...month[29], credits: 0n }];
    expect(dailyPace(running)).toBe(10_000_000n);
  });

  const common = { daysUntilReset: 11, resetDay: '2026-12-01' };

  it('names the days that the balance lasts', () => {
    expect(
      outlook({ ...common, available: 35_000_000n, pace: 10_000_000n }),
    ).toEqual({ kind: 'lasts', daysLeft: 3 });
  });

  it('says that it outlasts the reset rather than naming a later day', () => {
    expect(
      outlook({ ...common, available: 110_000_000n, pace: 10_000_000n }),
    ).toEqual({ kind: 'outlasts', resetDay: '2026-12-01' });
  });

  it('divides nothing by nothing', () => {
    expect(outlook({ ...common, available: 1n, pace: 0n }).kind).toBe('idle');
    expect(outlook({ ...common, available: 0n, pace: 0n }).kind).toBe('spent');
    expect(outlook({ ...common, available: -5n, pace: 9n }).kind).toBe('spent');
  });
});
