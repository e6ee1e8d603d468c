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
  formatCredits,
  ReportSection,
} from 'backstage-plugin-ai-credits-common';
import {
  amount,
  answerOf,
  nameIn,
  rankedTable,
  ranking,
  Writer,
} from '../writing';
import { section } from './section';

export function tiersSection(writer: Writer): ReportSection[] {
  const { words } = writer;
  return section('tiers', words.sections.tiers, [
    rankedTable(writer, {
      id: 'tiers',
      title: words.sections.tiers,
      question: 'tiers',
      dimension: 'tier',
      names: row =>
        words.tiers[String(row.tier) as keyof typeof words.tiers] ??
        String(row.tier),
      columns: ['credits', 'share', 'requests', 'creditsPerRequest'],
    }),
  ]);
}

/** Who and what used most. */
export function topSection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const columns = [
    'credits',
    'share',
    'requests',
    'creditsPerRequest',
  ] as const;
  const rankings = [
    ['topTeams', 'teams', 'team'],
    ['topUsers', 'users', 'user'],
    ['topProducts', 'products', 'product'],
    ['topProjects', 'projects', 'project'],
  ] as const;
  return section('top', words.sections.top, [
    ...rankings
      .filter(([, question]) => (facts.answers[question]?.rows.length ?? 0) > 1)
      .map(([chart, question, dimension]) =>
        ranking(writer, {
          id: chart,
          title: words.charts[chart],
          question,
          dimension,
        }),
      ),
    rankedTable(writer, {
      id: 'users',
      title: words.charts.users,
      question: 'users',
      dimension: 'user',
      columns,
    }),
    ...(facts.kind === 'daily'
      ? [
          rankedTable(writer, {
            id: 'models',
            title: words.charts.topModels,
            question: 'models',
            dimension: 'model',
            columns,
          }),
        ]
      : []),
  ]);
}

/** Models compared. */
export function modelsSection(writer: Writer): ReportSection[] {
  const { words } = writer;
  return section('models', words.sections.models, [
    rankedTable(writer, {
      id: 'models',
      title: words.sections.models,
      question: 'models',
      dimension: 'model',
      limit: 20,
      columns: [
        'credits',
        'requests',
        'creditsPerRequest',
        'averageLatency',
        'p95Latency',
        'successRate',
        'rating',
      ],
    }),
  ]);
}

/** Teams with their people; of a single team its people. */
export function productivitySection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const { teams } = facts.answers;
  if (!teams || teams.rows.length < 2) {
    return [];
  }
  const people = new Map<string, Set<string>>();
  for (const row of answerOf(writer, 'teamPeople').rows) {
    if (row.user && Number(row.requests) > 0) {
      const team = String(row.team ?? '');
      const active = people.get(team) ?? new Set();
      people.set(team, active.add(String(row.user)));
    }
  }
  const keys = [
    ['credits', 'credits'],
    ['requests', 'count'],
    ['people', 'count'],
    ['creditsPerPerson', 'credits'],
    ['requestsPerPerson', 'decimal'],
  ] as const;
  return section('productivity', words.sections.productivity, [
    {
      type: 'table',
      id: 'teams',
      title: words.sections.productivity,
      columns: [
        { key: 'name', title: words.columns.team, format: 'entity' },
        ...keys.map(([key, format]) => ({
          key,
          title: words.columns[key],
          format,
        })),
      ],
      rows: teams.rows.slice(0, 20).map(row => {
        const active = people.get(String(row.team ?? ''))?.size ?? 0;
        return {
          name: nameIn(writer, row, 'team'),
          credits: row.credits,
          requests: row.requests,
          people: active,
          ...(active
            ? {
                creditsPerPerson: formatCredits(
                  amount(row.credits) / BigInt(active),
                ),
                requestsPerPerson:
                  Math.round((Number(row.requests) / active) * 100) / 100,
              }
            : {}),
        };
      }),
      empty: words.emptyTable,
    },
  ]);
}
