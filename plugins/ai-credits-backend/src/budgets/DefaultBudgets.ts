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
import { formatCredits, MAX_AMOUNT } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { BudgetRow, budgetStore, BudgetUseRow } from '../database/BudgetStore';
import { Dictionary } from '../database/dictionary';
import { inSnapshot } from '../database/engine';
import { AccountRow, ledgerStore } from '../database/LedgerStore';
import { Budgets, StoredBudget } from '../ledger/api';
import { DefaultLedger } from '../ledger/DefaultLedger';
import { Session } from '../ledger/posting/Session';
import { EpochMs } from '../ledger/types';
import {
  BudgetChange,
  BudgetCheck,
  PlannedChange,
  plannedBudgets,
  planChanges,
} from './changes';
import { currentPeriods, readBudgets } from './reading';
import { periodsBefore } from './history';
import { firstPeriod } from './past';
import { addPast, insertBudgets, updateBudget, writePeriods } from './writing';

/** What became of one change. */
export interface AppliedChange {
  before?: BudgetRow;
  budget: StoredBudget;
  changed: boolean;
}

/** Ends the transaction of changes that are only tried. */
class Tried<T> extends Error {
  constructor(readonly answer: T) {
    super('The changes were only tried');
  }
}

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

  /** Every budget with its use in the period of now. */
  async list(account: string): Promise<StoredBudget[]> {
    return inSnapshot(this.#knex, async trx =>
      this.#read(trx, await ledgerStore.account(trx, account), this.#now()),
    );
  }

  /**
   * A budget with the periods that are over, newest first. One in which nothing
   * was used and no replica ran counts as it would have begun.
   *
   * @throws NotFoundError when there is none
   */
  async get(
    account: string,
    id: number,
    options: { history: number },
  ): Promise<{ budget: StoredBudget; history: BudgetUseRow[] }> {
    return inSnapshot(this.#knex, async trx => {
      const row = await ledgerStore.account(trx, account);
      const budget = (await this.#read(trx, row, this.#now(), id))[0];
      if (!budget) {
        throw new NotFoundError(`There is no budget ${id}`);
      }
      const stored = await budgetStore.uses(trx, [id], {
        before: budget.periodStart,
        limit: options.history,
      });
      return {
        budget,
        history: periodsBefore(
          budget,
          stored,
          this.#ledger.calendar,
          options.history,
        ),
      };
    });
  }

  async put(
    account: string,
    request: Parameters<Budgets['put']>[1],
    check?: BudgetCheck,
  ): Promise<StoredBudget> {
    const [{ budget }] = await this.apply(
      account,
      [{ ...request, to: () => request }],
      { check },
    );
    return budget;
  }

  /**
   * Makes all of some changes, or none, in one transaction.
   *
   * @throws ConflictError and InputError, see {@link planChanges}; what the
   *   check throws
   */
  async apply(
    account: string,
    changes: readonly BudgetChange[],
    options: { check?: BudgetCheck; dryRun?: boolean } = {},
  ): Promise<AppliedChange[]> {
    if (!changes.length) {
      return [];
    }
    await this.ensureScopes(changes.map(change => change.scope));
    try {
      return await this.#ledger.transact(account, async session => {
        const answer = await this.applyIn(session, changes, options.check);
        if (options.dryRun) {
          throw new Tried(answer);
        }
        return { answer };
      });
    } catch (error) {
      if (error instanceof Tried) {
        return error.answer as AppliedChange[];
      }
      throw error;
    }
  }

  /** Names of scopes get their place in the dictionary; before a transaction, as the dictionary writes by itself. */
  async ensureScopes(scopes: readonly StoredBudget['scope'][]): Promise<void> {
    for (const kind of new Set(scopes.map(scope => scope.kind))) {
      await this.#dictionary.ensure(
        kind,
        scopes.filter(scope => scope.kind === kind).map(scope => scope.ref),
      );
    }
  }

  /** As {@link apply}, inside a transaction; the scopes must have been ensured. */
  async applyIn(
    session: Session,
    changes: readonly BudgetChange[],
    check?: BudgetCheck,
  ): Promise<AppliedChange[]> {
    const { trx, account, now } = session;
    const before = await budgetStore.definitions(trx, account.id);
    const planned = planChanges(before, changes, change =>
      firstPeriod(change, this.#ledger.calendar, now),
    );
    check?.(before, plannedBudgets(before, planned));
    await this.#write(session, planned);
    const stored = new Map(
      (await this.#read(trx, account, now)).map(budget => [
        scopePeriod(budget),
        budget,
      ]),
    );
    return planned.map(item => ({
      before: item.before,
      changed: item.changes,
      budget: stored.get(scopePeriod(item))!,
    }));
  }

  /**
   * Adds to what the current period of a budget may use, inside a transaction.
   * The periods after it are as they were.
   */
  async grantOnceIn(
    session: Session,
    budget: BudgetRow,
    credits: bigint,
  ): Promise<{ before: bigint; after: bigint }> {
    const wanted = currentPeriods([budget], this.#ledger.calendar, session.now);
    const [period] = await writePeriods(session, wanted);
    const after = period.limit + credits;
    if (after > MAX_AMOUNT) {
      throw new InputError(
        `credits: the limit must not exceed ${formatCredits(
          MAX_AMOUNT,
        )} credits`,
      );
    }
    await budgetStore.grantOnce(
      session.trx,
      budget.id,
      period.periodStart,
      credits,
    );
    await changed(session);
    return { before: period.limit, after };
  }

  /**
   * Deletes a budget.
   *
   * @param options - `version`: the one that was read
   * @throws NotFoundError when there is none
   * @throws ConflictError when it was changed since it was read; what the check
   *   throws
   */
  async delete(
    account: string,
    id: number,
    options: { check?: BudgetCheck; version?: number } = {},
  ): Promise<void> {
    const { check, version } = options;
    await this.#ledger.transact(account, async session => {
      const budgets = await budgetStore.definitions(
        session.trx,
        session.account.id,
      );
      const budget = budgets.find(row => row.id === id);
      if (!budget) {
        throw new NotFoundError(`There is no budget ${id}`);
      }
      if (version !== undefined && version !== budget.version) {
        throw new ConflictError(
          `The budget has been changed meanwhile: it allows ${formatCredits(
            budget.credits,
          )} credits in version ${
            budget.version
          }, you would delete version ${version}`,
        );
      }
      const rest = budgets.filter(row => row !== budget);
      check?.(budgets, rest);
      await budgetStore.delete(session.trx, id, session.now);
      await changed(session);
      return { answer: undefined };
    });
  }

  /** What each budget of a kind of period was allocated in the period before, without what rolled over or was granted once. */
  async allocationsBefore(
    account: string,
    period: StoredBudget['period'],
  ): Promise<Array<{ budget: StoredBudget; credits: bigint }>> {
    const { calendar } = this.#ledger;
    const budgets = (await this.list(account)).filter(
      budget => budget.period === period,
    );
    if (!budgets.length) {
      return [];
    }
    const { start } = calendar.periodOf(period, this.#now());
    const uses = await budgetStore.uses(
      this.#knex,
      budgets.map(({ id }) => id),
      { from: calendar.periodOf(period, start - 1).start, before: start },
    );
    const byId = new Map(uses.map(use => [use.budgetId, use]));
    return budgets.flatMap(budget => {
      const use = byId.get(budget.id);
      return use
        ? [
            {
              budget,
              credits: use.allocation - use.rolledOver - use.grantedOnce,
            },
          ]
        : [];
    });
  }

  /**
   * Writes down the current period of every budget, so that it stays readable
   * once it is over even if nothing is used in it.
   */
  async openPeriods(account: string): Promise<void> {
    const { calendar } = this.#ledger;
    const { id } = await ledgerStore.account(this.#knex, account);
    const missing = async (knex: Knex, now: EpochMs) => {
      const wanted = currentPeriods(
        await budgetStore.definitions(knex, id),
        calendar,
        now,
      );
      const there = await ledgerStore.budgetUses(
        knex,
        [...wanted.values()].map(({ definition, start }) => ({
          budgetId: definition.id,
          periodStart: start,
        })),
      );
      there.forEach(use => wanted.delete(`${use.budgetId}:${use.periodStart}`));
      return wanted;
    };
    if ((await missing(this.#knex, this.#now())).size === 0) {
      return;
    }
    await this.#ledger.transact(account, async session => {
      const wanted = await missing(session.trx, session.now);
      if (wanted.size > 0) {
        await writePeriods(session, wanted);
        await changed(session);
      }
      return { answer: undefined };
    });
  }

  async #write(
    session: Session,
    planned: readonly PlannedChange[],
  ): Promise<void> {
    const { calendar } = this.#ledger;
    const effective = planned.filter(item => item.changes);
    for (const { before, from, settings } of effective) {
      if (before) {
        await updateBudget(session, calendar, before, settings);
        if (from !== undefined) {
          await addPast(session, calendar, before, settings, from);
        }
      }
    }
    await insertBudgets(
      session,
      calendar,
      effective
        .filter(item => !item.before)
        .map(({ from, scope, period, settings }) => ({
          ...settings,
          from,
          period,
          scope: {
            ...scope,
            scopeId: this.#dictionary.id(scope.kind, scope.ref),
          },
        })),
    );
    if (effective.length) {
      await changed(session);
    }
  }

  #read(
    trx: Knex.Transaction,
    account: AccountRow,
    now: EpochMs,
    only?: number,
  ): Promise<StoredBudget[]> {
    return readBudgets(trx, account, this.#ledger.calendar, now, only);
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

function scopePeriod({
  scope,
  period,
}: Pick<StoredBudget, 'scope' | 'period'>): string {
  return `${period} ${scope.kind} ${scope.ref}`;
}
