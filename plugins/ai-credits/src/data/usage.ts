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
  AnalyticsRow,
  MicroCredits,
  parseCredits,
  sumCredits,
} from 'backstage-plugin-ai-credits-common';

/** A day's or month's use; nothing used is zero, never missing. */
export interface PeriodAmount {
  period: string;
  credits: MicroCredits;
  requests: number;
}

/** One product, model or team over the days of a range. */
export interface Series {
  /** Empty for usage that names none. */
  name: string;
  total: MicroCredits;
  excess: MicroCredits;
  requests: number;
  /** One amount for each period of the range, zeros included. */
  amounts: MicroCredits[];
}

function credits(row: AnalyticsRow, measure: string): MicroCredits {
  const value = row[measure];
  return value === undefined ? 0n : parseCredits(value, measure);
}

function periodOf(row: AnalyticsRow, length: number): string {
  return String(row.period ?? '').slice(0, length);
}

/**
 * Use per period with every period of the range present, summed over whatever
 * else the rows are grouped by.
 */
export function fillPeriods(
  rows: AnalyticsRow[],
  periods: string[],
): PeriodAmount[] {
  const byPeriod = new Map(
    periods.map(period => [period, { period, credits: 0n, requests: 0 }]),
  );
  const length = periods[0]?.length ?? 0;
  for (const row of rows) {
    const amount = byPeriod.get(periodOf(row, length));
    if (amount) {
      amount.credits += credits(row, 'credits');
      amount.requests += Number(row.requests ?? 0);
    }
  }
  return [...byPeriod.values()];
}

/**
 * Rows grouped by one dimension as series over the periods of the range, most
 * used first, ties by name so that the order is stable.
 */
export function toSeries(
  rows: AnalyticsRow[],
  dimension: string,
  periods: string[],
): Series[] {
  const index = new Map(periods.map((period, at) => [period, at]));
  const length = periods[0]?.length ?? 0;
  const byName = new Map<string, Series>();
  for (const row of rows) {
    const at = index.get(periodOf(row, length));
    if (at === undefined) {
      continue;
    }
    const name = String(row[dimension] ?? '');
    let series = byName.get(name);
    if (!series) {
      series = {
        name,
        total: 0n,
        excess: 0n,
        requests: 0,
        amounts: periods.map(() => 0n),
      };
      byName.set(name, series);
    }
    const amount = credits(row, 'credits');
    series.amounts[at] += amount;
    series.total += amount;
    series.excess += credits(row, 'excessCredits');
    series.requests += Number(row.requests ?? 0);
  }
  return [...byName.values()].sort((a, b) => {
    if (a.total === b.total) {
      return a.name < b.name ? -1 : 1;
    }
    return a.total > b.total ? -1 : 1;
  });
}

/**
 * The first so many series, the rest added up as one. With a single one left
 * over it keeps its own name, since "Other" of one only hides it.
 */
export function topSeries(
  series: Series[],
  count: number,
): { top: Series[]; other?: Series & { members: number } } {
  if (series.length <= count) {
    return { top: series };
  }
  const rest = series.slice(count);
  return {
    top: series.slice(0, count),
    other: {
      name: '',
      members: rest.length,
      total: sumCredits(rest.map(item => item.total)),
      excess: sumCredits(rest.map(item => item.excess)),
      requests: rest.reduce((sum, item) => sum + item.requests, 0),
      amounts: rest[0].amounts.map((_, at) =>
        sumCredits(rest.map(item => item.amounts[at])),
      ),
    },
  };
}

/** The relative change against an amount before; `new` where there was nothing then, undefined where there is nothing to compare. */
export function relativeChange(
  now: MicroCredits,
  before: MicroCredits,
): number | 'new' | undefined {
  if (before <= 0n) {
    return now > 0n ? 'new' : undefined;
  }
  return Number(now) / Number(before) - 1;
}

/** Credits a day over the last seven whole days; today is still running and left out. */
export function dailyPace(days: PeriodAmount[]): MicroCredits {
  const week = days.slice(-8, -1);
  return week.length
    ? sumCredits(week.map(day => day.credits)) / BigInt(week.length)
    : 0n;
}

/** Where the balance leads at the present pace. */
export type Outlook =
  | { kind: 'idle' }
  | { kind: 'spent' }
  | { kind: 'outlasts'; resetDay: string }
  | { kind: 'lasts'; daysLeft: number };

/**
 * How long the available credits last at a pace. Past the end of the period no
 * day is named: the allowance is new then.
 */
export function outlook(options: {
  available: MicroCredits;
  pace: MicroCredits;
  daysUntilReset: number;
  resetDay: string;
}): Outlook {
  const { available, pace, daysUntilReset, resetDay } = options;
  if (available <= 0n) {
    return { kind: 'spent' };
  }
  if (pace <= 0n) {
    return { kind: 'idle' };
  }
  const daysLeft = Number(available / pace);
  return daysLeft >= daysUntilReset
    ? { kind: 'outlasts', resetDay }
    : { kind: 'lasts', daysLeft };
}
