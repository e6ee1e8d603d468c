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

import { UnusualDay } from 'backstage-plugin-ai-credits-common';
import { AlertSource } from '../../alerts';
import { Scope } from '../../budgets';
import { DAY_MS } from '../../ledger/calendar';
import type { EpochMs } from '../../ledger/types';
import { Writing } from '../../messages';
import type { DatabaseInsights } from '../DatabaseInsights';

/** A day is told within so many days after it, in case no replica ran. */
const TOLD_DAYS = 3;
/** Usage of yesterday that arrives late counts: the day is looked at again after this time. */
const AGAIN_MS = 3_600_000;

/**
 * Tells of days with far more use than usual, once for each subject and day.
 * Days with less are shown, but nobody is woken for them.
 */
export function unusualDayAlerts(options: {
  insights: Pick<DatabaseInsights, 'unusual'>;
  dayOf: (at: EpochMs) => { start: EpochMs };
  writing: Writing;
}): AlertSource {
  const { dayOf, insights, writing } = options;
  let last: { at: EpochMs; today: EpochMs; days: UnusualDay[] } | undefined;
  return {
    name: 'unusual days',
    async due({ now }) {
      const today = dayOf(now).start;
      if (!last || last.today !== today || now - last.at >= AGAIN_MS) {
        const { days } = await insights.unusual({
          from: dayOf(today - TOLD_DAYS * DAY_MS).start,
          to: today,
          filters: {},
          visible: { kind: 'all' },
        });
        last = { at: now, today, days };
      }
      return last.days
        .filter(day => day.direction === 'high')
        .map(day => alertOf(day, dayOf, writing));
    },
  };
}

function alertOf(
  { day, subject, credits, expected, usual }: UnusualDay,
  dayOf: (at: EpochMs) => { start: EpochMs },
  writing: Writing,
) {
  const { words } = writing;
  const { kind, ref } = subject;
  const about: Scope | undefined =
    kind === 'account' || ref === undefined ? undefined : { kind, ref };
  const name = ref === undefined ? words.unusual.account : writing.nameOf(ref);
  const link = new URLSearchParams({
    range: 'custom',
    from: day,
    to: day,
    ...(about ? { [about.kind]: about.ref } : {}),
  });
  return {
    kind: 'unusual-day' as const,
    subject: about ? `${about.kind}:${about.ref}` : 'account',
    // Noon in UTC lies in the local day of all but the farthest zones.
    periodStart: dayOf(Date.parse(`${day}T12:00:00Z`)).start,
    threshold: 0,
    notice: {
      severity: 'normal' as const,
      title: words.unusual.title(name),
      description: words.unusual.text(
        writing.credits(credits),
        writing.day(day),
        writing.credits(expected),
        writing.credits(usual.to),
      ),
      link: `/ai-credits/usage?${link}`,
      ...(about ? { about } : {}),
    },
  };
}
