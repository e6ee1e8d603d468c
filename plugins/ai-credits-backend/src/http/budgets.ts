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

import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  accountQuerySchema,
  aiCreditsBudgetManagePermission,
  aiCreditsBudgetReadPermission,
  budgetDeleteQuerySchema,
  BudgetDetail,
  budgetRequestSchema,
  budgetsQuerySchema,
  BudgetsResponse,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { groupsAbove } from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { StoredBudget } from '../ledger/api';
import { Caller } from './access';
import { visibleOrNone } from './account';
import { audited } from './audit';
import { jsonBody } from './body';
import {
  allocationCheck,
  assertEditable,
  knownScopes,
  organisationOf,
  requireBudgetDesk,
} from './budgetAccess';
import { budgetDetail } from './budgetDetail';
import { budgetTree } from './budgetTree';
import { describeBudget, scopeVisibility } from './budgetView';
import { HttpContext } from './context';

/** What scopes may use in a period. */
export function addBudgetRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, budgets, config, now } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/budgets', async (req, res) => {
    res.json(await budgetsFor(await access.identify(req), req.query, context));
  });

  router.get('/v1/budgets/tree', async (req, res) => {
    const caller = await access.require(req, aiCreditsBudgetReadPermission);
    res.json(await budgetTree(req.query, caller, context));
  });

  router.get('/v1/budgets/:id', async (req, res) => {
    const caller = await access.identify(req);
    res.json(await budgetFor(caller, req.params.id, req.query, context));
  });

  router.put('/v1/budgets', ...json, async (req, res) => {
    const desk = await requireBudgetDesk(req, context);
    const { account, mode, credits, rolloverCap, ...request } = parseWith(
      budgetRequestSchema,
      req.body,
    );
    if (request.from !== undefined && !desk.as.admin) {
      throw new NotAllowedError(
        `from: only who has the permission ${aiCreditsBudgetManagePermission.name} may bring in history`,
      );
    }
    const [scope] = await knownScopes([request.scope], desk, context);
    assertEditable(desk, [scope]);
    const change = {
      ...request,
      scope,
      thresholds: request.thresholds ?? [...config.alerts.thresholds],
      credits: parseCredits(credits),
      hard: mode === 'hard',
      ...(rolloverCap === undefined
        ? {}
        : { rolloverCap: parseCredits(rolloverCap, 'rolloverCap') }),
    };
    const [{ budget }] = await audited(
      auditor,
      {
        eventId: 'budget-put',
        severityLevel: 'high',
        request: req,
        meta: {
          scope: `${scope.kind}:${scope.ref}`,
          period: request.period,
          credits: String(credits),
          mode,
          ...(request.from === undefined ? {} : { from: request.from }),
        },
      },
      () =>
        budgets.apply(
          resolveAccount(config, account),
          [{ ...change, to: () => change }],
          { check: allocationCheck(desk, context) },
        ),
      ([applied]) => ({
        budgetId: applied.budget.id,
        version: applied.budget.version,
        ...(applied.before
          ? {
              before: {
                credits: formatCredits(applied.before.credits),
                mode: applied.before.hard ? 'hard' : 'soft',
                thresholds: applied.before.thresholds,
              },
            }
          : {}),
        after: settingsOf(applied.budget),
      }),
    );
    context.figuresChanged();
    res.json(describeBudget(budget, now()));
  });

  router.delete('/v1/budgets/:id', async (req, res) => {
    const desk = await requireBudgetDesk(req, context);
    const query = parseWith(budgetDeleteQuerySchema, req.query);
    const account = resolveAccount(config, query.account);
    const id = budgetId(req.params.id);
    const before = (await budgets.list(account)).find(
      budget => budget.id === id,
    );
    if (!before) {
      throw new NotFoundError(`There is no budget ${id}`);
    }
    assertEditable(desk, [before.scope]);
    await audited(
      auditor,
      {
        eventId: 'budget-delete',
        severityLevel: 'high',
        request: req,
        meta: {
          budgetId: id,
          scope: `${before.scope.kind}:${before.scope.ref}`,
          period: before.period,
          before: settingsOf(before),
        },
      },
      () =>
        budgets.delete(account, id, {
          check: allocationCheck(desk, context),
          version: query.version,
        }),
    );
    context.figuresChanged();
    res.status(204).end();
  });
}

/**
 * The budgets that concern the caller, page by page.
 *
 * @param rawQuery - as `GET /v1/budgets` takes it
 */
export async function budgetsFor(
  caller: Caller,
  rawQuery: unknown,
  context: HttpContext,
): Promise<BudgetsResponse> {
  const { access, budgets, config, now } = context;
  await access.requireOf(caller, aiCreditsBudgetReadPermission);
  const query = parseWith(budgetsQuerySchema, rawQuery);
  const { cursor, limit, parent, period, ref, scopeKind } = query;
  const after = cursor === undefined ? 0 : cursorOf(cursor);
  const [stored, visible, organisation] = await Promise.all([
    budgets.list(resolveAccount(config, query.account)),
    visibleOrNone(caller, context),
    organisationOf(context),
  ]);
  const isVisible = scopeVisibility(visible, organisation);
  const rest = stored
    .filter(
      ({ id, scope, ...budget }) =>
        id > after &&
        (!scopeKind || scopeKind.includes(scope.kind)) &&
        (period === undefined || period === budget.period) &&
        (ref === undefined || sameName(ref, scope.ref)) &&
        (parent === undefined ||
          groupsAbove(scope, organisation)[0] === parent) &&
        isVisible(scope),
    )
    .sort((a, b) => a.id - b.id);
  const page = rest.slice(0, limit);
  return {
    budgets: page.map(budget => describeBudget(budget, now())),
    ...(rest.length > limit
      ? { nextCursor: String(page[page.length - 1].id) }
      : {}),
  };
}

/**
 * One budget with all that its page shows.
 *
 * @throws NotFoundError when there is none, or the caller may not see it
 */
export async function budgetFor(
  caller: Caller,
  id: string,
  rawQuery: unknown,
  context: HttpContext,
): Promise<BudgetDetail> {
  await context.access.requireOf(caller, aiCreditsBudgetReadPermission);
  const { account } = parseWith(accountQuerySchema, rawQuery);
  return budgetDetail(
    resolveAccount(context.config, account),
    budgetId(id),
    caller,
    context,
  );
}

/** What an audit event tells of a budget. */
export function settingsOf(budget: StoredBudget) {
  return {
    credits: formatCredits(budget.credits),
    mode: budget.hard ? 'hard' : 'soft',
    thresholds: budget.thresholds,
  };
}

/** @throws NotFoundError for what can be no id */
function budgetId(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new NotFoundError(`There is no budget ${text.slice(0, 64)}`);
  }
  return Number(text);
}

function cursorOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError('cursor: is not one that was handed out');
  }
  return Number(text);
}

/** Refs come in any case and are stored in lower case; names are as they are. */
function sameName(asked: string, stored: string): boolean {
  return asked === stored || asked.toLocaleLowerCase('en-US') === stored;
}
