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
import { useQuery } from '@tanstack/react-query';
import { ForecastResponse } from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../api';

/**
 * The forecast of the account, or of a budget by its id; not asked while the
 * scope is undefined.
 */
export function useForecast(scope: string | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['forecast', scope],
    queryFn: () => api.forecast({ scope }),
    enabled: scope !== undefined,
  });
}

/** What a day or a sum is expected to be, as numbers for a chart. */
export interface ExpectedPoint {
  expected: number;
  range: [number, number];
}

/** What is drawn for each of some days; undefined for days that are over. */
export function expectedByDay(
  forecast: ForecastResponse | undefined,
  days: readonly string[],
  of: 'day' | 'total',
): (ExpectedPoint | undefined)[] {
  const known = new Map(
    (forecast?.days ?? []).map(day => [
      day.day,
      of === 'day' ? day : day.total,
    ]),
  );
  return days.map(day => {
    const found = known.get(day);
    return found
      ? {
          expected: Number(found.expected),
          range: [Number(found.lower), Number(found.upper)],
        }
      : undefined;
  });
}
