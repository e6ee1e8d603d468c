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

import { Dictionary } from '../../database/dictionary';
import { UsageRow } from '../../database/usageColumns';
import {
  creditTypes,
  flagBits,
  tiers,
  usageDimColumns,
  UsageDim,
  usageFlags,
  usageKinds,
  usageStatuses,
} from '../../database/vocabulary';
import { CreditSplit } from '../creditTypes';
import { RatedUsage } from '../api';
import { ZoneClock } from '../ZoneClock';
import { costOf } from './costParts';
import { CreditType } from 'backstage-plugin-ai-credits-common';

const dims = Object.keys(usageDimColumns) as UsageDim[];

/** The ids of the names in an event, as its row holds them. */
export type DimIds = Pick<UsageRow, (typeof usageDimColumns)[UsageDim]>;

/** Groups from the team up to the root as one name. */
export function pathName(path: readonly string[]): string | undefined {
  return path.length ? path.join('>') : undefined;
}

function idsBy(
  usage: RatedUsage,
  idOf: (dim: UsageDim, name: string | undefined) => number,
): DimIds {
  return {
    user_id: idOf('user', usage.user),
    team_id: idOf('team', usage.team),
    department_id: idOf('department', usage.department),
    path_id: idOf('path', pathName(usage.path)),
    service_id: idOf('service', usage.service),
    project_id: idOf('project', usage.project),
    product_id: idOf('product', usage.product),
    category_id: idOf('category', usage.category),
    action_id: idOf('action', usage.action),
    use_case_id: idOf('useCase', usage.useCase),
    provider_id: idOf('provider', usage.provider),
    model_id: idOf('model', usage.model),
    source_id: idOf('source', usage.source),
    rule_id: idOf('rule', usage.rule),
  };
}

/** The ids of the names in an event that {@link ensureDims} has been called for. */
export function dimIds(dictionary: Dictionary, usage: RatedUsage): DimIds {
  return idsBy(usage, (dim, name) => dictionary.id(dim, name));
}

/** Makes sure that every name in the events has an id, and returns the ids of each event. */
export async function ensureDims(
  dictionary: Dictionary,
  events: readonly RatedUsage[],
): Promise<DimIds[]> {
  const missing = new Map<UsageDim, Set<string>>();
  const cached = (dim: UsageDim, name: string | undefined) => {
    const id = dictionary.cached(dim, name);
    if (id === undefined) {
      const names = missing.get(dim) ?? new Set();
      missing.set(dim, names.add(name!));
    }
    return id ?? NaN;
  };
  const ids = events.map(usage => idsBy(usage, cached));
  if (!missing.size) {
    return ids;
  }
  for (const dim of dims) {
    await dictionary.ensure(dim, missing.get(dim) ?? []);
  }
  return events.map(usage => dimIds(dictionary, usage));
}

/** What the row will most likely say of its credits, before it was decided. */
export interface ExpectedOutcome {
  creditType: CreditType;
  overLimit: boolean;
}

/** The row of a usage event; the outcome is the one expected and is corrected where it differs. */
export function usageRow(
  usage: RatedUsage,
  id: number,
  accountId: number,
  names: DimIds,
  calendar: ZoneClock,
  expected: ExpectedOutcome,
): UsageRow {
  const flags = flagBits(usage.flags);
  const { quantities } = usage;
  // Named one by one, like the ids: spread out, they would take longer than all the rest of the row.
  const cost = costOf(usage.breakdown);
  return {
    id,
    account_id: accountId,
    kind: usageKinds.usage,
    occurred_at: usage.occurredAt,
    hour: calendar.localHourStart(usage.occurredAt) / 60_000,
    day: calendar.dayNumber(usage.occurredAt),
    credits: usage.credits,
    credit_type:
      creditTypes[usage.credits === 0n ? 'none' : expected.creditType],
    free: undefined,
    purchased: undefined,
    other: undefined,
    excess: undefined,
    status: usageStatuses[usage.status],
    flags: expected.overLimit
      ? // eslint-disable-next-line no-bitwise
        flags | usageFlags['over-limit']
      : flags,
    user_id: names.user_id,
    team_id: names.team_id,
    department_id: names.department_id,
    path_id: names.path_id,
    service_id: names.service_id,
    project_id: names.project_id,
    product_id: names.product_id,
    category_id: names.category_id,
    action_id: names.action_id,
    use_case_id: names.use_case_id,
    provider_id: names.provider_id,
    model_id: names.model_id,
    source_id: names.source_id,
    rule_id: names.rule_id,
    tier: tiers[usage.tier],
    rate_card_version: usage.rateCardVersion,
    requests: quantities.requests,
    input_tokens: quantities.inputTokens,
    output_tokens: quantities.outputTokens,
    cached_tokens: quantities.cachedInputTokens,
    reasoning_tokens: quantities.reasoningTokens,
    images: quantities.images,
    units: quantities.units,
    latency_ms:
      usage.latencyMs === undefined ? undefined : Math.round(usage.latencyMs),
    first_token_ms:
      usage.timeToFirstTokenMs === undefined
        ? undefined
        : Math.round(usage.timeToFirstTokenMs),
    attempt: usage.attempt,
    event_id: usage.id,
    item: usage.item,
    comment: usage.comment || undefined,
    attributes:
      usage.attributes && Object.keys(usage.attributes).length
        ? JSON.stringify(usage.attributes)
        : undefined,
    refund_of: undefined,
    cost_input: cost.cost_input,
    cost_cached: cost.cost_cached,
    cost_output: cost.cost_output,
    cost_reasoning: cost.cost_reasoning,
    cost_images: cost.cost_images,
    cost_units: cost.cost_units,
  };
}

/** The row as it was decided; the same object when it was as expected. */
export function withOutcome(
  row: UsageRow,
  decided: { creditType: CreditType; split: CreditSplit; overLimit: boolean },
): UsageRow {
  const creditType = creditTypes[decided.creditType];
  const flags = decided.overLimit
    ? // eslint-disable-next-line no-bitwise
      row.flags | usageFlags['over-limit']
    : // eslint-disable-next-line no-bitwise
      row.flags & ~usageFlags['over-limit'];
  if (
    creditType === row.credit_type &&
    flags === row.flags &&
    decided.creditType !== 'mixed'
  ) {
    return row;
  }
  const mixed = decided.creditType === 'mixed';
  return {
    ...row,
    credit_type: creditType,
    flags,
    free: mixed ? decided.split.free : undefined,
    purchased: mixed ? decided.split.purchased : undefined,
    other: mixed ? decided.split.other : undefined,
    excess: mixed ? decided.split.excess : undefined,
  };
}
