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
  compileRateCard,
  defaultRateCardRules,
  Recommendation,
  RecommendationsResponse,
  UsageEventInput,
} from 'backstage-plugin-ai-credits-common';
import { Knex } from 'knex';
import { Portal, startPortal } from '../../__testUtils__/portal';
import { Dictionary } from '../../database/dictionary';
import { ZoneClock } from '../../ledger/ZoneClock';
import { DatabaseInsights } from '../DatabaseInsights';

jest.setTimeout(180_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
});

const DAY = 86_400_000;
const PER_DAY = 10;

type Event = UsageEventInput & { id: string; source: string };

describe.each(databases.eachSupportedId())('recommendations on %s', id => {
  let knex: Knex;
  let portal: Portal;
  const now = Date.now();

  /** Every twentieth result is rejected, whichever model made it. */
  async function use(model: string, fromDaysAgo: number, toDaysAgo: number) {
    const events: Event[] = [];
    const feedback: object[] = [];
    for (let day = fromDaysAgo; day > toDaysAgo; day--) {
      for (let i = 0; i < PER_DAY; i++) {
        const event = {
          id: `${model}-${day}-${i}`,
          source: 'test/studio',
          occurredAt: new Date(now - day * DAY + i * 60_000).toISOString(),
          service: 'component:default/checkout',
          product: 'Studio',
          action: 'description',
          useCase: 'product-content',
          model,
          item: `item-${model}-${day}-${i}`,
          latencyMs: 1_000,
        };
        events.push(event);
        feedback.push({
          source: event.source,
          id: event.id,
          outcome: events.length % 20 === 0 ? 'rejected' : 'accepted',
        });
      }
    }
    await portal.as('machine', 'post', '/v1/usage', { events }).expect(200);
    await portal
      .as('machine', 'post', '/v1/usage/feedback', feedback)
      .expect(200);
  }

  async function read(): Promise<RecommendationsResponse> {
    const { body, status } = await portal.as(
      'admin',
      'get',
      '/v1/insights/recommendations',
    );
    expect({ status, error: body.error }).toEqual({ status: 200 });
    return body;
  }

  beforeAll(async () => {
    knex = await databases.init(id);
    portal = await startPortal(knex, {
      account: {
        openedAt: new Date(now - 100 * DAY).toISOString(),
        monthlyAllowance: '100000',
      },
    });
    // Twenty days ago everybody moved to the cheaper of two models that are as good.
    await use('gpt-4o', 85, 20);
    await use('gpt-4-turbo', 85, 0);
  });
  afterAll(() => portal?.stop());

  let found: Extract<Recommendation, { kind: 'model-switch' }>;

  it('names the cheaper model, what it saves and what speaks for it', async () => {
    const answer = await read();
    expect(answer.recommendations).toHaveLength(1);
    expect(answer).toMatchObject({ compared: 1, minimumSamples: 200 });
    found = answer.recommendations[0] as typeof found;
    expect(found).toMatchObject({
      kind: 'model-switch',
      useCase: 'product-content',
      action: 'description',
      model: 'gpt-4o',
      toModel: 'gpt-4-turbo',
      creditsPerRequest: { from: '2', to: '1' },
      requests: { from: 650, to: 850 },
      status: 'open',
    });
    expect(found.quality.map(({ measure }) => measure)).toEqual([
      'acceptance',
      'firstPass',
      'success',
    ]);
    // One credit less on each of the last 28 days' requests.
    expect(Number(found.saving.low)).toBeCloseTo(found.requestsPerMonth, 0);
    expect(answer.potential).toEqual(found.saving);
    expect(answer.offPeak).not.toBe('recommended');
  });

  it('lets nobody decide without the permission, nor dismiss without a reason', async () => {
    for (const role of ['engineer', 'lead', 'machine'] as const) {
      await portal
        .as(role, 'post', `/v1/insights/recommendations/${found.id}/accept`, {})
        .expect(403);
    }
    await portal
      .as('admin', 'post', `/v1/insights/recommendations/${found.id}/dismiss`, {
        reason: ' ',
      })
      .expect(400);
    expect((await read()).recommendations[0].status).toBe('open');
  });

  it('keeps who dismissed it and why, and lets it be accepted after all', async () => {
    await portal
      .as('admin', 'post', `/v1/insights/recommendations/${found.id}/dismiss`, {
        reason: 'Under contract until May',
      })
      .expect(200);
    const dismissed = await read();
    expect(dismissed.recommendations).toEqual([
      expect.objectContaining({
        id: found.id,
        status: 'dismissed',
        decision: expect.objectContaining({
          by: 'user:default/root',
          reason: 'Under contract until May',
        }),
      }),
    ]);
    expect(dismissed.potential).toEqual({ low: '0', high: '0' });

    await portal
      .as('admin', 'post', `/v1/insights/recommendations/${found.id}/accept`)
      .expect(200);
    const [accepted] = (await read()).recommendations;
    expect(accepted).toMatchObject({
      status: 'accepted',
      decision: { by: 'user:default/root' },
      followUp: { state: 'early', days: 0 },
    });
    expect(accepted.decision?.reason).toBeUndefined();
  });

  it('says later what it really saved', async () => {
    await knex('recommendation_decision').update({
      decided_at: now - 20 * DAY - 3_600_000,
    });
    const answer = await read();
    const [{ followUp }] = answer.recommendations;
    expect(followUp).toMatchObject({
      state: 'measured',
      days: 20,
      before: { creditsPerRequest: '1.5', share: 0.5 },
      after: { requests: 200, creditsPerRequest: '1', share: 1 },
      saved: '100',
    });
    expect(Number(followUp?.savedPerMonth?.low)).toBeLessThan(150);
    expect(Number(followUp?.savedPerMonth?.high)).toBeGreaterThan(150);
    expect(answer.saved).toBe('100');
  });

  it('shows a person no decision about usage that is not theirs', async () => {
    const row = await knex('recommendation_decision').first();
    await knex('recommendation_decision').insert({
      ...row,
      id: row.id + 1,
      key: 'model-switch.other',
      recommendation: JSON.stringify({
        ...JSON.parse(row.recommendation),
        id: 'model-switch.other',
        useCase: 'secret',
      }),
    });
    const ids = async (role: 'admin' | 'lead') => {
      const { body } = await portal
        .as(role, 'get', '/v1/insights/recommendations')
        .expect(200);
      return body.recommendations.map((each: Recommendation) => each.id).sort();
    };
    expect(await ids('admin')).toEqual([found.id, 'model-switch.other'].sort());
    expect(await ids('lead')).toEqual([found.id]);
  });

  it('tells what was decided about budgets only to who may see them all', async () => {
    const row = await knex('recommendation_decision').first();
    const key = 'idle-allocation.one';
    await knex('recommendation_decision').insert({
      ...row,
      id: row.id + 2,
      key,
      status: 'dismissed',
      recommendation: JSON.stringify({ id: key, kind: 'idle-allocation' }),
    });
    const account = await knex('account').first();
    const insights = DatabaseInsights.create({
      context: {
        knex,
        dictionary: Dictionary.create({ knex }),
        accountId: account.id,
        clock: new ZoneClock('UTC'),
      },
      settings: { unusedAfterDays: 14 },
    });
    const idsWith = async (sources: { allocations?: [] }) => {
      const { recommendations } = await insights.recommendations(
        {
          from: now - 90 * DAY,
          to: now,
          filters: {},
          visible: { kind: 'all' },
        },
        {
          rateCard: compileRateCard({
            version: 1,
            rules: defaultRateCardRules,
          }),
          ...sources,
        },
      );
      return recommendations.map(each => each.id);
    };
    expect(await idsWith({ allocations: [] })).toContain(key);
    const rest = await idsWith({});
    expect(rest).not.toContain(key);
    expect(rest).toContain(found.id);
  });
});
