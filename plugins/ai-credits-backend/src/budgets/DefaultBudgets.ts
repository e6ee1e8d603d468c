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

import { ConflictError, NotFoundError } from '@backstage/errors';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { BudgetRow, budgetStore } from '../database/BudgetStore';
import { Dictionary } from '../database/dictionary';
import { inSnapshot } from '../database/engine';
import { ledgerStore } from '../database/LedgerStore';
import { readAmount } from '../database/numbers';
import { Budgets, StoredBudget } from '../ledger/api';
import { DefaultLedger } from '../ledger/DefaultLedger';
import { ZoneClock } from '../ledger/periods';
import { StateReader } from '../ledger/posting/AccountCache';
import { BudgetIndex, budgetKey } from '../ledger/posting/budgetIndex';
import { Session } from '../ledger/posting/Session';
import { EpochMs, HoldState } from '../ledger/types';
import { scopeFilter } from './scopeFilter';

/** Budgets on a database. Every change takes the account's lock, so that a charge sees a budget whole or not at all. */
export class DefaultBudgets implements Budgets {
  readonly #knex: Knex;
  readonly #ledger: DefaultLedger;
  readonly #dictionary: Dictionary;
  readonly #now: () => EpochMs;

  static create(options: {
    knex: Knex;
    ledger: DefaultLedger;
    dictionary: Dictionary;
    now?: () => EpochMs;
  }): DefaultBudgets {
    return new DefaultBudgets(options);
  }

  private constructor(options: Parameters<typeof DefaultBudgets.create>[0]) {
    this.#knex = options.knex;
    this.#ledger = options.ledger;
    this.#dictionary = options.dictionary;
    this.#now = options.now ?? Date.now;
  }

  async list(account: string): Promise<StoredBudget[]> {
    const now = this.#now();
    const { calendar } = this.#ledger;
    return inSnapshot(this.#knex, async trx => {
      const row = await ledgerStore.account(trx, account);
      const definitions = await budgetStore.definitions(trx, row.id);
      const holds = await ledgerStore.openHolds(trx, row.id);
      const wanted = wantedPeriods(definitions, calendar, now);
      const reader = new StateReader(trx, calendar);
      const { state, rolledOver } = await reader.withBudgets(
        {
          version: row.version,
          budgetsVersion: row.budgetsVersion,
          budgets: new BudgetIndex(definitions),
          periodsCreatedAt: new Map(),
          rolledOver: new Map(),
          state: {
            accountId: row.id,
            excessLimit: 0n,
            nextLotId: row.nextLotId,
            lots: [],
            periods: new Map(),
            budgets: new Map(),
            holds: new Map(),
          },
        },
        wanted,
      );
      return [...wanted].map(([key, { definition }]) => {
        const use = state.budgets.get(key)!;
        return {
          id: definition.id,
          scope: { kind: definition.scopeKind, ref: definition.scopeRef },
          period: definition.period,
          credits: definition.credits,
          hard: definition.hard,
          thresholds: definition.thresholds,
          rolloverCap: definition.rolloverCap,
          version: definition.version,
          periodStart: use.periodStart,
          periodEnd: use.periodEnd,
          allocation: use.limit,
          rolledOver: rolledOver.get(key) ?? 0n,
          used: use.used,
          held: heldOf(holds, key, now),
        };
      });
    });
  }

  async put(
    account: string,
    request: Parameters<Budgets['put']>[1],
  ): Promise<StoredBudget> {
    const { scope } = request;
    await this.#dictionary.ensure(scope.kind, [scope.ref]);
    const id = await this.#ledger.transact(account, async session => {
      const before = (
        await budgetStore.definitions(session.trx, session.account.id)
      ).find(
        row =>
          row.scopeKind === scope.kind &&
          row.scopeRef === scope.ref &&
          row.period === request.period,
      );
      if (
        request.version !== undefined &&
        request.version !== before?.version
      ) {
        throw new ConflictError(
          before
            ? `The budget has been changed meanwhile: it allows ${formatCredits(
                before.credits,
              )} credits in version ${
                before.version
              }, you would set ${formatCredits(request.credits)} over version ${
                request.version
              }`
            : 'The budget has been deleted meanwhile',
        );
      }
      const answer = before
        ? await this.#update(session, before, request)
        : await this.#insert(session, request);
      await changed(session);
      return { answer };
    });
    return (await this.list(account)).find(budget => budget.id === id)!;
  }

  async delete(account: string, id: number): Promise<void> {
    await this.#ledger.transact(account, async session => {
      const before = (
        await budgetStore.definitions(session.trx, session.account.id)
      ).find(row => row.id === id);
      if (!before) {
        throw new NotFoundError(`There is no budget ${id}`);
      }
      await budgetStore.delete(session.trx, id, session.now);
      await changed(session);
      return { answer: undefined };
    });
  }

  async #update(
    session: Session,
    before: BudgetRow,
    request: Parameters<Budgets['put']>[1],
  ): Promise<number> {
    await budgetStore.update(session.trx, before.id, request, session.now);
    const { start } = this.#ledger.calendar.periodOf(
      before.period,
      session.now,
    );
    const [use] = await ledgerStore.budgetUses(session.trx, [
      { budgetId: before.id, periodStart: start },
    ]);
    if (use) {
      await budgetStore.setAllocation(
        session.trx,
        before.id,
        start,
        request.credits + use.rolledOver,
      );
    }
    return before.id;
  }

  async #insert(
    session: Session,
    request: Parameters<Budgets['put']>[1],
  ): Promise<number> {
    const { trx, account, now } = session;
    const { start, end } = this.#ledger.calendar.periodOf(request.period, now);
    const { kind, ref } = request.scope;
    const id = await budgetStore.insert(
      trx,
      account.id,
      {
        scopeKind: kind,
        scopeId: this.#dictionary.id(kind, ref),
        period: request.period,
        credits: request.credits,
        hard: request.hard,
        thresholds: request.thresholds,
        rolloverCap: request.rolloverCap,
        trackedFrom: start,
      },
      now,
    );
    const narrow = await scopeFilter(trx, request.scope);
    const uses = await usedPerPeriod(trx, account.id, start, narrow, at =>
      this.#ledger.calendar.periodOf(request.period, at),
    );
    if (!uses.has(start)) {
      uses.set(start, { end, used: 0n });
    }
    await ledgerStore.upsertBudgetUses(
      trx,
      [...uses].map(([periodStart, use]) => ({
        key: budgetKey(id, periodStart),
        budgetId: id,
        periodStart,
        periodEnd: use.end,
        limit: request.credits,
        hard: request.hard,
        used: use.used,
      })),
    );
    return id;
  }
}

/** A change of budgets: replicas read them again before their next posting. */
async function changed(session: Session): Promise<void> {
  const { account } = session;
  await ledgerStore.advanceAccount(session.trx, account.id, {
    ...account,
    version: account.version + 1,
    budgetsVersion: account.budgetsVersion + 1,
  });
}

function wantedPeriods(
  definitions: readonly BudgetRow[],
  calendar: ZoneClock,
  now: EpochMs,
) {
  return new Map(
    definitions.map(definition => {
      const { start, end } = calendar.periodOf(definition.period, now);
      return [budgetKey(definition.id, start), { definition, start, end }];
    }),
  );
}

function heldOf(
  holds: readonly HoldState[],
  key: string,
  now: EpochMs,
): bigint {
  let held = 0n;
  for (const hold of holds) {
    if (now < hold.expiresAt && hold.budgets.includes(key)) {
      held += hold.amount;
    }
  }
  return held;
}

/**
 * What a scope has used since a time, by budget period. Nearly always that is
 * one period; usage may be dated a little ahead, into the next.
 */
async function usedPerPeriod(
  trx: Knex.Transaction,
  accountId: number,
  from: EpochMs,
  narrow: (query: Knex.QueryBuilder) => void,
  periodOf: (at: EpochMs) => { start: EpochMs; end: EpochMs },
): Promise<Map<EpochMs, { end: EpochMs; used: bigint }>> {
  const uses = new Map<EpochMs, { end: EpochMs; used: bigint }>();
  let start = from;
  for (;;) {
    const period = periodOf(start);
    const [row] = await trx('usage_event')
      .where('account_id', accountId)
      .where('occurred_at', '>=', period.start)
      .where('occurred_at', '<', period.end)
      .modify(narrow)
      .sum({ credits: 'credits' });
    uses.set(period.start, {
      end: period.end,
      used: readAmount(row.credits ?? 0),
    });
    const later = await trx('usage_event')
      .where('account_id', accountId)
      .where('occurred_at', '>=', period.end)
      .modify(narrow)
      .first('id');
    if (!later) {
      return uses;
    }
    start = period.end;
  }
}
