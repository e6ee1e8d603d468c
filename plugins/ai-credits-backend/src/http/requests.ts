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
  CreditRequest,
  creditRequestsQuerySchema,
  declineCreditRequestSchema,
  formatCredits,
  grantCreditRequestSchema,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Request, Router } from 'express';
import { editableScopes } from '../budgets';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { Decision, peopleToAsk, RequestFilter } from '../purchasing/requests';
import { audited } from './audit';
import { jsonBody } from './body';
import { allocationCheck } from './budgetAccess';
import { HttpContext } from './context';
import {
  authoriseDecision,
  createRequest,
  describeRequest,
  requestDesk,
} from './requestDesk';

/** Requests for more credits. */
export function addRequestRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, budgets, config, notifyAboutRequest, requests } =
    context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/requests', async (req, res) => {
    const desk = await requestDesk(await access.identify(req), context);
    const query = parseWith(creditRequestsQuerySchema, req.query);
    const account = resolveAccount(config, query.account);
    const { box, limit, status } = query;
    const { user } = desk.as;
    const scopes = desk.mayDecideAny
      ? editableScopes(desk.as, desk.organisation)
      : [];
    const inbox: RequestFilter = {
      scopes,
      notRequestedBy: user,
      notAbout: user,
    };
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
      requests: page.map(request =>
        describeRequest(request, desk, all, context),
      ),
      ...(found.length > limit
        ? { nextCursor: String(page[page.length - 1].id) }
        : {}),
      waiting,
    });
  });

  router.post('/v1/requests', ...json, async (req, res) => {
    const caller = await access.identify(req);
    res
      .status(201)
      .json(await createRequest(caller, req.body, context, { request: req }));
  });

  const decide = async (
    req: Request,
    decision: Decision,
  ): Promise<CreditRequest> => {
    const desk = await requestDesk(await access.identify(req), context);
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
          each => authoriseDecision(desk, each, withdraws),
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
    context.figuresChanged();
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
    return describeRequest(request, desk, await budgets.list(account), context);
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
