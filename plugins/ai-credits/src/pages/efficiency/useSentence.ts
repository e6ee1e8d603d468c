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

import { useValueLabels } from '../../data/useValueLabels';
import { useInsightsText } from '../../translations/insights';
import { EfficiencyData } from './useEfficiencyPage';

/** How much was wasted, against the time before, and who uses credits best. */
export function useSentence(data: EfficiencyData): string | undefined {
  const { t, formats } = useInsightsText();
  const waste = data.waste.data;
  const best = data.efficiency.data?.people.find(row => row.mostEfficient);
  const labelOf = useValueLabels(best ? [best.name] : []);
  if (!waste) {
    return undefined;
  }
  if (waste.share === undefined) {
    return t('efficiency.nothingUsed');
  }
  const words: string[] = [];
  if (Number(waste.wasted) === 0) {
    words.push(
      t('efficiency.noWaste', { credits: formats.credits(waste.credits) }),
    );
  } else {
    words.push(
      t('efficiency.wasted', {
        wasted: formats.credits(waste.wasted),
        credits: formats.credits(waste.credits),
        share: formats.share(waste.share),
      }),
    );
    if (waste.before.share !== undefined) {
      words.push(
        t('efficiency.before', { share: formats.share(waste.before.share) }),
      );
    }
    const worst = [...waste.rules].sort(
      (a, b) => Number(b.counted) - Number(a.counted),
    )[0];
    if (Number(worst.counted) > 0 && worst.counted !== waste.wasted) {
      words.push(
        t('efficiency.mostly', {
          credits: formats.credits(worst.counted),
          rule: t(`efficiency.rule.${worst.rule}`).toLocaleLowerCase(
            formats.locale,
          ),
        }),
      );
    }
  }
  if (best?.creditsPerItem !== undefined) {
    words.push(
      t('efficiency.best', {
        name: labelOf('user', best.name),
        credits: formats.credits(best.creditsPerItem),
      }),
    );
  }
  return words.join(' ');
}
