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
 * What was turned away leaves no row in the journal. Counts by day tell
 * operators how much it was, and an index finds what was charged under a name
 * that the rate card does not know, without reading the log.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('daily_count', table => {
    table.comment(
      'What was sent and not charged, by day. Replicas add to it every few seconds, outside of any posting.',
    );
    table.integer('account_id').notNullable().references('account.id');
    table
      .integer('day')
      .notNullable()
      .comment('Local date when it was sent, yyyymmdd');
    table
      .text('kind')
      .notNullable()
      .comment('duplicate, conflict, invalid, refused');
    table.bigInteger('number').notNullable();
    table.primary(['account_id', 'day', 'kind'], 'daily_count_pk');
  });
  // 32: unknown action, 64: unknown model. Only such rows are in the index.
  await knex.raw(
    'create index usage_event_unknown_idx on usage_event (account_id, day) where (flags & 96) <> 0',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('drop index usage_event_unknown_idx');
  await knex.schema.dropTable('daily_count');
};
