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

import { NotFoundError } from '@backstage/errors';
import {
  formatCredits,
  Transaction,
  TransactionStory,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { budgetStore } from '../database/BudgetStore';
import { ledgerStore, EntryRow, readEntry } from '../database/LedgerStore';
import {
  DbInteger,
  readInteger,
  readOptionalInteger,
} from '../database/numbers';
import {
  lotKinds,
  outcomes,
  tiers,
  usageKinds,
  wordOf,
} from '../database/vocabulary';
import { BudgetDefinition, BudgetIndex } from '../ledger/posting/budgetIndex';
import { entryId, parseTransactionId } from '../ledger/posting/transactionIds';
import { chargeId } from '../ledger/posting/transactionIds';
import type { Draw } from '../ledger/types';
import { QuestionContext } from './analytics';
import { VisibleUsage } from './api';
import { rowsOf } from './blocks';
import { Condition, conditionSql, visibleCondition } from './conditions';
import {
  DbRow,
  entryTransaction,
  idsIn,
  Names,
  usageTransaction,
} from './logRows';
import { readSnapshot } from './snapshot';
import { ENTRY_SELECT } from './logSql';
import { blocksOf } from './transactions';

/** What the story of a transaction is told from. */
interface Facts {
  row: DbRow;
  entry?: EntryRow;
  blockHash?: string;
  lotKinds: ReadonlyMap<number, string>;
  refunds: Array<{ row: DbRow; entry?: EntryRow }>;
  block?: Awaited<ReturnType<typeof blocksOf>>[number];
}

/**
 * All there is to know of one transaction: what was drawn from which lots, the
 * price rule, the journal block and its hash, and what was given back.
 *
 * @throws InputError when the id is none
 * @throws NotFoundError when there is no such transaction, or the caller may
 *   not see it
 */
export async function transactionStory(
  context: QuestionContext,
  transactionId: string,
  visible: VisibleUsage,
): Promise<TransactionStory> {
  const { knex, dictionary, accountId } = context;
  const id = parseTransactionId(transactionId);
  const visibleOnly = await visibleCondition(knex, dictionary, visible);
  const facts = await readSnapshot(knex, trx =>
    'usageId' in id
      ? usageFacts(trx, accountId, id.usageId, visibleOnly)
      : entryFacts(trx, accountId, id.seq, visibleOnly),
  );
  if (!facts) {
    throw new NotFoundError(`There is no transaction ${transactionId}`);
  }
  const names = await dictionary.refs(idsIn(facts.row));
  return 'usageId' in id
    ? {
        ...usageStory(facts, names),
        limits: limitsOf(
          usageTransaction(facts.row, names, facts.block),
          pathOf(facts.row, names),
          await budgetStore.definitions(knex, accountId),
        ),
      }
    : {
        ...entryTransaction(facts.row, names),
        ...ledgerSide(facts),
        refundOf: facts.row.refund_of
          ? chargeId(readInteger(facts.row.refund_of as DbInteger))
          : undefined,
        refunds: [],
      };
}

async function usageFacts(
  trx: Knex.Transaction,
  accountId: number,
  usageId: number,
  visibleOnly: Condition | undefined,
): Promise<Facts | undefined> {
  const [row] = await rowsOf<DbRow>(trx, {
    sql: `select e.* from usage_event e where e.id = ${usageId} and e.account_id = ${accountId} and e.kind = ${
      usageKinds.usage
    }${conditionSql(visibleOnly ? [visibleOnly] : [])}`,
    bindings: [],
  });
  if (!row) {
    return undefined;
  }
  const refunded: DbRow[] = await trx('usage_event')
    .where({ refund_of: usageId })
    .orderBy('id')
    .select('id', 'credits', 'occurred_at');
  const refunds: Facts['refunds'] = [];
  for (const refund of refunded) {
    refunds.push({
      row: refund,
      entry: await ledgerStore.entryOfUsage(
        trx,
        accountId,
        readInteger(refund.id as DbInteger),
      ),
    });
  }
  const entry = await ledgerStore.entryOfUsage(trx, accountId, usageId);
  const [block] = (await blocksOf(trx, accountId, [usageId])).filter(
    each => each.from <= usageId && usageId <= each.to,
  );
  return {
    row,
    entry,
    block,
    refunds,
    ...(await journalFacts(trx, accountId, entry)),
  };
}

async function entryFacts(
  trx: Knex.Transaction,
  accountId: number,
  seq: number,
  visibleOnly: Condition | undefined,
): Promise<Facts | undefined> {
  const [row] = await rowsOf<DbRow>(trx, {
    sql: `${ENTRY_SELECT} where j.account_id = ${accountId} and j.seq = ${seq} and j.occurred_at is not null${conditionSql(
      visibleOnly ? [visibleOnly] : [],
    )}`,
    bindings: [],
  });
  if (!row) {
    return undefined;
  }
  const stored = await trx('journal_entry')
    .where({ account_id: accountId, seq })
    .first();
  const entry = readEntry(stored);
  return {
    row,
    entry,
    refunds: [],
    ...(await journalFacts(trx, accountId, entry)),
  };
}

async function journalFacts(
  trx: Knex.Transaction,
  accountId: number,
  entry: EntryRow | undefined,
): Promise<Pick<Facts, 'blockHash' | 'lotKinds'>> {
  if (!entry) {
    return { lotKinds: new Map() };
  }
  const block = await trx('journal_block')
    .where({ account_id: accountId, number: entry.block })
    .first('hash');
  const lots: Array<{ id: DbInteger; kind: DbInteger }> = await trx('lot')
    .where('account_id', accountId)
    .whereIn(
      'id',
      entry.draws.flatMap(draw => ('lot' in draw ? draw.lot : [])),
    )
    .select('id', 'kind');
  return {
    blockHash: block?.hash,
    lotKinds: new Map(
      lots.map(lot => [
        readInteger(lot.id),
        wordOf(lotKinds, readInteger(lot.kind)),
      ]),
    ),
  };
}

function pathOf(row: DbRow, names: Names): string[] | undefined {
  const id = readOptionalInteger(row.path_id as DbInteger | null) ?? 0;
  return names.get(id)?.split('>');
}

/** The budgets that count a charge, as they are now. */
function limitsOf(
  charge: Transaction,
  path: string[] = [],
  definitions: readonly BudgetDefinition[],
): TransactionStory['limits'] {
  return new BudgetIndex(definitions)
    .of({ ...charge, path })
    .filter(({ trackedFrom }) => Date.parse(charge.occurredAt) >= trackedFrom)
    .map(definition => ({
      scope: `${definition.scopeKind}:${definition.scopeRef}`,
      period: definition.period,
      credits: formatCredits(definition.credits),
      mode: definition.hard ? 'hard' : 'soft',
    }));
}

function ledgerSide({ entry, blockHash, lotKinds: kinds }: Facts) {
  const show = (draw: Draw): TransactionStory['draws'][number] =>
    'lot' in draw
      ? {
          lot: String(draw.lot),
          kind: kinds.get(draw.lot) ?? '',
          credits: formatCredits(draw.amount),
        }
      : {
          excess: new Date(draw.excess).toISOString(),
          credits: formatCredits(draw.amount),
        };
  return {
    draws: entry?.draws.map(show) ?? [],
    entry: entry?.seq,
    blockHash,
  };
}

function usageStory(facts: Facts, names: Names): TransactionStory {
  const { row } = facts;
  const integer = (column: string) =>
    readOptionalInteger(row[column] as DbInteger | null);
  const outcome = integer('outcome');
  return {
    ...usageTransaction(row, names, facts.block),
    ...ledgerSide(facts),
    path: pathOf(row, names),
    tier: wordOf(tiers, integer('tier') ?? 0),
    timeToFirstTokenMs: integer('first_token_ms'),
    outcome: outcome === undefined ? undefined : wordOf(outcomes, outcome),
    qualityScore: row.quality === null ? undefined : Number(row.quality),
    rating: integer('rating'),
    attributes: row.attributes ? JSON.parse(String(row.attributes)) : undefined,
    refunds: facts.refunds.map(refund => ({
      transactionId: refund.entry ? entryId(refund.entry.seq) : '',
      credits: formatCredits(-BigInt(refund.row.credits as DbInteger)),
      occurredAt: new Date(
        refund.entry?.occurredAt ??
          readInteger(refund.row.occurred_at as DbInteger),
      ).toISOString(),
      reason: refund.entry?.reason,
    })),
  };
}
