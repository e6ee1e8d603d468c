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
  divideHalfEven,
  MicroCredits,
  sumCredits,
} from 'backstage-plugin-ai-credits-common';
import { isWeekend } from '../../data/periods';
import { PeriodAmount } from '../../data/usage';
import { creditsOf, shareOf } from './breakdown';

/** What was used in one hour of one weekday, over all weeks of the range. */
export interface HeatCell {
  credits: MicroCredits;
  requests: number;
}

/**
 * Rows by `weekday` (Monday is 1) and `hourOfDay` as seven rows of 24 hours,
 * Monday first; hours in which nothing was used are there and zero.
 */
export function heatMatrix(rows: readonly AnalyticsRow[]): HeatCell[][] {
  const matrix = Array.from({ length: 7 }, () =>
    Array.from({ length: 24 }, () => ({ credits: 0n, requests: 0 })),
  );
  for (const row of rows) {
    const cell = matrix[Number(row.weekday) - 1]?.[Number(row.hourOfDay)];
    if (cell) {
      cell.credits += creditsOf(row);
      cell.requests += Number(row.requests ?? 0);
    }
  }
  return matrix;
}

/** How usage is spread over time. What the range is too short for is undefined. */
export interface Patterns {
  peakDay?: { day: string; credits: MicroCredits };
  /** The hour of the day in which most is used, and how much of it on an average day. */
  peakHour?: { hour: number; average: MicroCredits };
  /** Up to three weekdays (Monday is 1) with the highest average, in the order of the week. */
  activeWeekdays?: number[];
  /** Of all credits, from 0 to 1. */
  weekendShare?: number;
}

/** A range shorter than a week says nothing about weekdays. */
const WEEK = 7;
const MOST_ACTIVE = 3;

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function dayPatterns(
  days: readonly PeriodAmount[],
): Pick<Patterns, 'peakDay' | 'activeWeekdays' | 'weekendShare'> {
  const used = days.filter(day => day.credits > 0n);
  if (!used.length || days.length < 2) {
    return {};
  }
  const peak = used.reduce((most, day) =>
    day.credits > most.credits ? day : most,
  );
  const peakDay = { day: peak.period, credits: peak.credits };
  if (days.length < WEEK) {
    return { peakDay };
  }

  const averages = Array.from({ length: 7 }, (_, index) => {
    const same = days.filter(day => weekdayOf(day.period) === index + 1);
    const total = sumCredits(same.map(day => day.credits));
    return {
      weekday: index + 1,
      average: divideHalfEven(total, BigInt(same.length)),
    };
  });
  const active = averages
    .filter(({ average }) => average > 0n)
    .sort((a, b) => Number(b.average - a.average) || a.weekday - b.weekday)
    .slice(0, MOST_ACTIVE)
    .map(({ weekday }) => weekday)
    .sort((a, b) => a - b);
  return {
    peakDay,
    activeWeekdays: active,
    weekendShare: shareOf(
      sumCredits(
        days.filter(day => isWeekend(day.period)).map(day => day.credits),
      ),
      sumCredits(days.map(day => day.credits)),
    ),
  };
}

function peakHourOf(
  matrix: readonly HeatCell[][],
  days: number,
): Patterns['peakHour'] {
  const hours = Array.from({ length: 24 }, (_, hour) =>
    sumCredits(matrix.map(row => row[hour].credits)),
  );
  const most = hours.reduce((best, sum) => (sum > best ? sum : best), 0n);
  return most > 0n
    ? {
        hour: hours.indexOf(most),
        average: divideHalfEven(most, BigInt(days)),
      }
    : undefined;
}

/**
 * When most is used.
 *
 * @param days - every day of the range, idle ones too
 * @param matrix - from {@link heatMatrix}, if it has been read
 */
export function findPatterns(
  days: readonly PeriodAmount[],
  matrix: readonly HeatCell[][] | undefined,
): Patterns {
  return {
    ...dayPatterns(days),
    peakHour:
      matrix && days.length ? peakHourOf(matrix, days.length) : undefined,
  };
}
