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
import { BudgetPeriod, parseCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DefaultBudgets } from '../../budgets';
import { Dictionary } from '../../database/dictionary';
import { migrate } from '../../database/engine';
import { randomOf } from '../../usage/__testUtils__/History';
import { proveRollups } from '../../usage/proveRollups';
import { ratedUsage } from '../__testUtils__/ratedUsage';
import { SettleOutcome } from '../api';
import { DefaultLedger } from '../DefaultLedger';
import { verifyAccount } from '../verifier/verifyAccount';

const databases = TestDatabases.create();
jest.setTimeout(120_000);

const SECOND = 1_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** Midnights of Amsterdam at which a day, a week and a month begin. */
const edges = {
  day: Date.parse('2026-11-24T23:00:00Z'),
  week: Date.parse('2026-11-29T23:00:00Z'),
  month: Date.parse('2026-11-30T23:00:00Z'),
};

async function replica(knex: Knex, clock: { now: number }, allowance: string) {
  const now = () => clock.now;
  const dictionary = Dictionary.create({ knex });
  const ledger = await DefaultLedger.create({
    knex,
    logger: mockServices.logger.mock(),
    dictionary,
    account: {
      name: 'default',
      timeZone: 'Europe/Amsterdam',
      openedAt: Date.parse('2026-10-15T00:00:00Z'),
    },
    settings: {
      monthlyAllowance: parseCredits(allowance),
      excessLimit: parseCredits('10'),
      lateEventGraceMs: 60 * MINUTE,
      maxOpenHolds: 100,
    },
    queueLimit: 100,
    batchSize: 100,
    now,
  });
  const budgets = DefaultBudgets.create({ knex, ledger, dictionary, now });
  const limit = (period: BudgetPeriod, credits: string) =>
    budgets.put('default', {
      scope: { kind: 'user', ref: 'user:default/jo.example' },
      period,
      credits: parseCredits(credits),
      hard: true,
      thresholds: [],
    });
  const reserve = async (
    credits: string,
    occurredAt: number,
    ttlMs: number,
  ) => {
    const event = ratedUsage({ credits, occurredAt });
    const held = await ledger.reserve('default', event, {
      credits: event.credits,
      ttlMs,
      eventJson: '{}',
    });
    return {
      event,
      status: held.status,
      id: held.status === 'held' ? held.reservationId : '',
    };
  };
  const charge = (credits: string, occurredAt: number) =>
    ledger.charge('default', ratedUsage({ credits, occurredAt }));
  const findings = async () =>
    (
      await verifyAccount({
        knex,
        account: 'default',
        dictionary,
        calendar: ledger.calendar,
        proveRollups,
      })
    ).findings;
  return { ledger, limit, reserve, charge, findings };
}

describe.each(databases.eachSupportedId())('dates of holds on %s', id => {
  async function setup(start: number, allowance = '100000') {
    const knex = await databases.init(id);
    await migrate(knex);
    const clock = { now: start };
    const uses = async () =>
      (await knex('budget_use').orderBy('period_start')).map(
        use => Number(use.used) / 1e6,
      );
    return { knex, clock, uses, ...(await replica(knex, clock, allowance)) };
  }

  it.each(
    (['day', 'week', 'month'] as const).flatMap(period =>
      (['record', 'authorise'] as const).flatMap(beyond =>
        [-10 * SECOND, 30 * SECOND].map(
          used => [period, beyond, used] as const,
        ),
      ),
    ),
  )(
    'charges what was reserved in the %s before its edge there, in mode %s, used at %d ms',
    async (period, beyond, used) => {
      const edge = edges[period];
      const { clock, ledger, limit, reserve, charge, uses, findings } =
        await setup(edge - DAY / 2);
      await limit(period, '10');
      clock.now = edge + 20 * SECOND;
      await expect(charge('8', clock.now)).resolves.toMatchObject({
        status: 'charged',
      });
      // It began before midnight, and is asked for after it.
      const hold = await reserve('8', edge - 10 * SECOND, 10 * MINUTE);
      expect(hold.status).toBe('held');
      clock.now = edge + 40 * SECOND;
      const actual = { ...hold.event, occurredAt: edge + used };

      // Past the hold the period that was reserved under must have room, and no other.
      await expect(
        ledger.settle(
          'default',
          hold.id,
          { ...actual, credits: parseCredits('11') },
          'authorise',
        ),
      ).resolves.toMatchObject({
        status: 'refused',
        refusal: { limit: '10', used: '0', held: '8', requested: '3' },
      });
      await expect(
        ledger.settle(
          'default',
          hold.id,
          { ...actual, credits: parseCredits('9') },
          beyond,
        ),
      ).resolves.toMatchObject({ status: 'settled', overLimit: false });
      await expect(uses()).resolves.toEqual([9, 8]);
      await expect(findings()).resolves.toEqual([]);
    },
  );

  it('charges what comes after the hold has lapsed when it happened', async () => {
    const edge = edges.day;
    const { clock, ledger, limit, reserve, uses } = await setup(edge - DAY / 2);
    await limit('day', '10');
    clock.now = edge - SECOND;
    const hold = await reserve('8', edge - 10 * SECOND, 5 * SECOND);
    clock.now = edge + MINUTE;
    await expect(
      ledger.settle('default', hold.id, {
        ...hold.event,
        occurredAt: edge + 2 * SECOND,
      }),
    ).resolves.toMatchObject({ status: 'settled', overLimit: false });
    await expect(uses()).resolves.toEqual([0, 8]);
  });

  it('takes the excess that was set aside from the month that it was set aside in, by any replica', async () => {
    const edge = edges.month;
    const { knex, clock, reserve } = await setup(edge - MINUTE, '5');
    const hold = await reserve('12', clock.now, 10 * MINUTE);
    clock.now = edge + MINUTE;
    const other = await replica(knex, clock, '5');
    await expect(
      other.ledger.settle('default', hold.id, hold.event, 'authorise'),
    ).resolves.toMatchObject({ status: 'settled', overLimit: false });
    const periods = await knex('period').orderBy('start_at');
    expect(periods.map(each => Number(each.excess_used) / 1e6)).toEqual([7, 0]);
    await expect(other.findings()).resolves.toEqual([]);
  });

  it('never refuses what a hold covers and passes no hard limit, whenever it is reserved and settled', async () => {
    const start = edges.day - DAY;
    const { clock, ledger, limit, reserve, charge, knex, findings } =
      await setup(start);
    const limits = { day: 70, week: 340, month: 390 };
    for (const [period, credits] of Object.entries(limits)) {
      await limit(period as BudgetPeriod, String(credits));
    }
    const random = randomOf(11);
    const ago = () => clock.now - Math.floor(random() * 40 * MINUTE);
    const some = (most: number) => String(1 + Math.floor(random() * most));
    const open: Array<Awaited<ReturnType<typeof reserve>>> = [];
    const outcomes: SettleOutcome[] = [];
    // The hour around each midnight; a week and a month begin among them.
    for (let night = edges.day; night < edges.month + 3 * DAY; night += DAY) {
      clock.now = Math.max(clock.now, night - 30 * MINUTE);
      while (clock.now < night + 30 * MINUTE) {
        clock.now += Math.floor(random() * 2 * MINUTE);
        const what = random();
        if (what < 0.3) {
          await charge(some(3), ago());
        } else if (what < 0.7) {
          const hold = await reserve(some(4), ago(), 10 * DAY);
          if (hold.status === 'held') {
            open.push(hold);
          }
        } else if (open.length) {
          const [hold] = open.splice(Math.floor(random() * open.length), 1);
          outcomes.push(
            await ledger.settle(
              'default',
              hold.id,
              { ...hold.event, occurredAt: ago() },
              random() < 0.5 ? 'record' : 'authorise',
            ),
          );
        }
      }
    }
    expect(outcomes.length).toBeGreaterThan(100);
    expect(
      outcomes.filter(each => each.status !== 'settled' || each.overLimit),
    ).toEqual([]);
    const uses = await knex('budget_use').select('used', 'allocation');
    for (const use of uses) {
      expect(Number(use.used)).toBeLessThanOrEqual(Number(use.allocation));
    }
    expect(uses.length).toBeGreaterThan(5);
    await expect(findings()).resolves.toEqual([]);
  });
});
