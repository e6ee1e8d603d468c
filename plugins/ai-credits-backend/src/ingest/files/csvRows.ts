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

import { InputError } from '@backstage/errors';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'stream';
import { LINE_LIMIT } from '../readNdjson';
import { Row } from './mapping';

/** A row with its number: 1 is the first after the line of names. */
export interface NumberedRow {
  number: number;
  row: Row;
  /** Why the row cannot be used: it has more or fewer cells than there are names. */
  error?: string;
}

/**
 * Reads a CSV file row by row as it arrives, in constant memory.
 *
 * @param columns - columns that must be there
 * @throws InputError when it is no CSV or lacks a column, and whatever the
 *   input fails with
 */
export async function* csvRows(
  input: Readable,
  options: {
    delimiter: string;
    columns: readonly string[];
    /** Says which columns there are when one is missing; without, since a first line may be somebody's words. */
    tellColumns?: boolean;
  },
): AsyncGenerator<NumberedRow> {
  const parser = parse({
    bom: true,
    delimiter: options.delimiter,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LINE_LIMIT,
    info: true,
    columns: (names: string[]) => {
      if (names.includes('__proto__')) {
        throw new InputError(
          "The file must not have a column named '__proto__'",
        );
      }
      const missing = options.columns.filter(name => !names.includes(name));
      if (missing.length > 0) {
        const there = options.tellColumns ? `; it has ${quoted(names)}` : '';
        throw new InputError(
          `The file has no column ${quoted(missing)}${there}`,
        );
      }
      return names;
    },
  });
  input.on('error', error => parser.destroy(error));
  input.pipe(parser);
  let number = 0;
  try {
    for await (const { record, info } of parser) {
      number += 1;
      yield {
        number,
        row: record,
        error: info.error
          ? `line ${info.lines} has another number of cells than the first line`
          : undefined,
      };
    }
  } catch (error) {
    throw error instanceof CsvError
      ? new InputError(`The file is not valid CSV at row ${number + 1}`)
      : error;
  } finally {
    input.destroy();
  }
}

function quoted(names: readonly string[]): string {
  return names.map(name => `'${name}'`).join(', ');
}
