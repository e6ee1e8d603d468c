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

import { InputError, NotAllowedError } from '@backstage/errors';
import {
  aiCreditsAllocationUpdatePermission,
  aiCreditsBudgetManagePermission,
  entityRefSchema,
} from 'backstage-plugin-ai-credits-common';
import { Request } from 'express';
import {
  BudgetCaller,
  BudgetCheck,
  ledBy,
  mayEdit,
  Organisation,
  overAllocations,
  raisedOwnLimit,
  RowProblem,
  RowsError,
  Scope,
  scopeProblem,
} from '../budgets';
import { Caller } from './access';
import { HttpContext } from './context';

/** Who changes budgets, in the organisation as the catalog tells it now. */
export interface BudgetDesk {
  caller: Caller;
  as: BudgetCaller;
  organisation: Organisation;
}

/** The organisation, once the catalog could be read. */
export async function organisationOf({
  directory,
}: Pick<HttpContext, 'directory'>): Promise<Organisation> {
  await directory.ready();
  return { directory: directory.current, groupTypes: directory.groupTypes };
}

/** The caller with what budgets need to know of them. */
export async function budgetCaller(
  caller: Caller,
  context: HttpContext,
): Promise<BudgetCaller> {
  const [manages, allocates] = await context.access.mayEach(caller, [
    aiCreditsBudgetManagePermission,
    aiCreditsAllocationUpdatePermission,
  ]);
  return {
    admin: manages,
    // Without the permission nobody leads anything.
    ...(caller.user === undefined || !(manages || allocates)
      ? {}
      : { user: caller.user }),
  };
}

/**
 * Who asks to change budgets: an admin, or a person who leads a department.
 * Which scopes a person may change is asked with {@link assertEditable}.
 *
 * @throws NotAllowedError when the portal's policy denies both
 */
export async function requireBudgetDesk(
  req: Request,
  context: HttpContext,
): Promise<BudgetDesk> {
  const caller = await context.access.identify(req);
  const as = await budgetCaller(caller, context);
  const organisation = await organisationOf(context);
  if (!as.admin && ledBy(as.user, organisation).size === 0) {
    throw new NotAllowedError(
      `You lack the permission ${aiCreditsBudgetManagePermission.name}, and lead no department`,
    );
  }
  return { caller, as, organisation };
}

/** @throws NotAllowedError naming what the caller may not change */
export function assertEditable(desk: BudgetDesk, scopes: readonly Scope[]) {
  const denied = scopes.find(
    scope => !mayEdit(desk.as, scope, desk.organisation),
  );
  if (denied) {
    throw new NotAllowedError(
      `You may not change the allocation of ${denied.ref}: admins may, and who leads a department above it`,
    );
  }
}

/** A change of several, with the number that errors name. */
export interface Numbered {
  row: number;
  scope: Scope;
  period: string;
}

/**
 * Scopes with their refs in the form that is stored. What the catalog does not
 * know is looked for once more, since it may have been registered a moment ago.
 *
 * @param rows - the changes in order, to name those at fault; absent for a
 *   single change
 * @param found - what is wrong with other rows, to be told with the rest
 * @throws RowsError, or InputError for a single one
 */
export async function knownScopes(
  scopes: readonly Scope[],
  desk: Pick<BudgetDesk, 'organisation'>,
  context: Pick<HttpContext, 'directory'>,
  rows?: readonly Numbered[],
  found: readonly RowProblem[] = [],
): Promise<Scope[]> {
  const rowOf = (i: number) => rows?.[i].row ?? i + 1;
  const problems: RowProblem[] = [];
  const parsed = scopes.map((scope, i) => {
    if (scope.kind === 'product' || scope.kind === 'model') {
      return scope;
    }
    const ref = entityRefSchema.safeParse(scope.ref);
    if (!ref.success) {
      problems.push({
        row: rowOf(i),
        message:
          'scope.ref: must be a full entity ref such as group:default/payments',
      });
      return scope;
    }
    return { ...scope, ref: ref.data };
  });
  const malformed = new Set(problems.map(({ row }) => row));
  const unknown = () =>
    parsed.flatMap((scope, i) => {
      const row = rowOf(i);
      const message = malformed.has(row)
        ? undefined
        : scopeProblem(scope, desk.organisation);
      return message === undefined ? [] : [{ row, message }];
    });
  let missing = unknown();
  if (missing.length) {
    await context.directory.refresh();
    desk.organisation = await organisationOf(context);
    missing = unknown();
  }
  problems.push(...missing, ...found);
  if (problems.length) {
    throw rows
      ? new RowsError(problems.sort((a, b) => a.row - b.row))
      : new InputError(problems[0].message);
  }
  return parsed;
}

/**
 * Refuses what would raise or remove the caller's own limit, and what would
 * allocate more below a group than it has, unless the configuration lets it.
 *
 * @param rows - the changes in order, to name those at fault; absent for a
 *   single change
 */
export function allocationCheck(
  desk: Pick<BudgetDesk, 'as' | 'organisation'>,
  { config }: Pick<HttpContext, 'config'>,
  rows?: readonly Numbered[],
): BudgetCheck {
  return (before, after) => {
    const own = raisedOwnLimit(desk.as, before, after);
    if (own) {
      throw new NotAllowedError(
        `You may lower your own limit, that of ${own.scopeRef} a ${own.period}, and neither raise nor remove it: ask for more, and somebody else decides`,
      );
    }
    if (config.budgets.allowOverAllocation) {
      return;
    }
    const over = overAllocations(before, after, desk.organisation);
    if (!over.length) {
      return;
    }
    if (!rows) {
      throw new InputError(
        `credits: ${over.map(({ message }) => message).join('; ')}`,
      );
    }
    const problems = over.flatMap(({ parent, children, message }) => {
      const concerned = [parent, ...children].map(
        each => `${each.period} ${each.scopeRef}`,
      );
      const at = rows.find(({ scope, period }) =>
        concerned.includes(`${period} ${scope.ref}`),
      );
      return [{ row: (at ?? rows[0]).row, message: `credits: ${message}` }];
    });
    throw new RowsError(problems.sort((a, b) => a.row - b.row));
  };
}
