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

import { Budget, formatCredits } from 'backstage-plugin-ai-credits-common';
import { pathToRoot } from '../attribution';
import {
  groupsAbove,
  isDepartment,
  Organisation,
  projectedUse,
  Scope,
  statusOf,
} from '../budgets';
import type { StoredBudget } from '../ledger/api';
import type { EpochMs } from '../ledger/types';
import { VisibleUsage } from '../usage/api';

/** A budget as it is answered: its use, and where it will end at the pace so far. */
export function describeBudget(
  budget: StoredBudget,
  now: EpochMs,
): Budget & Required<Pick<Budget, 'baseCredits' | 'grantedOnce'>> {
  const { allocation, held, periodEnd, periodStart, used } = budget;
  const projected = projectedUse(budget, now);
  return {
    id: String(budget.id),
    scope: budget.scope,
    period: budget.period,
    periodStart: new Date(periodStart).toISOString(),
    periodEnd: new Date(periodEnd).toISOString(),
    credits: formatCredits(allocation),
    rolledOver: formatCredits(budget.rolledOver),
    baseCredits: formatCredits(budget.credits),
    grantedOnce: formatCredits(budget.grantedOnce),
    mode: budget.hard ? 'hard' : 'soft',
    thresholds: budget.thresholds,
    ...(budget.rolloverCap === undefined
      ? {}
      : { rolloverCap: formatCredits(budget.rolloverCap) }),
    used: formatCredits(used),
    held: formatCredits(held),
    remaining: formatCredits(allocation - used - held),
    projected: formatCredits(projected),
    status: statusOf(budget, now),
    version: budget.version,
  };
}

/**
 * Whether a scope concerns a reader: of people, teams and departments those
 * whose usage they may see, with the groups above these, since their budgets
 * limit them too; for who leads a department, all that is below it. Products,
 * models, services and projects concern all.
 */
export function scopeVisibility(
  visible: VisibleUsage,
  organisation: Organisation,
): (scope: Scope) => boolean {
  if (visible.kind === 'all') {
    return () => true;
  }
  const { directory } = organisation;
  const users = new Set(visible.users);
  const groups = new Set(
    [...visible.teams, ...visible.departments].flatMap(ref =>
      pathToRoot(ref, directory),
    ),
  );
  // Conditions name all groups of a person as departments too; only a department's own group tells who leads it.
  const led = new Set(
    visible.departments.filter(ref => isDepartment(ref, organisation)),
  );
  const below = (scope: Scope) =>
    groupsAbove(scope, organisation).some(ref => led.has(ref));
  return scope => {
    switch (scope.kind) {
      case 'user':
        return users.has(scope.ref) || below(scope);
      case 'team':
      case 'department':
        return groups.has(scope.ref) || below(scope);
      default:
        return true;
    }
  };
}
