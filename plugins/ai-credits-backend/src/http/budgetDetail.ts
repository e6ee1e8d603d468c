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

import { NotFoundError } from '@backstage/errors';
import {
  BudgetDetail,
  budgetLimits,
  formatCredits,
  parseCredits,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import {
  divisionKey,
  divisions,
  exhaustedAt,
  isGroup,
  isOwnLimit,
  mayEdit,
  mayRequest,
  parentDivision,
  Scope,
} from '../budgets';
import { StoredBudget } from '../ledger/api';
import { Question, VisibleUsage } from '../usage/api';
import { Caller } from './access';
import { visibleOrNone } from './account';
import { budgetCaller, organisationOf } from './budgetAccess';
import { describeBudget, scopeVisibility } from './budgetView';
import { HttpContext } from './context';

/** Names in each list of who and what uses most. */
const TOP = 10;

/**
 * One budget with all that its page shows.
 *
 * @throws NotFoundError when there is none, or the caller may not see it
 */
export async function budgetDetail(
  account: string,
  id: number,
  caller: Caller,
  context: HttpContext,
): Promise<BudgetDetail> {
  const now = context.now();
  const [{ budget, history }, all, visible, organisation, as] =
    await Promise.all([
      context.budgets.get(account, id, { history: budgetLimits.history }),
      context.budgets.list(account),
      visibleOrNone(caller, context),
      organisationOf(context),
      budgetCaller(caller, context),
    ]);
  const { scope } = budget;
  if (!scopeVisibility(visible, organisation)(scope)) {
    throw new NotFoundError(`There is no budget ${id}`);
  }
  const entries = all.map(each => ({
    ...each,
    scopeKind: each.scope.kind,
    scopeRef: each.scope.ref,
  }));
  const divided = divisions(entries, organisation);
  const own = isGroup(scope)
    ? divided.get(divisionKey(budget.period, scope.ref))
    : undefined;
  const above = parentDivision(
    entries.find(each => each.id === id)!,
    divided,
    organisation,
  );
  const [daily, topUsers, topServices, topModels] = await Promise.all([
    dailyUse(account, budget, context),
    ...(['user', 'service', 'model'] as const).map(dimension =>
      topOf(dimension, account, budget, visible, context),
    ),
  ]);
  const exhausted = exhaustedAt(budget, now);
  return {
    ...describeBudget(budget, now),
    daily,
    ...(exhausted === undefined
      ? {}
      : { exhaustedAt: new Date(exhausted).toISOString() }),
    history: history.map(use => ({
      periodStart: new Date(use.periodStart).toISOString(),
      periodEnd: new Date(use.periodEnd).toISOString(),
      credits: formatCredits(use.allocation),
      rolledOver: formatCredits(use.rolledOver),
      grantedOnce: formatCredits(use.grantedOnce),
      used: formatCredits(use.used),
      status: use.used > use.allocation ? 'exceeded' : 'within',
    })),
    topUsers,
    topServices,
    topModels,
    ...(above
      ? {
          parent: {
            id: String(above.parent.id),
            scope: above.parent.scope,
            credits: formatCredits(above.parent.credits),
            allocated: formatCredits(above.allocated),
            unallocated: formatCredits(above.parent.credits - above.allocated),
          },
        }
      : {}),
    ...(own
      ? {
          children: {
            allocated: formatCredits(own.allocated),
            unallocated: formatCredits(own.parent.credits - own.allocated),
          },
        }
      : {}),
    mayEdit: mayEdit(as, scope, organisation),
    ...(as.admin && isOwnLimit(as, scope) ? { lowerOnly: true } : {}),
    mayRequest: mayRequest({ ...as, user: caller.user }, scope, organisation),
    timeZone: context.config.account.timeZone,
  };
}

/** The question about the current period of a budget, and the usage that counts against it. */
function questionOf(budget: StoredBudget): {
  question: Question;
  counted: VisibleUsage;
} {
  const { kind, ref } = budget.scope;
  const question: Question = {
    from: new Date(budget.periodStart).toISOString(),
    to: new Date(budget.periodEnd).toISOString(),
    groupBy: [],
    measures: ['credits', 'requests'],
    filters: isGroup(budget.scope) ? {} : { [kind]: [ref] },
    limit: 1_000,
  };
  return {
    question,
    // A group's budget counts what the team, the department and every group above the team used: as a reader of that group sees it.
    counted: isGroup(budget.scope)
      ? { kind: 'any', users: [], teams: [ref], departments: [ref] }
      : { kind: 'all' },
  };
}

/** The days of the period up to today, idle ones included. */
async function dailyUse(
  account: string,
  budget: StoredBudget,
  { config, now, usage }: HttpContext,
): Promise<BudgetDetail['daily']> {
  const { question, counted } = questionOf(budget);
  const { rows } = await usage.analytics(
    account,
    { ...question, measures: ['credits'], granularity: 'day' },
    counted,
  );
  const byDay = new Map(
    rows.map(row => [String(row.period), parseCredits(row.credits)]),
  );
  const zone = config.account.timeZone;
  const last = DateTime.fromMillis(Math.min(now(), budget.periodEnd - 1), {
    zone,
  }).toISODate()!;
  const days: BudgetDetail['daily'] = [];
  let sum = 0n;
  let date = DateTime.fromMillis(budget.periodStart, { zone });
  for (; date.toISODate()! <= last; date = date.plus({ days: 1 })) {
    const day = date.toISODate()!;
    const credits = byDay.get(day) ?? 0n;
    sum += credits;
    days.push({
      day,
      credits: formatCredits(credits),
      cumulative: formatCredits(sum),
    });
  }
  return days;
}

/** Who or what used most of a budget, of what the caller may see. */
async function topOf(
  dimension: UsageDimension,
  account: string,
  budget: StoredBudget,
  visible: VisibleUsage,
  { usage }: HttpContext,
): Promise<BudgetDetail['topUsers']> {
  const { question, counted } = questionOf(budget);
  const { filters, visible: seen } = narrowed(
    budget.scope,
    question.filters,
    counted,
    visible,
  );
  const { rows } = await usage.analytics(
    account,
    {
      ...question,
      filters,
      groupBy: [dimension],
      orderBy: [['credits', 'desc']],
      limit: TOP,
    },
    seen,
  );
  return rows.flatMap(row =>
    typeof row[dimension] === 'string' && row[dimension] !== ''
      ? [
          {
            ref: row[dimension],
            credits: String(row.credits),
            requests: Number(row.requests),
          },
        ]
      : [],
  );
}

/** What counts against a budget and may be seen: by the group where the caller sees all of it, by what it was charged to otherwise. */
function narrowed(
  scope: Scope,
  filters: Question['filters'],
  counted: VisibleUsage,
  visible: VisibleUsage,
): { filters: Question['filters']; visible: VisibleUsage } {
  if (!isGroup(scope)) {
    return { filters, visible };
  }
  if (visible.kind === 'all' || visible.departments.includes(scope.ref)) {
    return { filters, visible: counted };
  }
  return {
    filters: {
      [scope.kind === 'team' ? 'team' : 'department']: [scope.ref],
    },
    visible,
  };
}
