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

import { Feedback, FeedbackResponse } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { isPostgres } from '../database/engine';
import {
  DbInteger,
  readInteger,
  readOptionalInteger,
} from '../database/numbers';
import { rowset } from '../database/rowset';
import { outcomes, usageStatuses } from '../database/vocabulary';
import { usageKey } from '../database/usageKey';
import { rowsOf } from './blocks';
import { Condition, conditionSql } from './conditions';
import { allSums, foldedColumns } from './cubes';
import { addToRollups, lockFoldState } from './fold';
import { blocksOf } from './transactions';

/** The sums that feedback changes. */
const CHANGED = ['flawed_firsts', 'rating_sum', 'rating_count'];

/** What feedback writes into a usage row; what is absent stays. */
interface Change {
  outcome?: number;
  quality?: number;
  rating?: number;
}

/** A usage row as far as feedback changes it. */
interface Judged {
  id: number;
  flawed: boolean;
  rating: number | undefined;
}

/**
 * Writes down what became of events. Where an event is in the rollups already,
 * they are corrected in the same transaction; the lock of the rollups is held,
 * so that no fold takes the event in between.
 */
export async function writeFeedback(
  trx: Knex.Transaction,
  options: {
    account: string;
    accountId: number;
    list: readonly Feedback[];
    visibleOnly: Condition | undefined;
  },
): Promise<FeedbackResponse> {
  const { account, accountId, list } = options;
  const folded = (await lockFoldState(trx, accountId, { wait: true })) ?? 0;
  const keys = list.map(each => usageKey(account, each.source, each.id));
  const ids = await usageIdsOf(trx, keys);
  const before = await judgedRows(trx, accountId, [...ids.values()], {
    lock: true,
    visibleOnly: options.visibleOnly,
  });

  const unknown: FeedbackResponse['unknown'] = [];
  const changes = new Map<number, Change>();
  for (const [i, each] of list.entries()) {
    const id = ids.get(keys[i]);
    if (id === undefined || !before.has(id)) {
      unknown.push({ source: each.source, id: each.id });
      continue;
    }
    const change: Change = {
      ...(each.outcome && { outcome: outcomes[each.outcome] }),
      ...(each.qualityScore !== undefined && { quality: each.qualityScore }),
      ...(each.rating !== undefined && { rating: each.rating }),
    };
    if (Object.keys(change).length) {
      // Of two that judge the same event the later one counts.
      changes.set(id, { ...changes.get(id), ...change });
    }
  }
  await writeChanges(trx, changes);
  const after = await judgedRows(trx, accountId, [...changes.keys()], {
    lock: false,
    visibleOnly: undefined,
  });
  await correctRollups(trx, accountId, folded, before, after);
  return { updated: list.length - unknown.length, unknown };
}

async function usageIdsOf(
  trx: Knex.Transaction,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const set = rowset(trx, {
    wanted: { type: 'uuid', values: [...new Set(keys)] },
  });
  const rows = await rowsOf<{ key: string; usage_id: DbInteger }>(trx, {
    sql: `select k.key, k.usage_id from ${set.sql} as w join usage_key k on k.key = w.wanted`,
    bindings: set.bindings,
  });
  return new Map(rows.map(row => [row.key, readInteger(row.usage_id)]));
}

async function writeChanges(
  trx: Knex.Transaction,
  changes: ReadonlyMap<number, Change>,
): Promise<void> {
  if (!changes.size) {
    return;
  }
  const all = [...changes.values()];
  const set = rowset(trx, {
    changed: { type: 'bigint', values: [...changes.keys()] },
    outcome: { type: 'smallint', values: all.map(each => each.outcome) },
    quality: { type: 'float8', values: all.map(each => each.quality) },
    rating: { type: 'smallint', values: all.map(each => each.rating) },
  });
  const columns = ['outcome', 'quality', 'rating'].map(
    column => `${column} = coalesce(d.${column}, usage_event.${column})`,
  );
  await trx.raw(
    `update usage_event set ${columns.join(', ')} from ${
      set.sql
    } as d where usage_event.id = d.changed`,
    set.bindings,
  );
}

async function judgedRows(
  trx: Knex.Transaction,
  accountId: number,
  ids: readonly number[],
  options: { lock: boolean; visibleOnly: Condition | undefined },
): Promise<Map<number, Judged>> {
  if (!ids.length) {
    return new Map();
  }
  const set = rowset(trx, { wanted: { type: 'bigint', values: ids } });
  const rows = await rowsOf<{ [column: string]: DbInteger | null }>(trx, {
    sql: `select e.id, e.attempt, e.status, e.outcome, e.rating from usage_event e where e.id in (select wanted from ${
      set.sql
    } as w) and e.account_id = ${accountId} and e.kind = 1${conditionSql(
      options.visibleOnly ? [options.visibleOnly] : [],
    )}${options.lock && isPostgres(trx) ? ' order by e.id for update' : ''}`,
    bindings: set.bindings,
  });
  return new Map(
    rows.map(row => {
      const id = readInteger(row.id!);
      return [
        id,
        {
          id,
          flawed:
            readInteger(row.attempt!) === 1 &&
            (readInteger(row.status!) === usageStatuses.failed ||
              readOptionalInteger(row.outcome) === outcomes.rejected),
          rating: readOptionalInteger(row.rating),
        },
      ];
    }),
  );
}

/** Adds the difference that feedback made to the rollups of events that are in them. */
async function correctRollups(
  trx: Knex.Transaction,
  accountId: number,
  folded: number,
  before: ReadonlyMap<number, Judged>,
  after: ReadonlyMap<number, Judged>,
): Promise<void> {
  const blocks = await blocksOf(trx, accountId, [...after.keys()]);
  const changes = [...after.values()].flatMap(now => {
    const was = before.get(now.id)!;
    const change = {
      id: now.id,
      flawed: Number(now.flawed) - Number(was.flawed),
      ratingSum: (now.rating ?? 0) - (was.rating ?? 0),
      ratingCount:
        Number(now.rating !== undefined) - Number(was.rating !== undefined),
    };
    const isFolded = blocks.some(
      block =>
        block.number <= folded && block.from <= now.id && now.id <= block.to,
    );
    return isFolded && (change.flawed || change.ratingSum || change.ratingCount)
      ? change
      : [];
  });
  if (!changes.length) {
    return;
  }
  const set = rowset(trx, {
    changed: { type: 'bigint', values: changes.map(c => c.id) },
    flawed_firsts: { type: 'int', values: changes.map(c => c.flawed) },
    rating_sum: { type: 'int', values: changes.map(c => c.ratingSum) },
    rating_count: { type: 'int', values: changes.map(c => c.ratingCount) },
  });
  const columns = foldedColumns.flatMap(([column, expression]) => {
    if (CHANGED.includes(column)) {
      return `d.${column}`;
    }
    return column in allSums || column === 'latencies'
      ? []
      : `${expression} as ${column}`;
  });
  await addToRollups(
    trx,
    {
      sql: `select ${columns.join(', ')} from ${
        set.sql
      } as d join usage_event e on e.id = d.changed`,
      bindings: set.bindings,
    },
    CHANGED,
  );
}
