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

import { InputError, NotAllowedError } from '@backstage/errors';
import {
  accountSchema,
  aiCreditsChargePermission,
  aiCreditsRecordPermission,
  feedbackRequestSchema,
  limits,
} from 'backstage-plugin-ai-credits-common';
import { Request, Router } from 'express';
import { z } from 'zod';
import { resolveAccount } from '../config';
import { parseWith, RawEvent, readNdjson } from '../ingest';
import { VisibleUsage } from '../usage/api';
import { audited } from './audit';
import { bodyStream, jsonBody, NDJSON } from './body';
import { HttpContext } from './context';
import { recordAudited } from './recordAudited';

/** A batch; its events are checked one by one, so that a bad one does not stop the rest. */
const batchSchema = z.strictObject({
  account: accountSchema.optional(),
  events: z.array(z.unknown()).max(limits.batchEvents, {
    error: `must not have more than ${limits.batchEvents} events`,
  }),
});

/** Records what has happened, and what became of it. */
export function addUsageRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, usage } = context;
  const { bodyLimit } = config.ingest;
  const json = jsonBody(bodyLimit);

  router.post(
    '/v1/usage',
    (req, res, next) => {
      // A body of lines is read by the route, as it arrives.
      if (req.is(NDJSON)) {
        next();
        return;
      }
      json[0](req, res, error => {
        if (error) {
          next(error);
          return;
        }
        json[1](req, res, next);
      });
    },
    async (req, res) => {
      await access.require(req, aiCreditsRecordPermission);
      const events = req.is(NDJSON)
        ? await readNdjson(bodyStream(req, bodyLimit), limits.batchEvents)
        : eventsOf(req, context);
      res.json(await recordAudited(req, events, context));
    },
  );

  router.post('/v1/usage/feedback', ...json, async (req, res) => {
    const visible = await feedbackBy(req);
    const body = parseWith(feedbackRequestSchema, req.body);
    const list = Array.isArray(body) ? body : [body];
    for (const feedback of list) {
      resolveAccount(config, feedback.account);
    }
    const answer = await audited(
      auditor,
      {
        eventId: 'usage-feedback',
        severityLevel: 'low',
        request: req,
        meta: { events: list.length },
      },
      () => usage.feedback(config.account.name, list, visible),
      ({ updated }) => ({ updated }),
    );
    res.json(answer);
  });

  /** Whoever records may judge any usage, people who charge their own. */
  async function feedbackBy(req: Request): Promise<VisibleUsage> {
    const caller = await access.identify(req);
    const [mayRecord, mayCharge] = await access.mayEach(caller, [
      aiCreditsRecordPermission,
      aiCreditsChargePermission,
    ]);
    if (mayRecord || (mayCharge && caller.user === undefined)) {
      return { kind: 'all' };
    }
    if (mayCharge && caller.user !== undefined) {
      return {
        kind: 'any',
        users: [caller.user],
        teams: [],
        departments: [],
      };
    }
    throw new NotAllowedError(
      `You lack the permission ${aiCreditsRecordPermission.name}`,
    );
  }
}

function eventsOf(req: Request, { config }: HttpContext): RawEvent[] {
  const { body } = req;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InputError(
      'The body must be one usage event, or an object with a list of events',
    );
  }
  if (!('events' in body)) {
    return [{ value: body }];
  }
  const batch = parseWith(batchSchema, body);
  resolveAccount(config, batch.account);
  return batch.events.map(value => ({ value }));
}
