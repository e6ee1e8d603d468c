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
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import {
  AiCreditsClient,
  Budget,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { DateTime } from 'luxon';
import { entities, Portal, startPortal } from '../__testUtils__/portal';
import { DirectoryService, readDirectory } from '../attribution';
import { readAiCreditsConfig } from '../config';
import { DemoSeeder } from './DemoSeeder';
import { companyOf, generateDay } from './generate';

jest.setTimeout(120_000);

const DAYS = 40;
const aiCredits: JsonObject = {
  account: {
    timeZone: 'Asia/Jakarta',
    openedAt: new Date(Date.now() - DAYS * 86_400_000).toISOString(),
    // Little enough that three people have to buy credits.
    monthlyAllowance: '60',
    excessLimit: '5000',
  },
  packs: [
    { id: 'small', credits: '250', price: { amount: '3', currency: 'USD' } },
  ],
};

/** The task, as the plugin would run it in one replica. */
function setup(portal: Portal) {
  const config = readAiCreditsConfig(
    mockServices.rootConfig({
      data: {
        aiCredits: { ...aiCredits, demo: { enabled: true, days: DAYS } },
      },
    }),
  );
  const client = new AiCreditsClient({ baseUrl: portal.baseUrl });
  const recorded = jest.spyOn(client, 'recordUsage');
  const seeder = DemoSeeder.create({
    client,
    token: async () =>
      mockCredentials.service.token({
        onBehalfOf: mockCredentials.service('plugin:ai-credits'),
        targetPluginId: 'ai-credits',
      }),
    config,
    directory: DirectoryService.create({
      read: () =>
        readDirectory({
          catalog: catalogServiceMock({ entities }),
          auth: mockServices.auth(),
        }),
      groupTypes: config.attribution.groupTypes,
      logger: mockServices.logger.mock(),
    }),
    logger: mockServices.logger.mock(),
    settleMs: 1,
  });
  return { recorded, seeder };
}

async function usageOf(portal: Portal) {
  const { body } = await portal.as('admin', 'post', '/v1/analytics/query', {
    from: new Date(Date.now() - 90 * 86_400_000).toISOString(),
    to: new Date(Date.now() + 86_400_000).toISOString(),
    measures: ['requests', 'credits', 'averageRating', 'firstPassRate'],
  });
  return body.totals;
}

describe.each(TestDatabases.create().eachSupportedId())(
  'DemoSeeder on %s',
  engine => {
    const databases = TestDatabases.create({ ids: [engine] });
    let portal: Portal;
    beforeEach(async () => {
      portal = await startPortal(await databases.init(engine), aiCredits);
    });
    afterEach(async () => portal?.stop());
    const { signal } = new AbortController();

    it('tells the whole past once, taken up again after an interruption', async () => {
      const first = setup(portal);
      const stop = new AbortController();
      first.recorded.mockImplementationOnce(async (events, options) => {
        stop.abort();
        // As it is: the call itself is still answered.
        return first.recorded.mock.contexts[0].recordUsage(events, options);
      });
      await expect(first.seeder.run(stop.signal)).rejects.toThrow(/abort/i);
      const part = await usageOf(portal);
      expect(part.requests).toBeGreaterThan(0);

      const second = setup(portal);
      await second.seeder.run(signal);
      const whole = await usageOf(portal);
      expect(whole.requests).toBeGreaterThan(part.requests);
      expect(whole.averageRating).toBeGreaterThan(1);

      // Nothing is left to do, for this replica and any other.
      const third = setup(portal);
      await third.seeder.run(signal);
      expect(third.recorded).not.toHaveBeenCalled();
      expect(await usageOf(portal)).toEqual(whole);

      const types = new Set<string>();
      const log = await portal.as(
        'admin',
        'get',
        '/v1/transactions?limit=1000',
      );
      for (const { type } of log.body.transactions) {
        types.add(type);
      }
      expect([...types]).toEqual(
        expect.arrayContaining([
          'usage',
          'purchase',
          'allowance',
          'promotion',
          'adjustment',
        ]),
      );
      const balance = await portal.as('admin', 'get', '/v1/balance');
      expect(parseCredits(balance.body.available)).toBeGreaterThan(0n);
      expect(balance.body).toMatchObject({ excess: { used: '0' } });
      const budgets = await portal.as('admin', 'get', '/v1/budgets');
      expect(budgets.body.budgets.length).toBeGreaterThan(4);
      // The month before is closed; what it left carried over, up to the cap.
      const { id } = budgets.body.budgets.find(
        (budget: Budget) => budget.scope.kind === 'department',
      );
      const { body } = await portal.as('admin', 'get', `/v1/budgets/${id}`);
      const [last] = body.history;
      expect(Number(last.used)).toBeGreaterThan(0);
      expect(last.periodEnd).toBe(body.periodStart);
      expect(Number(body.rolledOver)).toBe(
        Math.max(0, Math.min(100, Number(last.credits) - Number(last.used))),
      );
      const proof = await portal.as('admin', 'post', '/v1/integrity/verify');
      expect(proof.body).toMatchObject({ status: 'clean', findings: [] });
    });

    it('comes to the same in two replicas at once', async () => {
      await Promise.all([
        setup(portal).seeder.run(signal),
        setup(portal).seeder.run(signal),
      ]);
      const { body } = await portal.as(
        'admin',
        'get',
        '/v1/transactions?type=adjustment&type=promotion',
      );
      expect(body.transactions).toHaveLength(2);
      const proof = await portal.as('admin', 'post', '/v1/integrity/verify');
      expect(proof.body).toMatchObject({ status: 'clean', findings: [] });
    });

    it('leaves a ledger alone that holds other usage', async () => {
      await portal.as('machine', 'post', '/v1/usage', {
        id: '1',
        source: 'gateway',
        action: 'erase',
      });
      const { recorded, seeder } = setup(portal);
      await seeder.run(signal);
      expect(recorded).not.toHaveBeenCalled();
    });
  },
);

describe('generateDay', () => {
  const company = companyOf(
    {
      users: new Map([
        ['user:default/a', { groups: ['group:default/content'] }],
      ]),
      groups: new Map([['group:default/content', { type: 'team' }]]),
      services: new Map(),
      projects: new Map(),
    },
    { team: ['team'], department: [] },
    1,
  );
  const dayOf = (date: string, seed = 1) =>
    generateDay({
      company,
      seed,
      day: DateTime.fromISO(date, { zone: 'Asia/Jakarta' }),
      daysAgo: 5,
      progress: 1,
    });

  it('gives the same events for the same seed and day, and others for others', () => {
    const monday = dayOf('2026-11-16');
    expect(monday.length).toBeGreaterThan(3);
    expect(dayOf('2026-11-16')).toEqual(monday);
    expect(dayOf('2026-11-17')).not.toEqual(monday);
    expect(dayOf('2026-11-16', 2)).not.toEqual(monday);
  });

  it('keeps working hours, rests at weekends, and repeats what was not good', () => {
    const days = Array.from({ length: 28 }, (_, i) =>
      dayOf(`2026-11-${String(i + 1).padStart(2, '0')}`),
    );
    const events = days.flat();
    expect(new Set(events.map(({ event }) => event.id)).size).toBe(
      events.length,
    );
    const local = events.map(({ at }) =>
      DateTime.fromMillis(at, { zone: 'Asia/Jakarta' }),
    );
    const share = (count: number) => count / events.length;
    expect(
      share(local.filter(({ weekday }) => weekday > 5).length),
    ).toBeLessThan(0.1);
    const repeats = events.filter(({ event }) => (event.attempt ?? 1) > 1);
    expect(share(repeats.length)).toBeGreaterThan(0.03);
    for (const { event } of repeats) {
      expect(
        events.some(
          other =>
            other.event.attempt === event.attempt! - 1 &&
            other.event.item === event.item &&
            other.event.action === event.action,
        ),
      ).toBe(true);
    }
  });
});
