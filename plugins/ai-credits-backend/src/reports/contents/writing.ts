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
  formatCredits,
  parseCredits,
  ReportBlock,
  ReportCell,
  ReportCellFormat,
  ReportFormats,
  reportFormatsOf,
  reportLimits,
  ReportStat,
} from 'backstage-plugin-ai-credits-common';
import { Answer } from '../../usage/api';
import { ReportFacts } from './facts';
import { QuestionName } from './questions';
import { reportWords, ReportWords } from './words';

/** Series of a chart besides the rest. */
const SERIES = 6;

/** What every section is written with. */
export interface Writer {
  facts: ReportFacts;
  words: ReportWords;
  formats: ReportFormats;
}

export function writerOf(facts: ReportFacts): Writer {
  return {
    facts,
    words: reportWords[facts.language],
    formats: reportFormatsOf(facts.language),
  };
}

export function answerOf(
  { facts }: Writer,
  name: QuestionName,
): Pick<Answer, 'rows' | 'totals'> {
  return facts.answers[name] ?? { rows: [], totals: {} };
}

/** A sum of credits of rows, exactly. */
export function creditsOf(rows: readonly AnalyticsRow[]): bigint {
  return rows.reduce((sum, row) => sum + amount(row.credits), 0n);
}

export function amount(value: ReportCell | undefined): bigint {
  return value === undefined ? 0n : parseCredits(value);
}

/** A part of a whole, 0 to 1, to six places. */
export function share(part: bigint, whole: bigint): number | undefined {
  return whole > 0n
    ? Number((part * 1_000_000n) / whole) / 1_000_000
    : undefined;
}

export function isEntity(dimension: string): boolean {
  return ['user', 'team', 'department', 'service', 'project'].includes(
    dimension,
  );
}

/** The name in a row; usage that names none is shown as such. */
export function nameIn(
  { words }: Writer,
  row: AnalyticsRow,
  dimension: string,
): string {
  const value = row[dimension];
  return value === undefined || value === '' ? words.none : String(value);
}

/** A ref as people know it: the catalog's name, else the name in the ref. */
export function titleOf(titles: Record<string, string>, ref: string): string {
  return (
    titles[ref] ??
    (/^[a-z]+:[^/]+\/./.test(ref) ? ref.replace(/^.*\//, '') : ref)
  );
}

export function stat(
  id: string,
  label: string,
  format: ReportCellFormat,
  value: ReportCell | undefined,
  note?: string,
): ReportStat[] {
  return value === undefined
    ? []
    : [{ id, label, format, value, ...(note === undefined ? {} : { note }) }];
}

/** Columns of a table by their keys; their titles come from the words. */
export const columnFormats = {
  credits: 'credits',
  share: 'percent',
  requests: 'count',
  creditsPerRequest: 'credits',
  averageLatency: 'milliseconds',
  p95Latency: 'milliseconds',
  successRate: 'percent',
  rating: 'rating',
  firstPass: 'percent',
  regeneration: 'percent',
  people: 'count',
  creditsPerPerson: 'credits',
  requestsPerPerson: 'decimal',
} as const satisfies Record<string, ReportCellFormat>;
export type ColumnKey = keyof typeof columnFormats;

const measureOf: Partial<Record<ColumnKey, string>> = {
  averageLatency: 'averageLatencyMs',
  p95Latency: 'p95LatencyMs',
  rating: 'averageRating',
  firstPass: 'firstPassRate',
  regeneration: 'regenerationRate',
};

/** A table of an answer: a name and measures; columns without any value are left out. */
export function rankedTable(
  writer: Writer,
  options: {
    id: string;
    title: string;
    question: QuestionName;
    dimension: keyof ReportWords['columns'] & string;
    columns: readonly ColumnKey[];
    names?: (row: AnalyticsRow) => string;
    limit?: number;
  },
): Extract<ReportBlock, { type: 'table' }> {
  const { words } = writer;
  const { dimension, columns, question } = options;
  const { rows, totals } = answerOf(writer, question);
  const whole = amount(totals.credits);
  const cells = (row: AnalyticsRow) => {
    const read: Record<string, ReportCell> = {};
    for (const key of columns) {
      const value =
        key === 'share'
          ? share(amount(row.credits), whole)
          : row[measureOf[key] ?? key];
      if (value !== undefined) {
        read[key] = value;
      }
    }
    return read;
  };
  const listed = rows.slice(0, options.limit ?? reportLimits.rows);
  const written = listed.map(row => ({
    name: options.names ? options.names(row) : nameIn(writer, row, dimension),
    ...cells(row),
  }));
  const used = columns.filter(key => written.some(row => key in row));
  return {
    type: 'table',
    id: options.id,
    title: options.title,
    columns: [
      {
        key: 'name',
        title: words.columns[dimension],
        format: isEntity(dimension) ? 'entity' : 'text',
      },
      ...used.map(key => ({
        key,
        title: words.columns[key],
        format: columnFormats[key],
      })),
    ],
    rows: written,
    ...(written.length
      ? { total: { name: words.total, ...cells(totals) } }
      : {}),
    empty: words.emptyTable,
  };
}

/** Horizontal bars of an answer, most first, with the rest as one. */
export function ranking(
  writer: Writer,
  options: {
    id: string;
    title: string;
    question: QuestionName;
    dimension: string;
  },
): Extract<ReportBlock, { type: 'ranking' }> {
  const { words } = writer;
  const { rows, totals } = answerOf(writer, options.question);
  const whole = amount(totals.credits);
  const listed = rows
    .filter(row => amount(row.credits) > 0n)
    .slice(0, reportLimits.rows);
  const rest = whole - creditsOf(listed);
  const item = (name: string, credits: bigint) => ({
    name,
    value: formatCredits(credits),
    ...(whole > 0n ? { share: share(credits, whole) } : {}),
  });
  return {
    type: 'ranking',
    id: options.id,
    title: options.title,
    unit: words.credits,
    format: 'credits',
    names: isEntity(options.dimension) ? 'entity' : 'text',
    items: [
      ...listed.map(row =>
        item(nameIn(writer, row, options.dimension), amount(row.credits)),
      ),
      ...(rest > 0n && listed.length
        ? [{ ...item(words.rest, rest), rest: true }]
        : []),
    ],
  };
}

/** Stacked bars over the periods of a range, idle ones included. */
export function stackedBars(
  writer: Writer,
  options: {
    id: string;
    title: string;
    question: QuestionName;
    dimension: string;
    periods: readonly string[];
  },
): Extract<ReportBlock, { type: 'bars' }> {
  const { words } = writer;
  const { rows } = answerOf(writer, options.question);
  const at = new Map(options.periods.map((period, i) => [period, i]));
  const sums = new Map<string, bigint>();
  for (const row of rows) {
    const name = nameIn(writer, row, options.dimension);
    sums.set(name, (sums.get(name) ?? 0n) + amount(row.credits));
  }
  const names = [...sums]
    .filter(([, credits]) => credits !== 0n)
    .sort(([a, x], [b, y]) => {
      if (x === y) {
        return a < b ? -1 : 1;
      }
      return x > y ? -1 : 1;
    })
    .map(([name]) => name);
  const shown = names.slice(0, names.length > SERIES + 1 ? SERIES : SERIES + 1);
  const others = names.length > shown.length;
  const series = [...shown, ...(others ? [words.rest] : [])].map(() =>
    options.periods.map(() => 0n),
  );
  for (const row of rows) {
    const column = at.get(periodName(String(row.period)));
    const line = shown.indexOf(nameIn(writer, row, options.dimension));
    const into = series[line < 0 ? shown.length : line];
    if (column !== undefined && into) {
      into[column] += amount(row.credits);
    }
  }
  return {
    type: 'bars',
    id: options.id,
    title: options.title,
    unit: words.credits,
    format: 'credits',
    periods: [...options.periods],
    series: series.map((values, i) => ({
      name: shown[i] ?? words.rest,
      ...(i < shown.length ? {} : { rest: true }),
      values: values.map(formatCredits),
    })),
  };
}

/** The key of a period in a chart: a date, or a date with its hour. */
export function periodName(period: string): string {
  return period.includes('T') ? period.slice(0, 13) : period;
}
