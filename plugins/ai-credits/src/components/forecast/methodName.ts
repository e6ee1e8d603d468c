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

import { InsightsTranslate } from '../../translations/insights';

/** What a method of the forecast is called; its id where it has no name. */
export function methodName(id: string, t: InsightsTranslate): string {
  const [, name, number] = /^(.*?)(?:-(\d+))?$/.exec(id)!;
  switch (name) {
    case 'mean':
      return t('forecast.mean', { days: number });
    case 'median':
      return t('forecast.median', { days: number });
    case 'log-mean':
      return t('forecast.logMean', { days: number });
    case 'seasonal-naive':
      return t('forecast.seasonalNaive');
    case 'weekday-mean':
      return t('forecast.weekdayMean', { weeks: number });
    case 'weekday-median':
      return t('forecast.weekdayMedian', { weeks: number });
    case 'weekday-profile':
      return t('forecast.profile', { days: number });
    case 'weekday-profile-median':
    case 'weekday-profile-log-mean':
      return t('forecast.profileRobust');
    case 'smoothing':
      return t('forecast.smoothing');
    case 'weekday-smoothing':
      return t('forecast.weekdaySmoothing');
    case 'damped-trend':
      return t('forecast.trend');
    case 'weekday-ets':
      return t('forecast.ets');
    case 'mstl-ets':
      return t('forecast.mstl');
    default:
      return id;
  }
}
