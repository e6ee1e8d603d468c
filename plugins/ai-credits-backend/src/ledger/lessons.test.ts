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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  BudgetScopeKind,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { DefaultBudgets } from '../budgets';
import { Dictionary } from '../database/dictionary';
import { isPostgres, migrate } from '../database/engine';
import { describeBudget } from '../http/budgetView';
import { ratedUsage } from './__testUtils__/ratedUsage';
import { StoredBudget } from './api';
import { DefaultLedger } from './DefaultLedger';
import { ZoneClock } from './ZoneClock';

/**
 * A test for each class of faults that budgets of other products had: races,
 * limits not enforced, holds that leak, spend that is lost, resets that do not
 * come, messages that do not help, calls without a price, and forecasts at the
 * edges of the calendar.
 */

const databases = TestDatabases.create();
jest.setTimeout(120_000);

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-11T10:00:00Z');

describe.each(databases.eachSupportedId())('budgets on %s', id => {
  /** Two replicas on one database, with their own memory. */
  async function setup() {
    const knex = await databases.init(id);
    await migrate(knex);
    const clock = { now: NOW };
    const replica = async () => {
      const dictionary = Dictionary.create({ knex });
      const ledger = await DefaultLedger.create({
        knex,
        logger: mockServices.logger.mock(),
        dictionary,
        account: {
          name: 'default',
          timeZone: 'UTC',
          openedAt: Date.parse('2026-09-01T00:00:00Z'),
        },
        settings: {
          monthlyAllowance: parseCredits('100000'),
          excessLimit: 0n,
          lateEventGraceMs: 3_600_000,
          maxOpenHolds: 100,
        },
        queueLimit: 20_000,
        batchSize: 10,
        now: () => clock.now,
      });
      const budgets = DefaultBudgets.create({
        knex,
        ledger,
        dictionary,
        now: () => clock.now,
      });
      return { ledger, budgets };
    };
    const [one, two] = [await replica(), await replica()];
    const limit = (
      kind: BudgetScopeKind,
      ref: string,
      credits: string,
      more: Partial<Parameters<DefaultBudgets['put']>[1]> = {},
    ) =>
      one.budgets.put('default', {
        scope: { kind, ref },
        period: 'month',
        credits: parseCredits(credits),
        hard: true,
        thresholds: [],
        ...more,
      });
    const use = (more: Partial<Parameters<typeof ratedUsage>[0]> = {}) =>
      ratedUsage({ occurredAt: clock.now, ...more });
    return { knex, clock, one, two, limit, use };
  }

  const jo = 'user:default/jo.example';

  it('race: of concurrent first requests of a new person, in two replicas, exactly as many pass as the limit allows', async () => {
    const { one, two, limit, use } = await setup();
    await limit('user', 'user:default/new', '7.5');
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        (i % 2 ? one : two).ledger.charge(
          'default',
          use({ user: 'user:default/new' }),
        ),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'charged')).toHaveLength(
      7,
    );
    const [budget] = await two.budgets.list('default');
    expect(budget.used).toBe(parseCredits('7'));
  });

  it('race: holds and charges at the same time share one limit', async () => {
    const { one, two, limit, use } = await setup();
    await limit('user', jo, '10');
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        i % 2
          ? one.ledger.charge('default', use())
          : two.ledger.reserve('default', use(), {
              credits: parseCredits('1'),
              ttlMs: 60_000,
              eventJson: '{}',
            }),
      ),
    );
    const passed = outcomes.filter(({ status }) => status !== 'refused');
    expect(passed).toHaveLength(10);
    const [budget] = await one.budgets.list('default');
    expect(budget.used + budget.held).toBe(parseCredits('10'));
  });

  it('race: settlements beyond their holds share one limit with what is held', async () => {
    const { one, two, limit, use } = await setup();
    await limit('user', jo, '15');
    const events = Array.from({ length: 20 }, () => use());
    const holds = await Promise.all(
      events.map(event =>
        one.ledger.reserve('default', event, {
          credits: parseCredits('0.5'),
          ttlMs: 60_000,
          eventJson: '{}',
        }),
      ),
    );
    const settled = await Promise.all(
      holds.map((hold, i) =>
        (i % 2 ? one : two).ledger.settle(
          'default',
          hold.status === 'held' ? hold.reservationId : '',
          events[i],
          'authorise',
        ),
      ),
    );
    // 20 holds of a half, of which 10 found another half.
    expect(settled.filter(({ status }) => status === 'settled')).toHaveLength(
      10,
    );
    const [budget] = await two.budgets.list('default');
    expect([budget.used, budget.held].map(formatCredits)).toEqual(['10', '5']);
  });

  it.each<[BudgetScopeKind, string]>([
    ['department', 'group:default/engineering'],
    ['team', 'group:default/payments'],
    // A group two levels above the team, which the charge names nowhere else.
    ['department', 'group:default/company'],
    ['user', jo],
    ['project', 'system:default/shop'],
    ['service', 'component:default/checkout'],
    ['product', 'AI Assistant'],
    ['model', 'gpt-4o'],
  ])(
    'not enforced: a limit of a %s holds for charges and holds, whatever else the call names',
    async (kind, ref) => {
      const { one, two, limit, use } = await setup();
      // Others with room must not hide it.
      await limit('user', jo, '500');
      await limit('team', 'group:default/payments', '400');
      await limit(kind, ref, '5');
      const call = () =>
        use({
          credits: '3',
          project: 'system:default/shop',
          path: [
            'group:default/payments',
            'group:default/engineering',
            'group:default/company',
          ],
        });
      const first = await one.ledger.charge('default', call());
      const second = await two.ledger.charge('default', call());
      const hold = await one.ledger.reserve('default', call(), {
        credits: parseCredits('3'),
        ttlMs: 60_000,
        eventJson: '{}',
      });
      expect(first.status).toBe('charged');
      for (const refused of [second, hold]) {
        expect(refused).toMatchObject({
          status: 'refused',
          refusal: { scope: `${kind}:${ref}`, limit: '5', used: '3' },
        });
      }
    },
  );

  it('hold leaks: what an abandoned call held is free the moment it expires, though no job has run', async () => {
    const { clock, one, two, limit, use } = await setup();
    await limit('user', jo, '10');
    const options = {
      credits: parseCredits('8'),
      ttlMs: 60_000,
      eventJson: '{}',
    };
    await one.ledger.reserve('default', use(), options);
    const refused = await two.ledger.charge('default', use({ credits: '3' }));
    expect(refused).toMatchObject({
      status: 'refused',
      refusal: { held: '8', used: '0' },
    });
    clock.now += 59_999;
    const still = await two.ledger.charge('default', use({ credits: '3' }));
    expect(still.status).toBe('refused');
    clock.now += 1;
    expect((await two.budgets.list('default'))[0].held).toBe(0n);
    for (const credits of ['3', '7']) {
      const done = await two.ledger.charge('default', use({ credits }));
      expect(done.status).toBe('charged');
    }
  });

  it('hold leaks: a call that failed gives back all of its hold, twice told or not', async () => {
    const { one, limit, use } = await setup();
    await limit('user', jo, '10');
    for (let i = 0; i < 5; i += 1) {
      const hold = await one.ledger.reserve('default', use(), {
        credits: parseCredits('10'),
        ttlMs: 60_000,
        eventJson: '{}',
      });
      const reservation = 'reservationId' in hold ? hold.reservationId : '';
      await one.ledger.release('default', reservation);
      await one.ledger.release('default', reservation).catch(() => undefined);
    }
    const [budget] = await one.budgets.list('default');
    expect([budget.used, budget.held]).toEqual([0n, 0n]);
  });

  it('lost spend: a commit that fails leaves nothing behind, and what is sent again is counted once', async () => {
    const { knex, one, two, limit, use } = await setup();
    await limit('user', jo, '1000');
    const events = Array.from({ length: 25 }, () => use({ credits: '2' }));
    await failCommits(knex);
    await expect(one.ledger.record('default', events)).rejects.toThrow(
      /disk full/,
    );
    expect((await two.budgets.list('default'))[0].used).toBe(0n);
    expect(await knex('usage_event')).toEqual([]);
    await mendCommits(knex);
    const [again, twice] = await Promise.all([
      one.ledger.record('default', events),
      two.ledger.record('default', events),
    ]);
    const charged = [...again, ...twice].filter(
      ({ status }) => status === 'charged',
    );
    // Every event is there, not only the first so many.
    expect(charged).toHaveLength(25);
    expect(await knex('usage_event')).toHaveLength(25);
    for (const { budgets } of [one, two]) {
      expect((await budgets.list('default'))[0].used).toBe(parseCredits('50'));
    }
  });

  it('lost spend: batches of two replicas that meet the same budgets in opposite order lose nothing', async () => {
    const { one, two, limit, use } = await setup();
    const people = Array.from({ length: 130 }, (_, i) => `user:default/p${i}`);
    for (const person of people) {
      await limit('user', person, '1000');
    }
    await limit('team', 'group:default/payments', '100000');
    const batch = (list: string[]) => list.map(user => use({ user }));
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        i % 2
          ? one.ledger.record('default', batch(people))
          : two.ledger.record('default', batch([...people].reverse())),
      ),
    );
    expect(
      outcomes.flat().filter(({ status }) => status !== 'charged'),
    ).toEqual([]);
    // More of them than any page has, each with all six.
    const budgets = await one.budgets.list('default');
    const used = (kind: string) =>
      budgets
        .filter(({ scope }) => scope.kind === kind)
        .map(budget => budget.used);
    expect(used('user')).toEqual(people.map(() => parseCredits('6')));
    expect(used('team')).toEqual([parseCredits(String(6 * people.length))]);
  });

  it('not enforced: every way in counts against the same limit', async () => {
    const { one, two, limit, use } = await setup();
    await limit('model', 'gpt-4o', '10');
    await one.ledger.record('default', [use({ credits: '2' })]);
    await two.ledger.charge('default', use({ credits: '2' }));
    const event = use({ credits: '2' });
    const hold = await one.ledger.reserve('default', event, {
      credits: parseCredits('3'),
      ttlMs: 60_000,
      eventJson: '{}',
    });
    const state = async () => {
      const [budget] = await two.budgets.list('default');
      return [formatCredits(budget.used), formatCredits(budget.held)];
    };
    expect(await state()).toEqual(['4', '3']);
    await two.ledger.settle(
      'default',
      hold.status === 'held' ? hold.reservationId : '',
      event,
    );
    expect(await state()).toEqual(['6', '0']);
    const last = await one.ledger.charge('default', use({ credits: '4' }));
    expect(await state()).toEqual(['10', '0']);
    expect(await two.ledger.charge('default', use())).toMatchObject({
      status: 'refused',
    });
    await one.ledger.refund(
      'default',
      {
        transactionId: last.status === 'charged' ? last.transactionId : '',
        credits: parseCredits('1'),
        reason: 'Sent twice',
        idempotencyKey: 'r',
      },
      jo,
    );
    expect(await two.ledger.charge('default', use())).toMatchObject({
      status: 'charged',
    });
    expect(await one.ledger.charge('default', use())).toMatchObject({
      status: 'refused',
    });
  });

  it('reset: a new period begins by itself, at its first instant, and the last one stays readable', async () => {
    const { clock, one, two, limit, use } = await setup();
    const { id: monthly } = await limit(
      'team',
      'group:default/payments',
      '10',
      {
        rolloverCap: parseCredits('2'),
      },
    );
    await limit('user', jo, '10', { period: 'day' });
    clock.now = Date.parse('2026-11-30T23:59:59.999Z');
    await one.ledger.charge('default', use({ credits: '4' }));
    const over = await one.ledger.charge('default', use({ credits: '7' }));
    expect(over).toMatchObject({
      refusal: { resetsAt: '2026-12-01T00:00:00.000Z' },
    });
    clock.now += 1;
    const fresh = await two.ledger.charge('default', use({ credits: '10' }));
    expect(fresh.status).toBe('charged');
    // 6 were left; the cap lets 2 of them roll over.
    const { budget, history } = await one.budgets.get('default', monthly, {
      history: 10,
    });
    expect(budget).toMatchObject({
      allocation: parseCredits('12'),
      rolledOver: parseCredits('2'),
      used: parseCredits('10'),
    });
    expect(history).toEqual([
      expect.objectContaining({
        periodStart: Date.parse('2026-11-01T00:00:00Z'),
        allocation: parseCredits('10'),
        used: parseCredits('4'),
      }),
    ]);
    // What happened before midnight and arrives after it counts where it happened.
    const late = use({ credits: '1', occurredAt: clock.now - 1_000 });
    await two.ledger.record('default', [late]);
    const after = await one.budgets.get('default', monthly, { history: 10 });
    expect(after.history[0].used).toBe(parseCredits('5'));
    expect(after.budget.used).toBe(parseCredits('10'));
  });

  it('reset: periods in which nothing was used are there too, and roll over', async () => {
    const { clock, one, limit } = await setup();
    const { id: budgetId } = await limit('user', jo, '10', {
      rolloverCap: parseCredits('3'),
    });
    clock.now = Date.parse('2026-12-15T00:00:00Z');
    await one.budgets.openPeriods('default');
    clock.now = Date.parse('2027-01-15T00:00:00Z');
    // A change in January does not rewrite December.
    await limit('user', jo, '99', { rolloverCap: parseCredits('3') });
    const { budget, history } = await one.budgets.get('default', budgetId, {
      history: 10,
    });
    expect(budget.allocation).toBe(parseCredits('102'));
    expect(history.map(use => [use.allocation, use.rolledOver])).toEqual([
      [parseCredits('13'), parseCredits('3')],
      [parseCredits('10'), 0n],
    ]);
  });

  it('messages: a refusal says which of several budgets, its limit, used, held, what was asked and when it resets', async () => {
    const { one, limit, use } = await setup();
    await limit('department', 'group:default/engineering', '100');
    await limit('product', 'AI Assistant', '9.5', { period: 'week' });
    await limit('user', jo, '50');
    await one.ledger.charge('default', use({ credits: '2.25' }));
    await one.ledger.reserve('default', use(), {
      credits: parseCredits('4'),
      ttlMs: 60_000,
      eventJson: '{}',
    });
    const refused = await one.ledger.charge('default', use({ credits: '5' }));
    expect(refused).toEqual({
      status: 'refused',
      refusal: {
        reason: 'budget_exceeded',
        scope: 'product:AI Assistant',
        limit: '9.5',
        used: '2.25',
        held: '4',
        requested: '5',
        resetsAt: '2026-11-16T00:00:00.000Z',
      },
    });
  });

  it('messages: without a budget nothing is refused for one, and a deleted one limits no more', async () => {
    const { one, two, limit, use } = await setup();
    const { id: budgetId } = await limit('user', jo, '0');
    expect((await two.ledger.charge('default', use())).status).toBe('refused');
    await one.budgets.delete('default', budgetId);
    expect((await two.ledger.charge('default', use())).status).toBe('charged');
  });

  it('zero-priced: a call that costs nothing passes a used up budget, and is written down', async () => {
    const { knex, one, limit, use } = await setup();
    await limit('user', jo, '1');
    await one.ledger.charge('default', use());
    const free = await one.ledger.charge('default', use({ credits: '0' }));
    expect(free).toMatchObject({ status: 'charged', credits: 0n });
    expect(await knex('usage_event')).toHaveLength(2);
    expect((await one.budgets.list('default'))[0].used).toBe(parseCredits('1'));
    // Not even the smallest amount passes.
    const least = await one.ledger.charge(
      'default',
      use({ credits: '0.000001' }),
    );
    expect(least.status).toBe('refused');
  });
});

describe('forecast', () => {
  const periods = ['day', 'week', 'month', 'quarter', 'year'] as const;

  function budgetAt(
    zone: string,
    period: (typeof periods)[number],
    at: number,
    used: bigint,
  ): StoredBudget {
    const { start, end } = new ZoneClock(zone).periodOf(period, at);
    return {
      id: 1,
      scope: { kind: 'user', ref: 'user:default/jo' },
      period,
      credits: parseCredits('1000'),
      hard: true,
      thresholds: [],
      version: 1,
      trackedFrom: start,
      periodStart: start,
      periodEnd: end,
      allocation: parseCredits('1000'),
      rolledOver: 0n,
      grantedOnce: 0n,
      used,
      held: 0n,
    };
  }

  it.each([
    // The first instant of a month: nothing to divide by.
    ['UTC', '2026-11-01T00:00:00.000Z', '0', '0', 'on-track'],
    // The first charge of the first minute is no catastrophe.
    ['UTC', '2026-11-01T00:01:00.000Z', '1', '30', 'on-track'],
    // What was used already counts.
    ['UTC', '2026-11-16T00:00:00.000Z', '300', '600', 'on-track'],
    ['UTC', '2026-11-16T00:00:00.000Z', '501', '1002', 'at-risk'],
    ['UTC', '2026-11-30T23:59:59.999Z', '899', '899', 'on-track'],
    ['UTC', '2026-11-30T23:59:59.999Z', '900', '900', 'at-risk'],
    ['UTC', '2026-11-16T00:00:00.000Z', '1000', '2000', 'exceeded'],
    // The month after December is January, not the thirteenth.
    ['UTC', '2026-12-31T12:00:00.000Z', '305', '310', 'on-track'],
    // A February of a leap year has 29 days.
    ['UTC', '2028-02-15T12:00:00.000Z', '145', '290', 'on-track'],
    // March has an hour less where clocks are set forward, October one more.
    ['Europe/Amsterdam', '2027-03-31T21:59:59.999Z', '743', '743', 'on-track'],
    ['Europe/Amsterdam', '2026-10-31T22:59:59.999Z', '745', '745', 'on-track'],
  ])(
    'in %s at %s: %s used lead to %s, %s',
    (zone, time, used, projected, status) => {
      const now = Date.parse(time);
      const budget = budgetAt(zone, 'month', now, parseCredits(used));
      const described = describeBudget(budget, now);
      expect(Number(described.projected)).toBeCloseTo(Number(projected), 3);
      expect(described.status).toBe(status);
    },
  );

  it('is what was used when the period ends, never less than it, and right for a steady pace, in every period and zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...periods),
        fc.constantFrom(
          'UTC',
          'Europe/Amsterdam',
          'America/New_York',
          'Australia/Lord_Howe',
          'Asia/Jakarta',
        ),
        fc.integer({
          min: Date.parse('2024-01-01T00:00:00Z'),
          max: Date.parse('2032-01-01T00:00:00Z'),
        }),
        fc.integer({ min: 1, max: 1_000 }),
        (period, zone, at, pace) => {
          const { periodEnd, periodStart } = budgetAt(zone, period, at, 0n);
          const length = periodEnd - periodStart;
          const used = BigInt(at - periodStart) * BigInt(pace);
          const projected = parseCredits(
            describeBudget(budgetAt(zone, period, at, used), at).projected,
          );
          const steady = BigInt(length) * BigInt(pace);
          expect(projected).toBeGreaterThanOrEqual(used);
          expect(projected).toBeLessThanOrEqual(steady);
          const late = at - periodStart >= length / 30;
          expect(late ? projected : steady).toBe(steady);
          const atEnd = describeBudget(
            budgetAt(zone, period, at, used),
            periodEnd + DAY,
          );
          expect(parseCredits(atEnd.projected)).toBe(used);
        },
      ),
    );
  });
});

/** From now on no transaction that posts something can be written. */
async function failCommits(knex: Knex): Promise<void> {
  if (isPostgres(knex)) {
    await knex.raw(
      `create function fail_commits() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
    );
    await knex.raw(
      'create trigger fail_commits before insert on journal_block for each statement execute function fail_commits()',
    );
  } else {
    await knex.raw(
      `create trigger fail_commits before insert on journal_block begin select raise(abort, 'disk full'); end`,
    );
  }
}

async function mendCommits(knex: Knex): Promise<void> {
  await knex.raw(
    isPostgres(knex)
      ? 'drop trigger fail_commits on journal_block'
      : 'drop trigger fail_commits',
  );
}
