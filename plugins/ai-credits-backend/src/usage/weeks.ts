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

/** Days since 1970 of a date such as 20261120 in `e.day`, in the integer arithmetic of both engines. */
export const DATE_INDEX = (() => {
  const year = '(e.day / 10000)';
  const month = '(e.day / 100 % 100)';
  // From the formula of Fliegel and Van Flandern for Julian day numbers.
  const early = `((${month} - 14) / 12)`;
  return `((1461 * (${year} + 4800 + ${early})) / 4 + (367 * (${month} - 2 - 12 * ${early})) / 12 - (3 * ((${year} + 4900 + ${early}) / 100)) / 4 + e.day % 100 - 2472663)`;
})();

/** The week of `e.day`: weeks since Monday, 1969-12-29. */
export const WEEK_INDEX = `((${DATE_INDEX} + 3) / 7)`;

/** The month of `e.day`, as an integer that reads as one: 202611. */
export const MONTH_INDEX = '(e.day / 100)';

/** The week of a date as days since 1970. */
export function weekOfDate(date: number): number {
  return Math.floor((date + 3) / 7);
}
