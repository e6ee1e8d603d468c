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

import { ReportKind, ReportRange } from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { EpochMs } from '../ledger/types';

/** A range of time; `to` is exclusive. */
export interface TimeRange {
  from: EpochMs;
  to: EpochMs;
}

/**
 * The range that a run is of: yesterday, the last 7 whole days, the last whole
 * month, or what a custom report says, in days of the account's time zone.
 *
 * @param at - the instant that the schedule names, or now
 */
export function rangeOf(
  report: { kind: ReportKind; range?: ReportRange },
  at: EpochMs,
  timeZone: string,
): TimeRange {
  const today = DateTime.fromMillis(at, { zone: timeZone }).startOf('day');
  const lastDays = (days: number): TimeRange => ({
    from: today.minus({ days }).toMillis(),
    to: today.toMillis(),
  });
  switch (report.kind) {
    case 'daily':
      return lastDays(1);
    case 'weekly':
      return lastDays(7);
    case 'monthly': {
      const month = today.startOf('month');
      return {
        from: month.minus({ months: 1 }).toMillis(),
        to: month.toMillis(),
      };
    }
    case 'custom': {
      const { range } = report;
      if (range && 'days' in range) {
        return lastDays(range.days);
      }
      return {
        from: Date.parse(range?.from ?? ''),
        to: Date.parse(range?.to ?? ''),
      };
    }
    default:
      return report.kind satisfies never;
  }
}

/** The range of the same length before; the month before for a month. */
export function rangeBefore(
  kind: ReportKind,
  range: TimeRange,
  timeZone: string,
): TimeRange {
  const from = DateTime.fromMillis(range.from, { zone: timeZone });
  if (kind === 'monthly') {
    return { from: from.minus({ months: 1 }).toMillis(), to: range.from };
  }
  const to = DateTime.fromMillis(range.to, { zone: timeZone });
  const days = Math.round(to.diff(from, 'days').days);
  const whole =
    from.equals(from.startOf('day')) && to.equals(to.startOf('day'));
  return {
    from: whole
      ? from.minus({ days }).toMillis()
      : range.from - (range.to - range.from),
    to: range.from,
  };
}
