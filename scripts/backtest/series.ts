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

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { DateForm, dateFormOf, readDay, readNumber, showDay } from './days';
import { BacktestOptions } from './options';

/** A daily series of a file. */
export interface Series {
  /** The column, with the group where there are several. */
  name: string;
  values: (number | undefined)[];
  firstDay: string;
  lastDay: string;
  /** Days between the first and the last without a row. */
  gaps: number;
}

type ReadOptions = Pick<
  BacktestOptions,
  | 'dateColumn'
  | 'decimal'
  | 'delimiter'
  | 'gaps'
  | 'groupColumn'
  | 'groups'
  | 'valueColumns'
>;

/** The most days between the first and the last of a series. */
const MOST_DAYS = 10_000;
/** Names that dates usually go by, the likeliest first. */
const DATE_NAMES =
  /^(?:date|day|ds|usage_?date|timestamp|time|datetime|period|day_?index|index)$/i;
/** How many rows tell what a column holds. */
const ROWS_LOOKED_AT = 200;

/**
 * Reads the series of a CSV file.
 *
 * @throws Error naming the row that cannot be used; rows count from 1, the
 *   first after the line of names
 */
export function readSeries(file: string, options: ReadOptions): Series[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString(
    'utf8',
  );
  return seriesOf(text, options);
}

/** The same of the text of a file. */
export function seriesOf(text: string, options: ReadOptions): Series[] {
  const table = readTable(text, options.delimiter);
  const dates = findDates(table, options.dateColumn);
  const group =
    options.groupColumn === undefined
      ? undefined
      : columnOf(table, options.groupColumn);
  const columns = findValues(table, options, [dates.column, group]);
  const found = new Map<string, Map<number, number | undefined>>();
  table.rows.forEach((row, i) => {
    const day = readDay(row[dates.column], dates.form);
    if (day === undefined) {
      throw new Error(
        `Row ${i + 1}: '${row[dates.column]}' in column '${
          table.names[dates.column]
        }' is not a date like the others`,
      );
    }
    if (group !== undefined) {
      const wanted = options.groups;
      if (wanted.length && !wanted.includes(row[group])) {
        return;
      }
    }
    for (const column of columns) {
      const value = readNumber(row[column], options.decimal);
      if (value !== undefined && !(Number.isFinite(value) && value >= 0)) {
        throw new Error(
          `Row ${i + 1}: '${row[column]}' in column '${
            table.names[column]
          }' is not a number of 0 or more`,
        );
      }
      const name =
        group === undefined
          ? table.names[column]
          : `${row[group]}${
              columns.length > 1 ? ` ${table.names[column]}` : ''
            }`;
      const days = found.get(name) ?? new Map();
      found.set(name, days);
      const before = days.get(day);
      days.set(
        day,
        value === undefined && before === undefined
          ? undefined
          : (before ?? 0) + (value ?? 0),
      );
    }
  });
  if (!found.size) {
    throw new Error(
      options.groups.length
        ? `No row has ${options.groups
            .map(each => `'${each}'`)
            .join(' or ')} in column '${options.groupColumn}'`
        : 'The file has no rows',
    );
  }
  // A group that is not heard of any more is idle to the end of the file.
  let end = -Infinity;
  for (const days of found.values()) {
    for (const day of days.keys()) {
      end = Math.max(end, day);
    }
  }
  return [...found].map(([name, days]) =>
    toSeries(name, days, dates.form, { end, gaps: options.gaps }),
  );
}

interface Table {
  names: string[];
  rows: string[][];
}

function readTable(text: string, delimiter: string | undefined): Table {
  const clean = text.replace(/^\uFEFF/, '');
  const firstLine = clean.split(/\r?\n/).find(line => line.trim() !== '') ?? '';
  const [names, ...rows] = parse(clean, {
    delimiter: delimiter ?? guessDelimiter(firstLine),
    trim: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    relax_column_count: true,
  }) as string[][];
  if (!names || !rows.length) {
    throw new Error('The file has no rows; its first line names the columns');
  }
  rows.forEach((row, i) => {
    if (row.length !== names.length) {
      throw new Error(
        `Row ${i + 1} has ${row.length} cells where the first line has ${
          names.length
        }`,
      );
    }
  });
  return { names, rows };
}

function guessDelimiter(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map(
    each => [bare.split(each).length, each] as const,
  );
  return counts.reduce((most, each) => (each[0] > most[0] ? each : most))[1];
}

function columnOf({ names }: Table, name: string): number {
  const exact = names.indexOf(name);
  const column =
    exact >= 0
      ? exact
      : names.findIndex(each => each.toLowerCase() === name.toLowerCase());
  if (column < 0) {
    throw new Error(
      `The file has no column '${name}'; it has ${names
        .map(each => `'${each}'`)
        .join(', ')}`,
    );
  }
  return column;
}

function findDates(
  table: Table,
  wanted: string | undefined,
): { column: number; form: DateForm } {
  const formOf = (column: number) =>
    dateFormOf(table.rows.map(row => row[column])) ??
    // One bad row is better named than all of them.
    dateFormOf(table.rows.slice(0, 1).map(row => row[column]));
  if (wanted !== undefined) {
    const column = columnOf(table, wanted);
    const form = formOf(column);
    if (!form) {
      throw new Error(
        `Row 1: '${table.rows[0][column]}' in column '${wanted}' is not a date`,
      );
    }
    return { column, form };
  }
  const columns = table.names.map((name, column) => ({ name, column }));
  const named = columns.filter(({ name }) => DATE_NAMES.test(name));
  for (const { column } of named) {
    const form = formOf(column);
    if (form) {
      return { column, form };
    }
  }
  for (const { column } of columns) {
    const form = dateFormOf(table.rows.map(row => row[column]));
    if (form === 'iso' || form === 'compact') {
      return { column, form };
    }
  }
  throw new Error(
    `No column looks like dates; name it with --date-column, one of ${table.names
      .map(each => `'${each}'`)
      .join(', ')}`,
  );
}

function findValues(
  table: Table,
  { decimal, valueColumns }: ReadOptions,
  others: readonly (number | undefined)[],
): number[] {
  if (valueColumns.length) {
    return valueColumns.map(name => columnOf(table, name));
  }
  const looked = table.rows.slice(0, ROWS_LOOKED_AT);
  const columns = table.names.flatMap((_, column) => {
    const values = looked.map(row => readNumber(row[column], decimal));
    const numbers = values.filter(
      value => value !== undefined && !Number.isNaN(value),
    ).length;
    const none = values.filter(Number.isNaN).length;
    // A number that is misspelt somewhere is named later, with its row.
    return !others.includes(column) && numbers > 0 && none * 10 <= numbers
      ? [column]
      : [];
  });
  if (!columns.length) {
    throw new Error(
      `No column holds numbers; name it with --value-column, one of ${table.names
        .map(each => `'${each}'`)
        .join(', ')}`,
    );
  }
  return columns;
}

function toSeries(
  name: string,
  days: ReadonlyMap<number, number | undefined>,
  form: DateForm,
  { end, gaps }: { end: number; gaps: 'idle' | 'missing' },
): Series {
  let first = Infinity;
  for (const day of days.keys()) {
    first = Math.min(first, day);
  }
  const length = end - first + 1;
  if (length > MOST_DAYS) {
    throw new Error(
      `Series '${name}' runs from ${showDay(first, form)} to ${showDay(
        end,
        form,
      )}: at most ${MOST_DAYS} days can be tried`,
    );
  }
  return {
    name,
    values: Array.from(
      { length },
      (_, i) => days.get(first + i) ?? (gaps === 'idle' ? 0 : undefined),
    ),
    firstDay: showDay(first, form),
    lastDay: showDay(end, form),
    gaps: length - days.size,
  };
}
