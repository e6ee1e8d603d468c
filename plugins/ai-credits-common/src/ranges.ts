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

/**
 * Ranges of time by name, as pages and assistants offer them.
 *
 * @public
 */
export const rangeNames = [
  'today',
  'yesterday',
  'last7Days',
  'last30Days',
  'thisMonth',
  'lastMonth',
  'last3Months',
  'last6Months',
  'last12Months',
] as const;

/** @public */
export type RangeName = (typeof rangeNames)[number];

/**
 * The ends of a range, both within it, in whole days or calendar months from
 * the present one: 0 is this one, -1 the one before. What ends with the
 * present month ends with the present day.
 *
 * @public
 */
export interface RangeBounds {
  unit: 'day' | 'month';
  first: number;
  last: number;
}

/**
 * Where the named ranges begin and end. Where several months are counted, the
 * present one is among them.
 *
 * @public
 */
export const rangeBounds: Readonly<Record<RangeName, RangeBounds>> = {
  today: { unit: 'day', first: 0, last: 0 },
  yesterday: { unit: 'day', first: -1, last: -1 },
  last7Days: { unit: 'day', first: -6, last: 0 },
  last30Days: { unit: 'day', first: -29, last: 0 },
  thisMonth: { unit: 'month', first: 0, last: 0 },
  lastMonth: { unit: 'month', first: -1, last: -1 },
  last3Months: { unit: 'month', first: -2, last: 0 },
  last6Months: { unit: 'month', first: -5, last: 0 },
  last12Months: { unit: 'month', first: -11, last: 0 },
};
