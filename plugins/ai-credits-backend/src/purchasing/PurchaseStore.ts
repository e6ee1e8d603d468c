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

import {
  AutomaticPurchaseTrigger,
  PurchaseStatus,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import {
  DbInteger,
  readAmount,
  readInteger,
  readOptionalInteger,
} from '../database/numbers';
import { EpochMs } from '../ledger/types';

/** A purchase as it is asked for. */
export interface NewPurchase {
  origin: 'manual' | AutomaticPurchaseTrigger;
  /** With the origin it makes the purchase the same one: it is made once. */
  windowKey: string;
  pack: string;
  title: string;
  quantity: number;
  /** Micro-credits of all packs together. */
  credits: bigint;
  price: { amount: string; currency: string };
  provider: string;
  orderKey: string;
  requestedBy?: string;
  requestedAt: EpochMs;
  /** For history that is brought in. */
  occurredAt?: string;
}

/** A purchase as it is stored. */
export interface StoredPurchase extends Omit<NewPurchase, 'quantity'> {
  id: number;
  status: PurchaseStatus;
  /** Undefined for lots that were bought before purchases were noted. */
  quantity?: number;
  attempts: number;
  attemptsLeft: number;
  confirmedAt?: EpochMs;
  reference?: string;
  finishedAt?: EpochMs;
  error?: string;
  /** An attempt at it may have bought, and nothing has said yes so far. */
  uncertain: boolean;
  transactionId?: string;
}

export interface StoredAttempt {
  purchaseId: number;
  number: number;
  startedAt: EpochMs;
  finishedAt?: EpochMs;
  error?: string;
}

/** The statements of purchases. */
export const purchaseStore = {
  /**
   * Notes a purchase. Undefined when it was noted before, or when an automatic
   * one is under way: the database keeps both.
   */
  async insert(
    knex: Knex,
    accountId: number,
    purchase: NewPurchase,
    attemptsLeft: number,
  ): Promise<number | undefined> {
    const [row] = await knex('purchase')
      .insert({
        account_id: accountId,
        origin: purchase.origin,
        window_key: purchase.windowKey,
        status: 'pending',
        pack: purchase.pack,
        title: purchase.title,
        quantity: purchase.quantity,
        credits: String(purchase.credits),
        price_amount: purchase.price.amount,
        price_currency: purchase.price.currency,
        provider: purchase.provider,
        order_key: purchase.orderKey,
        requested_by: purchase.requestedBy,
        requested_at: purchase.requestedAt,
        occurred_at:
          purchase.occurredAt === undefined
            ? undefined
            : Date.parse(purchase.occurredAt),
        attempts_left: attemptsLeft,
      })
      .onConflict()
      .ignore()
      .returning('id');
    return row && readInteger(row.id);
  },

  async get(knex: Knex, id: number): Promise<StoredPurchase> {
    return readPurchase(await knex('purchase').where({ id }).first());
  },

  async find(
    knex: Knex,
    accountId: number,
    origin: NewPurchase['origin'],
    windowKey: string,
  ): Promise<StoredPurchase | undefined> {
    const row = await knex('purchase')
      .where({ account_id: accountId, origin, window_key: windowKey })
      .first();
    return row && readPurchase(row);
  },

  /** Newest first. */
  async list(
    knex: Knex,
    accountId: number,
    filter: { status?: PurchaseStatus; before?: number },
    limit: number,
  ): Promise<StoredPurchase[]> {
    const query = knex('purchase')
      .where('account_id', accountId)
      .orderBy('id', 'desc')
      .limit(limit);
    if (filter.status !== undefined) {
      query.where('status', filter.status);
    }
    if (filter.before !== undefined) {
      query.where('id', '<', filter.before);
    }
    return (await query).map(readPurchase);
  },

  /** Automatic purchases that were asked for since, and the last one before; newest first. */
  async automatic(
    knex: Knex,
    accountId: number,
    since: EpochMs,
  ): Promise<StoredPurchase[]> {
    const automatic = () =>
      knex('purchase')
        .where('account_id', accountId)
        .whereNot('origin', 'manual')
        .orderBy('id', 'desc');
    const rows = [
      ...(await automatic().where('requested_at', '>=', since)),
      ...(await automatic().where('requested_at', '<', since).limit(1)),
    ];
    return rows.map(readPurchase);
  },

  /** The first of the automatic purchases that failed one after another up to this one. */
  async failuresBefore(
    knex: Knex,
    accountId: number,
    id: number,
  ): Promise<StoredPurchase[]> {
    const before = () =>
      knex('purchase')
        .where('account_id', accountId)
        .whereNot('origin', 'manual')
        .where('id', '<', id);
    const made = await before()
      .where('status', 'made')
      .max({ id: 'id' })
      .first();
    const first = await before()
      .where({ status: 'failed' })
      .where('id', '>', readOptionalInteger(made?.id) ?? 0)
      .orderBy('id')
      .first();
    return first ? [readPurchase(first)] : [];
  },

  /** Purchases under way that nobody is at any more. */
  async abandoned(
    knex: Knex,
    accountId: number,
    now: EpochMs,
  ): Promise<number[]> {
    const rows = await knex('purchase')
      .where({ account_id: accountId, status: 'pending' })
      .where('claimed_until', '<=', now)
      .orderBy('id')
      .limit(100)
      .select('id');
    return rows.map(({ id }) => readInteger(id));
  },

  /** Takes a purchase under way for oneself. False when it has ended or another is at it. */
  async claim(
    knex: Knex,
    id: number,
    claim: string,
    now: EpochMs,
    until: EpochMs,
  ): Promise<boolean> {
    const changed = await knex('purchase')
      .where({ id, status: 'pending' })
      .where('claimed_until', '<=', now)
      .update({ claim, claimed_until: until });
    return changed === 1;
  },

  /** Lets go of a purchase that stays under way, so that the next run goes on with it. */
  async unclaim(knex: Knex, id: number, claim: string): Promise<void> {
    await knex('purchase')
      .where({ id, claim, status: 'pending' })
      .update({ claimed_until: 0 });
  },

  /** Begins a failed purchase again, under the same keys. Nothing happens when it has not failed, or another automatic one is under way. */
  async reopen(trx: Knex, id: number, attemptsLeft: number): Promise<boolean> {
    const changed = await trx('purchase')
      .where({ id, status: 'failed' })
      .update({
        status: 'pending',
        attempts_left: attemptsLeft,
        claimed_until: 0,
        finished_at: null,
      });
    return changed === 1;
  },

  async startAttempt(
    knex: Knex,
    { attempts, attemptsLeft, id }: StoredPurchase,
    now: EpochMs,
  ): Promise<number> {
    const number = attempts + 1;
    await knex.transaction(async trx => {
      await trx('purchase')
        .where({ id })
        .update({
          attempts: number,
          attempts_left: Math.max(0, attemptsLeft - 1),
          // Until there is an answer nobody knows.
          uncertain: true,
        });
      await trx('purchase_attempt').insert({
        purchase_id: id,
        number,
        started_at: now,
      });
    });
    return number;
  },

  async endAttempt(
    knex: Knex,
    id: number,
    number: number,
    now: EpochMs,
    outcome: { error: string } | { reference?: string },
  ): Promise<void> {
    const error = 'error' in outcome ? outcome.error : null;
    await knex.transaction(async trx => {
      await trx('purchase_attempt')
        .where({ purchase_id: id, number })
        .update({ finished_at: now, error });
      await trx('purchase')
        .where({ id })
        .update(
          'error' in outcome
            ? { error }
            : {
                error,
                confirmed_at: now,
                reference: outcome.reference ?? null,
              },
        );
    });
  },

  async fail(
    knex: Knex,
    id: number,
    now: EpochMs,
    uncertain: boolean,
    error?: string,
  ): Promise<void> {
    await knex('purchase')
      .where({ id, status: 'pending' })
      .update({
        status: 'failed',
        finished_at: now,
        uncertain,
        ...(error === undefined ? {} : { error }),
      });
  },

  async made(
    knex: Knex,
    id: number,
    now: EpochMs,
    transactionId: string,
  ): Promise<void> {
    await knex('purchase').where({ id }).update({
      status: 'made',
      finished_at: now,
      transaction_id: transactionId,
      error: null,
      uncertain: false,
    });
  },

  async attempts(knex: Knex, ids: readonly number[]): Promise<StoredAttempt[]> {
    const rows = await knex('purchase_attempt')
      .whereIn('purchase_id', [...ids])
      .orderBy(['purchase_id', 'number']);
    return rows.map(row => ({
      purchaseId: readInteger(row.purchase_id),
      number: readInteger(row.number),
      startedAt: readInteger(row.started_at),
      finishedAt: readOptionalInteger(row.finished_at),
      error: row.error ?? undefined,
    }));
  },
};

function readPurchase(row: Record<string, DbInteger | null>): StoredPurchase {
  const text = (value: unknown) =>
    value === null || value === undefined ? undefined : String(value);
  const occurredAt = readOptionalInteger(row.occurred_at);
  return {
    id: readInteger(row.id!),
    origin: row.origin as StoredPurchase['origin'],
    windowKey: String(row.window_key),
    status: row.status as PurchaseStatus,
    pack: String(row.pack),
    title: String(row.title),
    quantity: readOptionalInteger(row.quantity),
    credits: readAmount(row.credits!),
    price: {
      amount: String(row.price_amount),
      currency: String(row.price_currency),
    },
    provider: String(row.provider),
    orderKey: String(row.order_key),
    requestedBy: text(row.requested_by),
    requestedAt: readInteger(row.requested_at!),
    occurredAt:
      occurredAt === undefined ? undefined : new Date(occurredAt).toISOString(),
    attempts: readInteger(row.attempts!),
    attemptsLeft: readInteger(row.attempts_left!),
    confirmedAt: readOptionalInteger(row.confirmed_at),
    reference: text(row.reference),
    finishedAt: readOptionalInteger(row.finished_at),
    error: text(row.error),
    uncertain: Boolean(row.uncertain),
    transactionId: text(row.transaction_id),
  };
}
