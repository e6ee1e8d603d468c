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

import { HelpContent } from '../components/help';
import { useEntityText } from '../translations/entity';
import { MessageKey } from '../translations/entity/en';

/** What the help of the tab says; `docs/numbers.md` is written from the same. */
export const entityHelp = {
  title: 'help.title',
  intro: 'help.intro',
  figures: [
    ['help.counted', 'help.countedText'],
    ['help.days', 'help.daysText'],
    ['help.budget', 'help.budgetText'],
    ['help.users', 'help.usersText'],
  ],
} as const satisfies {
  title: MessageKey;
  intro: MessageKey;
  figures: ReadonlyArray<readonly [MessageKey, MessageKey]>;
};

/** The help of the tab in the reader's language. */
export function useEntityHelp(): HelpContent {
  const { t } = useEntityText();
  return {
    name: 'entity',
    intro: t(entityHelp.intro),
    figures: entityHelp.figures.map(([term, meaning]) => [t(term), t(meaning)]),
  };
}
