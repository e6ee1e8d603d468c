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
  formatCredits,
  IntegrityResponse,
  LedgerHealthResponse,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Dictionary } from '../database/dictionary';
import { ledgerStore } from '../database/LedgerStore';
import { DbInteger, readAmount, readInteger } from '../database/numbers';
import { usageFlags } from '../database/vocabulary';
import { DAY_MS, yyyymmdd } from '../ledger/calendar';
import { EpochMs } from '../ledger/types';
import { ZoneClock } from '../ledger/ZoneClock';
import { CountedKind, DailyCounts } from './DailyCounts';

/** Days that are told, today included. */
const DAYS = 30;
/** Unknown names of a kind that are told. */
const NAMES = 10;
/** As the index has it, word for word: otherwise it is not used. */
const UNKNOWN = '(flags & 96) <> 0';

/** What the health of an account's ledger is read with. */
export interface HealthSources {
  knex: Knex;
  dictionary: Dictionary;
  account: string;
  calendar: ZoneClock;
  counts: DailyCounts;
  proofs: {
    last(account: string): Promise<IntegrityResponse>;
    runningSince(account: string): EpochMs | undefined;
  };
  now(): EpochMs;
}

/**
 * How the ledger is: the last proof, the chain, how far the rollups lag behind
 * it, and by day what was sent and not charged, or charged under a name that
 * the rate card does not know.
 */
export async function readHealth(
  sources: HealthSources,
): Promise<LedgerHealthResponse> {
  const { account: name, calendar, counts, knex, now, proofs } = sources;
  const since = proofs.runningSince(name);
  const asOf = now();
  const today = calendar.dateOf(asOf);
  const first = yyyymmdd(today - DAYS + 1);
  // What this replica has counted is told at once; of others a few seconds may be missing.
  await counts.flush();
  const account = await ledgerStore.account(knex, name);
  const counted = await countsSince(knex, account.id, first);
  const flagged = await flaggedSince(knex, account.id, first);
  return {
    asOf: new Date(asOf).toISOString(),
    timeZone: calendar.zone,
    proof: await proofs.last(name),
    ...(since === undefined
      ? {}
      : { provingSince: new Date(since).toISOString() }),
    chain: {
      blocks: account.lastBlock,
      entries: account.lastSeq,
      head: account.headHash,
    },
    fold: await foldLag(knex, account),
    days: Array.from({ length: DAYS }, (_, i) => {
      const date = today - DAYS + 1 + i;
      const day = yyyymmdd(date);
      const of = (kind: CountedKind) => counted.get(`${day} ${kind}`) ?? 0;
      return {
        day: new Date(date * DAY_MS).toISOString().slice(0, 10),
        duplicates: of('duplicate'),
        conflicts: of('conflict'),
        invalid: of('invalid'),
        refused: of('refused'),
        flagged: flagged.get(day) ?? 0,
      };
    }),
    unknown: [
      ...(await unknownNames('action', account.id, first, sources)),
      ...(await unknownNames('model', account.id, first, sources)),
    ],
  };
}

async function countsSince(
  knex: Knex,
  accountId: number,
  first: number,
): Promise<Map<string, number>> {
  const rows: Array<{ day: number; kind: string; number: DbInteger }> =
    await knex('daily_count')
      .where('account_id', accountId)
      .where('day', '>=', first)
      .select('day', 'kind', 'number');
  return new Map(
    rows.map(row => [`${row.day} ${row.kind}`, readInteger(row.number)]),
  );
}

async function flaggedSince(
  knex: Knex,
  accountId: number,
  first: number,
): Promise<Map<number, number>> {
  const rows: Array<{ day: number; number: DbInteger }> = await knex(
    'usage_event',
  )
    .where('account_id', accountId)
    .where('day', '>=', first)
    .where('kind', 1)
    .whereRaw(UNKNOWN)
    .groupBy('day')
    .select('day')
    .count({ number: '*' });
  return new Map(rows.map(row => [row.day, readInteger(row.number)]));
}

async function unknownNames(
  kind: 'action' | 'model',
  accountId: number,
  first: number,
  { dictionary, knex }: HealthSources,
): Promise<LedgerHealthResponse['unknown']> {
  const column = `${kind}_id`;
  const rows: Array<Record<string, DbInteger>> = await knex('usage_event')
    .where('account_id', accountId)
    .where('day', '>=', first)
    .where('kind', 1)
    .whereRaw(UNKNOWN)
    .whereRaw('(flags & ?) <> 0', [usageFlags[`unknown-${kind}`]])
    .groupBy(column)
    .orderBy([{ column: 'events', order: 'desc' }, { column }])
    .limit(NAMES)
    .select(`${column} as id`)
    .count({ events: '*' })
    .sum({ credits: 'credits' })
    .max({ last: 'occurred_at' });
  const names = await dictionary.refs(rows.map(row => readInteger(row.id)));
  return rows.map(row => ({
    kind,
    name: names.get(readInteger(row.id)) ?? '',
    events: readInteger(row.events),
    credits: formatCredits(readAmount(row.credits)),
    lastAt: new Date(readInteger(row.last)).toISOString(),
  }));
}

/** What waits: reservations that are open, and blocks that are not in the rollups. For monitoring. */
export async function readBacklog({
  account: name,
  knex,
  now,
}: Pick<HealthSources, 'account' | 'knex' | 'now'>): Promise<{
  holds: number;
  lagBlocks: number;
  lagMs: number;
}> {
  const at = now();
  const account = await ledgerStore.account(knex, name);
  const lag = await foldLag(knex, account);
  const [open] = await knex('hold')
    .where({ account_id: account.id, status: 'open' })
    .where('expires_at', '>', at)
    .count({ holds: '*' });
  return {
    holds: readInteger((open as { holds: DbInteger }).holds),
    lagBlocks: lag.behind,
    lagMs: lag.oldestAt ? Math.max(0, at - Date.parse(lag.oldestAt)) : 0,
  };
}

/** How many blocks are not in the rollups yet, and since when the oldest of them waits. */
async function foldLag(
  knex: Knex,
  account: { id: number; lastBlock: number },
): Promise<LedgerHealthResponse['fold']> {
  const state: { through_block: DbInteger; updated_at: DbInteger } | undefined =
    await knex('rollup_state')
      .where('account_id', account.id)
      .first('through_block', 'updated_at');
  const block = state ? readInteger(state.through_block) : 0;
  const oldest: { created_at: DbInteger } | undefined = await knex(
    'journal_block',
  )
    .where('account_id', account.id)
    .where('number', '>', block)
    .orderBy('number')
    .first('created_at');
  return {
    block,
    behind: Math.max(0, account.lastBlock - block),
    ...(oldest
      ? { oldestAt: new Date(readInteger(oldest.created_at)).toISOString() }
      : {}),
    ...(state && block > 0
      ? { foldedAt: new Date(readInteger(state.updated_at)).toISOString() }
      : {}),
  };
}
