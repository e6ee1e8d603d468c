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

/** English. */
export const efficiency = {
  nothingUsed: 'No credits were used in this range, so nothing was wasted.',
  noWaste:
    '{{credits}} credits were used, and no rule found any of them wasted.',
  wasted: '{{wasted}} of {{credits}} credits were wasted ({{share}}).',
  before: 'In the period before it was {{share}}.',
  mostly: 'Most of it, {{credits}}, on {{rule}}.',
  best: '{{name}} needs the fewest credits for an item: {{credits}}.',
  wasteTitle: 'What was wasted?',
  wasteHint: 'Each rule by itself; in the total an event counts once',
  ruleColumn: 'Rule',
  credits: 'Credits',
  shareOfAll: 'Of all credits',
  beforeColumn: 'Period before',
  counted: 'Counted in the total',
  events: 'Events',
  spread: 'What was wasted is spread over many; no single cause stands out.',
  clean: 'Nothing to suggest: no rule found any waste.',
  where: 'Where most of it is',
  item: 'Item',
  action: 'Action',
  showItem: 'Show its events',
  allEvents: 'Events, newest first',
  eventsOf: 'Events of {{item}}',
  showAll: 'Show all events',
  newer: 'Newer',
  older: 'Older',
  none: 'None in this range.',
  when: 'When',
  who: 'Who',
  what: 'What',
  attempt: 'Attempt',
  overTime: 'When were credits wasted?',
  peopleTitle: 'Who makes the most of their credits?',
  peopleHint:
    'Marked is who needs the fewest credits for an item, among those with {{items}} items or more',
  mostEfficient: 'Most efficient',
  share: 'Share',
  items: 'Items',
  perItem: 'Credits per item',
  perRequest: 'Per request',
  regeneration: 'Regenerated',
  firstPass: 'First pass',
  acceptance: 'Accepted',
  leaderboardTitle: 'Which workflows need the fewest credits?',
  leaderboardHint: 'Use cases with their models, from {{requests}} requests on',
  workflow: 'Workflow',
  perPrompt: 'Credits per prompt',
  requests: 'Requests',
  rating: 'Rating',
  noWorkflows: 'No use case has enough requests in this range.',
  itemsTitle: 'Which items took most attempts?',
  itemsHint: 'Three attempts or more at the same action',
  attempts: 'Attempts',
  noItems: 'No item took three attempts or more.',
  unusualTitle: 'Which days were unusual?',
  unusualHint: 'Set against the same weekday of the eight weeks before',
  noUnusual:
    'No day stood out. A day can only stand out after four weeks of use.',
  account: 'All usage',
  day: 'Day',
  subject: 'Where',
  direction: 'Use',
  high: 'Far more',
  low: 'Far less',
  usual: 'Usual',
  range: '{{low}} – {{high}}',
  returnTitle: 'What is it worth?',
  returnPurchases:
    'At {{price}} a credit, the average of all purchases; free credits count like purchased ones',
  returnPack:
    'At {{price}} a credit, the price of a pack; free credits count like purchased ones',
  acceptedItems: 'Accepted items',
  value: 'Value',
  cost: 'Cost',
  return: 'Return',
  marks: '◆ Unusual days: {{days}}',
  mark: {
    high: '{{day}}, far more than the usual {{expected}}',
    low: '{{day}}, far less than the usual {{expected}}',
  },
  rule: {
    failed: 'Failed calls that cost',
    regeneration: 'Third and later attempts',
    rejected: 'Rejected content',
    unused: 'Content that was not used',
  },
  definition: {
    failed: 'Calls that failed and were charged all the same.',
    regeneration:
      'Credits of the third and each later attempt at the same item and action.',
    rejected: 'Credits of what was generated and then rejected.',
    unused:
      'Credits of what was marked as unused; and, where outcomes are told as a rule, of what has none after {{days}} days.',
  },
  suggestion: {
    failed:
      '{{name}} caused {{share}} of what failed calls cost: {{credits}} credits on {{events}} calls. Retry later or elsewhere, or let the rate card not charge failed calls.',
    regeneration:
      'Improve the rulesets of {{name}} to reduce rework: {{share}} of the credits on third and later attempts went there, {{credits}} credits on {{events}} attempts.',
    rejected:
      'Look at the first drafts of {{name}}: {{share}} of the credits on rejected content went there, {{credits}} credits on {{events}} drafts.',
    unused:
      'Generate less ahead for {{name}}: {{share}} of the credits on content that was not used went there, {{credits}} credits on {{events}} results.',
  },
} as const;
