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

/** What each section of the administration shows, and what its figures mean. */
export const help = {
  allocations:
    'What every department, team, person, project, service, product and model may use in a period. Changes are collected and saved together, all or none.',
  division: 'Given below and left',
  divisionText:
    'What a group gave to the groups directly below it, and what is left of its own. More than it has is refused, unless the portal is configured to allow it.',
  ceiling: 'Limit of a person',
  ceilingText:
    'A ceiling: it takes nothing from the team, whose own allocation counts too. Every budget that applies must agree.',
  modeText:
    'Where requests are refused, none passes the limit, in any replica. Otherwise they pass, and those responsible are warned.',
  thresholdsText:
    'When so much of the allocation is used, those responsible are told, once a period for each.',
  rolloverText:
    'What a period leaves unused is added to the next one, up to this many credits. Where nothing is set, nothing is.',
  once: 'Granted once',
  onceText:
    'Credits added to one period alone. The periods after it start with the allocation as it was.',
  requests:
    'What people asked for beyond their allocation, of those that you may decide on. Whoever asked is told the decision, with its comment.',
  forGood: 'Granted for good',
  forGoodText:
    'The allocation itself is raised: this period and every one to come. What is given to a group must fit into the group above.',
  credits:
    'Every lot of credits in the order in which it is used, what was bought and how that went, and ways to grant, adjust and give back. Each writes entries to the journal; none is ever changed.',
  lotsText:
    'Credits that came together: a month’s allowance, a promotion, a purchase, an adjustment. What remains of all usable lots is what is available, less what is held.',
  orderText:
    'Lower priority first, then what expires sooner, free before purchased, older before newer.',
  adjustText:
    'Puts a wrong balance right, with a reason. What is taken away comes from the lots in their order and never more than they hold.',
  refundText:
    'Gives a charge back, in parts or all of it and never more, to the lots that it was drawn from.',
  attemptsText:
    'Calls to the provider for one purchase. All carry the same key, so that asking again after a lost answer buys nothing twice.',
  policies:
    'When people are told that credits run low, how far usage may go past them, and whether credits are bought automatically. Changes hold at once in every replica.',
  thresholdText:
    'With fewer credits available the balance is low: the admins are told, and a banner shows. It is of the balance, not of a budget.',
  excessText:
    'Credits of a month that may be used when the allowance and all other lots are used up. A charge beyond is refused; usage that was reported afterwards is counted all the same, and marked.',
  triggerText:
    'Either when fewer credits are available than said, or when a charge is refused for lack of them or nothing is left to spend.',
  capText:
    'Automatic purchases of a month never exceed these caps, however many replicas notice at once.',
  cooldownText:
    'So long nothing is bought after a purchase has ended, whether it was made or failed.',
  rateCard:
    'What actions, models and units cost, in versions that are never changed once published. A draft can be tried on past usage before it is.',
  versionText:
    'Of the published versions the one that became effective last. An event costs what the version says that was in force when it happened; publishing another moves nothing that was charged.',
  multiplier: 'Multiplier',
  multiplierText:
    'What a model’s price is multiplied by. Premium models have 2 or more, economy models less than 1, standard models what lies between.',
  whatIfText:
    'Every request of the last 30 days priced again under a draft, as charging would price it. “Charged” is what was really charged for them, before refunds.',
  flaggedText:
    'Actions and models that usage of the last 30 days names and that the version in force has no rule for. They cost the default price; whether they are flagged or refused is a rule of the card.',
  ledger:
    'Whether the books are in order: the last proof of the whole journal, how far the rollups behind the pages are, and events that were not charged.',
  proofText:
    'The journal is read from its first block on: every hash, every balance, budget and excess from its entries, every rollup from its events. “Differs” names what was expected and what was found.',
  chainText:
    'Entries are written in blocks. Each carries the hash of the one before, so that nothing can be changed unnoticed.',
  lagText:
    'Rollups are the sums behind the pages. Blocks that they do not contain yet are added when a question is answered, so that answers are never behind.',
  duplicatesText: 'Events that were sent again. They are charged once.',
  conflictsText:
    'Events that were sent again under the same id with other content. The first one counts.',
  invalidText: 'Events that were not understood. They are not charged.',
  refusedText: 'Charges that met a limit. Nothing was charged for them.',
} as const;
