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

import type { HelpContent } from '../components/help';
import { useEntityText } from '../translations/entity';
import { MessageKey } from '../translations/entity/en';

interface Topic {
  title: MessageKey;
  intro: MessageKey;
  figures: ReadonlyArray<readonly [MessageKey, MessageKey]>;
}

/** What the help of the tab and of the card says; `docs/numbers.md` is written from the same. */
export const entityHelp = {
  title: 'help.title',
  intro: 'help.intro',
  figures: [
    ['help.counted', 'help.countedText'],
    ['help.days', 'help.daysText'],
    ['help.budget', 'help.budgetText'],
    ['help.users', 'help.usersText'],
  ],
} as const satisfies Topic;

/** What the help of the widget of the home page says. */
export const homeHelp = {
  title: 'help.home',
  intro: 'help.homeIntro',
  figures: [
    ['help.homeUsed', 'help.homeUsedText'],
    ['help.homeNoLimit', 'help.homeNoLimitText'],
  ],
} as const satisfies Topic;

/** The help of the tab and the card, or of the widget, in the reader's language. */
export function useEntityHelp(part: 'entity' | 'home' = 'entity'): HelpContent {
  const { t } = useEntityText();
  const { figures, intro } = part === 'home' ? homeHelp : entityHelp;
  return {
    name: part,
    intro: t(intro),
    figures: figures.map(([term, meaning]) => [t(term), t(meaning)]),
  };
}
