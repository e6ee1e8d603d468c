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

/**
 * Days and months of the account's calendar. Days are ISO dates such as
 * `2026-11-20`, months `2026-11`; both belong to the account's time zone, never
 * to the reader's.
 */

const DAY_MS = 86_400_000;

const partsFormats = new Map<string, Intl.DateTimeFormat>();

function partsFormat(timeZone: string): Intl.DateTimeFormat {
  let format = partsFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    partsFormats.set(timeZone, format);
  }
  return format;
}

/** What a wall clock in the zone shows, as if it were UTC, in milliseconds. */
function wallClock(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of partsFormat(timeZone).formatToParts(instant)) {
    parts[type] = Number(value);
  }
  return Date.UTC(
    parts.year,
    parts.month - 1,
    parts.day,
    parts.hour,
    parts.minute,
    parts.second,
  );
}

/** The day in the zone at an instant. */
export function dayOf(instant: number, timeZone: string): string {
  return new Date(wallClock(instant, timeZone)).toISOString().slice(0, 10);
}

/**
 * The first instant of a day in the zone, in milliseconds. Where clocks are put
 * forward at midnight the day starts at one o'clock.
 */
export function startOfDay(day: string, timeZone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const offsetAt = (instant: number) => wallClock(instant, timeZone) - instant;
  const candidates = [
    wall - offsetAt(wall - DAY_MS),
    wall - offsetAt(wall),
    wall - offsetAt(wall + DAY_MS),
  ].sort((a, b) => a - b);
  return (
    candidates.find(
      instant =>
        dayOf(instant, timeZone) === day && dayOf(instant - 1, timeZone) < day,
    ) ?? candidates[0]
  );
}

/** The day so many days later; negative goes back. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS)
    .toISOString()
    .slice(0, 10);
}

/** The month so many months later; negative goes back. */
export function addMonths(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + months, 1))
    .toISOString()
    .slice(0, 7);
}

/** Whole days or months that follow each other, and the instants around them. */
export interface PeriodRange {
  /** Oldest first. */
  periods: string[];
  /** Inclusive, RFC 3339. */
  from: string;
  /** Exclusive, RFC 3339. */
  to: string;
}

/** The last so many days, today included. */
export function lastDays(
  count: number,
  now: number,
  timeZone: string,
): PeriodRange {
  const today = dayOf(now, timeZone);
  const periods = Array.from({ length: count }, (_, index) =>
    addDays(today, index - count + 1),
  );
  return {
    periods,
    from: new Date(startOfDay(periods[0], timeZone)).toISOString(),
    to: new Date(startOfDay(addDays(today, 1), timeZone)).toISOString(),
  };
}

/** The last so many months, this one included. */
export function lastMonths(
  count: number,
  now: number,
  timeZone: string,
): PeriodRange {
  const month = dayOf(now, timeZone).slice(0, 7);
  const periods = Array.from({ length: count }, (_, index) =>
    addMonths(month, index - count + 1),
  );
  return {
    periods,
    from: new Date(startOfDay(`${periods[0]}-01`, timeZone)).toISOString(),
    to: new Date(
      startOfDay(`${addMonths(month, 1)}-01`, timeZone),
    ).toISOString(),
  };
}

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
