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

import type { HelpContent } from '../../components/help';
import { useAdminText } from '../../translations/admin';
import { MessageKey } from '../../translations/admin/en';
import { adminHelpTopics } from './helpTopics';
import type { AdminSection } from './sections';

/** The help of a section in the reader's language; its words come with the administration. */
export function useAdminHelp(section: AdminSection['id']): HelpContent {
  const { t } = useAdminText();
  // None of the messages takes a value.
  const say = (key: MessageKey) =>
    (t as (key: string, options: object) => string)(key, {});
  const { figures, intro } = adminHelpTopics[section];
  return {
    name: `admin_${section}`,
    intro: say(intro),
    figures: figures.map(([term, meaning]) => [say(term), say(meaning)]),
  };
}
