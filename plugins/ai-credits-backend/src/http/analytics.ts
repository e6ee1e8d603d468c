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

import { analyticsQuerySchema } from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { jsonBody } from './body';
import { HttpContext } from './context';
import { mayMiss } from './mayMiss';

/** Questions about usage, answered from what the caller may see. */
export function addAnalyticsRoutes(router: Router, context: HttpContext): void {
  const { access, config, directory, usage } = context;

  router.post(
    '/v1/analytics/query',
    ...jsonBody(config.ingest.bodyLimit),
    async (req, res) => {
      const { visible } = await access.requireUsage(req);
      const { account, ...query } = parseWith(analyticsQuerySchema, req.body);
      const { source, ...answer } = await usage.analytics(
        resolveAccount(config, account),
        query,
        visible,
      );
      // For whoever wonders why a question is slow: a rollup's name, or `events`.
      res.setHeader('X-AI-Credits-Source', source);
      res.json({
        ...answer,
        narrowed: mayMiss(query.filters, visible, directory.current),
      });
    },
  );
}
