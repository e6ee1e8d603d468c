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

import { InputError } from '@backstage/errors';
import {
  aiCreditsBudgetReadPermission,
  AllocationsResponse,
  allocationsCopyRequestSchema,
  allocationsExportQuerySchema,
  allocationsImportQuerySchema,
  allocationsRequestSchema,
  budgetRequestSchema,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import express, { Request, Router } from 'express';
import { DateTime } from 'luxon';
import {
  AppliedChange,
  BudgetChange,
  isOwnLimit,
  mayEdit,
  RowProblem,
} from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { visibleOrNone } from './account';
import {
  AllocationRow,
  allocationsCsv,
  readAllocationsCsv,
} from './allocationsCsv';
import { audited } from './audit';
import { jsonBody } from './body';
import {
  allocationCheck,
  assertEditable,
  BudgetDesk,
  knownScopes,
  Numbered,
  organisationOf,
  requireBudgetDesk,
} from './budgetAccess';
import { settingsOf } from './budgets';
import { describeBudget, scopeVisibility } from './budgetView';
import { HttpContext } from './context';
import { UnsupportedMediaTypeError } from './errors';

/** What a budget begins with where a change does not say. */
const defaults = budgetRequestSchema.pick({ mode: true });

/** Many allocations at once: all or none. */
export function addAllocationRoutes(
  router: Router,
  context: HttpContext,
): void {
  const { access, budgets, config, now } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.post('/v1/allocations', ...json, async (req, res) => {
    const desk = await requireBudgetDesk(req, context);
    const body = parseWith(allocationsRequestSchema, req.body);
    const rows = body.changes.map((change, i) => ({
      row: i + 1,
      change,
      says: { rolloverCap: false, thresholds: false },
    }));
    res.json(await changeAll(req, desk, rows, body, context));
  });

  router.get('/v1/allocations/export', async (req, res) => {
    const caller = await access.require(req, aiCreditsBudgetReadPermission);
    const query = parseWith(allocationsExportQuerySchema, req.query);
    const [stored, visible, organisation] = await Promise.all([
      budgets.list(resolveAccount(config, query.account)),
      visibleOrNone(caller, context),
      organisationOf(context),
    ]);
    const isVisible = scopeVisibility(visible, organisation);
    const day = DateTime.fromMillis(now(), {
      zone: config.account.timeZone,
    }).toISODate();
    res.setHeader('Content-Type', 'text/csv; charset=utf-8');
    res.setHeader(
      'Content-Disposition',
      `attachment; filename="allocations_${day}.csv"`,
    );
    res.send(
      allocationsCsv(
        stored
          .filter(
            ({ period, scope }) =>
              isVisible(scope) &&
              (query.period === undefined || query.period === period),
          )
          .map(budget => describeBudget(budget, now())),
      ),
    );
  });

  router.post(
    '/v1/allocations/import',
    express.text({ type: 'text/csv', limit: config.ingest.bodyLimit }),
    async (req, res) => {
      const desk = await requireBudgetDesk(req, context);
      const query = parseWith(allocationsImportQuerySchema, req.query);
      if (!req.is('text/csv')) {
        throw new UnsupportedMediaTypeError('The body must be text/csv');
      }
      if (typeof req.body !== 'string') {
        throw new InputError('The body is empty');
      }
      const { problems, rows } = readAllocationsCsv(req.body);
      res.json(
        await changeAll(
          req,
          desk,
          rows,
          { account: query.account, dryRun: query.dryRun === true },
          context,
          problems,
        ),
      );
    },
  );

  router.post('/v1/allocations/copy', ...json, async (req, res) => {
    const desk = await requireBudgetDesk(req, context);
    const { account, period, dryRun } = parseWith(
      allocationsCopyRequestSchema,
      req.body ?? {},
    );
    const before = await budgets.allocationsBefore(
      resolveAccount(config, account),
      period,
    );
    const changes = before
      .filter(
        ({ budget, credits }) =>
          credits !== budget.credits &&
          mayEdit(desk.as, budget.scope, desk.organisation) &&
          !(isOwnLimit(desk.as, budget.scope) && credits > budget.credits),
      )
      .map(({ budget, credits }, i) => ({
        row: i + 1,
        scope: budget.scope,
        period,
        version: budget.version,
        to: () => ({ ...budget, credits }),
      }));
    res.json(await applyAll(req, desk, changes, { account, dryRun }, context));
  });
}

/**
 * Makes the changes that a body or a file lists.
 *
 * @param problems - rows of the file that could not be read
 * @throws RowsError naming every row that is wrong
 */
async function changeAll(
  req: Request,
  desk: BudgetDesk,
  rows: readonly AllocationRow[],
  options: { account?: string; dryRun: boolean },
  context: HttpContext,
  problems: readonly RowProblem[] = [],
): Promise<AllocationsResponse> {
  const numbered = rows.map(({ row, change }) => ({
    row,
    scope: change.scope,
    period: change.period,
  }));
  const scopes = await knownScopes(
    numbered.map(({ scope }) => scope),
    desk,
    context,
    numbered,
    problems,
  );
  assertEditable(desk, scopes);
  const changes = rows.map(({ row, change, says }, i) => ({
    row,
    scope: scopes[i],
    period: change.period,
    version: change.version,
    to: settingsAfter(change, says, context.config.alerts.thresholds),
  }));
  return applyAll(req, desk, changes, options, context);
}

/** The settings that a change leads to: what it does not say stays, or begins with the default. */
function settingsAfter(
  change: AllocationRow['change'],
  says: AllocationRow['says'],
  thresholds: readonly number[],
): BudgetChange['to'] {
  const { mode } = defaults.parse({});
  const cap =
    change.rolloverCap === undefined
      ? undefined
      : parseCredits(change.rolloverCap, 'rolloverCap');
  return before => ({
    credits: parseCredits(change.credits),
    hard:
      change.mode === undefined
        ? before?.hard ?? mode === 'hard'
        : change.mode === 'hard',
    thresholds:
      change.thresholds ??
      (says.thresholds ? [] : before?.thresholds ?? [...thresholds]),
    rolloverCap: cap ?? (says.rolloverCap ? undefined : before?.rolloverCap),
  });
}

async function applyAll(
  req: Request,
  desk: BudgetDesk,
  changes: ReadonlyArray<BudgetChange & Numbered>,
  { account, dryRun }: { account?: string; dryRun: boolean },
  context: HttpContext,
): Promise<AllocationsResponse> {
  const { auditor, budgets, config, now } = context;
  const apply = () =>
    budgets.apply(resolveAccount(config, account), changes, {
      check: allocationCheck(desk, context, changes),
      dryRun,
    });
  const applied = dryRun
    ? await apply()
    : await audited(
        auditor,
        {
          eventId: 'allocations-change',
          severityLevel: 'high',
          request: req,
          meta: { changes: changes.length },
        },
        apply,
        done => ({ changes: done.filter(each => each.changed).map(told) }),
      );
  const changed = applied.filter(each => each.changed);
  if (!dryRun && changed.length > 0) {
    context.figuresChanged();
  }
  return {
    dryRun,
    created: changed.filter(each => !each.before).length,
    changed: changed.filter(each => each.before).length,
    unchanged: applied.length - changed.length,
    changes: changed.map(({ before, budget }) => ({
      ...(before ? { before: formatCredits(before.credits) } : {}),
      budget: describeBudget(budget, now()),
    })),
  };
}

/** A change as an audit event tells it. */
function told({ before, budget }: AppliedChange) {
  return {
    scope: `${budget.scope.kind}:${budget.scope.ref}`,
    period: budget.period,
    ...(before
      ? {
          before: {
            credits: formatCredits(before.credits),
            mode: before.hard ? 'hard' : 'soft',
            thresholds: before.thresholds,
          },
        }
      : {}),
    after: settingsOf(budget),
  };
}
