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

import { Translate } from '../../translations';

/** What each figure of the page is and how it is computed. */
export function usageFigures(
  t: Translate,
  timeZone: string,
): [string, string][] {
  return [
    [t('usage.credits'), t('usage.helpCredits')],
    [t('usage.requests'), t('usage.helpRequests')],
    [t('usage.share'), t('usage.helpShare')],
    [t('usage.perRequest'), t('usage.helpPerRequest')],
    [t('usage.trend'), t('usage.helpTrend')],
    [t('usage.peakDay'), t('usage.helpPeakDay')],
    [t('usage.peakHour'), t('usage.helpPeakHour')],
    [t('usage.activeDays'), t('usage.helpActiveDays')],
    [t('usage.weekend'), t('usage.helpWeekend')],
    [t('usage.tiers'), t('usage.helpTiers')],
    [t('usage.useCases'), t('usage.helpUseCases')],
    [t('usage.heat'), t('usage.helpHeat', { timeZone })],
    [t('usage.otherSeries'), t('usage.helpOther')],
  ];
}
