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

/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect", "expectSame", "expectBooksToAgree"] }] */
import fc from 'fast-check';
import { NaiveLedger } from './__testUtils__/naiveLedger';
import {
  World,
  applied,
  expectSame,
  monthStart,
  moves,
  settings,
} from './__testUtils__/world';
import { decide } from './decide';
import { Command, Draw, Outcome } from './types';

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Fails when the books, the lots, the excess and the budgets do not agree. */
function expectBooksToAgree(world: World) {
  const { state, books, charged } = world;
  const left = new Map(books);
  for (const lot of state.lots) {
    expect(lot.remaining >= 0n && lot.remaining <= lot.amount).toBe(true);
    expectSame(left.get(`lot:${lot.id}`) ?? 0n, lot.remaining);
    left.delete(`lot:${lot.id}`);
  }
  for (const { start, excessUsed } of state.periods.values()) {
    expectSame(left.get(`excess:${start}`) ?? 0n, -excessUsed);
    left.delete(`excess:${start}`);
  }
  for (const [book, amount] of left) {
    if (book.startsWith('lot:')) {
      expectSame([book, amount], [book, 0n]);
    }
  }
  expectSame(sum([...books.values()]), 0n);
  for (const { key, used } of state.budgets.values()) {
    expectSame([key, used], [key, charged.get(key) ?? 0n]);
  }
}

/** Fails when holds have more set aside than there is. */
function expectPinsToBeThere(world: World) {
  const look = world.look();
  for (const lot of world.state.lots) {
    expect(look.free(lot) >= 0n).toBe(true);
  }
}

function authorisedDraws(outcome: Outcome): readonly Draw[] {
  if (outcome.status === 'held') {
    return outcome.hold.pins;
  }
  return outcome.status === 'posted' ? outcome.entry.draws : [];
}

/** The limit that refused, or how it ended otherwise. */
function refusedBy(outcome: Outcome): string {
  if (outcome.status !== 'refused') {
    return outcome.status;
  }
  return outcome.reason === 'budget_exceeded'
    ? `budget ${outcome.budget}`
    : outcome.reason;
}

describe('decide, whatever comes', () => {
  it('decides as the plain rules do', () => {
    fc.assert(
      fc.property(settings, moves, (setting, all) => {
        const world = new World(setting);
        all.forEach(move => world.make(move));
        for (const { before, command, now, decision, outcome } of world.steps) {
          const naive = new NaiveLedger(before, now);
          expectSame(outcome, naive.decide(command));
          expectSame(decision.next, naive.state());
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps books that agree, and pins that are there', () => {
    fc.assert(
      fc.property(settings, moves, (setting, all) => {
        const world = new World(setting);
        for (const move of all) {
          world.make(move);
          expectBooksToAgree(world);
          expectPinsToBeThere(world);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('authorises nothing past a hard budget, or past the lots and the excess limit', () => {
    let authorised = 0;
    fc.assert(
      fc.property(settings, moves, (setting, all) => {
        const world = new World(setting);
        for (const move of all) {
          world.make(move);
          const { command, outcome } = world.steps.at(-1)!;
          if (
            !(
              command.type === 'reserve' ||
              (command.type === 'charge' && command.mode === 'authorise')
            ) ||
            outcome.status === 'refused' ||
            command.credits === 0n
          ) {
            continue;
          }
          authorised++;
          const look = world.look();
          for (const key of command.budgets) {
            const { hard, used, limit } = world.state.budgets.get(key)!;
            expect(!hard || used + look.held(key) <= limit).toBe(true);
          }
          const draws = authorisedDraws(outcome);
          expectSame(sum(draws.map(draw => draw.amount)), command.credits);
          const { excessUsed } = world.state.periods.get(command.period)!;
          const used = excessUsed + look.pinnedExcess(command.period);
          const drewExcess = draws.some(draw => 'excess' in draw);
          expect(!drewExcess || used <= setting.excessLimit).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
    expect(authorised).toBeGreaterThan(50);
  });

  it('never passes a limit when everything asks first', () => {
    fc.assert(
      fc.property(settings, moves, (setting, all) => {
        const world = new World(setting);
        for (const move of all) {
          if (move.what === 'record') {
            continue;
          }
          // What is settled beyond a hold, or after it, asks first as well.
          world.make(
            move.what === 'settle' ? { ...move, beyond: 'authorise' } : move,
          );
          const look = world.look();
          for (const {
            key,
            hard,
            used,
            limit,
          } of world.state.budgets.values()) {
            expect(!hard || used + look.held(key) <= limit).toBe(true);
          }
          for (const { start, excessUsed } of world.state.periods.values()) {
            const used = excessUsed + look.pinnedExcess(start);
            expect(used <= setting.excessLimit).toBe(true);
          }
        }
        for (const { outcome } of world.steps) {
          expect(outcome.status === 'posted' && outcome.overLimit).toBe(false);
        }
        expectBooksToAgree(world);
      }),
      { numRuns: 200 },
    );
  });

  it('tells with a refusal exactly what could have been authorised, and changes nothing', () => {
    let refusals = 0;
    fc.assert(
      fc.property(settings, moves, (setting, all) => {
        const world = new World(setting);
        all.forEach(move => world.make(move));
        for (const { before, command, now, decision, outcome } of world.steps) {
          if (outcome.status !== 'refused') {
            continue;
          }
          refusals++;
          expectSame(decision.next, before);
          for (const changed of Object.values(decision.changes)) {
            expect(changed).toEqual([]);
          }
          const could = outcome.limit - outcome.used - outcome.held;
          // What a hold covers is not asked for again.
          const covered =
            command.type === 'settle'
              ? command.credits - outcome.requested
              : 0n;
          const ask = (credits: bigint) => {
            const less = { ...command, credits: covered + credits } as Command;
            return decide(before, [less], now).outcomes[0];
          };
          expect(could < outcome.requested).toBe(true);
          expectSame(ask(could < 0n ? 1n : could + 1n).status, 'refused');
          // Another limit may be tighter, never the same one.
          const most = ask(could > 0n ? could : 0n);
          expect(refusedBy(most)).not.toBe(refusedBy(outcome));
          expect(
            outcome.reason === 'budget_exceeded' ||
              most.status === 'posted' ||
              most.status === 'held',
          ).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
    expect(refusals).toBeGreaterThan(50);
  });

  it('decides on a list as on its parts, and its changes make the next state', () => {
    let lists = 0;
    fc.assert(
      fc.property(settings, moves, (setting, all) => {
        const world = new World(setting);
        all.forEach(move => world.make(move));
        let { steps } = world;
        while (steps.length) {
          const [{ before, now }] = steps;
          const group = steps.filter(step => step.now === now);
          steps = steps.filter(step => step.now !== now);
          const commands = group.map(step => step.command);
          const decision = decide(before, commands, now);
          lists += Number(commands.length > 3);
          expectSame(
            decision.outcomes,
            group.map(step => step.outcome),
          );
          expectSame(decision.next, group.at(-1)!.decision.next);
          expectSame(decision.next, applied(before, decision));
          // The same again is the same.
          expectSame(decide(before, commands, now), decision);
        }
      }),
      { numRuns: 200 },
    );
    expect(lists).toBeGreaterThan(20);
  });

  it('gives everything back as it was, at once or in parts', () => {
    fc.assert(
      fc.property(
        settings,
        moves,
        fc.array(fc.integer({ min: 0, max: 6 }).map(BigInt)),
        (setting, all, parts) => {
          const world = new World(setting);
          all.forEach(move => world.make(move));
          world.openPeriod(world.now);
          const before = world.state;
          const step = world.run({
            type: 'charge',
            mode: 'record',
            credits: 40n,
            at: world.now,
            period: monthStart(world.now),
            budgets: ['hard', 'soft'],
          });
          if (step.outcome.status !== 'posted') {
            throw new Error('a recorded charge is always posted');
          }
          const { draws } = step.outcome.entry;
          let refunded = 0n;
          for (const part of [...parts, 40n]) {
            const credits = part < 40n - refunded ? part : 40n - refunded;
            world.run({
              type: 'refund',
              credits,
              draws,
              refunded,
              budgets: ['hard', 'soft'],
              closedLots: new Map(),
              refundLotExpiresAt: 0,
              priority: 0,
            });
            refunded += credits;
          }
          expectSame(world.state, before);
        },
      ),
      {
        numRuns: 100,
      },
    );
  });
});
