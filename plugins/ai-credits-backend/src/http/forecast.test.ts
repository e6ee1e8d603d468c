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
import { forecastResponseSchema } from 'backstage-plugin-ai-credits-common';
import { Portal, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const DAY = 86_400_000;

describe.each(databases.eachSupportedId())('forecasts on %s', engine => {
  let portal: Portal;
  let budgetId = '';

  /** Calls of one credit each on a day, in the middle of it. */
  const day = (ago: number, calls: number, team: string, user: string) => ({
    id: `${team} ${ago}`,
    source: 'test',
    user: `user:default/${user}`,
    team: `group:default/${team}`,
    action: 'image-generation',
    quantities: { images: calls },
    // Noon of the day, so that the time of day of the test does not matter.
    occurredAt: new Date(
      Math.floor(Date.now() / DAY) * DAY - ago * DAY + DAY / 2,
    ).toISOString(),
  });

  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {
      account: { openedAt: '2026-01-01' },
      ingest: { maxAge: { days: 400 } },
    });
    const events = Array.from({ length: 40 }, (_, i) => i + 1).flatMap(ago => [
      day(ago, 1, 'payments', 'jo'),
      ...(ago <= 5 ? [day(ago, 1, 'writers', 'root')] : []),
    ]);
    const recorded = await portal.as('admin', 'post', '/v1/usage', { events });
    if (recorded.body.charged !== events.length) {
      throw new Error(JSON.stringify(recorded.body));
    }
    const budget = await portal.as('admin', 'put', '/v1/budgets', {
      scope: { kind: 'team', ref: 'group:default/payments' },
      credits: '500',
    });
    budgetId = budget.body.id;
  });
  afterAll(async () => portal?.stop());

  const ask = (role: Parameters<Portal['as']>[0], scope?: string) =>
    portal.as(
      role,
      'get',
      `/v1/forecast${scope ? `?scope=${encodeURIComponent(scope)}` : ''}`,
    );

  it('tells when the account runs out', async () => {
    const { body, status } = await ask('engineer');
    expect(status).toBe(200);
    expect(forecastResponseSchema.parse(body)).toEqual(body);
    expect(body.enough).toBe(true);
    expect(body.scope).toEqual({ kind: 'account' });
    expect(body.history).toHaveLength(40);
    // 8 credits a day of payments, and 8 of writers on five of the last seven days.
    expect(Number(body.pace.perDay)).toBeCloseTo(8 + (8 * 5) / 7, 3);
    const balance = await portal.as('admin', 'get', '/v1/balance');
    expect(body.left).toBe(balance.body.available);
    expect(body.used).toBe(balance.body.used);
    const expectedDate = new Date(
      Math.floor(Date.now() / DAY) * DAY +
        Math.floor(Number(body.left) / Number(body.pace.perDay)) * DAY,
    );
    expect(body.pace.runsOutOn).toBe(expectedDate.toISOString().slice(0, 10));
    expect(body.method.parts.length).toBeGreaterThan(0);
    expect(body.pastError.origins).toBe(26);
    expect(body.days).toHaveLength(body.period.daysLeft);
    expect(body.days[0].day).toBe(body.today);
    // An allowance of 1,500 a month is more than they use: it never runs out, and some of it lapses.
    expect(body.runsOut.on).toBeUndefined();
    expect(Number(body.account.lapsing.expected)).toBeGreaterThan(500);
    expect(body.account.purchase).toBeUndefined();
  });

  it('is the same when asked again', async () => {
    const [first, again] = [await ask('admin'), await ask('admin')];
    // The pace of the month is that of the instant.
    const atOnce = { asOf: '', projected: '' };
    expect({ ...again.body, ...atOnce }).toEqual({ ...first.body, ...atOnce });
  });

  it('tells how a budget ends, with the figure that budgets show', async () => {
    const { body } = await ask('engineer', budgetId);
    expect(forecastResponseSchema.parse(body)).toEqual(body);
    const budget = await portal.as(
      'engineer',
      'get',
      `/v1/budgets/${budgetId}`,
    );
    expect(body.used).toBe(budget.body.used);
    expect(body.budget.status).toBe(budget.body.status);
    // Time passes between the two questions.
    expect(Number(body.projected) / Number(budget.body.projected)).toBeCloseTo(
      1,
      2,
    );
    const { expected, lower, upper } = body.endOfPeriod;
    const end = Number(body.used) + 8 * body.period.daysLeft;
    expect(Number(expected)).toBeCloseTo(end, 0);
    expect(Number(lower)).toBeLessThanOrEqual(Number(expected));
    expect(Number(upper)).toBeGreaterThanOrEqual(Number(expected));
    expect(body.account).toBeUndefined();
    const same = await ask('engineer', 'team:group:default/payments');
    expect(same.body.budget.id).toBe(budgetId);
  });

  it('says plainly when there is not enough data', async () => {
    const { body, status } = await ask('admin', 'team:group:default/writers');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      enough: false,
      reason: { days: 5, needed: 14 },
      days: [],
    });
    expect(body.reason.message).toMatch(/^Not enough data/);
    expect(Number(body.pace.perDay)).toBeCloseTo((5 * 8) / 7, 3);
    expect(body.method).toBeUndefined();
  });

  it.each([
    ['machine', undefined],
    ['engineer', 'team:group:default/writers'],
    ['engineer', 'user:user:default/root'],
    ['engineer', 'model:gpt-4o'],
    ['lead', 'department:group:default/content'],
    // There is no budget in which the engineer would take part.
    ['engineer', 'department:group:default/commerce'],
  ] as const)('refuses a %s who may not see %s', async (role, scope) => {
    const { body, status } = await ask(role, scope);
    expect(status).toBe(403);
    expect(body.error.name).toBe('NotAllowedError');
  });

  it.each([
    ['team', 400],
    ['planet:earth', 400],
    ['team:payments', 400],
    ['team:', 400],
    ['0', 400],
    ['999999', 404],
  ])('answers the scope %s with %d', async (scope, status) => {
    expect((await ask('admin', scope)).status).toBe(status);
  });

  it('does not tell a budget that may not be seen from none', async () => {
    const budget = await portal.as('admin', 'put', '/v1/budgets', {
      scope: { kind: 'team', ref: 'group:default/writers' },
      credits: '900',
    });
    const { id } = budget.body;
    const { body, status } = await ask('engineer', id);
    expect(status).toBe(404);
    expect(body.error).toMatchObject({
      name: 'NotFoundError',
      message: `There is no budget ${id}`,
    });
    expect((await ask('admin', id)).status).toBe(200);
  });

  it('lets a lead see the teams below', async () => {
    expect((await ask('lead', 'team:group:default/payments')).status).toBe(200);
    const whole = await ask('lead', 'department:group:default/commerce');
    expect(whole.status).toBe(200);
  });
});
