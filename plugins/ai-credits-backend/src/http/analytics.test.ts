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
import { Portal, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const month = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const thousand = Array.from({ length: 1_000 }, (_, i) => `name-${i}`);

function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}

describe.each(databases.eachSupportedId())('questions on %s', engine => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine));
    await portal.as('machine', 'post', '/v1/usage', {
      events: [
        { id: '1', user: 'user:default/jo', model: 'm' },
        { id: '2', action: 'erase' },
      ].map(event => ({
        ...event,
        source: 'test',
        occurredAt: new Date(Date.now() - 60_000).toISOString(),
      })),
    });
  });
  afterAll(async () => portal?.stop());

  const ask = (body: object) =>
    portal.as('admin', 'post', '/v1/analytics/query', body);

  it.each<[string, object, string | RegExp]>([
    ['no range', {}, /^from: .*; to: /],
    [
      'a range without an offset',
      { ...month, from: '2026-10-01T00:00:00' },
      'from: must be an RFC 3339 time with offset',
    ],
    [
      'a day that does not exist',
      { ...month, to: '2026-10-32T00:00:00Z' },
      'to: must be an RFC 3339 time with offset',
    ],
    [
      'a reversed range',
      { from: month.to, to: month.from },
      'to: must be after from',
    ],
    [
      'an empty range',
      { from: month.to, to: month.to },
      'to: must be after from',
    ],
    [
      'too many hours',
      { ...month, from: '2026-01-01T00:00:00Z', granularity: 'hour' },
      'The range of 304 days is too long for granularity hour, which takes at most 93 days',
    ],
    [
      'too many days',
      { ...month, from: '2020-01-01T00:00:00Z', granularity: 'day' },
      /too long for granularity day, which takes at most 1100 days/,
    ],
    [
      'too many months',
      { ...month, from: '1990-01-01T00:00:00Z', granularity: 'month' },
      'to: must be at most 3660 days after from',
    ],
    [
      'too long a range for the hours of the day',
      { ...month, from: '1990-01-01T00:00:00Z', groupBy: ['hourOfDay'] },
      'to: must be at most 3660 days after from',
    ],
    [
      'an unknown granularity',
      { ...month, granularity: 'decade' },
      'granularity: Invalid option: expected one of "hour"|"day"|"week"|"month"',
    ],
    [
      'an unknown measure',
      { ...month, measures: ['credits', 'cost'] },
      /^measures\.1: Invalid option: expected one of "credits"\|/,
    ],
    [
      'an unknown grouping',
      { ...month, groupBy: ['planet'] },
      /^groupBy\.0: Invalid option: expected one of "user"\|/,
    ],
    [
      'too many groupings',
      { ...month, groupBy: ['user', 'team', 'model', 'action', 'tier'] },
      /^groupBy: Too big: .*<=4 items/,
    ],
    [
      'an order by what does not exist',
      { ...month, orderBy: [['cost', 'desc']] },
      /^orderBy\.0\.0: Invalid option: expected one of "credits"\|/,
    ],
    [
      'an order by what is not in the answer',
      { ...month, orderBy: [['team', 'desc']] },
      'orderBy names team, which is not in groupBy',
    ],
    [
      'a filter by what does not exist',
      { ...month, filters: { planet: ['mars'] } },
      'filters.planet: is not a known field',
    ],
    [
      '1,000 values of a filter',
      { ...month, filters: { model: thousand } },
      'filters.model: must not have more than 100 values',
    ],
    [
      '1,000 filters',
      {
        ...month,
        filters: Object.fromEntries(thousand.map(name => [name, ['x']])),
      },
      /^filters\.name-0: is not a known field; filters\.name-1: /,
    ],
    [
      'a filter without values',
      { ...month, filters: { model: [] } },
      /^filters\.model: Too small: .*>=1 items/,
    ],
    [
      'what is no ref',
      { ...month, filters: { team: ['group:default/a', 'the a team'] } },
      'filters.team.1: must be a full entity ref such as group:default/payments, or empty',
    ],
    [
      'an unknown tier',
      { ...month, filters: { tier: ['gold'] } },
      'filters.tier.0: must be one of none, economy, standard, premium',
    ],
    [
      'an unknown status',
      { ...month, filters: { status: ['lost'] } },
      'filters.status.0: must be one of success, failed',
    ],
    [
      'a zone of its own',
      { ...month, timeZone: 'Mars/Olympus' },
      'timeZone: is not a known field',
    ],
    [
      'too many rows',
      { ...month, limit: 1_000_000 },
      'limit: Too big: expected number to be <=10000',
    ],
    [
      'an account that does not exist',
      { ...month, account: 'elsewhere' },
      "account: there is no account 'elsewhere'",
    ],
    ['a list', [month], /expected object, received array/],
  ])('refuse %s and say why', async (_, body, message) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ name: 'InputError' });
    expect(answer.body.error.message).toMatch(
      message instanceof RegExp ? message : exactly(message),
    );
    // One line that a person reads, whatever was sent.
    expect(answer.body.error.message.length).toBeLessThan(1_000);
  });

  it('find nothing for whoever has used nothing, and what names nobody', async () => {
    const today = {
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 3_600_000).toISOString(),
      measures: ['transactions'],
    };
    const counted = async (filters: object) => {
      const answer = await ask({ ...today, filters });
      expect(answer.status).toBe(200);
      return answer.body.totals.transactions;
    };
    expect(await counted({})).toBe(2);
    expect(await counted({ user: ['user:default/nobody'] })).toBe(0);
    expect(await counted({ department: ['group:default/nobody'] })).toBe(0);
    expect(await counted({ user: ['User:default/Jo'] })).toBe(1);
    expect(await counted({ user: [''] })).toBe(1);
    expect(await counted({ model: ["'; drop table usage_event; --"] })).toBe(0);
  });

  it('say whether usage may be missing that the caller may not see', async () => {
    const narrowed = async (
      role: 'admin' | 'lead' | 'engineer',
      filters: object,
    ) => {
      const answer = await portal.as(role, 'post', '/v1/analytics/query', {
        ...month,
        filters,
      });
      expect(answer.status).toBe(200);
      return answer.body.narrowed;
    };
    expect(await narrowed('admin', {})).toBe(false);
    expect(await narrowed('admin', { user: ['user:default/lead'] })).toBe(
      false,
    );
    // One's own usage and that of one's team are all there.
    expect(await narrowed('engineer', { user: ['User:default/Jo'] })).toBe(
      false,
    );
    expect(
      await narrowed('engineer', { team: ['group:default/payments'] }),
    ).toBe(false);
    // Of others, and of what several teams use, some may not be.
    for (const filters of [
      {},
      { user: ['user:default/jo', 'user:default/lead'] },
      { team: ['group:default/writers'] },
      { team: [''] },
      { department: ['group:default/commerce'] },
      { service: ['component:default/checkout'] },
    ]) {
      expect(await narrowed('engineer', filters)).toBe(true);
    }
    // Who leads a department sees every group below it.
    expect(
      await narrowed('lead', {
        team: ['group:default/payments', 'group:default/commerce'],
      }),
    ).toBe(false);
    expect(
      await narrowed('lead', { department: ['group:default/commerce'] }),
    ).toBe(false);
    expect(
      await narrowed('lead', { department: ['group:default/content'] }),
    ).toBe(true);
  });

  it('may span ten years where nothing tells it apart, and no more', async () => {
    const to = new Date(Date.now() + 86_400_000);
    const question = {
      from: new Date(to.getTime() - 3_660 * 86_400_000).toISOString(),
      to: to.toISOString(),
      groupBy: ['weekday'],
      measures: ['transactions'],
    };
    const answer = await ask(question);
    expect(answer.status).toBe(200);
    expect(answer.body.totals).toEqual({ transactions: 2 });
    const tooLong = await ask({ ...question, from: '0001-01-01T00:00:00Z' });
    expect([tooLong.status, tooLong.body.error.message]).toEqual([
      400,
      'to: must be at most 3660 days after from',
    ]);
  });
});
