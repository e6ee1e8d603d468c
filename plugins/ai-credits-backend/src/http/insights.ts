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
  aiCreditsInsightsManagePermission,
  insightsQuerySchema,
  recommendationDecisionSchema,
  recommendationsQuerySchema,
  RecommendationsResponse,
  wasteEventsQuerySchema,
  WasteResponse,
} from 'backstage-plugin-ai-credits-common';
import { Request, Router } from 'express';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { readAllocations } from '../insights/recommendations/readAllocations';
import { RecommendationSources } from '../insights/recommendations/readRecommendations';
import { checkedRange, filtersOf, InsightScope } from '../insights/scope';
import { DAY_MS } from '../ledger/calendar';
import { VisibleUsage } from '../usage/api';
import { Caller } from './access';
import { audited } from './audit';
import { jsonBody } from './body';
import { organisationOf } from './budgetAccess';
import { HttpContext } from './context';

/** Recommendations rest on so many days of usage where no range is given. */
const EVIDENCE_DAYS = 90;

/** What usage says about itself, from what the caller may see. */
export function addInsightRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, insights, now } = context;

  /** The usage that is asked about, as far as the caller may see it. */
  const asked = async (req: Request): Promise<InsightScope> =>
    insightScope(await access.identify(req), req.query, context);

  router.get('/v1/insights/waste', async (req, res) => {
    res.json(await wasteFor(await access.identify(req), req.query, context));
  });

  router.get('/v1/insights/waste/events', async (req, res) => {
    const { visible } = await access.requireUsage(req);
    const { account, from, to, rule, item, cursor, limit, ...filters } =
      parseWith(wasteEventsQuerySchema, req.query);
    resolveAccount(config, account);
    res.json(
      await insights.wasteEvents({
        ...checkedRange(from, to),
        filters: filtersOf(filters),
        visible,
        rule,
        item,
        cursor,
        limit,
      }),
    );
  });

  router.get('/v1/insights/efficiency', async (req, res) => {
    res.json(await insights.efficiency(await asked(req)));
  });

  router.get('/v1/insights/unusual', async (req, res) => {
    res.json(await insights.unusual(await asked(req)));
  });

  router.get('/v1/insights/recommendations', async (req, res) => {
    res.json(
      await recommendationsFor(await access.identify(req), req.query, context),
    );
  });

  const decide = (status: 'accepted' | 'dismissed') => async (req: Request) => {
    const caller = await access.require(req, aiCreditsInsightsManagePermission);
    const visible = await access.visibleTo(caller);
    const { account, from, to, reason } = parseWith(
      recommendationDecisionSchema,
      req.body ?? {},
    );
    resolveAccount(config, account);
    const why = reason?.trim();
    if (status === 'dismissed' && !why) {
      throw new InputError('reason: is required to dismiss a recommendation');
    }
    const { id } = req.params;
    return audited(
      auditor,
      {
        eventId: `recommendation-${status}`,
        severityLevel: 'medium',
        request: req,
        meta: { recommendationId: id },
      },
      async () =>
        insights.decide(
          evidence({ from, to }, visible, {}, now()),
          await sourcesFor(caller, visible, context),
          { id, status, reason: why, by: caller.actor },
        ),
    );
  };
  const json = jsonBody(config.ingest.bodyLimit);
  router.post(
    '/v1/insights/recommendations/:id/accept',
    ...json,
    async (req, res) => {
      res.json(await decide('accepted')(req));
    },
  );
  router.post(
    '/v1/insights/recommendations/:id/dismiss',
    ...json,
    async (req, res) => {
      res.json(await decide('dismissed')(req));
    },
  );
}

/** @param rawQuery - a range and filters */
async function insightScope(
  caller: Caller,
  rawQuery: unknown,
  { access, config }: HttpContext,
): Promise<InsightScope> {
  const visible = await access.visibleTo(caller);
  const { account, from, to, ...filters } = parseWith(
    insightsQuerySchema,
    rawQuery,
  );
  resolveAccount(config, account);
  return { ...checkedRange(from, to), filters: filtersOf(filters), visible };
}

/**
 * What was wasted, of what the caller may see.
 *
 * @param rawQuery - as `GET /v1/insights/waste` takes it
 */
export async function wasteFor(
  caller: Caller,
  rawQuery: unknown,
  context: HttpContext,
): Promise<WasteResponse> {
  return context.insights.waste(await insightScope(caller, rawQuery, context));
}

/**
 * What would save credits, from what the caller may see.
 *
 * @param rawQuery - as `GET /v1/insights/recommendations` takes it
 */
export async function recommendationsFor(
  caller: Caller,
  rawQuery: unknown,
  context: HttpContext,
): Promise<RecommendationsResponse> {
  const { access, config, insights, now } = context;
  const visible = await access.visibleTo(caller);
  const { account, from, to, ...filters } = parseWith(
    recommendationsQuerySchema,
    rawQuery,
  );
  resolveAccount(config, account);
  return insights.recommendations(
    evidence({ from, to }, visible, filtersOf(filters), now()),
    await sourcesFor(caller, visible, context),
  );
}

function evidence(
  range: { from?: string; to?: string },
  visible: VisibleUsage,
  filters: InsightScope['filters'],
  now: number,
): InsightScope {
  const to = range.to ?? new Date(now).toISOString();
  const from =
    range.from ??
    new Date(Date.parse(to) - EVIDENCE_DAYS * DAY_MS).toISOString();
  return { ...checkedRange(from, to), filters, visible };
}

/** The rate card in force; and allocations for who may see everybody's. */
async function sourcesFor(
  caller: Caller,
  visible: VisibleUsage,
  context: HttpContext,
): Promise<RecommendationSources> {
  const { access, budgets, config, now, rateCards } = context;
  const rateCard = (await rateCards.inForce())(now());
  if (
    visible.kind !== 'all' ||
    !(await access.may(caller, aiCreditsBudgetReadPermission))
  ) {
    return { rateCard };
  }
  return {
    rateCard,
    allocations: await readAllocations(
      budgets,
      config.account.name,
      await organisationOf(context),
    ),
  };
}
