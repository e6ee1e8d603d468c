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
  aiCreditsBalanceReadPermission,
  CreditSplit,
  CreditSummary,
  creditSummaryLines,
  creditSummaryQuerySchema,
  formatCredits,
} from 'backstage-plugin-ai-credits-common';
import { Router } from 'express';
import { resolveAccount } from '../config';
import { parseWith } from '../ingest';
import { readSummary } from '../reports/contents/readSummary';
import {
  creditColumns,
  CreditSplit as MicroSplit,
  summarise,
} from '../reports/contents/summary';
import { HttpContext } from './context';

function written(split: MicroSplit): CreditSplit {
  const total = creditColumns.reduce((sum, key) => sum + split[key], 0n);
  return {
    free: formatCredits(split.free),
    purchased: formatCredits(split.purchased),
    other: formatCredits(split.other),
    total: formatCredits(total),
  };
}

/** What was allocated, used, carried forward and remains, as reports have it, of any range. */
export function addCreditSummaryRoutes(
  router: Router,
  context: HttpContext,
): void {
  const { access, config, now, reports, usage } = context;

  router.get('/v1/balance/summary', async (req, res) => {
    await access.require(req, aiCreditsBalanceReadPermission);
    const query = parseWith(creditSummaryQuerySchema, req.query);
    const account = resolveAccount(config, query.account);
    const range = { from: Date.parse(query.from), to: Date.parse(query.to) };
    const facts = await readSummary(
      { knex: reports.knex, accountId: reports.accountId, usage, account },
      range,
      now(),
    );
    const lines = summarise(facts);
    const answer: CreditSummary = {
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      lines: Object.fromEntries(
        creditSummaryLines.map(line => [line, written(lines[line])]),
      ) as CreditSummary['lines'],
      excess: formatCredits(facts.excess),
      timeZone: config.account.timeZone,
    };
    res.json(answer);
  });
}
