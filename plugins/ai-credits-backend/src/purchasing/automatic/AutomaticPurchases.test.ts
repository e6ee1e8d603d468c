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

import { TestDatabases } from '@backstage/backend-test-utils';
import { PurchaseRejectedError } from 'backstage-plugin-ai-credits-node';
import { Knex } from 'knex';
import { AlertRunner, Alert } from '../../alerts';
import { DefaultBudgets } from '../../budgets';
import { isPostgres, migrate } from '../../database/engine';
import { ratedUsage } from '../../ledger/__testUtils__/ratedUsage';
import { withPurchase } from '../../http/withPurchase';
import { writingIn } from '../../messages';
import {
  NotingProvider,
  openReplica,
  OPENED,
  Replica,
} from '../__testUtils__/market';
import { automaticPurchaseAlerts } from './alerts';

jest.setTimeout(120_000);
const databases = TestDatabases.create();
const DAY = 86_400_000;
const MINUTE = 60_000;

describe.each(databases.eachSupportedId())('automatic purchase on %s', id => {
  let knex: Knex;
  let clock: { now: number };
  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex);
    clock = { now: OPENED + 10 * DAY };
  });

  /** A charge as the API makes it. */
  const charge = ({ automaticPurchases, ledger }: Replica, credits = '1') => {
    const event = ratedUsage({ credits, occurredAt: clock.now });
    return withPurchase(() => ledger.charge('default', event), {
      automaticPurchases,
    });
  };
  const spend = async ({ ledger }: Replica, credits: string) => {
    const event = ratedUsage({ credits, occurredAt: clock.now });
    await ledger.record('default', [event]);
  };
  const purchases = () => knex('purchase').orderBy('id');
  const lots = () => knex('lot').where('kind', 2);
  const statuses = (results: Array<{ status: string }>) =>
    results.reduce<Record<string, number>>(
      (counts, { status }) => ({
        ...counts,
        [status]: (counts[status] ?? 0) + 1,
      }),
      {},
    );

  const writing = writingIn('en');
  /** Alerts that two replicas tell when they look at the same time. */
  async function tellAlerts(replicas: Replica[]): Promise<Alert[]> {
    const told: Alert[] = [];
    await Promise.all(
      replicas.map(({ dictionary, ledger, logger, policies }) =>
        AlertRunner.create({
          knex,
          account: 'default',
          ledger,
          budgets: DefaultBudgets.create({ knex, ledger, dictionary }),
          dictionary,
          lowBalanceThreshold: 0n,
          deliver: async alert => {
            told.push(alert);
          },
          writing,
          sources: [automaticPurchaseAlerts({ knex, policies, writing })],
          logger,
          now: () => clock.now,
        }).run(),
      ),
    );
    return told;
  }

  it('buys once under 64 concurrent charges that cross the limit, in two replicas', async () => {
    const provider = new NotingProvider();
    const replicas = [
      await openReplica(knex, { provider, clock }),
      await openReplica(knex, { provider, clock }),
    ];
    replicas.forEach(replica => replica.listen());
    await replicas[0].set();
    await spend(replicas[0], '90');

    // 10 credits are left; 64 are asked for, and 50 come with the pack.
    const results = await Promise.all(
      Array.from({ length: 64 }, (_, i) => charge(replicas[i % 2])),
    );

    expect(statuses(results)).toEqual({ charged: 60, refused: 4 });
    await expect(purchases()).resolves.toMatchObject([
      { origin: 'limit', status: 'made', attempts: 1, pack: 'pack-50' },
    ]);
    await expect(lots()).resolves.toHaveLength(1);
    expect(provider.calls).toHaveLength(1);
    expect(provider.calls[0]).toMatchObject({
      origin: 'limit',
      credits: '50',
      price: { amount: '5.00', currency: 'USD' },
    });
    await expect(replicas[1].ledger.balance('default')).resolves.toMatchObject({
      available: '0',
      purchased: '0',
    });
    const told = await tellAlerts(replicas);
    expect(told).toMatchObject([
      {
        kind: 'automatic-purchase-made',
        notice: {
          title: '50 credits were bought automatically',
          also: ['group:default/finance'],
        },
      },
    ]);
    await expect(tellAlerts(replicas)).resolves.toEqual([]);
  });

  it('refuses charges with the reason while the provider fails, and tells once', async () => {
    const provider = new NotingProvider(() => {
      throw new Error('The webhook answered 500');
    });
    const replica = await openReplica(knex, { provider, clock });
    await replica.set();
    await spend(replica, '100');

    const results = await Promise.all(
      Array.from({ length: 64 }, () => charge(replica)),
    );

    expect(statuses(results)).toEqual({ refused: 64 });
    for (const result of results) {
      expect(result).toMatchObject({
        refusal: {
          reason: 'insufficient_credits',
          automaticPurchase: {
            status: 'failed',
            message: 'The automatic purchase failed: The webhook answered 500',
          },
        },
      });
    }
    await expect(purchases()).resolves.toMatchObject([
      { status: 'failed', attempts: 2, error: 'The webhook answered 500' },
    ]);
    await expect(tellAlerts([replica])).resolves.toMatchObject([
      { kind: 'automatic-purchase-failed', notice: { severity: 'high' } },
    ]);

    // After the cooldown the same order is sent again, and nobody is told twice.
    clock.now += 61 * MINUTE;
    await charge(replica);
    expect(provider.calls).toHaveLength(4);
    expect(provider.billed.size).toBe(1);
    await expect(purchases()).resolves.toHaveLength(1);
    await expect(tellAlerts([replica])).resolves.toEqual([]);
    await expect(lots()).resolves.toEqual([]);
  });

  it('tells of failures in a row once, and again after one was made', async () => {
    let works = false;
    const provider = new NotingProvider(() => {
      if (!works) {
        throw new PurchaseRejectedError('The card was declined');
      }
    });
    const replica = await openReplica(knex, { provider, clock });
    await replica.set();
    await spend(replica, '100');
    const kinds: string[] = [];
    const look = async () => {
      clock.now += 61 * MINUTE;
      await charge(replica);
      kinds.push(...(await tellAlerts([replica])).map(({ kind }) => kind));
    };
    await look();
    await look();
    // So long that the first failure is no news any more.
    clock.now += 8 * DAY;
    await look();
    works = true;
    await look();
    await spend(replica, '100');
    works = false;
    await look();
    expect(kinds).toEqual([
      'automatic-purchase-failed',
      'automatic-purchase-made',
      'automatic-purchase-failed',
    ]);
    // A sure no is not asked again under the same key, nor at once.
    expect(provider.calls).toHaveLength(5);
    expect(provider.billed.size).toBe(5);
  });

  it('follows a posting when fewer credits are left than the policy says', async () => {
    const provider = new NotingProvider();
    const replica = await openReplica(knex, { provider, clock });
    replica.listen();
    await replica.set({ trigger: 'balance', below: 30_000_000n });
    await spend(replica, '70');
    await new Promise(resolve => setTimeout(resolve, 700));
    expect(provider.calls).toEqual([]);
    await spend(replica, '0.000001');
    for (let i = 0; i < 50 && (await lots()).length === 0; i++) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    await expect(replica.ledger.balance('default')).resolves.toMatchObject({
      available: '79.999999',
      purchased: '50',
    });
    replica.automaticPurchases.stop();
  });

  it('answers charges at once that are refused while too many wait for a look', async () => {
    let release = () => {};
    const provider = new NotingProvider(
      () =>
        new Promise(resolve => {
          release = resolve;
        }),
    );
    const replica = await openReplica(knex, { provider, clock });
    await replica.set();
    await spend(replica, '100');
    let answered = 0;
    const told = Promise.all(
      Array.from({ length: 1_000 }, async () => {
        const answer = await replica.automaticPurchases.afterRefusal({
          reason: 'insufficient_credits',
          requested: '1',
        });
        answered += 1;
        return answer;
      }),
    );
    for (let i = 0; i < 100 && provider.calls.length === 0; i++) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    expect(answered).toBeGreaterThanOrEqual(800);
    expect(answered).toBeLessThan(1_000);
    release();
    const again = (await told).filter(({ tryAgain }) => tryAgain);
    expect(again).toHaveLength(1_000 - 800);
    expect(provider.calls).toHaveLength(1);
  });

  it('goes on after a crash between the provider and the credits, buying and adding once', async () => {
    const provider = new NotingProvider();
    const crashed = await openReplica(knex, { provider, clock });
    await crashed.set();
    await spend(crashed, '100');
    const post = jest
      .spyOn(crashed.ledger, 'purchase')
      .mockRejectedValue(new Error('the process ended'));
    await expect(crashed.automaticPurchases.check()).rejects.toThrow(
      'the process ended',
    );
    await expect(purchases()).resolves.toMatchObject([{ status: 'pending' }]);
    post.mockRestore();

    const next = await openReplica(knex, { provider, clock });
    await Promise.all([
      next.automaticPurchases.run(),
      crashed.automaticPurchases.run(),
    ]);
    await next.automaticPurchases.run();
    expect(provider.calls).toHaveLength(1);
    await expect(lots()).resolves.toHaveLength(1);
    await expect(purchases()).resolves.toMatchObject([{ status: 'made' }]);
  });

  it('asks again under the same key after a crash within the call', async () => {
    let hangs = true;
    const provider = new NotingProvider(() =>
      hangs ? new Promise(() => {}) : undefined,
    );
    const crashed = await openReplica(knex, {
      provider,
      clock,
      timeoutMs: 100_000,
    });
    await crashed.set();
    await spend(crashed, '100');
    const ended = new AbortController();
    const check = crashed.automaticPurchases.check({ signal: ended.signal });
    while (!provider.calls.length) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    // While it has the claim nobody else is at it.
    const next = await openReplica(knex, { provider, clock });
    await next.automaticPurchases.run();
    expect(provider.calls).toHaveLength(1);
    ended.abort(new Error('shutting down'));
    await expect(check).rejects.toThrow('shutting down');

    hangs = false;
    await next.automaticPurchases.run();
    expect(provider.calls).toHaveLength(2);
    expect(provider.billed.size).toBe(1);
    await expect(lots()).resolves.toHaveLength(1);
    await expect(
      knex('purchase_attempt').orderBy('number').select('number', 'error'),
    ).resolves.toEqual([
      { number: 1, error: 'shutting down' },
      { number: 2, error: null },
    ]);
  });

  it('gives a provider that hangs its time and not more', async () => {
    const provider = new NotingProvider(() => new Promise(() => {}));
    const replica = await openReplica(knex, { provider, clock, timeoutMs: 50 });
    await replica.set();
    await spend(replica, '100');
    await expect(charge(replica)).resolves.toMatchObject({
      status: 'refused',
      refusal: {
        automaticPurchase: {
          message:
            'The automatic purchase failed: The purchase provider did not answer within 50 ms',
        },
      },
    });
    expect(provider.calls).toHaveLength(2);
  });

  it('keeps to the cap, and says so', async () => {
    const provider = new NotingProvider();
    const replica = await openReplica(knex, { provider, clock });
    await replica.set({ maxPurchasesPerMonth: 1, cooldownMinutes: 1 });
    await spend(replica, '100');
    await expect(charge(replica, '50')).resolves.toMatchObject({
      status: 'charged',
    });
    clock.now += 2 * MINUTE;
    await expect(charge(replica)).resolves.toMatchObject({
      status: 'refused',
      refusal: { automaticPurchase: { status: 'capped' } },
    });
    // The next month has an allowance of its own, and a cap of its own.
    clock.now = Date.parse('2026-12-01T00:00:00Z');
    await replica.automaticPurchases.run();
    expect(provider.calls).toHaveLength(1);
    await spend(replica, '100');
    await charge(replica);
    expect(provider.calls).toHaveLength(2);
  });

  it('has the database keep a second one from being under way or bought', async () => {
    const replica = await openReplica(knex, {
      provider: new NotingProvider(),
      clock,
    });
    await replica.set();
    await spend(replica, '100');
    await replica.automaticPurchases.check();
    const [row] = await purchases();
    const twin = { ...row, id: undefined };
    delete twin.id;
    await expect(knex('purchase').insert(twin)).rejects.toThrow(/unique/i);
    const pending = { ...twin, status: 'pending' };
    await knex('purchase').insert({ ...pending, window_key: `${OPENED}:2` });
    await expect(
      knex('purchase').insert({ ...pending, window_key: `${OPENED}:3` }),
    ).rejects.toThrow(/unique/i);
    expect(isPostgres(knex)).toBe(id.startsWith('POSTGRES'));
  });

  it('applies a new limit to the next charge in every replica', async () => {
    const provider = new NotingProvider();
    const one = await openReplica(knex, { provider, clock });
    const other = await openReplica(knex, { provider, clock });
    await charge(one, '60');
    await charge(other, '40');
    await expect(charge(other)).resolves.toMatchObject({ status: 'refused' });
    const { before, after } = await one.policies.put(
      'default',
      { ...(await one.policies.current('default')), excessLimit: 3_000_000n },
      'user:default/root',
    );
    expect([before.revision, after.revision]).toEqual([0, 1]);
    await expect(charge(other, '2')).resolves.toMatchObject({
      status: 'charged',
    });
    await expect(other.ledger.balance('default')).resolves.toMatchObject({
      excess: { used: '2', limit: '3', remaining: '1' },
    });
    await other.policies.put(
      'default',
      { ...after, excessLimit: 1_000_000n },
      'user:default/root',
    );
    const results = await Promise.all([charge(one), charge(other)]);
    expect(statuses(results)).toEqual({ refused: 2 });
    await expect(
      knex('account_policy').orderBy('revision').pluck('revision'),
    ).resolves.toEqual([1, 2]);
  });
});
