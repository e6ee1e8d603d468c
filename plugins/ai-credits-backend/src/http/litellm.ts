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

import { aiCreditsRecordPermission } from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { readPayloads } from '../ingest';
import { bodyOf, NDJSON, rawBody } from './body';
import { HttpContext } from './context';
import { recordAudited } from './recordAudited';

/** Takes what LiteLLM's generic API callback posts. */
export function addLiteLlmRoutes(router: Router, context: HttpContext): void {
  const { access, config } = context;

  router.post(
    '/v1/ingest/litellm',
    rawBody(config.ingest.bodyLimit),
    async (req, res) => {
      await access.require(req, aiCreditsRecordPermission);
      const body = bodyOf(req, ['application/json', NDJSON]);
      const events = readPayloads(body.toString('utf8'), config.ingest);
      res.json(await recordAudited(req, events, context, 'litellm'));
    },
  );
}
