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

import { Tier, tierOf } from 'backstage-plugin-ai-credits-common';
import { useText } from '../../../translations';

const words = {
  premium: 'help.tierPremium',
  standard: 'help.tierStandard',
  economy: 'help.tierEconomy',
} as const satisfies Record<Tier, string>;

/** The tier that a multiplier makes, while it is being written. */
export function TierWord({ multiplier }: { multiplier: string }) {
  const { t } = useText();
  const text = multiplier.trim();
  return (
    <span aria-live="polite">
      {/^\d{1,3}(\.\d{1,4})?$/.test(text) ? t(words[tierOf(text)]) : '–'}
    </span>
  );
}
