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

import { InputError } from '@backstage/errors';
import { rangeBounds, RangeName } from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * What was asked for as instants: by name, or by its ends, of which a date is
 * the beginning of that day in the account's time zone. Days and months of a
 * name are the zone's too; several months have the present one among them.
 * An end that is no date is left for the question's own schema to judge.
 *
 * @param standard - the range where nothing is asked for
 * @throws InputError when a name and ends are given
 */
export function readRange(
  asked: { range?: RangeName; from?: string; to?: string },
  now: number,
  timeZone: string,
  standard?: RangeName,
): { from?: string; to?: string } {
  const { from, range, to } = asked;
  const byEnds = from !== undefined || to !== undefined;
  if (byEnds && range !== undefined) {
    throw new InputError('range: not together with from or to');
  }
  const name = byEnds ? undefined : range ?? standard;
  if (name === undefined) {
    return { from: instant(from, timeZone), to: instant(to, timeZone) };
  }
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf('day');
  const [begin, end] = named(name, today);
  return { from: rfc3339(begin), to: rfc3339(end) };
}

function instant(
  text: string | undefined,
  timeZone: string,
): string | undefined {
  const day =
    text !== undefined && DATE.test(text)
      ? DateTime.fromISO(text, { zone: timeZone })
      : undefined;
  return day?.isValid ? rfc3339(day) : text;
}

function named(name: RangeName, today: DateTime): [DateTime, DateTime] {
  const { unit, first, last } = rangeBounds[name];
  const present = today.startOf(unit);
  return [
    present.plus({ [unit]: first }),
    last === 0 ? today.plus({ days: 1 }) : present.plus({ [unit]: last + 1 }),
  ];
}

function rfc3339(time: DateTime): string {
  return time.toUTC().toISO()!;
}
