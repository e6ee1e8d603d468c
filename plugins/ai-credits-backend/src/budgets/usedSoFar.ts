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

import { BudgetScopeKind } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DbInteger, readAmount, readInteger } from '../database/numbers';
import { dimKinds, usageDimColumns } from '../database/vocabulary';
import { Period } from '../ledger/calendar';
import { EpochMs } from '../ledger/types';

/** A scope with its row in the dictionary. */
export interface StoredScope {
  kind: BudgetScopeKind;
  ref: string;
  scopeId: number;
}

/** What was used in periods, by their start and in their order. */
export type PeriodUse = Map<EpochMs, { end: EpochMs; used: bigint }>;

/**
 * What scopes have used since the start of the period that holds `from`, by
 * period, up to the one that holds `now` or a later one with usage: it may be
 * dated a little ahead. Groups count what the team, the department or any group above
 * the team used. However many scopes there are, the log is read once for each
 * kind and period.
 *
 * Everything is read through `trx`: SQLite has one connection, and a look-up
 * beside the transaction would wait for it for ever.
 */
export async function usedSoFar(
  trx: Knex,
  accountId: number,
  scopes: readonly StoredScope[],
  span: { from: EpochMs; now: EpochMs },
  periodOf: (at: EpochMs) => Period,
): Promise<PeriodUse[]> {
  const { from, now } = span;
  const found: PeriodUse[] = scopes.map(() => new Map());
  for (let period = periodOf(from); ; period = periodOf(period.end)) {
    const inPeriod = await usedIn(trx, accountId, scopes, period);
    inPeriod.forEach((used, i) =>
      found[i].set(period.start, { end: period.end, used }),
    );
    if (period.end <= now) {
      continue;
    }
    const later = await trx('usage_event')
      .where('account_id', accountId)
      .where('occurred_at', '>=', period.end)
      .first('id');
    if (!later) {
      return found;
    }
  }
}

/** What a scope used in the periods that begin from one time on and before another. */
export async function usedBetween(
  trx: Knex,
  accountId: number,
  scope: StoredScope,
  span: { from: EpochMs; before: EpochMs },
  periodOf: (at: EpochMs) => Period,
): Promise<PeriodUse> {
  const found: PeriodUse = new Map();
  let period = periodOf(span.from);
  while (period.start < span.before) {
    const [used] = await usedIn(trx, accountId, [scope], period);
    found.set(period.start, { end: period.end, used });
    period = periodOf(period.end);
  }
  return found;
}

async function usedIn(
  trx: Knex,
  accountId: number,
  scopes: readonly StoredScope[],
  period: Period,
): Promise<bigint[]> {
  const sums = (columns: string[]): Promise<Array<Record<string, DbInteger>>> =>
    trx('usage_event')
      .where('account_id', accountId)
      .where('occurred_at', '>=', period.start)
      .where('occurred_at', '<', period.end)
      .groupBy(columns)
      .select(columns)
      .sum({ credits: 'credits' });
  const used = scopes.map(() => 0n);
  const kinds = new Set(scopes.map(scope => scope.kind));
  for (const kind of kinds) {
    if (kind === 'team' || kind === 'department') {
      continue;
    }
    const column = usageDimColumns[kind];
    const byId = new Map(
      (await sums([column])).map(row => [
        readInteger(row[column]),
        readAmount(row.credits ?? 0),
      ]),
    );
    scopes.forEach((scope, i) => {
      if (scope.kind === kind) {
        used[i] = byId.get(scope.scopeId) ?? 0n;
      }
    });
  }
  if (kinds.has('team') || kinds.has('department')) {
    const byGroup = await usedByGroup(
      trx,
      await sums(['team_id', 'department_id', 'path_id']),
    );
    scopes.forEach((scope, i) => {
      if (scope.kind === 'team' || scope.kind === 'department') {
        used[i] = byGroup.get(scope.ref) ?? 0n;
      }
    });
  }
  return used;
}

async function usedByGroup(
  trx: Knex,
  rows: ReadonlyArray<Record<string, DbInteger>>,
): Promise<Map<string, bigint>> {
  const names: Array<{ id: DbInteger; ref: string }> = await trx('dim')
    .whereIn('kind', [dimKinds.team, dimKinds.department, dimKinds.path])
    .select('id', 'ref');
  const refs = new Map(names.map(({ id, ref }) => [readInteger(id), ref]));
  const used = new Map<string, bigint>();
  for (const row of rows) {
    const groups = new Set(
      [row.team_id, row.department_id, row.path_id].flatMap(
        id => refs.get(readInteger(id))?.split('>') ?? [],
      ),
    );
    for (const group of groups) {
      used.set(group, (used.get(group) ?? 0n) + readAmount(row.credits ?? 0));
    }
  }
  return used;
}
