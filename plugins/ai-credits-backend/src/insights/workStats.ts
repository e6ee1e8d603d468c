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

import { MicroCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DbInteger, readAmount, readInteger } from '../database/numbers';
import { outcomes, usageKinds, usageStatuses } from '../database/vocabulary';
import type { EpochMs } from '../ledger/types';
import { rowsOf } from '../usage/blocks';
import { Condition } from '../usage/conditions';
import { eventsWhere } from './scope';
import { Moments } from './statistics';

/** Groups that are read, those with most requests first. */
const MAX_GROUPS = 5_000;

/** Providers keep an input only from so many tokens on. */
export const CACHEABLE_TOKENS = 1_024;

/** What was done for a use case with an action and a model, in sums. */
export interface WorkStats {
  /** Ids of the dictionary; 0 where events name none. */
  useCase: number;
  action: number;
  model: number;
  /** Net of refunds. */
  credits: MicroCredits;
  requests: number;
  /** Events, however many requests each stands for. */
  events: number;
  /** Events since `recent`. */
  recentEvents: number;
  /** Credits of each event, in credits. */
  price: Moments;
  succeeded: number;
  accepted: number;
  judged: number;
  firsts: number;
  seconds: number;
  flawedFirsts: number;
  rating: Moments;
  latency: { sum: number; count: number };
  inputTokens: number;
  cachedTokens: number;
  /** The fewest input tokens of an event that succeeded. */
  leastInput: number;
  /** Input tokens of second and later attempts that could have been read from a cache and were not. */
  repeatedInput: number;
}

const usage = `e.kind = ${usageKinds.usage}`;
const countIf = (condition: string) =>
  `sum(case when ${usage} and ${condition} then 1 else 0 end)`;

/** The sums of a scope by use case, action and model. */
export async function readWorkStats(
  trx: Knex,
  options: {
    accountId: number;
    from: EpochMs;
    to: EpochMs;
    conditions: readonly Condition[];
    recent: EpochMs;
  },
): Promise<WorkStats[]> {
  const { accountId, conditions, recent } = options;
  const success = usageStatuses.success;
  // Squares of millionths of a credit would not fit 64 bits.
  const price = `(e.credits / 1000000.0)`;
  const rows = await rowsOf<{ [column: string]: DbInteger | null }>(trx, {
    sql: `select e.use_case_id, e.action_id, e.model_id,
      sum(e.credits) as credits, sum(e.requests) as requests,
      ${countIf('1 = 1')} as events,
      ${countIf(`e.occurred_at >= ${recent}`)} as recent_events,
      sum(case when ${usage} then ${price} else 0 end) as price_sum,
      sum(case when ${usage} then ${price} * ${price} else 0 end) as price_squares,
      ${countIf(`e.status = ${success}`)} as succeeded,
      ${countIf(`e.outcome = ${outcomes.accepted}`)} as accepted,
      ${countIf('e.outcome is not null')} as judged,
      ${countIf('e.attempt = 1')} as firsts,
      ${countIf('e.attempt = 2')} as seconds,
      ${countIf(
        `e.attempt = 1 and (e.status <> ${success} or e.outcome = ${outcomes.rejected})`,
      )} as flawed_firsts,
      ${countIf('e.rating is not null')} as rated,
      sum(case when ${usage} then coalesce(e.rating, 0) else 0 end) as rating_sum,
      sum(case when ${usage} then coalesce(e.rating, 0) * coalesce(e.rating, 0) else 0 end) as rating_squares,
      sum(case when ${usage} then coalesce(cast(e.latency_ms as bigint), 0) else 0 end) as latency_sum,
      ${countIf('e.latency_ms is not null')} as timed,
      sum(cast(e.input_tokens as bigint)) as input_tokens, sum(cast(e.cached_tokens as bigint)) as cached_tokens,
      min(case when ${usage} and e.status = ${success} then e.input_tokens end) as least_input,
      sum(case when ${usage} and e.attempt > 1 and e.input_tokens >= ${CACHEABLE_TOKENS} and e.input_tokens > e.cached_tokens then e.input_tokens - e.cached_tokens else 0 end) as repeated_input
      from usage_event e where ${eventsWhere(accountId, options, conditions)}
      group by e.use_case_id, e.action_id, e.model_id
      order by sum(e.requests) desc, e.use_case_id, e.action_id, e.model_id
      limit ${MAX_GROUPS}`,
    bindings: [],
  });
  return rows.map(row => {
    const integer = (name: string) => readInteger(row[name] ?? 0);
    const events = integer('events');
    return {
      useCase: integer('use_case_id'),
      action: integer('action_id'),
      model: integer('model_id'),
      credits: readAmount(row.credits ?? 0),
      requests: integer('requests'),
      events,
      recentEvents: integer('recent_events'),
      price: {
        count: events,
        sum: Number(row.price_sum ?? 0),
        squares: Number(row.price_squares ?? 0),
      },
      succeeded: integer('succeeded'),
      accepted: integer('accepted'),
      judged: integer('judged'),
      firsts: integer('firsts'),
      seconds: integer('seconds'),
      flawedFirsts: integer('flawed_firsts'),
      rating: {
        count: integer('rated'),
        sum: integer('rating_sum'),
        squares: integer('rating_squares'),
      },
      latency: { sum: integer('latency_sum'), count: integer('timed') },
      inputTokens: integer('input_tokens'),
      cachedTokens: integer('cached_tokens'),
      leastInput: integer('least_input'),
      repeatedInput: integer('repeated_input'),
    };
  });
}

/** First attempts that neither failed nor were rejected nor followed by a second; as the measure `firstPassRate` counts them. */
export function passedFirsts({
  firsts,
  seconds,
  flawedFirsts,
}: Pick<WorkStats, 'firsts' | 'seconds' | 'flawedFirsts'>): number {
  return Math.max(0, firsts - Math.max(seconds, flawedFirsts));
}
