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
  Transaction,
  TransactionsResponse,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { DbInteger, readInteger } from '../database/numbers';
import { rowset } from '../database/rowset';
import { IDS_PER_BATCH } from '../database/UsageStore';
import { activeSpans } from './activeDays';
import { QuestionContext } from './analytics';
import { TransactionFilter, VisibleUsage } from './api';
import { rowsOf } from './blocks';
import { Condition, idsOf, visibleCondition } from './conditions';
import {
  comparePositions,
  decodeCursor,
  encodeCursor,
  LogPosition,
} from './cursor';
import {
  batchOf,
  BlockOfIds,
  DbRow,
  entryPosition,
  entryTransaction,
  idsIn,
  usagePosition,
  usageTransaction,
} from './logRows';
import { entriesSql, LogQuery, usageSql } from './logSql';
import { readSnapshot } from './snapshot';

/**
 * Transactions of an export that are in memory at a time. Few enough to be
 * garbage before they grow old: pages of thousands make the heap grow by
 * hundreds of megabytes that nothing needs any more.
 */
const EXPORT_PAGE = 1_000;

/** A row of the log and where it stands. */
interface LogRow {
  position: LogPosition;
  row: DbRow;
}

/**
 * A page of the log in the order asked for: charges, and all other entries of the
 * journal. Entries that are not usage are shown to those who may see all;
 * refunds also to those who may see the charge.
 *
 * @throws InputError for a cursor that is malformed or of another query
 */
export async function transactionPage(
  context: QuestionContext & { account: string },
  filter: TransactionFilter,
  visible: VisibleUsage,
): Promise<TransactionsResponse> {
  const behind = decodeCursor(context.account, filter);
  const query = await logQuery(context, filter, visible);
  const { rows, blocks } = await readPage(
    context.knex,
    query,
    behind,
    filter.limit + 1,
  );
  const page = rows.slice(0, filter.limit);
  return {
    transactions: await present(context.dictionary, page, blocks),
    nextCursor:
      rows.length > page.length
        ? encodeCursor(context.account, filter, page[page.length - 1].position)
        : undefined,
    timeZone: context.clock.zone,
  };
}

/** The whole log behind the filters, a page in memory at a time. */
export async function* transactionPages(
  context: QuestionContext,
  filter: TransactionFilter,
  visible: VisibleUsage,
  signal?: AbortSignal,
): AsyncGenerator<Transaction[]> {
  const query = await logQuery(context, filter, visible);
  const read = (behind?: LogPosition): ReturnType<typeof readPage> => {
    const page = readPage(context.knex, query, behind, EXPORT_PAGE);
    // Nobody waits for the page behind the one at which a reader went away.
    page.catch(() => undefined);
    return page;
  };
  let next: ReturnType<typeof read> | undefined = read();
  while (next && !signal?.aborted) {
    const { rows, blocks }: Awaited<ReturnType<typeof readPage>> = await next;
    // The database reads a page while this process writes the one before.
    next =
      rows.length < EXPORT_PAGE
        ? undefined
        : read(rows[rows.length - 1].position);
    if (rows.length) {
      yield await present(context.dictionary, rows, blocks);
    }
  }
}

async function logQuery(
  { knex, dictionary, accountId, clock }: QuestionContext,
  filter: TransactionFilter,
  visible: VisibleUsage,
): Promise<LogQuery> {
  const conditions: Condition[] = [];
  for (const name of [
    'user',
    'team',
    'service',
    'project',
    'product',
    'model',
  ] as const) {
    const values = filter[name];
    if (values) {
      conditions.push(new Map([[name, await idsOf(dictionary, name, values)]]));
    }
  }
  const visibleOnly = await visibleCondition(knex, dictionary, visible);
  if (visibleOnly) {
    conditions.push(visibleOnly);
  }
  return { accountId, clock, filter, conditions };
}

async function readPage(
  knex: Knex,
  query: LogQuery,
  behind: LogPosition | undefined,
  limit: number,
): Promise<{ rows: LogRow[]; blocks: BlockOfIds[] }> {
  return readSnapshot(knex, async trx => {
    const { type, order } = query.filter;
    const compare = comparePositions(order);
    const usage =
      !type || type.includes('usage')
        ? await readUsage(trx, query, behind, limit)
        : [];
    const entries =
      !type || type.some(each => each !== 'usage')
        ? await rowsOf<DbRow>(trx, entriesSql(trx, query, behind, limit))
        : [];
    const rows = [
      ...usage.map(row => ({ position: usagePosition(row), row })),
      ...entries.map(row => ({ position: entryPosition(row), row })),
    ]
      .sort((a, b) => compare(a.position, b.position))
      .slice(0, limit);
    return {
      rows,
      blocks: await blocksOf(
        trx,
        query.accountId,
        rows.flatMap(({ position }) =>
          position.kind === 'u' ? position.number : [],
        ),
      ),
    };
  });
}

/** The first charges behind a position; days without any that match are left out where that is known. */
async function readUsage(
  trx: Knex.Transaction,
  query: LogQuery,
  behind: LogPosition | undefined,
  limit: number,
): Promise<DbRow[]> {
  const { accountId, clock, conditions, filter } = query;
  const { order } = filter;
  const from = [
    ...(behind && order === 'oldest' ? [behind.at] : []),
    ...(filter.from === undefined ? [] : [Date.parse(filter.from)]),
  ];
  const before = [
    ...(behind && order === 'newest' ? [behind.at + 1] : []),
    ...(filter.to === undefined ? [] : [Date.parse(filter.to)]),
  ];
  const active = await activeSpans(trx, {
    accountId,
    clock,
    conditions,
    from: from.length ? Math.max(...from) : undefined,
    before: before.length ? Math.min(...before) : undefined,
  });
  const read = (within: string, rows: number) =>
    rowsOf<DbRow>(trx, usageSql(trx, query, behind, rows, within));
  if (!active) {
    return read('', limit);
  }
  const found = new Map<string, DbRow>();
  const add = (rows: readonly DbRow[]) =>
    rows.forEach(row => found.set(String(row.id), row));
  const spans = order === 'oldest' ? [...active.spans].reverse() : active.spans;
  for (const { start, end } of spans) {
    // The largest may be anywhere.
    const wanted = order === 'largest' ? limit : limit - found.size;
    if (wanted <= 0) {
      break;
    }
    add(
      await read(
        ` and e.occurred_at >= ${start} and e.occurred_at < ${end}`,
        wanted,
      ),
    );
  }
  if (active.unfolded.length) {
    const ranges = active.unfolded.map(
      range => `e.id between ${range.from} and ${range.to}`,
    );
    add(await read(` and (${ranges.join(' or ')})`, limit));
  }
  return [...found.values()];
}

/** The blocks that some usage rows are in: a lookup for each batch, not for each row. */
export async function blocksOf(
  trx: Knex,
  accountId: number,
  usageIds: readonly number[],
): Promise<BlockOfIds[]> {
  const batches = [...new Set(usageIds.map(batchOf))];
  if (!batches.length) {
    return [];
  }
  const set = rowset(trx, {
    first_id: { type: 'bigint', values: batches.map(b => b * IDS_PER_BATCH) },
    last_id: {
      type: 'bigint',
      values: batches.map(b => (b + 1) * IDS_PER_BATCH - 1),
    },
  });
  const rows = await rowsOf<{ [column: string]: DbInteger }>(trx, {
    sql: `select b.number, b.usage_from, b.usage_to, b.created_at from ${set.sql} as r join journal_block b on b.account_id = ${accountId} and b.usage_from between r.first_id and r.last_id`,
    bindings: set.bindings,
  });
  return rows.map(row => ({
    number: readInteger(row.number),
    from: readInteger(row.usage_from),
    to: readInteger(row.usage_to),
    createdAt: readInteger(row.created_at),
  }));
}

async function present(
  dictionary: Dictionary,
  rows: readonly LogRow[],
  blocks: readonly BlockOfIds[],
): Promise<Transaction[]> {
  const ids = new Set<number>();
  for (const { row } of rows) {
    for (const id of idsIn(row)) {
      ids.add(id);
    }
  }
  const names = await dictionary.refs(ids);
  const byBatch = new Map<number, BlockOfIds[]>();
  for (const block of blocks) {
    const batch = batchOf(block.from);
    byBatch.set(batch, [...(byBatch.get(batch) ?? []), block]);
  }
  return rows.map(({ position, row }) =>
    position.kind === 'u'
      ? usageTransaction(
          row,
          names,
          byBatch
            .get(batchOf(position.number))
            ?.find(
              block =>
                block.from <= position.number && position.number <= block.to,
            ),
        )
      : entryTransaction(row, names),
  );
}
