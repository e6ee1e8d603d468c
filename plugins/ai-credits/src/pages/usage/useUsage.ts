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

import { useApi } from '@backstage/core-plugin-api';
import {
  keepPreviousData,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { AnalyticsQuery } from 'backstage-plugin-ai-credits-common';
import { useMemo } from 'react';
import { aiCreditsApiRef } from '../../api';
import { AnalyticsView } from '../../data/analyticsView';
import { useAccountZone } from '../../data/queries';
import { granularityOf, resolveRange } from '../../data/ranges';
import { toBreakdown } from './breakdown';
import {
  askTimeline,
  heatQuery,
  tierQuery,
  TimelineQuestion,
  topModelQuery,
  rankedUseCasesQuery,
  tiersOfUseCasesQuery,
  UsageQuestion,
} from './questions';
import { toTimeline } from './timeline';

/** An answer together with what was asked, so that an older one is never read as a newer. */
function useAnswer<Q extends UsageQuestion>(
  name: string,
  question: Q | undefined,
  toQuery: (question: Q) => AnalyticsQuery,
) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['usage', name, question],
    queryFn: async () => ({
      question: question!,
      ...(await api.analytics(toQuery(question!))),
    }),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Only what the answer depends on, so that it is asked once. */
function narrow({ range, filters }: UsageQuestion): UsageQuestion {
  return { range, filters };
}

/** The models that some users used most; not asked while there are none. */
export function useTopModels(
  question: UsageQuestion | undefined,
  users: string[],
) {
  return useAnswer(
    'top-models',
    question && users.length ? { ...narrow(question), users } : undefined,
    asked => topModelQuery(asked, asked.users),
  );
}

/** The tiers of some use cases; not asked while there are none. */
export function useUseCaseTiers(
  question: UsageQuestion | undefined,
  useCases: string[],
) {
  return useAnswer(
    'use-case-tiers',
    question && useCases.length ? { ...narrow(question), useCases } : undefined,
    asked => tiersOfUseCasesQuery(asked, asked.useCases),
  );
}

/** Everything that the page shows of a view, with the state of each answer. */
export function useUsage(view: AnalyticsView | undefined) {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  // The server's, as soon as it has answered.
  const known = useAccountZone();

  const now = Date.now();
  const range =
    view && known ? resolveRange(view.range, now, known) : undefined;
  const base: UsageQuestion | undefined =
    view && range ? { range, filters: view.filters } : undefined;
  const question: TimelineQuestion | undefined =
    view && range
      ? {
          range,
          filters: view.filters,
          groupBy: view.groupBy,
          granularity: granularityOf(range.days, view.granularity),
        }
      : undefined;

  const timeline = useQuery({
    queryKey: ['usage', 'timeline', question],
    queryFn: () => askTimeline(api, question!),
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
  });
  const heat = useAnswer('heat', base, heatQuery);
  const tiers = useAnswer('tiers', base, tierQuery);
  const useCases = useAnswer('use-cases', base, rankedUseCasesQuery);

  const answer = timeline.data;
  const shown = useMemo(
    () =>
      answer && {
        question: answer.question,
        breakdown: toBreakdown(
          answer.ranking,
          answer.before,
          answer.question.groupBy,
        ),
        timeline: toTimeline(answer, Date.now()),
        truncated: answer.parts.truncated,
      },
    [answer],
  );

  const answers = [timeline, heat, tiers, useCases];
  const updated = answers
    .map(each => each.dataUpdatedAt)
    .filter(instant => instant > 0);
  return {
    timeline,
    heat,
    tiers,
    useCases,
    /** Range of the view; it may be ahead of the figures that are shown. */
    range,
    /** Figures that belong together. */
    shown,
    timeZone: answer?.ranking.timeZone ?? known ?? 'UTC',
    /** When the oldest figure on the page was read; undefined before the first. */
    updatedAt: updated.length ? Math.min(...updated) : undefined,
    refreshing: answers.some(each => each.isFetching),
    /** Older figures stand in for those that were asked for. */
    waiting: answers.some(each => each.isPlaceholderData),
    /** An answer could not be refreshed; the one before is shown. */
    stale: answers.some(each => each.isError && each.data !== undefined),
    refresh: () => {
      client.invalidateQueries();
    },
  };
}

/** What {@link useUsage} returns. */
export type Usage = ReturnType<typeof useUsage>;
/** Figures of one question. */
export type ShownUsage = NonNullable<Usage['shown']>;
