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
  ReportBlock,
  ReportCell,
  ReportContents,
} from 'backstage-plugin-ai-credits-common';
import { csvLine, guarded } from '../../http/transactionsCsv';

type Line = ReadonlyArray<ReportCell | undefined>;

/**
 * A report as CSV (RFC 4180): one table under the other, each with its title
 * before it. Values are as they are stored, with all their digits; every line
 * has as many cells as the widest, and no cell runs as a formula.
 */
export function contentsCsv(contents: ReportContents): string {
  const lines: Line[] = [
    [contents.name],
    [contents.subjectTitle],
    [contents.firstDay, contents.lastDay, contents.timeZone],
    [contents.headline],
    ...contents.notices.map(notice => [notice]),
    ...(contents.scopeNote === undefined ? [] : [[contents.scopeNote]]),
    [],
    ...contents.stats.map(({ label, value, note }) => [label, value, note]),
  ];
  for (const section of contents.sections) {
    lines.push([], [section.title]);
    for (const block of section.blocks) {
      lines.push(...blockLines(block, section.title));
    }
  }
  const width = Math.max(...lines.map(line => line.length));
  return lines
    .map(line =>
      csvLine(Array.from({ length: width }, (_, i) => guarded(line[i]))),
    )
    .join('');
}

function blockLines(block: ReportBlock, above: string): Line[] {
  switch (block.type) {
    case 'text':
      return [[block.text]];
    case 'facts':
      return block.facts.map(({ label, value, note }) => [label, value, note]);
    case 'table':
      return [
        ...(block.title === above ? [] : [[block.title]]),
        block.columns.map(({ title }) => title),
        ...block.rows.map(row => block.columns.map(({ key }) => row[key])),
        ...(block.total
          ? [block.columns.map(({ key }) => block.total?.[key])]
          : []),
        ...(block.rows.length ? [] : [[block.empty]]),
      ];
    case 'bars':
      return [
        [`${block.title} (${block.unit})`],
        ['', ...block.series.map(({ name }) => name)],
        ...block.periods.map((period, i) => [
          period,
          ...block.series.map(({ values }) => values[i]),
        ]),
      ];
    case 'ranking':
      return [
        [`${block.title} (${block.unit})`],
        ...block.items.map(({ name, value, share }) => [name, value, share]),
      ];
    default:
      return block satisfies never;
  }
}
