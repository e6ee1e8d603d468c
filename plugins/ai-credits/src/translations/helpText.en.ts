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
/** What each tab shows, and figures that have no better place to be explained. */
export const helpText = {
  about: 'What this shows',
  overview:
    'What is left, how fast it goes and where to: the balance of the account, the usage of the last 30 days and 12 months, and what the rest still buys. Figures are read again every 5 minutes; all amounts are credits.',
  usage:
    'Credits of a range over time, by whatever they are grouped by, and when in the week they are used. Every row can be looked into. Only usage that you may see is counted.',
  performance:
    'How long responses take and what they cost, by model, over time, by hour and by user. Only calls that were reported with a response time are timed; all others still count as requests.',
  transactions:
    'Every movement of credits, newest first unless another order is chosen: usage, purchases, refunds, allowances, promotions, adjustments and expiries. A row opens the whole story of one movement.',
  account:
    'Figures since the account began, whoever reads them: credits that were purchased, credits charged less refunds, calls that succeeded and failed, tokens and images. Cached tokens are part of the input tokens.',
  plan: 'Credits of the month that were drawn from the monthly allowance, refunds deducted.',
  additional:
    'All other credits of the month: from purchases, from promotions and adjustments, and usage past what was allocated.',
  perRequest:
    'Credits of the month divided by its requests, failed ones included.',
  tier: 'Premium models have a multiplier of 2 or more, economy models one below 1, standard models what lies between. What counts is the multiplier when the request was made.',
  costTypes:
    'Each charge split by the parts of its price: so much a request, and so much for each token, image or other unit. The parts of a charge sum to it exactly, and a refund gives them back in proportion. Cached input is not part of text input, nor reasoning of completion. An image whose price is one per run counts as an action.',
  perTransaction:
    'Credits of the month divided by usage events, however many requests an event stands for.',
  percentiles: 'p50 and p95',
  extremes: 'Fastest and slowest',
  change: 'Longer or shorter than before',
  logCredits:
    'What was added to or taken from the account, with all of its up to 6 decimals. Usage is what the rate card in force at that time asked for; it does not change when prices do.',
  creditType:
    'What a charge was drawn from: free credits first, then purchased ones. “Mixed” is more than one kind, “excess” is usage past all of them.',
  status:
    '“Over limit” is usage that was reported after it happened and went past a limit: it is counted all the same. “Failed” calls cost only where the rate card says so.',
  rule: 'The line of the rate card that made the price, with its version.',
  occurredAt:
    'When the usage happened; it counts in the month of that time. When it was written down stands beside it.',
  block:
    'The block of the journal that holds the movement. Each block carries the hash of the one before, so that nothing can be changed unnoticed.',
  reports:
    'What was used in a day, a week, a month or a range, as one document: for the organisation, a department, a team or a project. It can be read here and taken away as PDF, CSV, JSON and FOCUS rows.',
  reportContents: 'Numbers',
  reportContentsText:
    'A run is stored as it was made: the page and every file show the same figures, and what happens later does not change them. Times and days are those of the account.',
  reportView: 'Whose view',
  reportViewText:
    'A report counts the usage that its owner may see, whoever reads it; it says so where that is not all of it.',
  reportSummary: 'Monthly summary',
  reportSummaryText:
    'Credits that were allocated, used, carried forward and remain, free and purchased ones apart. Free credits lapse at the end of the month; purchased ones are carried forward.',
  reportFocus: 'FOCUS',
  reportFocusText:
    'Rows after FOCUS 1.2 for finance tools: purchases and usage, with credits as a virtual currency.',
} as const;
