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
  budgetLimits,
  BudgetNode,
  budgetTreeQuerySchema,
  BudgetTreeResponse,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import {
  buildTree,
  isGroup,
  isOwnLimit,
  mayEdit,
  mayRequest,
  projectedUse,
  TreeNode,
} from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { StoredBudget } from '../ledger/api';
import { Period } from '../ledger/calendar';
import { VisibleUsage } from '../usage/api';
import { Caller } from './access';
import { visibleOrNone } from './account';
import { budgetCaller, organisationOf } from './budgetAccess';
import { describeBudget, scopeVisibility } from './budgetView';
import { HttpContext } from './context';

/** Rows that an answer about usage has at most. */
const MAX_ROWS = 10_000;

/** The organisation with its allocations, as far as a caller may see it. */
export async function budgetTree(
  rawQuery: unknown,
  caller: Caller,
  context: HttpContext,
): Promise<BudgetTreeResponse> {
  const { budgets, config } = context;
  const query = parseWith(budgetTreeQuerySchema, rawQuery);
  const account = resolveAccount(config, query.account);
  const now = context.now();
  const period = context.periodOf(query.period, now);
  const [all, visible, organisation, as] = await Promise.all([
    budgets.list(account),
    visibleOrNone(caller, context),
    organisationOf(context),
    budgetCaller(caller, context),
  ]);
  const [teams, users] = await Promise.all([
    usedBy('team', account, period, visible, context),
    usedBy('user', account, period, visible, context),
  ]);
  const isVisible = scopeVisibility(visible, organisation);
  const tree = buildTree({
    organisation,
    budgets: all,
    period: query.period,
    isVisible,
    under: query.under,
    used: { teams, users },
    limit: budgetLimits.treeNodes,
  });
  const asking = { ...as, user: caller.user };
  const describe = ({ scope, ...node }: TreeNode): BudgetNode => ({
    ...scope,
    ...(node.parent === undefined ? {} : { parent: node.parent }),
    depth: node.depth,
    ...(node.budget ? { budget: describeBudget(node.budget, now) } : {}),
    used: formatCredits(node.used),
    ...(node.children
      ? {
          children: {
            allocated: formatCredits(node.children.allocated),
            unallocated: formatCredits(node.children.unallocated),
          },
        }
      : {}),
    mayEdit: mayEdit(as, scope, organisation),
    ...(node.budget && as.admin && isOwnLimit(as, scope)
      ? { lowerOnly: true }
      : {}),
    mayRequest:
      node.budget !== undefined && mayRequest(asking, scope, organisation),
  });
  const sum = (valueOf: (budget: StoredBudget) => bigint) =>
    formatCredits(
      tree.topmost.reduce((total, budget) => total + valueOf(budget), 0n),
    );
  return {
    period: query.period,
    periodStart: new Date(period.start).toISOString(),
    periodEnd: new Date(period.end).toISOString(),
    organization: tree.nodes.map(describe),
    others: all
      .filter(
        ({ scope, ...budget }) =>
          budget.period === query.period &&
          !isGroup(scope) &&
          scope.kind !== 'user' &&
          query.under === undefined &&
          isVisible(scope),
      )
      .slice(0, budgetLimits.treeNodes)
      .map(budget =>
        describe({ scope: budget.scope, depth: 0, budget, used: budget.used }),
      ),
    totals: {
      allocated: sum(budget => budget.allocation),
      used: sum(budget => budget.used),
      held: sum(budget => budget.held),
      projected: sum(budget => projectedUse(budget, now)),
    },
    complete: tree.complete,
    overAllocation: config.budgets.allowOverAllocation,
    timeZone: config.account.timeZone,
    asOf: new Date(now).toISOString(),
  };
}

/** What each team or person used in a period, of what a caller may see. */
async function usedBy(
  dimension: 'team' | 'user',
  account: string,
  period: Period,
  visible: VisibleUsage,
  { usage }: HttpContext,
): Promise<Map<string, bigint>> {
  const { rows } = await usage.analytics(
    account,
    {
      from: new Date(period.start).toISOString(),
      to: new Date(period.end).toISOString(),
      groupBy: [dimension],
      measures: ['credits'],
      filters: {},
      limit: MAX_ROWS,
    },
    visible,
  );
  return new Map(
    rows.flatMap(row =>
      typeof row[dimension] === 'string'
        ? [[row[dimension], parseCredits(row.credits)] as const]
        : [],
    ),
  );
}
