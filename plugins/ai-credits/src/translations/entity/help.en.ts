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

/** What the figures about an entity, and those on the home page, mean. */
export const help = {
  title: 'Catalog entities',
  intro:
    'What an entity of the catalog used in the last 30 days, how its budget stands, who used it and its last charges.',
  counted: 'What is counted',
  countedText:
    'A component, API or resource counts usage that names it as the service; a system what was charged to it as the project, and a domain that of its systems too; a person what they did; a group what it pays for, with all groups below it. Of all this only what you may see.',
  days: 'Last 30 days',
  daysText:
    'Credits charged less refunds, today included. The change compares with the 30 days before, up to the same hour.',
  budget: 'Budget',
  budgetText:
    'What is used and held of the allocation in its own period, which is not the 30 days: a budget of the month begins on the 1st. Everything that counts against it is in it, whoever looks.',
  users: 'Who used most',
  usersText:
    'The people with most credits in the last 30 days; of a person, the actions. Shares are of everything that is counted.',
  home: 'Home page',
  homeIntro:
    'How the budgets of your teams and your own stand: what is used, what is left, and when they are new again.',
  homeUsed: 'Used and left',
  homeUsedText:
    'What is used and held of the allocation in the period of the budget; the one of the month where there are several. Past the allocation it says by how much.',
  homeNoLimit: 'No limit of its own',
  homeNoLimitText:
    'What was used this month where there is no budget. What a team uses counts against its department too, whose budget stands below it.',
} as const;
