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

/** A statement that writes, and what its placeholders stand for. */
export interface Statement {
  sql: string;
  bindings: Knex.RawBinding[];
}

/**
 * Runs statements of which none depends on what another writes, and no two
 * write the same row. On PostgreSQL they are one statement and one round trip;
 * on SQLite, where a round trip costs nothing, one after another.
 */
export async function runTogether(
  trx: Knex.Transaction,
  statements: readonly Statement[],
): Promise<void> {
  if (!isPostgres(trx) || statements.length < 2) {
    for (const { sql, bindings } of statements) {
      await trx.raw(sql, bindings);
    }
    return;
  }
  const beside = statements
    .slice(0, -1)
    .map(({ sql }, i) => `write_${i} as (${sql})`);
  await trx.raw(
    `with ${beside.join(', ')} ${statements[statements.length - 1].sql}`,
    statements.flatMap(({ bindings }) => bindings),
  );
}
