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

import { Granularity } from 'backstage-plugin-ai-credits-common';
import { Translate } from '../translations';
import { Formats } from './format';
import { dayOf, startOfDay } from './periods';

/** How the periods of a chart are written. */
export interface PeriodTexts {
  /** Above a column of periods, and what a chart counts by. */
  title: string;
  /** On an axis. */
  short: (period: string) => string;
  /** Where there is room. */
  long: (period: string) => string;
  /** Where an axis is written on: at midnight, for hours of several days. */
  ticks?: (periods: string[]) => string[] | undefined;
}

/** Writes hours, days, weeks or months as the reader's language does. */
export function periodTexts(
  t: Translate,
  formats: Formats,
  granularity: Granularity,
  timeZone: string,
): PeriodTexts {
  const title = t(`bar.${granularity}`);
  switch (granularity) {
    case 'hour': {
      const isMidnight = (period: string) => {
        const instant = Date.parse(period);
        return instant === startOfDay(dayOf(instant, timeZone), timeZone);
      };
      return {
        title,
        short: period =>
          isMidnight(period)
            ? formats.dayShort(dayOf(Date.parse(period), timeZone))
            : formats.time(period, timeZone),
        ticks: periods => {
          const midnights = periods.filter(isMidnight);
          return midnights.length > 1 ? midnights : undefined;
        },
        long: period => formats.minute(period, timeZone),
      };
    }
    case 'day':
      return { title, short: formats.dayShort, long: formats.dayLong };
    case 'week':
      return {
        title,
        short: formats.dayShort,
        long: period => t('bar.weekOf', { day: formats.day(period) }),
      };
    default:
      return { title, short: formats.monthShort, long: formats.month };
  }
}

/** The names of the weekdays in a language, Monday first. */
export function weekdayNames(
  locale: string,
  length: 'long' | 'short',
): string[] {
  const format = new Intl.DateTimeFormat(locale, {
    weekday: length,
    timeZone: 'UTC',
  });
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, index) =>
    format.format(Date.UTC(2024, 0, index + 1)),
  );
}
