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
  ReportFormat,
  ReportSchedule,
  ReportSubject,
  reportWeekdays,
} from 'backstage-plugin-ai-credits-common';
import { Formats } from '../../data/format';
import { ReportsTranslate } from '../../translations/reports';

/** Names of formats; the same in every language. */
export const formatNames: Record<ReportFormat, string> = {
  pdf: 'PDF',
  csv: 'CSV',
  json: 'JSON',
  focus: 'FOCUS',
};

/** Names of languages in themselves. */
export const languageNames = { en: 'English', id: 'Bahasa Indonesia' } as const;

/** Any Monday. */
const MONDAY = Date.UTC(2026, 0, 5, 12);
const DAY_MS = 86_400_000;

/** From Monday on; written here since pages load no schemas. */
export const weekdays: ReadonlyArray<(typeof reportWeekdays)[number]> = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** A weekday in the reader's language. */
export function weekdayName(
  formats: Formats,
  weekday: (typeof reportWeekdays)[number],
): string {
  return new Intl.DateTimeFormat(formats.locale, {
    weekday: 'long',
    timeZone: 'UTC',
  }).format(MONDAY + weekdays.indexOf(weekday) * DAY_MS);
}

/** When a report runs, in words. */
export function scheduleText(
  t: ReportsTranslate,
  formats: Formats,
  schedule: ReportSchedule,
): string {
  switch (schedule.kind) {
    case 'daily':
      return t('reports.when.daily', { time: schedule.time });
    case 'weekly':
      return t('reports.when.weekly', {
        weekday: weekdayName(formats, schedule.weekday),
        time: schedule.time,
      });
    case 'monthly':
      return schedule.day === 'last'
        ? t('reports.when.lastDay', { time: schedule.time })
        : t('reports.when.monthly', {
            day: String(schedule.day),
            time: schedule.time,
          });
    case 'cron':
      return t('reports.when.cron', { rule: schedule.expression });
    default:
      return t('reports.when.none');
  }
}

/** What a report is about, before the name of its entity. */
export function subjectKindText(
  t: ReportsTranslate,
  { kind }: ReportSubject,
): string {
  return t(`reports.subject.${kind}`);
}
