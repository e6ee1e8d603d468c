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

import { MicroCredits } from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { StoredBudget } from '../ledger/api';
import { EpochMs } from '../ledger/types';
import { shortened, Writing } from '../messages';
import { Notice, UnknownNameKind } from './types';

/** What a budget says of itself once a threshold was reached. */
export type AlertedBudget = Pick<
  StoredBudget,
  | 'scope'
  | 'period'
  | 'hard'
  | 'thresholds'
  | 'periodStart'
  | 'periodEnd'
  | 'allocation'
  | 'used'
> & {
  /** Its period is over. */
  ended?: boolean;
};

export function budgetNotice(
  budget: AlertedBudget,
  threshold: number,
  timeZone: string,
  { credits, day, scope, words }: Writing,
): Notice {
  const { allocation, ended, hard, periodEnd, used } = budget;
  const period = words.periods[budget.period];
  const name = scope(budget.scope, 'start');
  const last = day(lastDay(periodEnd, timeZone));
  const about = { link: '/ai-credits/budgets', about: budget.scope };
  if (ended) {
    return {
      severity: severityOf(threshold),
      title: words.budget.endedTitle(name, threshold, period),
      description: words.budget.wasUsed(
        credits(used),
        credits(allocation),
        period,
        last,
      ),
      ...about,
    };
  }
  return {
    severity: severityOf(threshold),
    title: words.budget.title(name, threshold, period),
    description: [
      words.budget.used(credits(used), credits(allocation), period, last),
      hard ? words.budget.hard : words.budget.soft,
    ].join(' '),
    ...about,
  };
}

export function lowBalanceNotice(
  available: MicroCredits,
  threshold: MicroCredits,
  { credits, words }: Writing,
): Notice {
  return {
    severity: available > 0n ? 'high' : 'critical',
    title: words.lowBalance.title(credits(available)),
    description: words.lowBalance.text(credits(threshold)),
    link: '/ai-credits',
  };
}

export function unknownNameNotice(
  kind: UnknownNameKind,
  name: string,
  { words }: Writing,
): Notice {
  const thing = words.unknown.things[kind];
  return {
    severity: 'normal',
    title: words.unknown.title(thing, shortened(name)),
    description: words.unknown.text(thing),
    link: '/ai-credits/transactions',
  };
}

function severityOf(threshold: number): Notice['severity'] {
  if (threshold >= 100) {
    return 'critical';
  }
  return threshold >= 90 ? 'high' : 'normal';
}

function lastDay(end: EpochMs, zone: string): string {
  return DateTime.fromMillis(end - 1, { zone }).toISODate() ?? '';
}
