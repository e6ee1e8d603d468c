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
  CompiledRateCard,
  formatCredits,
  knownNames,
  namesWithoutPrice,
  quote,
  RateCardRules,
  SimulateResponse,
  UnknownName,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Dictionary } from '../database/dictionary';
import { DbInteger, readAmount, readInteger } from '../database/numbers';
import { usageKinds, usageStatuses } from '../database/vocabulary';
import type { EpochMs } from '../ledger/types';

const PAGE_SIZE = 2_000;

interface Row {
  id: DbInteger;
  occurred_at: DbInteger;
  credits: DbInteger;
  status: number;
  team_id: number;
  action_id: number;
  model_id: number;
  provider_id: number;
  requests: number;
  input_tokens: number;
  output_tokens: number;
  cached_tokens: number;
  reasoning_tokens: number;
  images: number;
  units: number;
}

interface Sums {
  current: bigint;
  draft: bigint;
}

/** Names without a rule that an answer lists. */
const LISTED_NAMES = 100;

/**
 * Rates the usage of a range again under another card, page by page: what was
 * charged against what would have been.
 *
 * @param options - `current` are the rules in force, to tell which names would
 *   lose their price; `signal` ends it between two pages
 */
export async function simulate(options: {
  knex: Knex;
  dictionary: Dictionary;
  accountId: number;
  card: CompiledRateCard;
  current: RateCardRules;
  from: EpochMs;
  to: EpochMs;
  signal?: AbortSignal;
}): Promise<SimulateResponse> {
  const { dictionary, card } = options;
  const byTeam = new Map<string | undefined, Sums>();
  const byModel = new Map<string | undefined, Sums>();
  const total: Sums = { current: 0n, draft: 0n };
  const named = {
    action: new Map<string, number>(),
    model: new Map<string, number>(),
  };
  let events = 0;

  for await (const rows of pages(options)) {
    const names = await dictionary.refs(
      rows.flatMap(row => [
        row.team_id,
        row.action_id,
        row.model_id,
        row.provider_id,
      ]),
    );
    for (const row of rows) {
      const action = names.get(row.action_id);
      const model = names.get(row.model_id);
      countName(named.action, action);
      countName(named.model, model);
      const current = readAmount(row.credits);
      const { credits: draft } = quote(card, {
        action,
        model,
        provider: names.get(row.provider_id),
        status:
          Number(row.status) === usageStatuses.failed ? 'failed' : 'success',
        quantities: {
          requests: row.requests,
          inputTokens: row.input_tokens,
          outputTokens: row.output_tokens,
          cachedInputTokens: row.cached_tokens,
          reasoningTokens: row.reasoning_tokens,
          images: row.images,
          units: row.units,
        },
      });
      for (const sums of [
        total,
        sumsOf(byTeam, names.get(row.team_id)),
        sumsOf(byModel, model),
      ]) {
        sums.current += current;
        sums.draft += draft;
      }
    }
    events += rows.length;
    options.signal?.throwIfAborted();
    await setImmediate();
  }

  return {
    from: new Date(options.from).toISOString(),
    to: new Date(options.to).toISOString(),
    events,
    current: formatCredits(total.current),
    draft: formatCredits(total.draft),
    byTeam: listed(byTeam).map(([team, sums]) => ({ team, ...sums })),
    byModel: listed(byModel).map(([model, sums]) => ({ model, ...sums })),
    unknown: unknownNames(named, {
      current: options.current,
      draft: card.rules,
    }),
  };
}

function countName(counts: Map<string, number>, name: string | undefined) {
  if (name !== undefined) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
}

/** The names that no rule of the draft knows, those first that would lose their price. */
function unknownNames(
  named: Record<UnknownName['kind'], Map<string, number>>,
  cards: { current: RateCardRules; draft: RateCardRules },
): SimulateResponse['unknown'] {
  const known = knownNames(cards.draft);
  const unknown = (['action', 'model'] as const)
    .flatMap(kind =>
      [...named[kind]].map(([name, events]) => ({ kind, name, events })),
    )
    .filter(each => !known(each));
  const lost = new Set(namesWithoutPrice(cards, unknown));
  return unknown
    .map(each => ({ ...each, withoutPrice: lost.has(each) }))
    .sort(
      (a, b) =>
        Number(b.withoutPrice) - Number(a.withoutPrice) || b.events - a.events,
    )
    .slice(0, LISTED_NAMES);
}

/** Pages of usage in order of time, each read by its own short statement. */
async function* pages(options: {
  knex: Knex;
  accountId: number;
  from: EpochMs;
  to: EpochMs;
}): AsyncGenerator<Row[]> {
  let after = { occurredAt: options.from, id: -1 };
  for (;;) {
    const rows: Row[] = await options
      .knex('usage_event')
      .where('account_id', options.accountId)
      .where('occurred_at', '>=', after.occurredAt)
      .where('occurred_at', '<', options.to)
      .whereRaw('(occurred_at, id) > (?, ?)', [after.occurredAt, after.id])
      .where('kind', usageKinds.usage)
      .orderBy('occurred_at')
      .orderBy('id')
      .limit(PAGE_SIZE)
      .select(
        'id',
        'occurred_at',
        'credits',
        'status',
        'team_id',
        'action_id',
        'model_id',
        'provider_id',
        'requests',
        'input_tokens',
        'output_tokens',
        'cached_tokens',
        'reasoning_tokens',
        'images',
        'units',
      );
    if (rows.length > 0) {
      yield rows;
    }
    if (rows.length < PAGE_SIZE) {
      return;
    }
    const last = rows[rows.length - 1];
    after = {
      occurredAt: readInteger(last.occurred_at),
      id: readInteger(last.id),
    };
  }
}

function sumsOf(
  map: Map<string | undefined, Sums>,
  key: string | undefined,
): Sums {
  let sums = map.get(key);
  if (!sums) {
    sums = { current: 0n, draft: 0n };
    map.set(key, sums);
  }
  return sums;
}

/** The largest change first; of equal ones that of which more was charged. */
function listed(
  map: Map<string | undefined, Sums>,
): Array<[string | undefined, { current: string; draft: string }]> {
  const change = ({ current, draft }: Sums) =>
    draft > current ? draft - current : current - draft;
  const descending = (x: bigint, y: bigint) => Number(x < y) - Number(x > y);
  return [...map]
    .sort(
      ([, a], [, b]) =>
        descending(change(a), change(b)) || descending(a.current, b.current),
    )
    .map(([key, sums]) => [
      key,
      {
        current: formatCredits(sums.current),
        draft: formatCredits(sums.draft),
      },
    ]);
}
