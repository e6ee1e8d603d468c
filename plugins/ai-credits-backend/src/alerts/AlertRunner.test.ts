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
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { DirectoryService } from '../attribution';
import { DefaultBudgets } from '../budgets';
import { readAlerts } from '../config/alerts';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { ledgerStore } from '../database/LedgerStore';
import { DefaultLedger } from '../ledger/DefaultLedger';
import { writingIn } from '../messages';
import { ratedUsage } from '../ledger/__testUtils__/ratedUsage';
import { AlertRunner } from './AlertRunner';
import { createAlertDelivery } from './delivery';
import { AlertSource } from './types';

const databases = TestDatabases.create();
jest.setTimeout(120_000);

const START = Date.parse('2026-11-01T00:00:00Z');
const DAY = 86_400_000;
const MINUTE = 60_000;
const ADMINS = 'user:default/root';

type Send = jest.Mock<Promise<void>, [NotificationSendOptions]>;

/** One process of the backend, with its own caches. */
async function replica(
  knex: Knex,
  clock: { now: number },
  send: Send,
  options: {
    allowance?: string;
    threshold?: string;
    sources?: AlertSource[];
    alerts?: JsonObject;
  } = {},
) {
  const now = () => clock.now;
  const config = readAlerts(
    new ConfigReader(
      options.alerts && { aiCredits: { alerts: options.alerts } },
    ),
    [ADMINS],
  );
  const logger = mockServices.logger.mock();
  const dictionary = Dictionary.create({ knex });
  const ledger = await DefaultLedger.create({
    knex,
    logger,
    dictionary,
    account: { name: 'default', timeZone: 'UTC', openedAt: START },
    settings: {
      monthlyAllowance: parseCredits(options.allowance ?? '1000000'),
      excessLimit: 0n,
      lateEventGraceMs: 3_600_000,
      maxOpenHolds: 100,
    },
    queueLimit: 20_000,
    batchSize: 1_000,
    now,
  });
  const budgets = DefaultBudgets.create({ knex, ledger, dictionary, now });
  const directory = DirectoryService.create({
    read: async () => ({
      users: new Map([['user:default/u1', { groups: [] }]]),
      groups: new Map(),
      services: new Map(),
      projects: new Map(),
    }),
    groupTypes: { team: [], department: [] },
    logger,
  });
  const runner = AlertRunner.create({
    knex,
    account: 'default',
    ledger,
    budgets,
    dictionary,
    lowBalanceThreshold: parseCredits(options.threshold ?? '0'),
    kinds: config.kinds,
    deliver: createAlertDelivery({
      config,
      account: 'default',
      notifications: { send },
      directory,
      logger,
    }),
    sources: options.sources,
    writing: writingIn('en'),
    logger,
    now,
  });
  return { runner, ledger, budgets, logger };
}

describe.each(databases.eachSupportedId())('AlertRunner on %s', id => {
  async function setup(
    options?: Parameters<typeof replica>[3],
    databaseId: TestDatabaseId = id,
  ) {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    const clock = { now: START + 10 * DAY };
    const send: Send = jest.fn().mockResolvedValue(undefined);
    const first = await replica(knex, clock, send, options);
    const titles = () => send.mock.calls.map(([{ payload }]) => payload.title);
    return { knex, clock, send, titles, options, ...first };
  }

  const userBudget = (ref: string, credits = '10') => ({
    scope: { kind: 'user' as const, ref },
    period: 'month' as const,
    to: () => ({
      credits: parseCredits(credits),
      hard: false,
      thresholds: [75, 90, 100],
    }),
  });

  it('tells 200 budgets that cross together exactly once, with two replicas at it', async () => {
    const { knex, clock, send, runner, ledger, budgets } = await setup();
    const other = await replica(knex, clock, send);
    const users = Array.from({ length: 200 }, (_, i) => `user:default/u${i}`);
    await budgets.apply(
      'default',
      users.map(user => userBudget(user)),
    );
    await Promise.all([runner.run(), other.runner.run()]);
    expect(send).not.toHaveBeenCalled();

    await ledger.record(
      'default',
      users.map((user, i) =>
        ratedUsage({
          id: `e${i}`,
          user,
          credits: '7.5',
          occurredAt: clock.now,
        }),
      ),
    );
    await Promise.all([
      runner.run(),
      other.runner.run(),
      runner.run(),
      other.runner.run(),
    ]);
    await runner.run();

    const sent = send.mock.calls.map(([{ payload }]) => payload);
    expect(sent).toHaveLength(200);
    expect(sent.map(({ title }) => title).sort()).toEqual(
      users
        .map(
          user =>
            `User ${user.slice(13)} has used 75 % of its credits for the month`,
        )
        .sort(),
    );
    expect(new Set(sent.map(({ scope }) => scope)).size).toBe(200);
    expect(
      send.mock.calls.find(([{ payload }]) =>
        payload.title.startsWith('User u1 '),
      )![0],
    ).toMatchObject({
      recipients: { type: 'entity', entityRef: ['user:default/u1'] },
      payload: {
        topic: 'ai-credits',
        severity: 'normal',
        link: '/ai-credits/budgets',
      },
    });
    await expect(knex('alert').whereNull('delivered_at')).resolves.toEqual([]);

    // More use reaches the next threshold, for one of them.
    await ledger.record('default', [
      ratedUsage({ user: users[0], credits: '2', occurredAt: clock.now }),
    ]);
    send.mockClear();
    await Promise.all([runner.run(), other.runner.run()]);
    expect(send.mock.calls.map(([{ payload }]) => payload.title)).toEqual([
      'User u0 has used 90 % of its credits for the month',
    ]);
  });

  it('tells 200 budgets that cross all thresholds in one go of the highest, once each', async () => {
    const { knex, clock, send, runner, ledger, budgets } = await setup();
    const other = await replica(knex, clock, send);
    const users = Array.from({ length: 200 }, (_, i) => `user:default/u${i}`);
    await budgets.apply(
      'default',
      users.map(user => userBudget(user)),
    );
    // They reach 80 % while both look, and then pass 100 %.
    for (const credits of ['8', '4']) {
      await ledger.record(
        'default',
        users.map((user, i) =>
          ratedUsage({
            id: `${credits}-${i}`,
            user,
            credits,
            occurredAt: clock.now,
          }),
        ),
      );
      await Promise.all([
        runner.run(),
        other.runner.run(),
        runner.run(),
        other.runner.run(),
      ]);
    }
    clock.now += 60 * MINUTE;
    await Promise.all([runner.run(), other.runner.run()]);
    const count = (percent: number) =>
      send.mock.calls.filter(([{ payload }]) =>
        payload.title.includes(` has used ${percent} %`),
      ).length;
    expect([75, 90, 100].map(count)).toEqual([200, 0, 200]);
    expect(send).toHaveBeenCalledTimes(400);
    // What was passed over is written down, and is not told later.
    await expect(knex('alert').select('id')).resolves.toHaveLength(600);
  });

  it('tells whom the configuration says, and nothing of what is switched off', async () => {
    const { clock, send, runner, ledger, budgets } = await setup({
      allowance: '100',
      threshold: '95',
      alerts: {
        kinds: {
          budget: { recipients: ['user:default/finance', 'owners'] },
          lowBalance: { enabled: false },
        },
      },
    });
    const user = 'user:default/u1';
    await budgets.apply('default', [userBudget(user)]);
    await ledger.record('default', [
      ratedUsage({ user, credits: '8', occurredAt: clock.now }),
    ]);
    await runner.run();
    expect(send.mock.calls.map(([{ recipients }]) => recipients)).toEqual([
      { type: 'entity', entityRef: ['user:default/finance', user] },
    ]);
  });

  it('does not count what is only held, and begins anew with the period', async () => {
    const { clock, titles, runner, ledger, budgets } = await setup();
    const user = 'user:default/u1';
    await budgets.apply('default', [userBudget(user)]);
    await ledger.reserve(
      'default',
      ratedUsage({ user, credits: '10', occurredAt: clock.now }),
      { credits: parseCredits('10'), ttlMs: 3_600_000, eventJson: '{}' },
    );
    await runner.run();
    expect(titles()).toEqual([]);

    const use = async (at: number) => {
      clock.now = at;
      await ledger.record('default', [
        ratedUsage({ user, credits: '8', occurredAt: at }),
      ]);
      await runner.run();
    };
    await use(clock.now);
    await use(START + 35 * DAY);
    const said = 'User u1 has used 75 % of its credits for the month';
    expect(titles()).toEqual([said, said]);
  });

  it('tells of what was used in the last seconds of a period after its end, once', async () => {
    const { knex, clock, send, titles, runner, ledger, budgets } =
      await setup();
    const other = await replica(knex, clock, send);
    const user = 'user:default/u1';
    await budgets.apply('default', [userBudget(user)]);
    await runner.run();
    const end = START + 30 * DAY;
    const use = (credits: string, occurredAt: number) =>
      ledger.record('default', [ratedUsage({ user, credits, occurredAt })]);
    clock.now = end - 1_000;
    await use('8', clock.now);
    clock.now = end + 20_000;
    await Promise.all([runner.run(), other.runner.run()]);
    const said = (percent: number) =>
      `User u1 used ${percent} % of its credits for the month that has ended`;
    expect(titles()).toEqual([said(75)]);

    // It comes late, and the new month has thresholds of its own.
    await use('4', end - 5_000);
    await use('8', clock.now);
    await runner.run();
    await other.runner.run();
    expect(titles().slice(1).sort()).toEqual([
      'User u1 has used 75 % of its credits for the month',
      said(100),
    ]);
    clock.now = end + 2 * DAY;
    await use('1', clock.now);
    await Promise.all([runner.run(), other.runner.run()]);
    expect(titles().slice(3)).toEqual([
      'User u1 has used 90 % of its credits for the month',
    ]);
  });

  it('tells a threshold again that is reached anew after the limit was raised', async () => {
    const { knex, clock, send, titles, runner, ledger, budgets } =
      await setup();
    const other = await replica(knex, clock, send);
    const user = 'user:default/u1';
    const both = () => Promise.all([runner.run(), other.runner.run()]);
    const use = async (credits: string) => {
      await ledger.record('default', [
        ratedUsage({ user, credits, occurredAt: clock.now }),
      ]);
      await both();
      await both();
    };
    await budgets.apply('default', [userBudget(user)]);
    await use('10');
    const said = (percent: number) =>
      `User u1 has used ${percent} % of its credits for the month`;
    expect(titles()).toEqual([said(100)]);

    await budgets.apply('default', [userBudget(user, '20')]);
    await both();
    await use('4');
    expect(titles()).toEqual([said(100)]);
    await use('1');
    await use('5');
    expect(titles()).toEqual([said(100), said(75), said(100)]);
    await use('5');
    expect(titles()).toHaveLength(3);
  });

  it('tries again what could not be delivered, and delivers it once', async () => {
    const { knex, clock, send, runner, ledger, budgets } = await setup();
    const other = await replica(knex, clock, send);
    const user = 'user:default/u1';
    await budgets.apply('default', [userBudget(user)]);
    await ledger.record('default', [
      ratedUsage({ user, credits: '8', occurredAt: clock.now }),
    ]);
    send.mockRejectedValue(
      new Error('Failed to send notifications: Error: status 503'),
    );
    await runner.run();
    // Within the minute nobody else touches it.
    await Promise.all([runner.run(), other.runner.run()]);
    expect(send).toHaveBeenCalledTimes(1);

    clock.now += MINUTE;
    await Promise.all([runner.run(), other.runner.run()]);
    expect(send).toHaveBeenCalledTimes(2);
    send.mockReset().mockResolvedValue(undefined);
    clock.now += MINUTE;
    await Promise.all([runner.run(), other.runner.run()]);
    // It waits longer each time.
    expect(send).toHaveBeenCalledTimes(0);
    clock.now += MINUTE;
    await Promise.all([runner.run(), other.runner.run()]);
    expect(send).toHaveBeenCalledTimes(1);

    clock.now += 60 * MINUTE;
    await runner.run();
    expect(send).toHaveBeenCalledTimes(1);
    await expect(knex('alert').first()).resolves.toMatchObject({ attempts: 3 });
  });

  it('gives up at last', async () => {
    const { clock, send, runner, ledger, budgets } = await setup();
    const user = 'user:default/u1';
    await budgets.apply('default', [userBudget(user)]);
    await ledger.record('default', [
      ratedUsage({ user, credits: '8', occurredAt: clock.now }),
    ]);
    send.mockRejectedValue(new Error('down'));
    for (let run = 0; run < 40; run++) {
      await runner.run();
      clock.now += 40 * MINUTE;
    }
    expect(send).toHaveBeenCalledTimes(30);
  });

  it('writes into the log what a portal without notifications cannot show', async () => {
    const { knex, send, runner, logger } = await setup({
      allowance: '10',
      threshold: '20',
    });
    send.mockRejectedValue(
      new Error(
        'Failed to send notifications: Error: Request failed with status 404',
      ),
    );
    await runner.run();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('AI credits are running low: 10 left'),
      expect.anything(),
    );
    await expect(knex('alert').whereNull('delivered_at')).resolves.toEqual([]);
  });

  it('tells of a low balance once, and again after it was above', async () => {
    const { knex, clock, send, titles, runner, ledger, options } = await setup({
      allowance: '100',
      threshold: '50',
    });
    const other = await replica(knex, clock, send, options);
    const both = () => Promise.all([runner.run(), other.runner.run()]);
    const spend = async (credits: string) => {
      await ledger.record('default', [
        ratedUsage({ credits, occurredAt: clock.now }),
      ]);
      await both();
    };
    await spend('50');
    expect(titles()).toEqual([]);
    await spend('1');
    await spend('9');
    const first = 'AI credits are running low: 49 left';
    expect(titles()).toEqual([first]);
    expect(send.mock.calls[0][0]).toMatchObject({
      recipients: { entityRef: [ADMINS] },
      payload: { severity: 'high', link: '/ai-credits' },
    });

    await ledger.grant(
      'default',
      {
        kind: 'promotion',
        credits: parseCredits('60'),
        reason: 'Topped up',
        idempotencyKey: 'g1',
      } as Parameters<typeof ledger.grant>[1],
      'user:default/root',
    );
    await both();
    await spend('70');
    await spend('1');
    expect(titles()).toEqual([first, 'AI credits are running low: 30 left']);
  });

  it('tells of names that the rate card does not know, each once a month', async () => {
    const { knex, clock, send, titles, runner, ledger } = await setup();
    const other = await replica(knex, clock, send);
    const use = (
      model: string,
      action: string,
      flags: Parameters<typeof ratedUsage>[0]['flags'],
    ) =>
      ledger.record('default', [
        ratedUsage({ model, action, flags, occurredAt: clock.now }),
      ]);
    await use('gpt-4o', 'description', []);
    await use('llama', 'description', ['unknown-model', 'unattributed']);
    await use('llama', 'summary', ['unknown-model', 'unknown-action']);
    await Promise.all([runner.run(), other.runner.run()]);
    await use('llama', 'description', ['unknown-model']);
    await Promise.all([runner.run(), other.runner.run()]);
    const llama = 'The rate card does not know the model llama';
    expect(titles().sort()).toEqual([
      'The rate card does not know the action summary',
      llama,
    ]);

    send.mockClear();
    clock.now += 30 * DAY;
    await use('llama', 'description', ['unknown-model']);
    await runner.run();
    expect(titles()).toEqual([llama]);
  });

  it('tells what others find once, however often and by whomever it is found', async () => {
    const unusual = (day: number, about?: string) => ({
      kind: 'unusual-day' as const,
      subject: about ?? 'account',
      periodStart: START + day * DAY,
      threshold: 0,
      notice: {
        severity: 'normal' as const,
        title: `Day ${day} was unusual`,
        description: 'Twice as much as on other days.',
        link: '/ai-credits/usage',
        about: about ? { kind: 'user' as const, ref: about } : undefined,
        also: ['user:default/asked'],
      },
    });
    const found = [
      unusual(3),
      unusual(3),
      unusual(4, 'user:default/u1'),
      // Nobody would remember that it was told.
      unusual(-500),
    ];
    const sources: AlertSource[] = [
      {
        name: 'broken',
        due: async () => {
          throw new Error('broken');
        },
      },
      { name: 'unusual days', due: async () => found },
    ];
    const { knex, clock, send, runner, options } = await setup({ sources });
    const other = await replica(knex, clock, send, options);
    for (let times = 0; times < 3; times++) {
      await Promise.all([runner.run(), other.runner.run()]);
    }
    expect(
      send.mock.calls
        .map(([{ payload, recipients }]) => [payload.title, recipients])
        .sort(),
    ).toEqual([
      [
        'Day 3 was unusual',
        { type: 'entity', entityRef: ['user:default/asked', ADMINS] },
      ],
      [
        'Day 4 was unusual',
        {
          type: 'entity',
          entityRef: ['user:default/asked', 'user:default/u1'],
        },
      ],
    ]);
  });

  it('reads the budgets no more than it must', async () => {
    const { knex, clock, runner, ledger, budgets } = await setup();
    await budgets.apply('default', [userBudget('user:default/u1')]);
    // Opens the month, which is a change.
    await ledger.balance('default');
    const list = jest.spyOn(budgets, 'list');
    await runner.run();
    list.mockClear();
    await runner.run();
    expect(list).not.toHaveBeenCalled();
    await ledger.record('default', [ratedUsage({ occurredAt: clock.now })]);
    await runner.run();
    expect(list).toHaveBeenCalledTimes(1);

    // What is no longer of any use is forgotten.
    const { id: accountId } = await ledgerStore.account(knex, 'default');
    await knex('alert').insert({
      account_id: accountId,
      kind: 'budget',
      subject: 'old',
      period_start: START - 500 * DAY,
      threshold: 75,
      notice: '{}',
      created_at: 0,
      claim: 'c',
      retry_at: 0,
      delivered_at: 0,
    });
    clock.now += 2 * DAY;
    await runner.run();
    await expect(knex('alert').where('subject', 'old')).resolves.toEqual([]);
  });
});
