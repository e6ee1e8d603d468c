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

import { MAX_AMOUNT } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { AccountRow, ledgerStore } from '../../database/LedgerStore';
import { budgetStore } from '../../database/BudgetStore';
import { compareLots } from '../burnOrder';
import { least } from '../draws';
import {
  BudgetState,
  EpochMs,
  HoldState,
  LedgerState,
  LotState,
  PeriodState,
} from '../types';
import { BudgetDefinition, BudgetIndex, budgetKey } from './budgetIndex';
import { ZoneClock } from '../ZoneClock';

/** An account as this process last saw it. Good as long as the account's version is the same. */
export interface AccountSnapshot {
  version: number;
  budgetsVersion: number;
  state: LedgerState;
  budgets: BudgetIndex;
  /** When each period was created, for the grace of late events. */
  periodsCreatedAt: Map<EpochMs, EpochMs>;
  /** Rollover of the budget periods that were made up but are not stored yet. */
  rolledOver: Map<string, bigint>;
}

/**
 * Reads what a decision needs. Everything here runs after the account's lock
 * has been taken, in statements of their own.
 */
export class StateReader {
  readonly #trx: Knex;
  readonly #calendar: ZoneClock;

  constructor(trx: Knex, calendar: ZoneClock) {
    this.#trx = trx;
    this.#calendar = calendar;
  }

  get calendar(): ZoneClock {
    return this.#calendar;
  }

  async snapshot(
    account: AccountRow,
    excessLimit: bigint,
    previous?: AccountSnapshot,
  ): Promise<AccountSnapshot> {
    const lots = await ledgerStore.lots(this.#trx, account.id);
    const holds = await ledgerStore.openHolds(this.#trx, account.id);
    const budgets =
      previous?.budgetsVersion === account.budgetsVersion
        ? previous.budgets
        : new BudgetIndex(await budgetStore.definitions(this.#trx, account.id));
    return {
      version: account.version,
      budgetsVersion: account.budgetsVersion,
      state: {
        accountId: account.id,
        excessLimit,
        nextLotId: account.nextLotId,
        lots: lots.sort(compareLots),
        periods: new Map<EpochMs, PeriodState>(),
        budgets: new Map<string, BudgetState>(),
        holds: new Map<string, HoldState>(holds.map(hold => [hold.id, hold])),
      },
      budgets,
      periodsCreatedAt: new Map(),
      rolledOver: new Map(),
    };
  }

  /** Adds the periods that exist among those wanted. */
  async withPeriods(
    snapshot: AccountSnapshot,
    starts: Iterable<EpochMs>,
  ): Promise<AccountSnapshot> {
    const missing = [...new Set(starts)].filter(
      start => !snapshot.state.periods.has(start),
    );
    if (!missing.length) {
      return snapshot;
    }
    const found = await ledgerStore.periods(
      this.#trx,
      snapshot.state.accountId,
      missing,
    );
    if (!found.length) {
      return snapshot;
    }
    const periods = new Map(snapshot.state.periods);
    const periodsCreatedAt = new Map(snapshot.periodsCreatedAt);
    for (const { createdAt, ...period } of found) {
      periods.set(period.start, period);
      periodsCreatedAt.set(period.start, createdAt);
    }
    return {
      ...snapshot,
      periodsCreatedAt,
      state: { ...snapshot.state, periods },
    };
  }

  /** Adds lots that a refund gives back to, used up ones among them. */
  async withLots(
    snapshot: AccountSnapshot,
    ids: readonly number[],
  ): Promise<{ snapshot: AccountSnapshot; closed: LotState[] }> {
    const known = new Set(snapshot.state.lots.map(lot => lot.id));
    const missing = ids.filter(id => !known.has(id));
    if (!missing.length) {
      return { snapshot, closed: [] };
    }
    const found = (
      await ledgerStore.lots(this.#trx, snapshot.state.accountId, missing)
    ).filter(lot => missing.includes(lot.id));
    return {
      snapshot: {
        ...snapshot,
        state: {
          ...snapshot.state,
          lots: [
            ...snapshot.state.lots,
            ...found.filter(lot => !lot.closed),
          ].sort(compareLots),
        },
      },
      closed: found.filter(lot => lot.closed),
    };
  }

  /** Adds the budget periods named; those never used before begin empty, with what rolls over. */
  async withBudgets(
    snapshot: AccountSnapshot,
    wanted: ReadonlyMap<
      string,
      { definition: BudgetDefinition; start: EpochMs; end: EpochMs }
    >,
  ): Promise<AccountSnapshot> {
    const missing = [...wanted].filter(
      ([key]) => !snapshot.state.budgets.has(key),
    );
    if (!missing.length) {
      return snapshot;
    }
    const budgets = new Map(snapshot.state.budgets);
    const rolledOver = new Map(snapshot.rolledOver);
    const stored = new Map(
      (
        await ledgerStore.budgetUses(
          this.#trx,
          missing.map(([, { definition, start }]) => ({
            budgetId: definition.id,
            periodStart: start,
          })),
        )
      ).map(use => [budgetKey(use.budgetId, use.periodStart), use]),
    );
    const fresh = missing.filter(([key]) => !stored.has(key));
    const before = await this.#previousUses(fresh.map(([, want]) => want));
    for (const [key, { definition, start, end }] of missing) {
      const use = stored.get(key);
      const rolled = use
        ? use.rolledOver
        : rollover(definition, before.get(definition.id));
      budgets.set(key, {
        key,
        budgetId: definition.id,
        periodStart: start,
        periodEnd: end,
        limit: use ? use.allocation : definition.credits + rolled,
        hard: definition.hard,
        used: use ? use.used : 0n,
      });
      rolledOver.set(key, rolled);
    }
    return {
      ...snapshot,
      rolledOver,
      state: { ...snapshot.state, budgets },
    };
  }

  async #previousUses(
    wants: ReadonlyArray<{ definition: BudgetDefinition; start: EpochMs }>,
  ): Promise<Map<number, { allocation: bigint; used: bigint }>> {
    const keys = wants
      .filter(want => want.definition.rolloverCap !== undefined)
      .map(({ definition, start }) => ({
        budgetId: definition.id,
        periodStart: this.#calendar.periodOf(definition.period, start - 1)
          .start,
      }));
    const uses = await ledgerStore.budgetUses(this.#trx, keys);
    const tracked = new Map(
      wants.map(({ definition }) => [definition.id, definition]),
    );
    // A period that was counted and has no row was not used at all.
    const unused = keys.flatMap(({ budgetId, periodStart }) => {
      const { credits, trackedFrom } = tracked.get(budgetId)!;
      return periodStart >= trackedFrom
        ? [[budgetId, { allocation: credits, used: 0n }] as const]
        : [];
    });
    return new Map<number, { allocation: bigint; used: bigint }>([
      ...unused,
      ...uses.map(use => [use.budgetId, use] as const),
    ]);
  }
}

/** What is left of the period before, up to the budget's cap. */
export function rollover(
  definition: Pick<BudgetDefinition, 'credits' | 'rolloverCap'>,
  before: { allocation: bigint; used: bigint } | undefined,
): bigint {
  if (definition.rolloverCap === undefined || !before) {
    return 0n;
  }
  const left = before.allocation - before.used;
  if (left <= 0n) {
    return 0n;
  }
  const most = least(definition.rolloverCap, MAX_AMOUNT - definition.credits);
  return least(left, most);
}
