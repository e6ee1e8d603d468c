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
 * Alerts: each is told once, whoever sees it first.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('alert', table => {
    table.comment('What people were told, or are about to be');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table
      .text('kind')
      .notNullable()
      .comment('budget, low-balance, unknown-model, unknown-action');
    table.text('subject').notNullable().comment('What it is about');
    table.bigInteger('period_start').notNullable();
    table
      .integer('threshold')
      .notNullable()
      .comment(
        'Percent of a budget; for a low balance which time in the period; otherwise 0',
      );
    table.text('notice').notNullable().comment('JSON of what is said to whom');
    table.bigInteger('created_at').notNullable();
    table.text('claim').notNullable().comment('The run that tells it');
    table.integer('attempts').notNullable().defaultTo(1);
    table
      .bigInteger('retry_at')
      .notNullable()
      .comment('When another run may take it, unless it was delivered');
    table.bigInteger('delivered_at');
    table
      .bigInteger('cleared_at')
      .comment('When the balance was above its threshold again');
    table.unique(
      ['account_id', 'period_start', 'kind', 'subject', 'threshold'],
      { indexName: 'alert_once_uq' },
    );
    table.index(['claim'], 'alert_claim_idx');
  });
  await knex.raw(
    'create index alert_undelivered_idx on alert (account_id, retry_at) where delivered_at is null',
  );

  await knex.schema.createTable('alert_state', table => {
    table.comment('How far usage has been looked through for unknown names');
    table.integer('account_id').primary().references('account.id');
    table.bigInteger('block').notNullable().comment('The last block seen');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('alert_state');
  await knex.schema.dropTable('alert');
};
