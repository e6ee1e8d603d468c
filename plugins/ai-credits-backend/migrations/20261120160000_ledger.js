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

const appendOnly = ['journal_entry', 'journal_block', 'dim'];

/**
 * The ledger: accounts, lots, periods, budgets, holds, usage and the journal.
 *
 * Instants are epoch milliseconds in 64-bit integers and local days are
 * integers such as 20261120, because the engines disagree about every date
 * type. Amounts are integers of 10^-6 credits.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const pg = knex.client.config.client === 'pg';
  // One transaction updates the same few rows again and again: room on the
  // page keeps these updates away from the indexes.
  const tune = (/** @type {string} */ table, /** @type {number} */ fill) =>
    pg
      ? knex.raw(
          `alter table ?? set (fillfactor = ${fill}, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.02)`,
          [table],
        )
      : undefined;

  await knex.schema.createTable('dim', table => {
    table.comment(
      'Dictionary of entity refs and names, so that usage rows hold small integers. Append only.',
    );
    table.increments('id');
    table.smallint('kind').notNullable().comment('See dimKinds in the code');
    table.text('ref').notNullable();
    table.unique(['kind', 'ref'], { indexName: 'dim_kind_ref_uq' });
  });

  await knex.schema.createTable('number_range', table => {
    table.comment('Number ranges that replicas take from, a stretch at a time');
    table.text('name').primary();
    table.bigInteger('next').notNullable();
  });
  await knex('number_range').insert({ name: 'usage_batch', next: 1 });

  await knex.schema.createTable('account', table => {
    table.comment(
      'One row per organisation: the lock that every posting takes',
    );
    table.increments('id');
    table.text('name').notNullable().unique({ indexName: 'account_name_uq' });
    table.bigInteger('opened_at').notNullable();
    table
      .bigInteger('version')
      .notNullable()
      .defaultTo(0)
      .comment('Grows with every commit; the token of cached states');
    table.bigInteger('last_seq').notNullable().defaultTo(0);
    table.bigInteger('last_block').notNullable().defaultTo(0);
    table.text('head_hash').notNullable();
    table.integer('next_lot_id').notNullable().defaultTo(1);
    table
      .integer('budgets_version')
      .notNullable()
      .defaultTo(0)
      .comment('Grows when a budget is created, changed or deleted');
    table.bigInteger('created_at').notNullable();
  });
  await tune('account', 10);

  await knex.schema.createTable('period', table => {
    table.comment('Months of an account; the excess is counted here');
    table.integer('account_id').notNullable().references('account.id');
    table.bigInteger('start_at').notNullable();
    table.bigInteger('end_at').notNullable();
    table.bigInteger('excess_used').notNullable().defaultTo(0);
    table
      .bigInteger('created_at')
      .notNullable()
      .comment(
        'Late events are taken for a grace after the later of this and the end',
      );
    table.primary(['account_id', 'start_at'], 'period_pk');
  });
  await tune('period', 30);

  await knex.schema.createTable('lot', table => {
    table.comment('Credits granted at once');
    table.integer('account_id').notNullable().references('account.id');
    table.integer('id').notNullable().comment('Counts up per account');
    table.smallint('kind').notNullable();
    table.bigInteger('amount').notNullable();
    table.bigInteger('remaining').notNullable();
    table.integer('priority').notNullable();
    table.bigInteger('effective_at').notNullable();
    table.bigInteger('expires_at').comment('Exclusive; null means never');
    table.bigInteger('created_at').notNullable();
    table.boolean('closed').notNullable().defaultTo(false);
    table
      .bigInteger('seq')
      .notNullable()
      .comment('The journal entry that granted it');
    table.text('pack');
    table.text('price_amount').comment('Decimal text');
    table.text('price_currency');
    table.primary(['account_id', 'id'], 'lot_pk');
    table.check('?? between 0 and ??', ['remaining', 'amount'], 'lot_range_ck');
  });
  await tune('lot', 50);
  await knex.raw(
    `create index lot_open_idx on lot (account_id, id) where ${
      pg ? 'not closed' : 'closed = 0'
    }`,
  );

  await knex.schema.createTable('budget', table => {
    table.comment('What a scope may use in a period');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table.smallint('scope_kind').notNullable().comment('A kind of dim');
    table.integer('scope_id').notNullable().references('dim.id');
    table.text('period').notNullable();
    table.bigInteger('credits').notNullable();
    table.boolean('hard').notNullable();
    table.text('thresholds').notNullable().comment('JSON list of percents');
    table.bigInteger('rollover_cap');
    table
      .bigInteger('tracked_from')
      .notNullable()
      .comment('Start of the first period that is counted');
    table.integer('version').notNullable().defaultTo(1);
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('deleted_at');
    table.index(['account_id', 'scope_kind', 'scope_id'], 'budget_scope_idx');
  });
  await knex.raw(
    'create unique index budget_live_uq on budget (account_id, scope_kind, scope_id, period) where deleted_at is null',
  );

  await knex.schema.createTable('budget_use', table => {
    table.comment(
      'Use of a budget, a row per period: nothing is ever reset, and last month stays readable',
    );
    table.integer('budget_id').notNullable().references('budget.id');
    table.bigInteger('period_start').notNullable();
    table.bigInteger('period_end').notNullable();
    table
      .bigInteger('allocation')
      .notNullable()
      .comment('Limit of this period, rollover included');
    table.bigInteger('rolled_over').notNullable().defaultTo(0);
    table.bigInteger('used').notNullable().defaultTo(0);
    table.primary(['budget_id', 'period_start'], 'budget_use_pk');
  });
  await tune('budget_use', 30);

  await knex.schema.createTable('hold', table => {
    table.comment('Reservations');
    table.text('id').primary();
    table.integer('account_id').notNullable().references('account.id');
    table.text('key').notNullable().comment('Key of the event it is for');
    table.text('fingerprint').notNullable();
    table.text('event').notNullable().comment('JSON of the event it is for');
    table.bigInteger('amount').notNullable();
    table.text('pins').notNullable().comment('Draws that are set aside');
    table.text('budgets').notNullable().comment('JSON list of budget keys');
    table.bigInteger('expires_at').notNullable();
    table
      .text('status')
      .notNullable()
      .comment('open, settled, released, lapsed');
    table.bigInteger('created_at').notNullable();
    table.bigInteger('closed_at');
    table.bigInteger('usage_id').comment('The charge that settled it');
    table.text('answer').comment('JSON of the answer to its settlement');
    table.unique(['account_id', 'key'], { indexName: 'hold_key_uq' });
  });
  await knex.raw(
    `create index hold_open_idx on hold (account_id) where status = 'open'`,
  );

  await knex.schema.createTable('idempotency', table => {
    table.comment(
      'Keys of writes other than usage, stored with their effect in one transaction',
    );
    table.integer('account_id').notNullable().references('account.id');
    table.text('operation').notNullable();
    table.text('key').notNullable();
    table.text('fingerprint').notNullable();
    table.text('answer').notNullable().comment('JSON');
    table.bigInteger('created_at').notNullable();
    table.primary(['account_id', 'operation', 'key'], 'idempotency_pk');
  });

  const key = (
    /** @type {import('knex').Knex.CreateTableBuilder} */ table,
    /** @type {string} */ name,
  ) => (pg ? table.uuid(name) : table.text(name));

  await knex.schema.createTable('usage_key', table => {
    table.comment(
      'Idempotency keys of usage events, apart from the events so that these can be pruned while the keys stay',
    );
    key(table, 'key')
      .primary()
      .comment('First 128 bits of SHA-256 over account, source and id');
    key(table, 'fingerprint')
      .notNullable()
      .comment('First 128 bits of SHA-256 over the content');
    table.bigInteger('usage_id').notNullable();
  });

  await knex.schema.createTable('usage_event', table => {
    table.comment(
      'Rated usage. A refund is a row of its own with the dimensions of the charge and negative credits, so that every sum is a sum of rows.',
    );
    table
      .bigInteger('id')
      .primary()
      .comment('Batch number × 4096 + place in the batch');
    table.integer('account_id').notNullable();
    table.smallint('kind').notNullable().comment('1 usage, 2 refund');
    table.bigInteger('occurred_at').notNullable();
    table
      .integer('hour')
      .notNullable()
      .comment('Start of the local clock hour, in minutes since 1970 UTC');
    table.integer('day').notNullable().comment('Local date, yyyymmdd');
    table.bigInteger('credits').notNullable();
    table.smallint('credit_type').notNullable();
    table.bigInteger('free').comment('Set when credit_type is mixed');
    table.bigInteger('purchased').comment('Set when credit_type is mixed');
    table.bigInteger('other').comment('Set when credit_type is mixed');
    table.bigInteger('excess').comment('Set when credit_type is mixed');
    table.smallint('status').notNullable().comment('0 success, 1 failed');
    table.integer('flags').notNullable().comment('Bits, see usageFlags');
    for (const name of [
      'user_id',
      'team_id',
      'department_id',
      'path_id',
      'service_id',
      'project_id',
      'product_id',
      'category_id',
      'action_id',
      'use_case_id',
      'provider_id',
      'model_id',
      'source_id',
      'rule_id',
    ]) {
      table.integer(name).notNullable().defaultTo(0);
    }
    table
      .smallint('tier')
      .notNullable()
      .comment('0 none, 1 economy, 2 standard, 3 premium');
    table.integer('rate_card_version').notNullable();
    for (const name of [
      'requests',
      'input_tokens',
      'output_tokens',
      'cached_tokens',
      'reasoning_tokens',
      'images',
      'units',
    ]) {
      table.integer(name).notNullable().defaultTo(0);
    }
    table.integer('latency_ms');
    table.integer('first_token_ms');
    table.smallint('attempt').notNullable().defaultTo(1);
    table.text('event_id').notNullable();
    table.text('item');
    table.text('comment');
    table.text('attributes').comment('JSON');
    table
      .bigInteger('refund_of')
      .comment('The charge that a refund gives back');
    // What of the credits was for what; the rest is the price per request.
    for (const name of [
      'cost_input',
      'cost_cached',
      'cost_output',
      'cost_reasoning',
      'cost_images',
      'cost_units',
    ]) {
      table.bigInteger(name).comment('Part of credits; null for none');
    }
    table.smallint('outcome').comment('1 accepted, 2 rejected, 3 unused');
    table.float('quality').comment('0 to 1');
    table.smallint('rating').comment('1 to 5');
    table.index(['account_id', 'occurred_at', 'id'], 'usage_event_time_idx');
  });
  await knex.raw(
    'create index usage_event_refund_idx on usage_event (refund_of) where refund_of is not null',
  );

  await knex.schema.createTable('journal_block', table => {
    table.comment(
      'Blocks of the journal, each with the hash of the one before',
    );
    table.integer('account_id').notNullable().references('account.id');
    table
      .bigInteger('number')
      .notNullable()
      .comment('Gapless, in commit order');
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
    table.bigInteger('first_seq').notNullable();
    table.integer('entries').notNullable();
    table
      .bigInteger('usage_from')
      .comment('First id of its usage rows; null when it has none');
    table.bigInteger('usage_to').comment('Last id, inclusive');
    table.bigInteger('created_at').notNullable();
    table.primary(['account_id', 'number'], 'journal_block_pk');
    table.index(['account_id', 'usage_from'], 'journal_block_usage_idx');
  });

  await knex.schema.createTable('journal_entry', table => {
    table.comment('The journal: append only, each entry sums to zero');
    table.integer('account_id').notNullable();
    table.bigInteger('seq').notNullable().comment('Gapless, in commit order');
    table.bigInteger('block').notNullable();
    table.smallint('kind').notNullable();
    table.bigInteger('amount').notNullable();
    table.integer('lot_id').comment('The lot, when there is only one');
    table.text('draws').comment('Lots and excess, when there are several');
    table.bigInteger('usage_id');
    table
      .bigInteger('available')
      .notNullable()
      .comment('Credits that could be authorised after it');
    table.bigInteger('occurred_at').comment('For all but charges');
    table.integer('actor_id').comment('dim of who did it; null for usage');
    table.text('reason');
    table.primary(['account_id', 'seq'], 'journal_entry_pk');
  });
  await knex.raw(
    'create index journal_entry_other_idx on journal_entry (account_id, occurred_at, seq) where occurred_at is not null',
  );

  await knex.schema.createTable('rate_card', table => {
    table.comment('Versions of the rate card and drafts');
    table.text('id').primary();
    table.integer('account_id').notNullable().references('account.id');
    table.integer('version').notNullable().comment('0 for a draft');
    table.text('name').notNullable();
    table.text('status').notNullable();
    table.text('rules').notNullable().comment('JSON');
    table.text('note');
    table.integer('revision').notNullable().defaultTo(1);
    table.bigInteger('effective_from');
    table.bigInteger('published_at');
    table.text('published_by');
    table.bigInteger('created_at').notNullable();
  });
  await knex.raw(
    'create unique index rate_card_version_uq on rate_card (account_id, version) where version > 0',
  );

  await knex.schema.createTable('proof', table => {
    table.comment('Runs of the verifier');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table.bigInteger('started_at').notNullable();
    table.bigInteger('finished_at');
    table.text('status').notNullable();
    table.bigInteger('blocks').notNullable().defaultTo(0);
    table.bigInteger('entries').notNullable().defaultTo(0);
    table.text('head');
    table.text('findings').notNullable().comment('JSON');
    table.index(['account_id', 'started_at'], 'proof_time_idx');
  });

  // What is written in the journal stays as it is written.
  for (const table of appendOnly) {
    if (pg) {
      await knex.raw(
        `create function ${table}_is_append_only() returns trigger language plpgsql as $$ begin raise exception '${table} is append only'; end $$`,
      );
      await knex.raw(
        `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function ${table}_is_append_only()`,
      );
    } else {
      for (const action of ['update', 'delete']) {
        await knex.raw(
          `create trigger ${table}_no_${action} before ${action} on ${table} begin select raise(abort, '${table} is append only'); end`,
        );
      }
    }
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  const pg = knex.client.config.client === 'pg';
  for (const table of [
    'proof',
    'rate_card',
    'journal_entry',
    'journal_block',
    'usage_event',
    'usage_key',
    'idempotency',
    'hold',
    'budget_use',
    'budget',
    'lot',
    'period',
    'account',
    'number_range',
    'dim',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (pg) {
    for (const table of appendOnly) {
      await knex.raw(`drop function ${table}_is_append_only()`);
    }
  }
};
