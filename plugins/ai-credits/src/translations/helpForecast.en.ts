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

/** What forecasts are, and how they are computed. */
export const helpForecast = {
  lasts: 'Forecast',
  lastsText:
    'When credits run out, as the model of the account expects it, with an interval that is meant to hold in 8 of 10 cases. Allowances to come, expiries, purchases that are known and what is held are part of it; automatic purchases are not. Below 14 full days of use nothing is said.',
  method: 'Method and past error',
  methodText:
    'Every day of the past is foretold from the days before it by some twenty simple methods; the weighted mean of those that did best is used. The error and the share of days inside the interval are those of that whole procedure on days that it did not know.',
  lapsing: 'Free credits that will lapse',
  lapsingText:
    'What is expected to be left of the month’s allowance when it ends, with its interval.',
  purchase: 'What to purchase',
  purchaseText:
    'Enough for 9 of 10 cases up to the end of next month, by the first day of the interval in which credits run out.',
  expected: 'Forecast of a budget',
  expectedText:
    'What will be used by the end of the period as the model expects it, with its interval, and the chance that this is more than the allocation. It knows weekdays and trends; the figure at this pace does not, and is the one that the status is decided by.',
} as const;
