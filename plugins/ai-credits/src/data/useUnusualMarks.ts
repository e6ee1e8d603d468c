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

import { useInsightsText } from '../translations/insights';
import { DimensionFilters } from './analyticsView';
import { useUnusualDays } from './insights';
import { addDays, startOfDay } from './periods';

/** Days that are named below a chart; more are only marked. */
const NAMED = 4;

/**
 * The unusual days of what a chart of days shows: where to mark it, and a line
 * that says what the marks are. Nothing while it is read or where it fails.
 *
 * @param days - of the chart, in order; undefined where it shows no days
 */
export function useUnusualMarks(
  days: readonly string[] | undefined,
  timeZone: string,
  filters: DimensionFilters = {},
): { marks: string[]; notice: string | undefined } {
  const { t, formats } = useInsightsText();
  const first = days?.[0];
  const last = days?.[days.length - 1];
  const { data } = useUnusualDays(
    first && last
      ? {
          from: new Date(startOfDay(first, timeZone)).toISOString(),
          to: new Date(startOfDay(addDays(last, 1), timeZone)).toISOString(),
          ...filters,
        }
      : undefined,
  );
  const found = (data?.days ?? []).filter(
    ({ day, subject }) => subject.kind === 'account' && days?.includes(day),
  );
  if (!found.length) {
    return { marks: [], notice: undefined };
  }
  const named = found
    .slice(0, NAMED)
    .map(({ day, direction, expected }) =>
      t(`efficiency.mark.${direction}`, {
        day: formats.dayShort(day),
        expected: formats.credits(expected),
      }),
    )
    .join(', ');
  return {
    marks: found.map(({ day }) => day),
    notice: t('efficiency.marks', { days: named }),
  };
}
