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

import { Budget } from 'backstage-plugin-ai-credits-common';
import { startOfDay } from '../data/periods';
import { dayOf, addMonths } from '../data/periods';
import { timeZone } from './portal';

/** A budget of this month that is on track. */
export function budget(
  kind: Budget['scope']['kind'],
  ref: string,
  more: Partial<Budget> = {},
): Budget {
  const month = dayOf(Date.now(), timeZone).slice(0, 7);
  const start = (of: string) =>
    new Date(startOfDay(`${of}-01`, timeZone)).toISOString();
  return {
    id: '7',
    scope: { kind, ref },
    period: 'month',
    periodStart: start(month),
    periodEnd: start(addMonths(month, 1)),
    credits: '1000',
    rolledOver: '0',
    mode: 'hard',
    thresholds: [75, 90, 100],
    used: '780.5',
    held: '20',
    remaining: '199.5',
    projected: '990.25',
    status: 'on-track',
    version: 1,
    ...more,
  };
}
