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
import { RequestHandler, Router } from 'express';
import {
  decodeTraces,
  encodeResponse,
  encodeStatus,
  exportResponse,
  readTraces,
} from '../ingest';
import { bodyOf, parseJson, rawBody } from './body';
import { HttpContext } from './context';
import { recordAudited } from './recordAudited';

const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';

/** Clients that speak protobuf read errors in it, too; who decides on the status stays the same. */
const errorsInProtobuf: RequestHandler = (req, res, next) => {
  if (req.is(PROTOBUF)) {
    res.json = body =>
      res
        .type(PROTOBUF)
        .send(Buffer.from(encodeStatus(String(body?.error?.message ?? ''))));
  }
  next();
};

/** Takes OpenTelemetry spans as an OTLP/HTTP receiver does. */
export function addOtlpRoutes(router: Router, context: HttpContext): void {
  const { access, config } = context;

  router.post(
    // Exporters add `/v1/traces` to the endpoint that they are given.
    '/v1/ingest/otlp/v1/traces',
    errorsInProtobuf,
    rawBody(config.ingest.bodyLimit),
    async (req, res) => {
      await access.require(req, aiCreditsRecordPermission);
      const body = bodyOf(req, [JSON_TYPE, PROTOBUF]);
      const isProtobuf = Boolean(req.is(PROTOBUF));
      const request = isProtobuf ? decodeTraces(body) : parseJson(body);
      const events = readTraces(request, config.ingest);
      const answer = exportResponse(
        await recordAudited(req, events, context, 'otlp'),
      );
      if (isProtobuf) {
        res.type(PROTOBUF).send(Buffer.from(encodeResponse(answer)));
      } else {
        res.json(answer);
      }
    },
  );
}
