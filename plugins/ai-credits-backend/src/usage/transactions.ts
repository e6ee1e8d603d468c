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
  TransactionType,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { isPostgres } from '../database/engine';
import { DbInteger, readInteger } from '../database/numbers';
import { rowset } from '../database/rowset';
import { IDS_PER_BATCH } from '../database/UsageStore';
import {
  creditTypes,
  dimKinds,
  entryKinds,
  lotKinds,
  usageFlags,
  usageKinds,
  usageStatuses,
} from '../database/vocabulary';
import type { ZoneClock } from '../ledger/periods';
import { activeSpans } from './activeDays';
import { QuestionContext } from './analytics';
import { TransactionFilter, VisibleUsage } from './api';
import { rowsOf, Sql } from './blocks';
import { Condition, conditionSql, idsOf, visibleCondition } from './conditions';
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
  LOG_COLUMNS,
  REFUND_COLUMNS,
  usagePosition,
  usageTransaction,
} from './logRows';
import { readSnapshot } from './snapshot';

/** Transactions of an export that are in memory at a time. */
const EXPORT_PAGE = 2_000;

/** What is asked of the log, with names looked up. */
interface LogQuery {
  accountId: number;
  clock: ZoneClock;
  filter: TransactionFilter;
  /** Who and what, and what the caller may see of usage. */
  conditions: Condition[];
}

/** A row of the log and where it stands. */
interface LogRow {
  position: LogPosition;
  row: DbRow;
}

/**
 * A page of the log, newest first: charges, and all other entries of the
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
  let behind: LogPosition | undefined;
  while (!signal?.aborted) {
    const { rows, blocks } = await readPage(
      context.knex,
      query,
      behind,
      EXPORT_PAGE,
    );
    if (rows.length) {
      yield await present(context.dictionary, rows, blocks);
    }
    if (rows.length < EXPORT_PAGE) {
      return;
    }
    behind = rows[rows.length - 1].position;
  }
}

async function logQuery(
  { knex, dictionary, accountId, clock }: QuestionContext,
  filter: TransactionFilter,
  visible: VisibleUsage,
): Promise<LogQuery> {
  const conditions: Condition[] = [];
  for (const name of ['user', 'team', 'service', 'product', 'model'] as const) {
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
    const { type } = query.filter;
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
      .sort((a, b) => comparePositions(a.position, b.position))
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

/** The newest charges behind a position; days without any that match are left out where that is known. */
async function readUsage(
  trx: Knex.Transaction,
  query: LogQuery,
  behind: LogPosition | undefined,
  limit: number,
): Promise<DbRow[]> {
  const { accountId, clock, conditions, filter } = query;
  const before = [
    ...(behind ? [behind.at + 1] : []),
    ...(filter.to === undefined ? [] : [Date.parse(filter.to)]),
  ];
  const active = await activeSpans(trx, {
    accountId,
    clock,
    conditions,
    from: filter.from === undefined ? undefined : Date.parse(filter.from),
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
  for (const { start, end } of active.spans) {
    if (found.size >= limit) {
      break;
    }
    add(
      await read(
        ` and e.occurred_at >= ${start} and e.occurred_at < ${end}`,
        limit - found.size,
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

function usageSql(
  knex: Knex,
  query: LogQuery,
  behind: LogPosition | undefined,
  limit: number,
  within: string,
): Sql {
  const { filter } = query;
  const parts = [
    `select ${LOG_COLUMNS.map(column => `e.${column}`).join(
      ', ',
    )} from usage_event e where e.account_id = ${
      query.accountId
    } and e.kind = ${usageKinds.usage}`,
    timeSql(filter, 'e'),
    within,
    conditionSql(query.conditions),
  ];
  const bindings: Knex.RawBinding[] = [];
  if (behind) {
    parts.push(
      behind.kind === 'u'
        ? ` and (e.occurred_at, e.id) < (${behind.at}, ${behind.number})`
        : ` and e.occurred_at <= ${behind.at}`,
    );
  }
  if (filter.status) {
    const over = `e.flags % ${usageFlags['over-limit'] * 2} >= ${
      usageFlags['over-limit']
    }`;
    const conditions = {
      success: `(e.status = ${usageStatuses.success} and not (${over}))`,
      failed: `e.status = ${usageStatuses.failed}`,
      'over-limit': `(e.status = ${usageStatuses.success} and ${over})`,
    };
    parts.push(
      ` and (${filter.status.map(each => conditions[each]).join(' or ')})`,
    );
  }
  if (filter.creditType) {
    parts.push(
      ` and e.credit_type in (${filter.creditType
        .map(each => creditTypes[each])
        .join(', ')})`,
    );
  }
  if (filter.q) {
    const search = searchSql(knex, filter.q, ['e.item', 'e.comment'], false);
    parts.push(` and (${search.sql})`);
    bindings.push(...search.bindings);
  }
  parts.push(` order by e.occurred_at desc, e.id desc limit ${limit}`);
  return { sql: parts.join(''), bindings };
}

/** The type of credits that an entry moved, as a number; several lots count as mixed. */
const ENTRY_CREDIT_TYPE = `case when e.id is not null then e.credit_type when l.kind = ${lotKinds.allowance} then ${creditTypes.free} when l.kind = ${lotKinds.purchase} then ${creditTypes.purchased} when l.kind is not null then ${creditTypes.other} when j.draws is null then ${creditTypes.none} else ${creditTypes.mixed} end`;

/** Columns and joins that an entry is shown with. */
export const ENTRY_SELECT = `select j.seq, j.block, j.kind as entry_kind, j.amount, j.lot_id, j.draws, j.usage_id, j.occurred_at, j.actor_id, j.reason, b.created_at, e.refund_of, l.kind as lot_kind, l.price_amount, l.price_currency, ${ENTRY_CREDIT_TYPE} as entry_credit_type, ${REFUND_COLUMNS.map(
  column => `e.${column}`,
).join(
  ', ',
)} from journal_entry j join journal_block b on b.account_id = j.account_id and b.number = j.block left join lot l on l.account_id = j.account_id and l.id = j.lot_id left join usage_event e on e.id = j.usage_id`;

function entriesSql(
  knex: Knex,
  query: LogQuery,
  behind: LogPosition | undefined,
  limit: number,
): Sql {
  const { filter } = query;
  const parts = [
    `${ENTRY_SELECT} where j.account_id = ${query.accountId} and j.occurred_at is not null`,
    timeSql(filter, 'j'),
    // Only refunds are somebody's usage: the others have none to match.
    conditionSql(query.conditions),
  ];
  const bindings: Knex.RawBinding[] = [];
  if (behind) {
    parts.push(
      behind.kind === 'j'
        ? ` and (j.occurred_at, j.seq) < (${behind.at}, ${behind.number})`
        : ` and j.occurred_at < ${behind.at}`,
    );
  }
  if (filter.type) {
    parts.push(` and (${filter.type.map(entryTypeSql).join(' or ')})`);
  }
  if (filter.status && !filter.status.includes('success')) {
    parts.push(' and 1 = 0');
  }
  if (filter.creditType) {
    parts.push(
      ` and ${ENTRY_CREDIT_TYPE} in (${filter.creditType
        .map(each => creditTypes[each])
        .join(', ')})`,
    );
  }
  if (filter.q) {
    const search = searchSql(knex, filter.q, ['j.reason'], true);
    parts.push(` and (${search.sql})`);
    bindings.push(...search.bindings);
  }
  parts.push(` order by j.occurred_at desc, j.seq desc limit ${limit}`);
  return { sql: parts.join(''), bindings };
}

function entryTypeSql(type: TransactionType): string {
  switch (type) {
    case 'usage':
      return '1 = 0';
    case 'refund':
      return `j.kind = ${entryKinds.refund} or (j.kind = ${entryKinds.grant} and l.kind = ${lotKinds.refund})`;
    case 'expiry':
      return `j.kind = ${entryKinds.expiry}`;
    case 'adjustment':
      return `j.kind = ${entryKinds.deduction} or (j.kind = ${entryKinds.grant} and (l.kind = ${lotKinds.adjustment} or l.kind is null))`;
    default:
      return `(j.kind = ${entryKinds.grant} and l.kind = ${lotKinds[type]})`;
  }
}

function timeSql(filter: TransactionFilter, table: 'e' | 'j'): string {
  const from =
    filter.from === undefined
      ? ''
      : ` and ${table}.occurred_at >= ${Date.parse(filter.from)}`;
  const to =
    filter.to === undefined
      ? ''
      : ` and ${table}.occurred_at < ${Date.parse(filter.to)}`;
  return from + to;
}

/** Whether a text stands in a name or in one of some columns, whatever the case. */
function searchSql(
  knex: Knex,
  text: string,
  columns: readonly string[],
  actors: boolean,
): Sql {
  const like = isPostgres(knex) ? 'ilike' : 'like';
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/\u0000/g, '');
  const pattern = `%${plain.replace(/[!%_]/g, '!$&')}%`;
  const dims = (['user', 'action', 'model', 'product'] as const).map(
    name =>
      `e.${name}_id in (select id from dim where kind = ${dimKinds[name]} and ref ${like} ? escape '!')`,
  );
  if (actors) {
    dims.push(
      `j.actor_id in (select id from dim where kind = ${dimKinds.actor} and ref ${like} ? escape '!')`,
    );
  }
  const parts = [
    ...dims,
    ...columns.map(column => `${column} ${like} ? escape '!'`),
  ];
  return { sql: parts.join(' or '), bindings: parts.map(() => pattern) };
}
