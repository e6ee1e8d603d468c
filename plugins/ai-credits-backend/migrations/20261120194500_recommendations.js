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
 * What people decided about recommendations. Recommendations themselves are
 * computed from usage whenever somebody looks; what was decided is kept with
 * what it was decided on, since usage moves on.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('recommendation_decision', table => {
    table.comment('Recommendations that were accepted or dismissed');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table.text('key').notNullable().comment('The id of the recommendation');
    table.text('status').notNullable().comment('accepted, dismissed');
    table.text('reason');
    table.text('decided_by').notNullable().comment('Who, an entity ref');
    table.bigInteger('decided_at').notNullable();
    table
      .text('recommendation')
      .notNullable()
      .comment('JSON of what was decided on');
    table.unique(['account_id', 'key'], {
      indexName: 'recommendation_decision_uq',
    });
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('recommendation_decision');
};
