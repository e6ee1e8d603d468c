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

import { MicroCredits } from 'backstage-plugin-ai-credits-common';
import { compareLots, isInForce } from './burnOrder';
import {
  BudgetState,
  Draw,
  EpochMs,
  HoldState,
  LedgerState,
  LotState,
  PeriodState,
} from './types';

/** A lot while commands are decided on. */
export interface WorkingLot {
  /** As it was before the commands, or as it was created by one. */
  readonly state: LotState;
  readonly created: boolean;
  /** Its dates allow a use now; what is left in it is not looked at. */
  readonly inForceNow: boolean;
  remaining: MicroCredits;
  closed: boolean;
  /** Set aside by active holds. */
  pinned: MicroCredits;
  /** Remaining less pinned, never below zero; zero once closed. */
  free: MicroCredits;
}

/** A period while commands are decided on. */
export interface WorkingPeriod {
  readonly state: PeriodState;
  readonly created: boolean;
  excessUsed: MicroCredits;
}

/** A budget while commands are decided on. */
export interface WorkingBudget {
  readonly state: BudgetState;
  used: MicroCredits;
  /** Of active holds that name it. */
  held: MicroCredits;
}

/**
 * A copy of the state that commands change one after another, with running
 * sums of what active holds set aside, so that no command looks at all holds
 * or at all lots. The state it was opened on stays as it is.
 */
export class WorkingLedger {
  /** What could be drawn from lots now. */
  available: MicroCredits = 0n;
  nextLotId: number;
  /** In burn order; closed ones stay, with nothing to draw. */
  readonly lots: WorkingLot[] = [];
  readonly periods = new Map<EpochMs, WorkingPeriod>();
  /** Those that were touched. */
  readonly budgets = new Map<string, WorkingBudget>();
  readonly openedHolds = new Map<string, HoldState>();
  readonly closedHolds = new Map<string, 'settled' | 'released'>();

  private readonly lotsById = new Map<number, WorkingLot>();
  private readonly pinnedExcess = new Map<EpochMs, MicroCredits>();
  /** Only of budgets that were not touched yet. */
  private readonly heldByBudget = new Map<string, MicroCredits>();
  /** No lot before this one has anything to draw. */
  private firstFree = 0;

  static open(state: LedgerState, now: EpochMs): WorkingLedger {
    const ledger = new WorkingLedger(state, now);
    for (const lot of [...state.lots].sort(compareLots)) {
      ledger.insertLot(lot, false);
    }
    for (const hold of state.holds.values()) {
      ledger.countHold(hold, 1n);
    }
    return ledger;
  }

  private constructor(readonly state: LedgerState, readonly now: EpochMs) {
    this.nextLotId = state.nextLotId;
  }

  /** @throws RangeError when there is no such lot */
  lot(id: number): WorkingLot {
    const lot = this.lotsById.get(id);
    if (!lot) {
      throw new RangeError(`Lot ${id} is not in the state`);
    }
    return lot;
  }

  findLot(id: number): WorkingLot | undefined {
    return this.lotsById.get(id);
  }

  /** Adds a lot with the next id; nothing was drawn from it. */
  createLot(lot: Omit<LotState, 'id' | 'remaining' | 'closed'>): WorkingLot {
    const id = this.nextLotId++;
    return this.insertLot(
      { id, ...lot, remaining: lot.amount, closed: false },
      true,
    );
  }

  /** Takes credits out of a lot, or gives them back when negative. */
  take(lot: WorkingLot, amount: MicroCredits): void {
    lot.remaining -= amount;
    this.refresh(lot);
  }

  close(lot: WorkingLot): void {
    lot.remaining = 0n;
    lot.closed = true;
    this.refresh(lot);
  }

  /** @throws RangeError when the period was not opened */
  period(start: EpochMs): WorkingPeriod {
    const period = this.findPeriod(start);
    if (!period) {
      throw new RangeError(`The period starting at ${start} is not open`);
    }
    return period;
  }

  findPeriod(start: EpochMs): WorkingPeriod | undefined {
    let period = this.periods.get(start);
    const state = period ? undefined : this.state.periods.get(start);
    if (state) {
      period = { state, created: false, excessUsed: state.excessUsed };
      this.periods.set(start, period);
    }
    return period;
  }

  createPeriod(start: EpochMs, end: EpochMs): void {
    const state = { start, end, excessUsed: 0n };
    this.periods.set(start, { state, created: true, excessUsed: 0n });
  }

  /** Excess of a period that active holds set aside. */
  excessPinned(period: EpochMs): MicroCredits {
    return this.pinnedExcess.get(period) ?? 0n;
  }

  /** Excess that an authorisation can still use; below zero when the limit was passed. */
  excessRoom(start: EpochMs): MicroCredits {
    const used = this.period(start).excessUsed + this.excessPinned(start);
    return this.state.excessLimit - used;
  }

  /** @throws RangeError when the state does not have it */
  budget(key: string): WorkingBudget {
    let budget = this.budgets.get(key);
    if (!budget) {
      const state = this.state.budgets.get(key);
      if (!state) {
        throw new RangeError(`Budget ${key} is not in the state`);
      }
      const held = this.heldByBudget.get(key) ?? 0n;
      budget = { state, used: state.used, held };
      this.budgets.set(key, budget);
    }
    return budget;
  }

  findHold(id: string): HoldState | undefined {
    if (this.closedHolds.has(id)) {
      return undefined;
    }
    return this.openedHolds.get(id) ?? this.state.holds.get(id);
  }

  isActive(hold: HoldState): boolean {
    return this.now < hold.expiresAt;
  }

  openHold(hold: HoldState): void {
    this.openedHolds.set(hold.id, hold);
    this.countHold(hold, 1n);
  }

  closeHold(hold: HoldState, as: 'settled' | 'released'): void {
    this.closedHolds.set(hold.id, as);
    this.countHold(hold, -1n);
  }

  /**
   * What lots could give to a use at `at` in burn order, up to `credits`.
   * Nothing is taken.
   */
  planLots(
    credits: MicroCredits,
    at: EpochMs,
  ): { draws: Draw[]; missing: MicroCredits } {
    const { lots } = this;
    while (this.firstFree < lots.length && lots[this.firstFree].free === 0n) {
      this.firstFree++;
    }
    const draws: Draw[] = [];
    let missing = credits;
    for (let i = this.firstFree; i < lots.length && missing > 0n; i++) {
      const lot = lots[i];
      if (lot.free > 0n && isInForce(lot.state, at, this.now)) {
        const amount = lot.free < missing ? lot.free : missing;
        draws.push({ lot: lot.state.id, amount });
        missing -= amount;
      }
    }
    return { draws, missing };
  }

  private insertLot(state: LotState, created: boolean): WorkingLot {
    const lot: WorkingLot = {
      state,
      created,
      inForceNow: isInForce(state, this.now, this.now),
      remaining: state.remaining,
      closed: state.closed,
      pinned: 0n,
      free: 0n,
    };
    let index = this.lots.length;
    while (index > 0 && compareLots(state, this.lots[index - 1].state) < 0) {
      index--;
    }
    if (index === this.lots.length) {
      this.lots.push(lot);
    } else {
      this.lots.splice(index, 0, lot);
    }
    this.lotsById.set(state.id, lot);
    this.refresh(lot);
    return lot;
  }

  /** Adds a hold to the running sums, or takes it out; an expired one is in none of them. */
  private countHold(hold: HoldState, sign: 1n | -1n): void {
    if (!this.isActive(hold)) {
      return;
    }
    for (const pin of hold.pins) {
      const amount = sign * pin.amount;
      if ('excess' in pin) {
        const pinned = this.excessPinned(pin.excess) + amount;
        this.pinnedExcess.set(pin.excess, pinned);
      } else {
        const lot = this.lotsById.get(pin.lot);
        if (lot) {
          lot.pinned += amount;
          this.refresh(lot);
        }
      }
    }
    for (const key of hold.budgets) {
      const budget = this.budgets.get(key);
      const amount = sign * hold.amount;
      if (budget) {
        budget.held += amount;
      } else {
        const held = this.heldByBudget.get(key) ?? 0n;
        this.heldByBudget.set(key, held + amount);
      }
    }
  }

  private refresh(lot: WorkingLot): void {
    const free =
      lot.closed || lot.remaining <= lot.pinned
        ? 0n
        : lot.remaining - lot.pinned;
    if (free > lot.free) {
      this.firstFree = 0;
    }
    if (lot.inForceNow) {
      this.available += free - lot.free;
    }
    lot.free = free;
  }
}
