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
import { Headline } from '../../components/Headline';
import { durationsFor } from '../../data/durations';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { PerformanceData } from './usePerformance';

/** A change that rounds to less than this is none. */
const SAME = 0.005;

function useSentence(data: PerformanceData): string | undefined {
  const { t, formats } = useText();
  const labelOf = useValueLabels();
  const { total, totalBefore, compared, range } = data;
  const durations = durationsFor(formats.locale);
  if (!total || !compared) {
    return undefined;
  }
  if (total.average === undefined) {
    return t('perf.untimed');
  }
  const average = durations.withUnit(total.average);
  const words: string[] = [];
  if (totalBefore?.average) {
    const change = total.average / totalBefore.average - 1;
    const span = t('perf.span', {
      first: formats.dayShort(range.before.firstDay),
      last: formats.day(range.before.lastDay),
    });
    if (Math.abs(change) < SAME) {
      words.push(t('perf.same', { average, span }));
    } else {
      words.push(
        t(change > 0 ? 'perf.slower' : 'perf.faster', {
          average,
          change: formats.share(Math.abs(change)),
          span,
        }),
      );
    }
  } else {
    words.push(t('perf.average', { average }));
  }
  const { fastest, slowest } = compared;
  if (fastest && slowest) {
    words.push(
      t('perf.extremes', {
        fastest: labelOf('model', fastest.name),
        fastestTime: durations.withUnit(fastest.average!),
        slowest: labelOf('model', slowest.name),
        slowestTime: durations.withUnit(slowest.average!),
      }),
    );
  }
  return words.join(' ');
}

/** How long responses took, against the time before, and which model is quickest. */
export function Sentence({ data }: { data: PerformanceData }) {
  const sentence = useSentence(data);
  return <Headline text={sentence} />;
}
