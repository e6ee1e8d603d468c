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
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { DbInteger, readAmount, readInteger } from '../../database/numbers';
import { encodeDraws } from '../journal';
import { usageStore } from '../../database/UsageStore';
import { creditTypeOf, splitOf } from '../creditTypes';
import { Ledger, RatedUsage, ReserveOutcome, SettleOutcome } from '../api';
import type { OperationContext } from '../DefaultLedger';
import { EpochMs } from '../types';
import { AccountSnapshot } from './AccountCache';
import { Session, SessionCommand } from './Session';
import { chargeId } from './transactionIds';
import { dimIds, usageRow, withOutcome } from './usageRows';

interface Done<T> {
  answer: T;
  snapshot?: AccountSnapshot;
}

const HOLD_ID = /^[\da-f-]{36}$/;

/** Reads a reservation by its id. */
export async function readHold(
  knex: Knex,
  id: string,
): ReturnType<Ledger['getHold']> {
  if (!HOLD_ID.test(id)) {
    throw new NotFoundError('There is no such reservation');
  }
  const row = await knex('hold')
    .join('account', 'account.id', 'hold.account_id')
    .where('hold.id', id)
    .first('account.name', 'hold.event', 'hold.status', 'hold.amount');
  if (!row) {
    throw new NotFoundError('There is no such reservation');
  }
  return {
    account: row.name,
    eventJson: row.event,
    status: row.status,
    amount: readAmount(row.amount),
  };
}

/** Holds credits for an event that is about to happen. */
export async function reserveOperation(
  session: Session,
  context: OperationContext,
  event: RatedUsage,
  options: { credits: bigint; ttlMs: number; eventJson: string },
): Promise<Done<ReserveOutcome>> {
  const { trx } = session;
  const before = await trx('hold')
    .where({ account_id: context.accountId, key: event.key })
    .first();
  if (before) {
    if (before.fingerprint === event.fingerprint) {
      assertHolding(before, session.now);
    }
    return {
      answer:
        before.fingerprint === event.fingerprint
          ? {
              status: 'duplicate',
              reservationId: before.id,
              held: readAmount(before.amount),
              expiresAt: readInteger(before.expires_at),
            }
          : { status: 'conflict' },
    };
  }
  if (await trx('usage_key').where({ key: event.key }).first('usage_id')) {
    return { answer: { status: 'conflict' } };
  }
  if (!session.holdsLeft) {
    throw new ServiceUnavailableError(
      'The account has reached its limit of open reservations; settle or release some, or try again later',
    );
  }
  const state = await prepare(session, event);
  const holdId = randomUUID();
  const expiresAt = session.now + options.ttlMs;
  const commands: SessionCommand[] = [
    ...state.openings,
    {
      command: {
        type: 'reserve',
        holdId,
        expiresAt,
        credits: options.credits,
        at: session.now,
        period: state.period,
        budgets: state.budgets,
      },
    },
  ];
  const outcomes = session.decide(commands);
  const outcome = outcomes[outcomes.length - 1];
  if (outcome.status === 'refused') {
    // A month may have been opened on the way; that stays.
    return {
      answer: { status: 'refused', refusal: session.refusal(outcome) },
      snapshot: await session.write(),
    };
  }
  if (outcome.status !== 'held') {
    throw new Error(`A reservation cannot end as ${outcome.status}`);
  }
  await trx('hold').insert({
    id: holdId,
    account_id: context.accountId,
    key: event.key,
    fingerprint: event.fingerprint,
    event: options.eventJson,
    amount: String(outcome.hold.amount),
    pins: encodeDraws(outcome.hold.pins),
    budgets: JSON.stringify(outcome.hold.budgets),
    expires_at: expiresAt,
    status: 'open',
    created_at: session.now,
    occurred_at: event.occurredAt,
  });
  return {
    answer: {
      status: 'held',
      reservationId: holdId,
      held: outcome.hold.amount,
      expiresAt,
    },
    snapshot: await session.write(),
  };
}

/**
 * A reservation that holds nothing any more is no answer to one who asks for
 * credits.
 *
 * @throws ConflictError when it was released or has lapsed
 */
function assertHolding(
  hold: { status: string; expires_at: DbInteger },
  now: EpochMs,
): void {
  const over = hold.status === 'open' && readInteger(hold.expires_at) <= now;
  if (hold.status === 'released' || hold.status === 'lapsed' || over) {
    throw new ConflictError(
      `The reservation of this event has ${
        hold.status === 'released' ? 'been released' : 'lapsed'
      }; reserve again under another id`,
    );
  }
}

interface StoredSettlement {
  fingerprint: string;
  transactionId: string;
  credits: string;
  released: string;
  overLimit: boolean;
}

/** Posts what a reserved event really cost, and gives the rest back. */
export async function settleOperation(
  session: Session,
  context: OperationContext,
  holdId: string,
  actual: RatedUsage,
  beyond: 'record' | 'authorise' = 'record',
): Promise<Done<SettleOutcome>> {
  const { trx } = session;
  const hold = await readOpen(session, context, holdId);
  const event = dated(actual, hold, session);
  if (hold.status === 'settled') {
    const stored: StoredSettlement = JSON.parse(hold.answer ?? '{}');
    if (stored.fingerprint !== event.fingerprint) {
      throw new ConflictError(
        'The reservation has been settled with another event',
      );
    }
    return {
      answer: {
        status: 'settled',
        transactionId: stored.transactionId,
        credits: BigInt(stored.credits),
        released: BigInt(stored.released),
        overLimit: stored.overLimit,
      },
    };
  }
  if (hold.status === 'released') {
    throw new ConflictError('The reservation has been released');
  }
  if (hold.key !== event.key) {
    throw new InputError(
      'event.id and event.source must be those of the reservation',
    );
  }
  const row = usageRow(
    event,
    context.usageId,
    context.accountId,
    dimIds(context.dictionary, event),
    context.calendar,
    { creditType: 'free', overLimit: false },
  );
  const state = await prepare(session, event, excessOf(session, holdId));
  const note: NonNullable<SessionCommand['note']> = { usage: row };
  const use = {
    credits: event.credits,
    at: session.now,
    period: state.period,
    budgets: state.budgets,
  };
  const commands: SessionCommand[] = [
    ...state.openings,
    {
      command:
        hold.status === 'lapsed'
          ? // Nothing of it is set aside any more.
            { type: 'charge', mode: beyond, ...use }
          : { type: 'settle', holdId, beyond, ...use },
      note,
    },
  ];
  const outcomes = session.decide(commands);
  const outcome = outcomes[outcomes.length - 1];
  if (outcome.status === 'refused') {
    // A month may have been opened on the way; that stays, and so does the hold.
    return {
      answer: { status: 'refused', refusal: session.refusal(outcome) },
      snapshot: await session.write(),
    };
  }
  if (outcome.status !== 'posted') {
    throw new Error(`A settlement cannot end as ${outcome.status}`);
  }
  // Under the lock, unlike a batch: a peer that records the same key right now
  // makes a deadlock, which the database ends and the retry resolves.
  const taken = await usageStore.claimKeys(trx, [
    {
      key: event.key,
      fingerprint: event.fingerprint,
      usageId: context.usageId,
    },
  ]);
  if (taken.size) {
    throw new ConflictError(
      'The event has been charged without the reservation',
    );
  }
  const kinds = session.lotKinds();
  const final = withOutcome(row, {
    creditType: creditTypeOf(outcome.entry.draws, kinds),
    split: splitOf(outcome.entry.draws, kinds),
    overLimit: outcome.overLimit,
  });
  note.usage = final;
  await usageStore.insertUsage(trx, [final]);
  const answer: SettleOutcome = {
    status: 'settled',
    transactionId: chargeId(final.id),
    credits: final.credits,
    released: outcome.released ?? 0n,
    overLimit: outcome.overLimit,
  };
  const stored: StoredSettlement = {
    fingerprint: event.fingerprint,
    transactionId: answer.transactionId,
    credits: String(answer.credits),
    released: String(answer.released),
    overLimit: answer.overLimit,
  };
  await trx('hold')
    .where({ id: holdId })
    .update({
      status: 'settled',
      closed_at: session.now,
      usage_id: final.id,
      answer: JSON.stringify(stored),
    });
  return { answer, snapshot: await session.write() };
}

/** Gives held credits back. Releasing twice is the same as once. */
export async function releaseOperation(
  session: Session,
  holdId: string,
): Promise<Done<{ released: bigint }>> {
  const { trx } = session;
  const hold = await readOpen(
    session,
    { accountId: session.account.id },
    holdId,
  );
  if (hold.status === 'settled') {
    throw new ConflictError('The reservation has been settled');
  }
  if (hold.status !== 'open') {
    return { answer: { released: readAmount(hold.amount) } };
  }
  session.decide([{ command: { type: 'release', holdId } }]);
  await trx('hold')
    .where({ id: holdId })
    .update({ status: 'released', closed_at: session.now });
  return {
    answer: { released: readAmount(hold.amount) },
    snapshot: await session.write(),
  };
}

/**
 * What a hold pays for counts in the budget periods that had room for it, those
 * of the date that was reserved under: on another day it would pass the limit
 * of a period that never authorised it.
 */
function dated(
  event: RatedUsage,
  hold: {
    status: string;
    created_at: DbInteger;
    occurred_at: DbInteger | null;
    expires_at: DbInteger;
  },
  { reader, now }: Session,
): RatedUsage {
  const reserved = readInteger(hold.occurred_at ?? hold.created_at);
  const holds = hold.status === 'open' && now < readInteger(hold.expires_at);
  const { calendar } = reader;
  return holds &&
    calendar.dayNumber(event.occurredAt) !== calendar.dayNumber(reserved)
    ? { ...event, occurredAt: reserved }
    : event;
}

async function readOpen(
  session: Session,
  context: Pick<OperationContext, 'accountId'>,
  holdId: string,
): Promise<{
  status: string;
  key: string;
  amount: DbInteger;
  answer: string | null;
  created_at: DbInteger;
  occurred_at: DbInteger | null;
  expires_at: DbInteger;
}> {
  const hold = await session
    .trx('hold')
    .where({ id: holdId, account_id: context.accountId })
    .first();
  if (!hold) {
    throw new NotFoundError('There is no such reservation');
  }
  return hold;
}

/** The months whose excess a hold has set aside: a month may end before it is settled. */
function excessOf(session: Session, holdId: string): EpochMs[] {
  const pins = session.snapshot.state.holds.get(holdId)?.pins ?? [];
  return pins.flatMap(pin => ('excess' in pin ? [pin.excess] : []));
}

async function prepare(
  session: Session,
  event: RatedUsage,
  periods: readonly EpochMs[] = [],
) {
  const openings = await session.openPeriods(periods);
  const [{ period }] = await session.timesOfUse([session.now]);
  const [budgets] = await session.budgetKeys([
    { subject: event, occurredAt: event.occurredAt },
  ]);
  return { openings, period, budgets };
}
