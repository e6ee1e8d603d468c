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

/** Weeks since Monday, 1969-12-29, of a date such as 20261130 in `e.day`; Julian day numbers as of Fliegel and Van Flandern. */
const WEEK = (() => {
  const year = '(e.day / 10000)';
  const month = '(e.day / 100 % 100)';
  const early = `((${month} - 14) / 12)`;
  const date = `((1461 * (${year} + 4800 + ${early})) / 4 + (367 * (${month} - 2 - 12 * ${early})) / 12 - (3 * ((${year} + 4900 + ${early}) / 100)) / 4 + e.day % 100 - 2472663)`;
  return `((${date} + 3) / 7)`;
})();

const ROLLUP = 'rollup_week_team_service';
const dimensions = [
  'team_id',
  'department_id',
  'path_id',
  'service_id',
  'project_id',
];

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
const sums = [
  ...dense.amounts,
  ...dense.counts,
  ...sparse.amounts,
  ...sparse.counts,
];

/** @param {import('knex').Knex} knex */
const isPostgres = knex => knex.client.config.client === 'pg';

/**
 * A rollup of teams' services by week, for those who see only their own teams'
 * usage. It is filled from the one by day, which nobody folds into meanwhile: see
 * `rollup_generation`.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable(ROLLUP, table => {
    table.comment('Sums of usage; refunds are deducted from credits');
    table.integer('account_id').notNullable();
    table.integer('week').notNullable().comment('Weeks since 1969-12-29');
    dimensions.forEach(dimension => table.integer(dimension).notNullable());
    dense.amounts.forEach(sum => table.bigInteger(sum).notNullable());
    sparse.amounts.forEach(sum => table.bigInteger(sum));
    dense.counts.forEach(count => table.integer(count).notNullable());
    sparse.counts.forEach(count => table.integer(count));
    // As text: SQLite does not understand the options form.
    table.primary(['account_id', 'week', ...dimensions], `${ROLLUP}_pk`);
  });
  if (isPostgres(knex)) {
    // Rows of the current week are updated with every fold.
    await knex.raw(
      'alter table ?? set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)',
      [ROLLUP],
    );
  }
  const of = [
    'e.account_id',
    WEEK,
    ...dimensions.map(dimension => `e.${dimension}`),
  ].join(', ');
  await knex.raw(
    `insert into ${ROLLUP} (${['account_id', 'week', ...dimensions, ...sums]})
       select ${[of, ...sums.map(sum => `sum(e.${sum})`)].join(', ')}
         from rollup_day_team_service e group by ${of} order by ${of}`,
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable(ROLLUP);
};
