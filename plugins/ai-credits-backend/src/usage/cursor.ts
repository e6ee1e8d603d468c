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
import { createHash } from 'node:crypto';
import type { EpochMs } from '../ledger/types';
import { TransactionFilter } from './api';

/**
 * A place in the log, which is ordered by time, newest first. Of what happened
 * at the same instant, journal entries (`j`) stand before usage (`u`), and
 * higher numbers before lower ones.
 */
export interface LogPosition {
  at: EpochMs;
  kind: 'u' | 'j';
  number: number;
}

/** Orders positions as the log does. */
export function comparePositions(a: LogPosition, b: LogPosition): number {
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
  const { cursor, limit, account: _, ...filters } = filter;
  const entries = Object.entries(filters)
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
  { at, kind, number }: LogPosition,
): string {
  return Buffer.from(
    `${at}.${kind}.${number}.${filterHash(account, filter)}`,
  ).toString('base64url');
}

const CURSOR = /^(-?\d{1,15})\.([uj])\.(\d{1,15})\.([\w-]{12})$/;

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
  const [, at, kind, number, hash] = match;
  if (hash !== filterHash(account, filter)) {
    throw new InputError(
      'cursor belongs to other filters; ask for the first page again',
    );
  }
  return { at: Number(at), kind: kind as 'u' | 'j', number: Number(number) };
}
