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
import { ConfigReader } from '@backstage/config';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import {
  parseCredits,
  ReportRequest,
  reportRequestSchema,
} from 'backstage-plugin-ai-credits-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { createServer } from 'net';
import { Directory, DirectoryService } from '../attribution';
import { DefaultBudgets } from '../budgets';
import { readAiCreditsConfig } from '../config';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { ledgerStore } from '../database/LedgerStore';
import { DatabaseInsights } from '../insights/DatabaseInsights';
import { DefaultLedger } from '../ledger/DefaultLedger';
import { ratedUsage } from '../ledger/__testUtils__/ratedUsage';
import { RateCards, RateCardStore } from '../rating';
import { DatabaseUsageQueries } from '../usage';
import { createReports } from './createReports';
import { OwnerView } from './ownerView';
import { reportStore } from './ReportStore';
import { runStore } from './RunStore';
import { nextTimes } from './schedule';
import { ReportDefinition } from './types';

const databases = TestDatabases.create();
jest.setTimeout(60_000);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-01T00:00:00Z');
const JO = 'user:default/jo';
const PAYMENTS = 'group:default/payments';

type Send = jest.Mock<Promise<void>, [NotificationSendOptions]>;

const organisation = (): {
  users: Map<string, { groups: string[] }>;
  groups: Map<string, { type: string; parent?: string }>;
} => ({
  users: new Map([
    [JO, { groups: [PAYMENTS] }],
    ['user:default/kim', { groups: [PAYMENTS] }],
  ]),
  groups: new Map([[PAYMENTS, { type: 'team' }]]),
});

/** A portal's reports with a clock and a catalog that the test moves, and as many replicas as it asks for. */
async function portal(knex: Knex, rootConfig: JsonObject = {}) {
  await migrate(knex);
  const clock = { now: START + 20 * DAY };
  const directory = organisation();
  const send: Send = jest.fn(async (_: NotificationSendOptions) => {});
  const logger = mockServices.logger.mock();
  const dictionary = Dictionary.create({ knex });
  const config = readAiCreditsConfig(
    new ConfigReader({ organization: { name: 'Example' } }),
  );
  const ledger = await DefaultLedger.create({
    knex,
    logger,
    dictionary,
    account: { name: 'default', timeZone: 'UTC', openedAt: START },
    settings: {
      monthlyAllowance: parseCredits('1000'),
      excessLimit: 0n,
      lateEventGraceMs: 400 * DAY,
      maxOpenHolds: 100,
    },
    queueLimit: 1_000,
    batchSize: 1_000,
    now: () => clock.now,
  });
  const { id: accountId } = await ledgerStore.account(knex, 'default');
  const usage = DatabaseUsageQueries.create({
    knex,
    dictionary,
    zoneOf: () => 'UTC',
    logger,
  });
  const replica = async () => {
    const service = DirectoryService.create({
      read: async () =>
        ({
          ...directory,
          services: new Map(),
          projects: new Map(),
        } as Directory),
      groupTypes: { team: ['team'], department: ['department'] },
      logger,
    });
    await service.ready();
    const { runner } = createReports({
      knex,
      dictionary,
      accountId,
      config,
      usage,
      budgets: DefaultBudgets.create({ knex, ledger, dictionary }),
      directory: service,
      insights: DatabaseInsights.create({
        context: { knex, dictionary, accountId, clock: ledger.calendar },
        settings: { unusedAfterDays: 14 },
      }),
      rateCards: await RateCards.create({
        store: RateCardStore.create({ knex, accountId }),
        openedAt: START,
        logger,
      }),
      catalog: {
        getEntitiesByRefs: async ({
          entityRefs,
        }: {
          entityRefs: string[];
        }) => ({
          items: entityRefs.map(() => undefined),
        }),
      } as never,
      auth: mockServices.auth(),
      notifications: { send },
      rootConfig: mockServices.rootConfig({ data: rootConfig }),
      logger,
      now: () => clock.now,
    });
    return { runner, directory: service };
  };
  const define = async (
    more: Partial<ReportRequest> = {},
    view: Partial<OwnerView> = {},
  ) => {
    const { account, version, ...asked } = reportRequestSchema.parse({
      name: 'Report',
      kind: 'daily',
      schedule: { kind: 'daily', time: '06:00' },
      ...more,
    });
    const definition: ReportDefinition = { language: 'en', ...asked };
    return reportStore.insert(knex, accountId, {
      owner: JO,
      definition,
      view: {
        usage: { kind: 'all' },
        balance: true,
        budgets: true,
        known: true,
        groups: [PAYMENTS],
        at: clock.now,
        ...view,
      },
      nextRunAt: nextTimes(definition.schedule, 'UTC', clock.now, 1)[0],
      createdAt: clock.now,
    });
  };
  const runs = (reportId: number) =>
    runStore.list(knex, reportId, { limit: 100 });
  return {
    knex,
    accountId,
    clock,
    directory,
    ledger,
    send,
    replica,
    define,
    runs,
  };
}

describe.each(databases.eachSupportedId())('ReportRunner on %s', engine => {
  let p: Awaited<ReturnType<typeof portal>>;
  beforeEach(async () => {
    p = await portal(await databases.init(engine));
  });

  it('makes and delivers each scheduled run once, of any number of replicas', async () => {
    const replicas = [await p.replica(), await p.replica(), await p.replica()];
    const id = await p.define({
      recipients: [JO, PAYMENTS, 'user:default/gone', 'group:default/none'],
    });
    await p.ledger.record('default', [
      ratedUsage({ credits: '7.654321', occurredAt: p.clock.now - 12 * HOUR }),
    ]);
    const all = () => Promise.all(replicas.map(({ runner }) => runner.run()));
    await all();
    expect(await p.runs(id)).toEqual([]);

    p.clock.now += DAY;
    await all();
    await all();
    const [run, ...others] = await p.runs(id);
    expect(others).toEqual([]);
    expect(run).toMatchObject({
      status: 'done',
      delivery: 'done',
      scheduledFor: START + 20 * DAY + 6 * HOUR,
      attempts: 1,
      deliveries: [
        { recipient: JO, status: 'sent' },
        { recipient: PAYMENTS, status: 'sent' },
        { recipient: 'user:default/gone', status: 'skipped' },
        { recipient: 'group:default/none', status: 'skipped' },
      ],
    });
    // Jo is told for herself, and not again for her group.
    expect(p.send.mock.calls.map(([{ recipients }]) => recipients)).toEqual([
      { type: 'entity', entityRef: [JO] },
      { type: 'entity', entityRef: ['user:default/kim'] },
    ]);
    const { contents } = (await runStore.contents(p.knex, run.id))!;
    expect(contents.stats[0]).toMatchObject({ value: '7.654321' });
    expect(contents.headline).toBe(
      'On 20 Nov 2026, Example used 7.65 credits for 1 request.',
    );

    // Three days in which nothing ran are made up for once.
    p.clock.now += 3 * DAY;
    await all();
    const later = await p.runs(id);
    expect(later).toHaveLength(2);
    expect(later[0].scheduledFor).toBe(run.scheduledFor! + 3 * DAY);
    expect(
      (await runStore.contents(p.knex, later[0].id))!.contents,
    ).toMatchObject({ empty: true, sections: [] });
  });

  it('shows nothing of an owner who left, or lost a group, and says so', async () => {
    const { runner, directory } = await p.replica();
    const id = await p.define();
    const runNext = async () => {
      p.clock.now += DAY;
      await directory.refresh();
      await runner.run();
      return (await p.runs(id))[0];
    };
    p.directory.users.set(JO, { groups: [] });
    expect(await runNext()).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(`${JO} has left ${PAYMENTS}`),
    });
    // Who is still there is told.
    expect(p.send.mock.calls[0][0]).toMatchObject({
      recipients: { entityRef: [JO] },
      payload: { title: 'The report Report could not be made' },
    });
    p.directory.users.delete(JO);
    expect(await runNext()).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('in the catalog no more'),
      deliveries: [{ recipient: JO, status: 'skipped' }],
    });
    p.directory.users.set(JO, { groups: [PAYMENTS] });
    expect(await runNext()).toMatchObject({ status: 'done' });
    p.clock.now += 200 * DAY;
    expect(await runNext()).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('has not been seen since'),
    });
  });

  it('tells of a team that is gone, and keeps what was made before', async () => {
    const { runner, directory } = await p.replica();
    const id = await p.define({ subject: { kind: 'team', ref: PAYMENTS } });
    await p.ledger.record('default', [
      ratedUsage({ credits: '3', occurredAt: p.clock.now - 12 * HOUR }),
    ]);
    p.directory.groups.delete(PAYMENTS);
    p.directory.users.set(JO, { groups: [PAYMENTS] });
    await directory.refresh();
    p.clock.now += DAY;
    await runner.run();
    const [first] = await p.runs(id);
    const { contents } = (await runStore.contents(p.knex, first.id))!;
    expect(contents).toMatchObject({
      empty: false,
      notices: [expect.stringContaining('in the catalog no more')],
    });
    p.clock.now += DAY;
    await runner.run();
    const [second] = await p.runs(id);
    expect(second).toMatchObject({
      status: 'failed',
      error: expect.stringContaining(`${PAYMENTS} is in the catalog no more`),
    });
    expect((await runStore.contents(p.knex, first.id))!.contents).toEqual(
      contents,
    );
  });

  it('takes over what a crashed worker left, and delivers what it did not', async () => {
    const { runner } = await p.replica();
    const id = await p.define({ recipients: [JO, PAYMENTS] });
    p.clock.now += DAY;
    const report = (await reportStore.find(p.knex, p.accountId, id))!;
    const claim = { by: 'crashed' };
    const leave = async (scheduledFor: number) => {
      const runId = (await runStore.insert(p.knex, p.accountId, report, {
        from: START,
        to: START + DAY,
        scheduledFor,
        createdAt: p.clock.now,
      }))!;
      const lease = p.clock.now + 60_000;
      await runStore.claim(
        p.knex,
        { runId, ...claim },
        'make',
        p.clock.now,
        lease,
      );
      return runId;
    };
    // One died while it worked, one after it had told the first recipient.
    const working = await leave(1);
    const telling = await leave(2);
    const { contents, view } = {
      contents: {
        name: 'made',
        language: 'en',
        firstDay: '2026-11-01',
        lastDay: '2026-11-01',
        headline: 'h',
      } as never,
      view: report.view,
    };
    const held = { runId: telling, ...claim };
    await runStore.finish(
      p.knex,
      held,
      p.clock.now,
      { status: 'done', contents, view },
      true,
    );
    await runStore.delivered(
      p.knex,
      held,
      [{ recipient: JO, status: 'sent' }],
      false,
    );
    await p.knex('report').update({ next_run_at: null });

    await runner.run();
    expect(p.send).not.toHaveBeenCalled();
    p.clock.now += 5 * 60_000;
    await runner.run();
    const found = await p.runs(id);
    expect(found.find(run => run.id === working)).toMatchObject({
      status: 'done',
      attempts: 2,
      delivery: 'done',
    });
    expect(found.find(run => run.id === telling)!.deliveries).toEqual([
      { recipient: JO, status: 'sent' },
      { recipient: PAYMENTS, status: 'sent' },
    ]);
    expect(
      p.send.mock.calls
        .filter(([{ payload }]) => payload.scope?.endsWith(`.${telling}`))
        .map(([{ recipients }]) => recipients),
    ).toEqual([{ type: 'entity', entityRef: ['user:default/kim'] }]);
  });

  it('gives up a run that ends every worker, and one whose notifications fail is visible', async () => {
    const { runner } = await p.replica();
    const id = await p.define({ recipients: [JO] });
    p.send.mockRejectedValue(new Error('mail is down'));
    p.clock.now += DAY;
    await runner.run();
    expect((await p.runs(id))[0].deliveries).toEqual([
      {
        recipient: JO,
        status: 'failed',
        reason: expect.stringContaining('mail is down'),
      },
    ]);
    const report = (await reportStore.find(p.knex, p.accountId, id))!;
    const runId = (await runStore.insert(p.knex, p.accountId, report, {
      from: START,
      to: START + DAY,
      requestedBy: JO,
      createdAt: p.clock.now,
    }))!;
    await p.knex('report_run').where({ id: runId }).update({ attempts: 3 });
    await runner.run();
    expect(await runStore.find(p.knex, p.accountId, runId)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('Gave up after 3 attempts'),
    });
  });

  it('waits for a mail server that is down, visibly, and delivers in the portal at last', async () => {
    const server = createServer(socket => {
      socket.on('error', () => undefined);
      socket.resume();
      socket.write('220 ready\r\n');
    });
    const listen = (port: number) =>
      new Promise<number>(resolve => {
        server.listen(port, '127.0.0.1', () =>
          resolve((server.address() as { port: number }).port),
        );
      });
    const close = () =>
      new Promise<void>(resolve => server.close(() => resolve()));
    const port = await listen(0);
    await close();
    p = await portal(await databases.init(engine), {
      notifications: {
        processors: {
          email: {
            transportConfig: { transport: 'smtp', hostname: '127.0.0.1', port },
          },
        },
      },
    });
    const { runner } = await p.replica();
    const id = await p.define({ recipients: [JO] });
    p.clock.now += DAY;
    await runner.run();
    expect((await p.runs(id))[0]).toMatchObject({
      status: 'done',
      delivery: 'pending',
      deliveries: [
        {
          recipient: JO,
          status: 'waiting',
          reason: expect.stringContaining('ECONNREFUSED'),
        },
      ],
    });
    expect(p.send).not.toHaveBeenCalled();
    // Not before its time.
    p.clock.now += 60_000;
    await runner.run();
    expect((await p.runs(id))[0].delivery).toBe('pending');
    await listen(port);
    p.clock.now += 5 * 60_000;
    await runner.run();
    await close();
    expect((await p.runs(id))[0]).toMatchObject({
      delivery: 'done',
      deliveries: [{ recipient: JO, status: 'sent' }],
    });
    expect(p.send).toHaveBeenCalledTimes(1);

    // It stays away for good.
    p.clock.now += DAY;
    await runner.run();
    p.clock.now += 7 * HOUR;
    await p.knex('report').update({ next_run_at: null });
    await runner.run();
    expect((await p.runs(id))[0].deliveries).toEqual([
      {
        recipient: JO,
        status: 'sent',
        reason: expect.stringContaining('in the portal only'),
      },
    ]);
    expect(p.send).toHaveBeenCalledTimes(2);
  });

  it('ends a run that was cancelled, and removes what is kept no longer', async () => {
    const { runner } = await p.replica();
    const id = await p.define();
    const report = (await reportStore.find(p.knex, p.accountId, id))!;
    const run = await runner.queue(report, JO);
    const original = runStore.keep;
    // Cancelled between two questions.
    const keep = jest
      .spyOn(runStore, 'keep')
      .mockImplementationOnce(async (...args) => {
        await runStore.cancel(p.knex, run.id, p.clock.now);
        return original(...args);
      });
    await runner.work();
    keep.mockRestore();
    expect((await p.runs(id))[0]).toMatchObject({ status: 'cancelled' });
    expect(await runStore.contents(p.knex, run.id)).toBeUndefined();

    p.clock.now += 401 * DAY;
    await p.knex('report').update({ next_run_at: null });
    await runner.run();
    expect(await p.runs(id)).toEqual([]);
  });
});
