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

import { ConflictError, InputError } from '@backstage/errors';
import {
  aiCreditsChargePermission,
  aiCreditsRecordPermission,
  formatCredits,
  parseCredits,
  reservationRequestSchema,
  settleRequestSchema,
  UsageEvent,
  usageEventSchema,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import type { CountedKind } from '../health';
import { parseWith } from '../ingest';
import { audited } from './audit';
import { jsonBody } from './body';
import { HttpContext } from './context';
import { requireOwnPayers } from './payers';
import { refused } from './refusals';
import { withPurchase } from './withPurchase';

/** What an answer to a request for credits says where nothing was charged by it. */
const uncharged: Partial<Record<number, CountedKind>> = {
  // A first answer has the status 201.
  200: 'duplicate',
  400: 'invalid',
  402: 'refused',
  409: 'conflict',
};

const CONFLICT = 'This source has sent another event with this id before';

/** Asks for credits before they are used: charge, reserve, settle, release. */
export function addChargeRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, ledger, pipeline } = context;
  const json = jsonBody(config.ingest.bodyLimit);
  const account = config.account.name;

  // Answers tell what became of a request, so that its own way stays as it is.
  for (const path of ['/v1/charges', '/v1/reservations']) {
    router.post(path, (_req, res, next) => {
      res.once('finish', () => {
        const kind = uncharged[res.statusCode];
        if (kind) {
          context.count(kind);
        }
      });
      next();
    });
  }

  router.post('/v1/charges', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsChargePermission);
    const event = await access.chargedTo(
      caller,
      parseWith(usageEventSchema, req.body),
    );
    const rated = await pipeline.authorised(event);
    await requireOwnPayers(caller, event, rated, context);
    const outcome = await audited(
      auditor,
      { eventId: 'usage-charge', severityLevel: 'low', request: req },
      async () => {
        const result = await withPurchase(
          () => ledger.charge(account, rated),
          context,
        );
        if (result.status === 'refused') {
          throw refused(result.refusal, context);
        }
        if (result.status === 'conflict') {
          throw new ConflictError(CONFLICT);
        }
        return result;
      },
      ({ transactionId }) => ({ transactionId }),
    );
    res.status(outcome.status === 'charged' ? 201 : 200).json({
      transactionId: outcome.transactionId,
      credits: formatCredits(outcome.credits),
      creditType: outcome.creditType,
      balance: formatCredits(outcome.balance),
    });
  });

  router.post('/v1/reservations', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsChargePermission);
    const body = parseWith(reservationRequestSchema, req.body);
    const event = await access.chargedTo(caller, body.event);
    const ttlMs = ttlOf(body.ttlSeconds, context);
    const rated = await pipeline.authorised(event);
    await requireOwnPayers(caller, event, rated, context);
    const outcome = await audited(
      auditor,
      { eventId: 'reservation-create', severityLevel: 'low', request: req },
      async () => {
        const credits =
          body.maxCredits === undefined
            ? rated.credits
            : parseCredits(body.maxCredits, 'maxCredits');
        const eventJson = JSON.stringify(event);
        const result = await withPurchase(
          () => ledger.reserve(account, rated, { credits, ttlMs, eventJson }),
          context,
        );
        if (result.status === 'refused') {
          throw refused(result.refusal, context);
        }
        if (result.status === 'conflict') {
          throw new ConflictError(CONFLICT);
        }
        return result;
      },
      ({ reservationId }) => ({ reservationId }),
    );
    res.status(outcome.status === 'held' ? 201 : 200).json({
      reservationId: outcome.reservationId,
      held: formatCredits(outcome.held),
      expiresAt: new Date(outcome.expiresAt).toISOString(),
    });
  });

  router.post('/v1/reservations/:id/settle', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsChargePermission);
    const body = parseWith(settleRequestSchema, req.body ?? {});
    const hold = await ledger.getHold(req.params.id);
    const reserved = parseWith(usageEventSchema, JSON.parse(hold.eventJson));
    await access.requireOwn(caller, reserved.user);
    const event = body.event ? actualUse(reserved, body.event) : reserved;
    await access.requireOwn(caller, event.user);
    const rated = await pipeline.settled(event);
    await requireOwnPayers(caller, event, rated, context, {
      event: reserved,
      amount: hold.amount,
    });
    // Who may record says what has happened; all others ask first, and that
    // goes for what they have not reserved too.
    const beyond = (await access.may(caller, aiCreditsRecordPermission))
      ? 'record'
      : 'authorise';
    const outcome = await audited(
      auditor,
      {
        eventId: 'reservation-settle',
        severityLevel: 'low',
        request: req,
        meta: { reservationId: req.params.id },
      },
      async () => {
        const result = await withPurchase(
          () => ledger.settle(account, req.params.id, rated, beyond),
          context,
        );
        if (result.status === 'refused') {
          throw refused(result.refusal, context);
        }
        return result;
      },
      ({ transactionId }) => ({ transactionId }),
    );
    res.json({
      transactionId: outcome.transactionId,
      credits: formatCredits(outcome.credits),
      released: formatCredits(outcome.released),
      overLimit: outcome.overLimit,
    });
  });

  router.post('/v1/reservations/:id/release', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsChargePermission);
    const hold = await ledger.getHold(req.params.id);
    const reserved = parseWith(usageEventSchema, JSON.parse(hold.eventJson));
    await access.requireOwn(caller, reserved.user);
    const { released } = await audited(
      auditor,
      {
        eventId: 'reservation-release',
        severityLevel: 'low',
        request: req,
        meta: { reservationId: req.params.id },
      },
      () => ledger.release(account, req.params.id),
    );
    res.json({ released: formatCredits(released) });
  });

  function ttlOf(seconds: number | undefined, { config: c }: HttpContext) {
    const { holdTtlMs, maxHoldTtlMs } = c.ledger;
    if (seconds === undefined) {
      return holdTtlMs;
    }
    if (seconds * 1_000 > maxHoldTtlMs) {
      throw new InputError(
        `ttlSeconds: must not exceed ${
          maxHoldTtlMs / 1_000
        } (aiCredits.ledger.maxHoldTtl)`,
      );
    }
    return seconds * 1_000;
  }

  /** What was really used; who it was for is as reserved where it is not said again. */
  function actualUse(reserved: UsageEvent, actual: UsageEvent): UsageEvent {
    resolveAccount(config, actual.account);
    for (const name of ['id', 'source'] as const) {
      if (actual[name] !== reserved[name]) {
        throw new InputError(
          `event.${name}: must be that of the reservation, '${reserved[name]}'`,
        );
      }
    }
    return {
      ...actual,
      user: actual.user ?? reserved.user,
      team: actual.team ?? reserved.team,
      service: actual.service ?? reserved.service,
      project: actual.project ?? reserved.project,
      product: actual.product ?? reserved.product,
      category: actual.category ?? reserved.category,
      useCase: actual.useCase ?? reserved.useCase,
      item: actual.item ?? reserved.item,
    };
  }
}
