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
  CreditType,
  GroupBy,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { IANAZone } from 'luxon';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import {
  creditTypes,
  dimKinds,
  tiers,
  usageDimColumns,
  usageStatuses,
  wordOf,
} from '../database/vocabulary';
import { DAY_MS, Period } from '../ledger/calendar';
import type { ZoneClock } from '../ledger/periods';
import type { EpochMs } from '../ledger/types';
import { Question } from './api';
import { Condition, idsOf, pathsThrough } from './conditions';
import { Cube, dimensionColumns } from './cubes';
import { DATE_INDEX, MONTH_INDEX, WEEK_INDEX } from './weeks';

/** Dimensions that are stored as words' numbers and not in the dictionary. */
const words: {
  [dimension in 'tier' | 'status' | 'creditType']: Record<string, number>;
} = {
  tier: tiers,
  status: usageStatuses,
  creditType: creditTypes satisfies Record<CreditType, number>,
};

/** Entity refs are stored in lower case. */
const refs: readonly UsageDimension[] = [
  'user',
  'team',
  'department',
  'service',
  'project',
];

/** A column of a grouped answer: an integer in SQL, and how it reads. */
export interface GroupKey {
  name: 'period' | GroupBy;
  /** Over a row of usage_event or of a rollup, named `e`. */
  sql: string;
  /** Over a row of a rollup of that grain, where it differs. */
  of?: { [grain in Cube['grain']]?: string };
  /** The kind of the dictionary's rows that know the name, where it has one; 0 is an event that names none. */
  named?: number;
  read(value: number, ref: string | undefined): AnalyticsRow[string];
}

/** The column of a grouping, over rows of a rollup or of events. */
export function keySql(key: GroupKey, cube: Cube | undefined): string {
  return (cube && key.of?.[cube.grain]) ?? key.sql;
}

/** The dimensions of the dictionary. */
export function isNamed(
  dimension: UsageDimension,
): dimension is Exclude<UsageDimension, keyof typeof words> {
  return !(dimension in words);
}

/** The column of the period that a row belongs to. */
export function periodKey(
  granularity: NonNullable<Question['granularity']>,
  clock: ZoneClock,
): GroupKey {
  const date = (index: number) =>
    new Date(index * DAY_MS).toISOString().slice(0, 10);
  const base = { name: 'period' } as const;
  switch (granularity) {
    case 'hour': {
      // An hour stands in the rows of many groups.
      const texts = new Map<number, string>();
      return {
        ...base,
        sql: 'e.hour',
        read: minutes => {
          const text = texts.get(minutes) ?? clock.isoTime(minutes * 60_000);
          texts.set(minutes, text);
          return text;
        },
      };
    }
    case 'day':
      return {
        ...base,
        sql: 'e.day',
        read: day => {
          const text = String(day).padStart(8, '0');
          return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
        },
      };
    case 'week':
      return {
        ...base,
        sql: WEEK_INDEX,
        of: { week: 'e.week' },
        read: week => date(week * 7 - 3),
      };
    case 'month':
      return {
        ...base,
        sql: MONTH_INDEX,
        of: { month: 'e.month' },
        read: month => {
          const text = String(month).padStart(6, '0');
          return `${text.slice(0, 4)}-${text.slice(4)}`;
        },
      };
    default:
      return granularity satisfies never;
  }
}

/**
 * The column of a grouping. Weekdays count from Monday, 1, to Sunday, 7; hours
 * of the day are those of the local clock.
 */
export function groupKey(
  group: GroupBy,
  options: { zone: string; range: Period },
): GroupKey {
  if (group === 'weekday') {
    return {
      name: group,
      sql: `((${DATE_INDEX} + 3) % 7 + 1)`,
      read: value => value,
    };
  }
  if (group === 'hourOfDay') {
    return {
      name: group,
      sql: `((e.hour + ${offsetSql(options.range, options.zone)}) / 60 % 24)`,
      read: value => value,
    };
  }
  const column = `e.${dimensionColumns[group]}`;
  return isNamed(group)
    ? {
        name: group,
        sql: column,
        named: dimKinds[group],
        read: (_, ref) => ref ?? '',
      }
    : {
        name: group,
        sql: column,
        read: value => wordOf(words[group], value),
      };
}

/** Local time less UTC of a row's hour, in minutes: a number where the clock is not changed within the range. */
function offsetSql(range: Period, zone: string): string {
  const iana = IANAZone.create(zone);
  // Hours begin before the range does.
  const start = range.start - DAY_MS;
  const changes = clockChanges(iana, { start, end: range.end });
  const last = Math.round(iana.offset(range.end));
  if (!changes.length) {
    return String(last);
  }
  const cases = changes.map(
    change =>
      `when e.hour < ${Math.ceil(change.at / 60_000)} then ${Math.round(
        change.before,
      )}`,
  );
  return `case ${cases.join(' ')} else ${last} end`;
}

/** When the clock was changed, and the offset until then. */
function clockChanges(
  zone: IANAZone,
  range: Period,
): Array<{ at: EpochMs; before: number }> {
  // No zone changes its clock twice within a week.
  const step = 7 * DAY_MS;
  const changes: Array<{ at: EpochMs; before: number }> = [];
  for (let at = range.start; at < range.end; at += step) {
    const before = zone.offset(at);
    let same = at;
    let changed = Math.min(at + step, range.end);
    if (zone.offset(changed) !== before) {
      while (changed - same > 1) {
        const middle = Math.floor((same + changed) / 2);
        if (zone.offset(middle) === before) {
          same = middle;
        } else {
          changed = middle;
        }
      }
      changes.push({ at: changed, before });
    }
  }
  return changes;
}

/**
 * The filters of a question as conditions. A value that no event has matches
 * nothing; an empty text matches events that name nothing. A department
 * matches what is below it too.
 */
export async function filterConditions(
  knex: Knex,
  dictionary: Dictionary,
  filters: Question['filters'],
): Promise<Condition[]> {
  const conditions: Condition[] = [];
  for (const [name, values] of Object.entries(filters)) {
    const dimension = name as UsageDimension;
    if (!values) {
      continue;
    }
    if (!isNamed(dimension)) {
      const known = words[dimension];
      const ids = values
        .filter(value => Object.hasOwn(known, value))
        .map(value => known[value]);
      conditions.push(new Map([[dimension, ids]]));
      continue;
    }
    const names = refs.includes(dimension)
      ? values.map(value => value.toLocaleLowerCase('en-US'))
      : values;
    const ids = await idsOf(dictionary, dimension, names.filter(Boolean));
    if (names.includes('')) {
      ids.push(0);
    }
    const condition = new Map<
      keyof typeof usageDimColumns & keyof typeof dimensionColumns,
      number[]
    >([[dimension, ids]]);
    if (dimension === 'department') {
      condition.set('path', await pathsThrough(knex, names.filter(Boolean)));
    }
    conditions.push(condition);
  }
  return conditions;
}
