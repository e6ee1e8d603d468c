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

import { BudgetPeriod } from 'backstage-plugin-ai-credits-common';
import { EpochMs } from './types';

/** A span of time; `end` is exclusive. */
export interface Period {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/** A date without a time and a zone, as the number of days since 1970-01-01. */
export type DateIndex = number;

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** 1970-01-01 was a Thursday. */
const THURSDAY = 3;

/**
 * The first date of the period that a date is in. Weeks begin on Monday
 * (ISO 8601).
 */
export function firstDate(kind: BudgetPeriod, date: DateIndex): DateIndex {
  const { year, month } = partsOf(date);
  switch (kind) {
    case 'day':
      return date;
    case 'week':
      return date - modulo(date + THURSDAY, 7);
    case 'month':
      return dateIndex(year, month);
    case 'quarter':
      return dateIndex(year, month - (month % 3));
    case 'year':
      return dateIndex(year, 0);
    default:
      return kind satisfies never;
  }
}

/**
 * The first date of the period after.
 *
 * @param first - the first date of a period of that kind
 */
export function nextFirstDate(kind: BudgetPeriod, first: DateIndex): DateIndex {
  const { year, month } = partsOf(first);
  switch (kind) {
    case 'day':
      return first + 1;
    case 'week':
      return first + 7;
    case 'month':
      return dateIndex(year, month + 1);
    case 'quarter':
      return dateIndex(year, month + 3);
    case 'year':
      return dateIndex(year + 1, 0);
    default:
      return kind satisfies never;
  }
}

/** A date as an integer that reads as one: 20261120. */
export function yyyymmdd(date: DateIndex): number {
  const { year, month, day } = partsOf(date);
  return year * 10_000 + (month + 1) * 100 + day;
}

/** The remainder that is never negative. */
export function modulo(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}

/** The first date of a month; months count from 0 and may run past the year. */
function dateIndex(year: number, month: number): DateIndex {
  return Date.UTC(year, month, 1) / DAY_MS;
}

function partsOf(date: DateIndex): {
  year: number;
  month: number;
  day: number;
} {
  const utc = new Date(date * DAY_MS);
  return {
    year: utc.getUTCFullYear(),
    month: utc.getUTCMonth(),
    day: utc.getUTCDate(),
  };
}
