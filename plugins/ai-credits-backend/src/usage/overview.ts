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
  divideHalfEven,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { readAmount } from '../database/numbers';
import { lotKinds } from '../database/vocabulary';
import type { EpochMs } from '../ledger/types';
import { answer, QuestionContext } from './analytics';
import { AnalyticsRow } from 'backstage-plugin-ai-credits-common';
import { PeriodUsage, Question, UsageOverview } from './api';

/** No event is before or after. */
const ALWAYS = {
  from: '1970-01-01T00:00:00.000Z',
  to: '2200-01-01T00:00:00.000Z',
};

function ask(
  context: QuestionContext,
  parts: Pick<Question, 'from' | 'to' | 'measures'> & Partial<Question>,
) {
  return answer(
    context,
    { groupBy: [], filters: {}, limit: 10_000, ...parts },
    { kind: 'all' },
  );
}

/** Lifetime figures of an account: what was bought and spent, calls, tokens and images. */
export async function accountOverview(
  context: QuestionContext & { account: string },
): Promise<UsageOverview> {
  const { knex, accountId } = context;
  const { totals, asOf } = await ask(context, {
    ...ALWAYS,
    measures: [
      'credits',
      'requests',
      'failed',
      'inputTokens',
      'outputTokens',
      'cachedInputTokens',
      'images',
    ],
  });
  const [bought] = await knex('lot')
    .where({ account_id: accountId, kind: lotKinds.purchase })
    .sum({ amount: 'amount' });
  const opened = await knex('account')
    .where('id', accountId)
    .first('opened_at');
  const count = (name: string) => Number(totals[name] ?? 0);
  return {
    account: context.account,
    memberSince: opened
      ? new Date(Number(opened.opened_at)).toISOString()
      : asOf,
    lifetimePurchased: formatCredits(readAmount(bought?.amount ?? 0)),
    lifetimeSpent: creditsIn(totals),
    calls: {
      successful: count('requests') - count('failed'),
      failed: count('failed'),
    },
    tokens: {
      input: count('inputTokens'),
      output: count('outputTokens'),
      cached: count('cachedInputTokens'),
    },
    images: count('images'),
    asOf,
  };
}

function creditsIn(totals: AnalyticsRow): string {
  return String(totals.credits ?? '0');
}

/**
 * The use of the month that holds `now`: credits net of refunds, the average
 * of the days that have begun, products that were used, and the change against
 * the same time into the month before, absent where nothing was used then.
 */
export async function periodUsage(
  context: QuestionContext,
  now: EpochMs,
): Promise<PeriodUsage> {
  const { clock } = context;
  const month = clock.monthOf(now);
  const before = clock.periodOf('month', month.start - 1);
  const instant = (at: EpochMs) => new Date(at).toISOString();
  const current = await ask(context, {
    from: instant(month.start),
    to: instant(month.end),
    groupBy: ['product'],
    measures: ['credits', 'requests', 'excessCredits'],
  });
  const previous = await ask(context, {
    from: instant(before.start),
    to: instant(
      Math.max(
        before.start + 1,
        Math.min(before.start + (now - month.start), before.end),
      ),
    ),
    measures: ['credits'],
  });
  const used = parseMicro(creditsIn(current.totals));
  const usedBefore = parseMicro(creditsIn(previous.totals));
  const days = clock.dateOf(now) - clock.dateOf(month.start) + 1;
  return {
    used: formatCredits(used),
    usedOfExcess: String(current.totals.excessCredits ?? '0'),
    averageDaily: formatCredits(divideHalfEven(used, BigInt(days))),
    activeProducts: current.rows.filter(row => row.product !== '').length,
    trend:
      usedBefore > 0n
        ? Math.round(
            (Number(used - usedBefore) / Number(usedBefore)) * 10_000,
          ) / 10_000
        : undefined,
  };
}

function parseMicro(credits: string): bigint {
  return parseCredits(credits);
}
