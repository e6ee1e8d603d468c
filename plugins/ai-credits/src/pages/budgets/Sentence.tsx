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

import { stateWord } from '../../components/BudgetStatus';
import { Headline } from '../../components/Headline';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { countStates } from './figures';
import { BudgetsData } from './useBudgets';

function useSentence({ landing, me, tree }: BudgetsData): string | undefined {
  const { t, formats } = useText();
  const budget = landing?.budget;
  const own =
    budget &&
    me.data &&
    [...me.data.teams, ...me.data.departments, me.data.user].includes(
      landing.ref,
    );
  const labelOf = useValueLabels(own ? [landing.ref] : []);
  if (!tree.data || me.isPending) {
    return undefined;
  }
  const words: string[] = [];
  if (own) {
    words.push(
      t('budgets.own', {
        name: labelOf(landing.kind, landing.ref),
        used: formats.credits(budget.used),
        allocated: formats.credits(budget.credits),
        status: stateWord(t, budget.status),
      }),
    );
  }
  const { total, ...states } = countStates(tree.data);
  words.push(
    total === 0
      ? t('budgets.noneTitle')
      : t('budgets.count', {
          count: total,
          onTrack: String(states.onTrack),
          atRisk: String(states.atRisk),
          exceeded: String(states.exceeded),
        }),
  );
  return words.join(' ');
}

/** How the reader's own budget stands, and how many of all stand how. */
export function Sentence({ data }: { data: BudgetsData }) {
  const sentence = useSentence(data);
  return <Headline text={sentence} />;
}
