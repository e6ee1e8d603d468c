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

import { InputError, NotFoundError } from '@backstage/errors';
import {
  accountQuerySchema,
  aiCreditsBudgetManagePermission,
  aiCreditsBudgetReadPermission,
  budgetRequestSchema,
  entityRefSchema,
  pageQuerySchema,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { visibleOrNone } from './account';
import { audited } from './audit';
import { jsonBody } from './body';
import { budgetsVisible, describeBudget } from './budgetView';
import { HttpContext } from './context';

/** What scopes may use in a period. */
export function addBudgetRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, budgets, config, directory, now } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/budgets', async (req, res) => {
    const caller = await access.require(req, aiCreditsBudgetReadPermission);
    const { account, cursor, limit } = parseWith(pageQuerySchema, req.query);
    const after = cursor === undefined ? 0 : idOf(cursor, 'cursor');
    const [stored, visible] = await Promise.all([
      budgets.list(resolveAccount(config, account)),
      visibleOrNone(caller, context),
      directory.ready(),
    ]);
    const rest = budgetsVisible(stored, visible, directory)
      .sort((a, b) => a.id - b.id)
      .filter(({ id }) => id > after);
    const page = rest.slice(0, limit);
    res.json({
      budgets: page.map(budget => describeBudget(budget, now())),
      ...(rest.length > limit
        ? { nextCursor: String(page[page.length - 1].id) }
        : {}),
    });
  });

  router.put('/v1/budgets', ...json, async (req, res) => {
    await access.require(req, aiCreditsBudgetManagePermission);
    const { account, mode, credits, rolloverCap, scope, ...request } =
      parseWith(budgetRequestSchema, req.body);
    const named = scope.kind === 'product' || scope.kind === 'model';
    const ref = named ? scope.ref : refOf(scope.ref);
    const stored = await audited(
      auditor,
      {
        eventId: 'budget-put',
        severityLevel: 'high',
        request: req,
        meta: {
          scope: `${scope.kind}:${ref}`,
          period: request.period,
          credits: String(credits),
          mode,
        },
      },
      () =>
        budgets.put(resolveAccount(config, account), {
          ...request,
          scope: { kind: scope.kind, ref },
          credits: parseCredits(credits),
          hard: mode === 'hard',
          ...(rolloverCap === undefined
            ? {}
            : { rolloverCap: parseCredits(rolloverCap, 'rolloverCap') }),
        }),
      ({ id, version }) => ({ budgetId: id, version }),
    );
    res.json(describeBudget(stored, now()));
  });

  router.delete('/v1/budgets/:id', async (req, res) => {
    await access.require(req, aiCreditsBudgetManagePermission);
    const query = parseWith(accountQuerySchema, req.query);
    const account = resolveAccount(config, query.account);
    if (!/^\d{1,9}$/.test(req.params.id)) {
      throw new NotFoundError(`There is no budget ${req.params.id}`);
    }
    await audited(
      auditor,
      {
        eventId: 'budget-delete',
        severityLevel: 'high',
        request: req,
        meta: { budgetId: req.params.id },
      },
      () => budgets.delete(account, Number(req.params.id)),
    );
    res.status(204).end();
  });
}

function idOf(text: string, field: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError(`${field}: is not one that was handed out`);
  }
  return Number(text);
}

function refOf(ref: string): string {
  const parsed = entityRefSchema.safeParse(ref);
  if (!parsed.success) {
    throw new InputError(
      'scope.ref: must be a full entity ref such as group:default/payments',
    );
  }
  return parsed.data;
}
