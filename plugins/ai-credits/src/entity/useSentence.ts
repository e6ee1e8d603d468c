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

import { budgetSentence } from '../data/budgets';
import { useValueLabels } from '../data/useValueLabels';
import { useText } from '../translations';
import { EntityTranslate, useEntityText } from '../translations/entity';
import { Formats } from '../data/format';
import { isIdle, UsageSummary } from './figures';
import { EntityUsage } from './useEntityUsage';

/** Too small a change to write as one. */
const SAME = 0.005;

function changeSentence(
  t: EntityTranslate,
  formats: Formats,
  change: UsageSummary['change'],
): string | undefined {
  if (change === undefined) {
    return undefined;
  }
  if (change === 'new') {
    return t('entity.isNew');
  }
  return Math.abs(change) < SAME
    ? t('entity.same')
    : t('entity.change', { change: formats.change(change) });
}

/** How the budget stands, what was used, how that compares and where most of it went; undefined until it is known. */
export function useSentence(data: EntityUsage): string | undefined {
  const { t: tb, formats } = useText();
  const { t } = useEntityText();
  const labelOf = useValueLabels();
  const { budgets, timeZone, usage } = data;
  if (!usage || budgets.isPending) {
    return undefined;
  }
  const budget = budgets.data?.[0];
  const top = usage.models[0];
  return [
    budget && budgetSentence(budget, timeZone, tb, formats),
    isIdle(usage)
      ? t('entity.idle')
      : t('entity.used', {
          count: usage.requests,
          credits: formats.credits(usage.credits),
          requests: formats.count(usage.requests),
        }),
    changeSentence(t, formats, usage.change),
    // A long sentence answers nothing; the legend is in this order, too.
    !budget &&
      usage.models.length > 1 &&
      top.name &&
      usage.topShare > 0 &&
      t('entity.most', {
        name: labelOf('model', top.name),
        share: formats.share(usage.topShare),
      }),
  ]
    .filter(Boolean)
    .join(' ');
}
