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

import { LotKind } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../../database/dictionary';
import {
  DbInteger,
  readAmount,
  readInteger,
  readOptionalInteger,
} from '../../database/numbers';
import {
  lotKinds,
  usageDimColumns,
  UsageDim,
  wordOf,
} from '../../database/vocabulary';
import { decodeDraws } from '../../ledger/journal';
import { Question, VisibleUsage } from '../../usage/api';
import { rowsOf } from '../../usage/blocks';
import { conditionSql, visibleCondition } from '../../usage/conditions';
import { filterConditions } from '../../usage/groupKeys';
import { readSnapshot } from '../../usage/snapshot';
import { columnOf } from '../contents/summary';
import {
  creditsAsFraction,
  Fraction,
  fractionOf,
  over,
  plus,
  times,
  zero,
} from './fractions';
import { Span } from './rows';

/** A lot as far as its price matters. */
export interface PricedLot {
  id: number;
  kind: LotKind;
  amount: bigint;
  effectiveAt: number;
  expiresAt?: number;
  pack?: string;
  reason?: string;
  price?: { amount: string; currency: string };
  /** Money of one credit. */
  unitPrice: Fraction;
}

/** The dimensions that a row of usage is of. */
export const groupDims = [
  'team',
  'department',
  'service',
  'project',
  'product',
  'action',
  'provider',
  'model',
] as const satisfies readonly UsageDim[];
export type GroupDim = (typeof groupDims)[number];

/** What was counted: the first of these that an event has. */
export const units = ['Tokens', 'Images', 'Units', 'Requests'] as const;
export type Unit = (typeof units)[number];

/** Use of one day that is alike, before it becomes a row. */
export interface UsageGroup {
  names: Partial<Record<GroupDim, string>>;
  unit: Unit;
  currency: string;
  quantity: Fraction;
  credits: { free: bigint; purchased: bigint; other: bigint; excess: bigint };
  cost: Fraction;
}

const UNIT_SQL = `case when e.input_tokens + e.output_tokens > 0 then 0 when e.images > 0 then 1 when e.units > 0 then 2 else 3 end`;
const QUANTITY_SQL = `case when e.input_tokens + e.output_tokens > 0 then e.input_tokens + e.output_tokens when e.images > 0 then e.images when e.units > 0 then e.units else e.requests end`;

/** A refund has no quantities, and counts with the charge it gives back. */
const FROM_SQL = (name: string) =>
  name.replace(
    /e\.(input_tokens|output_tokens|images|units|requests)/g,
    'c.$1',
  );

/** Every lot of an account; there are few. */
export async function readLots(
  knex: Knex,
  accountId: number,
): Promise<Map<number, PricedLot>> {
  const rows: Array<Record<string, DbInteger | string | null>> = await knex(
    'lot',
  )
    .leftJoin('journal_entry as j', join =>
      join.on('j.account_id', 'lot.account_id').andOn('j.seq', 'lot.seq'),
    )
    .where('lot.account_id', accountId)
    .select('lot.*', 'j.reason as reason');
  return new Map(
    rows.map(row => {
      const id = readInteger(row.id as DbInteger);
      const amount = readAmount(row.amount as DbInteger);
      const price = row.price_amount
        ? {
            amount: String(row.price_amount),
            currency: String(row.price_currency),
          }
        : undefined;
      return [
        id,
        {
          id,
          kind: wordOf<LotKind>(lotKinds, readInteger(row.kind as DbInteger)),
          amount,
          effectiveAt: readInteger(row.effective_at as DbInteger),
          expiresAt: readOptionalInteger(row.expires_at as DbInteger | null),
          pack: row.pack === null ? undefined : String(row.pack),
          reason: row.reason === null ? undefined : String(row.reason),
          price,
          unitPrice: price
            ? over(fractionOf(price.amount), creditsAsFraction(amount))
            : zero,
        },
      ];
    }),
  );
}

/** What is read where. */
export interface UsageReading {
  knex: Knex;
  dictionary: Dictionary;
  accountId: number;
  lots: ReadonlyMap<number, PricedLot>;
  visible: VisibleUsage;
  /** What usage is narrowed to. */
  filters: Question['filters'];
  /** Of credits that cost nothing. */
  defaultCurrency: string;
}

/** The use of one day, with the money of the lots that its charges drew from. */
export async function readDay(
  reading: UsageReading,
  day: Span,
): Promise<UsageGroup[]> {
  const { accountId, dictionary, knex } = reading;
  const visible = await visibleCondition(knex, dictionary, reading.visible);
  const conditions = [
    ...(await filterConditions(knex, dictionary, reading.filters)),
    ...(visible ? [visible] : []),
  ];
  const rows = await readSnapshot(knex, async trx => {
    const within = `e.account_id = ${accountId} and e.occurred_at >= ${day.start} and e.occurred_at < ${day.end}`;
    const seqs = await entriesAround(trx, accountId, within);
    if (!seqs) {
      return [];
    }
    const dims = groupDims.map(dim => `e.${usageDimColumns[dim]}`);
    // A refund's row has the time and the names of its charge; the unit is that of the charge too.
    const from = `from journal_entry j join usage_event e on e.id = j.usage_id left join usage_event c on c.id = e.refund_of where j.account_id = ${accountId} and j.seq between ${
      seqs.from
    } and ${seqs.to} and ${within}${conditionSql(conditions)}`;
    const unit = `case when e.refund_of is null then ${UNIT_SQL} else ${FROM_SQL(
      UNIT_SQL,
    )} end`;
    const single = await rowsOf<DayRow>(trx, {
      sql: `select ${dims.join(
        ', ',
      )}, ${unit} as unit, j.lot_id, null as draws, sum(e.credits) as credits, sum(${QUANTITY_SQL}) as quantity ${from} and j.draws is null group by ${dims.join(
        ', ',
      )}, ${unit}, j.lot_id`,
      bindings: [],
    });
    const several = await rowsOf<DayRow>(trx, {
      sql: `select ${dims.join(
        ', ',
      )}, ${unit} as unit, j.lot_id, j.draws, e.credits, ${QUANTITY_SQL} as quantity ${from} and j.draws is not null`,
      bindings: [],
    });
    return [...single, ...several];
  });
  const names = await dictionary.refs(
    rows.flatMap(row =>
      groupDims.map(dim => readInteger(row[usageDimColumns[dim]] ?? 0)),
    ),
  );
  return gather(reading, rows, names);
}

/** When the first and the last event of a range were; undefined where there are none. */
export async function usedBetween(
  knex: Knex,
  accountId: number,
  { end, start }: Span,
): Promise<{ first: number; last: number } | undefined> {
  const [row] = await rowsOf<Record<string, DbInteger | null>>(knex, {
    sql: `select min(occurred_at) as first_at, max(occurred_at) as last_at from usage_event where account_id = ${accountId} and occurred_at >= ${start} and occurred_at < ${end}`,
    bindings: [],
  });
  return row.first_at === null
    ? undefined
    : {
        first: readInteger(row.first_at),
        last: readInteger(row.last_at ?? 0),
      };
}

type DayRow = Record<string, DbInteger | null> & { draws: string | null };

/** The entries of the journal that the charges of a day can be in. */
async function entriesAround(
  trx: Knex.Transaction,
  accountId: number,
  within: string,
): Promise<{ from: number; to: number } | undefined> {
  const [ids] = await rowsOf<Record<string, DbInteger | null>>(trx, {
    sql: `select min(e.id) as first_id, max(e.id) as last_id from usage_event e where ${within}`,
    bindings: [],
  });
  if (ids.first_id === null) {
    return undefined;
  }
  const [range] = await rowsOf<Record<string, DbInteger | null>>(trx, {
    sql: `select min(first_seq) as from_seq, max(first_seq + entries) as to_seq from journal_block where account_id = ${accountId} and usage_from <= ${readInteger(
      ids.last_id ?? 0,
    )} and usage_to >= ${readInteger(ids.first_id)}`,
    bindings: [],
  });
  return range.from_seq === null
    ? undefined
    : {
        from: readInteger(range.from_seq),
        to: readInteger(range.to_seq ?? 0),
      };
}

/** A part of the credits of a row that have one source. */
interface Part {
  credits: bigint;
  lot?: PricedLot;
}

function partsOf(row: DayRow, lots: ReadonlyMap<number, PricedLot>): Part[] {
  const credits = readAmount(row.credits ?? 0);
  if (row.draws) {
    const sign = credits < 0n ? -1n : 1n;
    return decodeDraws(row.draws).map(draw => ({
      credits: sign * draw.amount,
      ...('lot' in draw ? { lot: lots.get(draw.lot) } : {}),
    }));
  }
  const lot = row.lot_id === null ? undefined : readInteger(row.lot_id);
  return [{ credits, ...(lot === undefined ? {} : { lot: lots.get(lot) }) }];
}

function gather(
  { defaultCurrency, lots }: UsageReading,
  rows: readonly DayRow[],
  names: ReadonlyMap<number, string>,
): UsageGroup[] {
  const groups = new Map<string, UsageGroup>();
  for (const row of rows) {
    const ids = groupDims.map(dim =>
      readInteger(row[usageDimColumns[dim]] ?? 0),
    );
    const unit = units[readInteger(row.unit ?? 3)];
    const byCurrency = new Map<string, Part[]>();
    for (const part of partsOf(row, lots)) {
      const currency = part.lot?.price?.currency ?? defaultCurrency;
      byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), part]);
    }
    const whole = creditsAsFraction(readAmount(row.credits ?? 0));
    const quantity: Fraction = {
      numerator: readAmount(row.quantity ?? 0),
      denominator: 1n,
    };
    for (const [currency, parts] of byCurrency) {
      const key = `${ids.join(' ')} ${unit} ${currency}`;
      let group = groups.get(key);
      if (!group) {
        group = {
          names: Object.fromEntries(
            groupDims.flatMap((dim, i) => {
              const name = names.get(ids[i]);
              return name === undefined ? [] : [[dim, name]];
            }),
          ),
          unit,
          currency,
          quantity: zero,
          credits: { free: 0n, purchased: 0n, other: 0n, excess: 0n },
          cost: zero,
        };
        groups.set(key, group);
      }
      // Credits of several currencies share what was consumed by their size.
      const credits = parts.reduce((sum, part) => sum + part.credits, 0n);
      group.quantity = plus(
        group.quantity,
        byCurrency.size === 1
          ? quantity
          : times(quantity, over(creditsAsFraction(credits), whole)),
      );
      for (const part of parts) {
        const column = part.lot ? columnOf(part.lot.kind) : 'excess';
        group.credits[column] += part.credits;
        if (part.lot) {
          group.cost = plus(
            group.cost,
            times(part.lot.unitPrice, creditsAsFraction(part.credits)),
          );
        }
      }
    }
  }
  return [...groups.values()];
}
