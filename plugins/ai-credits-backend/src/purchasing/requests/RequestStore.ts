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
  BudgetPeriod,
  BudgetScopeKind,
  CreditRequestKind,
  CreditRequestStatus,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import {
  DbInteger,
  readAmount,
  readInteger,
  readOptionalAmount,
  readOptionalInteger,
} from '../../database/numbers';
import { budgetScopeKinds, wordOf } from '../../database/vocabulary';
import { EpochMs } from '../../ledger/types';

/** A request for more credits as it is stored. */
export interface StoredRequest {
  id: number;
  scope: { kind: BudgetScopeKind; ref: string };
  period: BudgetPeriod;
  credits: bigint;
  kind: CreditRequestKind;
  reason: string;
  requestedBy: string;
  requestedAt: EpochMs;
  status: CreditRequestStatus;
  decidedBy?: string;
  decidedAt?: EpochMs;
  comment?: string;
  granted?: bigint;
}

/** Which requests are listed. */
export interface RequestFilter {
  status?: CreditRequestStatus;
  /** Those that this person asked for, besides those about the scopes. */
  requestedBy?: string;
  /** Not those that this person asked for. */
  notRequestedBy?: string;
  /** Not those about the limit of this person. */
  notAbout?: string;
  /** Those about these scopes. All, where this and the person are absent. */
  scopes?: ReadonlyArray<StoredRequest['scope']>;
  /** Older than this one. */
  before?: number;
}

/** How a request ended. */
export type RequestOutcome =
  | { status: 'declined' | 'withdrawn'; comment?: string }
  | {
      status: 'granted';
      comment?: string;
      granted: bigint;
      grantedKind: CreditRequestKind;
    };

/** Names in one condition; databases bound the number of parameters. */
const CHUNK = 5_000;

/** The statements of requests. */
export const requestStore = {
  async insert(
    trx: Knex,
    accountId: number,
    request: Pick<
      StoredRequest,
      'period' | 'credits' | 'kind' | 'reason' | 'requestedBy' | 'requestedAt'
    > & { scopeKind: BudgetScopeKind; scopeId: number },
  ): Promise<number> {
    const rows = await trx('credit_request')
      .insert({
        account_id: accountId,
        scope_kind: budgetScopeKinds[request.scopeKind],
        scope_id: request.scopeId,
        period: request.period,
        credits: String(request.credits),
        kind: request.kind,
        reason: request.reason,
        requested_by: request.requestedBy,
        created_at: request.requestedAt,
      })
      .returning('id');
    return readInteger(rows[0].id);
  },

  async close(
    trx: Knex,
    id: number,
    by: string,
    at: EpochMs,
    outcome: RequestOutcome,
  ): Promise<void> {
    await trx('credit_request')
      .where({ id })
      .update({
        status: outcome.status,
        decided_by: by,
        decided_at: at,
        comment: outcome.comment ?? null,
        ...(outcome.status === 'granted'
          ? {
              granted: String(outcome.granted),
              granted_kind: outcome.grantedKind,
            }
          : {}),
      });
  },

  async find(
    knex: Knex,
    accountId: number,
    id: number,
  ): Promise<StoredRequest | undefined> {
    const row = await selected(knex, accountId)
      .where('credit_request.id', id)
      .first();
    return row && readRequest(row);
  },

  /** Newest first. */
  async list(
    knex: Knex,
    accountId: number,
    filter: RequestFilter,
    limit: number,
  ): Promise<StoredRequest[]> {
    const rows = await narrowed(selected(knex, accountId), filter)
      .orderBy('credit_request.id', 'desc')
      .limit(limit);
    return rows.map(readRequest);
  },

  async count(
    knex: Knex,
    accountId: number,
    filter: RequestFilter,
  ): Promise<number> {
    const [row] = await narrowed(
      knex('credit_request')
        .join('dim', 'dim.id', 'credit_request.scope_id')
        .where('credit_request.account_id', accountId),
      filter,
    ).count({ count: '*' });
    return readInteger((row as { count: DbInteger }).count);
  },
};

function selected(knex: Knex, accountId: number): Knex.QueryBuilder {
  return knex('credit_request')
    .join('dim', 'dim.id', 'credit_request.scope_id')
    .where('credit_request.account_id', accountId)
    .select('credit_request.*', 'dim.ref as scope_ref');
}

function narrowed(
  query: Knex.QueryBuilder,
  filter: RequestFilter,
): Knex.QueryBuilder {
  const { before, notAbout, notRequestedBy, requestedBy, scopes, status } =
    filter;
  if (status !== undefined) {
    query.where('credit_request.status', status);
  }
  if (before !== undefined) {
    query.where('credit_request.id', '<', before);
  }
  if (notRequestedBy !== undefined) {
    query.whereNot('credit_request.requested_by', notRequestedBy);
  }
  if (notAbout !== undefined) {
    query.whereNot(both =>
      both
        .where('credit_request.scope_kind', budgetScopeKinds.user)
        .where('dim.ref', notAbout),
    );
  }
  if (requestedBy === undefined && !scopes) {
    return query;
  }
  return query.where(any => {
    any.whereRaw('1 = 0');
    if (requestedBy !== undefined) {
      any.orWhere('credit_request.requested_by', requestedBy);
    }
    for (const kind of new Set(scopes?.map(scope => scope.kind))) {
      const refs = scopes!
        .filter(scope => scope.kind === kind)
        .map(scope => scope.ref);
      for (let at = 0; at < refs.length; at += CHUNK) {
        any.orWhere(both =>
          both
            .where('credit_request.scope_kind', budgetScopeKinds[kind])
            .whereIn('dim.ref', refs.slice(at, at + CHUNK)),
        );
      }
    }
  });
}

function readRequest(row: Record<string, unknown>): StoredRequest {
  const optional = (value: unknown) =>
    value === null || value === undefined ? undefined : String(value);
  return {
    id: readInteger(row.id as DbInteger),
    scope: {
      kind: wordOf<BudgetScopeKind>(budgetScopeKinds, row.scope_kind as number),
      ref: String(row.scope_ref),
    },
    period: row.period as BudgetPeriod,
    credits: readAmount(row.credits as DbInteger),
    // What was granted counts, where it differs from what was asked for.
    kind: (row.granted_kind ?? row.kind) as CreditRequestKind,
    reason: String(row.reason),
    requestedBy: String(row.requested_by),
    requestedAt: readInteger(row.created_at as DbInteger),
    status: row.status as CreditRequestStatus,
    decidedBy: optional(row.decided_by),
    decidedAt: readOptionalInteger(row.decided_at as DbInteger | null),
    comment: optional(row.comment),
    granted: readOptionalAmount(row.granted as DbInteger | null),
  };
}
