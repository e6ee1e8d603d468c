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
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { DefaultBudgets } from '../budgets/DefaultBudgets';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { foldUsage } from '../usage/fold';
import { proveRollups } from '../usage/proveRollups';
import { ratedUsage } from './__testUtils__/ratedUsage';
import { withoutTriggers } from './__testUtils__/withoutTriggers';
import { DefaultLedger } from './DefaultLedger';
import { verifyAccount } from './verifier/verifyAccount';

const databases = TestDatabases.create();
jest.setTimeout(120_000);

const NOW = Date.parse('2026-11-11T10:00:00Z');

describe.each(databases.eachSupportedId())(
  'batches in flight together on %s',
  id => {
    async function setup() {
      const knex = await databases.init(id);
      await migrate(knex);
      const dictionary = Dictionary.create({ knex });
      const replica = (database: Knex = knex) =>
        DefaultLedger.create({
          knex: database,
          logger: mockServices.logger.mock(),
          dictionary: Dictionary.create({ knex }),
          account: { name: 'default', timeZone: 'UTC', openedAt: NOW },
          settings: {
            monthlyAllowance: parseCredits('1000'),
            excessLimit: parseCredits('100'),
            lateEventGraceMs: 3_600_000,
            maxOpenHolds: 100,
          },
          queueLimit: 20_000,
          batchSize: 1_000,
          now: () => NOW,
        });
      const ledger = await replica();
      const budgets = DefaultBudgets.create({
        knex,
        ledger,
        dictionary,
        now: () => NOW,
      });
      const { id: accountId } = await knex('account').first('id');
      const findings = async () => {
        await foldUsage({ knex, accountId });
        const proof = await verifyAccount({
          knex,
          account: 'default',
          dictionary,
          calendar: ledger.calendar,
          proveRollups,
        });
        return proof.findings;
      };
      return { knex, ledger, budgets, replica, findings };
    }

    const events = (name: string, count: number) =>
      Array.from({ length: count }, (_, i) =>
        ratedUsage({
          id: `${name}${i}`,
          credits: '0.5',
          occurredAt: NOW,
          user: `user:default/u${i % 40}`,
        }),
      );

    const journal = (knex: Knex): Promise<string[]> =>
      knex('journal_entry')
        .join('usage_event', 'usage_event.id', 'journal_entry.usage_id')
        .orderBy('seq')
        .pluck('event_id');

    it('are decided on from the database where it lost what was committed', async () => {
      const { knex, ledger, findings } = await setup();
      await ledger.record('default', events('kept', 300));
      const account = await knex('account').first();
      const lots = await knex('lot').select();
      const periods = await knex('period').select();
      const usage = await knex('usage_event').pluck('id');
      await ledger.record('default', events('lost', 400));
      await ledger.record('default', events('gone', 400));

      // As a standby that had not heard of the last two.
      await withoutTriggers(knex, 'journal_entry', () =>
        knex('journal_entry').where('seq', '>', account.last_seq).delete(),
      );
      await withoutTriggers(knex, 'journal_block', () =>
        knex('journal_block').where('number', '>', account.last_block).delete(),
      );
      await knex('usage_key').whereNotIn('usage_id', usage).delete();
      await knex('usage_event').whereNotIn('id', usage).delete();
      for (const { id: lot, ...columns } of lots) {
        await knex('lot').where('id', lot).update(columns);
      }
      for (const { start_at: start, ...columns } of periods) {
        await knex('period').where('start_at', start).update(columns);
      }
      await knex('account').update(account);

      for (const name of ['a', 'b', 'c', 'd']) {
        await ledger.record('default', events(name, 10));
      }
      expect(await findings()).toEqual([]);
      const [{ left }] = await knex('lot').sum({ left: 'remaining' });
      // 340 events of half a credit, of 1,000 credits.
      expect(Number(left)).toBe(830_000_000);
    });

    it('are decided on in the order sent, and the credits last for the first', async () => {
      const { knex, ledger, findings } = await setup();
      const sent = events('e', 2_400);
      const outcomes = await ledger.record('default', sent);
      expect(await journal(knex)).toEqual(sent.map(event => event.id));
      // 1,000 credits of the allowance, 100 past it within the limit.
      expect(
        outcomes.map(outcome =>
          outcome.status === 'charged'
            ? `${outcome.creditType} ${outcome.overLimit}`
            : outcome.status,
        ),
      ).toEqual([
        ...Array(2_000).fill('free false'),
        ...Array(200).fill('excess false'),
        ...Array(200).fill('excess true'),
      ]);
      const blocks = await knex('journal_block').where('entries', '>', 1);
      expect(blocks).toHaveLength(3);
      expect(await findings()).toEqual([]);
    });

    it('charge each event once in two replicas that all send the same, next to what runs alone', async () => {
      const { knex, ledger, budgets, replica, findings } = await setup();
      await budgets.put('default', {
        scope: { kind: 'team', ref: 'group:default/payments' },
        period: 'month',
        credits: parseCredits('5000'),
        hard: true,
        thresholds: [],
      });
      const other = await replica();
      const sent = events('e', 1_500);
      const answers = await Promise.all([
        ledger.record('default', sent),
        other.record('default', [...sent].reverse()),
        ...[ledger, other].map(async each => {
          const event = ratedUsage({ credits: '2', occurredAt: NOW });
          const hold = await each.reserve('default', event, {
            credits: event.credits,
            ttlMs: 60_000,
            eventJson: '{}',
          });
          if (hold.status !== 'held') {
            throw new Error(`A reservation was ${hold.status}`);
          }
          return [await each.settle('default', hold.reservationId, event)];
        }),
        ledger.record('default', events('x', 300)),
        other.record('default', sent.slice(0, 700)),
      ]);
      const recorded = answers.flat().map(({ status }) => status);
      const count = (status: string) =>
        recorded.filter(each => each === status).length;
      expect({
        charged: count('charged'),
        duplicate: count('duplicate'),
        settled: count('settled'),
      }).toEqual({ charged: 1_800, duplicate: 2_200, settled: 2 });
      expect(await knex('usage_event')).toHaveLength(1_802);
      const [budget] = await budgets.list('default');
      expect(budget.used).toBe(parseCredits('904'));
      expect(await findings()).toEqual([]);
    });

    it('do not mind that one of them fails, or that the answer to its commit is lost', async () => {
      const { knex, replica, findings } = await setup();
      const troubles = ['40P01', '08006'];
      let transactions = 0;
      const troubled = await replica(
        new Proxy(knex, {
          get: (target, name) =>
            name === 'transaction'
              ? async (run: (trx: Knex.Transaction) => Promise<unknown>) => {
                  transactions += 1;
                  const code = transactions > 1 ? troubles.shift() : undefined;
                  const fail = () => {
                    throw Object.assign(new Error('trouble'), { code });
                  };
                  const answer = await target.transaction(async trx => {
                    const result = await run(trx);
                    return code === '40P01' ? fail() : result;
                  });
                  return code ? fail() : answer;
                }
              : Reflect.get(target, name),
        }),
      );
      const sent = events('e', 1_900);
      const outcomes = await troubled.record('default', sent);
      expect(troubles).toEqual([]);
      expect(
        outcomes.filter(
          ({ status }) => status !== 'charged' && status !== 'duplicate',
        ),
      ).toEqual([]);
      // What was committed without an answer was found again by its keys.
      expect(
        outcomes.filter(({ status }) => status === 'duplicate').length,
      ).toBeGreaterThan(0);
      expect(await knex('usage_event')).toHaveLength(1_900);
      expect(new Set(await journal(knex)).size).toBe(1_900);
      expect(await findings()).toEqual([]);
    });
  },
);
