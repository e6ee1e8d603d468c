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
  AnalyticsRow,
  MicroCredits,
  sumCredits,
} from 'backstage-plugin-ai-credits-common';
import { periodKey, periodsOf } from '../../data/ranges';
import { fillPeriods, PeriodAmount, Series, toSeries } from '../../data/usage';
import { TimelineAnswer } from './questions';

/** The most used values over time, and all others together. */
export interface Timeline {
  periods: PeriodAmount[];
  /** Most used first. */
  top: Series[];
  /** What the others used in each period; absent where there are none. */
  other?: { members: number; amounts: MicroCredits[] };
  /** Every day of the range, whatever the granularity. */
  days: PeriodAmount[];
}

/**
 * Lays an answer out over every period of its range. "Other" is what the whole
 * used less the parts, so that the parts add up to the whole in every period.
 */
export function toTimeline(answer: TimelineAnswer, now: number): Timeline {
  const { range, granularity, groupBy } = answer.question;
  const keys = periodsOf(range, granularity, now);
  const keyed = (rows: AnalyticsRow[]): AnalyticsRow[] =>
    rows.map(row => ({ ...row, period: periodKey(row.period, granularity) }));

  const periods = fillPeriods(keyed(answer.periods.rows), keys);
  const wanted = new Set(answer.top);
  const series = toSeries(
    // A department brings along those below it; they are not what is drawn.
    keyed(answer.parts.rows).filter(row =>
      wanted.has(String(row[groupBy] ?? '')),
    ),
    groupBy,
    keys,
  );
  const members = answer.ranking.rows.length - answer.top.length;
  const rest = periods.map(
    ({ credits }, at) =>
      credits - sumCredits(series.map(item => item.amounts[at])),
  );
  return {
    periods,
    top: series,
    other:
      members > 0 && rest.some(amount => amount !== 0n)
        ? { members, amounts: rest }
        : undefined,
    days: fillPeriods(
      answer.days.rows.map(row => ({
        ...row,
        period: periodKey(row.period, 'day'),
      })),
      periodsOf(range, 'day', now),
    ),
  };
}
