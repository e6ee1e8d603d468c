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
  formatCredits,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { Scope } from '../budgets';
import { StoredBudget } from '../ledger/api';
import { EpochMs } from '../ledger/types';
import { Notice, UnknownNameKind } from './types';

/** Notifications keep titles of 255 characters; a name alone may be as long. */
const MAX_NAME = 120;

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
): Notice {
  const { allocation, ended, hard, period, periodEnd, scope, used } = budget;
  const about = { link: '/ai-credits/budgets', about: scope };
  const figures = `${formatCredits(used)} of ${formatCredits(
    allocation,
  )} credits`;
  const last = lastDay(periodEnd, timeZone);
  if (ended) {
    return {
      severity: severityOf(threshold),
      title: `${nameOf(
        scope,
      )} used ${threshold} % of its credits for the ${period} that has ended`,
      description: `${figures} were used; the ${period} ended with ${last}.`,
      ...about,
    };
  }
  const consequence = hard
    ? 'Requests past the limit are refused.'
    : 'Requests past the limit go on and are marked.';
  return {
    severity: severityOf(threshold),
    title: `${nameOf(
      scope,
    )} has used ${threshold} % of its credits for the ${period}`,
    description: `${figures} are used; the ${period} ends after ${last}. ${consequence}`,
    ...about,
  };
}

export function lowBalanceNotice(
  available: MicroCredits,
  threshold: MicroCredits,
): Notice {
  return {
    severity: available > 0n ? 'high' : 'critical',
    title: `AI credits are running low: ${formatCredits(available)} left`,
    description: `The balance is below ${formatCredits(
      threshold,
    )} credits. Get credits on the overview.`,
    link: '/ai-credits',
  };
}

export function unknownNameNotice(kind: UnknownNameKind, name: string): Notice {
  const what = kind === 'unknown-model' ? 'model' : 'action';
  return {
    severity: 'normal',
    title: `The rate card does not know the ${what} ${shortened(name)}`,
    description: `It was used and priced as the rate card says of an unknown ${what}. Publish a rule for it if that is not what it should cost.`,
    link: '/ai-credits/transactions',
  };
}

function severityOf(threshold: number): Notice['severity'] {
  if (threshold >= 100) {
    return 'critical';
  }
  return threshold >= 90 ? 'high' : 'normal';
}

/** Such as `Team payments`. */
function nameOf({ kind, ref }: Scope): string {
  const name =
    kind === 'product' || kind === 'model' ? ref : ref.replace(/^.*[:/]/, '');
  return `${kind[0].toLocaleUpperCase('en-US')}${kind.slice(1)} ${shortened(
    name,
  )}`;
}

function shortened(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}

function lastDay(end: EpochMs, zone: string): string {
  return DateTime.fromMillis(end - 1, { zone }).toFormat('d LLL yyyy', {
    locale: 'en-GB',
  });
}
