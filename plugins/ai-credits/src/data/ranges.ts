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
  Granularity,
  rangeBounds,
  RangeName,
} from 'backstage-plugin-ai-credits-common';
import { addDays, addMonths, dayOf, startOfDay } from './periods';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** A range by its name, or by its first and last day. */
export type RangeChoice =
  | { preset: RangeName }
  | { preset: 'custom'; firstDay: string; lastDay: string };

/** The most days of one range; three years, one of them a leap year. */
export const MOST_DAYS = 1_096;

/** A stretch of time, RFC 3339. */
export interface Span {
  /** Inclusive. */
  from: string;
  /** Exclusive. */
  to: string;
}

/** A range as days and instants, and the one before it to compare with. */
export interface ResolvedRange extends Span {
  firstDay: string;
  lastDay: string;
  /** How many days it holds, both ends included. */
  days: number;
  /** It holds the present: its last hour is still running. */
  running: boolean;
  /**
   * As long a stretch just before. While the range is running it ends at the
   * same hour, so that a day that has just begun is not set against a whole one.
   */
  before: Span & { firstDay: string; lastDay: string };
}

/** How many days lie between two days, both included. */
export function countDays(firstDay: string, lastDay: string): number {
  return (
    Math.round(
      (Date.parse(`${lastDay}T00:00:00Z`) -
        Date.parse(`${firstDay}T00:00:00Z`)) /
        DAY_MS,
    ) + 1
  );
}

/** The same day of an earlier or later month, or the last one of a month too short. */
export function sameDayOfMonth(
  day: string,
  months: number,
): { day: string; clamped: boolean } {
  const month = addMonths(day.slice(0, 7), months);
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const wanted = `${month}-${day.slice(8)}`;
  return wanted > last
    ? { day: last, clamped: true }
    : { day: wanted, clamped: false };
}

function daysOf(choice: RangeChoice, today: string): [string, string] {
  if (choice.preset === 'custom') {
    return choice.firstDay <= choice.lastDay
      ? [choice.firstDay, choice.lastDay]
      : [choice.lastDay, choice.firstDay];
  }
  const { unit, first, last } = rangeBounds[choice.preset];
  if (unit === 'day') {
    return [addDays(today, first), addDays(today, last)];
  }
  const startOfMonth = (months: number) =>
    `${addMonths(today.slice(0, 7), months)}-01`;
  return [
    startOfMonth(first),
    last === 0 ? today : addDays(startOfMonth(last + 1), -1),
  ];
}

/** How many calendar months a range is of; undefined where it is of days. */
function monthsOf(choice: RangeChoice): number | undefined {
  if (choice.preset === 'custom') {
    return undefined;
  }
  const { unit, first, last } = rangeBounds[choice.preset];
  return unit === 'month' ? last - first + 1 : undefined;
}

/**
 * The days and instants of a range in the account's time zone. Months are
 * calendar months: the period before "last 3 months" are the 3 before those, and
 * before "last month" all of the month before it, however long.
 */
export function resolveRange(
  choice: RangeChoice,
  now: number,
  timeZone: string,
): ResolvedRange {
  const today = dayOf(now, timeZone);
  const [firstDay, lastDay] = daysOf(choice, today);
  const days = countDays(firstDay, lastDay);
  const running = firstDay <= today && today <= lastDay;
  const startMs = (day: string) => startOfDay(day, timeZone);
  const months = monthsOf(choice);

  const back = (day: string) =>
    months
      ? sameDayOfMonth(day, -months)
      : { day: addDays(day, -days), clamped: false };
  const firstBefore = back(firstDay).day;
  const ended = months
    ? { day: addDays(firstDay, -1), clamped: true }
    : back(lastDay);
  const reference = running ? back(today) : ended;
  let end = startMs(addDays(reference.day, 1));
  if (running && !reference.clamped) {
    const hours = Math.max(Math.ceil((now - startMs(today)) / HOUR_MS), 1);
    end = Math.min(startMs(reference.day) + hours * HOUR_MS, end);
  }
  const iso = (instant: number) => new Date(instant).toISOString();
  return {
    firstDay,
    lastDay,
    days,
    running,
    from: iso(startMs(firstDay)),
    to: iso(startMs(addDays(lastDay, 1))),
    before: {
      firstDay: firstBefore,
      lastDay: reference.day,
      from: iso(startMs(firstBefore)),
      to: iso(end),
    },
  };
}

/** The granularities in which a range has more than one period and not too many, finest first. */
export function granularitiesFor(days: number): Granularity[] {
  const fitting: [Granularity, boolean][] = [
    ['hour', days <= 14],
    ['day', days > 1 && days <= 400],
    ['week', days >= 14],
    ['month', days >= 45],
  ];
  return fitting.filter(([, fits]) => fits).map(([name]) => name);
}

/** The granularity of a range where none was chosen that fits it. */
export function granularityOf(days: number, chosen?: Granularity): Granularity {
  if (chosen && granularitiesFor(days).includes(chosen)) {
    return chosen;
  }
  if (days <= 2) {
    return 'hour';
  }
  if (days <= 62) {
    return 'day';
  }
  return days <= 200 ? 'week' : 'month';
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/**
 * Every period of a range, oldest first, as {@link periodKey} writes them. Hours
 * that have not begun are left out; on days when clocks change there are 23 or 25.
 */
export function periodsOf(
  range: ResolvedRange,
  granularity: Granularity,
  now: number,
): string[] {
  const { firstDay, lastDay } = range;
  const periods: string[] = [];
  switch (granularity) {
    case 'hour': {
      const start = Date.parse(range.from);
      const end = Date.parse(range.to);
      const until = range.running ? Math.min(end, now) : end;
      for (let at = start; at < until; at += HOUR_MS) {
        periods.push(new Date(at).toISOString());
      }
      return periods;
    }
    case 'day':
      for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
        periods.push(day);
      }
      return periods;
    case 'week':
      for (
        let day = mondayOf(firstDay);
        day <= lastDay;
        day = addDays(day, 7)
      ) {
        periods.push(day);
      }
      return periods;
    default:
      for (
        let month = firstDay.slice(0, 7);
        month <= lastDay.slice(0, 7);
        month = addMonths(month, 1)
      ) {
        periods.push(month);
      }
      return periods;
  }
}

/**
 * The period of an answer's row as {@link periodsOf} writes it: an instant for an
 * hour, a date for a day, the Monday of a week, `2026-11` for a month.
 */
export function periodKey(period: unknown, granularity: Granularity): string {
  const text = String(period ?? '');
  switch (granularity) {
    case 'hour': {
      const instant = Date.parse(text);
      return Number.isNaN(instant) ? text : new Date(instant).toISOString();
    }
    case 'month':
      return text.slice(0, 7);
    default:
      return text.slice(0, 10);
  }
}
