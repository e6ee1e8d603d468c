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

/** English. */
export const forecast = {
  lasts:
    'The forecast: credits last until {{day}} ({{earliest}} – {{latest}}).',
  lastsFrom:
    'The forecast: credits last until {{day}}, {{earliest}} at the earliest.',
  mayRunOut:
    'The forecast: credits last a year or more, {{earliest}} at the earliest.',
  outlasts: 'The forecast: credits last a year or more.',
  beforeReset:
    'They run out before the reset on {{day}} with a chance of {{chance}}.',
  lapsing:
    '{{credits}} of the free credits will lapse unused ({{lower}} – {{upper}}).',
  purchase:
    'To last until the end of next month, purchase {{credits}} credits by {{day}}.',
  purchasePack:
    'To last until the end of next month, purchase {{credits}} credits by {{day}}: {{quantity}} × {{pack}}.',
  notEnough:
    'Not enough data for a forecast: it needs {{needed}} full days since the first use, and there are {{days}}.',
  failed: 'The forecast could not be read.',
  budgetEnd:
    'The forecast: {{expected}} credits at the end of the {{period}} ({{lower}} – {{upper}}).',
  budgetRunsOut: 'Used up on {{day}} ({{earliest}} – {{latest}}).',
  budgetRunsOutFrom: 'Used up on {{day}}, {{earliest}} at the earliest.',
  budgetChance: 'The chance that it is used up before the end is {{chance}}.',
  how: 'How sure is that?',
  method: 'Method: {{method}}, which did best on this usage so far.',
  methods:
    'Method: the weighted mean of {{methods}}, which did best on this usage so far.',
  past: 'Tried on {{origins}} days of the past it was {{error}} credits a day off ({{relative}} of a mean day), and {{coverage}} of the days lay within the interval, which is meant to hold {{level}}.',
  band: 'Interval ({{level}})',
  expected: 'Forecast',
  and: '{{list}} and {{last}}',
  month: 'month',
  day: 'day',
  week: 'week',
  quarter: 'quarter',
  year: 'year',
  mean: 'the mean of {{days}} days',
  median: 'the median of {{days}} days',
  logMean: 'the mean of {{days}} days that bursts move little',
  seasonalNaive: 'the same day last week',
  weekdayMean: 'the mean of the same weekday over {{weeks}} weeks',
  weekdayMedian: 'the median of the same weekday over {{weeks}} weeks',
  profile: 'the level of {{days}} days with the shape of the week',
  profileRobust: 'the typical level with the shape of the week',
  smoothing: 'exponential smoothing',
  weekdaySmoothing: 'exponential smoothing with the shape of the week',
  trend: 'a trend that fades out',
  ets: 'a fitted trend (ETS) with the shape of the week',
  mstl: 'a seasonal decomposition (MSTL)',
} as const;
