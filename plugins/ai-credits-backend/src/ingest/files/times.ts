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

import { DateTime } from 'luxon';

const LOCAL =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?$/;
const OFFSET = /\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)$/i;
/** No time is written longer. */
const MAX_LENGTH = 64;
const NUMBER = /^\d+(?:\.\d+)?$/;

/**
 * Reads a time as exports and traces write it.
 *
 * @param text - ISO 8601, `YYYY-MM-DD HH:mm:ss.fffffff` with up to nine
 *   fractional digits, or epoch seconds, milliseconds, microseconds or
 *   nanoseconds, told apart by their size
 * @param zone - the zone of times without offset
 * @returns milliseconds since 1970 UTC, fractions of one cut off
 * @throws Error when it is no time
 */
export function parseTime(text: string, zone: string): number {
  if (text.length > MAX_LENGTH) {
    throw new Error(
      `what has more than ${MAX_LENGTH} characters is not a time`,
    );
  }
  const value = text.trim();
  if (NUMBER.test(value)) {
    return fromEpoch(Number(value));
  }
  // A date alone ends like an offset, so the form without one comes first.
  const plain = LOCAL.exec(value);
  const offset = plain ? undefined : OFFSET.exec(value) ?? undefined;
  const local = offset ? LOCAL.exec(value.slice(0, offset.index)) : plain;
  if (!local || (offset && local[4] === undefined)) {
    throw new Error(`'${text}' is not a time that is understood`);
  }
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = ''] =
    local;
  const time = DateTime.fromObject(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
    },
    { zone: offset ? offsetZone(offset[1]) : zone },
  );
  if (!time.isValid) {
    throw new Error(
      `'${text}' is not a time: ${time.invalidExplanation ?? 'invalid'}`,
    );
  }
  return time.toMillis();
}

function fromEpoch(value: number): number {
  // Seconds stay below 10^11 until the year 5138; each finer unit is 1,000 times as large.
  let ms = value * 1000;
  for (let limit = 1e11; value >= limit; limit *= 1000) {
    ms /= 1000;
  }
  // Half a microsecond of double error must not cut a whole millisecond off.
  return Math.floor(ms + 1e-3);
}

function offsetZone(offset: string): string {
  if (/^(z|utc)$/i.test(offset)) {
    return 'UTC';
  }
  const [, sign, hours, minutes = '00'] =
    /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  return `UTC${sign}${hours}:${minutes}`;
}

/** Whether a name such as `Asia/Jakarta` is a time zone. */
export function isTimeZone(zone: string): boolean {
  return DateTime.utc().setZone(zone).isValid;
}
