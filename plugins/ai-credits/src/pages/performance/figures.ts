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
import { AnalyticsRow } from 'backstage-plugin-ai-credits-common';

/** How one model or one person fared; times in milliseconds, absent where there were none to average. */
export interface Performance {
  /** The model's or person's name; empty for usage that names none. */
  name: string;
  requests: number;
  /** Calls that said how long they took. */
  timedCalls: number;
  average?: number;
  p50?: number;
  p95?: number;
  /** From 0 to 1. */
  successRate?: number;
  creditsPerRequest?: string;
  /** From 1 to 5. */
  rating?: number;
}

function number(row: AnalyticsRow, measure: string): number | undefined {
  const value = row[measure];
  return value === undefined ? undefined : Number(value);
}

/** Reads a row of an answer. */
export function readPerformance(
  row: AnalyticsRow,
  dimension?: string,
): Performance {
  return {
    name: dimension ? String(row[dimension] ?? '') : '',
    requests: number(row, 'requests') ?? 0,
    timedCalls: number(row, 'timedCalls') ?? 0,
    average: number(row, 'averageLatencyMs'),
    p50: number(row, 'p50LatencyMs'),
    p95: number(row, 'p95LatencyMs'),
    successRate: number(row, 'successRate'),
    creditsPerRequest:
      row.creditsPerRequest === undefined
        ? undefined
        : String(row.creditsPerRequest),
    rating: number(row, 'averageRating'),
  };
}

/** Fewer timed calls than this say little about a model. */
export const FEW_CALLS = 10;

/**
 * The models with the lowest and the highest average response time. Those with
 * only a few timed calls count only where there are not two others to compare;
 * of less than two models none is the fastest.
 */
export function extremes(models: readonly Performance[]): {
  fastest?: Performance;
  slowest?: Performance;
} {
  const timed = models.filter(
    model => model.average !== undefined && model.name,
  );
  const often = timed.filter(model => model.timedCalls >= FEW_CALLS);
  const ranked = [...(often.length > 1 ? often : timed)].sort(
    (a, b) => a.average! - b.average! || (a.name < b.name ? -1 : 1),
  );
  return ranked.length > 1
    ? { fastest: ranked[0], slowest: ranked[ranked.length - 1] }
    : {};
}

/** When work is done, on weekdays: from this hour, and before that one. */
export const PEAK = { from: 9, to: 17 } as const;

/** The average of some calls, and how many they were. */
export interface Average {
  calls: number;
  average?: number;
}

/** Response times by hour of the day. */
export interface HourProfile {
  /** 24 averages each; undefined for an hour without timed calls. */
  weekdays: (number | undefined)[];
  weekend: (number | undefined)[];
  /** Weekdays from 9 to 17. */
  peak: Average;
  /** Weekdays at other hours. */
  offPeak: Average;
  /** Saturday and Sunday. */
  weekendAverage: Average;
}

/** Averages cells of different size: each weighs as much as it has calls. */
function averageOf(cells: readonly Average[]): Average {
  const timed = cells.filter(cell => cell.average !== undefined);
  const calls = timed.reduce((sum, cell) => sum + cell.calls, 0);
  return {
    calls,
    average: calls
      ? timed.reduce((sum, cell) => sum + cell.average! * cell.calls, 0) / calls
      : undefined,
  };
}

/** Reads rows by weekday (1 is Monday) and hour of the day. */
export function hourProfile(rows: readonly AnalyticsRow[]): HourProfile {
  const cells = rows.map(row => ({
    weekend: Number(row.weekday) > 5,
    hour: Number(row.hourOfDay),
    calls: number(row, 'timedCalls') ?? 0,
    average: number(row, 'averageLatencyMs'),
  }));
  const isPeak = (hour: number) => hour >= PEAK.from && hour < PEAK.to;
  const hours = (weekend: boolean) =>
    Array.from(
      { length: 24 },
      (_, hour) =>
        averageOf(
          cells.filter(cell => cell.weekend === weekend && cell.hour === hour),
        ).average,
    );
  return {
    weekdays: hours(false),
    weekend: hours(true),
    peak: averageOf(cells.filter(cell => !cell.weekend && isPeak(cell.hour))),
    offPeak: averageOf(
      cells.filter(cell => !cell.weekend && !isPeak(cell.hour)),
    ),
    weekendAverage: averageOf(cells.filter(cell => cell.weekend)),
  };
}
