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
import {
  BlockRow,
  EntryRow,
  readBlock,
  readEntry,
} from '../../database/LedgerStore';
import { usageStore } from '../../database/UsageStore';
import { UsageRow } from '../../database/usageColumns';
import { entryKinds, usageKinds, wordOf } from '../../database/vocabulary';
import { blockHash, GENESIS_HASH, legsOf } from '../journal';
import { blockHeader, lineOf } from '../posting/journalWriter';
import { Findings } from './findings';

/** Entries that are read at once. */
const CHUNK = 5_000;

/** What the journal says, added up on the way. */
export class JournalWalk {
  readonly findings: Findings;
  /** Sum of each book. */
  readonly books = new Map<string, bigint>();
  blocks = 0;
  entries = 0;
  usageEntries = 0;
  headHash = GENESIS_HASH;
  readonly #accountId: number;
  readonly #onUsage: (row: UsageRow) => void;

  constructor(options: {
    accountId: number;
    findings: Findings;
    /** Called for each usage row that the journal charges or refunds. */
    onUsage(row: UsageRow): void;
  }) {
    this.#accountId = options.accountId;
    this.findings = options.findings;
    this.#onUsage = options.onUsage;
  }

  /**
   * Proves the blocks behind those proved so far, up to and including
   * `lastBlock`: gapless numbers, the chain of hashes, entries that sum to
   * zero, and usage rows that are what was hashed.
   */
  async walk(
    knex: Knex,
    lastBlock: number,
    signal?: AbortSignal,
  ): Promise<void> {
    while (this.blocks < lastBlock) {
      signal?.throwIfAborted();
      const blocks = await this.#nextBlocks(knex, lastBlock);
      if (!blocks.length) {
        this.findings.expect(
          'block-missing',
          `block ${this.blocks + 1}`,
          this.blocks + 1,
          undefined,
        );
        return;
      }
      await this.#prove(knex, blocks);
    }
  }

  async #nextBlocks(knex: Knex, lastBlock: number): Promise<BlockRow[]> {
    const rows = await knex('journal_block')
      .where('account_id', this.#accountId)
      .where('number', '>', this.blocks)
      .where('number', '<=', lastBlock)
      .orderBy('number')
      .limit(200);
    const blocks: BlockRow[] = [];
    let entries = 0;
    for (const block of rows.map(readBlock)) {
      entries += block.entries;
      if (blocks.length && entries > CHUNK) {
        break;
      }
      blocks.push(block);
    }
    return blocks;
  }

  async #prove(knex: Knex, blocks: readonly BlockRow[]): Promise<void> {
    const first = blocks[0].firstSeq;
    const last = blocks[blocks.length - 1];
    const rows = await knex('journal_entry')
      .where('account_id', this.#accountId)
      .whereBetween('seq', [first, last.firstSeq + last.entries - 1])
      .orderBy('seq');
    const entries = rows.map(readEntry);
    const usage = await usageStore.usageById(
      knex,
      entries.flatMap(entry => entry.usageId ?? []),
    );
    let next = 0;
    for (const block of blocks) {
      const mine: EntryRow[] = [];
      while (
        next < entries.length &&
        entries[next].seq < block.firstSeq + block.entries
      ) {
        mine.push(entries[next]);
        next += 1;
      }
      this.#proveBlock(block, mine, usage);
    }
  }

  #proveBlock(
    block: BlockRow,
    entries: readonly EntryRow[],
    usage: ReadonlyMap<number, UsageRow>,
  ): void {
    const { findings } = this;
    const subject = `block ${block.number}`;
    findings.expect('block-number', subject, this.blocks + 1, block.number);
    findings.expect('first-seq', subject, this.entries + 1, block.firstSeq);
    findings.expect(
      'previous-hash',
      subject,
      this.headHash,
      block.previousHash,
    );
    findings.expect('entries', subject, block.entries, entries.length);
    const lines = entries.map(entry => {
      const row =
        entry.usageId === undefined ? undefined : usage.get(entry.usageId);
      this.#proveEntry(entry, row);
      return lineOf(entry, row);
    });
    const hash = blockHash(
      block.previousHash,
      blockHeader({ accountId: this.#accountId, ...block }),
      lines,
    );
    findings.expect('block-hash', subject, hash, block.hash);
    this.blocks = block.number;
    this.entries += block.entries;
    this.headHash = block.hash;
  }

  #proveEntry(entry: EntryRow, row: UsageRow | undefined): void {
    const { findings } = this;
    const subject = `entry ${entry.seq}`;
    const kind = wordOf(entryKinds, entry.kind);
    let sum = 0n;
    for (const leg of legsOf({
      kind,
      amount: entry.amount,
      draws: entry.draws,
    })) {
      sum += leg.amount;
      this.books.set(leg.book, (this.books.get(leg.book) ?? 0n) + leg.amount);
    }
    findings.expect('sum-zero', subject, 0n, sum);
    if (entry.usageId === undefined) {
      return;
    }
    this.usageEntries += 1;
    if (!row) {
      findings.expect('usage-row', subject, entry.usageId, undefined);
      return;
    }
    const refund = kind === 'refund';
    findings.expect(
      'usage-credits',
      subject,
      refund ? -entry.amount : entry.amount,
      row.credits,
    );
    findings.expect(
      'usage-kind',
      subject,
      refund ? usageKinds.refund : usageKinds.usage,
      row.kind,
    );
    this.#onUsage(row);
  }
}
