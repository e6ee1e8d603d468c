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

import { InputError } from '@backstage/errors';
import { TransactionOrder } from 'backstage-plugin-ai-credits-common';
import { createHash } from 'node:crypto';
import type { EpochMs } from '../ledger/types';
import { TransactionFilter } from './api';

/**
 * A place in the log. Newest first, of what happened at the same instant journal
 * entries (`j`) stand before usage (`u`), and higher numbers before lower ones;
 * oldest first is the same backwards.
 */
export interface LogPosition {
  at: EpochMs;
  kind: 'u' | 'j';
  number: number;
  /** Micro-credits that came or went, without a sign. */
  amount: bigint;
}

/** Orders positions as the log does. */
export function comparePositions(
  order: TransactionOrder,
): (a: LogPosition, b: LogPosition) => number {
  switch (order) {
    case 'newest':
      return newestFirst;
    case 'oldest':
      return (a, b) => newestFirst(b, a);
    case 'largest':
      return (a, b) => {
        if (a.amount !== b.amount) {
          return a.amount > b.amount ? -1 : 1;
        }
        return newestFirst(a, b);
      };
    default:
      return order satisfies never;
  }
}

function newestFirst(a: LogPosition, b: LogPosition): number {
  if (a.at !== b.at) {
    return b.at - a.at;
  }
  if (a.kind !== b.kind) {
    return a.kind === 'j' ? -1 : 1;
  }
  return b.number - a.number;
}

/** A short text that is the same for the same filters of the same account. */
function filterHash(account: string, filter: TransactionFilter): string {
  const { cursor, limit, account: _, order, ...filters } = filter;
  const entries = Object.entries({
    ...filters,
    // Cursors from before there were orders go on.
    order: order === 'newest' ? undefined : order,
  })
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([account, entries]))
    .digest('base64url')
    .slice(0, 12);
}

/** A cursor to the place behind a position; it works with the same filters only. */
export function encodeCursor(
  account: string,
  filter: TransactionFilter,
  { at, kind, number, amount }: LogPosition,
): string {
  return Buffer.from(
    `${at}.${kind}.${number}.${filterHash(account, filter)}.${amount}`,
  ).toString('base64url');
}

const CURSOR =
  /^(-?\d{1,15})\.([uj])\.(\d{1,15})\.([\w-]{12})(?:\.(\d{1,19}))?$/;

/**
 * Reads what {@link encodeCursor} wrote.
 *
 * @throws InputError when it did not, or wrote it for other filters
 */
export function decodeCursor(
  account: string,
  filter: TransactionFilter,
): LogPosition | undefined {
  if (filter.cursor === undefined) {
    return undefined;
  }
  const match = CURSOR.exec(Buffer.from(filter.cursor, 'base64url').toString());
  if (!match) {
    throw new InputError('cursor is not one that this log has given');
  }
  const [, at, kind, number, hash, amount = '0'] = match;
  if (hash !== filterHash(account, filter)) {
    throw new InputError(
      'cursor belongs to other filters; ask for the first page again',
    );
  }
  return {
    at: Number(at),
    kind: kind as 'u' | 'j',
    number: Number(number),
    amount: BigInt(amount),
  };
}
