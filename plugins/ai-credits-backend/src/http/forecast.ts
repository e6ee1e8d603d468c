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
  aiCreditsBalanceReadPermission,
  aiCreditsBudgetReadPermission,
  budgetScopeKindSchema,
  entityRefSchema,
  forecastQuerySchema,
  ForecastResponse,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import {
  groupsAbove,
  isDepartment,
  isGroup,
  Organisation,
  Scope,
} from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import type { VisibleUsage } from '../usage/api';
import { Caller } from './access';
import { visibleOrNone } from './account';
import { organisationOf } from './budgetAccess';
import { scopeVisibility } from './budgetView';
import { HttpContext } from './context';

/** When credits run out, and what a period will have used at its end. */
export function addForecastRoutes(router: Router, context: HttpContext): void {
  const { access } = context;

  router.get('/v1/forecast', async (req, res) => {
    res.json(await forecastFor(await access.identify(req), req.query, context));
  });
}

/**
 * The forecast of the account, a budget or a scope, for who may see it.
 *
 * @param rawQuery - as `GET /v1/forecast` takes it
 */
export async function forecastFor(
  caller: Caller,
  rawQuery: unknown,
  context: HttpContext,
): Promise<ForecastResponse> {
  const { access, budgets, config, forecasts } = context;
  const query = parseWith(forecastQuerySchema, rawQuery);
  const account = resolveAccount(config, query.account);
  const wanted = readScope(query.scope);
  if (wanted === 'account') {
    await access.requireOf(caller, aiCreditsBalanceReadPermission);
    return forecasts.ofAccount();
  }
  await access.requireOf(caller, aiCreditsBudgetReadPermission);
  const [all, visible, organisation] = await Promise.all([
    budgets.list(account),
    visibleOrNone(caller, context),
    organisationOf(context),
  ]);
  const budget =
    'id' in wanted
      ? all.find(({ id }) => id === wanted.id)
      : // Of several periods the month, as everywhere where none is named.
        all
          .filter(each => isSame(each.scope, wanted))
          .sort(
            (a, b) =>
              Number(b.period === 'month') - Number(a.period === 'month'),
          )[0];
  const hidden =
    'id' in wanted
      ? new NotFoundError(`There is no budget ${wanted.id}`)
      : undefined;
  if (hidden && !budget) {
    throw hidden;
  }
  const scope = budget?.scope ?? (wanted as Scope);
  // A budget is seen by who is below its group, too. Without one, what others
  // use is for who may see that: the groups of the caller, or what they lead.
  const mayKnow =
    scopeVisibility(visible, organisation)(scope) &&
    (budget !== undefined || maySeeUse(scope, visible, organisation));
  if (!mayKnow) {
    // Of an id, not even whether there is such a budget.
    if (hidden) {
      throw hidden;
    }
    throw new NotAllowedError(
      `You may not see what ${scope.kind} ${scope.ref} uses`,
    );
  }
  return budget ? forecasts.ofBudget(budget) : forecasts.ofScope(scope);
}

/** Whether somebody may see all that a scope uses. */
function maySeeUse(
  scope: Scope,
  visible: VisibleUsage,
  organisation: Organisation,
): boolean {
  if (visible.kind === 'all' || scope.kind === 'user') {
    return true;
  }
  if (!isGroup(scope)) {
    return false;
  }
  const own = [...visible.teams, ...visible.departments];
  const led = visible.departments.filter(ref =>
    isDepartment(ref, organisation),
  );
  return (
    own.includes(scope.ref) ||
    groupsAbove(scope, organisation).some(ref => led.includes(ref))
  );
}

/**
 * What a scope in a request names.
 *
 * @throws InputError when it is none of what a scope may be
 */
export function readScope(text: string): 'account' | { id: number } | Scope {
  if (text === 'account') {
    return text;
  }
  if (/^[1-9]\d{0,14}$/.test(text)) {
    return { id: Number(text) };
  }
  const separator = text.indexOf(':');
  const kind = budgetScopeKindSchema.safeParse(text.slice(0, separator));
  const ref = text.slice(separator + 1);
  if (separator < 0 || !kind.success || ref === '') {
    throw new InputError(
      `scope: must be 'account', the id of a budget, or a kind and a ref such as team:group:default/payments`,
    );
  }
  if (kind.data === 'product' || kind.data === 'model') {
    return { kind: kind.data, ref };
  }
  const parsed = entityRefSchema.safeParse(ref);
  if (!parsed.success) {
    throw new InputError(
      `scope: '${ref}' must be a full entity ref such as group:default/payments`,
    );
  }
  return { kind: kind.data, ref: parsed.data };
}

function isSame(a: Scope, b: Scope): boolean {
  return (
    a.kind === b.kind &&
    a.ref.toLocaleLowerCase('en-US') === b.ref.toLocaleLowerCase('en-US')
  );
}
