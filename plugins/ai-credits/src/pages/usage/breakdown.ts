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
  AnalyticsRow,
  divideHalfEven,
  MicroCredits,
  ModelRow,
  parseCredits,
  sumCredits,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { relativeChange } from '../../data/usage';

/** What was used, and how it compares. */
export interface Figures {
  credits: MicroCredits;
  requests: number;
  /** Of all credits of the range, from 0 to 1; undefined where there are none. */
  share?: number;
  /** Undefined where there was no request. */
  perRequest?: MicroCredits;
  /** Credits of the period before; undefined where that is not known. */
  before?: MicroCredits;
}

/** A value of the dimension with its figures. */
export interface Line extends Figures {
  /** Empty for usage that names none. */
  value: string;
}

/** Usage by the values of a dimension. */
export interface Breakdown {
  /** Most used first. */
  lines: Line[];
  total: Figures;
  /** There are more values than the answer holds; shares are still of everything. */
  truncated: boolean;
}

/** The credits of a row or of totals; none is zero. */
export function creditsOf(row: AnalyticsRow): MicroCredits {
  return row.credits === undefined ? 0n : parseCredits(row.credits);
}

function requestsOf(row: AnalyticsRow): number {
  return Number(row.requests ?? 0);
}

/** A part of a whole, from 0 to 1, or undefined when there is no whole. */
export function shareOf(
  part: MicroCredits,
  whole: MicroCredits,
): number | undefined {
  return whole > 0n ? Number(part) / Number(whole) : undefined;
}

function perRequest(
  credits: MicroCredits,
  requests: number,
): MicroCredits | undefined {
  return requests > 0 ? divideHalfEven(credits, BigInt(requests)) : undefined;
}

/** The relative change against the period before; `new` where there was nothing then. */
export function changeOf(figures: Figures): number | 'new' | undefined {
  const { credits, before } = figures;
  return before === undefined ? undefined : relativeChange(credits, before);
}

/**
 * Sets the answer for a range beside the one for the period before.
 *
 * @param ranking - credits and requests by the dimension, most used first
 * @param before - the same of the period before
 */
export function toBreakdown(
  ranking: AnalyticsResponse,
  before: AnalyticsResponse,
  dimension: UsageDimension,
): Breakdown {
  const total = creditsOf(ranking.totals);
  const totalRequests = requestsOf(ranking.totals);
  const earlier = new Map(
    before.rows.map(row => [String(row[dimension] ?? ''), creditsOf(row)]),
  );
  return {
    lines: ranking.rows.map(row => {
      const value = String(row[dimension] ?? '');
      const credits = creditsOf(row);
      const requests = requestsOf(row);
      return {
        value,
        credits,
        requests,
        share: shareOf(credits, total),
        perRequest: perRequest(credits, requests),
        // What a cut-off answer does not name may still have been used.
        before: earlier.get(value) ?? (before.truncated ? undefined : 0n),
      };
    }),
    total: {
      credits: total,
      requests: totalRequests,
      share: shareOf(total, total),
      perRequest: perRequest(total, totalRequests),
      before: creditsOf(before.totals),
    },
    truncated: ranking.truncated,
  };
}

/** What a breakdown can be sorted by. */
export type SortKey = 'name' | 'credits' | 'requests' | 'perRequest' | 'change';

/** An order of lines. */
export interface Sorting {
  by: SortKey;
  direction: 'asc' | 'desc';
}

function compareBigint(a: MicroCredits, b: MicroCredits): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/** Infinite for what is new: it grew from nothing. */
function changeRank(figures: Figures): number | undefined {
  const change = changeOf(figures);
  return change === 'new' ? Infinity : change;
}

/**
 * Sorted copies of figures. What has no value for the key stands last in either
 * direction; ties are broken by name, so that the order is stable.
 */
export function sortFigures<T extends Figures>(
  items: readonly T[],
  sorting: Sorting,
  nameOf: (item: T) => string,
): T[] {
  const sign = sorting.direction === 'asc' ? 1 : -1;
  const byName = (a: T, b: T) => nameOf(a).localeCompare(nameOf(b));
  const valueOf = (item: T): bigint | number | undefined => {
    switch (sorting.by) {
      case 'credits':
        return item.credits;
      case 'requests':
        return item.requests;
      case 'perRequest':
        return item.perRequest;
      default:
        return changeRank(item);
    }
  };
  return [...items].sort((a, b) => {
    if (sorting.by === 'name') {
      return sign * byName(a, b);
    }
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === undefined || right === undefined) {
      return (
        Number(left === undefined) - Number(right === undefined) || byName(a, b)
      );
    }
    const order =
      typeof left === 'bigint' && typeof right === 'bigint'
        ? compareBigint(left, right)
        : Number(left) - Number(right) || 0;
    return sign * order || byName(a, b);
  });
}

/** Lines that belong together, with their sums. */
export interface Family extends Figures {
  /** Empty for models that the rate card does not know. */
  name: string;
  lines: Line[];
}

/** Models by the family the rate card lists them under, most used first. */
export function toFamilies(
  breakdown: Breakdown,
  find: (model: string) => ModelRow | undefined,
): Family[] {
  const byName = new Map<string, Line[]>();
  for (const line of breakdown.lines) {
    const row = find(line.value);
    const name = row?.family ?? row?.provider ?? '';
    byName.set(name, [...(byName.get(name) ?? []), line]);
  }
  const families = [...byName].map(([name, lines]): Family => {
    const credits = sumCredits(lines.map(line => line.credits));
    const requests = lines.reduce((sum, line) => sum + line.requests, 0);
    const earlier = lines.map(line => line.before);
    return {
      name,
      lines,
      credits,
      requests,
      share: shareOf(credits, breakdown.total.credits),
      perRequest: perRequest(credits, requests),
      before: earlier.every(amount => amount !== undefined)
        ? sumCredits(earlier)
        : undefined,
    };
  });
  return sortFigures(
    families,
    { by: 'credits', direction: 'desc' },
    family => family.name,
  );
}

/** The first value that each name is listed with, such as the model that a user used most. */
export function firstOf(
  rows: readonly AnalyticsRow[],
  dimension: UsageDimension,
  other: UsageDimension,
): Map<string, string> {
  const first = new Map<string, string>();
  for (const row of rows) {
    const name = String(row[dimension] ?? '');
    if (!first.has(name)) {
      first.set(name, String(row[other] ?? ''));
    }
  }
  return first;
}

/** From this share of its credits on, one tier is typical. */
const TYPICAL = 0.6;

/** The tiers that make up most of something: one if it stands out, else the two most used. */
export function typicalTiers(
  rows: readonly AnalyticsRow[],
  dimension: UsageDimension,
): Map<string, string[]> {
  const byName = new Map<string, { tier: string; credits: MicroCredits }[]>();
  for (const row of rows) {
    const name = String(row[dimension] ?? '');
    const credits = creditsOf(row);
    if (credits > 0n) {
      byName.set(name, [
        ...(byName.get(name) ?? []),
        { tier: String(row.tier ?? ''), credits },
      ]);
    }
  }
  const typical = new Map<string, string[]>();
  for (const [name, tiers] of byName) {
    tiers.sort((a, b) => compareBigint(b.credits, a.credits));
    const total = sumCredits(tiers.map(item => item.credits));
    const most = shareOf(tiers[0].credits, total) ?? 0;
    typical.set(
      name,
      tiers.slice(0, most >= TYPICAL ? 1 : 2).map(item => item.tier),
    );
  }
  return typical;
}
