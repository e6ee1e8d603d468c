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

import { Headline } from '../../../components/Headline';
import { useValueLabels } from '../../../data/useValueLabels';
import { useAdminText } from '../../../translations/admin';
import { AllocationsData } from './useAllocations';
import { useWords } from './useWords';

/** How much is allocated, whether it adds up, and what of it the reader may change. */
export function Sentence(props: { data: AllocationsData; ready: boolean }) {
  const { t, formats } = useAdminText();
  const words = useWords();
  const { me, organization, others, period, sums, tree } = props.data;
  const leads = me.data?.may.manageBudgets ? [] : me.data?.leads ?? [];
  const labelOf = useValueLabels(leads);
  const sentence = () => {
    if (!props.ready || !tree.data) {
      return undefined;
    }
    const count = [...organization, ...others].filter(
      ({ budget }) => budget,
    ).length;
    const over = [...sums.divisions.values()].filter(
      ({ left }) => left < 0n,
    ).length;
    return [
      t('allocations.sentence', {
        count,
        credits: formats.credits(tree.data.totals.allocated),
        period: words.period(period),
      }),
      ...(over > 0 ? [t('allocations.overSentence', { count: over })] : []),
      ...(leads.length > 0
        ? [
            t('allocations.lead', {
              names: leads.map(ref => labelOf('team', ref)).join(', '),
            }),
          ]
        : []),
    ].join(' ');
  };
  return <Headline text={sentence()} />;
}
