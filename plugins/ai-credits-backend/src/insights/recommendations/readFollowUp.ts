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

import { Recommendation } from 'backstage-plugin-ai-credits-common';
import { DbInteger, readInteger } from '../../database/numbers';
import { usageKinds } from '../../database/vocabulary';
import { DAY_MS } from '../../ledger/calendar';
import type { EpochMs } from '../../ledger/types';
import { answer, QuestionContext } from '../../usage/analytics';
import type { Question } from '../../usage/api';
import { rowsOf } from '../../usage/blocks';
import { conditionsOf, eventsWhere, InsightScope, readEvents } from '../scope';
import { Moments } from '../statistics';
import { StoredDecision } from './DecisionStore';
import { FOLLOWED_DAYS, followUp, Measured } from './followUp';
import { isPeak } from './offPeak';

interface Side {
  from: EpochMs;
  to: EpochMs;
}

/** What came of a recommendation since it was accepted; nothing is measured of moved allocations. */
export async function followUpOf(
  context: QuestionContext,
  scope: Pick<InsightScope, 'visible'>,
  { advice, at }: StoredDecision,
  now: EpochMs,
): Promise<Recommendation['followUp']> {
  if (advice.kind === 'idle-allocation') {
    return undefined;
  }
  const length = FOLLOWED_DAYS * DAY_MS;
  const after = { from: at, to: Math.max(at + 1, Math.min(now, at + length)) };
  const before = { from: at - length, to: at };
  const days = (after.to - after.from) / DAY_MS;
  const filters: Question['filters'] =
    advice.kind === 'model-switch'
      ? {
          useCase: [advice.useCase],
          action: [advice.action],
          model: [advice.model, advice.toModel],
        }
      : {
          ...(advice.kind === 'cached-input'
            ? { useCase: [advice.useCase], action: [advice.action] }
            : {}),
          model: [advice.model],
        };
  const measure = async (side: Side): Promise<Measured> => {
    const read = await readSide(context, scope, filters, side);
    switch (advice.kind) {
      case 'model-switch': {
        const moved = await readSide(
          context,
          scope,
          { ...filters, model: [advice.toModel] },
          side,
        );
        return {
          price: read.price,
          share: ratio(moved.price.count, read.price.count),
        };
      }
      case 'cached-input':
        return {
          price: read.price,
          share: ratio(read.cachedTokens, read.inputTokens),
        };
      default:
        return {
          price: read.price,
          share: await quietShare(context, scope, filters, side),
        };
    }
  };
  return followUp(await measure(before), await measure(after), days);
}

async function readSide(
  context: QuestionContext,
  { visible }: Pick<InsightScope, 'visible'>,
  filters: Question['filters'],
  side: Side,
): Promise<{ price: Moments; inputTokens: number; cachedTokens: number }> {
  const conditions = await conditionsOf(context, { filters, visible });
  const price = '(e.credits / 1000000.0)';
  const [row] = await readEvents(context.knex, trx =>
    rowsOf<{ [column: string]: DbInteger | null }>(trx, {
      sql: `select count(*) as events, sum(${price}) as price, sum(${price} * ${price}) as squares, sum(cast(e.input_tokens as bigint)) as input, sum(cast(e.cached_tokens as bigint)) as cached from usage_event e where ${eventsWhere(
        context.accountId,
        side,
        conditions,
      )} and e.kind = ${usageKinds.usage}`,
      bindings: [],
    }),
  );
  return {
    price: {
      count: readInteger(row.events ?? 0),
      sum: Number(row.price ?? 0),
      squares: Number(row.squares ?? 0),
    },
    inputTokens: readInteger(row.input ?? 0),
    cachedTokens: readInteger(row.cached ?? 0),
  };
}

/** The share of requests outside of the hours in which most people work. */
async function quietShare(
  context: QuestionContext,
  { visible }: Pick<InsightScope, 'visible'>,
  filters: Question['filters'],
  side: Side,
): Promise<number | undefined> {
  const { rows } = await answer(
    context,
    {
      from: new Date(side.from).toISOString(),
      to: new Date(side.to).toISOString(),
      groupBy: ['weekday', 'hourOfDay'],
      measures: ['requests'],
      filters,
      limit: 168,
    },
    visible,
  );
  let quiet = 0;
  let all = 0;
  for (const row of rows) {
    const requests = Number(row.requests ?? 0);
    all += requests;
    quiet += isPeak({
      weekday: Number(row.weekday),
      hour: Number(row.hourOfDay),
    })
      ? 0
      : requests;
  }
  return ratio(quiet, all);
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
