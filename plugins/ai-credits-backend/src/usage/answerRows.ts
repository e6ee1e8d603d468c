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

import { AnalyticsRow, Measure } from 'backstage-plugin-ai-credits-common';
import { readAmount, readInteger } from '../database/numbers';
import { Sum } from './cubes';
import { GroupKey } from './groupKeys';
import { Classes, latencyAt, sketchOf } from './latencyClasses';
import { measureDefinitions, Sums } from './measures';

/** What the statement of `questionSql` returns. */
export interface StatementAnswer {
  answer: string;
}

/** A row of an answer. */
export interface AnswerRow {
  /** Its place in the order, shared by rows that are the same in all of it; 0 are the totals. */
  number: number;
  /** Of the keys. */
  values: number[];
  /** All columns as written in the answer: the number, the keys, the sums. */
  columns: string[];
}

/** The rows of an answer with so many keys. */
export function readRows(
  [{ answer }]: readonly StatementAnswer[],
  keys: number,
): AnswerRow[] {
  return answer.split(' ').map(row => {
    const columns = row.split(',');
    const values: number[] = [];
    for (let i = 1; i <= keys; i++) {
      values.push(readInteger(columns[i]));
    }
    return { number: readInteger(columns[0]), values, columns };
  });
}

/** The keys of a row by their names. */
export function readKeys(
  keys: readonly GroupKey[],
  values: readonly number[],
  names: ReadonlyMap<number, string>,
): AnalyticsRow {
  const read: AnalyticsRow = {};
  keys.forEach((key, i) => {
    read[key.name] = key.read(values[i], names.get(values[i]));
  });
  return read;
}

/**
 * What reads the measures of rows; one for all rows of an answer, of which there are thousands.
 *
 * @param keys - how many keys the rows have
 * @param order - of the sums in the rows
 */
export function reader(
  measures: readonly Measure[],
  keys: number,
  order: readonly Sum[],
): (row: AnswerRow, classes: Classes | undefined) => AnalyticsRow {
  const definitions = measures.map(
    measure => [measure, measureDefinitions[measure].read] as const,
  );
  const places = new Map(order.map((sum, place) => [sum, 1 + keys + place]));
  let columns: AnswerRow['columns'];
  let sketch: ReturnType<typeof sketchOf> | undefined;
  const sums: Sums = {
    get: name => readAmount(columns[places.get(name)!]),
    latencyAt: percent => sketch && latencyAt(sketch, percent),
  };
  return (row, classes) => {
    columns = row.columns;
    sketch = classes && sketchOf(classes);
    const read: AnalyticsRow = {};
    for (const [measure, readFrom] of definitions) {
      const value = readFrom(sums);
      if (value !== undefined) {
        read[measure] = value;
      }
    }
    return read;
  };
}
