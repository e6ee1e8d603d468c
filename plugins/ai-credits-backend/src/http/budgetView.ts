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
  Budget,
  divideHalfEven,
  formatCredits,
} from 'backstage-plugin-ai-credits-common';
import { departmentOf, DirectoryService, pathToRoot } from '../attribution';
import type { StoredBudget } from '../ledger/api';
import type { EpochMs } from '../ledger/types';
import { VisibleUsage } from '../usage/api';

/** Percent of the limit from which a budget is at risk whatever its pace. */
const AT_RISK_PERCENT = 90n;

/** A budget as it is answered: its use, and where it will end at the pace so far. */
export function describeBudget(budget: StoredBudget, now: EpochMs): Budget {
  const { allocation, held, periodEnd, periodStart, used } = budget;
  const elapsed = BigInt(Math.max(1, Math.min(now, periodEnd) - periodStart));
  const projected = divideHalfEven(
    used * BigInt(periodEnd - periodStart),
    elapsed,
  );
  const taken = used + held;
  let status: Budget['status'] = 'on-track';
  if (taken > allocation || (taken === allocation && taken > 0n)) {
    status = 'exceeded';
  } else if (
    projected > allocation ||
    taken * 100n > allocation * AT_RISK_PERCENT
  ) {
    status = 'at-risk';
  }
  return {
    id: String(budget.id),
    scope: budget.scope,
    period: budget.period,
    periodStart: new Date(periodStart).toISOString(),
    periodEnd: new Date(periodEnd).toISOString(),
    credits: formatCredits(allocation),
    rolledOver: formatCredits(budget.rolledOver),
    mode: budget.hard ? 'hard' : 'soft',
    thresholds: budget.thresholds,
    ...(budget.rolloverCap === undefined
      ? {}
      : { rolloverCap: formatCredits(budget.rolloverCap) }),
    used: formatCredits(used),
    held: formatCredits(held),
    remaining: formatCredits(allocation - taken),
    projected: formatCredits(projected),
    status,
    version: budget.version,
  };
}

/**
 * The budgets that concern a reader: of people, teams and departments those
 * whose usage they may see, with the departments of their teams, since these
 * limit them too; of products, models, services and projects all.
 */
export function budgetsVisible(
  budgets: readonly StoredBudget[],
  visible: VisibleUsage,
  directory: DirectoryService,
): StoredBudget[] {
  if (visible.kind === 'all') {
    return [...budgets];
  }
  const { current, groupTypes } = directory;
  const departmentOfTeam = (team: string) =>
    departmentOf(pathToRoot(team, current), current, groupTypes);
  const users = new Set(visible.users);
  const teams = new Set(visible.teams);
  const departments = new Set([
    ...visible.departments,
    ...visible.teams.flatMap(team => departmentOfTeam(team) ?? []),
  ]);
  const led = new Set(visible.departments);
  return budgets.filter(({ scope: { kind, ref } }) => {
    switch (kind) {
      case 'user':
        return users.has(ref);
      case 'team':
        return teams.has(ref) || led.has(departmentOfTeam(ref) ?? '');
      case 'department':
        return departments.has(ref);
      default:
        return true;
    }
  });
}
