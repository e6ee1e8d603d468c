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
import { InsightsQuery } from 'backstage-plugin-ai-credits-common';
import { AnalyticsView } from '../../data/analyticsView';
import { useEfficiency, useUnusualDays, useWaste } from '../../data/insights';
import { useBalance, useMe } from '../../data/queries';
import { resolveRange } from '../../data/ranges';

/** Everything that the tab shows, with the state of each answer. */
export function useEfficiencyPage(view: AnalyticsView, ready: boolean) {
  const client = useQueryClient();
  const balance = useBalance();
  const me = useMe();
  // Whoever may not see the balance still has days; those of UTC.
  const timeZone =
    balance.data?.timeZone ?? (balance.isError ? 'UTC' : undefined);
  const range = resolveRange(view.range, Date.now(), timeZone ?? 'UTC');
  const query: InsightsQuery | undefined =
    ready && timeZone
      ? { from: range.from, to: range.to, ...view.filters }
      : undefined;
  const waste = useWaste(query);
  const efficiency = useEfficiency(query);
  const unusual = useUnusualDays(query);

  const answers = [waste, efficiency, unusual];
  const updated = answers
    .map(answer => answer.dataUpdatedAt)
    .filter(instant => instant > 0);
  return {
    timeZone: timeZone ?? 'UTC',
    range,
    query,
    /** Only a part of all usage is shown; false until it is known. */
    narrowed: me.data?.may.readAllUsage === false || me.isError,
    waste,
    efficiency,
    unusual,
    updatedAt: updated.length ? Math.min(...updated) : undefined,
    refreshing: answers.some(answer => answer.isFetching),
    /** Figures of another view stay until those asked for are there. */
    busy: answers.some(answer => answer.isPlaceholderData),
    stale: answers.some(answer => answer.isError && answer.data !== undefined),
    refresh: () => {
      client.invalidateQueries();
    },
  };
}

/** What {@link useEfficiencyPage} returns. */
export type EfficiencyData = ReturnType<typeof useEfficiencyPage>;
