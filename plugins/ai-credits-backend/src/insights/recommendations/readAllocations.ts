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
  DefaultBudgets,
  groupsAbove,
  isGroup,
  Organisation,
} from '../../budgets';
import { CLOSED_PERIODS } from './idleAllocations';
import { RecommendationSources } from './readRecommendations';

/** Budgets that are looked at, those with the largest allocation. */
const MAX_BUDGETS = 100;

/**
 * Budgets with their closed periods. Credits can move between those of the same
 * period that lie directly below the same group, and between those of projects,
 * services, products or models.
 */
export async function readAllocations(
  budgets: Pick<DefaultBudgets, 'list' | 'get'>,
  account: string,
  organisation: Organisation,
): Promise<NonNullable<RecommendationSources['allocations']>> {
  const largest = (await budgets.list(account))
    .sort((a, b) => {
      if (a.allocation !== b.allocation) {
        return a.allocation > b.allocation ? -1 : 1;
      }
      return a.id - b.id;
    })
    .slice(0, MAX_BUDGETS);
  const read = [];
  for (const { id, scope, period, allocation } of largest) {
    const { history } = await budgets.get(account, id, {
      history: CLOSED_PERIODS,
    });
    const above = groupsAbove(scope, organisation)[0] ?? '';
    const kind = isGroup(scope) ? 'group' : scope.kind;
    read.push({
      id,
      scope,
      period,
      siblings: JSON.stringify([period, kind, above]),
      allocation,
      closed: history.map(use => ({
        allocation: use.allocation,
        used: use.used,
      })),
    });
  }
  return read;
}
