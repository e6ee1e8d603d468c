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
import {
  UsageDimension,
  usageDimensions,
} from 'backstage-plugin-ai-credits-common';
import { DAY_MS } from '../ledger/calendar';
import { Knex } from 'knex';
import { isPostgres } from '../database/engine';
import type { EpochMs } from '../ledger/types';
import type { QuestionContext } from '../usage/analytics';
import type { Question, VisibleUsage } from '../usage/api';
import { Condition, conditionSql, visibleCondition } from '../usage/conditions';
import { filterConditions } from '../usage/groupKeys';
import { readSnapshot } from '../usage/snapshot';

/** The longest range of a question that looks at events, in days: a year and what months are longer. */
export const MAX_EVENT_DAYS = 400;

/** The usage that is looked at: a range, filters, and what the caller may see. */
export interface InsightScope {
  from: EpochMs;
  /** Exclusive. */
  to: EpochMs;
  filters: Question['filters'];
  visible: VisibleUsage;
}

/** Filters out of a parsed query. */
export function filtersOf(query: {
  [dimension in UsageDimension]?: string[];
}): Question['filters'] {
  const filters: Question['filters'] = {};
  for (const dimension of usageDimensions) {
    const values = query[dimension];
    if (values?.length) {
      filters[dimension] = values;
    }
  }
  return filters;
}

/**
 * Makes sure that a range ends after it begins and is not too long.
 *
 * @throws InputError when it does not, or is
 */
export function checkedRange(
  from: string,
  to: string,
): { from: EpochMs; to: EpochMs } {
  const range = { from: Date.parse(from), to: Date.parse(to) };
  if (range.from >= range.to) {
    throw new InputError('to: must be after from');
  }
  const days = (range.to - range.from) / DAY_MS;
  if (days > MAX_EVENT_DAYS) {
    throw new InputError(
      `The range of ${Math.ceil(
        days,
      )} days is too long; it may have at most ${MAX_EVENT_DAYS} days`,
    );
  }
  return range;
}

/** Filters and visibility as conditions on the dictionary's ids. */
export async function conditionsOf(
  { knex, dictionary }: QuestionContext,
  { filters, visible }: Pick<InsightScope, 'filters' | 'visible'>,
): Promise<Condition[]> {
  const conditions = await filterConditions(knex, dictionary, filters);
  const visibleOnly = await visibleCondition(knex, dictionary, visible);
  return visibleOnly ? [...conditions, visibleOnly] : conditions;
}

/** Sorting and grouping of what a question looks at stays in memory up to so much. */
const WORK_MEM = '64MB';

/**
 * Reads from one snapshot, as {@link readSnapshot}, with room for the tables
 * that grouping by items takes.
 *
 * @throws ServiceUnavailableError when it takes too long
 */
export async function readEvents<T>(
  knex: Knex,
  read: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return readSnapshot(knex, async trx => {
    if (isPostgres(trx)) {
      // Events are joined with what was grouped from as many of them. Where a
      // table was just filled, and of the newest events, PostgreSQL takes either
      // for a single row and would go through all of the one for each of the
      // other: a quarter of a minute for what a hash does in half a second.
      await trx.raw(
        `set local work_mem = '${WORK_MEM}'; set local enable_nestloop = off`,
      );
    }
    return read(trx);
  });
}

/** `where` of the events of a scope, over a table named `e`; numbers only, so that it needs no bindings. */
export function eventsWhere(
  accountId: number,
  range: { from: EpochMs; to: EpochMs },
  conditions: readonly Condition[],
): string {
  return `e.account_id = ${accountId} and e.occurred_at >= ${
    range.from
  } and e.occurred_at < ${range.to}${conditionSql(conditions)}`;
}

/** A stored day as text: 20261120 is 2026-11-20. */
export function dayText(day: number): string {
  const text = String(day).padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
