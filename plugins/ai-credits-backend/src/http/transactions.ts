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
  transactionsQuerySchema,
  TransactionsResponse,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { Readable } from 'stream';
import { pipeline as connect } from 'stream/promises';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { Caller } from './access';
import { audited } from './audit';
import { HttpContext } from './context';
import { csvFileName, transactionsCsv } from './transactionsCsv';

/** The transaction log, filtered in the query to what the caller may see. */
export function addTransactionRoutes(
  router: Router,
  context: HttpContext,
): void {
  const { access, auditor, config, now, usage } = context;
  const { timeZone } = config.account;

  router.get('/v1/transactions', async (req, res) => {
    res.json(
      await transactionsFor(await access.identify(req), req.query, context),
    );
  });

  router.get('/v1/transactions/export', async (req, res) => {
    const { visible } = await access.requireUsage(req);
    const { account, ...query } = parseQuery(req.query);
    if (query.order === 'largest') {
      // Each page would look at all of the log again.
      throw new InputError('order: an export is newest or oldest first');
    }
    const name = resolveAccount(config, account);
    await audited(
      auditor,
      {
        eventId: 'transactions-export',
        severityLevel: 'low',
        request: req,
        meta: { queryType: visible.kind },
      },
      async () => {
        const gone = new AbortController();
        res.on('close', () => gone.abort());
        const lines = Readable.from(
          transactionsCsv(
            usage.exportTransactions(name, query, visible, gone.signal),
            timeZone,
          ),
          // Whole pages: two in memory are enough to keep going.
          { highWaterMark: 2 },
        );
        res.setHeader('Content-Type', 'text/csv; charset=utf-8');
        res.setHeader(
          'Content-Disposition',
          `attachment; filename="${csvFileName(now(), timeZone)}"`,
        );
        try {
          await connect(lines, res);
        } catch (error) {
          // A reader who goes away ends the query; there is nobody to tell.
          if (!isAbort(error)) {
            throw error;
          }
        }
      },
    );
  });

  router.get('/v1/transactions/:id', async (req, res) => {
    const { visible } = await access.requireUsage(req);
    const query = parseWith(accountQuerySchema, req.query);
    res.json(
      await usage.transaction(
        resolveAccount(config, query.account),
        req.params.id,
        visible,
      ),
    );
  });
}

/**
 * A page of the log, of what the caller may see.
 *
 * @param rawQuery - as `GET /v1/transactions` takes it
 */
export async function transactionsFor(
  caller: Caller,
  rawQuery: unknown,
  { access, config, usage }: HttpContext,
): Promise<TransactionsResponse> {
  const visible = await access.visibleTo(caller);
  const { account, ...query } = parseQuery(rawQuery);
  return usage.transactions(resolveAccount(config, account), query, visible);
}

function isAbort(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || name === 'AbortError';
}

/** @throws InputError when a field is wrong, or the range ends before it begins */
function parseQuery(rawQuery: unknown) {
  const query = parseWith(transactionsQuerySchema, rawQuery);
  const { from, to } = query;
  if (
    from !== undefined &&
    to !== undefined &&
    Date.parse(from) >= Date.parse(to)
  ) {
    throw new InputError('to: must be after from');
  }
  return query;
}
