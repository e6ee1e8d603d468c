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
  parseCredits,
  policiesRequestSchema,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { describePolicy } from '../policies';
import { audited } from './audit';
import { jsonBody } from './body';
import { HttpContext } from './context';

/** What the admins set for the account. */
export function addPolicyRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, directory, policies } = context;
  const json = jsonBody(config.ingest.bodyLimit);

  router.get('/v1/policies', async (req, res) => {
    await access.require(req, aiCreditsBalanceReadPermission);
    const query = parseWith(accountQuerySchema, req.query);
    const account = resolveAccount(config, query.account);
    res.json(describePolicy(await policies.current(account)));
  });

  router.put('/v1/policies', ...json, async (req, res) => {
    const caller = await access.require(req, aiCreditsCreditsManagePermission);
    const { account, automaticPurchase, ...request } = parseWith(
      policiesRequestSchema,
      req.body,
    );
    const { below, maxCreditsPerMonth, ...automatic } = automaticPurchase;
    if (
      automatic.enabled &&
      !config.packs.some(({ id }) => id === automatic.pack)
    ) {
      throw new InputError(
        `automaticPurchase.pack: must be one of ${config.packs
          .map(({ id }) => id)
          .join(', ')}`,
      );
    }
    await directory.ready();
    const { groups, users } = directory.current;
    const stranger = automatic.recipients.find(
      ref => !users.has(ref) && !groups.has(ref),
    );
    if (stranger !== undefined) {
      throw new InputError(
        `automaticPurchase.recipients: ${stranger} is no user or group of the catalog`,
      );
    }
    const optional = (name: string, credits: string | number | undefined) =>
      credits === undefined ? {} : { [name]: parseCredits(credits) };
    const { after } = await audited(
      auditor,
      {
        eventId: 'policies-update',
        severityLevel: 'high',
        request: req,
        meta: { revision: request.revision },
      },
      () =>
        policies.put(
          resolveAccount(config, account),
          {
            revision: request.revision,
            lowBalanceThreshold: parseCredits(request.lowBalanceThreshold),
            excessLimit: parseCredits(request.excessLimit),
            automaticPurchase: {
              ...automatic,
              recipients: [...new Set(automatic.recipients)],
              ...optional('below', below),
              ...optional('maxCreditsPerMonth', maxCreditsPerMonth),
            },
          },
          caller.actor,
        ),
      changed => ({
        before: describePolicy(changed.before),
        after: describePolicy(changed.after),
      }),
    );
    context.automaticPurchases.changed();
    context.figuresChanged();
    res.json(describePolicy(after));
  });
}
