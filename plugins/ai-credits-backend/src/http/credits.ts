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
  accountQuerySchema,
  aiCreditsBalanceReadPermission,
  aiCreditsCreditsManagePermission,
  Balance,
  formatCredits,
  grantRequestSchema,
  pageQuerySchema,
  parseCredits,
  refundRequestSchema,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { checkedOccurredAt, parseWith } from '../ingest';
import type { GrantOutcome } from '../ledger/api';
import { Caller } from './access';
import { audited } from './audit';
import { jsonBody } from './body';
import { HttpContext } from './context';

/** What there is to spend, and what changes it besides usage. */
export function addCreditRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, ledger, now } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/balance', async (req, res) => {
    res.json(await balanceFor(await access.identify(req), req.query, context));
  });

  router.get('/v1/lots', async (req, res) => {
    await access.require(req, aiCreditsBalanceReadPermission);
    const { account, ...page } = parseWith(pageQuerySchema, req.query);
    res.json(await ledger.lots(resolveAccount(config, account), page));
  });

  router.get('/v1/packs', async (req, res) => {
    await access.require(req, aiCreditsBalanceReadPermission);
    const query = parseWith(accountQuerySchema, req.query);
    resolveAccount(config, query.account);
    res.json({
      packs: config.packs.map(pack => ({
        ...pack,
        credits: formatCredits(pack.credits),
      })),
    });
  });

  router.post('/v1/grants', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsCreditsManagePermission);
    const { account, credits, ...request } = parseWith(
      grantRequestSchema,
      req.body,
    );
    const amount = parseCredits(credits);
    if (amount === 0n || (amount < 0n && request.kind !== 'adjustment')) {
      throw new InputError(
        'credits: must be above zero; only an adjustment takes credits away',
      );
    }
    if (request.occurredAt !== undefined) {
      checkedOccurredAt(request.occurredAt, now(), config.ingest);
    }
    const outcome = await audited(
      auditor,
      {
        eventId: 'credits-grant',
        severityLevel: 'high',
        request: req,
        meta: {
          kind: request.kind,
          credits: formatCredits(amount),
          reason: request.reason,
          idempotencyKey: request.idempotencyKey,
        },
      },
      () =>
        ledger.grant(
          resolveAccount(config, account),
          { ...request, credits: amount },
          caller.actor,
        ),
      ({ transactionId }) => ({ transactionId }),
    );
    res.status(201).json(grantAnswer(outcome));
  });

  router.post('/v1/refunds', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsCreditsManagePermission);
    const { account, credits, ...request } = parseWith(
      refundRequestSchema,
      req.body,
    );
    const outcome = await audited(
      auditor,
      {
        eventId: 'credits-refund',
        severityLevel: 'high',
        request: req,
        meta: {
          refundedTransactionId: request.transactionId,
          reason: request.reason,
          idempotencyKey: request.idempotencyKey,
        },
      },
      () =>
        ledger.refund(
          resolveAccount(config, account),
          {
            ...request,
            ...(credits === undefined
              ? {}
              : { credits: parseCredits(credits) }),
          },
          caller.actor,
        ),
      ({ transactionId, credits: refunded }) => ({
        transactionId,
        credits: formatCredits(refunded),
      }),
    );
    res.status(201).json({
      transactionId: outcome.transactionId,
      credits: formatCredits(outcome.credits),
      balance: formatCredits(outcome.balance),
    });
  });
}

/**
 * The balance, for who may see it.
 *
 * @param rawQuery - the account
 */
export async function balanceFor(
  caller: Caller,
  rawQuery: unknown,
  context: HttpContext,
): Promise<Balance> {
  await context.access.requireOf(caller, aiCreditsBalanceReadPermission);
  const { account } = parseWith(accountQuerySchema, rawQuery);
  return readBalance(resolveAccount(context.config, account), context);
}

/** What was granted, as it is answered. */
export function grantAnswer(outcome: GrantOutcome) {
  return {
    transactionId: outcome.transactionId,
    ...(outcome.lot ? { lot: outcome.lot } : {}),
    balance: formatCredits(outcome.balance),
  };
}

/** The ledger's balance with the figures of the period's usage beside it. */
export async function readBalance(
  account: string,
  {
    ledger,
    now,
    policies,
    usage,
  }: Pick<HttpContext, 'ledger' | 'now' | 'policies' | 'usage'>,
): Promise<Balance> {
  const [{ inLots, ...balance }, { usedOfExcess, ...period }, policy] =
    await Promise.all([
      ledger.balance(account),
      usage.periodUsage(account),
      policies.current(account),
    ]);
  const used = parseCredits(period.used);
  // What there was to spend: what is left in the lots, and what this month's
  // usage took of them. The month's excess may also have paid for usage of
  // earlier months that was reported since.
  const allocated = inLots + used - parseCredits(usedOfExcess);
  return {
    ...balance,
    ...period,
    allocated: formatCredits(allocated),
    utilisation:
      allocated > 0n
        ? Number((used * 1_000_000n) / allocated) / 1_000_000
        : Number(used > 0n),
    lowBalanceThreshold: formatCredits(policy.lowBalanceThreshold),
    asOf: new Date(now()).toISOString(),
  };
}
