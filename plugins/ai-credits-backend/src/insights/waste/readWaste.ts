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
  formatCredits,
  parseCredits,
  WasteDimension,
  wasteDimensions,
  WasteEventsResponse,
  WasteFinding,
  WasteResponse,
  WasteRule,
  wasteRules,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DbInteger, readAmount, readInteger } from '../../database/numbers';
import type { EpochMs } from '../../ledger/types';
import { answer, QuestionContext } from '../../usage/analytics';
import { rowsOf } from '../../usage/blocks';
import { Condition } from '../../usage/conditions';
import {
  batchOf,
  DbRow,
  idsIn,
  LOG_COLUMNS,
  usageTransaction,
} from '../../usage/logRows';
import { blocksOf } from '../../usage/transactions';
import { conditionsOf, dayText, InsightScope, readEvents } from '../scope';
import {
  Part,
  ruleNumbers,
  shareOf,
  suggestionOf,
  tellsOutcomes,
} from './rules';
import {
  feedbackSql,
  settledBefore,
  wasteEventsSql,
  WasteQuery,
  wasteSql,
} from './wasteSql';

interface PartRow {
  part: string;
  rule: DbInteger;
  id: DbInteger;
  item: string | null;
  credits: DbInteger;
  counted: DbInteger;
  events: DbInteger;
  items: DbInteger;
  attempts: DbInteger;
  counted_events: DbInteger;
}

/** What the reader of waste is told of how to judge. */
export interface WasteSettings {
  /** After so many days what was generated and has no outcome counts as unused. */
  unusedAfterDays: number;
}

/**
 * What was wasted in a range, by rule, with the worst of each and the period
 * before to compare with.
 *
 * @throws ServiceUnavailableError when it takes too long
 */
export async function readWaste(
  context: QuestionContext,
  scope: InsightScope,
  settings: WasteSettings,
  now: EpochMs,
): Promise<WasteResponse> {
  const length = scope.to - scope.from;
  const before = { ...scope, from: scope.from - length, to: scope.from };
  const conditions = await conditionsOf(context, scope);
  const [all, allBefore] = await Promise.all(
    [scope, before].map(each => creditsOf(context, each)),
  );
  const { rows, earlier } = await readEvents(context.knex, async trx => {
    const query = await wasteQuery(trx, context, scope, conditions, {
      settings,
      now,
    });
    return {
      rows: await rowsOf<PartRow>(trx, {
        sql: wasteSql(query, true),
        bindings: [],
      }),
      earlier: await rowsOf<PartRow>(trx, {
        sql: wasteSql({ ...query, from: before.from, to: before.to }, false),
        bindings: [],
      }),
    };
  });
  const ids = rows
    .filter(row => row.part !== 'total' && row.part !== 'day')
    .map(row => readInteger(row.id));
  const names = await context.dictionary.refs(ids);

  const total = (from: readonly PartRow[]) =>
    from
      .filter(row => row.part === 'total')
      .reduce((sum, row) => sum + readAmount(row.counted), 0n);
  const wasted = total(rows);
  const wastedBefore = total(earlier);
  return {
    from: new Date(scope.from).toISOString(),
    to: new Date(scope.to).toISOString(),
    timeZone: context.clock.zone,
    asOf: new Date(now).toISOString(),
    credits: formatCredits(all),
    wasted: formatCredits(wasted),
    share: shareOf(wasted, all),
    events: countedEvents(rows),
    before: {
      from: new Date(before.from).toISOString(),
      to: new Date(before.to).toISOString(),
      credits: formatCredits(allBefore),
      wasted: formatCredits(wastedBefore),
      share: shareOf(wastedBefore, allBefore),
    },
    unusedAfterDays: settings.unusedAfterDays,
    rules: wasteRules.map(rule => findingOf(rule, rows, earlier, all, names)),
    days: daysOf(rows),
  };
}

/**
 * The events that a rule found, newest first, a page at a time.
 *
 * @throws InputError for a cursor that is malformed
 */
export async function readWasteEvents(
  context: QuestionContext,
  scope: InsightScope & {
    rule: WasteRule;
    item?: string;
    cursor?: string;
    limit: number;
  },
  settings: WasteSettings,
  now: EpochMs,
): Promise<WasteEventsResponse> {
  const behind =
    scope.cursor === undefined ? undefined : readCursor(scope.cursor);
  const conditions = await conditionsOf(context, scope);
  const { rows, blocks } = await readEvents(context.knex, async trx => {
    const query = await wasteQuery(trx, context, scope, conditions, {
      settings,
      now,
    });
    const found = await rowsOf<DbRow>(trx, {
      sql: wasteEventsSql(query, {
        rule: ruleNumbers[scope.rule],
        columns: LOG_COLUMNS,
        behind,
        limit: scope.limit + 1,
        ofItem: scope.item !== undefined,
      }),
      bindings: scope.item === undefined ? [] : [scope.item],
    });
    return {
      rows: found,
      blocks: await blocksOf(
        trx,
        context.accountId,
        found.map(row => readInteger(row.id as DbInteger)),
      ),
    };
  });
  const page = rows.slice(0, scope.limit);
  const names = await context.dictionary.refs(page.flatMap(idsIn));
  const last = page[page.length - 1];
  return {
    transactions: page.map(row => {
      const id = readInteger(row.id as DbInteger);
      return usageTransaction(
        row,
        names,
        blocks.find(
          block =>
            batchOf(block.from) === batchOf(id) &&
            block.from <= id &&
            id <= block.to,
        ),
      );
    }),
    ...(rows.length > page.length
      ? {
          nextCursor: `${readInteger(
            last.occurred_at as DbInteger,
          )}.${readInteger(last.id as DbInteger)}`,
        }
      : {}),
    timeZone: context.clock.zone,
  };
}

async function creditsOf(
  context: QuestionContext,
  scope: InsightScope,
): Promise<bigint> {
  const { totals } = await answer(
    context,
    {
      from: new Date(scope.from).toISOString(),
      to: new Date(scope.to).toISOString(),
      groupBy: [],
      measures: ['credits'],
      filters: scope.filters,
      limit: 1,
    },
    scope.visible,
  );
  return parseCredits(totals.credits ?? 0);
}

async function wasteQuery(
  trx: Knex.Transaction,
  { accountId }: QuestionContext,
  scope: InsightScope,
  conditions: readonly Condition[],
  { settings, now }: { settings: WasteSettings; now: EpochMs },
): Promise<WasteQuery> {
  const base = {
    accountId,
    from: scope.from,
    to: scope.to,
    conditions,
    settledBefore: settledBefore(now, settings.unusedAfterDays),
  };
  // Whether outcomes are told is judged on the period before too: a short range shows little.
  const rows = await rowsOf<{ [column: string]: DbInteger }>(trx, {
    sql: feedbackSql({ ...base, from: scope.from - (scope.to - scope.from) }),
    bindings: [],
  });
  return {
    ...base,
    telling: rows
      .filter(row =>
        tellsOutcomes({
          settled: readInteger(row.settled),
          judged: readInteger(row.judged),
        }),
      )
      .map(row => ({
        product: readInteger(row.product_id),
        action: readInteger(row.action_id),
      })),
  };
}

function findingOf(
  rule: WasteRule,
  rows: readonly PartRow[],
  earlier: readonly PartRow[],
  all: bigint,
  names: ReadonlyMap<number, string>,
): WasteFinding {
  const number = ruleNumbers[rule];
  const of = (from: readonly PartRow[], part: string) =>
    from.filter(row => row.part === part && readInteger(row.rule) === number);
  const [total] = of(rows, 'total');
  const credits = total ? readAmount(total.credits) : 0n;
  const worst = Object.fromEntries(
    wasteDimensions.map(dimension => [
      dimension,
      of(rows, dimension)
        .map(row => partOf(row, names))
        .sort(byCredits),
    ]),
  ) as Record<WasteDimension, Part[]>;
  const suggested = suggestionOf(rule, credits, worst);
  const show = ({ name, credits: part, events }: Part) => ({
    name,
    credits: formatCredits(part),
    events,
    share: shareOf(part, credits) ?? 0,
  });
  const [totalBefore] = of(earlier, 'total');
  return {
    rule,
    credits: formatCredits(credits),
    counted: formatCredits(total ? readAmount(total.counted) : 0n),
    events: total ? readInteger(total.events) : 0,
    items: total ? readInteger(total.items) : 0,
    share: shareOf(credits, all),
    before: formatCredits(totalBefore ? readAmount(totalBefore.credits) : 0n),
    worst: Object.fromEntries(
      wasteDimensions.map(dimension => [dimension, worst[dimension].map(show)]),
    ) as WasteFinding['worst'],
    worstItems: of(rows, 'item')
      .map(row => ({
        ...partOf(row, names),
        action: names.get(readInteger(row.id)) ?? '',
        name: row.item ?? '',
        attempts: readInteger(row.attempts),
      }))
      .sort(byCredits)
      .map(({ action, attempts, ...part }) => ({
        ...show(part),
        action,
        attempts,
      })),
    ...(suggested
      ? {
          suggestion: {
            dimension: suggested.dimension,
            ...show(suggested.part),
          },
        }
      : {}),
  };
}

function partOf(row: PartRow, names: ReadonlyMap<number, string>): Part {
  return {
    name: names.get(readInteger(row.id)) ?? '',
    credits: readAmount(row.credits),
    events: readInteger(row.events),
  };
}

/** Most credits first, then by name. */
function byCredits(a: Part, b: Part): number {
  if (a.credits !== b.credits) {
    return a.credits > b.credits ? -1 : 1;
  }
  return a.name < b.name ? -1 : 1;
}

function countedEvents(rows: readonly PartRow[]): number {
  return rows.reduce((sum, row) => sum + readInteger(row.counted_events), 0);
}

function daysOf(rows: readonly PartRow[]): WasteResponse['days'] {
  const days = new Map<number, Partial<Record<WasteRule, string>>>();
  for (const row of rows) {
    if (row.part === 'day') {
      const rules = days.get(readInteger(row.id)) ?? {};
      const rule = wasteRules.find(
        each => ruleNumbers[each] === readInteger(row.rule),
      )!;
      rules[rule] = formatCredits(readAmount(row.credits));
      days.set(readInteger(row.id), rules);
    }
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, rules]) => ({
      day: dayText(day),
      rules: Object.fromEntries(
        wasteRules.map(rule => [rule, rules[rule] ?? '0']),
      ) as Record<WasteRule, string>,
    }));
}

const CURSOR = /^(\d{1,15})\.(\d{1,15})$/;

function readCursor(cursor: string): { at: EpochMs; id: number } {
  const match = CURSOR.exec(cursor);
  if (!match) {
    throw new InputError('cursor: is not one that this route has given');
  }
  return { at: Number(match[1]), id: Number(match[2]) };
}
