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

import { Knex } from 'knex';
import { Dictionary } from '../../database/dictionary';
import { costColumns, UsageRow } from '../../database/usageColumns';
import { IDS_PER_BATCH, usageStore } from '../../database/UsageStore';
import { ledgerStore } from '../../database/LedgerStore';
import {
  creditTypes,
  tiers,
  usageDimColumns,
  usageStatuses,
} from '../../database/vocabulary';
import { clockOf, ZoneClock } from '../../ledger/periods';

/** A usage event as tests know it: what stands in the row, in words. */
export interface Happened {
  id: number;
  kind: 1 | 2;
  at: number;
  user: string;
  team: string;
  department: string;
  path: string;
  service: string;
  project: string;
  product: string;
  category: string;
  action: string;
  useCase: string;
  provider: string;
  model: string;
  tier: keyof typeof tiers;
  status: keyof typeof usageStatuses;
  creditType: keyof typeof creditTypes;
  credits: bigint;
  split?: { free: bigint; purchased: bigint; other: bigint; excess: bigint };
  /** What of the credits was for what; the rest is per request. */
  cost: Partial<Record<keyof typeof costColumns, bigint>>;
  requests: number;
  inputTokens: number;
  outputTokens: number;
  cachedInputTokens: number;
  images: number;
  latencyMs?: number;
  attempt: number;
  flags: number;
  item?: string;
  comment?: string;
  outcome?: 1 | 2 | 3;
  rating?: number;
  refundOf?: number;
}

/** Numbers that look random and are the same in every run. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 4294967296;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const NAMED = Object.keys(usageDimColumns).filter(
  name => name !== 'source' && name !== 'rule',
) as Array<Exclude<keyof typeof usageDimColumns, 'source' | 'rule'>>;

/** Writes usage rows and journal blocks straight to the tables, as postings do, and remembers them. */
export class History {
  readonly rows: Happened[] = [];
  readonly clock: ZoneClock;
  #batch = 1;
  #block = 0;
  #seq = 0;

  static async create(knex: Knex, zone: string, account = 'default') {
    const row = await ledgerStore.ensureAccount(knex, {
      name: account,
      timeZone: zone,
      openedAt: Date.UTC(2024, 0, 1),
      now: Date.UTC(2024, 0, 1),
      genesis: '0',
    });
    return new History(knex, zone, row.id, Dictionary.create({ knex }));
  }

  private constructor(
    private readonly knex: Knex,
    zone: string,
    readonly accountId: number,
    private readonly dictionary: Dictionary,
  ) {
    this.clock = clockOf(zone);
    this.#batch = accountId * 100_000;
  }

  /** Commits events as one block. Ids may leave gaps, as refused events do. */
  async commit(
    events: ReadonlyArray<Omit<Happened, 'id'>>,
    options: { gaps?: boolean } = {},
  ): Promise<Happened[]> {
    this.#batch += 1;
    const base = this.#batch * IDS_PER_BATCH;
    const happened = events.map((event, i) => ({
      ...event,
      id: base + (options.gaps ? i * 2 : i),
    }));
    for (const name of NAMED) {
      await this.dictionary.ensure(
        name,
        happened.map(event => event[name]).filter(Boolean),
      );
    }
    await this.dictionary.ensure('source', ['test']);
    await this.dictionary.ensure('rule', ['base']);
    await this.knex.transaction(async trx => {
      await usageStore.insertUsage(
        trx,
        happened.map(each => this.#row(each)),
      );
      for (const each of happened) {
        if (each.outcome || each.rating) {
          await trx('usage_event')
            .where('id', each.id)
            .update({ outcome: each.outcome, rating: each.rating });
        }
      }
      await this.#writeBlock(trx, happened);
    });
    this.rows.push(...happened);
    return happened;
  }

  /** Commits a block of other entries, without usage. */
  async commitEmptyBlock(): Promise<void> {
    await this.knex.transaction(trx => this.#writeBlock(trx, []));
  }

  async #writeBlock(trx: Knex.Transaction, happened: readonly Happened[]) {
    this.#block += 1;
    const ids = happened.map(each => each.id);
    await ledgerStore.insertBlock(trx, this.accountId, {
      number: this.#block,
      previousHash: String(this.#block - 1),
      hash: String(this.#block),
      firstSeq: this.#seq + 1,
      entries: happened.length,
      usageFrom: ids.length ? Math.min(...ids) : undefined,
      usageTo: ids.length ? Math.max(...ids) : undefined,
      createdAt: Date.UTC(2026, 0, 1) + this.#block,
    });
    this.#seq += happened.length;
  }

  #row(each: Happened): UsageRow {
    const id = (name: (typeof NAMED)[number]) =>
      this.dictionary.id(name, each[name] || undefined);
    return {
      id: each.id,
      account_id: this.accountId,
      kind: each.kind,
      occurred_at: each.at,
      hour: this.clock.localHourStart(each.at) / 60_000,
      day: this.clock.dayNumber(each.at),
      credits: each.credits,
      credit_type: creditTypes[each.creditType],
      free: each.split?.free,
      purchased: each.split?.purchased,
      other: each.split?.other,
      excess: each.split?.excess,
      status: usageStatuses[each.status],
      flags: each.flags,
      user_id: id('user'),
      team_id: id('team'),
      department_id: id('department'),
      path_id: id('path'),
      service_id: id('service'),
      project_id: id('project'),
      product_id: id('product'),
      category_id: id('category'),
      action_id: id('action'),
      use_case_id: id('useCase'),
      provider_id: id('provider'),
      model_id: id('model'),
      source_id: this.dictionary.id('source', 'test'),
      rule_id: this.dictionary.id('rule', 'base'),
      tier: tiers[each.tier],
      rate_card_version: 1,
      requests: each.requests,
      input_tokens: each.inputTokens,
      output_tokens: each.outputTokens,
      cached_tokens: each.cachedInputTokens,
      reasoning_tokens: 0,
      images: each.images,
      units: 0,
      latency_ms: each.latencyMs,
      first_token_ms: undefined,
      attempt: each.attempt,
      event_id: `e${each.id}`,
      item: each.item,
      comment: each.comment,
      attributes: undefined,
      refund_of: each.refundOf,
      cost_input: each.cost.inputTokens,
      cost_cached: each.cost.cachedInputTokens,
      cost_output: each.cost.outputTokens,
      cost_reasoning: each.cost.reasoningTokens,
      cost_images: each.cost.images,
      cost_units: each.cost.units,
    };
  }
}

/** An event with random content between two instants. */
export function randomEvent(
  random: () => number,
  from: number,
  to: number,
): Omit<Happened, 'id'> {
  const pick = <T>(values: readonly T[]): T =>
    values[Math.floor(random() * values.length)];
  const team = pick(['a', 'b', 'c', '']);
  const department = { a: 'north', b: 'north', c: 'south', '': '' }[team]!;
  const model = pick(['small', 'large', 'huge']);
  const credits = BigInt(Math.floor(random() * 5_000_000));
  const creditType = pick(['free', 'purchased', 'excess', 'mixed'] as const);
  const part = credits / 3n;
  return {
    kind: 1,
    at: from + Math.floor(random() * (to - from)),
    user: pick(['user:default/ann', 'user:default/bob', 'user:default/cy', '']),
    team: team && `group:default/${team}`,
    department: department && `group:default/${department}`,
    path:
      team &&
      `group:default/${team}>group:default/${department}>group:default/all`,
    service: pick(['component:default/web', 'component:default/api', '']),
    project: pick(['system:default/shop', '']),
    product: pick(['Assistant', 'Search', '']),
    category: pick(['electronics', 'books', '']),
    action: pick(['description', 'translate']),
    useCase: pick(['email', '']),
    provider: model === 'small' ? 'acme' : 'umbrella',
    model,
    tier: ({ small: 'economy', large: 'standard', huge: 'premium' } as const)[
      model as 'small' | 'large' | 'huge'
    ],
    status: random() < 0.1 ? 'failed' : 'success',
    creditType,
    credits,
    split:
      creditType === 'mixed'
        ? {
            free: part,
            purchased: part,
            other: 0n,
            excess: credits - 2n * part,
          }
        : undefined,
    cost: pick([
      {},
      {},
      { images: credits },
      {
        inputTokens: credits / 7n,
        cachedInputTokens: credits / 11n,
        outputTokens: credits / 3n,
        reasoningTokens: credits / 13n,
        units: credits / 17n,
      },
    ]),
    requests: pick([0, 1, 1, 1, 3]),
    inputTokens: Math.floor(random() * 3_000),
    outputTokens: Math.floor(random() * 900),
    cachedInputTokens: Math.floor(random() * 100),
    images: pick([0, 0, 2]),
    latencyMs:
      random() < 0.8 ? Math.floor(Math.exp(random() * 10) - 1) : undefined,
    attempt: pick([1, 1, 1, 2, 3]),
    flags: random() < 0.1 ? 1 : 0,
    item: random() < 0.3 ? `sku-${Math.floor(random() * 20)}` : undefined,
    comment:
      random() < 0.2 ? `100% done_${Math.floor(random() * 9)}` : undefined,
    outcome: pick([undefined, undefined, 1, 2, 3] as const),
    rating: pick([undefined, undefined, 1, 4, 5]),
  };
}

/** A refund of a part of a charge. */
export function refundOf(
  charge: Happened,
  share: bigint,
): Omit<Happened, 'id'> {
  const part = (amount: bigint) => -(amount / share);
  const split = charge.split && {
    free: part(charge.split.free),
    purchased: part(charge.split.purchased),
    other: 0n,
    excess: part(charge.split.excess),
  };
  return {
    ...charge,
    kind: 2,
    credits: split
      ? split.free + split.purchased + split.excess
      : part(charge.credits),
    split,
    cost: Object.fromEntries(
      Object.entries(charge.cost).map(([name, amount]) => [name, part(amount)]),
    ),
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
    cachedInputTokens: 0,
    images: 0,
    latencyMs: undefined,
    comment: undefined,
    outcome: undefined,
    rating: undefined,
    refundOf: charge.id,
  };
}
