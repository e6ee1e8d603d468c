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

// @ts-check

/**
 * Rollups carry a generation from now on: a release that knows another one
 * neither folds nor takes feedback, so that it leaves nothing behind in rollups
 * that it does not know. A migration that adds some raises it in a file of its
 * own before: filling them takes a while, and must not hold this table's lock.
 *
 * The watermark is renamed for the last time, for replicas of the earlier
 * release, which know no generations: they can neither fold, take feedback nor
 * answer questions until they are replaced, and go on charging.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Of the engines themselves: Knex makes the whole table anew on SQLite.
  await knex.raw(
    'alter table rollup_state rename column last_block to through_block',
  );
  await knex.schema.alterTable('rollup_state', table => {
    table
      .integer('generation')
      .notNullable()
      .defaultTo(1)
      .comment(
        'Which rollups there are. A release that knows another generation neither folds nor takes feedback.',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table rollup_state drop column generation');
  await knex.raw(
    'alter table rollup_state rename column through_block to last_block',
  );
};
