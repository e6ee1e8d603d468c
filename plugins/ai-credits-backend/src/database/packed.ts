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

import { Knex } from 'knex';
import { isPostgres } from './engine';
import { DbInteger } from './numbers';

/** A row as drivers return it. */
export interface DbRow {
  [column: string]: DbInteger | string | null;
}

/** Integer columns, and how they are read from a row. */
export interface PackedIntegers {
  /** To be selected. */
  sql: string;
  unpack(row: DbRow): DbRow;
}

const PACKED = 'packed_integers';

/**
 * Integer columns of rows named `e`, for statements that return many of both:
 * the PostgreSQL driver takes a third of a microsecond for each column of each
 * row, more than all else that is done with a line of the log. There they come as one text,
 * an array of bigint.
 *
 * @param columns - the first of them a bigint
 */
export function packedIntegers(
  knex: Knex,
  columns: readonly string[],
): PackedIntegers {
  const sql = columns.map(column => `e.${column}`).join(', ');
  if (!isPostgres(knex)) {
    return { sql, unpack: row => row };
  }
  return {
    sql: `cast(array[${sql}] as text) as ${PACKED}`,
    unpack: ({ [PACKED]: packed, ...rest }) => {
      const unpacked: DbRow = rest;
      // Such as {1,2,NULL}: integers are never quoted.
      const values = String(packed).slice(1, -1).split(',');
      for (let i = 0; i < columns.length; i++) {
        unpacked[columns[i]] = values[i] === 'NULL' ? null : values[i];
      }
      return unpacked;
    },
  };
}
