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

import { wasteDimensions } from 'backstage-plugin-ai-credits-common';
import { outcomes, usageKinds, usageStatuses } from '../../database/vocabulary';
import { DAY_MS } from '../../ledger/calendar';
import type { EpochMs } from '../../ledger/types';
import { Condition } from '../../usage/conditions';
import { dimensionColumns } from '../../usage/cubes';
import { eventsWhere } from '../scope';
import { RUN_GAP_MS, ruleNumbers, WASTED_FROM_ATTEMPT } from './rules';

/** Values of a dimension, and items, that are listed for each rule. */
export const LISTED = 10;

/** What decides whether an event is waste, besides the event. */
export interface WasteQuery {
  accountId: number;
  from: EpochMs;
  /** Exclusive. */
  to: EpochMs;
  conditions: readonly Condition[];
  /** Products and actions whose silence counts as an outcome. */
  telling: ReadonlyArray<{ product: number; action: number }>;
  /** Events before it have had their time to be used. */
  settledBefore: EpochMs;
}

const { accepted, rejected, unused } = outcomes;
const usage = `e.kind = ${usageKinds.usage}`;

/** Items and actions with several attempts, and the time of the last. */
function latestSql(where: string): string {
  return `latest as materialized (
  select e.action_id, e.item, max(e.occurred_at) as occurred_at
  from usage_event e where ${where} and ${usage} and e.item is not null
  group by e.action_id, e.item having count(*) > 1
)`;
}

const JOIN_LATEST =
  'left join latest l on l.action_id = e.action_id and l.item = e.item';
/** No later attempt at the same item and action took its place. */
const STANDS = '(l.occurred_at is null or l.occurred_at <= e.occurred_at)';

/**
 * How many events of each product and action had time for an outcome, and have
 * one. Attempts that were followed by another are left out: nobody says much
 * about these.
 */
export function feedbackSql(query: Omit<WasteQuery, 'telling'>): string {
  const where = eventsWhere(query.accountId, query, query.conditions);
  return `with ${latestSql(
    where,
  )} select e.product_id, e.action_id, count(*) as settled, count(e.outcome) as judged from usage_event e ${JOIN_LATEST} where ${where} and e.occurred_at < ${
    query.settledBefore
  } and ${usage} and e.status = ${
    usageStatuses.success
  } and ${STANDS} group by e.product_id, e.action_id`;
}

/**
 * Common table expressions that end in `wasted`: a row for each event of which
 * something was wasted, with its credits net of refunds, a 1 for each rule that
 * found it, and the number of the first of them.
 */
function wastedSql(query: WasteQuery): string {
  const where = eventsWhere(query.accountId, query, query.conditions);
  // Runs may have begun before the range does.
  const earlier = eventsWhere(
    query.accountId,
    { from: query.from - RUN_GAP_MS * WASTED_FROM_ATTEMPT, to: query.to },
    query.conditions,
  );
  const pairs = query.telling.map(
    ({ product, action }) => `(${Number(product)}, ${Number(action)})`,
  );
  const silent = pairs.length
    ? `e.outcome is null and e.status = ${
        usageStatuses.success
      } and e.occurred_at < ${
        query.settledBefore
      } and (e.product_id, e.action_id) in (values ${pairs.join(
        ', ',
      )}) and ${STANDS}`
    : '1 = 0';
  const latest = pairs.length ? `, ${latestSql(where)}` : '';
  return `with unnumbered as materialized (
  select e.action_id, e.item from usage_event e
  where ${earlier} and ${usage} and e.item is not null
  group by e.action_id, e.item
  having max(e.attempt) = 1 and count(*) >= ${WASTED_FROM_ATTEMPT}
), starts as (
  select e.id, e.action_id, e.item, e.occurred_at,
    case when e.occurred_at - lag(e.occurred_at) over w <= ${RUN_GAP_MS}
      and coalesce(lag(e.outcome) over w, 0) <> ${accepted} then 0 else 1 end as begins
  from usage_event e join unnumbered u on u.action_id = e.action_id and u.item = e.item
  where ${earlier} and ${usage}
  window w as (partition by e.action_id, e.item order by e.occurred_at, e.id)
), runs as (
  select id, action_id, item, occurred_at,
    sum(begins) over (partition by action_id, item order by occurred_at, id) as run
  from starts
), placed as materialized (
  select id from (
    select id, row_number() over (partition by action_id, item, run order by occurred_at, id) as place from runs
  ) as counted where place >= ${WASTED_FROM_ATTEMPT}
)${latest}, refunds as materialized (
  select r.refund_of, sum(r.credits) as credits from usage_event r
  where r.refund_of is not null and r.account_id = ${query.accountId}
  group by r.refund_of
), found as (
  select e.*,
    e.credits + coalesce(b.credits, 0) as net,
    case when e.status = ${usageStatuses.failed} then 1 else 0 end as r1,
    case when e.attempt >= ${WASTED_FROM_ATTEMPT} or p.id is not null then 1 else 0 end as r2,
    case when e.outcome = ${rejected} then 1 else 0 end as r3,
    case when e.outcome = ${unused} or (${silent}) then 1 else 0 end as r4
  from usage_event e left join placed p on p.id = e.id left join refunds b on b.refund_of = e.id${
    pairs.length ? ` ${JOIN_LATEST}` : ''
  }
  where ${where} and ${usage} and e.credits > 0
), wasted as materialized (
  select f.*, case when r1 = 1 then 1 when r2 = 1 then 2 when r3 = 1 then 3 else 4 end as first_rule
  from found f where (r1 = 1 or r2 = 1 or r3 = 1 or r4 = 1) and net > 0
)`;
}

const found = Object.values(ruleNumbers)
  .map(rule => `select ${rule} as rule, w.* from wasted w where w.r${rule} = 1`)
  .join(' union all ');

/**
 * Everything that an answer about waste is made of, as rows of parts: `total`
 * of each rule, `day` of each rule with what counts of it, and the worst values
 * of each dimension and items.
 */
export function wasteSql(query: WasteQuery, detailed: boolean): string {
  const counted = 'sum(case when rule = first_rule then net else 0 end)';
  const parts = [
    `select 'total' as part, rule, 0 as id, null as item, sum(net) as credits, ${counted} as counted, count(*) as events, count(distinct item) as items, 0 as attempts, sum(case when rule = first_rule then 1 else 0 end) as counted_events from found_by group by rule`,
  ];
  if (detailed) {
    parts.push(
      `select 'day', rule, day, null, ${counted}, 0, 0, 0, 0, 0 from found_by where rule = first_rule group by rule, day`,
      ...wasteDimensions.map(dimension => {
        const column = dimensionColumns[dimension];
        return `select '${dimension}', rule, id, null, credits, 0, events, 0, 0, 0 from (select rule, ${column} as id, sum(net) as credits, count(*) as events, row_number() over (partition by rule order by sum(net) desc, ${column}) as place from found_by group by rule, ${column}) as ranked_${column} where place <= ${LISTED}`;
      }),
      `select 'item', rule, id, item, credits, 0, events, 0, attempts, 0 from (select rule, action_id as id, item, sum(net) as credits, count(*) as events, max(attempt) as attempts, row_number() over (partition by rule order by sum(net) desc, item, action_id) as place from found_by where item is not null group by rule, action_id, item) as ranked_items where place <= ${LISTED}`,
    );
  }
  return `${wastedSql(query)}, found_by as (${found}) ${parts.join(
    ' union all ',
  )}`;
}

/** The events that a rule found, newest first, behind a position. */
export function wasteEventsSql(
  query: WasteQuery,
  options: {
    rule: number;
    columns: readonly string[];
    behind?: { at: EpochMs; id: number };
    limit: number;
    /** Binds one text. */
    ofItem: boolean;
  },
): string {
  const { behind } = options;
  return `${wastedSql(query)} select ${options.columns
    .map(column => `w.${column}`)
    .join(', ')} from wasted w where w.r${options.rule} = 1${
    options.ofItem ? ' and w.item = ?' : ''
  }${
    behind ? ` and (w.occurred_at, w.id) < (${behind.at}, ${behind.id})` : ''
  } order by w.occurred_at desc, w.id desc limit ${options.limit}`;
}

/** Until when what was generated must have been used, or counts as unused. */
export function settledBefore(now: EpochMs, unusedAfterDays: number): EpochMs {
  return now - unusedAfterDays * DAY_MS;
}
