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

import { Entity } from '@backstage/catalog-model';
import { AnalyticsQuery } from 'backstage-plugin-ai-credits-common';
import { useMemo } from 'react';
import { useAccountZone, useAnalytics, useScopeBudgets } from '../data/queries';
import { periodsOf, resolveRange } from '../data/ranges';
import { summarize } from './figures';
import { useEntityScope } from './useEntityScope';

/** The most rows that one answer holds: 30 days of some 330 models. */
const MOST_ROWS = 10_000;

/** What an entity used in the last 30 days, and how its budgets stand. Tab and card share the answers. */
export function useEntityUsage(entity: Entity) {
  const found = useEntityScope(entity);
  const { filters, scope } = found;
  const zone = useAccountZone();
  const now = Date.now();
  const range = zone
    ? resolveRange({ preset: 'last30Days' }, now, zone)
    : undefined;
  const span = ({ from, to }: { from: string; to: string }) => ({ from, to });
  const dayQuery: AnalyticsQuery | undefined = range &&
    filters && {
      ...span(range),
      granularity: 'day',
      groupBy: ['model'],
      measures: ['credits', 'requests'],
      filters,
      limit: MOST_ROWS,
    };
  const beforeQuery: AnalyticsQuery | undefined = range &&
    filters && {
      ...span(range.before),
      measures: ['credits'],
      filters,
    };
  const days = useAnalytics(dayQuery);
  const before = useAnalytics(beforeQuery);
  const budgets = useScopeBudgets(scope?.ref, scope?.budgetKinds);

  const firstDay = range?.firstDay;
  const usage = useMemo(
    () =>
      days.data && range
        ? summarize(
            days.data,
            before.data,
            periodsOf(range, 'day', Date.parse(range.to)),
          )
        : undefined,
    // The first day stands for the range, which is a new object in each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [days.data, before.data, firstDay],
  );

  const answers = [days, before, budgets];
  return {
    ...found,
    range: range && span(range),
    usage,
    days,
    before,
    budgets,
    timeZone: days.data?.timeZone ?? zone ?? 'UTC',
    /** Why there is nothing to show at all. */
    error: found.error ?? days.error,
    answers,
  };
}

/** What {@link useEntityUsage} returns. */
export type EntityUsage = ReturnType<typeof useEntityUsage>;
