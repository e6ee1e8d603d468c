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

import { mockServices } from '@backstage/backend-test-utils';
import { ForecastResponse } from 'backstage-plugin-ai-credits-common';
import { StoredBudget } from '../../ledger/api';
import { ZoneClock } from '../../ledger/ZoneClock';
import { writingIn } from '../../messages';
import { forecastAlerts } from './forecastAlerts';

const clock = new ZoneClock('UTC');
const logger = mockServices.logger.mock();
const NOW = Date.parse('2026-11-20T10:00:00Z');
const month = clock.monthOf(NOW);

const forecast = (more: Partial<ForecastResponse> = {}): ForecastResponse => ({
  scope: { kind: 'account' },
  period: {
    kind: 'month',
    start: new Date(month.start).toISOString(),
    end: new Date(month.end).toISOString(),
    daysLeft: 11,
  },
  history: [],
  today: '2026-11-20',
  usedToday: '0',
  used: '900',
  left: '100',
  projected: '1400',
  pace: { days: 7, perDay: '45' },
  enough: true,
  level: 0.8,
  days: [],
  endOfPeriod: { expected: '1390', lower: '1200', upper: '1600' },
  runsOut: { on: '2026-11-22', earliest: '2026-11-21', latest: '2026-11-24' },
  chanceOfRunningOut: 0.9,
  timeZone: 'UTC',
  asOf: '',
  ...more,
});

const budget = (id: number, used: bigint): StoredBudget => ({
  id,
  scope: { kind: 'team', ref: `group:default/team-${id}` },
  period: 'month',
  credits: 1_000_000_000n,
  hard: true,
  thresholds: [],
  version: 1,
  trackedFrom: month.start,
  periodStart: month.start,
  periodEnd: month.end,
  allocation: 1_000_000_000n,
  rolledOver: 0n,
  grantedOnce: 0n,
  used,
  held: 0n,
});

function source(options: {
  account?: ForecastResponse;
  budgets?: StoredBudget[];
  ofBudget?: ForecastResponse;
}) {
  const asked: string[] = [];
  return {
    asked,
    due: (now = NOW) =>
      forecastAlerts({
        forecasts: {
          ofAccount: async () => {
            asked.push('account');
            return options.account ?? forecast();
          },
          ofBudget: async ({ id }) => {
            asked.push(String(id));
            return options.ofBudget ?? forecast();
          },
        },
        budgets: { list: async () => options.budgets ?? [] },
        clock,
        writing: writingIn('en'),
        logger,
      }).due({ account: 'default', now, signal: new AbortController().signal }),
  };
}

describe('alerts about running out', () => {
  it('tells of the account with what to purchase', async () => {
    const account = forecast({
      account: {
        available: '100',
        free: '0',
        lapsing: { expected: '0', lower: '0', upper: '0' },
        chanceOfRefusal: 0.3,
        purchase: { by: '2026-11-21', credits: '1900' },
      },
    });
    expect(await source({ account }).due()).toEqual([
      {
        kind: 'forecast-exhaustion',
        subject: 'account',
        periodStart: month.start,
        threshold: 0,
        notice: {
          severity: 'high',
          title: 'AI credits are likely to run out by 22 Nov 2026',
          description:
            '100 credits are left, and the next allowance comes after they are gone with a chance of 90 %. To last until the end of next month, purchase 1,900 credits by 21 Nov 2026.',
          link: '/ai-credits',
        },
      },
    ]);
  });

  it.each([
    ['it is unlikely', { chanceOfRunningOut: 0.49 }],
    ['too little is known', { enough: false, chanceOfRunningOut: undefined }],
    ['they are gone already', { left: '0' }],
  ])('says nothing where %s', async (_, more) => {
    expect(await source({ account: forecast(more) }).due()).toEqual([]);
  });

  it('looks at budgets whose pace reaches far enough, and tells their owners', async () => {
    const easy = budget(1, 300_000_000n);
    const tight = budget(2, 700_000_000n);
    const gone = budget(3, 1_000_000_000n);
    const { asked, due } = source({
      account: forecast({ chanceOfRunningOut: 0 }),
      budgets: [easy, tight, gone],
    });
    const alerts = await due();
    expect(asked).toEqual(['account', '2']);
    expect(alerts).toMatchObject([
      {
        subject: 'month team:group:default/team-2',
        periodStart: month.start,
        notice: {
          title:
            'The credits of team team-2 are likely to be used up by 22 Nov 2026',
          about: tight.scope,
        },
      },
    ]);
  });

  it('asks again only after a while, and keeps saying what it found', async () => {
    let calls = 0;
    const alerts = forecastAlerts({
      forecasts: {
        ofAccount: async () => {
          calls += 1;
          return forecast();
        },
        ofBudget: async () => forecast(),
      },
      budgets: { list: async () => [] },
      clock,
      writing: writingIn('en'),
      logger,
    });
    const due = (now: number) =>
      alerts.due({
        account: 'default',
        now,
        signal: new AbortController().signal,
      });
    expect(await due(NOW)).toHaveLength(1);
    expect(await due(NOW + 60_000)).toHaveLength(1);
    expect(calls).toBe(1);
    expect(await due(NOW + 3_600_000)).toHaveLength(1);
    expect(calls).toBe(2);
  });

  it('tells the others when one cannot be foretold', async () => {
    const tight = budget(2, 700_000_000n);
    const alerts = await forecastAlerts({
      forecasts: {
        ofAccount: async () => {
          throw new Error('down');
        },
        ofBudget: async () => forecast(),
      },
      budgets: { list: async () => [tight] },
      clock,
      writing: writingIn('en'),
      logger,
    }).due({
      account: 'default',
      now: NOW,
      signal: new AbortController().signal,
    });
    expect(alerts).toMatchObject([{ notice: { about: tight.scope } }]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('A forecast failed: Error: down'),
    );
  });
});
