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
import { Answer } from '../usage/api';
import { Caller } from './access';
import { jsonBody } from './body';
import { HttpContext } from './context';
import { mayMiss } from './mayMiss';

/** Questions about usage, answered from what the caller may see. */
export function addAnalyticsRoutes(router: Router, context: HttpContext): void {
  const { access, config } = context;

  router.post(
    '/v1/analytics/query',
    ...jsonBody(config.ingest.bodyLimit),
    async (req, res) => {
      const { source, ...answer } = await analyticsFor(
        await access.identify(req),
        req.body,
        context,
      );
      // For whoever wonders why a question is slow: a rollup's name, or `events`.
      res.setHeader('X-AI-Credits-Source', source);
      res.json(answer);
    },
  );
}

/**
 * The answer to a question, from what the caller may see.
 *
 * @param rawQuestion - as `POST /v1/analytics/query` takes it
 */
export async function analyticsFor(
  caller: Caller,
  rawQuestion: unknown,
  { access, config, directory, usage }: HttpContext,
): Promise<Answer & { narrowed: boolean }> {
  const visible = await access.visibleTo(caller);
  const { account, ...question } = parseWith(analyticsQuerySchema, rawQuestion);
  const answer = await usage.analytics(
    resolveAccount(config, account),
    question,
    visible,
  );
  return {
    ...answer,
    narrowed: mayMiss(question.filters, visible, directory.current),
  };
}
