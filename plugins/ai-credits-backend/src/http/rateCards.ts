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
  analyticsQuerySchema,
  aiCreditsBalanceReadPermission,
  aiCreditsRateCardManagePermission,
  compileRateCard,
  formatCredits,
  limits,
  publishRequestSchema,
  QuoteResponse,
  RateCard,
  rateCardRequestSchema,
  UnknownName,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { checkRules, rateUsage, ruleChanges, StoredRateCard } from '../rating';
import { Caller } from './access';
import { audited } from './audit';
import { jsonBody } from './body';
import { HttpContext } from './context';

/** How far back the what-if goes. */
const SIMULATED_MS = 30 * 86_400_000;

/** What a use costs: versions, drafts, publication and the what-if. */
export function addRateCardRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, now, rateCards } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/rate-cards', async (req, res) => {
    const caller = await access.require(req, aiCreditsBalanceReadPermission);
    const query = parseWith(accountQuerySchema, req.query);
    resolveAccount(config, query.account);
    const mayManage = await access.may(
      caller,
      aiCreditsRateCardManagePermission,
    );
    const cards = mayManage
      ? await rateCards.store.list()
      : (await rateCards.store.published()).reverse();
    res.json({ rateCards: cards.map(describe) });
  });

  router.get('/v1/rate-cards/current', async (req, res) => {
    await access.require(req, aiCreditsBalanceReadPermission);
    const query = parseWith(accountQuerySchema, req.query);
    resolveAccount(config, query.account);
    res.json(describe(await rateCards.current(now())));
  });

  router.post('/v1/rate-cards/quote', ...json, async (req, res) => {
    res.json(await quoteFor(await access.identify(req), req.body, context));
  });

  router.post('/v1/rate-cards', ...json, async (req, res) => {
    await access.require(req, aiCreditsRateCardManagePermission);
    const { account, name, note, rules } = parseWith(
      rateCardRequestSchema,
      req.body,
    );
    resolveAccount(config, account);
    checkRules(rules);
    const draft = await audited(
      auditor,
      {
        eventId: 'rate-card-create',
        severityLevel: 'medium',
        request: req,
        meta: { name },
      },
      () => rateCards.store.createDraft({ name, note, rules, now: now() }),
      ({ id }) => ({ rateCardId: id }),
    );
    res.status(201).json(describe(draft));
  });

  router.put('/v1/rate-cards/:id', ...json, async (req, res) => {
    await access.require(req, aiCreditsRateCardManagePermission);
    const { account, ...card } = parseWith(rateCardRequestSchema, req.body);
    resolveAccount(config, account);
    checkRules(card.rules);
    const before = await rateCards.store.get(req.params.id);
    const draft = await audited(
      auditor,
      {
        eventId: 'rate-card-update',
        severityLevel: 'medium',
        request: req,
        meta: { rateCardId: req.params.id },
      },
      () => rateCards.store.updateDraft(req.params.id, card),
      ({ name, revision, rules }) => ({
        before: { name: before.name, revision: before.revision },
        after: { name, revision },
        ...ruleChanges(before.rules, rules),
      }),
    );
    res.json(describe(draft));
  });

  router.delete('/v1/rate-cards/:id', async (req, res) => {
    await access.require(req, aiCreditsRateCardManagePermission);
    const query = parseWith(accountQuerySchema, req.query);
    resolveAccount(config, query.account);
    const before = await rateCards.store.get(req.params.id);
    await audited(
      auditor,
      {
        eventId: 'rate-card-delete',
        severityLevel: 'medium',
        request: req,
        meta: {
          rateCardId: before.id,
          before: { name: before.name, revision: before.revision },
        },
      },
      () => rateCards.store.deleteDraft(req.params.id),
      () => ({}),
    );
    res.status(204).end();
  });

  router.post('/v1/rate-cards/:id/publish', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsRateCardManagePermission);
    const { account, effectiveFrom, revision } = parseWith(
      publishRequestSchema,
      req.body ?? {},
    );
    resolveAccount(config, account);
    const used = await namesInUse(context);
    const before = await rateCards.current(now());
    const published = await audited(
      auditor,
      {
        eventId: 'rate-card-publish',
        severityLevel: 'high',
        request: req,
        meta: { rateCardId: req.params.id },
      },
      () =>
        rateCards.publish(req.params.id, {
          publishedBy: caller.actor,
          revision,
          used,
          ...(effectiveFrom === undefined
            ? {}
            : { effectiveFrom: Date.parse(effectiveFrom) }),
        }),
      ({ name, version, effectiveFrom: from, rules }) => ({
        before: { name: before.name, version: before.version },
        after: {
          name,
          version,
          effectiveFrom: new Date(from ?? 0).toISOString(),
        },
        ...ruleChanges(before.rules, rules),
      }),
    );
    res.json(describe(published));
  });

  router.post('/v1/rate-cards/:id/simulate', ...json, async (req, res) => {
    await access.require(req, aiCreditsRateCardManagePermission);
    const query = parseWith(accountQuerySchema, req.query);
    resolveAccount(config, query.account);
    const draft = await rateCards.store.get(req.params.id);
    checkRules(draft.rules);
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    const to = now();
    const { rules: current } = await rateCards.current(to);
    res.json(
      await context.simulate({
        card: compileRateCard(draft),
        current,
        from: to - SIMULATED_MS,
        to,
        signal: gone.signal,
      }),
    );
  });
}

/**
 * What a use would cost now, without posting it.
 *
 * @param rawEvent - a usage event
 */
export async function quoteFor(
  caller: Caller,
  rawEvent: unknown,
  { access, config, now, rateCards }: HttpContext,
): Promise<QuoteResponse> {
  await access.requireOf(caller, aiCreditsBalanceReadPermission);
  const event = parseWith(usageEventSchema, rawEvent);
  resolveAccount(config, event.account);
  const cardAt = await rateCards.inForce();
  const rating = rateUsage(cardAt(now()), event);
  return {
    credits: formatCredits(rating.credits),
    rule: rating.rule,
    version: rating.rateCardVersion,
    flags: [...rating.flags],
  };
}

/** The actions and models that usage of the last 30 days names. */
async function namesInUse({
  config,
  now,
  usage,
}: HttpContext): Promise<UnknownName[]> {
  const to = now();
  const each = await Promise.all(
    (['action', 'model'] as const).map(async kind => {
      const { rows } = await usage.analytics(
        config.account.name,
        analyticsQuerySchema.parse({
          from: new Date(to - SIMULATED_MS).toISOString(),
          to: new Date(to).toISOString(),
          groupBy: [kind],
          measures: ['requests'],
          limit: limits.analyticsRows,
        }),
        { kind: 'all' },
      );
      return rows.flatMap(row => {
        const name = row[kind];
        return typeof name === 'string' && name ? [{ kind, name }] : [];
      });
    }),
  );
  return each.flat();
}

function describe(card: StoredRateCard): RateCard {
  const { effectiveFrom, note, publishedAt, publishedBy, ...rest } = card;
  return {
    ...rest,
    ...(note === undefined ? {} : { note }),
    ...(publishedBy === undefined ? {} : { publishedBy }),
    ...(effectiveFrom === undefined
      ? {}
      : { effectiveFrom: new Date(effectiveFrom).toISOString() }),
    ...(publishedAt === undefined
      ? {}
      : { publishedAt: new Date(publishedAt).toISOString() }),
  };
}
