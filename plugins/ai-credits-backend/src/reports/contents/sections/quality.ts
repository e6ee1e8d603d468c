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

import { ReportSection } from 'backstage-plugin-ai-credits-common';
import {
  amount,
  answerOf,
  nameIn,
  rankedTable,
  stat,
  Writer,
} from '../writing';
import { section } from './section';

/** The best and the worst, in one line each. */
export function performanceSection(writer: Writer): ReportSection[] {
  const { formats, words } = writer;
  const { totals } = answerOf(writer, 'total');
  const timed = answerOf(writer, 'models').rows.filter(
    row => row.averageLatencyMs !== undefined && row.model,
  );
  const byTime = [...timed].sort(
    (a, b) => Number(a.averageLatencyMs) - Number(b.averageLatencyMs),
  );
  const efficient = answerOf(writer, 'models')
    .rows.filter(
      row => row.model && Number(row.requests) > 0 && amount(row.credits) > 0n,
    )
    .sort((a, b) =>
      amount(a.creditsPerRequest) < amount(b.creditsPerRequest) ? -1 : 1,
    )[0];
  const model = (row: (typeof timed)[number] | undefined, key: string) =>
    row &&
    words.facts.withValue(
      nameIn(writer, row, 'model'),
      formats.figure(
        row[key],
        key === 'averageLatencyMs' ? 'milliseconds' : 'credits',
      ),
    );
  return section('performance', words.sections.performance, [
    {
      type: 'facts',
      id: 'performance',
      facts: [
        ...stat(
          'averageLatency',
          words.stats.averageLatency,
          'milliseconds',
          totals.averageLatencyMs,
        ),
        ...stat(
          'p95Latency',
          words.stats.p95Latency,
          'milliseconds',
          totals.p95LatencyMs,
        ),
        ...stat(
          'successRate',
          words.stats.successRate,
          'percent',
          totals.successRate,
          words.stats.failed(formats.figure(totals.failed ?? 0, 'count')),
        ),
        ...stat(
          'fastest',
          words.facts.fastest,
          'text',
          byTime.length > 1 ? model(byTime[0], 'averageLatencyMs') : undefined,
        ),
        ...stat(
          'slowest',
          words.facts.slowest,
          'text',
          byTime.length > 1
            ? model(byTime[byTime.length - 1], 'averageLatencyMs')
            : undefined,
        ),
        ...stat(
          'efficient',
          words.facts.mostEfficient,
          'text',
          model(efficient, 'creditsPerRequest'),
        ),
      ],
    },
  ]);
}

/** What credits were used for, and how well. */
export function efficiencySection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  const useCases = facts.answers.useCases?.rows.filter(row => row.useCase);
  const columns = [
    'credits',
    'requests',
    'creditsPerRequest',
    'firstPass',
    'regeneration',
    'successRate',
  ] as const;
  return section('efficiency', words.sections.efficiency, [
    useCases?.length
      ? rankedTable(writer, {
          id: 'useCases',
          title: words.columns.useCase,
          question: 'useCases',
          dimension: 'useCase',
          columns,
        })
      : undefined,
    rankedTable(writer, {
      id: 'actions',
      title: words.columns.action,
      question: 'actions',
      dimension: 'action',
      columns,
    }),
  ]);
}
