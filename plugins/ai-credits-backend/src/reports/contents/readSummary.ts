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

import { LotKind, parseCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DbInteger, readAmount, readInteger } from '../../database/numbers';
import {
  creditTypes,
  entryKinds,
  lotKinds,
  usageKinds,
  wordOf,
} from '../../database/vocabulary';
import { decodeDraws } from '../../ledger/journal';
import { EpochMs } from '../../ledger/types';
import { Question, UsageQueries } from '../../usage/api';
import { rowsOf } from '../../usage/blocks';
import { readSnapshot } from '../../usage/snapshot';
import { TimeRange } from '../ranges';
import {
  columnOf,
  CreditSplit,
  Movement,
  noCredits,
  SummaryFacts,
} from './summary';

/** Before any event: nothing older is taken in. */
const BEGINNING = '2000-01-01T00:00:00Z';

/** Where the summary is read. */
export interface SummaryContext {
  knex: Knex;
  usage: Pick<UsageQueries, 'analytics'>;
  account: string;
  accountId: number;
}

/** Reads what the monthly summary is made of. */
export async function readSummary(
  context: SummaryContext,
  range: TimeRange,
  now: EpochMs,
): Promise<SummaryFacts> {
  const { knex, accountId } = context;
  const iso = (at: EpochMs) => new Date(at).toISOString();
  const { split: usedBefore } = await usedIn(
    context,
    BEGINNING,
    iso(range.from),
  );
  const { excess, split: used } = await usedIn(
    context,
    iso(range.from),
    iso(range.to),
  );
  return readSnapshot(knex, async trx => ({
    range,
    usedBefore,
    used,
    excess,
    movements: [
      ...(await entries(trx, accountId, range.to)),
      ...(await lapsedUnwritten(trx, accountId, Math.min(range.to, now))),
      ...(await lapsingLots(trx, accountId, range.to, now)),
    ],
    refundedOfBefore: await refunds(
      trx,
      accountId,
      `occurred_at < ${range.from}`,
    ),
    refundedOfRange: await refunds(
      trx,
      accountId,
      `occurred_at >= ${range.from} and occurred_at < ${range.to}`,
    ),
  }));
}

/** Credits used from lots, by the same question that the pages ask. */
async function usedIn(
  { usage, account }: SummaryContext,
  from: string,
  to: string,
): Promise<{ split: CreditSplit; excess: bigint }> {
  const question: Question = {
    from,
    to,
    groupBy: [],
    filters: {},
    limit: 1,
    measures: ['credits', 'freeCredits', 'purchasedCredits', 'excessCredits'],
  };
  const { totals } = await usage.analytics(account, question, { kind: 'all' });
  const of = (measure: string) => parseCredits(totals[measure] ?? '0');
  const free = of('freeCredits');
  const purchased = of('purchasedCredits');
  const excess = of('excessCredits');
  return {
    split: {
      free,
      purchased,
      other: of('credits') - free - purchased - excess,
    },
    excess,
  };
}

const kinds: Record<number, Movement['kind'] | undefined> = {
  [entryKinds.grant]: 'grant',
  [entryKinds.deduction]: 'deduction',
  [entryKinds.refund]: 'refund',
  [entryKinds.expiry]: 'expiry',
};

/** Everything in the journal but charges, up to an instant, which is included. */
async function entries(
  trx: Knex.Transaction,
  accountId: number,
  until: EpochMs,
): Promise<Movement[]> {
  const single = await rowsOf<Record<string, DbInteger>>(trx, {
    sql: `select j.kind, l.kind as lot_kind, j.occurred_at, sum(j.amount) as credits from journal_entry j join lot l on l.account_id = j.account_id and l.id = j.lot_id where j.account_id = ${accountId} and j.occurred_at is not null and j.occurred_at <= ${until} group by j.kind, l.kind, j.occurred_at`,
    bindings: [],
  });
  const movements = single.flatMap(row =>
    movement(
      readInteger(row.kind),
      wordOf(lotKinds, readInteger(row.lot_kind)),
      readInteger(row.occurred_at),
      readAmount(row.credits),
    ),
  );
  const several = await rowsOf<Record<string, DbInteger | string>>(trx, {
    sql: `select kind, draws, occurred_at from journal_entry where account_id = ${accountId} and occurred_at is not null and occurred_at <= ${until} and draws is not null`,
    bindings: [],
  });
  if (several.length) {
    const lots = await lotKindsOf(trx, accountId);
    for (const row of several) {
      for (const draw of decodeDraws(String(row.draws))) {
        const kind = 'lot' in draw ? lots.get(draw.lot) : undefined;
        if (kind) {
          movements.push(
            ...movement(
              readInteger(row.kind),
              kind,
              readInteger(row.occurred_at),
              draw.amount,
            ),
          );
        }
      }
    }
  }
  return movements;
}

function movement(
  entryKind: number,
  lotKind: LotKind,
  at: EpochMs,
  credits: bigint,
): Movement[] {
  const kind = kinds[entryKind];
  return kind ? [{ kind, lotKind, at, credits }] : [];
}

async function lotKindsOf(
  trx: Knex.Transaction,
  accountId: number,
): Promise<Map<number, LotKind>> {
  const rows: Array<Record<string, DbInteger>> = await trx('lot')
    .where('account_id', accountId)
    .select('id', 'kind');
  return new Map(
    rows.map(row => [
      readInteger(row.id),
      wordOf<LotKind>(lotKinds, readInteger(row.kind)),
    ]),
  );
}

/** Lots that have lapsed without a word in the journal yet: expiry holds at once, and is written down later. */
async function lapsedUnwritten(
  trx: Knex.Transaction,
  accountId: number,
  until: EpochMs,
): Promise<Movement[]> {
  return expiring(trx, accountId, builder =>
    builder.where('expires_at', '<=', until),
  );
}

/** Of a range that ends in the future: what will lapse at its end as it is now. */
async function lapsingLots(
  trx: Knex.Transaction,
  accountId: number,
  end: EpochMs,
  now: EpochMs,
): Promise<Movement[]> {
  return end <= now
    ? []
    : expiring(trx, accountId, builder => builder.where('expires_at', end));
}

async function expiring(
  trx: Knex.Transaction,
  accountId: number,
  when: (builder: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<Movement[]> {
  const rows: Array<Record<string, DbInteger>> = await when(
    trx('lot').where({ account_id: accountId, closed: false }),
  )
    .where('remaining', '>', 0)
    .select('kind', 'expires_at', 'remaining');
  return rows.map(row => ({
    kind: 'expiry' as const,
    lotKind: wordOf<LotKind>(lotKinds, readInteger(row.kind)),
    at: readInteger(row.expires_at),
    credits: readAmount(row.remaining),
  }));
}

/** Credits given back to lots, by when the charge was. */
async function refunds(
  trx: Knex.Transaction,
  accountId: number,
  when: string,
): Promise<CreditSplit> {
  const rows = await rowsOf<Record<string, DbInteger | null>>(trx, {
    sql: `select credit_type, sum(credits) as credits, sum(free) as free, sum(purchased) as purchased, sum(other) as other from usage_event where account_id = ${accountId} and refund_of is not null and kind = ${usageKinds.refund} and ${when} group by credit_type`,
    bindings: [],
  });
  const split = noCredits();
  for (const row of rows) {
    const type = wordOf(creditTypes, readInteger(row.credit_type ?? 0));
    const whole = readAmount(row.credits ?? 0);
    if (type === 'mixed') {
      split.free -= readAmount(row.free ?? 0);
      split.purchased -= readAmount(row.purchased ?? 0);
      split.other -= readAmount(row.other ?? 0);
    } else if (type === 'free') {
      split[columnOf('allowance')] -= whole;
    } else if (type === 'purchased') {
      split.purchased -= whole;
    } else if (type === 'other') {
      split.other -= whole;
    }
  }
  return split;
}
