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

import { Headline as Sentence } from '../../components/Headline';
import { Formats } from '../../data/format';
import { ResolvedRange } from '../../data/ranges';
import { useValueLabels } from '../../data/useValueLabels';
import { Translate, useText } from '../../translations';
import { changeOf } from './breakdown';
import { ShownUsage } from './useUsage';

/** The days of the period before, such as `22 Sep – 21 Oct 2026`. */
export function spanText(formats: Formats, range: ResolvedRange): string {
  const { firstDay, lastDay } = range.before;
  const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(formats.locale, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).formatRange(noon(firstDay), noon(lastDay));
}

function changeSentence(
  t: Translate,
  formats: Formats,
  { question, breakdown }: ShownUsage,
): string | undefined {
  const change = changeOf(breakdown.total);
  const span = spanText(formats, question.range);
  if (change === undefined) {
    return undefined;
  }
  if (change === 'new') {
    return t('usage.newChange', { span });
  }
  return Math.abs(change) < 0.005
    ? t('usage.sameChange', { span })
    : t('usage.change', { change: formats.change(change), span });
}

/** How much was used, how that compares, and where most of it went. */
export function Headline({ shown }: { shown: ShownUsage | undefined }) {
  const { t, formats } = useText();
  const labelOf = useValueLabels(
    (shown?.breakdown.lines ?? []).slice(0, 1).map(line => line.value),
  );

  const sentences = () => {
    if (!shown) {
      return undefined;
    }
    const { question, breakdown } = shown;
    const { firstDay, lastDay } = question.range;
    const first = formats.day(firstDay);
    const last = formats.day(lastDay);
    const { total, lines } = breakdown;
    if (!total.requests && total.credits === 0n) {
      return firstDay === lastDay
        ? t('usage.noneDay', { day: first })
        : t('usage.noneRange', { first, last });
    }
    const figures = {
      count: total.requests,
      credits: formats.credits(total.credits),
      requests: formats.count(total.requests),
    };
    const top = lines[0];
    return [
      firstDay === lastDay
        ? t('usage.usedDay', { ...figures, day: first })
        : t('usage.usedRange', { ...figures, first, last }),
      changeSentence(t, formats, shown),
      lines.length > 1 &&
        top.value &&
        top.share !== undefined &&
        top.share > 0 &&
        t('usage.most', {
          name: labelOf(question.groupBy, top.value),
          share: formats.share(top.share),
        }),
    ]
      .filter(Boolean)
      .join(' ');
  };

  return <Sentence text={sentences()} />;
}
