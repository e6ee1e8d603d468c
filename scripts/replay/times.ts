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

const PART = /(\d+(?:\.\d+)?)(y|mo|w|d|h|m|s)/g;

const PART_NAMES = {
  y: 'years',
  mo: 'months',
  w: 'weeks',
  d: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
} as const;

/** Calendar-aware distance to move times by. */
export interface Shift {
  negative: boolean;
  parts: Partial<Record<(typeof PART_NAMES)[keyof typeof PART_NAMES], number>>;
}

/**
 * Reads a distance such as `2y`, `1w2d` or `-90m`.
 *
 * @throws Error when it is none
 */
export function parseShift(text: string): Shift {
  const value = text.trim();
  const body = value.replace(/^[+-]/, '');
  const parts: Shift['parts'] = {};
  let length = 0;
  for (const [whole, amount, unit] of body.matchAll(PART)) {
    parts[PART_NAMES[unit as keyof typeof PART_NAMES]] = Number(amount);
    length += whole.length;
  }
  if (!body || length !== body.length) {
    throw new Error(
      `'${text}' is not a duration; write it as 2y, 3mo, 1w2d, 90m or -1h`,
    );
  }
  return { negative: value.startsWith('-'), parts };
}

/** Moves a time on the calendar of a zone: a day keeps its hour, a month its day where it has that day. */
export function applyShift(ms: number, shift: Shift, zone: string): number {
  const time = DateTime.fromMillis(ms, { zone });
  return (
    shift.negative ? time.minus(shift.parts) : time.plus(shift.parts)
  ).toMillis();
}
