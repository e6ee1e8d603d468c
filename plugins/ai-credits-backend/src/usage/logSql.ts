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

import { TransactionType } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { isPostgres } from '../database/engine';
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
import { TransactionFilter } from './api';
import { Sql } from './blocks';
import { Condition, conditionSql } from './conditions';
import { LogPosition } from './cursor';
import { LOG_COLUMNS, REFUND_COLUMNS } from './logRows';

/** What is asked of the log, with names looked up. */
export interface LogQuery {
  accountId: number;
  clock: ZoneClock;
  filter: TransactionFilter;
  /** Who and what, and what the caller may see of usage. */
  conditions: Condition[];
}

/** The charges of a page. `within` is a further condition. */
export function usageSql(
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
  const order = orderSql(filter.order, 'u', {
    at: 'e.occurred_at',
    number: 'e.id',
    amount: 'e.credits',
  });
  if (behind) {
    parts.push(` and ${order.behind(behind)}`);
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
  parts.push(` order by ${order.by} limit ${limit}`);
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

/** The journal's other entries of a page. */
export function entriesSql(
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
  const order = orderSql(filter.order, 'j', {
    at: 'j.occurred_at',
    number: 'j.seq',
    amount: 'abs(j.amount)',
  });
  if (behind) {
    parts.push(` and ${order.behind(behind)}`);
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
  parts.push(` order by ${order.by} limit ${limit}`);
  return { sql: parts.join(''), bindings };
}

/** The order of the log over rows of one kind, and what is behind a position in it; as `comparePositions`. */
function orderSql(
  order: TransactionFilter['order'],
  kind: LogPosition['kind'],
  { at, number, amount }: { at: string; number: string; amount: string },
): { by: string; behind: (position: LogPosition) => string } {
  const oldest = order === 'oldest';
  const direction = oldest ? 'asc' : 'desc';
  const past = oldest ? '>' : '<';
  // Of the same instant one kind stands before the other.
  const orSame = (kind === 'j') === oldest ? '=' : '';
  const byTime = `${at} ${direction}, ${number} ${direction}`;
  const later = (position: LogPosition) =>
    position.kind === kind
      ? `(${at}, ${number}) ${past} (${position.at}, ${position.number})`
      : `${at} ${past}${orSame} ${position.at}`;
  return order === 'largest'
    ? {
        by: `${amount} desc, ${byTime}`,
        behind: position =>
          `(${amount} < ${position.amount} or (${amount} = ${
            position.amount
          } and ${later(position)}))`,
      }
    : { by: byTime, behind: later };
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
