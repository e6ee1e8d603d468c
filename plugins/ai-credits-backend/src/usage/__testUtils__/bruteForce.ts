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

import { formatCredits, Measure } from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { Question, VisibleUsage } from '../api';
import { costColumns } from '../../database/usageColumns';
import { Happened } from './History';

/** Whether a caller may see an event, by the words of the rule. */
export function isVisible(row: Happened, visible: VisibleUsage): boolean {
  return (
    visible.kind === 'all' ||
    visible.users.includes(row.user) ||
    visible.teams.includes(row.team) ||
    visible.departments.some(
      group => row.department === group || row.path.split('>').includes(group),
    )
  );
}

function rowsIn(
  rows: readonly Happened[],
  question: Question,
  visible: VisibleUsage,
): Happened[] {
  return rows.filter(
    row =>
      row.at >= Date.parse(question.from) &&
      row.at < Date.parse(question.to) &&
      isVisible(row, visible) &&
      Object.entries(question.filters).every(([name, values]) =>
        name === 'department'
          ? values!.includes(row.department) ||
            row.path.split('>').some(group => values!.includes(group))
          : values!.includes(String(row[name as keyof Happened])),
      ),
  );
}

function keyOf(row: Happened, question: Question, zone: string) {
  const local = DateTime.fromMillis(row.at, { zone });
  const key: Record<string, string | number> = {};
  switch (question.granularity) {
    case 'hour':
      key.period = local.startOf('hour').toISO({ suppressMilliseconds: true })!;
      break;
    case 'day':
      key.period = local.toISODate()!;
      break;
    case 'week':
      key.period = local.startOf('week').toISODate()!;
      break;
    case 'month':
      key.period = local.toFormat('yyyy-MM');
      break;
    default:
  }
  for (const group of question.groupBy) {
    if (group === 'weekday') {
      key.weekday = local.weekday;
    } else if (group === 'hourOfDay') {
      key.hourOfDay = local.hour;
    } else {
      key[group] = row[group];
    }
  }
  return key;
}

/** Measures of some rows, computed one by one. Percentiles are exact. */
export function measure(rows: readonly Happened[], name: Measure) {
  const calls = rows.filter(row => row.kind === 1);
  const total = (of: (row: Happened) => number) =>
    rows.reduce((all, row) => all + of(row), 0);
  const credits = (of: (row: Happened) => bigint) =>
    formatCredits(rows.reduce((all, row) => all + of(row), 0n));
  const part = (type: 'free' | 'purchased' | 'excess') =>
    credits(row => {
      if (row.split) {
        return row.split[type];
      }
      return row.creditType === type ? row.credits : 0n;
    });
  const cost = (of: keyof typeof costColumns) =>
    credits(row => row.cost[of] ?? 0n);
  const average = (values: number[]) =>
    values.length
      ? values.reduce((a, b) => a + b, 0) / values.length
      : undefined;
  const latencies = calls
    .flatMap(row => row.latencyMs ?? [])
    .sort((a, b) => a - b);
  const rank = (share: number) =>
    latencies[Math.ceil(share * latencies.length) - 1];
  const requests = total(row => row.requests);
  const failed = total(row => (row.status === 'failed' ? row.requests : 0));
  const first = calls.filter(row => row.attempt === 1);
  const flawed = first.filter(
    row => row.status === 'failed' || row.outcome === 2,
  ).length;
  const second = calls.filter(row => row.attempt === 2).length;
  switch (name) {
    case 'credits':
      return credits(row => row.credits);
    case 'requests':
      return requests;
    case 'failed':
      return failed;
    case 'transactions':
      return calls.length;
    case 'timedCalls':
      return latencies.length;
    case 'inputTokens':
    case 'outputTokens':
    case 'cachedInputTokens':
    case 'images':
      return total(row => row[name]);
    case 'averageLatencyMs':
      return average(latencies);
    case 'p50LatencyMs':
      return rank(0.5);
    case 'p95LatencyMs':
      return rank(0.95);
    case 'successRate':
      return requests ? (requests - failed) / requests : undefined;
    case 'creditsPerRequest':
      return requests
        ? Number(rows.reduce((all, row) => all + row.credits, 0n)) /
            1e6 /
            requests
        : undefined;
    case 'averageRating':
      return average(calls.flatMap(row => row.rating ?? []));
    case 'firstPassRate':
      return first.length
        ? Math.max(0, first.length - Math.max(second, flawed)) / first.length
        : undefined;
    case 'regenerationRate':
      return calls.length
        ? calls.filter(row => row.attempt > 1).length / calls.length
        : undefined;
    case 'excessCredits':
      return part('excess');
    case 'freeCredits':
      return part('free');
    case 'purchasedCredits':
      return part('purchased');
    case 'requestCredits':
      return credits(
        row =>
          row.credits -
          Object.values(row.cost).reduce((sum, each) => sum + each, 0n),
      );
    case 'inputCredits':
      return cost('inputTokens');
    case 'cachedInputCredits':
      return cost('cachedInputTokens');
    case 'outputCredits':
      return cost('outputTokens');
    case 'reasoningCredits':
      return cost('reasoningTokens');
    case 'imageCredits':
      return cost('images');
    case 'unitCredits':
      return cost('units');
    default:
      return name satisfies never;
  }
}

/** The answer to a question by adding up events, groups in no order. */
export function bruteForce(
  all: readonly Happened[],
  question: Question,
  visible: VisibleUsage,
  zone: string,
) {
  const rows = rowsIn(all, question, visible);
  const groups = new Map<
    string,
    { key: Record<string, string | number>; rows: Happened[] }
  >();
  for (const row of rows) {
    const key = keyOf(row, question, zone);
    const text = JSON.stringify(key);
    const group = groups.get(text) ?? { key, rows: [] };
    group.rows.push(row);
    groups.set(text, group);
  }
  const read = (of: readonly Happened[]) =>
    Object.fromEntries(
      question.measures.map(name => [name, measure(of, name)]),
    );
  return {
    rows: [...groups.values()].map(group => ({
      ...group.key,
      ...read(group.rows),
    })),
    totals: read(rows),
  };
}
