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
import { AnalyticsQuery, Balance } from 'backstage-plugin-ai-credits-common';
import { useAnalytics } from '../../data/queries';
import { costTypes } from './costTypes';

/** This month by tier, and by what its credits were paid for. */
export function useMonth(balance: Balance | undefined) {
  const range = balance && {
    from: new Date(balance.period.start).toISOString(),
    to: new Date(balance.period.end).toISOString(),
  };
  const tierQuery: AnalyticsQuery | undefined = range && {
    ...range,
    groupBy: ['tier'],
    measures: ['credits', 'requests', 'freeCredits', 'creditsPerRequest'],
  };
  const costQuery: AnalyticsQuery | undefined = range && {
    ...range,
    measures: ['credits', 'transactions', ...costTypes],
  };
  return { byTier: useAnalytics(tierQuery), byCost: useAnalytics(costQuery) };
}
