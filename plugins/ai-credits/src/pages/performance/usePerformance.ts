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
import { useMemo } from 'react';
import { AnalyticsView } from '../../data/analyticsView';
import {
  useAnalytics,
  useBalance,
  useMe,
  useRateCard,
} from '../../data/queries';
import {
  granularityOf,
  periodKey,
  periodsOf,
  resolveRange,
} from '../../data/ranges';
import { extremes, hourProfile, readPerformance } from './figures';
import { questions } from './questions';

/** Everything that the tab shows, with the state of each answer. */
export function usePerformance(view: AnalyticsView, ready: boolean) {
  const client = useQueryClient();
  const balance = useBalance();
  const rateCard = useRateCard();
  const me = useMe();
  // Whoever may not see the balance still has days; those of UTC.
  const timeZone =
    balance.data?.timeZone ?? (balance.isError ? 'UTC' : undefined);
  const range = resolveRange(view.range, Date.now(), timeZone ?? 'UTC');
  const granularity = granularityOf(range.days, view.granularity);
  const asked =
    ready && timeZone ? questions(range, granularity, view.filters) : undefined;

  const models = useAnalytics(asked?.models);
  const before = useAnalytics(asked?.before);
  const trend = useAnalytics(asked?.trend);
  const hours = useAnalytics(asked?.hours);
  const users = useAnalytics(asked?.users);

  const { from, to } = range;
  const compared = useMemo(() => {
    const rows = models.data?.rows.map(row => readPerformance(row, 'model'));
    return rows && { rows, ...extremes(rows) };
  }, [models.data]);
  const overTime = useMemo(() => {
    if (!trend.data) {
      return undefined;
    }
    const rows = new Map(
      trend.data.rows.map(row => [
        periodKey(row.period, granularity),
        readPerformance(row),
      ]),
    );
    return periodsOf(range, granularity, Date.now()).map(period => ({
      period,
      ...(rows.get(period) ?? readPerformance({})),
    }));
    // From and to stand for the range, which is a new object in each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [trend.data, granularity, from, to]);
  const profile = useMemo(
    () => hours.data && hourProfile(hours.data.rows),
    [hours.data],
  );
  const people = useMemo(
    () => users.data?.rows.map(row => readPerformance(row, 'user')),
    [users.data],
  );

  const answers = [models, before, trend, hours, users];
  const updated = answers
    .map(answer => answer.dataUpdatedAt)
    .filter(instant => instant > 0);
  return {
    timeZone: timeZone ?? 'UTC',
    range,
    granularity,
    rateCard: rateCard.data,
    /** Only a part of all usage is shown; false until it is known. */
    narrowed: me.data?.may.readAllUsage === false || me.isError,
    models,
    before,
    trend,
    hours,
    users,
    compared,
    total: models.data && readPerformance(models.data.totals),
    totalBefore: before.data && readPerformance(before.data.totals),
    overTime,
    profile,
    people,
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

/** What {@link usePerformance} returns. */
export type PerformanceData = ReturnType<typeof usePerformance>;
