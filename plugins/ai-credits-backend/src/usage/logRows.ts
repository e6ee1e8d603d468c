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
  formatCredits,
  LotKind,
  Transaction,
  TransactionType,
} from 'backstage-plugin-ai-credits-common';
import {
  DbInteger,
  readAmount,
  readInteger,
  readOptionalInteger,
} from '../database/numbers';
import { IDS_PER_BATCH } from '../database/UsageStore';
import {
  creditTypes,
  entryKinds,
  flagNames,
  lotKinds,
  usageDimColumns,
  usageFlags,
  usageStatuses,
  wordOf,
} from '../database/vocabulary';
import { chargeId, entryId } from '../ledger/posting/transactionIds';
import { LogPosition } from './cursor';

/** A row as drivers return it. */
export interface DbRow {
  [column: string]: DbInteger | string | null;
}

/** The columns of usage_event that the log shows. */
export const LOG_COLUMNS = [
  'id',
  'occurred_at',
  'credits',
  'credit_type',
  'status',
  'flags',
  ...Object.values(usageDimColumns).filter(column => column !== 'path_id'),
  'rate_card_version',
  'requests',
  'input_tokens',
  'output_tokens',
  'cached_tokens',
  'reasoning_tokens',
  'images',
  'units',
  'latency_ms',
  'attempt',
  'event_id',
  'item',
  'comment',
];

/** Of a refund, the columns of its usage row that say whose it is. */
export const REFUND_COLUMNS = Object.values(usageDimColumns).filter(
  column => !['path_id', 'source_id', 'rule_id'].includes(column),
);

/** The names that dictionary ids stand for. */
export type Names = ReadonlyMap<number, string>;

/** The block that some usage ids are in. */
export interface BlockOfIds {
  number: number;
  from: number;
  to: number;
  createdAt: number;
}

const ID_COLUMNS = [...Object.values(usageDimColumns), 'actor_id'];

/** The dictionary ids that a row refers to. */
export function idsIn(row: DbRow): number[] {
  return ID_COLUMNS.flatMap(
    column => readOptionalInteger(row[column] as DbInteger | null) || [],
  );
}

/** The batch that a usage id was given in. */
export function batchOf(usageId: number): number {
  return Math.floor(usageId / IDS_PER_BATCH);
}

export function usagePosition(row: DbRow): LogPosition {
  return {
    at: readInteger(row.occurred_at as DbInteger),
    kind: 'u',
    number: readInteger(row.id as DbInteger),
    amount: readAmount(row.credits as DbInteger),
  };
}

export function entryPosition(row: DbRow): LogPosition {
  const amount = readAmount(row.amount as DbInteger);
  return {
    at: readInteger(row.occurred_at as DbInteger),
    kind: 'j',
    number: readInteger(row.seq as DbInteger),
    amount: amount < 0n ? -amount : amount,
  };
}

function attribution(row: DbRow, names: Names) {
  const name = (column: string) => {
    const id = readOptionalInteger(row[column] as DbInteger | null);
    return id ? names.get(id) : undefined;
  };
  return {
    user: name(usageDimColumns.user),
    team: name(usageDimColumns.team),
    department: name(usageDimColumns.department),
    service: name(usageDimColumns.service),
    project: name(usageDimColumns.project),
    product: name(usageDimColumns.product),
    category: name(usageDimColumns.category),
    action: name(usageDimColumns.action),
    useCase: name(usageDimColumns.useCase),
    provider: name(usageDimColumns.provider),
    model: name(usageDimColumns.model),
  };
}

function statusOf(row: DbRow): Transaction['status'] {
  if (readInteger(row.status as DbInteger) === usageStatuses.failed) {
    return 'failed';
  }
  // eslint-disable-next-line no-bitwise
  return readInteger(row.flags as DbInteger) & usageFlags['over-limit']
    ? 'over-limit'
    : 'success';
}

/** A charge as the log shows it. */
export function usageTransaction(
  row: DbRow,
  names: Names,
  block: BlockOfIds | undefined,
): Transaction {
  const integer = (column: string) => readInteger(row[column] as DbInteger);
  const text = (column: string) =>
    row[column] === null ? undefined : String(row[column]);
  const occurredAt = new Date(integer('occurred_at')).toISOString();
  const status = statusOf(row);
  const flags = flagNames(integer('flags')).filter(
    flag => flag !== 'over-limit' || status === 'failed',
  );
  return {
    transactionId: chargeId(integer('id')),
    type: 'usage',
    occurredAt,
    recordedAt: block ? new Date(block.createdAt).toISOString() : occurredAt,
    credits: formatCredits(-readAmount(row.credits as DbInteger)),
    creditType: wordOf(creditTypes, integer('credit_type')),
    status,
    ...attribution(row, names),
    item: text('item'),
    attempt: integer('attempt'),
    quantities: {
      requests: integer('requests'),
      inputTokens: integer('input_tokens'),
      outputTokens: integer('output_tokens'),
      cachedInputTokens: integer('cached_tokens'),
      reasoningTokens: integer('reasoning_tokens'),
      images: integer('images'),
      units: integer('units'),
    },
    latencyMs: readOptionalInteger(row.latency_ms as DbInteger | null),
    comment: text('comment'),
    flags: flags.length ? flags : undefined,
    source: names.get(integer('source_id')),
    eventId: text('event_id'),
    rateCardVersion: integer('rate_card_version'),
    rule: names.get(integer('rule_id')),
    block: block?.number,
  };
}

/** What a journal entry other than a charge is called in the log. */
export function entryType(
  kind: number,
  lotKind: LotKind | undefined,
): TransactionType {
  switch (kind) {
    case entryKinds.refund:
      return 'refund';
    case entryKinds.expiry:
      return 'expiry';
    case entryKinds.deduction:
      return 'adjustment';
    default:
      return lotKind ?? 'adjustment';
  }
}

/** A journal entry other than a charge as the log shows it; `row` is joined with its block, its lot and the usage row of a refund. */
export function entryTransaction(row: DbRow, names: Names): Transaction {
  const kind = readInteger(row.entry_kind as DbInteger);
  const amount = readAmount(row.amount as DbInteger);
  const lotKind = readOptionalInteger(row.lot_kind as DbInteger | null);
  const actor = readOptionalInteger(row.actor_id as DbInteger | null);
  const takes = kind === entryKinds.expiry || kind === entryKinds.deduction;
  return {
    transactionId: entryId(readInteger(row.seq as DbInteger)),
    type: entryType(
      kind,
      lotKind === undefined ? undefined : wordOf(lotKinds, lotKind),
    ),
    occurredAt: new Date(
      readInteger(row.occurred_at as DbInteger),
    ).toISOString(),
    recordedAt: new Date(
      readInteger(row.created_at as DbInteger),
    ).toISOString(),
    credits: formatCredits(takes ? -amount : amount),
    creditType: wordOf(
      creditTypes,
      readInteger(row.entry_credit_type as DbInteger),
    ),
    status: 'success',
    ...attribution(row, names),
    comment: row.reason === null ? undefined : String(row.reason),
    actor: actor ? names.get(actor) : undefined,
    price: row.price_amount
      ? {
          amount: String(row.price_amount),
          currency: String(row.price_currency),
        }
      : undefined,
    block: readInteger(row.block as DbInteger),
  };
}
