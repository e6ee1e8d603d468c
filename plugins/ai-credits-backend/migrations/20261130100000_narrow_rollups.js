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

const owners = ['team_id', 'department_id', 'path_id'];
const ofModel = ['model_id', 'provider_id', 'tier'];

/** Dimensions in the order of each primary key, behind account and time. */
const added = {
  rollup_hour_all: [],
  rollup_day_all: [],
  rollup_day_model: ofModel,
  rollup_week_model: ofModel,
  rollup_day_team_model: [
    'team_id',
    'model_id',
    'department_id',
    'path_id',
    'provider_id',
    'tier',
  ],
  rollup_day_team_service: [...owners, 'service_id', 'project_id'],
  rollup_day_product_all: ['product_id'],
  rollup_day_action_all: ['action_id', 'status', 'credit_type'],
  rollup_day_team_action: [...owners, 'action_id', 'status', 'credit_type'],
  rollup_day_team_topic: [...owners, 'category_id', 'use_case_id'],
};
/** Latencies, by the same keys as the rollups of the same names. */
const latencies = {
  latency_hour_all: [],
  latency_day_all: [],
  latency_day_model: ofModel,
  latency_week_model: ofModel,
  latency_day_team_model: added.rollup_day_team_model,
  latency_day_user: ['user_id', ...owners],
  latency_week_user: ['user_id', ...owners],
};
const kept = [
  'rollup_hour_model',
  'rollup_hour_team',
  'rollup_day_user',
  'rollup_week_user',
  'rollup_day_user_model',
  'rollup_day_service',
  'rollup_week_service',
  'rollup_day_product',
  'rollup_day_action',
  'rollup_day_topic',
];
/** What credits were for. */
const costs = [
  'cost_input',
  'cost_cached',
  'cost_output',
  'cost_reasoning',
  'cost_images',
  'cost_units',
];
const withCosts = ['rollup_day_action_all'];

/** Most rows have these; the others are null where they are zero, which takes no room. */
const dense = {
  amounts: [
    'requests',
    'credits',
    'input_tokens',
    'output_tokens',
    'latency_sum',
  ],
  counts: ['calls', 'latency_count'],
};
const sparse = {
  amounts: ['failed', 'free', 'purchased', 'excess', 'cached_tokens', 'images'],
  counts: [
    'repeats',
    'second_attempts',
    'flawed_firsts',
    'rating_sum',
    'rating_count',
  ],
};
const small = ['tier', 'status', 'credit_type'];
/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * Makes a table with the key of a rollup.
 *
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {string[]} dimensions
 * @param {(table: import('knex').Knex.CreateTableBuilder) => void} rest
 */
async function createRollup(knex, name, dimensions, rest) {
  const [, time] = name.split('_');
  await knex.schema.createTable(name, table => {
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
    rest(table);
    // As text: SQLite does not understand the options form.
    table.primary(['account_id', time, ...dimensions], `${name}_pk`);
  });
  await tune(knex, name);
}

/**
 * Rows of the current hour and day are updated with every fold.
 *
 * @param {import('knex').Knex} knex
 * @param {string} table
 */
async function tune(knex, table) {
  if (isPostgres(knex)) {
    await knex.raw(
      'alter table ?? set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)',
      [table],
    );
  }
}

/**
 * Empties the rollups. They are made again from the events by the next runs of
 * the fold; until then questions are answered from the events.
 *
 * The row that is locked by all who change rollups gets another name, first of
 * all: replicas of the other release, which know fewer rollups, can neither
 * fold nor take feedback from then on rather than leave some of them behind.
 * They go on charging; what they refuse can be sent again.
 *
 * @param {import('knex').Knex} knex
 * @param {{ from: string, to: string }} state
 */
async function startAnew(knex, { from, to }) {
  await knex.schema.renameTable(from, to);
  await knex(to).update({ block: 0, updated_at: Date.now() });
  for (const table of kept) {
    await knex(table).delete();
  }
}

/**
 * Rollups for what was counted from events, or from more rows than it takes:
 * totals and products by day, models by day and week, and for readers who see
 * their own teams or departments only, models, services, actions and topics.
 *
 * Latencies are kept as one text for each key rather than as a row for each
 * class, so that percentiles of teams and of people are read from rollups, too.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await startAnew(knex, { from: 'fold_state', to: 'rollup_state' });
  for (const [name, dimensions] of Object.entries(added)) {
    await createRollup(knex, name, dimensions, table => {
      table.comment('Sums of usage; refunds are deducted from credits');
      dense.amounts.forEach(sum => table.bigInteger(sum).notNullable());
      sparse.amounts.forEach(sum => table.bigInteger(sum));
      dense.counts.forEach(count => table.integer(count).notNullable());
      sparse.counts.forEach(count => table.integer(count));
      if (withCosts.includes(name)) {
        costs.forEach(cost => table.bigInteger(cost));
      }
    });
  }
  for (const [name, dimensions] of Object.entries(latencies)) {
    await createRollup(knex, name, dimensions, table => {
      table.comment('How often each class of latency was seen');
      table
        .text('latencies')
        .notNullable()
        .comment(
          'class:count, separated by spaces; bounds of classes differ by two percent',
        );
    });
  }
  await knex.schema.dropTable('rollup_latency');
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await startAnew(knex, { from: 'rollup_state', to: 'fold_state' });
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
  await tune(knex, 'rollup_latency');
  for (const name of Object.keys({ ...added, ...latencies }).reverse()) {
    await knex.schema.dropTable(name);
  }
};
