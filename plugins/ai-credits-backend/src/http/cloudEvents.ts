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
import { aiCreditsRecordPermission } from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { CLOUD_EVENT, CLOUD_EVENT_BATCH, readCloudEvents } from '../ingest';
import { bodyOf, rawBody } from './body';
import { HttpContext } from './context';
import { recordAudited } from './recordAudited';

/** Takes CloudEvents over HTTP in structured, batched and binary mode. */
export function addCloudEventRoutes(
  router: Router,
  context: HttpContext,
): void {
  const { access, config } = context;

  router.post(
    '/v1/ingest/cloudevents',
    rawBody(config.ingest.bodyLimit),
    async (req, res) => {
      await access.require(req, aiCreditsRecordPermission);
      const body = bodyOf(req, [
        CLOUD_EVENT,
        CLOUD_EVENT_BATCH,
        'application/json',
      ]);
      const { batch, events } = readCloudEvents(
        { headers: req.headers, body },
        config.ingest.cloudEvents.types,
      );
      const answer = await recordAudited(req, events, context, 'cloudevents');
      if (!batch) {
        // A broker hands on what is refused to a dead letter sink, by the status.
        const [{ status, error }] = answer.results;
        if (status === 'invalid') {
          throw new InputError(error);
        }
        if (status === 'conflict') {
          throw new ConflictError(error);
        }
      }
      res.json(answer);
    },
  );
}
