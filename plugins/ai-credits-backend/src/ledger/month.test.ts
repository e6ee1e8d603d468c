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
  Transaction,
  transactionsQuerySchema,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { DefaultBudgets } from '../budgets';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { ledgerStore } from '../database/LedgerStore';
import { ExpiryTask, HoldsTask, PeriodStartTask } from '../tasks';
import { DatabaseUsageQueries, foldUsage } from '../usage';
import { proveRollups } from '../usage/proveRollups';
import { ratedUsage } from './__testUtils__/ratedUsage';
import { DefaultLedger } from './DefaultLedger';
import { verifyAccount } from './verifier/verifyAccount';

/**
 * A month in the life of an account, from its first midnight over a change of
 * the clock and the end of the month to the end of the next: what lapses, what
 * is carried forward, what stays readable, and that the books still balance.
 */

jest.setTimeout(180_000);

const HOUR = 3_600_000;
const payments = 'group:default/payments';
const jo = 'user:default/jo.example';

/** Two months each in which a day has 23 or 25 hours. */
const calendars = [
  // The clock is set back on the very day on which the month begins.
  {
    zone: 'America/New_York',
    first: '2026-10',
    midnights: ['2026-10-01T04:00Z', '2026-11-01T04:00Z', '2026-12-01T05:00Z'],
    changed: { day: '2026-11-01', hours: 25 },
  },
  {
    zone: 'Europe/Berlin',
    first: '2026-10',
    midnights: ['2026-09-30T22:00Z', '2026-10-31T23:00Z', '2026-11-30T23:00Z'],
    changed: { day: '2026-10-25', hours: 25 },
  },
  {
    zone: 'Europe/Berlin',
    first: '2026-03',
    midnights: ['2026-02-28T23:00Z', '2026-03-31T22:00Z', '2026-04-30T22:00Z'],
    changed: { day: '2026-03-29', hours: 23 },
  },
];

describe.each(TestDatabases.create().eachSupportedId())(
  'a month on %s',
  engine => {
    const databases = TestDatabases.create({ ids: [engine] });

    async function open(zone: string, openedAt: number) {
      const knex = await databases.init(engine);
      await migrate(knex);
      const clock = { now: openedAt };
      const now = () => clock.now;
      const logger = mockServices.logger.mock();
      const dictionary = Dictionary.create({ knex });
      const ledger = await DefaultLedger.create({
        knex,
        logger,
        dictionary,
        account: { name: 'default', timeZone: zone, openedAt },
        settings: {
          monthlyAllowance: parseCredits('1500'),
          excessLimit: parseCredits('100'),
          lateEventGraceMs: HOUR,
          maxOpenHolds: 10,
        },
        queueLimit: 1_000,
        batchSize: 100,
        now,
      });
      const budgets = DefaultBudgets.create({
        knex,
        ledger,
        dictionary,
        now,
      });
      const queries = DatabaseUsageQueries.create({
        knex,
        dictionary,
        zoneOf: () => zone,
        logger,
      });
      const { id: accountId } = await ledgerStore.account(knex, 'default');
      const tasks = [
        new PeriodStartTask({ ledger, budgets, account: 'default' }),
        new HoldsTask({ ledger, account: 'default' }),
        new ExpiryTask({ ledger, account: 'default', lateEventGraceMs: HOUR }),
      ];
      return {
        clock,
        ledger,
        budgets,
        /** Runs what the scheduler runs, at an instant. */
        async at(instant: number) {
          clock.now = instant;
          for (const task of tasks) {
            await task.run(new AbortController().signal);
          }
        },
        use: (credits: string, more: { occurredAt?: number } = {}) =>
          ratedUsage({ credits, occurredAt: clock.now, ...more }),
        limit: (
          kind: BudgetScopeKind,
          ref: string,
          credits: string,
          more: Partial<Parameters<DefaultBudgets['put']>[1]> = {},
        ) =>
          budgets.put('default', {
            scope: { kind, ref },
            period: 'month',
            credits: parseCredits(credits),
            hard: true,
            thresholds: [],
            ...more,
          }),
        async log(type: Transaction['type']) {
          const { transactions } = await queries.transactions(
            'default',
            transactionsQuerySchema.parse({ type }),
            { kind: 'all' },
          );
          return transactions.map(({ occurredAt, credits }) => [
            new Date(occurredAt).toISOString(),
            credits,
          ]);
        },
        async findings() {
          await foldUsage({ knex, accountId });
          const { findings } = await verifyAccount({
            knex,
            account: 'default',
            dictionary,
            calendar: ledger.calendar,
            proveRollups,
          });
          return findings;
        },
      };
    }

    it.each(calendars)(
      'in $zone from $first, in which $changed.day has $changed.hours hours',
      async ({ zone, first, midnights, changed }) => {
        const [start, turn, end] = midnights.map(text => Date.parse(text));
        const iso = (instant: number) => new Date(instant).toISOString();
        /** Local midnights of the days from one instant to another. */
        const days = (from: number, to: number) => {
          const list: number[] = [];
          let day = DateTime.fromMillis(from, { zone });
          while (day.toMillis() < to) {
            list.push(day.toMillis());
            day = day.plus({ days: 1 });
          }
          return list;
        };
        expect(DateTime.fromMillis(start, { zone }).toISODate()).toBe(
          `${first}-01`,
        );

        const account = await open(zone, start);
        const { budgets, clock, ledger, use } = account;
        const charge = async (credits: string) =>
          (await ledger.charge('default', use(credits))).status;
        const record = (credits: string, occurredAt: number) =>
          ledger.record('default', [use(credits, { occurredAt })]);
        await account.at(start);
        const team = await account.limit('team', payments, '600', {
          rolloverCap: parseCredits('50'),
        });
        const teamNow = async () =>
          (await budgets.get('default', team.id, { history: 5 })).budget;
        await account.limit('user', jo, '25', { period: 'day' });
        await ledger.purchase(
          'default',
          {
            pack: 'pack-2500',
            credits: parseCredits('2500'),
            price: { amount: '25.00', currency: 'USD' },
            idempotencyKey: 'pack',
          },
          'user:default/root',
        );

        // Every day 15 at noon. A day ends at the zone's midnight: on one with a
        // changed clock too, its budget is neither given twice nor cut short.
        const around: Array<string | number> = [];
        const work = async (from: number, to: number) => {
          for (const midnight of days(from, to)) {
            const day = DateTime.fromMillis(midnight, { zone });
            const next = day.plus({ days: 1 }).toMillis();
            await account.at(day.set({ hour: 12 }).toMillis());
            expect(await charge('15')).toBe('charged');
            if (day.toISODate() === changed.day) {
              clock.now = next - 1;
              around.push(
                (next - midnight) / HOUR,
                await charge('11'),
                await charge('9'),
              );
              clock.now = next;
              around.push(await charge('10'));
            }
          }
        };
        await work(start, turn);

        // Ten minutes before the month ends something is held for an hour.
        await account.at(turn - HOUR / 6);
        const long = use('8');
        const held = await ledger.reserve('default', long, {
          credits: parseCredits('10'),
          ttlMs: HOUR,
          eventJson: '{}',
        });
        const before = {
          balance: await ledger.balance('default'),
          team: await teamNow(),
        };
        expect(before.balance).toMatchObject({ held: '10', purchased: '2500' });
        expect(before.balance.period.start).toBe(iso(start));

        // One millisecond before midnight it is still the old month, at midnight
        // the new one, whether or not a task has run.
        clock.now = turn - 1;
        expect((await ledger.balance('default')).free).toBe(
          before.balance.free,
        );
        clock.now = turn;
        expect(await charge('1')).toBe('charged');
        const fresh = await ledger.balance('default');
        expect(fresh).toMatchObject({ free: '1499', purchased: '2500' });
        expect(fresh.period).toMatchObject({
          start: iso(turn),
          end: iso(end),
        });

        // The hold is settled after midnight, from what it had set aside before.
        await account.at(turn + HOUR / 6);
        const settled = await ledger.settle(
          'default',
          held.status === 'held' ? held.reservationId : '',
          { ...long, occurredAt: clock.now },
        );
        expect(settled).toMatchObject({
          credits: parseCredits('8'),
          released: parseCredits('2'),
          overLimit: false,
        });
        // It happened before midnight and arrives within the grace: the old
        // month pays. After it, the new one pays; the budget counts it where it
        // happened all the same.
        await record('3', turn - 60_000);
        expect((await ledger.balance('default')).free).toBe('1499');
        await account.at(turn + 2 * HOUR);
        await record('4', turn - 60_000);
        expect((await ledger.balance('default')).free).toBe('1495');

        const usedBefore = before.team.used + parseCredits('15');
        const closed = await budgets.get('default', team.id, { history: 5 });
        expect(closed.history).toEqual([
          expect.objectContaining({
            periodStart: start,
            periodEnd: turn,
            allocation: parseCredits('600'),
            used: usedBefore,
          }),
        ]);
        // More was left than may roll over.
        expect(parseCredits('600') - before.team.used).toBeGreaterThan(
          parseCredits('50'),
        );
        expect(closed.budget).toMatchObject({
          periodStart: turn,
          periodEnd: end,
          rolledOver: parseCredits('50'),
          allocation: parseCredits('650'),
          used: parseCredits('1'),
        });

        // The allowance of the new month stands in the log, and the rest of the
        // old one was closed with an expiry entry once no event could draw on it.
        const lapsed =
          parseCredits(before.balance.free) +
          parseCredits('10') -
          parseCredits('8') -
          parseCredits('3');
        expect(await account.log('allowance')).toEqual([
          [iso(turn), '1500'],
          [iso(start), '1500'],
        ]);
        expect(await account.log('expiry')).toEqual([
          [iso(turn), `-${formatCredits(lapsed)}`],
        ]);

        // The second month, to its end. What was purchased is still all there:
        // free credits were used first.
        await work(turn, end);
        await account.at(end + 2 * HOUR);
        expect(around).toEqual([
          changed.hours,
          'refused',
          'charged',
          'charged',
        ]);
        expect(await ledger.balance('default')).toMatchObject({
          free: '1500',
          purchased: '2500',
          held: '0',
        });
        expect(await account.log('allowance')).toHaveLength(3);
        expect(await account.log('expiry')).toHaveLength(2);
        const past = await budgets.get('default', team.id, { history: 5 });
        expect(past.history.map(({ periodStart }) => periodStart)).toEqual([
          turn,
          start,
        ]);
        expect(past.history[1].used).toBe(usedBefore);
        expect(await account.findings()).toEqual([]);
      },
    );
  },
);
