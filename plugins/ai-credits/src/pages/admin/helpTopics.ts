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

import { MessageKey } from '../../translations/admin/en';
import type { AdminSection } from './sections';

/** What the help of a section says; `docs/numbers.md` is written from the same. */
export interface AdminHelpTopic {
  title: MessageKey;
  /** What the section shows. */
  intro: MessageKey;
  /** What a figure is called, and what it is. */
  figures: ReadonlyArray<readonly [term: MessageKey, meaning: MessageKey]>;
}

/** The help of every section, in their order. */
export const adminHelpTopics: Record<AdminSection['id'], AdminHelpTopic> = {
  allocations: {
    title: 'allocations.title',
    intro: 'help.allocations',
    figures: [
      ['help.division', 'help.divisionText'],
      ['help.ceiling', 'help.ceilingText'],
      ['allocations.mode', 'help.modeText'],
      ['allocations.thresholds', 'help.thresholdsText'],
      ['allocations.rollover', 'help.rolloverText'],
      ['help.once', 'help.onceText'],
    ],
  },
  requests: {
    title: 'requests.title',
    intro: 'help.requests',
    figures: [
      ['help.once', 'help.onceText'],
      ['help.forGood', 'help.forGoodText'],
    ],
  },
  credits: {
    title: 'credits.title',
    intro: 'help.credits',
    figures: [
      ['credits.lots', 'help.lotsText'],
      ['credits.order', 'help.orderText'],
      ['credits.adjust', 'help.adjustText'],
      ['credits.refund', 'help.refundText'],
      ['credits.attempts', 'help.attemptsText'],
    ],
  },
  policies: {
    title: 'policies.title',
    intro: 'help.policies',
    figures: [
      ['policies.threshold', 'help.thresholdText'],
      ['policies.excess', 'help.excessText'],
      ['policies.trigger', 'help.triggerText'],
      ['policies.maxPurchases', 'help.capText'],
      ['policies.cooldown', 'help.cooldownText'],
    ],
  },
  rateCard: {
    title: 'rateCard.title',
    intro: 'help.rateCard',
    figures: [
      ['rateCard.inForce', 'help.versionText'],
      ['help.multiplier', 'help.multiplierText'],
      ['rateCard.tabWhatIf', 'help.whatIfText'],
      ['rateCard.flagged', 'help.flaggedText'],
    ],
  },
  ledger: {
    title: 'ledger.title',
    intro: 'help.ledger',
    figures: [
      ['ledger.proof', 'help.proofText'],
      ['ledger.blocks', 'help.chainText'],
      ['ledger.lag', 'help.lagText'],
      ['ledger.duplicates', 'help.duplicatesText'],
      ['ledger.conflicts', 'help.conflictsText'],
      ['ledger.invalid', 'help.invalidText'],
      ['ledger.refused', 'help.refusedText'],
      ['ledger.flagged', 'help.flaggedText'],
    ],
  },
};
