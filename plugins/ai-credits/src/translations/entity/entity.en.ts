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

/** What an entity of the catalog uses: its tab and its card. */
export const entity = {
  used_one: '{{credits}} credits in {{requests}} request in the last 30 days.',
  used_other:
    '{{credits}} credits in {{requests}} requests in the last 30 days.',
  change: '{{change}} against the 30 days before.',
  same: 'As much as in the 30 days before.',
  isNew: 'In the 30 days before nothing was used.',
  most: '{{name}} took the most, {{share}}.',
  idle: 'Nothing was used in the last 30 days.',
  below_one: 'with {{count}} group below',
  below_other: 'with {{count}} groups below',
  systems_one: 'with {{count}} system of it',
  systems_other: 'with {{count}} systems of it',
  narrowed: 'what you may see of it',
  truncated:
    'More is below than one question can name; the first {{number}} are counted.',
  bars: 'Credits a day by model',
  last30: 'last 30 days',
  budget: 'Budget',
  budgetOf: 'Budget of the {{period}}',
  projected: 'At this pace',
  noBudget:
    'No limit of its own is set. Those who manage budgets can set one in AI Credits.',
  budgetsForbidden:
    'Your role does not include budgets. The people who look after the portal can give you access.',
  ownBudget: 'Counts what names this entity itself, not its systems.',
  openBudget: 'Open in Budgets',
  openUsage: 'Open in Usage',
  openLog: 'All transactions',
  users: 'Who used most',
  actions: 'What it was used for',
  charges: 'Last charges',
  chargesHint: 'Newest first, times in {{timeZone}}',
  noCharges: 'Nothing was charged yet.',
  when: 'When',
  what: 'What',
  openCharge: 'Details of the charge of {{dateTime}}',
  emptyTitle: 'No usage in the last 30 days',
  emptyText:
    'As soon as something is used, credits a day by model, who used them and the last charges appear here. Send a first event now:',
  limitedTitle: 'None of this usage is yours to see',
  limitedText:
    'You see your own usage and that of your teams. None of it belongs to this entity in the last 30 days. Its owners and the people who look after the portal can tell you more.',
  owners: 'Owned by',
  limitedReport: 'Report its usage',
  limitedCommand:
    'If nothing reports its usage yet, this command sends a first event:',
  card: {
    last30: 'credits in the last 30 days',
    trend: '{{change}} vs the 30 days before',
    same: 'same as the 30 days before',
    isNew: 'nothing in the 30 days before',
    noBudget: 'No budget is set.',
    limited: 'None of this usage is yours to see.',
    idle: 'Nothing was used in the last 30 days.',
    details: 'Show usage',
    sparkline:
      'Credits a day: from {{first}} to {{last}} over 30 days, at most {{most}}',
  },
} as const;
