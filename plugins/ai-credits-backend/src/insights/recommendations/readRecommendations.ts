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
  MICRO_PER_CREDIT,
  MicroCredits,
  parseCredits,
  quote,
  Recommendation,
  RecommendationsResponse,
} from 'backstage-plugin-ai-credits-common';
import { Scope } from '../../budgets';
import { DAY_MS } from '../../ledger/calendar';
import type { EpochMs } from '../../ledger/types';
import { answer, QuestionContext } from '../../usage/analytics';
import { conditionsOf, InsightScope, readEvents } from '../scope';
import { readWorkStats, WorkStats } from '../workStats';
import { cacheAdvice, idleAdvice, quietAdvice, switchAdvice } from './adviceOf';
import { findRepeatedInput } from './cachedInput';
import { Advice, decisionStore, StoredDecision } from './DecisionStore';
import { AllocationUse, findIdleAllocations } from './idleAllocations';
import { CONFIDENCE, findSwitches, MINIMUM_SAMPLES } from './modelSwitch';
import { findQuietHours, Slot } from './offPeak';
import { followUpOf } from './readFollowUp';

/** Usage of so many days at most says how much is done in a month. */
const RECENT_DAYS = 28;
/** Accepted recommendations that are followed up, the newest. */
const MAX_FOLLOWED = 50;
const TOKENS = 1_000_000;

/** What is asked besides usage. */
export interface RecommendationSources {
  rateCard: CompiledRateCard;
  /** Budgets with their closed periods; absent where the caller may not see them all. */
  allocations?: ReadonlyArray<
    AllocationUse & {
      scope: Scope;
      period: string;
    }
  >;
}

type Found = Pick<RecommendationsResponse, 'compared' | 'offPeak'> & {
  advice: Advice[];
};

/**
 * What would save credits, with what was decided about it and what came of it.
 *
 * @throws ServiceUnavailableError when it takes too long
 */
export async function readRecommendations(
  context: QuestionContext,
  scope: InsightScope,
  sources: RecommendationSources,
  now: EpochMs,
): Promise<RecommendationsResponse> {
  const { advice, compared, offPeak } = await findAdvice(
    context,
    scope,
    sources,
    now,
  );
  const decided = await decisionStore.list(context.knex, context.accountId);
  // Who may not see all budgets is not told either what was decided about them.
  const decisions = sources.allocations
    ? decided
    : decided.filter(({ advice: { kind } }) => kind !== 'idle-allocation');
  const recommendations = await withDecisions(
    context,
    scope,
    advice,
    decisions,
    now,
  );
  const saved = recommendations.reduce(
    (sum, { followUp }) =>
      followUp?.saved === undefined ? sum : sum + parseCredits(followUp.saved),
    0n,
  );
  return {
    from: new Date(scope.from).toISOString(),
    to: new Date(scope.to).toISOString(),
    timeZone: context.clock.zone,
    asOf: new Date(now).toISOString(),
    confidence: CONFIDENCE,
    minimumSamples: MINIMUM_SAMPLES,
    compared,
    recommendations,
    potential: potentialOf(recommendations),
    saved: formatCredits(saved),
    offPeak,
  };
}

/** What the usage of a scope advises, whatever was decided about it. */
export async function findAdvice(
  context: QuestionContext,
  scope: InsightScope,
  { rateCard, allocations = [] }: RecommendationSources,
  now: EpochMs,
): Promise<Found> {
  const { accountId, dictionary, knex } = context;
  const conditions = await conditionsOf(context, scope);
  // What of the range lies ahead holds nothing yet.
  const to = Math.max(scope.from + DAY_MS, Math.min(scope.to, now));
  const recentDays = Math.min(RECENT_DAYS, (to - scope.from) / DAY_MS);
  const work = await readEvents(knex, trx =>
    readWorkStats(trx, {
      accountId,
      from: scope.from,
      to: scope.to,
      conditions,
      recent: to - recentDays * DAY_MS,
    }),
  );
  const names = await dictionary.refs(
    work.flatMap(each => [each.useCase, each.action, each.model]),
  );
  const named = (id: number) => names.get(id) ?? '';
  const perMonth = (30 * DAY_MS) / (to - scope.from);

  const { switches, compared } = findSwitches(work, 30 / recentDays);
  const quiet = findQuietHours(await readSlots(context, scope), CONFIDENCE);
  const repeated = findRepeatedInput(
    work,
    each => cheaperCached(rateCard, each, named),
    perMonth,
  );
  const budgets = new Map(allocations.map(each => [each.id, each]));
  return {
    compared,
    offPeak: offPeakOf(quiet),
    advice: [
      ...switches.map(each => switchAdvice(each, named)),
      ...repeated.map(each => cacheAdvice(each, named)),
      ...quiet.found.map(each => quietAdvice(each, perMonth)),
      ...findIdleAllocations(allocations).map(each =>
        idleAdvice(each, budgets),
      ),
    ],
  };
}

function offPeakOf({
  found,
  compared,
}: ReturnType<typeof findQuietHours>): RecommendationsResponse['offPeak'] {
  if (found.length) {
    return 'recommended';
  }
  return compared ? 'no-difference' : 'too-few';
}

/** Credits that a cached token of input costs less than another. */
function cheaperCached(
  card: CompiledRateCard,
  work: WorkStats,
  named: (id: number) => string,
): number {
  const price = (cachedInputTokens: number): MicroCredits =>
    quote(card, {
      action: named(work.action) || undefined,
      model: named(work.model) || undefined,
      provider: undefined,
      status: 'success',
      quantities: {
        requests: 1,
        inputTokens: TOKENS,
        outputTokens: 0,
        cachedInputTokens,
        reasoningTokens: 0,
        images: 0,
        units: 0,
      },
    }).credits;
  return Number(price(0) - price(TOKENS)) / Number(MICRO_PER_CREDIT) / TOKENS;
}

/** Each model in each hour of the week. */
async function readSlots(
  context: QuestionContext,
  scope: InsightScope,
): Promise<Slot[]> {
  const question = {
    from: new Date(scope.from).toISOString(),
    to: new Date(scope.to).toISOString(),
    groupBy: ['model' as const, 'weekday' as const, 'hourOfDay' as const],
    limit: 10_000,
  };
  const key = (row: Record<string, string | number>) =>
    `${row.weekday}/${row.hourOfDay}/${row.model}`;
  const [all, failed] = await Promise.all([
    answer(
      context,
      {
        ...question,
        measures: ['requests', 'failed', 'averageLatencyMs', 'timedCalls'],
        orderBy: [['requests', 'desc']],
        filters: scope.filters,
      },
      scope.visible,
    ),
    answer(
      context,
      {
        ...question,
        measures: ['credits'],
        filters: { ...scope.filters, status: ['failed'] },
      },
      scope.visible,
    ),
  ]);
  const failedCredits = new Map(
    failed.rows.map(row => [
      key(row),
      Number(parseCredits(row.credits ?? 0)) / Number(MICRO_PER_CREDIT),
    ]),
  );
  return all.rows.map(row => ({
    model: String(row.model ?? ''),
    weekday: Number(row.weekday),
    hour: Number(row.hourOfDay),
    requests: Number(row.requests ?? 0),
    failed: Number(row.failed ?? 0),
    timed: Number(row.timedCalls ?? 0),
    averageLatencyMs: Number(row.averageLatencyMs ?? 0),
    failedCredits: failedCredits.get(key(row)) ?? 0,
  }));
}

async function withDecisions(
  context: QuestionContext,
  scope: InsightScope,
  advice: readonly Advice[],
  decisions: readonly StoredDecision[],
  now: EpochMs,
): Promise<Recommendation[]> {
  const found = new Map(advice.map(each => [each.id, each]));
  const decided = new Map(decisions.map(each => [each.key, each]));
  const recommendations: Recommendation[] = advice
    .filter(each => !decided.has(each.id))
    .map(each => ({ ...each, status: 'open', current: true }));
  let followed = 0;
  for (const decision of decisions) {
    const accepted = decision.status === 'accepted';
    const supported = found.get(decision.key);
    // What was decided on holds figures of everybody's usage: who sees a part
    // of it is shown what that part says, if anything.
    if (scope.visible.kind !== 'all' && !supported) {
      continue;
    }
    // What was saved is measured on what was decided on; what is open now may differ.
    const shown =
      accepted && scope.visible.kind === 'all'
        ? decision.advice
        : supported ?? decision.advice;
    const followUp =
      accepted && followed < MAX_FOLLOWED
        ? await followUpOf(context, scope, decision, now)
        : undefined;
    followed += Number(accepted);
    recommendations.push({
      ...shown,
      status: decision.status,
      decision: decisionOf(decision),
      current: supported !== undefined,
      ...(followUp ? { followUp } : {}),
    });
  }
  return recommendations;
}

/** A decision as it is shown. */
export function decisionOf({ status, by, at, reason }: StoredDecision) {
  return {
    status,
    by,
    at: new Date(at).toISOString(),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** What all open advice would save, where two pieces of it are about the same use only the larger. */
function potentialOf(recommendations: readonly Recommendation[]): {
  low: string;
  high: string;
} {
  const uses = new Map<string, { low: bigint; high: bigint }>();
  for (const each of recommendations) {
    if (each.status !== 'open' || each.kind === 'idle-allocation') {
      continue;
    }
    const use =
      each.kind === 'off-peak'
        ? JSON.stringify([each.kind, each.model])
        : JSON.stringify([each.useCase, each.action, each.model]);
    const low = parseCredits(each.saving.low);
    const high = parseCredits(each.saving.high);
    const known = uses.get(use) ?? { low: 0n, high: 0n };
    uses.set(use, {
      low: low > known.low ? low : known.low,
      high: high > known.high ? high : known.high,
    });
  }
  const total = { low: 0n, high: 0n };
  for (const { low, high } of uses.values()) {
    total.low += low;
    total.high += high;
  }
  return { low: formatCredits(total.low), high: formatCredits(total.high) };
}
