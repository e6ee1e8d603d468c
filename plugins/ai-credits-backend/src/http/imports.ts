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
  aiCreditsRecordPermission,
  importQuerySchema,
} from 'backstage-plugin-ai-credits-common';
import { Request, Router } from 'express';
import { z } from 'zod';
import { resolveAccount } from '../config';
import {
  checkSources,
  FileMapping,
  importRows,
  isTimeZone,
  parseMap,
  parseSet,
  parseWith,
  readRows,
} from '../ingest';
import { audited } from './audit';
import { assertType, bodyStream, NDJSON } from './body';
import { HttpContext } from './context';

const CSV = 'text/csv';

/** Takes files of usage that has happened before. */
export function addImportRoutes(router: Router, context: HttpContext): void {
  const { access, auditor, config, ingested, pipeline } = context;
  const { bodyLimit, maxRows } = config.ingest.imports;

  router.post('/v1/imports', async (req, res) => {
    await access.require(req, aiCreditsRecordPermission);
    const query = parseWith(importQuerySchema, req.query);
    resolveAccount(config, query.account);
    assertType(req, [CSV, NDJSON]);
    const mapping = mappingOf(req, query);
    const dryRun = query.dryRun === true;
    const run = () =>
      importRows({
        rows: readRows(
          bodyStream(req, bodyLimit, 'aiCredits.ingest.imports.bodyLimit'),
          mapping,
        ),
        record: async events => {
          if (dryRun) {
            return pipeline.rehearse(events);
          }
          const answer = await pipeline.record(events);
          ingested('file', events.length, answer);
          return answer;
        },
        batchSize: config.ledger.batchSize,
        maxRows,
        dryRun,
      });
    const answer = dryRun
      ? await run()
      : await audited(
          auditor,
          {
            eventId: 'usage-import',
            severityLevel: 'medium',
            request: req,
            meta: { source: query.source },
          },
          run,
          ({ rows, charged, duplicates, rejected, credits }) => ({
            rows,
            charged,
            duplicates,
            rejected,
            credits,
          }),
        );
    res.json(answer);
  });
}

/** @throws InputError naming the parameter that is wrong */
function mappingOf(
  req: Request,
  query: z.output<typeof importQuerySchema>,
): FileMapping {
  const { source, map, set, idFrom, delimiter, timeZone } = query;
  if (!isTimeZone(timeZone)) {
    throw new InputError('timeZone: must be a zone such as Europe/Amsterdam');
  }
  const format = req.is(CSV) ? 'csv' : 'ndjson';
  const sources = [
    ...set.map(text => parseSet(text)),
    ...map.map(text => parseMap(text)),
  ];
  if (format === 'csv' || sources.length > 0) {
    checkSources(sources, 'idFrom=COLUMN');
  }
  return {
    format,
    source,
    sources,
    ...(idFrom === undefined ? {} : { idColumn: idFrom }),
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    timeZone,
  };
}
