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

/** Dimensions in the order of each primary key, behind account and time. */
const rollups = {
  rollup_hour_model: ['model_id', 'provider_id', 'tier'],
  rollup_hour_team: [
    'team_id',
    'model_id',
    'department_id',
    'path_id',
    'provider_id',
    'tier',
  ],
  rollup_day_user: ['user_id', 'team_id', 'department_id', 'path_id'],
  rollup_week_user: ['user_id', 'team_id', 'department_id', 'path_id'],
  rollup_day_user_model: [
    'user_id',
    'model_id',
    'team_id',
    'department_id',
    'path_id',
    'provider_id',
    'tier',
  ],
  rollup_day_service: [
    'service_id',
    'model_id',
    'project_id',
    'provider_id',
    'tier',
  ],
  rollup_week_service: ['service_id', 'project_id'],
  rollup_day_product: ['product_id', 'team_id', 'department_id', 'path_id'],
  rollup_day_action: [
    'action_id',
    'model_id',
    'provider_id',
    'tier',
    'status',
    'credit_type',
  ],
  rollup_day_topic: ['category_id', 'use_case_id'],
};

const sums = [
  'requests',
  'failed',
  'credits',
  'free',
  'purchased',
  'excess',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'images',
  'latency_sum',
];
/** What credits were for; held where the overview and one's own usage are read. */
const costs = [
  'cost_input',
  'cost_cached',
  'cost_output',
  'cost_reasoning',
  'cost_images',
  'cost_units',
];
const withCosts = ['rollup_day_user', 'rollup_day_action'];
const counts = [
  'calls',
  'latency_count',
  'repeats',
  'second_attempts',
  'flawed_firsts',
  'rating_sum',
  'rating_count',
];
/** Most rows have these; the others are null where they are zero, which takes no room. */
const dense = [
  'calls',
  'requests',
  'credits',
  'input_tokens',
  'output_tokens',
  'latency_sum',
  'latency_count',
];
const small = ['tier', 'status', 'credit_type'];

/**
 * Rollups: sums of usage by hour, day or week of the account's time zone, each over
 * a few dimensions, so that every question of the dashboards reads few rows.
 * They are filled from the usage that has been committed, block by block, and
 * can be made again from it at any time.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const pg = knex.client.config.client === 'pg';
  // Rows of the current hour and day are updated with every fold.
  const tune = (/** @type {string} */ table, /** @type {number} */ fill) =>
    pg
      ? knex.raw(
          `alter table ?? set (fillfactor = ${fill}, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)`,
          [table],
        )
      : undefined;

  await knex.schema.createTable('fold_state', table => {
    table.comment('How far the rollups of an account have come');
    table.integer('account_id').primary().references('account.id');
    table
      .bigInteger('block')
      .notNullable()
      .comment('The last journal block that is in the rollups');
    table.bigInteger('updated_at').notNullable();
  });
  await tune('fold_state', 10);

  for (const [name, dimensions] of Object.entries(rollups)) {
    const [, time] = name.split('_');
    await knex.schema.createTable(name, table => {
      table.comment('Sums of usage; refunds are deducted from credits');
      table.integer('account_id').notNullable();
      table
        .integer(time)
        .notNullable()
        .comment(
          time === 'week' ? 'Weeks since 1969-12-29' : 'As in usage_event',
        );
      if (time === 'hour') {
        table.integer('day').notNullable().comment('The date of the hour');
      }
      for (const dimension of dimensions) {
        if (small.includes(dimension)) {
          table.smallint(dimension).notNullable();
        } else {
          table.integer(dimension).notNullable();
        }
      }
      for (const sum of withCosts.includes(name) ? [...sums, ...costs] : sums) {
        const column = table.bigInteger(sum);
        if (dense.includes(sum)) {
          column.notNullable();
        }
      }
      for (const count of counts) {
        const column = table.integer(count);
        if (dense.includes(count)) {
          column.notNullable();
        }
      }
      // As text: SQLite does not understand the options form.
      table.primary(['account_id', time, ...dimensions], `${name}_pk`);
    });
    await tune(name, 70);
  }

  await knex.schema.createTable('rollup_latency', table => {
    table.comment(
      'How often a latency was seen, in classes whose bounds differ by two percent',
    );
    table.integer('account_id').notNullable();
    table.integer('day').notNullable();
    table.integer('model_id').notNullable();
    table.integer('provider_id').notNullable();
    table.smallint('tier').notNullable();
    table.smallint('bucket').notNullable();
    table.integer('seen').notNullable();
    table.primary(
      ['account_id', 'day', 'model_id', 'provider_id', 'tier', 'bucket'],
      'rollup_latency_pk',
    );
  });
  await tune('rollup_latency', 70);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const name of [
    'rollup_latency',
    ...Object.keys(rollups).reverse(),
    'fold_state',
  ]) {
    await knex.schema.dropTable(name);
  }
};
