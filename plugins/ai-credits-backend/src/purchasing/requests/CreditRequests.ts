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

import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  CreateCreditRequest,
  CreditRequestKind,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { BudgetCheck, DefaultBudgets, Scope } from '../../budgets';
import { BudgetRow, budgetStore } from '../../database/BudgetStore';
import { Dictionary } from '../../database/dictionary';
import { ledgerStore } from '../../database/LedgerStore';
import { DefaultLedger } from '../../ledger/DefaultLedger';
import {
  answeredBefore,
  rememberAnswer,
} from '../../ledger/posting/idempotency';
import { Session } from '../../ledger/posting/Session';
import {
  RequestFilter,
  RequestOutcome,
  requestStore,
  StoredRequest,
} from './RequestStore';

/** Open requests that one person may have. */
const MAX_OPEN = 20;

/** A decision on a request. */
export type Decision =
  | {
      status: 'granted';
      /** What was asked for if absent. */
      credits?: MicroCredits;
      kind?: CreditRequestKind;
      comment?: string;
      /** Sees the allocations that granting for good leads to. */
      check?: BudgetCheck;
    }
  | { status: 'declined' | 'withdrawn'; comment?: string };

/** A request, and whether it was made now. */
export interface Asked {
  request: StoredRequest;
  isNew: boolean;
}

/** A decision with what it changed. */
export interface Decided {
  request: StoredRequest;
  /** What the current period of the budget could use before and after, where that changed. */
  limit?: { before: MicroCredits; after: MicroCredits };
}

/**
 * Requests for more credits. A request is decided once: the decision and its
 * effect on the budget are one transaction under the account's lock, so of two
 * approvers at the same time one comes too late.
 */
export class CreditRequests {
  readonly #knex: Knex;
  readonly #ledger: DefaultLedger;
  readonly #budgets: DefaultBudgets;
  readonly #dictionary: Dictionary;

  static create(options: {
    knex: Knex;
    ledger: DefaultLedger;
    budgets: DefaultBudgets;
    dictionary: Dictionary;
  }): CreditRequests {
    return new CreditRequests(options);
  }

  private constructor(options: Parameters<typeof CreditRequests.create>[0]) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#budgets = options.budgets;
    this.#dictionary = options.dictionary;
  }

  /**
   * Asks for more; with a key that the person has used before for the same it
   * is the request made then, as it is now.
   *
   * @throws InputError when the scope has no budget of that period, since
   *   nothing limits it then
   * @throws ConflictError when the person has too many open requests, or has
   *   asked for something else with the key
   */
  async create(
    account: string,
    asked: {
      scope: Scope;
      period: NonNullable<CreateCreditRequest['period']>;
      credits: MicroCredits;
      kind: CreditRequestKind;
      reason: string;
      idempotencyKey?: string;
    },
    user: string,
  ): Promise<Asked> {
    const { idempotencyKey, ...wanted } = asked;
    const { period, scope } = wanted;
    // A person's keys are theirs alone: refs of entities have no blanks.
    const key = idempotencyKey && `${user} ${idempotencyKey}`;
    await this.#budgets.ensureScopes([scope]);
    return this.#ledger.transact<Asked>(account, async session => {
      const { trx, account: row, now } = session;
      const before =
        key && (await answeredBefore<number>(session, 'request', key, wanted));
      if (before) {
        const known = await requestStore.find(trx, row.id, before);
        return { answer: { request: found(known, before), isNew: false } };
      }
      if (!(await findBudget(session, scope, period))) {
        throw new InputError(
          `scope: ${scope.ref} has no budget of this period (${period}), so there is no limit to raise`,
        );
      }
      const open = await requestStore.count(trx, row.id, {
        status: 'open',
        requestedBy: user,
      });
      if (open >= MAX_OPEN) {
        throw new ConflictError(
          `You have ${open} open requests; at most ${MAX_OPEN} can wait at a time`,
        );
      }
      const id = await requestStore.insert(trx, row.id, {
        ...wanted,
        scopeKind: scope.kind,
        scopeId: this.#dictionary.id(scope.kind, scope.ref),
        requestedBy: user,
        requestedAt: now,
      });
      if (key) {
        await rememberAnswer(session, 'request', key, wanted, id);
      }
      const request = found(await requestStore.find(trx, row.id, id), id);
      return { answer: { request, isNew: true } };
    });
  }

  /** Newest first. */
  async list(
    account: string,
    filter: RequestFilter,
    limit: number,
  ): Promise<StoredRequest[]> {
    const { id } = await ledgerStore.account(this.#knex, account);
    return requestStore.list(this.#knex, id, filter, limit);
  }

  async count(account: string, filter: RequestFilter): Promise<number> {
    const { id } = await ledgerStore.account(this.#knex, account);
    return requestStore.count(this.#knex, id, filter);
  }

  /** @throws NotFoundError when there is none */
  async get(account: string, id: number): Promise<StoredRequest> {
    const row = await ledgerStore.account(this.#knex, account);
    return found(await requestStore.find(this.#knex, row.id, id), id);
  }

  /**
   * Decides on an open request, or withdraws it. Granted once, the current
   * period of the budget may use more; granted for good, every period from now.
   *
   * @param authorise - throws when the caller may not do this to the request
   * @throws ConflictError when it was decided before, or the budget is gone
   */
  async decide(
    account: string,
    id: number,
    decision: Decision,
    by: string,
    authorise: (request: StoredRequest) => void,
  ): Promise<Decided> {
    return this.#ledger.transact(account, async session => {
      const { trx, account: row, now } = session;
      const request = found(await requestStore.find(trx, row.id, id), id);
      authorise(request);
      if (request.status !== 'open') {
        throw new ConflictError(
          `The request was ${request.status} by ${
            request.decidedBy
          } at ${new Date(request.decidedAt ?? 0).toISOString()}`,
        );
      }
      const { limit, outcome } =
        decision.status === 'granted'
          ? await this.#grant(session, request, decision)
          : { outcome: decision, limit: undefined };
      await requestStore.close(trx, id, by, now, outcome);
      return {
        answer: {
          request: (await requestStore.find(trx, row.id, id))!,
          ...(limit ? { limit } : {}),
        },
      };
    });
  }

  async #grant(
    session: Session,
    request: StoredRequest,
    decision: Extract<Decision, { status: 'granted' }>,
  ): Promise<{ outcome: RequestOutcome } & Pick<Decided, 'limit'>> {
    const { period, scope } = request;
    const budget = await findBudget(session, scope, period);
    if (!budget) {
      throw new ConflictError(
        `The budget of ${scope.ref} has been deleted meanwhile, so there is no limit to raise`,
      );
    }
    const granted = decision.credits ?? request.credits;
    const grantedKind = decision.kind ?? request.kind;
    const outcome: RequestOutcome = {
      status: 'granted',
      comment: decision.comment,
      granted,
      grantedKind,
    };
    if (grantedKind === 'once') {
      return {
        outcome,
        limit: await this.#budgets.grantOnceIn(session, budget, granted),
      };
    }
    const [{ budget: raised }] = await this.#budgets.applyIn(
      session,
      [
        {
          scope,
          period,
          to: () => ({ ...budget, credits: budget.credits + granted }),
        },
      ],
      decision.check,
    );
    return {
      outcome,
      limit: { before: raised.allocation - granted, after: raised.allocation },
    };
  }
}

async function findBudget(
  session: Session,
  scope: Scope,
  period: string,
): Promise<BudgetRow | undefined> {
  const budgets = await budgetStore.definitions(
    session.trx,
    session.account.id,
  );
  return budgets.find(
    budget =>
      budget.scopeKind === scope.kind &&
      budget.scopeRef === scope.ref &&
      budget.period === period,
  );
}

function found(request: StoredRequest | undefined, id: number): StoredRequest {
  if (!request) {
    throw new NotFoundError(`There is no request ${id}`);
  }
  return request;
}
