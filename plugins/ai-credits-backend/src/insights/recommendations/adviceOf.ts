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

import { createHash } from 'node:crypto';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { Scope } from '../../budgets';
import { WorkStats } from '../workStats';
import { RepeatedInput } from './cachedInput';
import { Advice } from './DecisionStore';
import { creditsText } from './followUp';
import { IdleAllocation } from './idleAllocations';
import { Switch } from './modelSwitch';
import { PEAK, QuietHours } from './offPeak';

type Named = (id: number) => string;
type Of<K extends Advice['kind']> = Extract<Advice, { kind: K }>;

/** The id of advice: the same for the same kind and names, whatever the figures. */
function idOf(kind: Advice['kind'], ...names: string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, ...names]))
    .digest('hex')
    .slice(0, 16);
  return `${kind}.${hash}`;
}

const rounded = (value: number, decimals = 4) =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;
const rangeText = ({ low, high }: { low: number; high: number }) => ({
  low: creditsText(low),
  high: creditsText(high),
});
const latencyOf = ({ latency }: WorkStats) =>
  latency.count ? Math.round(latency.sum / latency.count) : undefined;

export function switchAdvice(found: Switch, named: Named): Of<'model-switch'> {
  const { from, to } = found;
  const useCase = named(from.useCase);
  const action = named(from.action);
  const [model, toModel] = [named(from.model), named(to.model)];
  return {
    kind: 'model-switch',
    id: idOf('model-switch', useCase, action, model, toModel),
    useCase,
    action,
    model,
    toModel,
    saving: rangeText(found.saving),
    requestsPerMonth: Math.round(found.eventsPerMonth),
    creditsPerRequest: {
      from: creditsText(found.price.from, 6),
      to: creditsText(found.price.to, 6),
    },
    requests: { from: from.events, to: to.events },
    averageLatencyMs: { from: latencyOf(from), to: latencyOf(to) },
    quality: found.quality.map(each => ({
      ...each,
      from: { ...each.from, value: rounded(each.from.value) },
      to: { ...each.to, value: rounded(each.to.value) },
      atMostWorse: rounded(each.atMostWorse),
    })),
  };
}

/** @param perMonth - what the range is multiplied by to give 30 days */
export function quietAdvice(
  found: QuietHours,
  perMonth: number,
): Of<'off-peak'> {
  return {
    kind: 'off-peak',
    id: idOf('off-peak', found.model),
    model: found.model,
    saving: rangeText({ low: 0, high: found.avoidable * perMonth }),
    peak: PEAK,
    requests: found.requests,
    ...(found.latency
      ? {
          averageLatencyMs: {
            peak: Math.round(found.latency.peak),
            quiet: Math.round(found.latency.quiet),
          },
        }
      : {}),
    failureRate: {
      peak: rounded(found.failures.peak),
      quiet: rounded(found.failures.quiet),
    },
    because: found.because,
  };
}

export function cacheAdvice(
  { work, repeated, saving }: RepeatedInput,
  named: Named,
): Of<'cached-input'> {
  const names = [work.useCase, work.action, work.model].map(named);
  return {
    kind: 'cached-input',
    id: idOf('cached-input', ...names),
    useCase: names[0],
    action: names[1],
    model: names[2],
    saving: rangeText(saving),
    requests: work.events,
    inputTokens: work.inputTokens,
    cachedShare: work.inputTokens
      ? rounded(work.cachedTokens / work.inputTokens)
      : 0,
    repeatedTokens: repeated,
  };
}

/** @param budgets - scope and period by the id of a budget */
export function idleAdvice(
  found: IdleAllocation,
  budgets: ReadonlyMap<number, { scope: Scope; period: string }>,
): Of<'idle-allocation'> {
  const from = budgets.get(found.from.id)!;
  const to = budgets.get(found.to.id)!;
  const name = ({ scope }: { scope: Scope }) => `${scope.kind}:${scope.ref}`;
  return {
    kind: 'idle-allocation',
    id: idOf('idle-allocation', from.period, name(from), name(to)),
    budgetId: String(found.from.id),
    scope: from.scope,
    toBudgetId: String(found.to.id),
    toScope: to.scope,
    period: from.period,
    movable: formatCredits(found.movable),
    allocation: formatCredits(found.from.allocation),
    mostUsed: formatCredits(found.mostUsed),
    toAllocation: formatCredits(found.to.allocation),
    toMostUsed: formatCredits(found.toMostUsed),
    periods: found.periods,
  };
}
