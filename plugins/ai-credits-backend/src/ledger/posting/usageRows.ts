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

/** Groups from the team up to the root as one name. */
export function pathName(path: readonly string[]): string | undefined {
  return path.length ? path.join('>') : undefined;
}

function nameOf(usage: RatedUsage, dim: UsageDim): string | undefined {
  return dim === 'path' ? pathName(usage.path) : usage[dim];
}

/** Makes sure that every name in the events has an id. */
export async function ensureDims(
  dictionary: Dictionary,
  events: readonly RatedUsage[],
): Promise<void> {
  for (const dim of dims) {
    const missing = new Set<string>();
    for (const usage of events) {
      const name = nameOf(usage, dim);
      if (name !== undefined && dictionary.cached(dim, name) === undefined) {
        missing.add(name);
      }
    }
    if (missing.size) {
      await dictionary.ensure(dim, missing);
    }
  }
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
  dictionary: Dictionary,
  calendar: ZoneClock,
  expected: ExpectedOutcome,
): UsageRow {
  const flags = flagBits(usage.flags);
  const { quantities } = usage;
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
    user_id: dictionary.id('user', usage.user),
    team_id: dictionary.id('team', usage.team),
    department_id: dictionary.id('department', usage.department),
    path_id: dictionary.id('path', pathName(usage.path)),
    service_id: dictionary.id('service', usage.service),
    project_id: dictionary.id('project', usage.project),
    product_id: dictionary.id('product', usage.product),
    category_id: dictionary.id('category', usage.category),
    action_id: dictionary.id('action', usage.action),
    use_case_id: dictionary.id('useCase', usage.useCase),
    provider_id: dictionary.id('provider', usage.provider),
    model_id: dictionary.id('model', usage.model),
    source_id: dictionary.id('source', usage.source),
    rule_id: dictionary.id('rule', usage.rule),
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
    ...costOf(usage.breakdown),
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
