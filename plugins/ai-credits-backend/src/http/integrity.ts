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
  aiCreditsIntegrityReadPermission,
  aiCreditsIntegrityVerifyPermission,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { audited } from './audit';
import { jsonBody } from './body';
import { HttpContext } from './context';

/** The proof that the journal, the balances and the rollups agree. */
export function addIntegrityRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, proofs } = context;

  router.get('/v1/integrity', async (req, res) => {
    await access.require(req, aiCreditsIntegrityReadPermission);
    const query = parseWith(accountQuerySchema, req.query);
    res.json(await proofs.last(resolveAccount(config, query.account)));
  });

  router.get('/v1/ledger/health', async (req, res) => {
    await access.require(req, aiCreditsIntegrityReadPermission);
    const query = parseWith(accountQuerySchema, req.query);
    res.json(await context.ledgerHealth(resolveAccount(config, query.account)));
  });

  router.post(
    '/v1/integrity/verify',
    ...jsonBody(config.ingest.bodyLimit),
    async (req, res) => {
      await access.require(req, aiCreditsIntegrityVerifyPermission);
      const query = parseWith(accountQuerySchema, req.query);
      res.json(
        await audited(
          auditor,
          {
            eventId: 'integrity-verify',
            severityLevel: 'medium',
            request: req,
          },
          () => proofs.verify(resolveAccount(config, query.account)),
          ({ status }) => ({ status }),
        ),
      );
    },
  );

  router.post(
    '/v1/rollups/rebuild',
    ...jsonBody(config.ingest.bodyLimit),
    async (req, res) => {
      await access.require(req, aiCreditsIntegrityVerifyPermission);
      const query = parseWith(accountQuerySchema, req.query);
      const started = context.now();
      const { blocks } = await audited(
        auditor,
        { eventId: 'rollups-rebuild', severityLevel: 'high', request: req },
        () => context.rebuildRollups(resolveAccount(config, query.account)),
        result => ({ blocks: result.blocks }),
      );
      res.json({ blocks, durationMs: context.now() - started });
    },
  );
}
