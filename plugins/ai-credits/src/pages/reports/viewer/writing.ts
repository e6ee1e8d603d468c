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
  ReportFormats,
  reportFormatsOf,
  ReportLanguage,
} from 'backstage-plugin-ai-credits-common';

/** Writes the values of a report the way its files do. */
export interface Writing extends ReportFormats {
  /** The start of a period on an axis, of periods that are so far apart. */
  periodShort(period: string, steps: PeriodSteps): string;
  periodLong(period: string, steps: PeriodSteps): string;
}

/** How far the periods of a chart are apart. */
export type PeriodSteps = 'hour' | 'day' | 'month';

/** What the periods of a chart are, by how they are written and how far they are apart. */
export function stepsOf(periods: readonly string[]): PeriodSteps {
  const [first, second] = periods;
  if (first?.includes('T')) {
    return 'hour';
  }
  return second && Date.parse(second) - Date.parse(first) > 27 * 86_400_000
    ? 'month'
    : 'day';
}

/** In the language of the report, which need not be the reader's. */
export function createWriting(language: ReportLanguage): Writing {
  const formats = reportFormatsOf(language);
  const hour = (period: string) => `${period.slice(11, 13)}:00`;
  return {
    ...formats,
    periodShort: (period, steps) => {
      switch (steps) {
        case 'hour':
          return hour(period);
        case 'month':
          return formats.monthShort(period);
        default:
          return formats.dayShort(period);
      }
    },
    periodLong: (period, steps) => {
      switch (steps) {
        case 'hour':
          return `${formats.dayShort(period)}, ${hour(period)}`;
        case 'month':
          return formats.month(period);
        default:
          return formats.dayLong(period);
      }
    },
  };
}
