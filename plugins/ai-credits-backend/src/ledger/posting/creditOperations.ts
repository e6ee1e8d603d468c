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

import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  formatCredits,
  Lot,
  LotKind,
} from 'backstage-plugin-ai-credits-common';
import { ledgerStore } from '../../database/LedgerStore';
import { readAmount } from '../../database/numbers';
import { usageStore } from '../../database/UsageStore';
import { UsageRow } from '../../database/usageColumns';
import {
  creditTypes,
  entryKinds,
  usageDimColumns,
  usageKinds,
} from '../../database/vocabulary';
import { GrantOutcome, Ledger } from '../api';
import { creditTypeOf, splitOf } from '../creditTypes';
import { InsufficientLotsError } from '../errors';
import type { OperationContext } from '../DefaultLedger';
import { Draw, EpochMs } from '../types';
import { AccountSnapshot } from './AccountCache';
import { costGivenBack } from './costParts';
import { answeredBefore, rememberAnswer } from './idempotency';
import { toLot } from './reading';
import { DEFAULT_PRIORITY, lotsOf, Session, SessionCommand } from './Session';
import { entryId, parseTransactionId } from './transactionIds';

interface Done<T> {
  answer: T;
  snapshot?: AccountSnapshot;
}

/** Answers are stored as JSON: amounts as text of micro-credits. */
interface StoredGrant {
  transactionId: string;
  lot?: Lot;
  balance: string;
}

function grantOutcome(stored: StoredGrant): GrantOutcome {
  return { ...stored, balance: BigInt(stored.balance) };
}

/** When an import of history says that something happened; never in the future. */
function occurredAtOf(session: Session, occurredAt?: string): EpochMs {
  const time = occurredAt === undefined ? session.now : Date.parse(occurredAt);
  if (time > session.now) {
    throw new InputError('occurredAt must not be in the future');
  }
  return time;
}

/** A promotion, an adjustment of either sign, or an allowance by hand. */
export async function grantOperation(
  session: Session,
  context: OperationContext,
  request: Parameters<Ledger['grant']>[1],
  actor: string,
): Promise<Done<GrantOutcome>> {
  const before = await answeredBefore<StoredGrant>(
    session,
    'grant',
    request.idempotencyKey,
    request,
  );
  if (before) {
    return { answer: grantOutcome(before) };
  }
  const occurredAt = occurredAtOf(session, request.occurredAt);
  if (request.credits === 0n) {
    throw new InputError('credits must not be 0');
  }
  const note: SessionCommand['note'] = {
    occurredAt,
    actorId: context.dictionary.id('actor', actor),
    reason: request.reason,
  };
  if (request.credits < 0n) {
    if (request.kind !== 'adjustment') {
      throw new InputError('credits below 0 are for kind adjustment only');
    }
    return change(session, 'grant', request, {
      command: { type: 'deduct', credits: -request.credits },
      note,
    });
  }
  const expiresAt =
    request.expiresAt === undefined ? undefined : Date.parse(request.expiresAt);
  if (expiresAt !== undefined && expiresAt <= session.now) {
    throw new InputError('expiresAt must be in the future');
  }
  return change(session, 'grant', request, {
    command: {
      type: 'grant',
      kind: request.kind,
      credits: request.credits,
      priority: request.priority ?? DEFAULT_PRIORITY,
      effectiveAt: occurredAt,
      // Free credits are of their month, however they were granted.
      expiresAt:
        expiresAt ??
        (request.kind === 'allowance'
          ? context.calendar.monthOf(session.now).end
          : undefined),
    },
    note,
  });
}

/** A purchase of a pack: credits that never expire, with what was paid. */
export async function purchaseOperation(
  session: Session,
  context: OperationContext,
  request: Parameters<Ledger['purchase']>[1],
  actor: string,
): Promise<Done<GrantOutcome>> {
  const before = await answeredBefore<StoredGrant>(
    session,
    'purchase',
    request.idempotencyKey,
    request,
  );
  if (before) {
    return { answer: grantOutcome(before) };
  }
  const occurredAt = occurredAtOf(session, request.occurredAt);
  return change(session, 'purchase', request, {
    command: {
      type: 'grant',
      kind: 'purchase',
      credits: request.credits,
      priority: DEFAULT_PRIORITY,
      effectiveAt: occurredAt,
    },
    note: {
      occurredAt,
      actorId: context.dictionary.id('actor', actor),
      reason: request.comment,
    },
    lot: { pack: request.pack, price: request.price },
  });
}

async function change(
  session: Session,
  operation: string,
  request: { idempotencyKey: string; reason?: string },
  command: SessionCommand,
): Promise<Done<GrantOutcome>> {
  const commands = [...(await session.openPeriods()), command];
  const outcomes = session.decide(commands);
  const outcome = outcomes[outcomes.length - 1];
  if (outcome.status === 'refused') {
    throw new InsufficientLotsError(
      outcome.limit - outcome.used - outcome.held,
    );
  }
  if (outcome.status !== 'posted') {
    throw new Error(`A ${operation} cannot end as ${outcome.status}`);
  }
  const [lotId] = lotsOf(outcome.entry.draws);
  const lot = session.createdLots.find(each => each.id === lotId);
  const stored: StoredGrant = {
    transactionId: entryId(session.seqOf(commands.length - 1)),
    lot:
      command.command.type === 'grant' && lot
        ? toLot(lot, {
            reason: command.note?.reason,
            price: command.lot?.price,
          })
        : undefined,
    balance: String(outcome.available),
  };
  const snapshot = await session.write();
  await rememberAnswer(
    session,
    operation,
    request.idempotencyKey,
    request,
    stored,
  );
  return { answer: grantOutcome(stored), snapshot };
}

interface StoredRefund {
  transactionId: string;
  credits: string;
  balance: string;
}

/** Gives credits of a charge back to the lots that they came from. */
export async function refundOperation(
  session: Session,
  context: OperationContext,
  request: Parameters<Ledger['refund']>[1],
  actor: string,
): Promise<Done<{ transactionId: string; credits: bigint; balance: bigint }>> {
  const parse = (stored: StoredRefund) => ({
    transactionId: stored.transactionId,
    credits: BigInt(stored.credits),
    balance: BigInt(stored.balance),
  });
  const before = await answeredBefore<StoredRefund>(
    session,
    'refund',
    request.idempotencyKey,
    request,
  );
  if (before) {
    return { answer: parse(before) };
  }

  const { charge, draws, refunded } = await chargeToRefund(
    session,
    request.transactionId,
  );
  const left = charge.credits - refunded;
  const credits = request.credits ?? left;
  if (credits > left || credits <= 0n) {
    throw new ConflictError(
      `credits must not exceed ${formatCredits(
        left,
      )}, what is left of the charge after earlier refunds`,
    );
  }

  const commands: SessionCommand[] = await session.openPeriods();
  const lots = await session.reader.withLots(session.snapshot, lotsOf(draws));
  session.snapshot = await session.reader.withPeriods(
    lots.snapshot,
    draws.flatMap(draw => ('excess' in draw ? [draw.excess] : [])),
  );
  const [budgets] = await session.budgetKeys([
    {
      subject: await subjectOf(session, context, charge),
      occurredAt: charge.occurred_at,
    },
  ]);
  const kinds = new Map<number, LotKind>(
    [...session.snapshot.state.lots, ...lots.closed].map(lot => [
      lot.id,
      lot.kind,
    ]),
  );
  const row = refundRow(
    charge,
    context.usageId,
    { refunded, credits },
    givenBack(draws, refunded, credits),
    kinds,
  );
  commands.push({
    command: {
      type: 'refund',
      credits,
      draws,
      refunded,
      budgets,
      closedLots: new Map(
        lots.closed.map(lot => [
          lot.id,
          { kind: lot.kind, priority: lot.priority },
        ]),
      ),
      refundLotExpiresAt: context.calendar.monthOf(session.now).end,
      priority: DEFAULT_PRIORITY,
    },
    note: {
      usage: row,
      occurredAt: session.now,
      actorId: context.dictionary.id('actor', actor),
      reason: request.reason,
    },
  });
  const outcomes = session.decide(commands);
  const outcome = outcomes[outcomes.length - 1];
  if (outcome.status !== 'posted') {
    throw new Error(`A refund cannot end as ${outcome.status}`);
  }
  await usageStore.insertUsage(session.trx, [row]);
  const stored: StoredRefund = {
    transactionId: entryId(session.seqOf(commands.length - 1)),
    credits: String(credits),
    balance: String(outcome.available),
  };
  const snapshot = await session.write();
  await rememberAnswer(
    session,
    'refund',
    request.idempotencyKey,
    request,
    stored,
  );
  return { answer: parse(stored), snapshot };
}

async function chargeToRefund(
  session: Session,
  transactionId: string,
): Promise<{ charge: UsageRow; draws: readonly Draw[]; refunded: bigint }> {
  const parsed = parseTransactionId(transactionId);
  if (!('usageId' in parsed)) {
    throw new InputError('transactionId must be that of a usage charge');
  }
  const charge = (
    await usageStore.usageById(session.trx, [parsed.usageId])
  ).get(parsed.usageId);
  const entry =
    charge &&
    (await ledgerStore.entryOfUsage(
      session.trx,
      session.account.id,
      charge.id,
    ));
  if (
    !charge ||
    charge.account_id !== session.account.id ||
    charge.kind !== usageKinds.usage ||
    entry?.kind !== entryKinds.charge
  ) {
    throw new NotFoundError(`There is no charge ${transactionId}`);
  }
  const [sum] = await session
    .trx('usage_event')
    .where({ refund_of: charge.id })
    .sum({ credits: 'credits' });
  return {
    charge,
    draws: entry.draws,
    refunded: -readAmount(sum.credits ?? 0),
  };
}

/** Names of what a charge was counted for, to find its budgets again. */
async function subjectOf(
  session: Session,
  context: OperationContext,
  charge: UsageRow,
) {
  const columns = [
    'user',
    'team',
    'department',
    'path',
    'service',
    'project',
    'product',
    'model',
  ] as const;
  const refs = await context.dictionary.refs(
    columns.map(dim => charge[usageDimColumns[dim]]),
    session.trx,
  );
  const nameOf = (dim: (typeof columns)[number]) =>
    refs.get(charge[usageDimColumns[dim]]);
  return {
    user: nameOf('user'),
    team: nameOf('team'),
    department: nameOf('department'),
    service: nameOf('service'),
    project: nameOf('project'),
    product: nameOf('product'),
    model: nameOf('model'),
    path: nameOf('path')?.split('>') ?? [],
  };
}

/** The part of a charge's draws that a refund gives back: from the last drawn, behind what was given back before. */
export function givenBack(
  draws: readonly Draw[],
  refunded: bigint,
  credits: bigint,
): Draw[] {
  let skip = refunded;
  let left = credits;
  const back: Draw[] = [];
  for (const draw of [...draws].reverse()) {
    const skipped = skip < draw.amount ? skip : draw.amount;
    skip -= skipped;
    const open = draw.amount - skipped;
    const amount = left < open ? left : open;
    left -= amount;
    if (amount > 0n) {
      back.push({ ...draw, amount });
    }
  }
  return back;
}

/** The usage row of a refund: the charge's dimensions with negative credits, and no quantities. */
function refundRow(
  charge: UsageRow,
  id: number,
  amounts: { refunded: bigint; credits: bigint },
  back: readonly Draw[],
  kinds: ReadonlyMap<number, LotKind>,
): UsageRow {
  const creditType = creditTypeOf(back, kinds);
  const split = splitOf(back, kinds);
  const { refunded, credits } = amounts;
  const mixed = creditType === 'mixed';
  return {
    ...charge,
    id,
    kind: usageKinds.refund,
    credits: -credits,
    credit_type: creditTypes[creditType],
    free: mixed ? -split.free : undefined,
    purchased: mixed ? -split.purchased : undefined,
    other: mixed ? -split.other : undefined,
    excess: mixed ? -split.excess : undefined,
    flags: 0,
    requests: 0,
    input_tokens: 0,
    output_tokens: 0,
    cached_tokens: 0,
    reasoning_tokens: 0,
    images: 0,
    units: 0,
    latency_ms: undefined,
    first_token_ms: undefined,
    comment: undefined,
    attributes: undefined,
    refund_of: charge.id,
    ...costGivenBack(charge, refunded, credits),
  };
}
