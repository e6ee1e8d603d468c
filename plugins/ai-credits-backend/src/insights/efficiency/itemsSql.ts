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
import { dimensionColumns } from '../../usage/cubes';

/** Items with most attempts that are listed, and from how many attempts on. */
export const LISTED_ITEMS = 20;
export const LISTED_FROM_ATTEMPTS = 3;

const usage = `e.kind = ${usageKinds.usage}`;
const whether = (condition: string) =>
  `case when ${usage} and ${condition} then 1 else 0 end`;

/** What produced items and outcomes are counted by. */
export const countedBy = ['user', 'team', 'action', 'model'] as const;
const columns = countedBy.map(dimension => dimensionColumns[dimension]);

/**
 * Common table expressions: `work` is a narrow row for each event that names an
 * item, `told` the outcomes of all events by everything that is counted by. The
 * events are read once for each, whatever is counted.
 *
 * @param where - conditions over `usage_event e`
 */
function workSql(where: string): string {
  const listed = columns.map(column => `e.${column}`).join(', ');
  return `with work as materialized (
  select ${listed}, e.product_id, e.item, e.occurred_at, e.credits,
    ${whether(`e.outcome = ${outcomes.accepted}`)} as accepted,
    ${whether('e.outcome is not null')} as judged,
    ${whether(`e.status = ${usageStatuses.success}`)} as succeeded,
    case when ${usage} then 1 else 0 end as calls
  from usage_event e where ${where} and e.item is not null
), told as materialized (
  select ${listed}, count(e.outcome) as judged,
    sum(${whether(`e.outcome = ${outcomes.accepted}`)}) as accepted
  from usage_event e where ${where} and ${usage} and e.outcome is not null
  group by ${listed}
)`;
}

/**
 * Produced items and credits of events that name an item (`items`), and
 * outcomes (`told`), in all (`by` is 0) and by each of {@link countedBy}; and
 * the items and actions with most attempts (`attempts`).
 */
export function countsSql(where: string): string {
  const produced =
    'sum(case when accepted = 1 or (judged = 0 and succeeded = 1) then 1 else 0 end)';
  const ofItem =
    'sum(credits) as credits, max(accepted) as accepted, max(judged) as judged, max(succeeded) as succeeded';
  const parts = [undefined, ...columns].flatMap((column, by) => {
    const id = column ?? '0';
    const groups = column ? `${column}, item` : 'item';
    return [
      `select 'items' as part, ${by} as by, id, null as item, sum(credits) as credits, ${produced} as counted, 0 as last_at from (select ${id} as id, ${ofItem} from work group by ${groups}) as items_${by} group by id`,
      `select 'told', ${by}, id, null, sum(accepted), sum(judged), 0 from (select ${id} as id, accepted, judged from told) as told_${by} group by id`,
    ];
  });
  return `${workSql(where)} ${parts.join(
    ' union all ',
  )} union all select * from (select 'attempts', 0, action_id, item, sum(credits), sum(calls), max(occurred_at) from work group by action_id, item having sum(calls) >= ${LISTED_FROM_ATTEMPTS} order by 6 desc, 5 desc, 4, 3 limit ${LISTED_ITEMS}) as attempts`;
}

/**
 * Accepted items by product and action, and the credits of everything that was
 * done for them, where outcomes are told at all. Events without an item are an
 * item each.
 */
export function acceptedSql(where: string): string {
  const accepted = whether(`e.outcome = ${outcomes.accepted}`);
  return `select product_id, action_id, sum(credits) as credits, sum(accepted) as accepted from (select e.product_id, e.action_id, sum(e.credits) as credits, max(${accepted}) as accepted, count(e.outcome) as told from usage_event e where ${where} and e.item is not null group by e.product_id, e.action_id, e.item union all select e.product_id, e.action_id, sum(e.credits), sum(${accepted}), count(e.outcome) from usage_event e where ${where} and e.item is null group by e.product_id, e.action_id) as done group by product_id, action_id having sum(told) > 0`;
}
