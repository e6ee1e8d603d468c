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
  aiCreditsRequestCreatePermission,
  aiCreditsRequestDecidePermission,
  createCreditRequestSchema,
  CreditRequest,
  creditRequestsQuerySchema,
  declineCreditRequestSchema,
  formatCredits,
  grantCreditRequestSchema,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Request, Router } from 'express';
import {
  BudgetCaller,
  editableScopes,
  mayDecide,
  mayRequest,
  Organisation,
} from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { StoredBudget } from '../ledger/api';
import {
  approversOf,
  Decision,
  peopleToAsk,
  RequestFilter,
  StoredRequest,
} from '../purchasing/requests';
import { audited } from './audit';
import { jsonBody } from './body';
import { allocationCheck, knownScopes, organisationOf } from './budgetAccess';
import { HttpContext } from './context';

/** A person at the requests, with what they may do. */
interface Desk {
  as: BudgetCaller & { user: string };
  mayAsk: boolean;
  mayDecideAny: boolean;
  organisation: Organisation;
}

/** Requests for more credits. */
export function addRequestRoutes(router: Router, context: HttpContext): void {
  const { auditor, budgets, config, notifyAboutRequest, requests } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/requests', async (req, res) => {
    const desk = await requireDesk(req, context);
    const query = parseWith(creditRequestsQuerySchema, req.query);
    const account = resolveAccount(config, query.account);
    const { box, limit, status } = query;
    const { user } = desk.as;
    const scopes = desk.mayDecideAny
      ? editableScopes(desk.as, desk.organisation)
      : [];
    const inbox: RequestFilter = { scopes, notRequestedBy: user };
    const boxes = {
      inbox,
      mine: { requestedBy: user },
      both: { scopes, ...(scopes ? { requestedBy: user } : {}) },
    };
    const [found, waiting, all] = await Promise.all([
      requests.list(
        account,
        {
          ...boxes[box ?? 'both'],
          ...(status === undefined ? {} : { status }),
          ...(query.cursor === undefined
            ? {}
            : { before: cursorOf(query.cursor) }),
        },
        limit + 1,
      ),
      requests.count(account, { ...inbox, status: 'open' }),
      budgets.list(account),
    ]);
    const page = found.slice(0, limit);
    res.json({
      requests: page.map(request => describe(request, desk, all, context)),
      ...(found.length > limit
        ? { nextCursor: String(page[page.length - 1].id) }
        : {}),
      waiting,
    });
  });

  router.post('/v1/requests', ...json, async (req, res) => {
    const desk = await requireDesk(req, context);
    if (!desk.mayAsk) {
      throw new NotAllowedError(
        `You lack the permission ${aiCreditsRequestCreatePermission.name}`,
      );
    }
    const { account: name, ...body } = parseWith(
      createCreditRequestSchema,
      req.body,
    );
    const account = resolveAccount(config, name);
    const [scope] = await knownScopes([body.scope], desk, context);
    if (!mayRequest(desk.as, scope, desk.organisation)) {
      throw new NotAllowedError(
        `You may ask for yourself, for the groups you are in and for what they own, not for ${scope.ref}`,
      );
    }
    const request = await audited(
      auditor,
      {
        eventId: 'request-create',
        severityLevel: 'medium',
        request: req,
        meta: {
          scope: `${scope.kind}:${scope.ref}`,
          period: body.period,
          credits: String(body.credits),
          kind: body.kind,
        },
      },
      () =>
        requests.create(
          account,
          { ...body, scope, credits: parseCredits(body.credits) },
          desk.as.user,
        ),
      ({ id }) => ({ requestId: id }),
    );
    await notifyAboutRequest({
      request,
      recipients: peopleToAsk(request, desk.organisation, config.adminContacts),
    });
    res
      .status(201)
      .json(describe(request, desk, await budgets.list(account), context));
  });

  const decide = async (
    req: Request,
    decision: Decision,
  ): Promise<CreditRequest> => {
    const desk = await requireDesk(req, context);
    const { account: name } = parseWith(accountQuerySchema, req.query);
    const account = resolveAccount(config, name);
    const id = requestId(req.params.id);
    const withdraws = decision.status === 'withdrawn';
    const { request } = await audited(
      auditor,
      {
        eventId: `request-${decision.status}`,
        severityLevel: 'high',
        request: req,
        meta: { requestId: id },
      },
      () =>
        requests.decide(
          account,
          id,
          decision.status === 'granted'
            ? { ...decision, check: allocationCheck(desk, context) }
            : decision,
          desk.as.user,
          each => authorise(desk, each, withdraws),
        ),
      decided => ({
        scope: `${decided.request.scope.kind}:${decided.request.scope.ref}`,
        period: decided.request.period,
        requestedBy: decided.request.requestedBy,
        ...(decided.request.granted === undefined
          ? {}
          : {
              granted: formatCredits(decided.request.granted),
              kind: decided.request.kind,
              ...(decided.limit
                ? {
                    before: { credits: formatCredits(decided.limit.before) },
                    after: { credits: formatCredits(decided.limit.after) },
                  }
                : {}),
            }),
      }),
    );
    const others = peopleToAsk(
      request,
      desk.organisation,
      config.adminContacts,
    );
    await notifyAboutRequest({
      request,
      recipients: withdraws
        ? others
        : [
            request.requestedBy,
            ...others.filter(user => user !== desk.as.user),
          ],
    });
    return describe(request, desk, await budgets.list(account), context);
  };

  router.post('/v1/requests/:id/grant', ...json, async (req, res) => {
    const { credits, ...body } = parseWith(
      grantCreditRequestSchema,
      req.body ?? {},
    );
    res.json(
      await decide(req, {
        ...body,
        status: 'granted',
        ...(credits === undefined ? {} : { credits: parseCredits(credits) }),
      }),
    );
  });

  router.post('/v1/requests/:id/decline', ...json, async (req, res) => {
    const body = parseWith(declineCreditRequestSchema, req.body ?? {});
    res.json(await decide(req, { ...body, status: 'declined' }));
  });

  router.post('/v1/requests/:id/withdraw', async (req, res) => {
    res.json(await decide(req, { status: 'withdrawn' }));
  });
}

/** @throws NotAllowedError for machines, and for who may neither ask nor decide */
async function requireDesk(req: Request, context: HttpContext): Promise<Desk> {
  const { access } = context;
  const caller = await access.identify(req);
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
 * @throws NotFoundError for a request that the caller does not see
 * @throws NotAllowedError when they may not do this to it
 */
function authorise(
  { as, mayDecideAny, organisation }: Desk,
  request: StoredRequest,
  withdraws: boolean,
): void {
  const own = request.requestedBy === as.user;
  const decides = mayDecideAny && mayDecide(as, request, organisation);
  if (!own && !decides) {
    throw new NotFoundError(`There is no request ${request.id}`);
  }
  if (withdraws && !own) {
    throw new NotAllowedError('Only who asked may withdraw a request');
  }
  if (!withdraws && !decides) {
    throw new NotAllowedError('Nobody decides on a request of their own');
  }
}

function describe(
  request: StoredRequest,
  { as, mayDecideAny, organisation }: Desk,
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

function requestId(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new NotFoundError(`There is no request ${text.slice(0, 64)}`);
  }
  return Number(text);
}

function cursorOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError('cursor: is not one that was handed out');
  }
  return Number(text);
}
