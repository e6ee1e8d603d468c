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

import { isError } from '@backstage/errors';
import { Readable } from 'stream';
import { ndjsonLines, RawEvent } from '../readNdjson';
import { csvRows } from './csvRows';
import { cellOf, columnsOf, FieldSource, Row, rowToEvent } from './mapping';
import { parseTime } from './times';

/** How the rows of a file become events. */
export interface FileMapping {
  format: 'csv' | 'ndjson';
  /** Of events that do not say. */
  source: string;
  /** None for lines that are usage events as they are. */
  sources: readonly FieldSource[];
  /** The column that ids are in; otherwise they are made of the row's number. */
  idColumn?: string;
  delimiter: string;
  /** Of times without an offset. */
  timeZone: string;
}

/** A row of a file: an event still to be checked, or why it is none. */
export interface FileRow {
  /** 1 is the first; the line of names does not count. */
  number: number;
  event: RawEvent;
}

/** Deeper objects than any export of usage has. */
const MAX_DEPTH = 8;

/**
 * The events of a file, row by row as it arrives.
 *
 * @throws InputError when it is no such file, and whatever the input fails with
 */
export async function* readRows(
  input: Readable,
  mapping: FileMapping,
): AsyncGenerator<FileRow> {
  const { idColumn, sources } = mapping;
  if (mapping.format === 'csv') {
    const columns = [...columnsOf(sources), ...(idColumn ? [idColumn] : [])];
    const { delimiter } = mapping;
    for await (const each of csvRows(input, { delimiter, columns })) {
      const { number, row, error } = each;
      yield {
        number,
        event: error ? { error } : mapped(row, number, mapping),
      };
    }
    return;
  }
  let number = 0;
  for await (const line of ndjsonLines(input)) {
    number += 1;
    yield {
      number,
      event: 'error' in line ? line : fromLine(line.value, number, mapping),
    };
  }
}

function fromLine(
  value: unknown,
  number: number,
  mapping: FileMapping,
): RawEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { error: 'must be an object' };
  }
  const { source, sources, idColumn } = mapping;
  if (sources.length > 0) {
    return mapped(cells(value), number, mapping);
  }
  const id = idColumn ? cellOf(cells(value), idColumn) : undefined;
  return {
    value: { id: `row-${number}`, source, ...value, ...(id ? { id } : {}) },
  };
}

function mapped(row: Row, number: number, mapping: FileMapping): RawEvent {
  const { source, sources, idColumn, timeZone } = mapping;
  const id = idColumn ? cellOf(row, idColumn) : `row-${number}`;
  if (!id) {
    return { error: `column '${idColumn}' is empty, so the row has no id` };
  }
  try {
    const event = rowToEvent(row, sources, text =>
      new Date(parseTime(text, timeZone)).toISOString(),
    );
    return { value: { id, source, ...event } };
  } catch (error) {
    return { error: isError(error) ? error.message : `${error}` };
  }
}

/** The texts of an object by their paths: `usage.input` is a column. */
function cells(value: object): Row {
  // Without a prototype a column of any name is a column.
  const row: Record<string, string> = Object.create(null);
  const visit = (owner: object, prefix: string, depth: number) => {
    for (const [name, cell] of Object.entries(owner)) {
      if (typeof cell === 'object' && cell !== null) {
        if (depth < MAX_DEPTH) {
          visit(cell, `${prefix}${name}.`, depth + 1);
        }
      } else if (cell !== null && cell !== undefined) {
        row[`${prefix}${name}`] = String(cell).trim();
      }
    }
  };
  visit(value, '', 1);
  return row;
}
