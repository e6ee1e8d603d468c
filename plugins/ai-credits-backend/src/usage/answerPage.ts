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
import { Dictionary } from '../database/dictionary';
import type { ZoneClock } from '../ledger/periods';
import { Order, TieBreak } from './answerOrder';
import { AnswerRow, readRows, StatementAnswer } from './answerRows';
import { rowsOf } from './blocks';
import { GroupKey } from './groupKeys';
import { MAX_TIES, OrderBy, questionSql, Statement } from './questionSql';

/** What a question finds. */
export interface Page {
  /** In order; one more than the limit where there are more. */
  listed: AnswerRow[];
  totals: AnswerRow | undefined;
  /** By the ids of keys. */
  names: ReadonlyMap<number, string>;
}

/**
 * The rows of a page, in order. Names are looked up here, where they are
 * remembered, and order rows that are the same otherwise; only where a page
 * ends among very many of those is the database asked to order them, too.
 */
export async function readPage(
  trx: Knex.Transaction,
  clock: ZoneClock,
  dictionary: Dictionary,
  options: Omit<Statement, 'orderBy'> & { order: Order },
): Promise<Page> {
  const { order, ...statement } = options;
  const { keys, limit } = statement;
  const ask = async (orderBy: OrderBy) =>
    readRows(
      await rowsOf<StatementAnswer>(
        trx,
        questionSql(trx, clock, { ...statement, limit: limit + 1, orderBy }),
      ),
      keys.length,
    );
  const found = await ask(order.by);
  // The totals are one of them.
  const cut = order.ties.length > 0 && found.length > limit + 1 + MAX_TIES;
  const rows = cut ? await ask(order.exact) : found;
  const names = await dictionary.refs(namedIds(rows, keys), trx);
  return {
    listed: rows
      .filter(({ number }) => number > 0)
      .sort(comparison(rows, keys, order.ties, names))
      .slice(0, limit + 1),
    totals: rows.find(({ number }) => number === 0),
    names,
  };
}

/** The ids of what has names. */
function namedIds(
  rows: readonly AnswerRow[],
  keys: readonly GroupKey[],
): Set<number> {
  const ids = new Set<number>();
  keys.forEach((key, i) => {
    if (key.named) {
      rows.forEach(({ values }) => ids.add(values[i]));
    }
  });
  return ids;
}

function comparison(
  rows: readonly AnswerRow[],
  keys: readonly GroupKey[],
  ties: readonly TieBreak[],
  names: ReadonlyMap<number, string>,
): (a: AnswerRow, b: AnswerRow) => number {
  let ranks: Map<number, number> | undefined;
  const placeOf = (row: AnswerRow, key: number) => {
    if (!keys[key].named) {
      return row.values[key];
    }
    // Most pages have no ties.
    ranks ??= ranksOf(namedIds(rows, keys), names);
    return ranks.get(row.values[key]) ?? 0;
  };
  return (a, b) => {
    if (a.number !== b.number) {
      return a.number - b.number;
    }
    for (const { key, sign } of ties) {
      const difference = placeOf(a, key) - placeOf(b, key);
      if (difference) {
        return difference * sign;
      }
    }
    return 0;
  };
}

/** The places of names in the order of their bytes, as databases compare them and languages do not. */
function ranksOf(
  ids: ReadonlySet<number>,
  names: ReadonlyMap<number, string>,
): Map<number, number> {
  const sorted = [...ids]
    .map(id => ({ id, bytes: Buffer.from(names.get(id) ?? '') }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  return new Map(sorted.map(({ id }, place) => [id, place]));
}
