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

import { outcomes, usageKinds, usageStatuses } from '../../database/vocabulary';
import { CubeDimension, dimensionColumns } from '../../usage/cubes';

/** Items with most attempts that are listed, and from how many attempts on. */
export const LISTED_ITEMS = 20;
export const LISTED_FROM_ATTEMPTS = 3;

const usage = `e.kind = ${usageKinds.usage}`;
const whether = (condition: string) =>
  `max(case when ${usage} and ${condition} then 1 else 0 end)`;

/** What became of each item, over whatever the rows are grouped by. */
const outcomeOfItem = `sum(e.credits) as credits, ${whether(
  `e.outcome = ${outcomes.accepted}`,
)} as accepted, ${whether('e.outcome is not null')} as judged, ${whether(
  `e.status = ${usageStatuses.success}`,
)} as succeeded`;
const produced =
  'sum(case when accepted = 1 or (judged = 0 and succeeded = 1) then 1 else 0 end)';

/**
 * Produced items and credits of events that name an item, in all or by a
 * dimension.
 *
 * @param where - conditions over `usage_event e`
 */
export function itemsSql(where: string, dimension?: CubeDimension): string {
  const column = dimension ? `e.${dimensionColumns[dimension]}` : '0';
  const groups = dimension ? `${column}, e.item` : 'e.item';
  return `select id, sum(credits) as credits, ${produced} as produced from (select ${column} as id, ${outcomeOfItem} from usage_event e where ${where} and e.item is not null group by ${groups}) as items group by id`;
}

/** Outcomes by a dimension: how many events have one, and how many were accepted. */
export function acceptanceSql(
  where: string,
  dimension?: CubeDimension,
): string {
  const column = dimension ? `e.${dimensionColumns[dimension]}` : '0';
  return `select ${column} as id, count(e.outcome) as judged, sum(case when e.outcome = ${
    outcomes.accepted
  } then 1 else 0 end) as accepted from usage_event e where ${where} and ${usage} and e.outcome is not null${
    dimension ? ` group by ${column}` : ''
  }`;
}

/** Items and actions with most attempts. */
export function attemptsSql(where: string): string {
  return `select e.action_id, e.item, sum(e.credits) as credits, sum(case when ${usage} then 1 else 0 end) as attempts, max(e.occurred_at) as last_at from usage_event e where ${where} and e.item is not null group by e.action_id, e.item having sum(case when ${usage} then 1 else 0 end) >= ${LISTED_FROM_ATTEMPTS} order by attempts desc, credits desc, e.item, e.action_id limit ${LISTED_ITEMS}`;
}

/**
 * Accepted items by product and action, and the credits of everything that was
 * done for them. Events without an item are an item each.
 */
export function acceptedSql(where: string): string {
  return `select product_id, action_id, sum(credits) as credits, sum(accepted) as accepted from (select e.product_id, e.action_id, sum(e.credits) as credits, ${whether(
    `e.outcome = ${outcomes.accepted}`,
  )} as accepted from usage_event e where ${where} and e.item is not null group by e.product_id, e.action_id, e.item union all select e.product_id, e.action_id, sum(e.credits), sum(case when ${usage} and e.outcome = ${
    outcomes.accepted
  } then 1 else 0 end) from usage_event e where ${where} and e.item is null group by e.product_id, e.action_id) as done group by product_id, action_id`;
}
