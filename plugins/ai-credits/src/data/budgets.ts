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
  Budget,
  BudgetDetail,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Translate } from '../translations';
import { Formats } from './format';
import { dayOf } from './periods';

/** How much of a whole a part is, for bars; of nothing everything is all. */
export function partOf(part: string, whole: string): number {
  const all = Number(whole);
  if (all > 0) {
    return Number(part) / all;
  }
  return Number(part) > 0 ? 1 : 0;
}

/** The last day of a budget's period, in the account's time zone. */
export function lastDayOf(
  budget: Pick<Budget, 'periodEnd'>,
  timeZone: string,
): string {
  return dayOf(Date.parse(budget.periodEnd) - 1, timeZone);
}

/** How a budget stands and where it goes at this pace, in a sentence or two. */
export function budgetSentence(
  budget: Budget & Pick<Partial<BudgetDetail>, 'exhaustedAt'>,
  timeZone: string,
  t: Translate,
  formats: Formats,
): string {
  const use = t('budgets.used', {
    used: formats.credits(budget.used),
    allocated: formats.credits(budget.credits),
  });
  const over = parseCredits(budget.projected) - parseCredits(budget.credits);
  return [
    t('budgets.pace', {
      use,
      projected: formats.credits(budget.projected),
      period: t(`budgets.${budget.period}`),
    }),
    ...(over > 0n
      ? [t('budgets.over', { credits: formats.credits(over) })]
      : []),
    ...(budget.exhaustedAt
      ? [
          t('budgets.runsOut', {
            day: formats.day(dayOf(Date.parse(budget.exhaustedAt), timeZone)),
          }),
        ]
      : []),
  ].join(' ');
}

/** Budgets of one scope in the order in which they are shown: the month first, then as they were created. */
export function sortedBudgets(budgets: readonly Budget[]): Budget[] {
  return [...budgets].sort(
    (a, b) => Number(b.period === 'month') - Number(a.period === 'month'),
  );
}
