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
  AiCreditsApi,
  AnalyticsQuery,
  AnalyticsResponse,
  Granularity,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { CATEGORY_COUNT } from '../../charts/palette';
import { DimensionFilters, queryFilters } from '../../data/analyticsView';
import { ResolvedRange } from '../../data/ranges';

/** The most values that a breakdown lists. */
export const MOST_VALUES = 2_000;
/** The most rows that one answer holds; periods times the parts drawn stay below. */
const MOST_ROWS = 10_000;
/** The most values of one filter. */
const MOST_FILTERED = 100;
/** Use cases that are listed. */
const MOST_USE_CASES = 8;

/** What usage is asked about. */
export interface UsageQuestion {
  range: ResolvedRange;
  filters: DimensionFilters;
}

/** What a breakdown and its timeline are asked for. */
export interface TimelineQuestion extends UsageQuestion {
  groupBy: UsageDimension;
  granularity: Granularity;
}

function over(question: UsageQuestion): AnalyticsQuery {
  const { from, to } = question.range;
  return { from, to, ...queryFilters(question.filters) };
}

/** All that is shown by the chosen dimension, read together so that it always fits together. */
export interface TimelineAnswer {
  question: TimelineQuestion;
  ranking: AnalyticsResponse;
  before: AnalyticsResponse;
  /** By period, whatever the dimension. */
  periods: AnalyticsResponse;
  /** By day; the same as `periods` where these are days. */
  days: AnalyticsResponse;
  /** By period and dimension, of the most used values. */
  parts: AnalyticsResponse;
  /** The most used values, most used first. */
  top: string[];
}

/** Asks for a breakdown, the period before it, and the most used over time. */
export async function askTimeline(
  api: AiCreditsApi,
  question: TimelineQuestion,
): Promise<TimelineAnswer> {
  const { groupBy, granularity, range, filters } = question;
  const base = over(question);
  const ranked: Partial<AnalyticsQuery> = {
    groupBy: [groupBy],
    measures: ['credits', 'requests'],
    orderBy: [['credits', 'desc']],
    limit: MOST_VALUES,
  };
  const byPeriod = (period: Granularity) =>
    api.analytics({
      ...base,
      granularity: period,
      measures: ['credits', 'requests'],
      limit: MOST_ROWS,
    });

  const [ranking, before, periods, byDay] = await Promise.all([
    api.analytics({ ...base, ...ranked }),
    api.analytics({
      ...base,
      ...ranked,
      from: range.before.from,
      to: range.before.to,
    }),
    byPeriod(granularity),
    granularity === 'day' ? undefined : byPeriod('day'),
  ]);

  const top = ranking.rows
    .filter(row => Number(row.credits) > 0)
    .slice(0, CATEGORY_COUNT)
    .map(row => String(row[groupBy] ?? ''));
  const parts = top.length
    ? await api.analytics({
        ...base,
        ...queryFilters({ ...filters, [groupBy]: top }),
        granularity,
        groupBy: [groupBy],
        measures: ['credits', 'requests'],
        limit: MOST_ROWS,
      })
    : { ...periods, rows: [] };
  return {
    question,
    ranking,
    before,
    periods,
    days: byDay ?? periods,
    parts,
    top,
  };
}

/** Usage by weekday and hour of the day. */
export function heatQuery(question: UsageQuestion): AnalyticsQuery {
  return {
    ...over(question),
    groupBy: ['weekday', 'hourOfDay'],
    measures: ['credits', 'requests'],
  };
}

/** Usage by tier. */
export function tierQuery(question: UsageQuestion): AnalyticsQuery {
  return {
    ...over(question),
    groupBy: ['tier'],
    measures: ['credits', 'requests'],
    orderBy: [['credits', 'desc']],
  };
}

/** The use cases with most credits. */
export function rankedUseCasesQuery(question: UsageQuestion): AnalyticsQuery {
  return {
    ...over(question),
    groupBy: ['useCase'],
    measures: ['credits', 'requests'],
    orderBy: [['credits', 'desc']],
    limit: MOST_USE_CASES,
  };
}

/** The tiers of some use cases. */
export function tiersOfUseCasesQuery(
  question: UsageQuestion,
  useCases: string[],
): AnalyticsQuery {
  return {
    ...over(question),
    ...queryFilters({ ...question.filters, useCase: useCases }),
    groupBy: ['useCase', 'tier'],
    measures: ['credits'],
  };
}

/** The models of some users, most used first. */
export function topModelQuery(
  question: UsageQuestion,
  users: string[],
): AnalyticsQuery {
  return {
    ...over(question),
    ...queryFilters({
      ...question.filters,
      user: users.slice(0, MOST_FILTERED),
    }),
    groupBy: ['user', 'model'],
    measures: ['credits'],
    orderBy: [['credits', 'desc']],
    limit: MOST_ROWS,
  };
}
