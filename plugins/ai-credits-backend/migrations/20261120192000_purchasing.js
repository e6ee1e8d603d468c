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

/** The number of the kind `purchase` in `lot.kind`. */
const PURCHASE_LOT = 2;

/**
 * What the admins set for the account, and purchases with each attempt at
 * them. A revision of the policies is written once and never changed, so that
 * what applied earlier stays readable.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('account_policy', table => {
    table.comment('Policies of an account; the highest revision applies');
    table.integer('account_id').notNullable().references('account.id');
    table.integer('revision').notNullable();
    table.bigInteger('excess_limit').notNullable();
    table.bigInteger('low_balance_threshold').notNullable();
    table.text('automatic_purchase').notNullable().comment('JSON');
    table.text('changed_by').notNullable();
    table.bigInteger('changed_at').notNullable();
    table.primary(['account_id', 'revision'], 'account_policy_pk');
  });

  await knex.schema.createTable('purchase', table => {
    table.comment('Purchases, also those that are under way or failed');
    table.increments('id');
    table.integer('account_id').notNullable().references('account.id');
    table.text('origin').notNullable().comment('manual, balance, limit');
    table
      .text('window_key')
      .notNullable()
      .comment(
        'Idempotency key of a person, or start of the month and number of an automatic purchase in it',
      );
    table.text('status').notNullable().comment('pending, made, failed');
    table.text('pack').notNullable();
    table.text('title').notNullable();
    table.integer('quantity').comment('Unknown for lots bought before');
    table.bigInteger('credits').notNullable().comment('Of all packs together');
    table.text('price_amount').notNullable();
    table.text('price_currency').notNullable();
    table.text('provider').notNullable();
    table.text('order_key').notNullable().comment('The provider buys it once');
    table.text('requested_by');
    table.bigInteger('requested_at').notNullable();
    table.bigInteger('occurred_at').comment('For history that is brought in');
    table.text('claim').comment('The run that is at it');
    table.bigInteger('claimed_until').notNullable().defaultTo(0);
    table.integer('attempts').notNullable().defaultTo(0);
    table.integer('attempts_left').notNullable();
    table.bigInteger('confirmed_at').comment('When the provider said yes');
    table.text('reference').comment('The name that the provider gave it');
    table.bigInteger('finished_at');
    table.text('error');
    table
      .boolean('uncertain')
      .notNullable()
      .defaultTo(false)
      .comment('It failed, but the provider may have bought it');
    table.text('transaction_id').comment('Of the lot');
    table.unique(['account_id', 'origin', 'window_key'], {
      indexName: 'purchase_once_uq',
    });
    table.index(['account_id', 'id'], 'purchase_list_idx');
    table.index(['account_id', 'requested_at'], 'purchase_time_idx');
  });
  // The guard of automatic purchases: one at a time, in any number of replicas.
  await knex.raw(
    "create unique index purchase_in_flight_uq on purchase (account_id) where status = 'pending' and origin <> 'manual'",
  );

  await knex.schema.createTable('purchase_attempt', table => {
    table.comment('Calls of a purchase provider');
    table.integer('purchase_id').notNullable().references('purchase.id');
    table.integer('number').notNullable();
    table.bigInteger('started_at').notNullable();
    table.bigInteger('finished_at');
    table.text('error');
    table.primary(['purchase_id', 'number'], 'purchase_attempt_pk');
  });

  // Purchases that were made before there was this table.
  await knex.raw(`
    insert into purchase (
      account_id, origin, window_key, status, pack, title, credits,
      price_amount, price_currency, provider, order_key, requested_by,
      requested_at, attempts_left, finished_at, transaction_id
    )
    select l.account_id, 'manual', 'lot ' || l.id, 'made',
      coalesce(l.pack, ''), coalesce(e.reason, l.pack, ''), l.amount,
      coalesce(l.price_amount, '0'), coalesce(l.price_currency, 'USD'),
      'internal', 'lot ' || l.id, d.ref,
      l.effective_at, 0, l.created_at, 'j' || l.seq
    from lot l
    left join journal_entry e on e.account_id = l.account_id and e.seq = l.seq
    left join dim d on d.id = e.actor_id
    where l.kind = ${PURCHASE_LOT}
    order by l.account_id, l.id`);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('purchase_attempt');
  await knex.schema.dropTable('purchase');
  await knex.schema.dropTable('account_policy');
};
