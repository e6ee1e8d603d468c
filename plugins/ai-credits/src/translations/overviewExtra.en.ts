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
/** What this month's credits came from and went to. */
export const month = {
  title: 'This month by plan and tier',
  used: 'Used',
  plan: 'From the plan',
  planNote: 'free credits of the month',
  additional: 'Additional',
  additionalNote: 'purchased, granted and excess',
  requests: 'Requests',
  average: 'Average per request',
  tier: 'Tier',
  credits: 'Credits',
  share: 'Share',
} as const;

/** What credits were paid for, by the parts of the price. */
export const costs = {
  title: 'What credits were paid for',
  type: 'Cost type',
  requestCredits: 'Actions, per request',
  inputCredits: 'Text input',
  cachedInputCredits: 'Cached input',
  outputCredits: 'Completion',
  reasoningCredits: 'Reasoning',
  imageCredits: 'Images, per image',
  unitCredits: 'Other units',
  transactions: 'Transactions',
  average: 'Average per transaction',
} as const;
