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
 * Requests for more credits, and what was granted to one period of a budget
 * alone.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('budget_use', table => {
    table
      .bigInteger('granted_once')
      .notNullable()
      .defaultTo(0)
      .comment('Part of the allocation that was granted to this period alone');
  });

  await knex.schema.createTable('credit_request', table => {
    table.comment('Requests for more credits; kept after they were decided');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table.smallint('scope_kind').notNullable().comment('A kind of dim');
    table.integer('scope_id').notNullable().references('dim.id');
    table.text('period').notNullable();
    table.bigInteger('credits').notNullable().comment('How many more');
    table.text('kind').notNullable().comment('once, permanent');
    table.text('reason').notNullable();
    table.text('requested_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table
      .text('status')
      .notNullable()
      .defaultTo('open')
      .comment('open, granted, declined, withdrawn');
    table.text('decided_by');
    table.bigInteger('decided_at');
    table.text('comment');
    table.bigInteger('granted').comment('How many were granted');
    table.text('granted_kind').comment('once, permanent');
    table.index(['account_id', 'id'], 'credit_request_list_idx');
    table.index(
      ['account_id', 'scope_kind', 'scope_id'],
      'credit_request_scope_idx',
    );
    table.index(
      ['account_id', 'requested_by', 'status'],
      'credit_request_person_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('credit_request');
  await knex.schema.alterTable('budget_use', table => {
    table.dropColumn('granted_once');
  });
};
