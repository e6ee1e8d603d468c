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

import { Knex } from 'knex';
import { DbInteger, readInteger } from '../database/numbers';
import { insertRows } from '../database/rowset';
import { flagBits, usageFlags } from '../database/vocabulary';
import { EpochMs } from '../ledger/types';
import { eventsIn, IdRange, rowsOf } from '../usage/blocks';
import { ToldAlert } from './dueAlerts';
import { Alert, AlertKind, UnknownNameKind } from './types';

/** An alert that a run has taken upon itself to tell. */
export interface ClaimedAlert extends Alert {
  id: number;
  attempts: number;
}

/** A claim that was not followed by a delivery lapses after this, and later each time. */
export const RETRY_MS = 60_000;

/** After so many attempts, some eight hours, an alert is given up. */
export const MAX_ATTEMPTS = 30;

/** Alerts that are forgotten at once: each is a parameter of the statement. */
const FORGET_CHUNK = 1_000;

/** The statements of alerts. */
export const alertStore = {
  /** What was told in periods that start at some times; of kinds, all where absent. */
  async told(
    knex: Knex,
    accountId: number,
    periodStarts: readonly EpochMs[],
    kinds?: readonly AlertKind[],
  ): Promise<ToldAlert[]> {
    const rows: Array<{
      id: DbInteger;
      kind: string;
      subject: string;
      period_start: DbInteger;
      threshold: DbInteger;
      cleared_at: DbInteger | null;
    }> = await knex('alert')
      .where('account_id', accountId)
      .whereIn('period_start', [...periodStarts])
      .modify(query => {
        if (kinds) {
          query.whereIn('kind', [...kinds]);
        }
      })
      .select(
        'id',
        'kind',
        'subject',
        'period_start',
        'threshold',
        'cleared_at',
      );
    return rows.map(row => ({
      id: readInteger(row.id),
      kind: row.kind as AlertKind,
      subject: row.subject,
      periodStart: readInteger(row.period_start),
      threshold: readInteger(row.threshold),
      cleared: row.cleared_at !== null,
    }));
  },

  /**
   * Writes alerts down under a claim, and returns those that nobody had and
   * that are not silent: of any number of replicas one gets each.
   */
  async claim(
    knex: Knex,
    accountId: number,
    alerts: readonly Alert[],
    claim: string,
    now: EpochMs,
  ): Promise<ClaimedAlert[]> {
    const every = <T>(value: T) => alerts.map(() => value);
    await insertRows(
      knex,
      'alert',
      {
        account_id: { type: 'int', values: every(accountId) },
        kind: { type: 'text', values: alerts.map(each => each.kind) },
        subject: { type: 'text', values: alerts.map(each => each.subject) },
        period_start: {
          type: 'bigint',
          values: alerts.map(each => each.periodStart),
        },
        threshold: { type: 'int', values: alerts.map(each => each.threshold) },
        notice: {
          type: 'text',
          values: alerts.map(each => JSON.stringify(each.notice)),
        },
        created_at: { type: 'bigint', values: every(now) },
        claim: { type: 'text', values: every(claim) },
        retry_at: { type: 'bigint', values: every(now + RETRY_MS) },
        delivered_at: {
          type: 'bigint',
          values: alerts.map(each => (each.silent ? now : undefined)),
        },
      },
      'on conflict do nothing',
    );
    return claimed(knex, claim);
  },

  /** Takes over alerts whose claim has lapsed; see {@link alertStore.claim}. */
  async reclaim(
    knex: Knex,
    accountId: number,
    claim: string,
    now: EpochMs,
    limit: number,
  ): Promise<ClaimedAlert[]> {
    const lapsed = (query: Knex.QueryBuilder) =>
      query
        .where('account_id', accountId)
        .whereNull('delivered_at')
        .where('retry_at', '<=', now)
        .where('attempts', '<', MAX_ATTEMPTS);
    const due: Array<{ id: number }> = await lapsed(knex('alert'))
      .orderBy('retry_at')
      .limit(limit)
      .select('id');
    if (!due.length) {
      return [];
    }
    // The condition is tested again on each row, once no other replica has it.
    await lapsed(knex('alert'))
      .whereIn(
        'id',
        due.map(({ id }) => id),
      )
      .update({
        claim,
        attempts: knex.raw('attempts + 1'),
        retry_at: knex.raw(`${now} + ${RETRY_MS} * (attempts + 1)`),
      });
    return claimed(knex, claim);
  },

  async delivered(knex: Knex, id: number, now: EpochMs): Promise<void> {
    await knex('alert').where({ id }).update({ delivered_at: now });
  },

  /** The balance is above its threshold again. */
  async clearLowBalance(
    knex: Knex,
    accountId: number,
    periodStart: EpochMs,
    now: EpochMs,
  ): Promise<void> {
    await knex('alert')
      .where({
        account_id: accountId,
        period_start: periodStart,
        kind: 'low-balance',
      })
      .whereNull('cleared_at')
      .update({ cleared_at: now });
  },

  /** Forgets alerts, so that the same may be told again. */
  async forget(knex: Knex, alerts: readonly ToldAlert[]): Promise<void> {
    for (let at = 0; at < alerts.length; at += FORGET_CHUNK) {
      const ids = alerts.slice(at, at + FORGET_CHUNK).map(({ id }) => id);
      await knex('alert').whereIn('id', ids).delete();
    }
  },

  /** Forgets what was told in periods that began before a time. */
  async prune(knex: Knex, accountId: number, before: EpochMs): Promise<void> {
    await knex('alert')
      .where('account_id', accountId)
      .where('period_start', '<', before)
      .delete();
  },

  /** The last block that was looked through; at first the one before the first of a time on. */
  async block(knex: Knex, accountId: number, since: EpochMs): Promise<number> {
    const read = () =>
      knex('alert_state').where('account_id', accountId).first('block');
    let row = await read();
    if (!row) {
      const [before] = await knex('journal_block')
        .where('account_id', accountId)
        .where('created_at', '<', since)
        .max({ number: 'number' });
      await knex('alert_state')
        .insert({
          account_id: accountId,
          block: readInteger((before?.number ?? 0) as DbInteger),
        })
        .onConflict('account_id')
        .ignore();
      row = await read();
    }
    return readInteger(row.block);
  },

  async advance(knex: Knex, accountId: number, block: number): Promise<void> {
    await knex('alert_state')
      .where('account_id', accountId)
      .where('block', '<', block)
      .update({ block });
  },

  /** Ids of names in usage that the rate card did not know. */
  async unknownNames(
    knex: Knex,
    accountId: number,
    ranges: readonly IdRange[],
  ): Promise<Array<{ kind: UnknownNameKind; id: number }>> {
    if (!ranges.length) {
      return [];
    }
    const events = eventsIn(knex, accountId, ranges);
    const unknown = flagBits(['unknown-model', 'unknown-action']);
    const rows = await rowsOf<Record<'flags' | 'model' | 'action', DbInteger>>(
      knex,
      {
        sql: `select distinct e.flags & ${unknown} as flags, e.model_id as model, e.action_id as action ${events.sql} and (e.flags & ${unknown}) <> 0`,
        bindings: events.bindings,
      },
    );
    return rows.flatMap(row => {
      const has = (flag: UnknownNameKind) =>
        // eslint-disable-next-line no-bitwise
        (readInteger(row.flags) & usageFlags[flag]) !== 0;
      return [
        ...(has('unknown-model')
          ? [{ kind: 'unknown-model' as const, id: readInteger(row.model) }]
          : []),
        ...(has('unknown-action')
          ? [{ kind: 'unknown-action' as const, id: readInteger(row.action) }]
          : []),
      ];
    });
  },
};

async function claimed(knex: Knex, claim: string): Promise<ClaimedAlert[]> {
  const rows = await knex('alert')
    .where({ claim })
    .whereNull('delivered_at')
    .orderBy('id');
  return rows.map(row => ({
    id: readInteger(row.id),
    kind: row.kind as AlertKind,
    subject: row.subject,
    periodStart: readInteger(row.period_start),
    threshold: readInteger(row.threshold),
    notice: JSON.parse(row.notice),
    attempts: readInteger(row.attempts),
  }));
}
