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

import { useQueryClient } from '@tanstack/react-query';
import { AnalyticsView } from '../../data/analyticsView';
import { useRecommendations } from '../../data/insights';
import { useBalance, useMe } from '../../data/queries';
import { resolveRange } from '../../data/ranges';

/** Everything that the tab shows, with the state of each answer. */
export function useSavings(view: AnalyticsView, ready: boolean) {
  const client = useQueryClient();
  const balance = useBalance();
  const me = useMe();
  // Whoever may not see the balance still has days; those of UTC.
  const timeZone =
    balance.data?.timeZone ?? (balance.isError ? 'UTC' : undefined);
  const range = resolveRange(view.range, Date.now(), timeZone ?? 'UTC');
  const query =
    ready && timeZone ? { from: range.from, to: range.to } : undefined;
  const answer = useRecommendations(query);
  const of = (status: 'open' | 'accepted' | 'dismissed') =>
    answer.data?.recommendations.filter(each => each.status === status);
  return {
    timeZone: timeZone ?? 'UTC',
    range,
    query,
    mayDecide: me.data?.may.manageInsights === true,
    /** Only a part of all usage is looked at; false until it is known. */
    narrowed: me.data?.may.readAllUsage === false || me.isError,
    answer,
    open: of('open'),
    accepted: of('accepted'),
    dismissed: of('dismissed'),
    updatedAt: answer.dataUpdatedAt || undefined,
    refreshing: answer.isFetching,
    busy: answer.isPlaceholderData,
    stale: answer.isError && answer.data !== undefined,
    refresh: () => {
      client.invalidateQueries();
    },
  };
}

/** What {@link useSavings} returns. */
export type SavingsData = ReturnType<typeof useSavings>;
