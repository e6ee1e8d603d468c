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
import {
  AnalyticsQuery,
  Granularity,
} from 'backstage-plugin-ai-credits-common';
import { DimensionFilters, queryFilters } from '../../data/analyticsView';
import { ResolvedRange } from '../../data/ranges';

/** The most models or people that are compared. */
export const MOST_ROWS = 200;
/** The most periods that a trend has: 14 days of hours, 400 days. */
const MOST_PERIODS = 1_000;

/** What the tab asks: models, the same before, the trend, hours of the day, people. */
export function questions(
  range: ResolvedRange,
  granularity: Granularity,
  filters: DimensionFilters,
) {
  const { from, to, before } = range;
  const narrowed = queryFilters(filters);
  return {
    models: {
      from,
      to,
      groupBy: ['model'],
      measures: [
        'requests',
        'timedCalls',
        'averageLatencyMs',
        'p50LatencyMs',
        'p95LatencyMs',
        'successRate',
        'creditsPerRequest',
        'averageRating',
      ],
      orderBy: [['requests', 'desc']],
      limit: MOST_ROWS,
      ...narrowed,
    },
    before: {
      from: before.from,
      to: before.to,
      measures: ['averageLatencyMs', 'timedCalls'],
      ...narrowed,
    },
    trend: {
      from,
      to,
      granularity,
      measures: [
        'averageLatencyMs',
        'p50LatencyMs',
        'p95LatencyMs',
        'timedCalls',
      ],
      limit: MOST_PERIODS,
      ...narrowed,
    },
    hours: {
      from,
      to,
      groupBy: ['weekday', 'hourOfDay'],
      measures: ['averageLatencyMs', 'timedCalls'],
      ...narrowed,
    },
    users: {
      from,
      to,
      groupBy: ['user'],
      measures: [
        'requests',
        'timedCalls',
        'averageLatencyMs',
        'p50LatencyMs',
        'p95LatencyMs',
        'successRate',
        'creditsPerRequest',
      ],
      orderBy: [['requests', 'desc']],
      limit: MOST_ROWS,
      ...narrowed,
    },
  } satisfies Record<string, AnalyticsQuery>;
}
