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
  costMeasures,
  groupBySchema,
  Measure,
  measures,
  usageDimensions,
} from 'backstage-plugin-ai-credits-common';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { bruteForce } from './__testUtils__/bruteForce';
import {
  Happened,
  History,
  randomEvent,
  randomOf,
  refundOf,
} from './__testUtils__/History';
import { answer } from './analytics';
import { Answer, Question, VisibleUsage } from './api';
import { cubes } from './cubes';
import { foldUsage, rebuildRollups } from './fold';
import { MAX_TIES } from './questionSql';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const HOUR = 3_600_000;
const withoutCosts = measures.filter(
  name => !(costMeasures as readonly Measure[]).includes(name),
);

function question(parts: Partial<Question>): Question {
  return {
    from: '2026-10-01T00:00:00Z',
    to: '2026-12-01T00:00:00Z',
    groupBy: [],
    measures: ['credits', 'requests'],
    filters: {},
    limit: 10_000,
    ...parts,
  };
}

const all: VisibleUsage = { kind: 'all' };

/** A question that a dashboard might ask, and many that none would. */
function randomQuestion(
  random: () => number,
  history: History,
  from: number,
  to: number,
): Question {
  const pick = <T>(values: readonly T[]): T =>
    values[Math.floor(random() * values.length)];
  const instant = () => {
    const at = from + Math.floor(random() * (to - from));
    const kind = pick(['day', 'day', 'hour', 'any']);
    if (kind === 'day') {
      return history.clock.periodOf('day', at).start;
    }
    return kind === 'hour' ? history.clock.localHourStart(at) : at;
  };
  const [a, b] = [instant(), instant()].sort((x, y) => x - y);
  const groupBy = new Set<Question['groupBy'][number]>();
  for (let i = Math.floor(random() * 3.5); i > 0; i--) {
    groupBy.add(pick(groupBySchema.options));
  }
  const filters: Question['filters'] = {};
  for (let i = Math.floor(random() * 2.2); i > 0; i--) {
    const dimension = pick(usageDimensions);
    const sample = pick(history.rows)[dimension];
    filters[dimension] =
      random() < 0.2 ? [String(sample), 'nobody'] : [String(sample)];
  }
  return question({
    from: new Date(a).toISOString(),
    to: new Date(b === a ? a + 5 * HOUR : b).toISOString(),
    granularity: pick([undefined, undefined, 'hour', 'day', 'week', 'month']),
    groupBy: [...groupBy],
    measures: random() < 0.4 ? [...measures] : withoutCosts,
    filters,
  });
}

function randomVisible(random: () => number): VisibleUsage {
  const some = (values: string[]) => values.filter(() => random() < 0.3);
  return random() < 0.6
    ? all
    : {
        kind: 'any',
        users: some(['user:default/ann', 'user:default/bob', 'user:default/x']),
        teams: some(['group:default/a', 'group:default/c']),
        departments: random() < 0.2 ? ['group:default/north'] : [],
      };
}

const TOLERANCE: Partial<Record<Measure, (value: number) => number>> = {
  p50LatencyMs: value => value * 0.01 + 0.006,
  p95LatencyMs: value => value * 0.01 + 0.006,
  averageLatencyMs: () => 0.0051,
  creditsPerRequest: () => 0.00000051,
  averageRating: () => 0.0000501,
  successRate: () => 0.00000051,
  firstPassRate: () => 0.00000051,
  regenerationRate: () => 0.00000051,
};

/** Replaces what is right within its tolerance by the expected value, so that a comparison shows only what is wrong. */
function settle(
  actual: Record<string, unknown>,
  expected: Record<string, unknown>,
) {
  const settled = { ...actual };
  for (const [name, tolerance] of Object.entries(TOLERANCE)) {
    const wanted = expected[name];
    if (
      typeof wanted === 'number' &&
      name in actual &&
      Math.abs(Number(actual[name]) - wanted) <= tolerance!(wanted)
    ) {
      settled[name] = wanted;
    }
  }
  return settled;
}

function defined(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined),
  );
}

function expectAnswer(
  actual: Answer,
  rows: readonly Happened[],
  asked: Question,
  visible: VisibleUsage,
  zone: string,
) {
  const expected = bruteForce(rows, asked, visible, zone);
  const keyOf = (row: Record<string, unknown>) =>
    JSON.stringify(
      ['period', ...asked.groupBy].map(name => String(row[name] ?? '')),
    );
  const byKey = new Map(
    expected.rows.map(row => [keyOf(row), defined(row)] as const),
  );
  const sorted = [...byKey.values()].sort((a, b) =>
    keyOf(a) < keyOf(b) ? -1 : 1,
  );
  expect(
    actual.rows
      .map(row => settle(row, byKey.get(keyOf(row)) ?? {}))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  ).toEqual(sorted);
  expect(settle(actual.totals, expected.totals)).toEqual(
    defined(expected.totals),
  );
}

describe.each(databases.eachSupportedId())('answers on %s', databaseId => {
  async function setUp(zone: string) {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    const history = await History.create(knex, zone);
    const context = {
      knex,
      dictionary: Dictionary.create({ knex }),
      accountId: history.accountId,
      clock: history.clock,
    };
    return { knex, history, context };
  }

  it.each([
    ['Europe/Amsterdam', 1],
    ['America/St_Johns', 2],
    ['Asia/Kathmandu', 3],
  ])(
    'equal a sum over all events, whatever is folded, in %s',
    async (zone, seed) => {
      const { knex, history, context } = await setUp(zone);
      // Around the end of summer time in Europe and in America.
      const from = Date.UTC(2026, 9, 19, 7, 13);
      const to = Date.UTC(2026, 10, 4, 19, 47);
      const random = randomOf(seed);
      const sources = new Set<string>();
      const ask = async (times: number) => {
        for (let i = 0; i < times; i++) {
          const asked = randomQuestion(random, history, from, to);
          const visible = randomVisible(random);
          const given = await answer(context, asked, visible);
          sources.add(given.source);
          expectAnswer(given, history.rows, asked, visible, zone);
        }
      };
      const post = async (blocks: number) => {
        for (let i = 0; i < blocks; i++) {
          const committed = await history.commit(
            Array.from({ length: 40 }, () => randomEvent(random, from, to)),
            { gaps: random() < 0.3 },
          );
          await history.commit([refundOf(committed[3], 2n)]);
          await history.commitEmptyBlock();
        }
      };
      await post(4);
      await ask(25);
      await foldUsage({ knex, accountId: history.accountId, maxBlocks: 5 });
      await ask(40);
      await foldUsage({ knex, accountId: history.accountId });
      await ask(60);
      await post(3);
      await ask(40);
      await rebuildRollups({ knex, accountId: history.accountId });
      await ask(40);

      // Each rollup answers what it was made for, with all events in it.
      for (const cube of cubes) {
        const periodOf = (at: number) =>
          history.clock.periodOf(cube.grain === 'month' ? 'month' : 'week', at);
        const asked = question({
          from: new Date(periodOf(from).start).toISOString(),
          to: new Date(periodOf(to).end).toISOString(),
          granularity: cube.grain,
          groupBy: cube.dimensions.filter(d => d !== 'path').slice(0, 4),
          measures: cube.costs ? [...measures] : withoutCosts,
        });
        const given = await answer(context, asked, all);
        expect(given.source).toBe(cube.table);
        expectAnswer(given, history.rows, asked, all, zone);
      }
      expect(sources.size).toBeGreaterThan(4);
    },
  );

  it('says nothing of what no event has, and zero in total', async () => {
    const { knex, history, context } = await setUp('UTC');
    await history.commit([
      { ...randomEvent(randomOf(4), 1, 2), at: Date.UTC(2026, 10, 5) },
    ]);
    await foldUsage({ knex, accountId: history.accountId });
    const given = await answer(
      context,
      question({
        groupBy: ['team'],
        filters: { team: ['group:default/unheard-of'] },
        measures: ['credits', 'requests', 'averageLatencyMs', 'p95LatencyMs'],
      }),
      all,
    );
    expect(given.rows).toEqual([]);
    expect(given.totals).toEqual({ credits: '0', requests: 0 });
    const nobody: VisibleUsage = {
      kind: 'any',
      users: [],
      teams: [],
      departments: [],
    };
    expect((await answer(context, question({}), nobody)).rows).toEqual([]);
  });

  it('orders, limits, and keeps the totals of all', async () => {
    const { knex, history, context } = await setUp('UTC');
    const event = (user: string, credits: bigint, requests: number) => ({
      ...randomEvent(randomOf(9), 1, 2),
      at: Date.UTC(2026, 10, 5),
      user,
      credits,
      requests,
      creditType: 'free' as const,
      split: undefined,
    });
    await history.commit([
      event('user:default/c', 10_000_000n, 4),
      event('user:default/b', 2_000_000n, 4),
      event('user:default/a', 2_000_000n, 4),
      event('user:default/d', 1n, 3),
      event('user:default/e', 0n, 0),
    ]);
    await foldUsage({ knex, accountId: history.accountId });
    const byUser = question({ groupBy: ['user'], limit: 3 });
    const given = await answer(context, byUser, all);
    expect(given.rows.map(row => row.user)).toEqual([
      'user:default/c',
      'user:default/a',
      'user:default/b',
    ]);
    expect(given.truncated).toBe(true);
    expect(given.totals).toEqual({ credits: '14.000001', requests: 15 });

    // A page may end among those that only their names tell apart.
    for (const [direction, last] of [
      ['asc', 'user:default/a'],
      ['desc', 'user:default/b'],
    ] as const) {
      const cut = await answer(
        context,
        question({
          groupBy: ['user'],
          orderBy: [
            ['credits', 'desc'],
            ['user', direction],
          ],
          limit: 2,
        }),
        all,
      );
      expect(cut.rows.map(row => row.user)).toEqual(['user:default/c', last]);
      expect(cut.truncated).toBe(true);
      expect(cut.totals).toEqual(given.totals);
    }

    const cheapest = await answer(
      context,
      question({
        groupBy: ['user'],
        measures: ['creditsPerRequest'],
        orderBy: [
          ['creditsPerRequest', 'asc'],
          ['user', 'desc'],
        ],
      }),
      all,
    );
    expect(cheapest.rows).toEqual([
      { user: 'user:default/d', creditsPerRequest: '0' },
      { user: 'user:default/b', creditsPerRequest: '0.5' },
      { user: 'user:default/a', creditsPerRequest: '0.5' },
      { user: 'user:default/c', creditsPerRequest: '2.5' },
      { user: 'user:default/e' },
    ]);
    expect(cheapest.truncated).toBe(false);
    expect(cheapest.totals).toEqual({ creditsPerRequest: '0.933333' });
  });

  it('ends a page among very many that cost the same, in the order of their names', async () => {
    const { knex, history, context } = await setUp('UTC');
    const many = MAX_TIES + 300;
    const names = Array.from(
      { length: many },
      (_, i) => `user:default/u${String((i * 7_919) % 100_000)}`,
    );
    await history.commit(
      names.map(user => ({
        ...randomEvent(randomOf(9), 1, 2),
        at: Date.UTC(2026, 10, 5),
        user,
        credits: 1_000_000n,
        creditType: 'free' as const,
        split: undefined,
        latencyMs: 200,
      })),
    );
    await foldUsage({ knex, accountId: history.accountId });
    const sorted = [...names].sort();
    for (const limit of [3, many - 1, many]) {
      for (const direction of ['asc', 'desc'] as const) {
        const given = await answer(
          context,
          question({
            groupBy: ['user', 'tier'],
            measures: ['credits', 'p95LatencyMs'],
            orderBy: [
              ['credits', 'desc'],
              ['user', direction],
            ],
            limit,
          }),
          all,
        );
        const expected = direction === 'asc' ? sorted : [...sorted].reverse();
        expect(given.rows.map(row => row.user)).toEqual(
          expected.slice(0, limit),
        );
        expect(given.truncated).toBe(limit < many);
        expect(given.totals.credits).toBe(String(many));
        expect(given.rows[0].p95LatencyMs).toBeCloseTo(200, -1);
      }
    }
  });

  it('cuts the page by percentiles where they order it', async () => {
    const { knex, history, context } = await setUp('UTC');
    const random = randomOf(12);
    const from = Date.UTC(2026, 10, 5);
    await history.commit(
      Array.from({ length: 300 }, () =>
        randomEvent(random, from, from + 48 * HOUR),
      ),
    );
    const asked = question({
      groupBy: ['model', 'action'],
      measures: ['p95LatencyMs', 'requests'],
    });
    for (const folded of [false, true]) {
      if (folded) {
        await foldUsage({ knex, accountId: history.accountId });
      }
      const unordered = await answer(context, asked, all);
      const ordered = await answer(
        context,
        { ...asked, orderBy: [['p95LatencyMs', 'desc']], limit: 5 },
        all,
      );
      const slowest = unordered.rows
        .map(row => Number(row.p95LatencyMs ?? -1))
        .sort((a, b) => b - a)
        .slice(0, 5);
      expect(ordered.rows.map(row => row.p95LatencyMs)).toEqual(slowest);
      expect(ordered.totals).toEqual(unordered.totals);
      expect(ordered.truncated).toBe(true);
    }
  });

  it('reads percentiles of a page only, and those of all together', async () => {
    const { knex, history, context } = await setUp('Europe/Amsterdam');
    const random = randomOf(13);
    const from = Date.UTC(2026, 9, 1);
    const to = from + 20 * 24 * HOUR;
    await history.commit(
      Array.from({ length: 600 }, () => randomEvent(random, from, to)),
    );
    await foldUsage({ knex, accountId: history.accountId });
    for (const groupBy of [['user'], ['user', 'model'], ['team']] as const) {
      const asked = question({
        from: new Date(from + 7 * HOUR).toISOString(),
        to: new Date(to).toISOString(),
        groupBy: [...groupBy],
        measures: ['p50LatencyMs', 'p95LatencyMs'],
        filters: { status: ['success'] },
      });
      for (const filters of [asked.filters, {}]) {
        const every = await answer(context, { ...asked, filters }, all);
        const page = await answer(
          context,
          { ...asked, filters, limit: 2 },
          all,
        );
        expect(page.truncated).toBe(true);
        expect(page.rows).toEqual(every.rows.slice(0, 2));
        expect(page.totals).toEqual(every.totals);
        expectAnswer(
          every,
          history.rows,
          { ...asked, filters },
          all,
          'Europe/Amsterdam',
        );
      }
    }
  });

  it('answers people from rollups by team while they work for their teams only', async () => {
    const { knex, history, context } = await setUp('UTC');
    const random = randomOf(14);
    const day = (n: number) => Date.UTC(2026, 10, 5 + n);
    const mine = (n: number, team: string) => ({
      ...randomEvent(random, 1, 2),
      at: day(n),
      user: 'user:default/ann',
      team,
      department: 'group:default/dept',
      path: `${team}>group:default/dept`,
    });
    const visible: VisibleUsage = {
      kind: 'any',
      users: ['user:default/ann'],
      teams: ['group:default/a'],
      departments: [],
    };
    const ask = (from: number, to: number) => {
      const asked = question({
        from: new Date(day(from)).toISOString(),
        to: new Date(day(to)).toISOString(),
        groupBy: ['action'],
        measures: ['credits', 'requests', 'p95LatencyMs'],
      });
      return { asked, given: answer(context, asked, visible) };
    };
    await history.commit([
      mine(0, 'group:default/a'),
      mine(1, 'group:default/a'),
      // In the week after.
      mine(9, 'group:default/b'),
      { ...mine(1, 'group:default/a'), user: 'user:default/bob' },
      { ...mine(1, 'group:default/b'), user: 'user:default/bob' },
    ]);
    await foldUsage({ knex, accountId: history.accountId });
    // What is not folded yet is looked at event by event.
    await history.commit([mine(1, 'group:default/b')]);
    for (const [from, to, source] of [
      [0, 2, 'rollup_day_team_action'],
      [0, 10, 'events'],
    ] as const) {
      const { asked, given } = ask(from, to);
      expectAnswer(await given, history.rows, asked, visible, 'UTC');
      expect((await given).source).toBe(source);
    }
    await foldUsage({ knex, accountId: history.accountId });
    const { asked, given } = ask(0, 2);
    expectAnswer(await given, history.rows, asked, visible, 'UTC');
    expect((await given).source).toBe('events');
  });

  it('deducts from whole weeks what it added, for people who work elsewhere just outside the range', async () => {
    const { knex, history, context } = await setUp('UTC');
    const random = randomOf(15);
    const ann = (at: number, team: string, latencyMs: number) => ({
      ...randomEvent(random, 1, 2),
      at,
      user: 'user:default/ann',
      team,
      department: 'group:default/dept',
      path: `${team}>group:default/dept`,
      latencyMs,
    });
    const from = Date.UTC(2026, 9, 5, 21, 27);
    const to = Date.UTC(2026, 9, 30, 7, 47);
    const spread = (n: number) => from + ((n * 997) % 576) * HOUR;
    await history.commit([
      ...Array.from({ length: 96 }, (_, n) =>
        ann(spread(n), 'group:default/a', 5_000),
      ),
      ...Array.from({ length: 48 }, (_, n) =>
        ann(spread(n), 'group:default/a', 100),
      ),
      ...Array.from({ length: 200 }, () =>
        ann(Date.UTC(2026, 9, 31, 12), 'group:default/b', 5_000),
      ),
    ]);
    await foldUsage({ knex, accountId: history.accountId });
    const visible: VisibleUsage = {
      kind: 'any',
      users: ['user:default/ann'],
      teams: ['group:default/a'],
      departments: [],
    };
    const asked = question({
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      measures: ['requests', 'p50LatencyMs', 'p95LatencyMs'],
    });
    for (const groupBy of [[], ['user'], ['model']] as const) {
      const given = await answer(
        context,
        { ...asked, groupBy: [...groupBy] },
        visible,
      );
      expect(given.truncated).toBe(false);
      expectAnswer(
        given,
        history.rows,
        { ...asked, groupBy: [...groupBy] },
        visible,
        'UTC',
      );
    }
  });

  it('tells percentiles of a page among many groups, and orders by them only so many', async () => {
    const { knex, history, context } = await setUp('UTC');
    const random = randomOf(16);
    const from = Date.UTC(2026, 10, 2);
    for (let part = 0; part < 6; part++) {
      await history.commit(
        Array.from({ length: 3_500 }, (_, n) => ({
          ...randomEvent(random, from, from + 24 * HOUR),
          user: `user:default/u${part * 3_500 + n}`,
          latencyMs: 200 + (n % 50),
        })),
      );
    }
    await foldUsage({ knex, accountId: history.accountId });
    const asked = question({
      groupBy: ['user'],
      measures: ['requests', 'p95LatencyMs'],
      orderBy: [['requests', 'desc']],
      limit: 2_000,
    });
    const given = await answer(context, asked, all);
    expect(given.truncated).toBe(true);
    const expected = new Map(
      bruteForce(history.rows, asked, all, 'UTC').rows.map(row => [
        row.user,
        row.p95LatencyMs as number,
      ]),
    );
    expect(
      given.rows.filter(
        ({ user, p95LatencyMs }) =>
          Math.abs(Number(p95LatencyMs) - expected.get(String(user))!) >
          expected.get(String(user))! * 0.01 + 0.006,
      ),
    ).toEqual([]);
    await expect(
      answer(context, { ...asked, orderBy: [['p95LatencyMs', 'desc']] }, all),
    ).rejects.toThrow('at most 20000 groups');
  });

  it('refuses ranges and orders that make no sense', async () => {
    const { context } = await setUp('UTC');
    await expect(
      answer(
        context,
        question({ granularity: 'hour', from: '2026-01-01T00:00:00Z' }),
        all,
      ),
    ).rejects.toThrow(/334 days is too long for granularity hour.*93 days/);
    await expect(
      answer(context, question({ orderBy: [['team', 'asc']] }), all),
    ).rejects.toThrow('orderBy names team, which is not in groupBy');
    await expect(
      answer(context, question({ orderBy: [['period', 'asc']] }), all),
    ).rejects.toThrow('there is no granularity');
  });

  it('shows a department what was paid for anywhere below it', async () => {
    const { history, context } = await setUp('UTC');
    const [a] = await history.commit([
      {
        ...randomEvent(randomOf(7), 1, 2),
        at: Date.UTC(2026, 10, 5),
        team: 'group:default/a',
        department: 'group:default/a-dept',
        path: 'group:default/a>group:default/a-dept>group:default/division',
      },
    ]);
    const visibleTo = async (group: string) =>
      (
        await answer(context, question({ measures: ['requests'] }), {
          kind: 'any',
          users: [],
          teams: [],
          departments: [group],
        })
      ).totals.requests;
    expect(await visibleTo('group:default/division')).toBe(a.requests);
    expect(await visibleTo('group:default/a-dept')).toBe(a.requests);
    // A part of a name is not a name, and `_` and `%` stand for themselves.
    expect(await visibleTo('group:default/a-')).toBe(0);
    expect(await visibleTo('group:default/divisio_')).toBe(0);
  });
});
