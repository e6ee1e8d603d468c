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

import { LotKind } from 'backstage-plugin-ai-credits-common';
import fc from 'fast-check';
import { decide } from '../decide';
import { legsOf } from '../journal';
import { Command, Decision, Draw, LedgerState, Outcome } from '../types';
import { inBurnOrder, NaiveLedger } from './naiveLedger';

/** Months of the world are this long, so that a run sees many of them. */
export const MONTH = 1_000;

export interface Setting {
  excessLimit: bigint;
  allowance: bigint;
  limits: { hard: bigint; wide: bigint; soft: bigint };
}

/** What is asked next, before it is known which lots, holds and charges there are. */
export interface Move {
  /** Milliseconds since the last move. */
  wait: number;
  what:
    | 'charge'
    | 'record'
    | 'reserve'
    | 'settle'
    | 'release'
    | 'grant'
    | 'deduct'
    | 'refund'
    | 'expire';
  credits: bigint;
  /** How long ago it was used. */
  late: number;
  budgets: string[];
  pick: number;
  /** What becomes of what is settled beyond its hold. */
  beyond: 'record' | 'authorise';
  kind: LotKind;
  priority: number;
  effectiveIn: number;
  lasts?: number;
}

const budgetKeys = ['hard', 'wide', 'soft'] as const;
const amount = (max: number) => fc.integer({ min: 0, max }).map(BigInt);

export const settings: fc.Arbitrary<Setting> = fc.record({
  excessLimit: amount(20),
  allowance: amount(30),
  limits: fc.record({ hard: amount(60), wide: amount(400), soft: amount(5) }),
});

export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300 })),
    what: fc.constantFrom<Move['what'][]>(
      'charge',
      'charge',
      'record',
      'reserve',
      'reserve',
      'settle',
      'settle',
      'release',
      'grant',
      'deduct',
      'refund',
      'refund',
      'expire',
      'expire',
    ),
    credits: amount(25),
    late: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_500 })),
    budgets: fc.subarray([...budgetKeys]).chain(keys => {
      // In any order, and named twice now and then.
      return fc.shuffledSubarray([...keys, ...keys.slice(0, 1)], {
        minLength: keys.length,
      });
    }),
    pick: fc.nat(1_000),
    beyond: fc.constantFrom<Move['beyond'][]>('record', 'authorise'),
    kind: fc.constantFrom<LotKind[]>('purchase', 'promotion', 'adjustment'),
    priority: fc.integer({ min: 0, max: 2 }),
    effectiveIn: fc.constantFrom(0, 0, -400, 250),
    lasts: fc.option(fc.integer({ min: 1, max: 1_200 }), { nil: undefined }),
  }),
  { maxLength: 40, size: 'max' },
);

/** One charge that was posted, and what was given back of it. */
interface PostedCharge {
  draws: readonly Draw[];
  credits: bigint;
  refunded: bigint;
  budgets: readonly string[];
}

/** What a step was and what came of it. */
export interface Step {
  command: Command;
  now: number;
  before: LedgerState;
  decision: Decision;
  outcome: Outcome;
}

/** A ledger that lives through moves, with what must be known beside it to check it. */
export class World {
  now = 10 * MONTH;
  state: LedgerState;
  readonly steps: Step[] = [];
  /** What legs put in each book. */
  readonly books = new Map<string, bigint>();
  /** What charges put on each budget, less refunds. */
  readonly charged = new Map<string, bigint>();
  readonly charges: PostedCharge[] = [];
  readonly closedLots = new Map<number, { kind: LotKind; priority: number }>();

  constructor(private readonly setting: Setting) {
    this.state = deepFreeze({
      accountId: 1,
      excessLimit: setting.excessLimit,
      nextLotId: 1,
      lots: [],
      periods: new Map(),
      holds: new Map(),
      budgets: new Map(
        budgetKeys.map((key, index) => [
          key,
          {
            key,
            budgetId: index,
            periodStart: 0,
            periodEnd: 100 * MONTH,
            limit: setting.limits[key],
            hard: key !== 'soft',
            used: 0n,
          },
        ]),
      ),
    });
  }

  /** Opens the periods it needs and does the move; there may be nothing to do it on. */
  make(move: Move): void {
    this.now += move.wait;
    const at = this.now - move.late;
    this.openPeriod(this.now);
    this.openPeriod(at);
    const command = this.commandOf(move, at);
    if (command) {
      this.run(command);
    }
  }

  openPeriod(at: number): void {
    const start = monthStart(at);
    this.run({
      type: 'open-period',
      start,
      end: start + MONTH,
      allowance: this.setting.allowance,
      priority: 1,
    });
  }

  run(command: Command): Step {
    const before = this.state;
    const decision = deepFreeze(decide(before, [command], this.now));
    const [outcome] = decision.outcomes;
    const step = { command, now: this.now, before, decision, outcome };
    this.steps.push(step);
    this.state = decision.next;
    this.note(step);
    return step;
  }

  /** Sums and predicates of the state at this moment, computed the slow way. */
  look(): NaiveLedger {
    return new NaiveLedger(this.state, this.now);
  }

  private commandOf(move: Move, at: number): Command | undefined {
    const { credits, budgets, pick } = move;
    const use = { credits, at, period: monthStart(at), budgets };
    const holdIds = [...this.state.holds.keys()];
    const holdId = holdIds[pick % (holdIds.length || 1)] ?? 'gone';
    switch (move.what) {
      case 'charge':
        return { type: 'charge', mode: 'authorise', ...use };
      case 'record':
        return { type: 'charge', mode: 'record', ...use };
      case 'reserve': {
        const expiresAt = this.now + (move.lasts ?? 500);
        const id = `h${this.steps.length}`;
        return { type: 'reserve', holdId: id, expiresAt, ...use };
      }
      case 'settle':
        return { type: 'settle', holdId, beyond: move.beyond, ...use };
      case 'release':
        return { type: 'release', holdId };
      case 'grant':
        return {
          type: 'grant',
          kind: move.kind,
          credits: credits + 1n,
          priority: move.priority,
          effectiveAt: this.now + move.effectiveIn,
          ...(move.lasts && { expiresAt: this.now + move.lasts }),
        };
      case 'deduct':
        return { type: 'deduct', credits };
      case 'refund': {
        const charge = this.charges[pick % (this.charges.length || 1)];
        return (
          charge && {
            type: 'refund',
            credits: least(credits, charge.credits - charge.refunded),
            draws: charge.draws,
            refunded: charge.refunded,
            budgets: charge.budgets,
            closedLots: new Map(this.closedLots),
            refundLotExpiresAt: monthStart(this.now) + MONTH,
            priority: 1,
          }
        );
      }
      case 'expire': {
        const { lots } = this.state;
        return lots.length
          ? { type: 'expire', lotId: lots[pick % lots.length].id }
          : undefined;
      }
      default:
        return move.what satisfies never;
    }
  }

  private note({ command, outcome, decision }: Step): void {
    for (const lot of decision.changes.updatedLots) {
      if (lot.closed) {
        this.closedLots.set(lot.id, lot);
      }
    }
    if (outcome.status !== 'posted') {
      return;
    }
    const { entry } = outcome;
    for (const { book, amount: moved } of legsOf(entry)) {
      add(this.books, book, moved);
    }
    if (!('budgets' in command)) {
      return;
    }
    const sign = entry.kind === 'refund' ? -1n : 1n;
    for (const key of new Set(command.budgets)) {
      add(this.charged, key, sign * entry.amount);
    }
    if (command.type === 'refund') {
      this.charges.find(c => c.draws === command.draws)!.refunded +=
        command.credits;
    } else {
      const { draws, amount: credits } = entry;
      const { budgets } = command;
      this.charges.push({ draws, credits, refunded: 0n, budgets });
    }
  }
}

export function monthStart(at: number): number {
  return at - (at % MONTH);
}

/** What a store holds after it has written the changes down. */
export function applied(before: LedgerState, decision: Decision): LedgerState {
  const { changes, next } = decision;
  const lots = new Map(before.lots.map(lot => [lot.id, lot]));
  for (const lot of [...changes.createdLots, ...changes.updatedLots]) {
    lots.set(lot.id, lot);
  }
  const periods = new Map(before.periods);
  for (const period of [...changes.createdPeriods, ...changes.updatedPeriods]) {
    periods.set(period.start, period);
  }
  const budgets = new Map(before.budgets);
  for (const budget of changes.updatedBudgets) {
    budgets.set(budget.key, budget);
  }
  const holds = new Map(before.holds);
  for (const hold of changes.openedHolds) {
    holds.set(hold.id, hold);
  }
  for (const { id } of changes.closedHolds) {
    holds.delete(id);
  }
  return {
    ...before,
    nextLotId: next.nextLotId,
    lots: inBurnOrder([...lots.values()].filter(lot => !lot.closed)),
    periods,
    budgets,
    holds,
  };
}

/** Like `expect(a).toEqual(b)`, but quick when they are equal; absent and undefined are the same. */
export function expectSame(actual: unknown, expected: unknown): void {
  const [left, right] = [textOf(actual), textOf(expected)];
  if (left !== right) {
    // eslint-disable-next-line jest/no-standalone-expect
    expect(JSON.parse(left)).toEqual(JSON.parse(right));
  }
}

/** The value as JSON, whatever order its keys came in. */
function textOf(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part) => {
    if (typeof part === 'bigint') {
      return `${part}n`;
    }
    if (part instanceof Map) {
      return Object.fromEntries(
        [...part].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
      );
    }
    return typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part;
  });
}

/** Any change of the value, its maps included, throws from now on. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) {
    return value;
  }
  const refuse = () => {
    throw new TypeError('The state was changed in place');
  };
  if (value instanceof Map) {
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
    value.forEach(deepFreeze);
  }
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}

function add(sums: Map<string, bigint>, key: string, value: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + value);
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
