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

/** What a chart shows, as rows: for the table view, for screen readers and for CSV. */
export interface ChartTable {
  columns: { title: string; numeric?: boolean }[];
  /** Cells in the order of the columns: as shown, and as written to a file. */
  rows: { key: string; cells: { text: string; value: string }[] }[];
}

// A spreadsheet runs what begins like a formula; an apostrophe makes it text.
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function csvCell(value: string): string {
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/**
 * The table as JSON: what it is, its columns, and in each row their values as
 * they stand in the CSV, exact and as texts.
 */
export function toJson(
  table: ChartTable,
  about: { title: string; hint?: string; timeZone: string },
): string {
  return `${JSON.stringify(
    {
      ...about,
      columns: table.columns.map(column => column.title),
      rows: table.rows.map(row => row.cells.map(cell => cell.value)),
    },
    undefined,
    2,
  )}\n`;
}

/** The table as CSV after RFC 4180, with nothing in it that a spreadsheet would run. */
export function toCsv(table: ChartTable): string {
  const lines = [
    table.columns.map(column => csvCell(column.title)),
    ...table.rows.map(row => row.cells.map(cell => csvCell(cell.value))),
  ];
  return `${lines.map(line => line.join(',')).join('\r\n')}\r\n`;
}
