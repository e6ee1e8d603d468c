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
import {
  EfficiencyResponse,
  WasteEventsResponse,
  WasteResponse,
} from 'backstage-plugin-ai-credits-common';
// The example is a script of the repository, not of a package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { creditAnalyticsEvents } from '../../../../examples/usage/creditAnalytics';
import { Portal, startPortal } from '../__testUtils__/portal';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
});

const RANGE = 'from=2026-04-01T00:00:00Z&to=2026-05-01T00:00:00Z';

/** As a page shows shares: whole percents. */
const percent = (share: unknown) => Math.round(Number(share) * 100);
const oneDecimal = (credits: unknown) => Number(credits).toFixed(1);

describe.each(databases.eachSupportedId())(
  'the worked example of a team of five on %s',
  id => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal(await databases.init(id), {
        account: { openedAt: '2026-04-01', monthlyAllowance: '5000' },
      });
      await portal
        .as('machine', 'post', '/v1/usage', {
          events: creditAnalyticsEvents('2026-04-30', 'group:default/writers'),
        })
        .expect(200, /"charged":\s*1740\b/);
    });
    afterAll(() => portal?.stop());

    async function get<T>(path: string): Promise<T> {
      const { body, status } = await portal.as('admin', 'get', path);
      expect({ status, message: body.error?.message }).toEqual({ status: 200 });
      return body;
    }

    it('uses 2,340 of 5,000 credits, 78 a day', async () => {
      const { body } = await portal
        .as('admin', 'post', '/v1/analytics/query', {
          from: '2026-04-01T00:00:00Z',
          to: '2026-05-01T00:00:00Z',
          granularity: 'day',
          measures: ['credits', 'freeCredits'],
        })
        .expect(200);
      expect(body.totals).toEqual({ credits: '2340', freeCredits: '2340' });
      expect(body.rows.map((row: { credits: string }) => row.credits)).toEqual(
        Array(30).fill('78'),
      );
    });

    it('splits them by person, with credits by product and the most efficient marked', async () => {
      const { total, people } = await get<EfficiencyResponse>(
        `/v1/insights/efficiency?${RANGE}`,
      );
      expect(total.credits).toBe('2340');
      expect(
        people.map(row => [
          row.name,
          row.credits,
          percent(row.share),
          oneDecimal(row.creditsPerItem),
          row.mostEfficient,
        ]),
      ).toEqual([
        ['user:default/sarah', '680', 29, '6.2', false],
        ['user:default/mike', '520', 22, '5.8', false],
        ['user:default/lisa', '480', 21, '4.9', true],
        ['user:default/tom', '400', 17, '5.7', false],
        ['user:default/anna', '260', 11, '5.8', false],
      ]);
    });

    it('splits them by kind of text', async () => {
      const { actions } = await get<EfficiencyResponse>(
        `/v1/insights/efficiency?${RANGE}`,
      );
      expect(
        actions.map(row => [row.name, row.credits, percent(row.share)]),
      ).toEqual([
        ['description', '1200', 51],
        ['meta-tags', '500', 21],
        ['bullet-points', '340', 15],
        ['keywords', '300', 13],
      ]);
    });

    it('finds 180 credits on third and later attempts, and nothing else', async () => {
      const waste = await get<WasteResponse>(`/v1/insights/waste?${RANGE}`);
      expect(waste).toMatchObject({ credits: '2340', wasted: '180' });
      expect(waste.share).toBeCloseTo(180 / 2_340, 6);
      const byRule = Object.fromEntries(
        waste.rules.map(rule => [rule.rule, rule]),
      );
      expect(byRule.regeneration).toMatchObject({
        credits: '180',
        counted: '180',
        events: 120,
        suggestion: {
          dimension: 'action',
          name: 'description',
          credits: '120',
        },
      });
      expect(byRule.regeneration.worst.user[0]).toMatchObject({
        name: 'user:default/sarah',
        credits: '60',
      });
      expect(
        ['failed', 'rejected', 'unused'].map(rule => byRule[rule].credits),
      ).toEqual(['0', '0', '0']);
      const counted = waste.days.reduce(
        (sum, day) => sum + Number(day.rules.regeneration),
        0,
      );
      expect(counted).toBe(180);
    });

    it('leads from the waste to each of its events', async () => {
      const seen: string[] = [];
      let credits = 0;
      let cursor: string | undefined;
      do {
        const page: WasteEventsResponse = await get(
          `/v1/insights/waste/events?${RANGE}&rule=regeneration&limit=50${
            cursor ? `&cursor=${cursor}` : ''
          }`,
        );
        for (const each of page.transactions) {
          seen.push(each.transactionId);
          credits -= Number(each.credits);
          expect(each.attempt).toBeGreaterThanOrEqual(3);
        }
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toHaveLength(120);
      expect(new Set(seen).size).toBe(120);
      expect(credits).toBe(180);

      const ofOne = await get<WasteEventsResponse>(
        `/v1/insights/waste/events?${RANGE}&rule=regeneration&item=lisa-001`,
      );
      expect(ofOne.transactions.map(each => each.action).sort()).toEqual([
        'description',
        'meta-tags',
      ]);
    });

    it('shows a person their own part only', async () => {
      // Jo belongs to another team than these five.
      const { body } = await portal
        .as('engineer', 'get', `/v1/insights/waste?${RANGE}`)
        .expect(200);
      expect(body).toMatchObject({ credits: '0', wasted: '0' });
      const found = await portal
        .as('engineer', 'get', `/v1/insights/efficiency?${RANGE}`)
        .expect(200);
      expect(found.body).toMatchObject({
        people: [],
        items: [],
        workflows: [],
      });
    });
  },
);
