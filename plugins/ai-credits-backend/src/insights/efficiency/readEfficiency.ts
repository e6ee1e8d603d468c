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
  AnalyticsRow,
  EfficiencyResponse,
  EfficiencyRow,
  formatCredits,
  Measure,
  parseCredits,
  UsageDimension,
  Workflow,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DbInteger, readAmount, readInteger } from '../../database/numbers';
import { lotKinds } from '../../database/vocabulary';
import { DAY_MS } from '../../ledger/calendar';
import type { EpochMs } from '../../ledger/types';
import { answer, QuestionContext } from '../../usage/analytics';
import { rowsOf } from '../../usage/blocks';
import { conditionsOf, eventsWhere, InsightScope, readEvents } from '../scope';
import { shareOf } from '../waste/rules';
import { passedFirsts, readWorkStats, WorkStats } from '../workStats';
import { acceptedSql, countedBy, countsSql } from './itemsSql';
import { CreditPrice, returnOnCredits } from './returns';
import {
  creditsPerItem,
  ItemValue,
  ItemWork,
  MINIMUM_ITEMS,
  MINIMUM_REQUESTS,
  mostEfficient,
} from './rules';

/** What items are worth, as configured, and what a pack's credits cost. */
export interface ValueSettings {
  currency: string;
  values: readonly ItemValue[];
  pack?: Omit<CreditPrice, 'basis'> & { currency: string };
}

const grouped = {
  people: 'user',
  teams: 'team',
  actions: 'action',
  models: 'model',
} as const satisfies Record<string, UsageDimension>;
type Grouped = keyof typeof grouped;

/** Rows of each grouping, those with most credits. */
const MAX_ROWS = 200;
const MAX_WORKFLOWS = 50;

const measures: Measure[] = [
  'credits',
  'requests',
  'creditsPerRequest',
  'firstPassRate',
  'regenerationRate',
  'successRate',
  'averageRating',
  'averageLatencyMs',
];

interface Counts extends ItemWork {
  judged: number;
  accepted: number;
}

/**
 * How well credits were used: by whom, for what, with which models.
 *
 * @throws ServiceUnavailableError when it takes too long
 */
export async function readEfficiency(
  context: QuestionContext,
  scope: InsightScope,
  value: ValueSettings | undefined,
  now: EpochMs,
): Promise<EfficiencyResponse> {
  const { accountId, dictionary, knex } = context;
  const conditions = await conditionsOf(context, scope);
  const where = eventsWhere(accountId, scope, conditions);
  const keys = Object.keys(grouped) as Grouped[];

  const found = await readEvents(knex, async trx => {
    return {
      ...(await readCounts(trx, where)),
      work: await readWorkStats(trx, {
        accountId,
        ...scope,
        conditions,
        recent: scope.to - 30 * DAY_MS,
      }),
      accepted: value
        ? await rowsOf<{ [column: string]: DbInteger }>(trx, {
            sql: acceptedSql(where),
            bindings: [],
          })
        : [],
      price: value && (await readPrice(trx, accountId, value)),
    };
  });
  const [total, ...answers] = await Promise.all([
    ask(context, scope),
    ...keys.map(key => ask(context, scope, grouped[key])),
  ]);
  const names = await dictionary.refs([
    ...keys.flatMap(key => [...found.counts[key].keys()]),
    ...found.work.flatMap(each => [each.useCase, each.action, each.model]),
    ...found.items.map(row => readInteger(row.id)),
    ...found.accepted.flatMap(row => [
      readInteger(row.product_id),
      readInteger(row.action_id),
    ]),
  ]);
  const named = (id: number) => names.get(id) ?? '';

  const all = parseCredits(total.totals.credits ?? 0);
  const {
    enough,
    mostEfficient: _,
    ...totalRow
  } = rowOf('', total.totals, found.total, all);
  const rows = Object.fromEntries(
    keys.map((key, i) => {
      const byName = new Map(
        [...found.counts[key]].map(([id, each]) => [named(id), each]),
      );
      const best = mostEfficient(
        [...byName].map(([name, each]) => ({ name, ...each })),
      );
      return [
        key,
        answers[i].rows.map(row => {
          const name = String(row[grouped[key]] ?? '');
          return {
            ...rowOf(name, row, byName.get(name), all),
            mostEfficient: name === best,
          };
        }),
      ];
    }),
  ) as Record<Grouped, EfficiencyRow[]>;

  return {
    from: new Date(scope.from).toISOString(),
    to: new Date(scope.to).toISOString(),
    timeZone: context.clock.zone,
    asOf: new Date(now).toISOString(),
    total: totalRow,
    minimumItems: MINIMUM_ITEMS,
    ...rows,
    workflows: workflowsOf(found.work, named),
    minimumRequests: MINIMUM_REQUESTS,
    items: found.items.map(row => ({
      item: String(row.item),
      action: named(readInteger(row.id)),
      attempts: readInteger(row.counted ?? 0),
      credits: formatCredits(readAmount(row.credits ?? 0)),
      lastAt: new Date(readInteger(row.last_at)).toISOString(),
    })),
    ...(value && found.price
      ? {
          value: returnOnCredits(
            found.accepted.map(row => ({
              product: named(readInteger(row.product_id)),
              action: named(readInteger(row.action_id)),
              accepted: readInteger(row.accepted),
              credits: readAmount(row.credits),
            })),
            value.values,
            value.currency,
            found.price,
          ),
        }
      : {}),
  };
}

async function ask(
  context: QuestionContext,
  scope: InsightScope,
  dimension?: UsageDimension,
) {
  return answer(
    context,
    {
      from: new Date(scope.from).toISOString(),
      to: new Date(scope.to).toISOString(),
      groupBy: dimension ? [dimension] : [],
      measures,
      filters: scope.filters,
      orderBy: dimension ? [['credits', 'desc']] : undefined,
      limit: MAX_ROWS,
    },
    scope.visible,
  );
}

interface CountRow {
  part: string;
  by: DbInteger;
  id: DbInteger;
  item: string | null;
  credits: DbInteger | null;
  counted: DbInteger | null;
  last_at: DbInteger;
}

/** Produced items, outcomes and items with most attempts, in one statement. */
async function readCounts(
  trx: Knex,
  where: string,
): Promise<{
  counts: Record<Grouped, Map<number, Counts>>;
  total: Counts | undefined;
  items: CountRow[];
}> {
  const rows = await rowsOf<CountRow>(trx, {
    sql: countsSql(where),
    bindings: [],
  });
  const maps = [undefined, ...countedBy].map(() => new Map<number, Counts>());
  for (const row of rows) {
    if (row.part === 'attempts') {
      continue;
    }
    const map = maps[readInteger(row.by)];
    const id = readInteger(row.id);
    const each = map.get(id) ?? {
      produced: 0,
      credits: 0n,
      judged: 0,
      accepted: 0,
    };
    map.set(id, each);
    if (row.part === 'items') {
      each.produced = readInteger(row.counted ?? 0);
      each.credits = readAmount(row.credits ?? 0);
    } else {
      each.accepted = readInteger(row.credits ?? 0);
      each.judged = readInteger(row.counted ?? 0);
    }
  }
  return {
    counts: Object.fromEntries(
      (Object.keys(grouped) as Grouped[]).map(key => [
        key,
        maps[countedBy.indexOf(grouped[key]) + 1],
      ]),
    ) as Record<Grouped, Map<number, Counts>>,
    total: maps[0].get(0),
    items: rows.filter(row => row.part === 'attempts'),
  };
}

/** The price of a credit over all purchases in the currency, or that of the pack. */
async function readPrice(
  trx: Knex,
  accountId: number,
  { currency, pack }: ValueSettings,
): Promise<CreditPrice | undefined> {
  const lots: Array<{ amount: DbInteger; price_amount: string }> = await trx(
    'lot',
  )
    .where({
      account_id: accountId,
      kind: lotKinds.purchase,
      price_currency: currency,
    })
    .whereNotNull('price_amount')
    .select('amount', 'price_amount');
  const bought = lots.reduce(
    (sum, lot) => ({
      amount: sum.amount + parseCredits(lot.price_amount, 'price'),
      credits: sum.credits + readAmount(lot.amount),
    }),
    { amount: 0n, credits: 0n },
  );
  if (bought.credits > 0n) {
    return { ...bought, basis: 'purchases' };
  }
  return pack && pack.currency === currency && pack.credits > 0n
    ? { amount: pack.amount, credits: pack.credits, basis: 'pack' }
    : undefined;
}

function rowOf(
  name: string,
  row: AnalyticsRow,
  counts: Counts | undefined,
  all: bigint,
): EfficiencyRow {
  const credits = parseCredits(row.credits ?? 0);
  const number = (measure: Measure) =>
    row[measure] === undefined ? undefined : Number(row[measure]);
  const each = counts && creditsPerItem(counts);
  return {
    name,
    credits: formatCredits(credits),
    share: shareOf(credits, all),
    requests: Number(row.requests ?? 0),
    creditsPerRequest:
      row.creditsPerRequest === undefined
        ? undefined
        : String(row.creditsPerRequest),
    items: counts?.produced ?? 0,
    creditsPerItem: each === undefined ? undefined : formatCredits(each),
    acceptanceRate: counts?.judged
      ? rounded(counts.accepted / counts.judged)
      : undefined,
    firstPassRate: number('firstPassRate'),
    regenerationRate: number('regenerationRate'),
    successRate: number('successRate'),
    averageRating: number('averageRating'),
    averageLatencyMs: number('averageLatencyMs'),
    enough: (counts?.produced ?? 0) >= MINIMUM_ITEMS,
    mostEfficient: false,
  };
}

/** Workflows with enough requests, fewest credits for a prompt first. */
function workflowsOf(
  work: readonly WorkStats[],
  named: (id: number) => string,
): Workflow[] {
  return work
    .filter(each => each.requests >= MINIMUM_REQUESTS)
    .map(each => ({
      each: creditsPerItem({ produced: each.requests, credits: each.credits })!,
      workflow: workflowOf(each, named),
    }))
    .sort((a, b) => {
      if (a.each !== b.each) {
        return a.each < b.each ? -1 : 1;
      }
      return b.workflow.requests - a.workflow.requests;
    })
    .slice(0, MAX_WORKFLOWS)
    .map(({ each, workflow }) => ({
      ...workflow,
      creditsPerRequest: formatCredits(each),
    }));
}

function workflowOf(each: WorkStats, named: (id: number) => string): Workflow {
  const rate = (part: number, whole: number) =>
    whole > 0 ? rounded(part / whole) : undefined;
  return {
    useCase: named(each.useCase),
    action: named(each.action),
    model: named(each.model),
    credits: formatCredits(each.credits),
    requests: each.requests,
    acceptanceRate: rate(each.accepted, each.judged),
    firstPassRate: rate(passedFirsts(each), each.firsts),
    successRate: rate(each.succeeded, each.events),
    averageRating: rate(each.rating.sum, each.rating.count),
    averageLatencyMs: rate(each.latency.sum, each.latency.count),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
