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
 * Reports and their runs. A run is claimed by an update of its row, and a
 * scheduled one is inserted under a unique key, so that several replicas make
 * and deliver it once. What a run contains stays as it was made, whatever
 * happens to the report, its subject or its owner afterwards.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('report', table => {
    table.comment('Reports as they are defined');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table.text('owner').notNullable().comment('Whose view of the data it has');
    table
      .text('definition')
      .notNullable()
      .comment('JSON: name, kind, range, subject, recipients, schedule');
    table
      .text('view')
      .notNullable()
      .comment('JSON: what the owner was last found to be allowed to see');
    table.integer('version').notNullable().defaultTo(1);
    table
      .bigInteger('next_run_at')
      .comment('The next instant of its schedule; null for none');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('deleted_at');
    table.index(['account_id', 'owner'], 'report_owner_idx');
    table.index(['account_id', 'next_run_at'], 'report_due_idx');
  });

  await knex.schema.createTable('report_run', table => {
    table.comment('Runs of reports; kept for a time, then removed');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table.integer('report_id').notNullable().references('report.id');
    table.text('owner').notNullable();
    table
      .text('definition')
      .notNullable()
      .comment('JSON: the report as it was when the run was asked for');
    table
      .bigInteger('scheduled_for')
      .comment('The instant of the schedule; null for a run on demand');
    table.text('requested_by').comment('Who asked for it; null when scheduled');
    table.bigInteger('range_from').notNullable();
    table.bigInteger('range_to').notNullable().comment('Exclusive');
    table
      .text('status')
      .notNullable()
      .comment('queued, running, done, failed, cancelled');
    table
      .text('delivery')
      .notNullable()
      .defaultTo('none')
      .comment('none, pending, done');
    table.text('deliveries').notNullable().defaultTo('[]').comment('JSON');
    table.integer('progress').notNullable().defaultTo(0).comment('Percent');
    table.text('error');
    table.text('contents').comment('JSON, the one source of every format');
    table.text('view').comment('JSON: the view of the owner it was made with');
    table.text('claimed_by').comment('The worker that has it');
    table
      .bigInteger('lease_until')
      .comment('Past it another worker takes it over');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('created_at').notNullable();
    table.bigInteger('started_at');
    table.bigInteger('finished_at');
    // Runs on demand have no instant, and nulls are never equal.
    table.unique(['report_id', 'scheduled_for'], {
      indexName: 'report_run_schedule_uq',
    });
    table.index(['report_id', 'id'], 'report_run_list_idx');
    table.index(['account_id', 'created_at'], 'report_run_age_idx');
  });
  await knex.raw(
    `create index report_run_open_idx on report_run (account_id, lease_until) where status in ('queued', 'running') or delivery = 'pending'`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('report_run');
  await knex.schema.dropTable('report');
};
