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
  AnalyticsResponse,
  AnalyticsRow,
  ModelRow,
  parseCredits,
  sumCredits,
} from 'backstage-plugin-ai-credits-common';
import { resolveRange } from '../../data/ranges';
import {
  changeOf,
  firstOf,
  sortFigures,
  toBreakdown,
  toFamilies,
  typicalTiers,
} from './breakdown';
import { findPatterns, heatMatrix } from './patterns';
import { TimelineAnswer } from './questions';
import { toTimeline } from './timeline';

const response = (
  rows: AnalyticsRow[],
  totals: AnalyticsRow,
  truncated = false,
): AnalyticsResponse => ({
  rows,
  totals,
  asOf: '',
  timeZone: 'UTC',
  truncated,
});

const ranking = response(
  [
    { model: 'large', credits: '70', requests: 20 },
    { model: 'small', credits: '20.000001', requests: 80 },
    { model: '', credits: '9.999999', requests: 0 },
  ],
  { credits: '100', requests: 100 },
);
const before = response(
  [
    { model: 'large', credits: '56', requests: 3 },
    { model: 'gone', credits: '4', requests: 3 },
  ],
  { credits: '80', requests: 6 },
);

describe('toBreakdown', () => {
  const { lines, total } = toBreakdown(ranking, before, 'model');

  it('has shares that sum to the whole', () => {
    expect(lines.reduce((sum, line) => sum + line.share!, 0)).toBeCloseTo(
      1,
      12,
    );
    expect(sumCredits(lines.map(line => line.credits))).toBe(total.credits);
  });

  it('compares with the period before', () => {
    expect(changeOf(lines[0])).toBeCloseTo(0.25);
    expect(changeOf(lines[1])).toBe('new');
    expect(changeOf(total)).toBeCloseTo(0.25);
  });

  it('does not call new what a cut-off answer may have left out', () => {
    const cut = toBreakdown(ranking, { ...before, truncated: true }, 'model');
    expect(changeOf(cut.lines[0])).toBeCloseTo(0.25);
    expect(changeOf(cut.lines[1])).toBeUndefined();
  });

  it('has no average without a request, and no share of nothing', () => {
    expect(lines[0].perRequest).toBe(parseCredits('3.5'));
    expect(lines[2].perRequest).toBeUndefined();
    const nothing = toBreakdown(response([], {}), response([], {}), 'model');
    expect(nothing.total.share).toBeUndefined();
    expect(changeOf(nothing.total)).toBeUndefined();
  });

  it('sorts what is unknown last, either way', () => {
    const names = (direction: 'asc' | 'desc') =>
      sortFigures(
        lines,
        { by: 'perRequest', direction },
        line => line.value,
      ).map(line => line.value);
    expect(names('desc')).toEqual(['large', 'small', '']);
    expect(names('asc')).toEqual(['small', 'large', '']);
  });
});

it('sums models of a family, unknown ones apart', () => {
  const find = (model: string) =>
    model ? ({ family: model === 'gone' ? 'B' : 'A' } as ModelRow) : undefined;
  const families = toFamilies(toBreakdown(ranking, before, 'model'), find);
  expect(families.map(family => family.name)).toEqual(['A', '']);
  expect(families[0].credits).toBe(parseCredits('90.000001'));
  expect(families[0].requests).toBe(100);
  expect(families[0].before).toBe(parseCredits('56'));
  expect(families[0].share! + families[1].share!).toBeCloseTo(1, 12);
});

it('names the model that a user used most', () => {
  const rows = [
    { user: 'jo', model: 'large', credits: '5' },
    { user: 'jo', model: 'small', credits: '4' },
    { user: 'mo', model: 'small', credits: '3' },
  ];
  expect(firstOf(rows, 'user', 'model')).toEqual(
    new Map([
      ['jo', 'large'],
      ['mo', 'small'],
    ]),
  );
});

it('names one tier where it stands out, else two', () => {
  const row = (useCase: string, tier: string, credits: string) => ({
    useCase,
    tier,
    credits,
  });
  const typical = typicalTiers(
    [
      row('mail', 'standard', '60'),
      row('mail', 'premium', '40'),
      row('code', 'economy', '20'),
      row('code', 'premium', '40'),
      row('code', 'standard', '40.000001'),
      row('idle', 'standard', '0'),
    ],
    'useCase',
  );
  expect(typical.get('mail')).toEqual(['standard']);
  expect(typical.get('code')).toEqual(['standard', 'premium']);
  expect(typical.has('idle')).toBe(false);
});

describe('patterns', () => {
  const matrix = heatMatrix([
    { weekday: 1, hourOfDay: 0, credits: '1', requests: 1 },
    { weekday: 7, hourOfDay: 23, credits: '2.5', requests: 4 },
    { weekday: 2, hourOfDay: 23, credits: '1', requests: 4 },
    // Nothing that is no hour of a week.
    { weekday: 8, hourOfDay: 3, credits: '99', requests: 1 },
  ]);

  it('lays hours out from Monday to Sunday', () => {
    expect(matrix).toHaveLength(7);
    expect(matrix.every(row => row.length === 24)).toBe(true);
    expect(matrix[0][0].credits).toBe(parseCredits('1'));
    expect(matrix[6][23]).toEqual({
      credits: parseCredits('2.5'),
      requests: 4,
    });
    expect(sumCredits(matrix.flat().map(cell => cell.credits))).toBe(
      parseCredits('4.5'),
    );
  });

  // Two weeks from Monday the 2nd; the first Friday stands out by itself.
  const amounts = [3, 6, 6, 6, 20, 1, 1, 3, 6, 6, 6, 0, 1, 1];
  const days = amounts.map((amount, at) => ({
    period: `2026-11-${String(at + 2).padStart(2, '0')}`,
    credits: BigInt(amount) * 1_000_000n,
    requests: amount,
  }));

  it('finds peaks, active days and the share of weekends', () => {
    const found = findPatterns(days, matrix);
    expect(found.peakDay).toEqual({
      day: '2026-11-06',
      credits: parseCredits('20'),
    });
    expect(found.peakHour).toEqual({ hour: 23, average: parseCredits('0.25') });
    // Friday by its average of 10; of the equal ones the earlier.
    expect(found.activeWeekdays).toEqual([2, 3, 5]);
    expect(found.weekendShare).toBeCloseTo(4 / 66);
  });

  it('says nothing about weekdays of a few days, or of nothing', () => {
    expect(findPatterns(days.slice(0, 5), undefined)).toEqual({
      peakDay: { day: '2026-11-06', credits: parseCredits('20') },
      peakHour: undefined,
    });
    const idle = days.map(day => ({ ...day, credits: 0n }));
    expect(findPatterns(idle, heatMatrix([]))).toEqual({ peakHour: undefined });
  });
});

it('draws parts and others that sum to the whole in every period', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  const range = resolveRange(
    { preset: 'custom', firstDay: '2026-11-01', lastDay: '2026-11-03' },
    now,
    'UTC',
  );
  const byDay = response(
    [
      { period: '2026-11-01', credits: '10', requests: 5 },
      { period: '2026-11-03', credits: '4', requests: 5 },
    ],
    {},
  );
  const answer: TimelineAnswer = {
    question: { range, granularity: 'day', groupBy: 'department', filters: {} },
    ranking: response(
      [
        { department: 'a', credits: '11' },
        { department: 'b', credits: '3' },
      ],
      { credits: '14' },
    ),
    before,
    periods: byDay,
    days: byDay,
    parts: response(
      [
        { period: '2026-11-01', department: 'a', credits: '7' },
        { period: '2026-11-03', department: 'a', credits: '4' },
        // Below the one asked for; it is drawn with the others.
        { period: '2026-11-01', department: 'a-below', credits: '2' },
      ],
      {},
    ),
    top: ['a'],
  };
  const { periods, top, other } = toTimeline(answer, now);
  expect(periods.map(period => period.period)).toEqual([
    '2026-11-01',
    '2026-11-02',
    '2026-11-03',
  ]);
  expect(top.map(series => series.name)).toEqual(['a']);
  expect(other?.members).toBe(1);
  periods.forEach((period, at) =>
    expect(top[0].amounts[at] + other!.amounts[at]).toBe(period.credits),
  );
  expect(other!.amounts).toEqual([parseCredits('3'), 0n, 0n]);
});
