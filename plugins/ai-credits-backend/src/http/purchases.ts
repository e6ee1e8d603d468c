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
  aiCreditsCreditsManagePermission,
  formatCredits,
  Purchase,
  purchaseRequestSchema,
  purchasesQuerySchema,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { checkedOccurredAt, parseWith } from '../ingest';
import type { StoredAttempt, StoredPurchase } from '../purchasing';
import { audited } from './audit';
import { jsonBody } from './body';
import { HttpContext } from './context';
import { grantAnswer } from './credits';

/** Buying credits, and what became of it. */
export function addPurchaseRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, now, purchaser } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/purchases', async (req, res) => {
    await access.require(req, aiCreditsCreditsManagePermission);
    const { account, cursor, limit, status } = parseWith(
      purchasesQuerySchema,
      req.query,
    );
    const { attempts, purchases } = await purchaser.list(
      resolveAccount(config, account),
      { status, before: cursor === undefined ? undefined : idOf(cursor) },
      limit + 1,
    );
    const page = purchases.slice(0, limit);
    res.json({
      purchases: page.map(purchase => describe(purchase, attempts)),
      ...(purchases.length > limit
        ? { nextCursor: `p${page[page.length - 1].id}` }
        : {}),
    });
  });

  router.post('/v1/purchases', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsCreditsManagePermission);
    const { account, quantity, ...request } = parseWith(
      purchaseRequestSchema,
      req.body,
    );
    resolveAccount(config, account);
    const pack = config.packs.find(({ id }) => id === request.pack);
    if (!pack) {
      throw new InputError(
        `pack: must be one of ${config.packs.map(({ id }) => id).join(', ')}`,
      );
    }
    if (request.occurredAt !== undefined) {
      checkedOccurredAt(request.occurredAt, now(), config.ingest);
    }
    const draft = purchaser.draft(pack, quantity, {
      origin: 'manual',
      windowKey: request.idempotencyKey,
      requestedBy: caller.actor,
      occurredAt: request.occurredAt,
    });
    const outcome = await audited(
      auditor,
      {
        eventId: 'credits-purchase',
        severityLevel: 'high',
        request: req,
        meta: {
          pack: pack.id,
          quantity,
          price: draft.price,
          idempotencyKey: request.idempotencyKey,
        },
      },
      () => purchaser.buy(draft),
      ({ transactionId }) => ({ transactionId }),
    );
    res.status(201).json(grantAnswer(outcome));
  });
}

function idOf(cursor: string): number {
  const match = /^p(\d{1,15})$/.exec(cursor);
  if (!match) {
    throw new InputError('cursor is not one of this list');
  }
  return Number(match[1]);
}

function describe(
  purchase: StoredPurchase,
  attempts: readonly StoredAttempt[],
): Purchase {
  const at = (time: number) => new Date(time).toISOString();
  const { finishedAt, occurredAt, quantity, reference, requestedBy } = purchase;
  return {
    id: String(purchase.id),
    origin: purchase.origin,
    status: purchase.status,
    pack: purchase.pack,
    title: purchase.title,
    ...(quantity === undefined ? {} : { quantity }),
    credits: formatCredits(purchase.credits),
    price: purchase.price,
    provider: purchase.provider,
    ...(reference === undefined ? {} : { reference }),
    ...(requestedBy === undefined ? {} : { requestedBy }),
    requestedAt: occurredAt ?? at(purchase.requestedAt),
    ...(finishedAt === undefined ? {} : { finishedAt: at(finishedAt) }),
    ...(purchase.transactionId === undefined
      ? {}
      : { transactionId: purchase.transactionId }),
    ...(purchase.error === undefined ? {} : { error: purchase.error }),
    uncertain: purchase.status === 'failed' && purchase.uncertain,
    attempts: attempts
      .filter(({ purchaseId }) => purchaseId === purchase.id)
      .map(attempt => ({
        number: attempt.number,
        startedAt: at(attempt.startedAt),
        ...(attempt.finishedAt === undefined
          ? {}
          : { finishedAt: at(attempt.finishedAt) }),
        ...(attempt.error === undefined ? {} : { error: attempt.error }),
      })),
  };
}
