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
  AnalyticsResponse,
  MicroCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import {
  fillPeriods,
  PeriodAmount,
  relativeChange,
  Series,
  toSeries,
} from '../data/usage';

/** What an entity used, as it is shown. */
export interface UsageSummary {
  /** Over all days, whatever the rows leave out. */
  credits: MicroCredits;
  requests: number;
  /** Oldest first, idle ones included. */
  days: PeriodAmount[];
  /** Most used first. */
  models: Series[];
  /** The part of all that the most used model took. */
  topShare: number;
  /**
   * Against the days before: a relative change, `new` where there was nothing;
   * undefined until it is known.
   */
  change: number | 'new' | undefined;
  truncated: boolean;
  /** The reader may not see all of it. */
  narrowed: boolean;
}

/** Sums up the answers about an entity's last days. */
export function summarize(
  answer: AnalyticsResponse,
  before: AnalyticsResponse | undefined,
  periods: string[],
): UsageSummary {
  const amount = ({ totals }: AnalyticsResponse) =>
    parseCredits(totals.credits ?? '0');
  const credits = amount(answer);
  const models = toSeries(answer.rows, 'model', periods);
  return {
    credits,
    requests: Number(answer.totals.requests ?? 0),
    days: fillPeriods(answer.rows, periods),
    models,
    topShare:
      credits > 0n && models.length
        ? Number(models[0].total) / Number(credits)
        : 0,
    change: before && relativeChange(credits, amount(before)),
    truncated: answer.truncated,
    narrowed: answer.narrowed ?? false,
  };
}

/** Whether nothing was used, as far as the reader may see. */
export function isIdle({ credits, requests }: UsageSummary): boolean {
  return credits === 0n && requests === 0;
}
