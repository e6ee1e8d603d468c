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
  accountQuerySchema,
  aiCreditsAccessPermission,
  aiCreditsAllocationUpdatePermission,
  aiCreditsBalanceReadPermission,
  aiCreditsBudgetManagePermission,
  aiCreditsBudgetReadPermission,
  aiCreditsChargePermission,
  aiCreditsCreditsManagePermission,
  aiCreditsInsightsManagePermission,
  aiCreditsIntegrityReadPermission,
  aiCreditsIntegrityVerifyPermission,
  aiCreditsRateCardManagePermission,
  aiCreditsRecordPermission,
  aiCreditsReportCreatePermission,
  aiCreditsReportManagePermission,
  aiCreditsReportReadPermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  Me,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { departmentOf, pathToRoot } from '../attribution';
import { ledBy } from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { VisibleUsage } from '../usage/api';
import { Caller } from './access';
import { HttpContext } from './context';

/** The account's lifetime figures, and what the caller may do with it. */
export function addAccountRoutes(router: Router, context: HttpContext): void {
  const { access, config, usage } = context;

  router.get('/v1/account', async (req, res) => {
    await access.require(req, aiCreditsBalanceReadPermission);
    const query = parseWith(accountQuerySchema, req.query);
    const account = resolveAccount(config, query.account);
    res.json({
      ...(await usage.accountOverview(account)),
      organization: config.account.organization,
      plan: config.account.plan,
    });
  });

  router.get('/v1/me', async (req, res) => {
    const caller = await access.require(req, aiCreditsAccessPermission);
    parseWith(accountQuerySchema, req.query);
    res.json(await describeCaller(caller, context));
  });
}

const may = {
  readBalance: aiCreditsBalanceReadPermission,
  record: aiCreditsRecordPermission,
  charge: aiCreditsChargePermission,
  readBudgets: aiCreditsBudgetReadPermission,
  manageBudgets: aiCreditsBudgetManagePermission,
  editAllocations: aiCreditsAllocationUpdatePermission,
  requestCredits: aiCreditsRequestCreatePermission,
  decideRequests: aiCreditsRequestDecidePermission,
  manageCredits: aiCreditsCreditsManagePermission,
  manageRateCards: aiCreditsRateCardManagePermission,
  readIntegrity: aiCreditsIntegrityReadPermission,
  verifyIntegrity: aiCreditsIntegrityVerifyPermission,
  manageInsights: aiCreditsInsightsManagePermission,
  readReports: aiCreditsReportReadPermission,
  createReports: aiCreditsReportCreatePermission,
  manageReports: aiCreditsReportManagePermission,
} as const;

async function describeCaller(
  caller: Caller,
  context: HttpContext,
): Promise<Me> {
  const { access, directory } = context;
  const names = Object.keys(may) as (keyof typeof may)[];
  const [allowed, visible, groups] = await Promise.all([
    access.mayEach(
      caller,
      names.map(name => may[name]),
    ),
    visibleOrNone(caller, context),
    access.groupsOf(caller),
    directory.ready(),
  ]);
  const { current, groupTypes } = directory;
  const hasType = (ref: string, types: readonly string[]) => {
    const type = current.groups.get(ref)?.type;
    return type !== undefined && types.includes(type);
  };
  // Of the catalog, as where they change something: a sign-in may count the groups above a person's as theirs too.
  const leads = [...ledBy(caller.user, { directory: current, groupTypes })];
  const permitted = Object.fromEntries(
    names.map((name, i) => [name, allowed[i]]),
  ) as Record<keyof typeof may, boolean>;
  /** The permission alone lets nobody act: they lead something, or manage all. */
  const overOthers = permitted.manageBudgets || leads.length > 0;
  return {
    ...(caller.user === undefined ? {} : { user: caller.user }),
    teams: groups.filter(ref => !hasType(ref, groupTypes.department)),
    departments: [
      ...new Set(
        groups.flatMap(
          ref =>
            departmentOf(pathToRoot(ref, current), current, groupTypes) ?? [],
        ),
      ),
    ],
    leads,
    may: {
      ...permitted,
      editAllocations:
        permitted.manageBudgets ||
        (permitted.editAllocations && leads.length > 0),
      decideRequests: permitted.decideRequests && overOthers,
      readUsage:
        visible.kind === 'all' ||
        [visible.users, visible.teams, visible.departments].some(
          list => list.length > 0,
        ),
      readAllUsage: visible.kind === 'all',
    },
  };
}

/** Which usage the caller may see; none where the permission is denied. */
export async function visibleOrNone(
  caller: Caller,
  { access }: HttpContext,
): Promise<VisibleUsage> {
  try {
    return await access.visibleTo(caller);
  } catch (error) {
    if ((error as Error).name === 'NotAllowedError') {
      return { kind: 'any', users: [], teams: [], departments: [] };
    }
    throw error;
  }
}
