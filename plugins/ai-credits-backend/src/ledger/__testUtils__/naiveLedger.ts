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
  BudgetState,
  Command,
  Draw,
  EntryKind,
  HoldState,
  LedgerState,
  LotState,
  Outcome,
  PeriodState,
} from '../types';

type Use = Extract<Command, { type: 'charge' }>;

/** Counts by looking at everything anew each time. */
function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** The burn order, written as a list of what is compared in turn. */
function burnKey(lot: LotState): number[] {
  return [
    lot.priority,
    lot.expiresAt ?? Infinity,
    lot.kind === 'purchase' ? 1 : 0,
    lot.effectiveAt,
    lot.createdAt,
    lot.id,
  ];
}

export function inBurnOrder(lots: readonly LotState[]): LotState[] {
  return [...lots].sort((a, b) => {
    const [left, right] = [burnKey(a), burnKey(b)];
    const index = left.findIndex((part, i) => part !== right[i]);
    return index < 0 ? 0 : left[index] - right[index];
  });
}

/**
 * The rules of the ledger done the slowest and plainest way, one command at a
 * time and one micro-credit at a time, to hold `decide` against.
 */
export class NaiveLedger {
  private lots: LotState[];
  private periods: Map<number, PeriodState>;
  private budgets: Map<string, BudgetState>;
  private holds: Map<string, HoldState>;
  private nextLotId: number;

  constructor(
    private readonly before: LedgerState,
    private readonly now: number,
  ) {
    this.lots = before.lots.map(lot => ({ ...lot }));
    this.periods = copied(before.periods);
    this.budgets = copied(before.budgets);
    this.holds = copied(before.holds);
    this.nextLotId = before.nextLotId;
  }

  state(): LedgerState {
    return {
      accountId: this.before.accountId,
      excessLimit: this.before.excessLimit,
      nextLotId: this.nextLotId,
      lots: inBurnOrder(this.lots.filter(lot => !lot.closed)),
      periods: this.periods,
      budgets: this.budgets,
      holds: this.holds,
    };
  }

  pinned(test: (pin: Draw) => boolean): bigint {
    const active = [...this.holds.values()].filter(h => this.now < h.expiresAt);
    return sum(active.flatMap(h => h.pins.filter(test).map(p => p.amount)));
  }

  pinnedOf(lot: LotState): bigint {
    return this.pinned(pin => 'lot' in pin && pin.lot === lot.id);
  }

  pinnedExcess(period: number): bigint {
    return this.pinned(pin => 'excess' in pin && pin.excess === period);
  }

  held(budget: string): bigint {
    const active = [...this.holds.values()].filter(
      h => this.now < h.expiresAt && h.budgets.includes(budget),
    );
    return sum(active.map(h => h.amount));
  }

  free(lot: LotState): bigint {
    return lot.remaining - this.pinnedOf(lot);
  }

  payersAt(at: number): LotState[] {
    return inBurnOrder(this.lots).filter(
      lot =>
        !lot.closed &&
        (lot.expiresAt === undefined || at < lot.expiresAt) &&
        (lot.kind === 'allowance'
          ? lot.effectiveAt <= at
          : lot.effectiveAt <= this.now),
    );
  }

  available(): bigint {
    return sum(this.payersAt(this.now).map(lot => this.free(lot)));
  }

  decide(command: Command): Outcome {
    switch (command.type) {
      case 'charge':
        return command.mode === 'authorise'
          ? this.refusal(command) ?? this.post(command)
          : this.post(command);
      case 'reserve':
        return this.reserve(command);
      case 'settle':
        return this.settle(command);
      case 'release': {
        const hold = this.holds.get(command.holdId);
        if (!hold) {
          return { status: 'unchanged' };
        }
        this.holds.delete(hold.id);
        const available = this.available();
        return { status: 'released', released: hold.amount, available };
      }
      case 'grant':
        return this.grant({
          kind: command.kind,
          amount: command.credits,
          priority: command.priority,
          effectiveAt: command.effectiveAt,
          ...(command.expiresAt !== undefined && {
            expiresAt: command.expiresAt,
          }),
        });
      case 'open-period': {
        const { start, end, allowance: amount, priority } = command;
        if (this.periods.has(start)) {
          return { status: 'unchanged' };
        }
        this.periods.set(start, { start, end, excessUsed: 0n });
        return amount
          ? this.grant({
              kind: 'allowance',
              amount,
              priority,
              effectiveAt: start,
              expiresAt: end,
            })
          : { status: 'unchanged' };
      }
      case 'deduct': {
        if (this.available() < command.credits) {
          return this.insufficient(command.credits, this.now);
        }
        const draws = this.drawUnits(command.credits, this.now, NaN);
        return this.posted('deduction', command.credits, draws);
      }
      case 'refund':
        return this.refund(command);
      case 'expire': {
        const lot = this.lots.find(l => l.id === command.lotId);
        if (
          !lot ||
          lot.closed ||
          lot.expiresAt === undefined ||
          lot.expiresAt > this.now ||
          this.pinnedOf(lot) > 0n
        ) {
          return { status: 'unchanged' };
        }
        const amount = lot.remaining;
        lot.remaining = 0n;
        lot.closed = true;
        return amount
          ? this.posted('expiry', amount, [{ lot: lot.id, amount }])
          : { status: 'unchanged' };
      }
      default:
        return command satisfies never;
    }
  }

  private posted(
    kind: EntryKind,
    amount: bigint,
    draws: Draw[],
    overLimit: boolean = false,
  ): Extract<Outcome, { status: 'posted' }> {
    const entry = { kind, amount, draws };
    return { status: 'posted', entry, overLimit, available: this.available() };
  }

  private refusal(
    use: Omit<Use, 'type' | 'mode'>,
    hold?: HoldState,
  ): Outcome | undefined {
    const { at, period, budgets } = use;
    for (const key of [...budgets].sort()) {
      const { limit, used, hard } = this.budgets.get(key)!;
      const held = this.held(key);
      // The hold counts as held already where it names the budget.
      const credits = hold?.budgets.includes(key)
        ? use.credits - hold.amount
        : use.credits;
      if (hard && credits > 0n && used + held + credits > limit) {
        return {
          status: 'refused',
          reason: 'budget_exceeded',
          budget: key,
          limit,
          used,
          held,
          requested: credits,
        };
      }
    }
    const credits = use.credits - (hold?.amount ?? 0n);
    if (credits <= 0n) {
      return undefined;
    }
    const inLots = sum(this.payersAt(at).map(lot => this.free(lot)));
    const room =
      this.before.excessLimit -
      this.periods.get(period)!.excessUsed -
      this.pinnedExcess(period);
    const could = inLots + (room > 0n ? room : 0n);
    return could < credits ? this.insufficient(credits, at, period) : undefined;
  }

  private insufficient(
    requested: bigint,
    at: number,
    period?: number,
  ): Outcome {
    const lots = this.payersAt(at);
    let limit = sum(lots.map(lot => lot.amount));
    let used = sum(lots.map(lot => lot.amount - lot.remaining));
    let held = sum(lots.map(lot => this.pinnedOf(lot)));
    if (period !== undefined) {
      limit += this.before.excessLimit;
      // Excess that was passed counts as used up, not as more than that.
      for (let i = 0n; i < this.before.excessLimit; i++) {
        if (i < this.periods.get(period)!.excessUsed) {
          used++;
        } else if (
          i <
          this.periods.get(period)!.excessUsed + this.pinnedExcess(period)
        ) {
          held++;
        }
      }
    }
    const reason = 'insufficient_credits';
    return { status: 'refused', reason, limit, used, held, requested };
  }

  /** Takes one micro-credit at a time. */
  private drawUnits(credits: bigint, at: number, period: number): Draw[] {
    const draws: Draw[] = [];
    for (let i = 0n; i < credits; i++) {
      const lot = this.payersAt(at).find(payer => this.free(payer) > 0n);
      if (lot) {
        lot.remaining--;
        addUnit(draws, { lot: lot.id, amount: 1n });
      } else {
        this.periods.get(period)!.excessUsed++;
        addUnit(draws, { excess: period, amount: 1n });
      }
    }
    return draws;
  }

  private post(
    { credits, at, period, budgets }: Omit<Use, 'type' | 'mode'>,
    before: Draw[] = [],
  ): Extract<Outcome, { status: 'posted' }> {
    const rest = credits - sum(before.map(draw => draw.amount));
    const draws = units([...before, ...this.drawUnits(rest, at, period)]);
    let over = false;
    for (const key of new Set(budgets)) {
      const budget = this.budgets.get(key)!;
      budget.used += credits;
      over ||=
        budget.hard &&
        credits > 0n &&
        budget.used + this.held(key) > budget.limit;
    }
    for (const draw of draws) {
      if ('excess' in draw) {
        const { excessUsed } = this.periods.get(draw.excess)!;
        const used = excessUsed + this.pinnedExcess(draw.excess);
        over ||= used > this.before.excessLimit;
      }
    }
    return this.posted('charge', credits, merged(draws), over);
  }

  private reserve(command: Extract<Command, { type: 'reserve' }>): Outcome {
    const refusal = this.refusal(command);
    if (refusal) {
      return refusal;
    }
    // What a charge would draw is what is set aside.
    const trial = new NaiveLedger(this.state(), this.now);
    const { credits, at, period } = command;
    const hold: HoldState = {
      id: command.holdId,
      amount: credits,
      pins: trial.drawUnits(credits, at, period),
      budgets: [...new Set(command.budgets)],
      expiresAt: command.expiresAt,
    };
    this.holds.set(hold.id, hold);
    return { status: 'held', hold, available: this.available() };
  }

  private settle(command: Extract<Command, { type: 'settle' }>): Outcome {
    const hold = this.holds.get(command.holdId);
    if (!hold) {
      return { status: 'unchanged' };
    }
    if (command.beyond === 'authorise') {
      const stands = this.now < hold.expiresAt;
      const refusal = this.refusal(command, stands ? hold : undefined);
      if (refusal) {
        return refusal;
      }
    }
    this.holds.delete(hold.id);
    const pins = this.now < hold.expiresAt ? units(hold.pins) : [];
    const taken = pins.slice(0, Number(command.credits));
    for (const unit of taken) {
      if ('lot' in unit) {
        this.lots.find(lot => lot.id === unit.lot)!.remaining--;
      } else {
        this.periods.get(unit.excess)!.excessUsed++;
      }
    }
    const released = hold.amount - BigInt(taken.length);
    return { ...this.post(command, taken), released };
  }

  private refund(command: Extract<Command, { type: 'refund' }>): Outcome {
    const back = units(command.draws)
      .reverse()
      .slice(Number(command.refunded))
      .slice(0, Number(command.credits));
    const given: Draw[] = [];
    let lost = 0n;
    for (const unit of back) {
      if ('excess' in unit) {
        this.periods.get(unit.excess)!.excessUsed--;
        addUnit(given, unit);
        continue;
      }
      const lot = this.lots.find(l => l.id === unit.lot && !l.closed);
      if (lot && this.now < (lot.expiresAt ?? Infinity)) {
        lot.remaining++;
        addUnit(given, unit);
      } else {
        lost++;
        addUnit(given, { lot: this.nextLotId, amount: 1n });
      }
    }
    if (lost) {
      this.grant({
        kind: 'refund',
        amount: lost,
        priority: command.priority,
        effectiveAt: this.now,
        expiresAt: command.refundLotExpiresAt,
      });
    }
    for (const key of new Set(command.budgets)) {
      this.budgets.get(key)!.used -= command.credits;
    }
    return this.posted('refund', command.credits, given);
  }

  private grant(
    lot: Pick<
      LotState,
      'kind' | 'amount' | 'priority' | 'effectiveAt' | 'expiresAt'
    >,
  ): Outcome {
    const id = this.nextLotId++;
    this.lots.push({
      id,
      ...lot,
      remaining: lot.amount,
      createdAt: this.now,
      closed: false,
    });
    return this.posted('grant', lot.amount, [{ lot: id, amount: lot.amount }]);
  }
}

/** Draws as single micro-credits. */
function units(draws: readonly Draw[]): Draw[] {
  return draws.flatMap(draw =>
    Array.from({ length: Number(draw.amount) }, () => ({
      ...draw,
      amount: 1n,
    })),
  );
}

function merged(all: readonly Draw[]): Draw[] {
  const draws: Draw[] = [];
  for (const unit of all) {
    addUnit(draws, unit);
  }
  return draws;
}

function addUnit(draws: Draw[], unit: Draw): void {
  const last = draws[draws.length - 1];
  const place = (draw: Draw) =>
    'lot' in draw ? `lot ${draw.lot}` : `excess ${draw.excess}`;
  if (last && place(last) === place(unit)) {
    last.amount += unit.amount;
  } else {
    draws.push({ ...unit });
  }
}

function copied<K, V extends object>(map: ReadonlyMap<K, V>): Map<K, V> {
  return new Map([...map].map(([key, value]) => [key, { ...value }]));
}
