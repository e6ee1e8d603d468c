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
  costMeasures,
  formatCredits,
  ReportCell,
  ReportSection,
} from 'backstage-plugin-ai-credits-common';
import { creditColumns, CreditSplit } from '../summary';
import { amount, answerOf, share, Writer } from '../writing';
import { section } from './section';

/** Allocated, consumed, carried forward, remaining; free and purchased apart. */
export function summarySection(writer: Writer): ReportSection[] {
  const { facts, formats, words } = writer;
  if (!facts.summary) {
    return [];
  }
  const { excess, lines } = facts.summary;
  const row = (line: keyof typeof lines, split: CreditSplit) => ({
    line: words.summary[line],
    ...Object.fromEntries(
      creditColumns.map(column => [column, formatCredits(split[column])]),
    ),
    total: formatCredits(
      creditColumns.reduce((sum, column) => sum + split[column], 0n),
    ),
  });
  const moved = (split: CreditSplit) =>
    creditColumns.some(column => split[column] !== 0n);
  const order = [
    'carriedIn',
    'allocated',
    'taken',
    'consumed',
    'lapsed',
    'remaining',
    'lapsing',
    'carriedOut',
  ] as const;
  return section('summary', words.sections.summary, [
    {
      type: 'table',
      id: 'summary',
      title: words.sections.summary,
      columns: [
        { key: 'line', title: words.columns.line, format: 'text' },
        ...creditColumns.map(column => ({
          key: column,
          title: words.columns[column],
          format: 'credits' as const,
        })),
        { key: 'total', title: words.total, format: 'credits' },
      ],
      rows: order
        .filter(
          line =>
            !['taken', 'lapsed', 'lapsing'].includes(line) ||
            moved(lines[line]),
        )
        .map(line => row(line, lines[line])),
    },
    {
      type: 'text',
      id: 'summaryNote',
      text: [
        words.summary.note,
        ...(excess > 0n
          ? [
              words.summary.excess(
                formats.figure(formatCredits(excess), 'credits'),
              ),
            ]
          : []),
      ].join(' '),
    },
  ]);
}

export function budgetsSection(writer: Writer): ReportSection[] {
  const { facts, words } = writer;
  if (!facts.budgets?.length) {
    return [];
  }
  return section('budgets', words.sections.budgets, [
    {
      type: 'table',
      id: 'budgets',
      title: words.sections.budgets,
      columns: [
        { key: 'name', title: words.columns.scope, format: 'entity' },
        { key: 'budget', title: words.columns.budget, format: 'credits' },
        { key: 'used', title: words.columns.used, format: 'credits' },
        { key: 'remaining', title: words.columns.remaining, format: 'credits' },
        {
          key: 'utilisation',
          title: words.columns.utilisation,
          format: 'percent',
        },
        { key: 'state', title: words.columns.state, format: 'text' },
      ],
      rows: facts.budgets.map(({ scope, allocation, used }) => ({
        name: scope.ref,
        budget: formatCredits(allocation),
        used: formatCredits(used),
        remaining: formatCredits(allocation - used),
        ...(allocation > 0n
          ? { utilisation: share(used, allocation) as ReportCell }
          : {}),
        state: words.states[used > allocation ? 'exceeded' : 'within'],
      })),
    },
  ]);
}

/** What of the credits was for what; the parts sum to the whole. */
export function costsSection(writer: Writer): ReportSection[] {
  const { words } = writer;
  const { totals } = answerOf(writer, 'total');
  const whole = amount(totals.credits);
  const rows = costMeasures
    .filter(measure => amount(totals[measure]) !== 0n)
    .map(measure => ({
      name: words.costs[measure],
      credits: totals[measure],
      ...(whole > 0n
        ? { share: share(amount(totals[measure]), whole) as ReportCell }
        : {}),
    }));
  return rows.length < 2
    ? []
    : section('costs', words.sections.costs, [
        {
          type: 'table',
          id: 'costs',
          title: words.sections.costs,
          columns: [
            { key: 'name', title: words.columns.what, format: 'text' },
            { key: 'credits', title: words.columns.credits, format: 'credits' },
            { key: 'share', title: words.columns.share, format: 'percent' },
          ],
          rows,
          total: { name: words.total, credits: totals.credits },
        },
      ]);
}
