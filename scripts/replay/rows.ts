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
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  csvRows,
  NumberedRow,
} from '../../plugins/ai-credits-backend/src/ingest/files/csvRows';

/** A row, and how far the file has been read by then. */
export interface FileRow extends NumberedRow {
  /** 0 to 1. */
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
): AsyncGenerator<FileRow> {
  const size = statSync(file).size;
  const raw = createReadStream(file);
  let bytes = 0;
  raw.on('data', chunk => {
    bytes += chunk.length;
  });
  let input: Readable = raw;
  if (file.endsWith('.gz')) {
    const gunzip = createGunzip();
    raw.on('error', error => gunzip.destroy(error));
    input = raw.pipe(gunzip);
  }
  try {
    for await (const row of csvRows(input, {
      ...options,
      tellColumns: true,
    })) {
      yield { ...row, progress: size === 0 ? 1 : bytes / size };
    }
  } finally {
    raw.destroy();
  }
}
