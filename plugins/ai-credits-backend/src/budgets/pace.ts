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

import { Budget, divideHalfEven } from 'backstage-plugin-ai-credits-common';
import type { StoredBudget } from '../ledger/api';
import type { EpochMs } from '../ledger/types';

/** Percent of the limit from which a budget is at risk whatever its pace. */
const AT_RISK_PERCENT = 90n;

/**
 * The pace is measured over at least this part of a period, so that the first
 * charge of a month does not project a thousand times as much.
 */
const LEAST_PART = 30;

/** The use expected at the end of the period, at the pace so far. */
export function projectedUse(
  budget: Pick<StoredBudget, 'used' | 'periodStart' | 'periodEnd'>,
  now: EpochMs,
): bigint {
  return divideHalfEven(
    budget.used * BigInt(budget.periodEnd - budget.periodStart),
    BigInt(elapsedOf(budget, now)),
  );
}

/** When the budget is used up at the pace so far; undefined when it lasts, and when it is used up already. */
export function exhaustedAt(
  budget: StoredBudget,
  now: EpochMs,
): EpochMs | undefined {
  const left = budget.allocation - budget.used - budget.held;
  if (left <= 0n || budget.used <= 0n) {
    return undefined;
  }
  const lasts = Number((left * BigInt(elapsedOf(budget, now))) / budget.used);
  const at = now + lasts;
  return at < budget.periodEnd ? at : undefined;
}

function elapsedOf(
  { periodStart, periodEnd }: Pick<StoredBudget, 'periodStart' | 'periodEnd'>,
  now: EpochMs,
): number {
  const length = periodEnd - periodStart;
  return Math.max(
    Math.ceil(length / LEAST_PART),
    Math.min(now, periodEnd) - periodStart,
  );
}

/** Where a budget stands: exceeded, at risk of being so by its pace or by how much is gone, or on track. */
export function statusOf(
  budget: Pick<
    StoredBudget,
    'allocation' | 'held' | 'periodEnd' | 'periodStart' | 'used'
  >,
  now: EpochMs,
): Budget['status'] {
  const { allocation, held, used } = budget;
  const taken = used + held;
  if (taken > allocation || (taken === allocation && taken > 0n)) {
    return 'exceeded';
  }
  return projectedUse(budget, now) > allocation ||
    (taken > 0n && taken * 100n >= allocation * AT_RISK_PERCENT)
    ? 'at-risk'
    : 'on-track';
}
