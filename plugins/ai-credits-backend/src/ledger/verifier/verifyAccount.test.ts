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
import { DefaultBudgets } from '../../budgets/DefaultBudgets';
import { Dictionary } from '../../database/dictionary';
import { migrate } from '../../database/engine';
import { ExpiryTask, HoldsTask, PeriodStartTask } from '../../tasks';
import { ratedUsage } from '../__testUtils__/ratedUsage';
import { foldUsage } from '../../usage/fold';
import { proveRollups } from '../../usage/proveRollups';
import { DefaultLedger } from '../DefaultLedger';
import { withoutTriggers } from '../__testUtils__/withoutTriggers';
import { verifyAccount } from './verifyAccount';

const databases = TestDatabases.create();
jest.setTimeout(120_000);

const DAY = 86_400_000;

describe.each(databases.eachSupportedId())('verifyAccount on %s', id => {
  async function setup() {
    const knex = await databases.init(id);
    await migrate(knex);
    const clock = { now: Date.parse('2026-10-28T12:00:00Z') };
    const dictionary = Dictionary.create({ knex });
    const ledger = await DefaultLedger.create({
      knex,
      logger: mockServices.logger.mock(),
      dictionary,
      account: { name: 'default', timeZone: 'Europe/Amsterdam' },
      settings: {
        monthlyAllowance: parseCredits('50'),
        excessLimit: parseCredits('20'),
        lateEventGraceMs: 3_600_000,
        maxOpenHolds: 100,
      },
      queueLimit: 10_000,
      batchSize: 50,
      now: () => clock.now,
    });
    const budgets = DefaultBudgets.create({
      knex,
      ledger,
      dictionary,
      now: () => clock.now,
    });
    const verify = () =>
      verifyAccount({
        knex,
        account: 'default',
        dictionary,
        calendar: ledger.calendar,
        proveRollups,
      });
    return { knex, clock, ledger, budgets, verify };
  }

  /** A month and a half with everything that can happen in it. */
  async function live({
    knex,
    clock,
    ledger,
    budgets,
  }: Awaited<ReturnType<typeof setup>>) {
    await budgets.put('default', {
      scope: { kind: 'team', ref: 'group:default/payments' },
      period: 'month',
      credits: parseCredits('60'),
      hard: true,
      thresholds: [75],
      rolloverCap: parseCredits('5'),
    });
    const results = await ledger.record(
      'default',
      Array.from({ length: 120 }, (_, i) =>
        ratedUsage({
          credits: `0.${String(i).padStart(6, '1')}`,
          occurredAt: clock.now - i * 1_000,
          user: `user:default/u${i % 7}`,
        }),
      ),
    );
    // A budget that comes later starts with what has been used.
    await budgets.put('default', {
      scope: { kind: 'user', ref: 'user:default/u3' },
      period: 'week',
      credits: parseCredits('5'),
      hard: false,
      thresholds: [],
    });
    await ledger.purchase(
      'default',
      {
        pack: 'p',
        credits: parseCredits('40'),
        price: { amount: '5.00', currency: 'USD' },
        idempotencyKey: 'p1',
      },
      'user:default/admin',
    );
    const [first] = results;
    await ledger.refund(
      'default',
      {
        transactionId: first.status === 'charged' ? first.transactionId : '',
        reason: 'wrong',
        idempotencyKey: 'r1',
      },
      'user:default/admin',
    );
    const event = ratedUsage({ credits: '3', occurredAt: clock.now });
    const hold = await ledger.reserve('default', event, {
      credits: parseCredits('4'),
      ttlMs: 60_000,
      eventJson: '{}',
    });
    await ledger.settle(
      'default',
      hold.status === 'held' ? hold.reservationId : '',
      event,
    );
    await ledger.reserve(
      'default',
      ratedUsage({ credits: '3', occurredAt: clock.now }),
      { credits: parseCredits('4'), ttlMs: 60_000, eventJson: '{}' },
    );
    clock.now += 10 * DAY;
    await new HoldsTask({ ledger, account: 'default' }).run(
      new AbortController().signal,
    );
    await new PeriodStartTask({ ledger, budgets, account: 'default' }).run();
    await new ExpiryTask({
      ledger,
      account: 'default',
      lateEventGraceMs: 3_600_000,
    }).run(new AbortController().signal);
    await ledger.record('default', [
      ratedUsage({ credits: '70', occurredAt: clock.now }),
      ratedUsage({ credits: '15', occurredAt: clock.now }),
    ]);
    const { id: accountId } = await knex('account').first('id');
    await foldUsage({ knex, accountId });
    await ledger.record('default', [
      ratedUsage({ credits: '0.25', occurredAt: clock.now, latencyMs: 900 }),
    ]);
    await ledger.grant(
      'default',
      {
        kind: 'adjustment',
        credits: parseCredits('7'),
        reason: 'sorry',
        idempotencyKey: 'g1',
      },
      'user:default/admin',
    );
    await ledger.grant(
      'default',
      {
        kind: 'adjustment',
        credits: parseCredits('-2'),
        reason: 'too much',
        idempotencyKey: 'g2',
      },
      'user:default/admin',
    );
  }

  it('finds nothing in a ledger that lived', async () => {
    const context = await setup();
    await live(context);
    const result = await context.verify();
    expect(result.findings).toEqual([]);
    expect(result.entries).toBeGreaterThan(125);

    const [team, user] = await context.budgets.list('default');
    // 70, 15 and 0.25 in November; October left nothing that could roll over.
    expect(team).toMatchObject({ used: parseCredits('85.25'), held: 0n });
    expect(user.used).toBe(0n);
  });

  it('names what was edited by hand', async () => {
    const context = await setup();
    await live(context);
    const { knex } = context;
    const edits: Array<[string, () => Promise<unknown>, string]> = [
      [
        'journal_entry',
        () => knex('journal_entry').where('seq', 7).update({ amount: 1 }),
        'block-hash',
      ],
      [
        'usage_event',
        () =>
          knex('usage_event')
            .where('kind', 1)
            .orderBy('id')
            .limit(1)
            .update({ input_tokens: 1 }),
        'block-hash',
      ],
      [
        'lot',
        () => knex('lot').where('id', 1).update({ remaining: 1 }),
        'lot-remaining',
      ],
      [
        'period',
        () => knex('period').update({ excess_used: 1 }),
        'excess-used',
      ],
      [
        'budget_use',
        () => knex('budget_use').update({ used: 1 }),
        'budget-used',
      ],
      [
        'rollup_day_user',
        () => knex('rollup_day_user').limit(1).update({ credits: 1 }),
        'rollup',
      ],
      [
        'journal_block',
        () =>
          knex('journal_block')
            .where('number', 2)
            .update({ previous_hash: 'x' }),
        'previous-hash',
      ],
    ];
    for (const [table, edit, check] of edits) {
      await withoutTriggers(knex, table, edit);
      const { findings } = await context.verify();
      expect(findings.map(finding => finding.check)).toContain(check);
    }
  });
});
