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
import { isPostgres } from '../../database/engine';

/** What somebody with the database's password could do. */
export async function withoutTriggers(
  knex: Knex,
  table: string,
  edit: () => Promise<unknown>,
) {
  if (isPostgres(knex)) {
    await knex.raw(`alter table ${table} disable trigger all`);
    await edit();
    await knex.raw(`alter table ${table} enable trigger all`);
    return;
  }
  const triggers = await knex('sqlite_master').where({
    type: 'trigger',
    tbl_name: table,
  });
  for (const trigger of triggers) {
    await knex.raw(`drop trigger ${trigger.name}`);
  }
  await edit();
  for (const trigger of triggers) {
    await knex.raw(trigger.sql);
  }
}
