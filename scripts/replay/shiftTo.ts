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
  columnsOf,
  textOf,
} from '../../plugins/ai-credits-backend/src/ingest/files/mapping';
import { parseTime } from '../../plugins/ai-credits-backend/src/ingest/files/times';
import { ReplayOptions } from './options';
import { readRows } from './rows';

/** How far the newest time of a file is from where it should be. */
export async function findShift(
  file: string,
  options: ReplayOptions,
  shiftTo: number | 'now',
): Promise<number> {
  const time = options.sources.find(({ field }) => field === 'occurredAt');
  if (!time) {
    throw new Error('--shift-to needs a column mapped to occurredAt');
  }
  let newest = -Infinity;
  for await (const { number, row } of readRows(file, {
    delimiter: options.delimiter,
    columns: columnsOf([time]),
  })) {
    if (number > options.limit) {
      break;
    }
    try {
      newest = Math.max(newest, parseTime(textOf(row, time), options.timeZone));
    } catch {
      // The row is reported when its turn comes.
    }
  }
  if (newest === -Infinity) {
    throw new Error('--shift-to: no row has a time that is understood');
  }
  return (shiftTo === 'now' ? Date.now() : shiftTo) - newest;
}
