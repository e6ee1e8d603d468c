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
  Report,
  ReportFormat,
  ReportKind,
  ReportLanguage,
  ReportRange,
  ReportRequest,
  ReportSchedule,
  ReportSubject,
} from 'backstage-plugin-ai-credits-common';
import { addDays, dayOf, startOfDay } from '../../../data/periods';
import { countDays } from '../../../data/ranges';

/** The longest range of one report, in days. */
export const MOST_DAYS = 732;

/** A report while it is being written: every field that the form has. */
export interface Draft {
  name: string;
  kind: ReportKind;
  /** Of a custom report: the last days, or fixed ones. */
  range: 'days' | 'fixed';
  days: string;
  firstDay: string;
  lastDay: string;
  subject: ReportSubject['kind'];
  /** The entity, of any subject but the organisation. */
  ref: string;
  language: ReportLanguage;
  formats: ReportFormat[];
  recipients: string[];
  schedule: ReportSchedule['kind'];
  time: string;
  weekday: Extract<ReportSchedule, { kind: 'weekly' }>['weekday'];
  day: Extract<ReportSchedule, { kind: 'monthly' }>['day'];
  expression: string;
}

/** What may be wrong with a draft. */
export type DraftProblem = 'name' | 'entity' | 'days' | 'range' | 'formats';

/** A new report: monthly, for the organisation, in the reader's language. */
export function newDraft(
  language: ReportLanguage,
  now: number,
  timeZone: string,
): Draft {
  const today = dayOf(now, timeZone);
  return {
    name: '',
    kind: 'monthly',
    range: 'days',
    days: '30',
    firstDay: addDays(today, -30),
    lastDay: addDays(today, -1),
    subject: 'organization',
    ref: '',
    language,
    formats: ['pdf'],
    recipients: [],
    schedule: 'none',
    time: '07:00',
    weekday: 'monday',
    day: 1,
    expression: '0 7 * * MON',
  };
}

/** A report as the form shows it. */
export function draftOf(report: Report, now: number, timeZone: string): Draft {
  const { range, schedule, subject } = report;
  const fixed = range !== undefined && 'from' in range ? range : undefined;
  return {
    ...newDraft(report.language, now, timeZone),
    name: report.name,
    kind: report.kind,
    ...(fixed
      ? {
          range: 'fixed',
          firstDay: dayOf(Date.parse(fixed.from), timeZone),
          lastDay: dayOf(Date.parse(fixed.to) - 1, timeZone),
        }
      : {}),
    ...(range !== undefined && 'days' in range
      ? { days: String(range.days) }
      : {}),
    subject: subject.kind,
    ref: subject.kind === 'organization' ? '' : subject.ref,
    formats: report.formats,
    recipients: report.recipients,
    schedule: schedule.kind,
    ...('time' in schedule ? { time: schedule.time } : {}),
    ...(schedule.kind === 'weekly' ? { weekday: schedule.weekday } : {}),
    ...(schedule.kind === 'monthly' ? { day: schedule.day } : {}),
    ...(schedule.kind === 'cron' ? { expression: schedule.expression } : {}),
  };
}

/** What is wrong with a draft; the schedule is for the server to judge. */
export function problemsOf(draft: Draft): Set<DraftProblem> {
  const problems = new Set<DraftProblem>();
  const name = draft.name.trim();
  if (!name || name.length > 120) {
    problems.add('name');
  }
  if (draft.subject !== 'organization' && !draft.ref) {
    problems.add('entity');
  }
  if (!draft.formats.length) {
    problems.add('formats');
  }
  if (draft.kind === 'custom' && draft.range === 'days') {
    const days = /^\d{1,3}$/.test(draft.days) ? Number(draft.days) : 0;
    if (days < 1 || days > MOST_DAYS) {
      problems.add('days');
    }
  }
  if (draft.kind === 'custom' && draft.range === 'fixed') {
    const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day);
    const days =
      isDay(draft.firstDay) && isDay(draft.lastDay)
        ? countDays(draft.firstDay, draft.lastDay)
        : 0;
    if (days < 1 || days > MOST_DAYS) {
      problems.add('range');
    }
  }
  return problems;
}

/** The schedule of a draft, or nothing while its time is not filled in. */
export function scheduleOf(draft: Draft): ReportSchedule | undefined {
  const { day, expression, schedule, time, weekday } = draft;
  switch (schedule) {
    case 'daily':
      return time ? { kind: schedule, time } : undefined;
    case 'weekly':
      return time ? { kind: schedule, weekday, time } : undefined;
    case 'monthly':
      return time ? { kind: schedule, day, time } : undefined;
    case 'cron':
      return expression.trim()
        ? { kind: schedule, expression: expression.trim() }
        : undefined;
    default:
      return { kind: 'none' };
  }
}

function rangeOf(draft: Draft, timeZone: string): ReportRange {
  if (draft.range === 'days') {
    return { days: Number(draft.days) };
  }
  const instant = (day: string) =>
    new Date(startOfDay(day, timeZone)).toISOString();
  return {
    from: instant(draft.firstDay),
    to: instant(addDays(draft.lastDay, 1)),
  };
}

/** What is sent to the server. */
export function requestOf(
  draft: Draft,
  schedule: ReportSchedule,
  timeZone: string,
  version?: number,
): ReportRequest {
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    ...(draft.kind === 'custom' ? { range: rangeOf(draft, timeZone) } : {}),
    subject:
      draft.subject === 'organization'
        ? { kind: 'organization' }
        : { kind: draft.subject, ref: draft.ref },
    language: draft.language,
    formats: draft.formats,
    recipients: draft.recipients,
    schedule,
    ...(version === undefined ? {} : { version }),
  };
}
