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
/** How long answers take, by model, hour and person. */
export const perf = {
  average: 'Responses took {{average}} on average.',
  slower:
    'Responses took {{average}} on average, {{change}} longer than in {{span}}.',
  faster:
    'Responses took {{average}} on average, {{change}} shorter than in {{span}}.',
  same: 'Responses took {{average}} on average, as long as in {{span}}.',
  extremes:
    'The fastest model was {{fastest}} with {{fastestTime}}, the slowest {{slowest}} with {{slowestTime}}.',
  untimed: 'Nothing in this time said how long its response took.',
  span: '{{first}} – {{last}}',
  models: 'How models compare',
  modelsHint: 'response times in seconds · ratings from 1 to 5',
  model: 'Model',
  tier: 'Tier',
  averageTime: 'Average',
  p50: 'p50',
  p95: 'p95',
  success: 'Success',
  perRequest: 'Credits per prompt',
  rating: 'User rating',
  requests: 'Requests',
  fastest: 'Fastest',
  slowest: 'Slowest',
  only: 'Show only {{name}}',
  feedback:
    'Ratings and outcomes arrive later, through feedback; “–” is what nobody has rated yet.',
  truncated: 'The {{number}} most used are listed.',
  trend: 'Response time over time',
  trendHint:
    'seconds · half of the calls were faster than p50, 95% faster than p95',
  calls: 'Timed calls',
  hours: 'Response time by hour of the day',
  hoursHint: 'average seconds · hours in {{timeZone}} · grey: 9 to 17',
  hour: 'Hour',
  weekdays: 'Weekdays',
  weekend: 'Weekend',
  times: 'Peak, off-peak, weekend',
  timesHint: 'average response time',
  peak: 'Peak hours',
  peakNote: 'weekdays 9 to 17',
  offPeak: 'Off-peak hours',
  offPeakNote: 'other hours of weekdays',
  weekendNote: 'Saturday and Sunday',
  callsTitle_one: '{{count}} timed call',
  callsTitle_other: '{{count}} timed calls',
  users: 'Response time by user',
  usersHint: 'response times in seconds',
  user: 'User',
  helpAverage:
    'The response times of all calls that said how long they took, added up and divided by their number.',
  helpPercentiles:
    'Half of the timed calls were as fast as p50 or faster, 95 of 100 as fast as p95 or faster; within 1%.',
  helpExtremes:
    'By average response time, among models with 10 timed calls or more, where there are two of them.',
  helpSuccess: 'Requests that did not fail, as a share of all requests.',
  helpPerRequest: 'Credits charged, less refunds, divided by requests.',
  helpRating:
    'The average of the ratings from 1 to 5 that came in through feedback, failed calls included. Most calls are never rated.',
  helpPeak:
    'Peak are 9 to 17 on weekdays, off-peak the other hours of weekdays, weekend Saturday and Sunday, all in {{timeZone}}. Each average counts every call once.',
  helpChange:
    'Against a period of the same length just before. While the range is running the period before ends at the same hour.',
} as const;
