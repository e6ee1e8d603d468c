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

/** The month of `e.day`, as 202611. */
const MONTH = '(e.day / 100)';

/** Dimensions in the order of each primary key, behind account and time, and the rollup that holds the same sums in more rows. */
const added = {
  month_user_all: { time: MONTH, dimensions: ['user_id'], from: 'day_user' },
  week_user_all: { time: WEEK, dimensions: ['user_id'], from: 'day_user' },
  week_team_model: {
    time: WEEK,
    dimensions: [
      'team_id',
      'model_id',
      'department_id',
      'path_id',
      'provider_id',
      'tier',
    ],
    from: 'day_team_model',
  },
};

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
 * @param {import('knex').Knex} knex
 * @param {string} counts
 */
const joinedCounts = (knex, counts) =>
  isPostgres(knex)
    ? `string_agg(${counts}, ' ')`
    : `group_concat(${counts}, ' ')`;

/**
 * The same text with each class only once.
 *
 * @param {import('knex').Knex} knex
 * @param {string} counts
 */
function mergedCounts(knex, counts) {
  const classes = isPostgres(knex)
    ? `(select split_part(each, ':', 1) as class, sum(cast(split_part(each, ':', 2) as bigint)) as seen from unnest(string_to_array(${counts}, ' ')) as each group by 1)`
    : `(select substr(value, 1, instr(value, ':') - 1) as class, sum(cast(substr(value, instr(value, ':') + 1) as integer)) as seen from json_each('["' || replace(${counts}, ' ', '","') || '"]') group by 1)`;
  return `(select ${joinedCounts(
    knex,
    `m.class || ':' || m.seen`,
  )} from ${classes} as m)`;
}

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
      .comment(time === 'week' ? 'Weeks since 1969-12-29' : 'As 202611');
    for (const dimension of dimensions) {
      if (dimension === 'tier') {
        table.smallint(dimension).notNullable();
      } else {
        table.integer(dimension).notNullable();
      }
    }
    rest(table);
    // As text: SQLite does not understand the options form.
    table.primary(['account_id', time, ...dimensions], `${name}_pk`);
  });
  if (isPostgres(knex)) {
    // Rows of the current week or month are updated with every fold.
    await knex.raw(
      'alter table ?? set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)',
      [name],
    );
  }
}

/**
 * Rollups by week and month of people, whatever they work for, and by week of
 * teams by model. They are filled from the finer ones, which stay as they are.
 *
 * The watermark of the rollups gets another name, first of all: replicas of the
 * earlier release, which do not know these rollups, can neither fold nor take
 * feedback from then on rather than leave them behind. They go on charging;
 * what they refuse can be sent again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Of the engines themselves: Knex makes the whole table anew on SQLite.
  await knex.raw('alter table rollup_state rename column block to last_block');
  for (const [name, { time, dimensions, from }] of Object.entries(added)) {
    await createRollup(knex, `rollup_${name}`, dimensions, table => {
      table.comment('Sums of usage; refunds are deducted from credits');
      dense.amounts.forEach(sum => table.bigInteger(sum).notNullable());
      sparse.amounts.forEach(sum => table.bigInteger(sum));
      dense.counts.forEach(count => table.integer(count).notNullable());
      sparse.counts.forEach(count => table.integer(count));
    });
    await createRollup(knex, `latency_${name}`, dimensions, table => {
      table.comment('How often each class of latency was seen');
      table
        .text('latencies')
        .notNullable()
        .comment(
          'class:count, separated by spaces; bounds of classes differ by two percent',
        );
    });
    const [grain] = name.split('_');
    const key = ['account_id', grain, ...dimensions];
    const of = [
      'e.account_id',
      time,
      ...dimensions.map(dimension => `e.${dimension}`),
    ].join(', ');
    await knex.raw(
      `insert into rollup_${name} (${[...key, ...sums].join(', ')})
         select ${[of, ...sums.map(sum => `sum(e.${sum})`)].join(', ')}
           from rollup_${from} e group by ${of} order by ${of}`,
    );
    const merged = mergedCounts(knex, 'j.latencies');
    await knex.raw(
      `insert into latency_${name} (${[...key, 'latencies'].join(', ')})
         select ${key.map(column => `j.${column}`).join(', ')}, ${merged}
           from (select ${[
             'e.account_id',
             `${time} as ${grain}`,
             ...dimensions.map(dimension => `e.${dimension}`),
           ].join(', ')}, ${joinedCounts(knex, 'e.latencies')} as latencies
                   from latency_${from} e group by ${of}) as j
          order by ${key.map(column => `j.${column}`).join(', ')}`,
    );
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.raw('alter table rollup_state rename column last_block to block');
  for (const name of Object.keys(added).reverse()) {
    await knex.schema.dropTable(`latency_${name}`);
    await knex.schema.dropTable(`rollup_${name}`);
  }
};
