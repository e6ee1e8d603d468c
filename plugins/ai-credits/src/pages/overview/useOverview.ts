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
import { AnalyticsQuery } from 'backstage-plugin-ai-credits-common';
import { useMemo } from 'react';
import { useForecast } from '../../data/forecast';
import { lastDays, lastMonths } from '../../data/periods';
import {
  useAccount,
  useAnalytics,
  useBalance,
  useMe,
  useRateCard,
} from '../../data/queries';
import { fillPeriods, toSeries } from '../../data/usage';
import { useMonth } from './useMonth';

const DAYS = 30;
const MONTHS = 12;
/** The most rows that one answer holds: 30 days of some 330 products. */
const MOST_ROWS = 10_000;

/** Everything that the overview shows, with the state of each answer. */
export function useOverview() {
  const client = useQueryClient();
  const balance = useBalance();
  const me = useMe();
  const account = useAccount();
  const rateCard = useRateCard();
  const timeZone = balance.data?.timeZone;

  // Days and months are those of the account, known once the balance is.
  const now = Date.now();
  const dayRange = timeZone ? lastDays(DAYS, now, timeZone) : undefined;
  const monthRange = timeZone ? lastMonths(MONTHS, now, timeZone) : undefined;
  const dayQuery: AnalyticsQuery | undefined = dayRange && {
    from: dayRange.from,
    to: dayRange.to,
    granularity: 'day',
    groupBy: ['product'],
    measures: ['credits', 'excessCredits', 'requests'],
    limit: MOST_ROWS,
  };
  const monthQuery: AnalyticsQuery | undefined = monthRange && {
    from: monthRange.from,
    to: monthRange.to,
    granularity: 'month',
    measures: ['credits', 'requests'],
  };
  const byDay = useAnalytics(dayQuery);
  const byMonth = useAnalytics(monthQuery);
  const month = useMonth(balance.data);
  const forecast = useForecast('account');

  const firstDay = dayRange?.periods[0];
  const firstMonth = monthRange?.periods[0];
  const daily = useMemo(() => {
    if (!byDay.data || !dayRange) {
      return undefined;
    }
    return {
      days: fillPeriods(byDay.data.rows, dayRange.periods),
      products: toSeries(byDay.data.rows, 'product', dayRange.periods),
      truncated: byDay.data.truncated,
    };
    // The first day stands for the range, which is a new object in each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [byDay.data, firstDay]);
  const monthly = useMemo(
    () =>
      byMonth.data && monthRange
        ? fillPeriods(byMonth.data.rows, monthRange.periods)
        : undefined,
    // As above.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [byMonth.data, firstMonth],
  );

  const answers = [
    balance,
    me,
    account,
    rateCard,
    byDay,
    byMonth,
    ...Object.values(month),
  ];
  const updated = answers
    .map(answer => answer.dataUpdatedAt)
    .filter(instant => instant > 0);
  return {
    balance,
    account,
    rateCard,
    byDay,
    byMonth,
    month,
    forecast,
    daily,
    monthly,
    timeZone: timeZone ?? 'UTC',
    /**
     * Whether the usage on the page is all there is; undefined until it is
     * known. Balance and account are those of everybody in any case.
     */
    seesAll: me.data?.may.readAllUsage ?? (me.isError ? false : undefined),
    /** When the oldest figure on the page was read; undefined before the first. */
    updatedAt: updated.length ? Math.min(...updated) : undefined,
    refreshing: answers.some(answer => answer.isFetching),
    /** An answer could not be refreshed; the one before is shown. */
    stale: answers.some(answer => answer.isError && answer.data !== undefined),
    refresh: () => {
      client.invalidateQueries();
    },
  };
}

/** What {@link useOverview} returns. */
export type Overview = ReturnType<typeof useOverview>;
