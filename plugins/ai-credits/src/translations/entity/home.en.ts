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

/** How a budget stands, in a line. */
export const summary = {
  left: '{{remaining}} left',
  over: '{{credits}} over',
  resets_zero: 'resets on {{day}}, today',
  resets_one: 'resets on {{day}}, tomorrow',
  resets_other: 'resets on {{day}}, in {{count}} days',
} as const;

/** What is left of the reader's own credits and of their teams', on the home page. */
export const home = {
  mine: 'You',
  noLimit: '{{used}} used this month, no limit of its own',
  noLimitMine: '{{used}} used this month, no limit of your own',
  above: 'Counts against {{name}}:',
  nobody:
    'You are signed in as nobody whom the catalog knows, so there is nothing of yours to show.',
  forbidden:
    'Your role does not include usage. The people who look after the portal can give you access.',
  more: 'Budgets',
  usage: 'My usage',
  moreTeams_one: '{{count}} more team in Budgets',
  moreTeams_other: '{{count}} more teams in Budgets',
} as const;
