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

import { BudgetNode, parseCredits } from 'backstage-plugin-ai-credits-common';
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';
import { amountOf, Settings, thresholdsOf } from './edits';
import { Sums } from './sums';

/** Something that is said about an allocation. */
export interface Hint {
  text: string;
  /** It is over what there is. */
  over?: boolean;
}

/** Names scopes. */
export type LabelOf = (kind: BudgetNode['kind'], ref: string) => string;

/** What is said about allocations, in the reader's language. */
export function useWords() {
  const { t, formats } = useAdminText();
  const { t: tCommon } = useText();
  const amount = (text: string) => {
    const value = amountOf(text);
    return value === undefined ? text : formats.credits(value);
  };

  /** What happens at the limit, when it is told, and what is carried forward. */
  const summary = (settings: Settings, isNew: boolean = false): string => {
    const mode = t(`allocations.${settings.mode}`);
    const thresholds = thresholdsOf(settings.thresholds);
    // The portal's configuration says when a new one is told of.
    if (isNew && !thresholds?.length) {
      return mode;
    }
    const told = thresholds?.length
      ? t('allocations.summary', {
          mode,
          thresholds: new Intl.ListFormat(formats.locale).format(
            thresholds.map(p => formats.share(p / 100)),
          ),
        })
      : t('allocations.summaryQuiet', { mode });
    const cap = amountOf(settings.rolloverCap);
    return cap
      ? t('allocations.rollsOver', {
          summary: told,
          credits: formats.credits(cap),
        })
      : told;
  };

  return {
    summary,
    amount,
    period: (period: 'day' | 'week' | 'month' | 'quarter' | 'year') =>
      tCommon(`budgets.${period}`),

    /** All of an allocation, to be compared with another. */
    whole: (settings: Settings): string =>
      [
        t('allocations.valueCredits', { credits: amount(settings.credits) }),
        summary(settings),
      ].join(' · '),

    /** What an allocation leaves of the one above it. */
    above: (
      node: BudgetNode,
      credits: string,
      sums: Sums,
      labelOf: LabelOf,
    ): Hint | undefined => {
      const division = sums.above(node);
      if (!division || amountOf(credits) === undefined) {
        return undefined;
      }
      const values = {
        parent: labelOf(division.node.kind, division.node.ref),
        credits: formats.credits(division.credits),
      };
      if (node.kind === 'user') {
        return { text: t('allocations.ceiling', values) };
      }
      return division.left < 0n
        ? {
            text: t('allocations.over', {
              ...values,
              over: formats.credits(-division.left),
            }),
            over: true,
          }
        : {
            text: t('allocations.leaves', {
              ...values,
              left: formats.credits(division.left),
            }),
          };
    },

    /** What a group has given to those below it. */
    below: (node: BudgetNode, sums: Sums): Hint | undefined => {
      const division =
        node.kind === 'user' ? undefined : sums.divisions.get(node.ref);
      if (!division || division.allocated === 0n) {
        return undefined;
      }
      const allocated = formats.credits(division.allocated);
      return division.left < 0n
        ? {
            text: t('allocations.belowOver', {
              allocated,
              over: formats.credits(-division.left),
            }),
            over: true,
          }
        : {
            text: t('allocations.below', {
              allocated,
              left: formats.credits(division.left),
            }),
          };
    },

    /** That the current period has another limit than what each starts with. */
    now: ({ budget }: BudgetNode, period: string): string | undefined =>
      budget?.baseCredits !== undefined &&
      parseCredits(budget.baseCredits) !== parseCredits(budget.credits)
        ? t('allocations.nowAndThen', {
            period,
            credits: formats.credits(budget.credits),
          })
        : undefined,
  };
}

/** What {@link useWords} returns. */
export type Words = ReturnType<typeof useWords>;
