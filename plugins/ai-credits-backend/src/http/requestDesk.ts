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

import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  aiCreditsBudgetManagePermission,
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  createCreditRequestSchema,
  CreditRequest,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import {
  BudgetCaller,
  isOwnLimit,
  mayDecide,
  mayRequest,
  Organisation,
} from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { StoredBudget } from '../ledger/api';
import {
  approversOf,
  peopleToAsk,
  StoredRequest,
} from '../purchasing/requests';
import { Caller } from './access';
import { audited, AuditedBy } from './audit';
import { knownScopes, organisationOf } from './budgetAccess';
import { HttpContext } from './context';

/** A person at the requests, with what they may do. */
export interface RequestDesk {
  as: BudgetCaller & { user: string };
  mayAsk: boolean;
  mayDecideAny: boolean;
  organisation: Organisation;
}

/** @throws NotAllowedError for machines, and for who may neither ask nor decide */
export async function requestDesk(
  caller: Caller,
  context: HttpContext,
): Promise<RequestDesk> {
  const { access } = context;
  const [mayAsk, mayDecideAny, admin] = await access.mayEach(caller, [
    aiCreditsRequestCreatePermission,
    aiCreditsRequestDecidePermission,
    aiCreditsBudgetManagePermission,
  ]);
  const { user } = caller;
  if (user === undefined || !(mayAsk || mayDecideAny)) {
    throw new NotAllowedError(
      user === undefined
        ? 'Requests are between people'
        : `You lack the permission ${aiCreditsRequestCreatePermission.name}`,
    );
  }
  return {
    as: { user, admin },
    mayAsk,
    mayDecideAny,
    organisation: await organisationOf(context),
  };
}

/**
 * Asks for more credits as the caller, and tells who can decide.
 *
 * @param rawRequest - as `POST /v1/requests` takes it
 * @param by - what audit events tell of how it came
 */
export async function createRequest(
  caller: Caller,
  rawRequest: unknown,
  context: HttpContext,
  by: AuditedBy,
): Promise<CreditRequest> {
  const { auditor, budgets, config, notifyAboutRequest, requests } = context;
  const desk = await requestDesk(caller, context);
  if (!desk.mayAsk) {
    throw new NotAllowedError(
      `You lack the permission ${aiCreditsRequestCreatePermission.name}`,
    );
  }
  const { account: name, ...body } = parseWith(
    createCreditRequestSchema,
    rawRequest,
  );
  const account = resolveAccount(config, name);
  const [scope] = await knownScopes([body.scope], desk, context);
  if (!mayRequest(desk.as, scope, desk.organisation)) {
    throw new NotAllowedError(
      `You may ask for yourself, for the groups you are in and for what they own, not for ${scope.ref}`,
    );
  }
  const { isNew, request } = await audited(
    auditor,
    {
      eventId: 'request-create',
      severityLevel: 'medium',
      ...by,
      meta: {
        ...by.meta,
        scope: `${scope.kind}:${scope.ref}`,
        period: body.period,
        credits: String(body.credits),
        kind: body.kind,
        ...(body.idempotencyKey === undefined
          ? {}
          : { idempotencyKey: body.idempotencyKey }),
      },
    },
    () =>
      requests.create(
        account,
        { ...body, scope, credits: parseCredits(body.credits) },
        desk.as.user,
      ),
    created => ({
      requestId: created.request.id,
      ...(created.isNew ? {} : { repeated: true }),
    }),
  );
  if (isNew) {
    context.figuresChanged();
    await notifyAboutRequest({
      request,
      recipients: peopleToAsk(request, desk.organisation, config.adminContacts),
    });
  }
  return describeRequest(request, desk, await budgets.list(account), context);
}

/**
 * @throws NotFoundError for a request that the caller does not see
 * @throws NotAllowedError when they may not do this to it
 */
export function authoriseDecision(
  { as, mayDecideAny, organisation }: RequestDesk,
  request: StoredRequest,
  withdraws: boolean,
): void {
  const own = request.requestedBy === as.user;
  const about = as.admin && isOwnLimit(as, request.scope);
  const decides = mayDecideAny && mayDecide(as, request, organisation);
  if (!own && !about && !decides) {
    throw new NotFoundError(`There is no request ${request.id}`);
  }
  if (withdraws && !own) {
    throw new NotAllowedError('Only who asked may withdraw a request');
  }
  if (!withdraws && !decides) {
    throw new NotAllowedError(
      own
        ? 'Nobody decides on a request of their own'
        : 'Nobody decides on their own limit',
    );
  }
}

/** A request as it is answered. */
export function describeRequest(
  request: StoredRequest,
  { as, mayDecideAny, organisation }: RequestDesk,
  budgets: readonly StoredBudget[],
  { config }: HttpContext,
): CreditRequest {
  const open = request.status === 'open';
  const budget = budgets.find(isAbout(request));
  return {
    id: String(request.id),
    scope: request.scope,
    period: request.period,
    credits: formatCredits(request.credits),
    kind: request.kind,
    reason: request.reason,
    status: request.status,
    requestedBy: request.requestedBy,
    requestedAt: new Date(request.requestedAt).toISOString(),
    approvers: approversOf(request.scope, organisation, config.adminContacts),
    ...(request.decidedBy === undefined
      ? {}
      : { decidedBy: request.decidedBy }),
    ...(request.decidedAt === undefined
      ? {}
      : { decidedAt: new Date(request.decidedAt).toISOString() }),
    ...(request.comment === undefined ? {} : { comment: request.comment }),
    ...(request.granted === undefined
      ? {}
      : { granted: formatCredits(request.granted) }),
    ...(budget
      ? {
          budget: {
            id: String(budget.id),
            credits: formatCredits(budget.allocation),
            used: formatCredits(budget.used),
            held: formatCredits(budget.held),
          },
        }
      : {}),
    mayDecide: open && mayDecideAny && mayDecide(as, request, organisation),
    mayWithdraw: open && request.requestedBy === as.user,
  };
}

function isAbout({ period, scope }: StoredRequest) {
  return (budget: StoredBudget) =>
    budget.period === period &&
    budget.scope.kind === scope.kind &&
    budget.scope.ref === scope.ref;
}
