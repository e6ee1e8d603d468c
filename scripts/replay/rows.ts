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

import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { Row } from './mapping';

/** A row with its number: 1 is the first after the line of names. */
export interface NumberedRow {
  number: number;
  row: Row;
  /** Why the row cannot be used: it has more or fewer cells than there are names. */
  error?: string;
  /** Part of the file that has been read, 0 to 1. */
  progress: number;
}

/**
 * Reads a CSV file row by row, in constant memory.
 *
 * @param file - gzipped when it ends in .gz
 * @param columns - columns that must be there
 * @throws Error when the file cannot be read, is no CSV or lacks a column
 */
export async function* readRows(
  file: string,
  options: { delimiter: string; columns: readonly string[] },
): AsyncGenerator<NumberedRow> {
  const size = statSync(file).size;
  const raw = createReadStream(file);
  let bytes = 0;
  raw.on('data', chunk => {
    bytes += chunk.length;
  });
  const parser = parse({
    bom: true,
    delimiter: options.delimiter,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    columns: (names: string[]) => {
      const missing = options.columns.filter(name => !names.includes(name));
      if (missing.length > 0) {
        throw new Error(
          `The file has no column ${missing
            .map(name => `'${name}'`)
            .join(', ')}; it has ${names.map(name => `'${name}'`).join(', ')}`,
        );
      }
      return names;
    },
  });
  raw.on('error', error => parser.destroy(error));
  if (file.endsWith('.gz')) {
    const gunzip = createGunzip();
    gunzip.on('error', error => parser.destroy(error));
    raw.pipe(gunzip).pipe(parser);
  } else {
    raw.pipe(parser);
  }
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
        progress: size === 0 ? 1 : bytes / size,
      };
    }
  } finally {
    raw.destroy();
  }
}
