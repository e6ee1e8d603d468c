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
  ReportKind,
  ReportSubject,
  usageDimensions,
} from 'backstage-plugin-ai-credits-common';
import { DAY_MS } from '../../ledger/calendar';
import { Question } from '../../usage/api';
import { TimeRange } from '../ranges';

/** The questions of which a report is made; every page asks the same ones. */
export type QuestionName =
  | 'total'
  | 'before'
  | 'timeline'
  | 'days'
  | 'hours'
  | 'weekdays'
  | 'tiers'
  | 'users'
  | 'models'
  | 'products'
  | 'projects'
  | 'teams'
  | 'useCases'
  | 'actions'
  | 'teamPeople';

/** The steps of the timeline, by how long the range is. */
export function granularityOf({
  from,
  to,
}: TimeRange): NonNullable<Question['granularity']> {
  const days = (to - from) / DAY_MS;
  if (days <= 2.1) {
    return 'hour';
  }
  if (days <= 62) {
    return 'day';
  }
  return days <= 280 ? 'week' : 'month';
}

/** The usage that a subject stands for. */
export function filtersOf(subject: ReportSubject): Question['filters'] {
  return subject.kind === 'organization'
    ? {}
    : { [subject.kind]: [subject.ref] };
}

/**
 * What is asked for a report. Questions that a kind has no use for are left
 * out.
 */
export function questionsOf(
  kind: ReportKind,
  subject: ReportSubject,
  range: TimeRange,
  before: TimeRange,
): Partial<Record<QuestionName, Question>> {
  const filters = filtersOf(subject);
  const over = (
    { from, to }: TimeRange,
    measures: Question['measures'],
    more: Partial<Question> = {},
  ): Question => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    groupBy: [],
    filters,
    limit: 10_000,
    ...more,
    measures,
  });
  const by = (
    dimension: (typeof usageDimensions)[number],
    measures: Question['measures'],
    limit = 100,
  ) =>
    over(range, measures, {
      groupBy: [dimension],
      orderBy: [['credits', 'desc']],
      limit,
    });
  const granularity = granularityOf(range);
  const use: Question['measures'] = [
    'credits',
    'requests',
    'creditsPerRequest',
  ];
  const work: Question['measures'] = [
    ...use,
    'successRate',
    'firstPassRate',
    'regenerationRate',
  ];
  const short: Partial<Record<QuestionName, Question>> = {
    total: over(range, [
      ...work,
      'failed',
      'averageLatencyMs',
      'p95LatencyMs',
      'inputTokens',
      'outputTokens',
      'images',
      'freeCredits',
      'purchasedCredits',
      'excessCredits',
      'requestCredits',
      'inputCredits',
      'cachedInputCredits',
      'outputCredits',
      'reasoningCredits',
      'imageCredits',
      'unitCredits',
    ]),
    before: over(before, ['credits', 'requests', 'successRate']),
    timeline: over(range, ['credits'], { granularity, groupBy: ['model'] }),
    tiers: by('tier', use),
    users: by('user', use, 1_000),
    models: by('model', [
      ...use,
      'averageLatencyMs',
      'p95LatencyMs',
      'successRate',
      'averageRating',
    ]),
    products: by('product', use),
  };
  if (kind === 'daily') {
    return short;
  }
  return {
    ...short,
    days: over(range, use, { granularity }),
    hours: over(range, ['credits'], { groupBy: ['hourOfDay'] }),
    weekdays: over(range, ['credits'], { groupBy: ['weekday'] }),
    useCases: by('useCase', work),
    actions: by('action', work),
    ...(subject.kind === 'team' ? {} : { teams: by('team', use) }),
    ...(subject.kind === 'project' ? {} : { projects: by('project', use) }),
    teamPeople: over(range, ['requests'], { groupBy: ['team', 'user'] }),
  };
}
