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

import { InputError, isError } from '@backstage/errors';
import {
  formatCredits,
  ImportResponse,
  limits,
  MicroCredits,
  parseCredits,
  RecordResponse,
} from 'backstage-plugin-ai-credits-common';
import type { RawEvent } from '../readNdjson';
import { whenThereIsRoom } from '../whenThereIsRoom';
import { FileRow } from './readRows';

/**
 * Records the rows of a file in batches: the next is read when the last is
 * written, so that a file of any length takes the same memory.
 *
 * @param record - records a batch, or says what would become of it
 * @throws whatever reading or recording fails with, saying how far it came;
 *   what was recorded stays, and is a duplicate when the file comes again
 */
export async function importRows(options: {
  rows: AsyncIterable<FileRow>;
  record: (events: readonly RawEvent[]) => Promise<RecordResponse>;
  batchSize: number;
  maxRows: number;
  dryRun: boolean;
}): Promise<ImportResponse> {
  const { record, batchSize, maxRows, dryRun } = options;
  const totals = { rows: 0, charged: 0, duplicates: 0, rejected: 0 };
  const problems: ImportResponse['problems'] = [];
  let credits: MicroCredits = 0n;

  const post = async (batch: readonly FileRow[]) => {
    const answer = await whenThereIsRoom(() =>
      record(batch.map(({ event }) => event)),
    );
    totals.rows += batch.length;
    totals.charged += answer.charged;
    totals.duplicates += answer.duplicates;
    totals.rejected += answer.rejected;
    for (const [i, { status, error, ...rest }] of answer.results.entries()) {
      if (status === 'charged') {
        credits += parseCredits(rest.credits ?? '0');
      } else if (error && problems.length < limits.importProblems) {
        problems.push({
          row: batch[i].number,
          message: error.slice(0, limits.textLength),
        });
      }
    }
  };

  let batch: FileRow[] = [];
  try {
    for await (const row of options.rows) {
      if (row.number > maxRows) {
        throw new InputError(
          `The file must not have more than ${maxRows} rows (aiCredits.ingest.imports.maxRows)`,
        );
      }
      batch.push(row);
      if (batch.length === batchSize) {
        await post(batch);
        batch = [];
      }
    }
    if (batch.length > 0) {
      await post(batch);
    }
  } catch (error) {
    if (isError(error) && totals.rows > 0 && !dryRun) {
      error.message = `${error.message}; the first ${totals.rows} rows were recorded, and are not charged again when the file is sent again`;
    }
    throw error;
  }
  return { dryRun, ...totals, credits: formatCredits(credits), problems };
}
