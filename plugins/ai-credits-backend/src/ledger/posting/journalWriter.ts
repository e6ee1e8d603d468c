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

import { entryKinds } from '../../database/vocabulary';
import type {
  AccountRow,
  BlockRow,
  EntryRow,
} from '../../database/LedgerStore';
import { usageColumnNames, UsageRow } from '../../database/usageColumns';
import { blockHash, encodeDraws, entryLine } from '../journal';
import { Entry, EpochMs } from '../types';

/** An entry on its way into the journal, with what decisions do not know of it. */
export interface PendingEntry {
  entry: Entry;
  available: bigint;
  /** The usage row that it charges, or that records a refund. */
  usage?: UsageRow;
  /** What {@link usageLine} makes of it, where that is known already. */
  usageLine?: string;
  /** For all but charges: when it counts from. */
  occurredAt?: EpochMs;
  actorId?: number;
  reason?: string;
}

/** Numbers entries, and closes the block with the hash of the one before. */
export function makeBlock(
  account: AccountRow,
  pending: readonly PendingEntry[],
  now: EpochMs,
): { block: BlockRow; entries: EntryRow[] } {
  const number = account.lastBlock + 1;
  const firstSeq = account.lastSeq + 1;
  const lines: string[] = [];
  let usageFrom: number | undefined;
  let usageTo: number | undefined;
  const entries = pending.map((item, i): EntryRow => {
    const row: EntryRow = {
      seq: firstSeq + i,
      block: number,
      kind: entryKinds[item.entry.kind],
      amount: item.entry.amount,
      draws: item.entry.draws,
      usageId: item.usage?.id,
      available: item.available,
      occurredAt: item.occurredAt,
      actorId: item.actorId,
      reason: item.reason,
    };
    if (item.usage) {
      const { id } = item.usage;
      usageFrom = usageFrom === undefined || id < usageFrom ? id : usageFrom;
      usageTo = usageTo === undefined || id > usageTo ? id : usageTo;
    }
    lines.push(lineOf(row, item.usage, item.usageLine));
    return row;
  });
  const header = blockHeader({
    accountId: account.id,
    number,
    firstSeq,
    entries: entries.length,
    usageFrom,
    usageTo,
    createdAt: now,
  });
  return {
    block: {
      number,
      previousHash: account.headHash,
      hash: blockHash(account.headHash, header, lines),
      firstSeq,
      entries: entries.length,
      usageFrom,
      usageTo,
      createdAt: now,
    },
    entries,
  };
}

/** The fields of a block that its hash covers besides its entries. */
export function blockHeader(block: {
  accountId: number;
  number: number;
  firstSeq: number;
  entries: number;
  usageFrom?: number;
  usageTo?: number;
  createdAt: EpochMs;
}): Array<number | undefined> {
  return [
    block.accountId,
    block.number,
    block.firstSeq,
    block.entries,
    block.usageFrom,
    block.usageTo,
    block.createdAt,
  ];
}

/** The text of one entry that its block's hash covers: the entry, and every stored fact of the usage it charges. */
export function lineOf(
  entry: EntryRow,
  usage?: UsageRow,
  usageText: string = usage ? usageLine(usage) : '',
): string {
  return (
    entryLine([
      entry.seq,
      entry.kind,
      entry.amount,
      encodeDraws(entry.draws),
      entry.usageId,
      entry.available,
      entry.occurredAt,
      entry.actorId,
      entry.reason,
    ]) + usageText
  );
}

/** The part of an entry's text that says what its usage row holds; it can be made before the entry is decided. */
export function usageLine(usage: UsageRow): string {
  return entryLine(usageColumnNames.map(name => usage[name]));
}
