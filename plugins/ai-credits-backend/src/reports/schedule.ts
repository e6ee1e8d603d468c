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
import {
  ReportSchedule,
  reportWeekdays,
} from 'backstage-plugin-ai-credits-common';
import { Cron } from 'croner';
import { EpochMs } from '../ledger/types';

/** Two runs of one report are at least this far apart. */
const LEAST_GAP_MS = 3_600_000;
/** Enough to see two times of one day, whatever the pattern. */
const LOOKED_AT = 25;

/** A schedule as a cron expression of five fields; undefined for none. */
export function cronOf(schedule: ReportSchedule): string | undefined {
  if (schedule.kind === 'none') {
    return undefined;
  }
  if (schedule.kind === 'cron') {
    return schedule.expression;
  }
  const [hour, minute] = schedule.time.split(':').map(Number);
  switch (schedule.kind) {
    case 'daily':
      return `${minute} ${hour} * * *`;
    case 'weekly':
      return `${minute} ${hour} * * ${
        (reportWeekdays.indexOf(schedule.weekday) + 1) % 7
      }`;
    case 'monthly':
      return `${minute} ${hour} ${
        schedule.day === 'last' ? 'L' : schedule.day
      } * *`;
    default:
      return schedule satisfies never;
  }
}

/**
 * The next instants that a schedule names after `at`, soonest first, in the
 * time zone of the account. None for the schedule `none`.
 *
 * @throws InputError when the expression cannot be read
 */
export function nextTimes(
  schedule: ReportSchedule,
  timeZone: string,
  at: EpochMs,
  count: number,
): EpochMs[] {
  const expression = cronOf(schedule);
  if (expression === undefined) {
    return [];
  }
  return cron(expression, timeZone)
    .nextRuns(count, new Date(at))
    .map(time => time.getTime());
}

/**
 * Makes sure that a schedule fires, and not too often.
 *
 * @throws InputError when it never does, does so more than once an hour, or
 *   cannot be read
 */
export function checkSchedule(
  schedule: ReportSchedule,
  timeZone: string,
  now: EpochMs,
): void {
  if (schedule.kind === 'none') {
    return;
  }
  const times = nextTimes(schedule, timeZone, now, LOOKED_AT);
  if (!times.length) {
    throw new InputError(
      `schedule: ${cronOf(
        schedule,
      )} names no date that exists, so the report would never run`,
    );
  }
  for (const [i, time] of times.entries()) {
    if (i > 0 && time - times[i - 1] < LEAST_GAP_MS) {
      throw new InputError(
        'schedule: fires more often than once an hour; choose one minute of the hour',
      );
    }
  }
}

/**
 * The last instant of a schedule that is due: what was missed while nothing ran
 * is made up for once, with the most recent of them.
 *
 * @param first - an instant of the schedule, not after `now`
 */
export function lastDue(
  schedule: ReportSchedule,
  timeZone: string,
  first: EpochMs,
  now: EpochMs,
): { due: EpochMs; next: EpochMs | undefined } {
  let due = first;
  for (;;) {
    const [next] = nextTimes(schedule, timeZone, due, 1);
    if (next === undefined || next > now) {
      return { due, next };
    }
    due = next;
  }
}

function cron(expression: string, timezone: string): Cron {
  try {
    return new Cron(expression, { timezone, mode: '5-part', paused: true });
  } catch (error) {
    throw new InputError(
      `schedule: ${JSON.stringify(
        expression,
      )} is no cron expression of five fields such as "0 7 * * MON": ${String(
        (error as Error).message,
      ).replace(/^CronPattern: /, '')}`,
    );
  }
}
