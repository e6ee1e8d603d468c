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
import {
  parseCredits,
  Transaction,
  transactionsQuerySchema,
} from 'backstage-plugin-ai-credits-common';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { usageKey } from '../database/usageKey';
import { DefaultLedger } from '../ledger/DefaultLedger';
import { ratedUsage } from '../ledger/__testUtils__/ratedUsage';
import { Question, VisibleUsage } from './api';
import { DatabaseUsageQueries } from './DatabaseUsageQueries';
import { foldUsage } from './fold';
import { proveRollups } from './proveRollups';

jest.setTimeout(120_000);

const databases = TestDatabases.create();
const START = Date.parse('2026-11-01T00:00:00Z');
const DAY = 86_400_000;
const all: VisibleUsage = { kind: 'all' };
const onlyJo: VisibleUsage = {
  kind: 'any',
  users: ['user:default/jo.example'],
  teams: [],
  departments: [],
};

function filter(parts: Record<string, unknown> = {}) {
  return transactionsQuerySchema.parse(parts);
}

describe.each(databases.eachSupportedId())('usage queries on %s', id => {
  async function setUp() {
    const knex = await databases.init(id);
    await migrate(knex);
    const clock = { now: START + 10 * DAY };
    const logger = mockServices.logger.mock();
    const dictionary = Dictionary.create({ knex });
    const ledger = await DefaultLedger.create({
      knex,
      logger,
      dictionary,
      account: { name: 'default', timeZone: 'UTC', openedAt: START },
      settings: {
        monthlyAllowance: parseCredits('100'),
        excessLimit: parseCredits('10'),
        lateEventGraceMs: 3_600_000,
        maxOpenHolds: 100,
      },
      queueLimit: 20_000,
      batchSize: 1_000,
      now: () => clock.now,
    });
    const queries = DatabaseUsageQueries.create({
      knex,
      dictionary: Dictionary.create({ knex }),
      zoneOf: () => 'UTC',
      logger,
    });
    const pages = async (
      parts: Record<string, unknown>,
      visible: VisibleUsage = all,
    ) => {
      const found: Transaction[] = [];
      let cursor: string | undefined;
      do {
        const page = await queries.transactions(
          'default',
          filter({ ...parts, cursor }),
          visible,
        );
        found.push(...page.transactions);
        cursor = page.nextCursor;
      } while (cursor);
      return found;
    };
    return { knex, clock, ledger, queries, pages };
  }

  type Setup = Awaited<ReturnType<typeof setUp>>;

  /** A month in the life of an account: every kind of transaction once. */
  async function live({ ledger, clock }: Setup) {
    const at = (hours: number) => START + 10 * DAY + hours * 3_600_000;
    clock.now = at(0);
    await ledger.purchase(
      'default',
      {
        pack: 'p',
        credits: parseCredits('50'),
        price: { amount: '25.00', currency: 'USD' },
        idempotencyKey: 'buy',
        comment: 'for the launch',
      },
      'user:default/admin',
    );
    clock.now = at(1);
    await ledger.grant(
      'default',
      {
        kind: 'promotion',
        credits: parseCredits('5'),
        reason: 'welcome',
        idempotencyKey: 'promo',
      },
      'user:default/admin',
    );
    clock.now = at(2);
    await ledger.grant(
      'default',
      {
        kind: 'adjustment',
        credits: parseCredits('-3'),
        reason: 'a mistake',
        idempotencyKey: 'fix',
      },
      'user:default/admin',
    );
    clock.now = at(3);
    const results = await ledger.record('default', [
      ratedUsage({
        occurredAt: at(2.5),
        credits: '101',
        id: 'big',
        item: 'sku_1',
        comment: '100% done',
        tier: 'premium',
      }),
      ratedUsage({
        occurredAt: at(2.6),
        credits: '2',
        id: 'other',
        user: 'user:default/kim',
        team: 'group:default/search',
        path: ['group:default/search', 'group:default/engineering'],
        model: 'small',
        status: 'failed',
      }),
      ratedUsage({
        occurredAt: at(2.7),
        credits: '200',
        id: 'over',
        user: 'user:default/kim',
      }),
    ]);
    const [big] = results;
    clock.now = at(4);
    const refund = await ledger.refund(
      'default',
      {
        transactionId: big.status === 'charged' ? big.transactionId : '',
        credits: parseCredits('2.5'),
        reason: 'came out wrong',
        idempotencyKey: 'back',
      },
      'user:default/admin',
    );
    return {
      big: big.status === 'charged' ? big.transactionId : '',
      refund: refund.transactionId,
      at,
    };
  }

  it('lists everything that moved credits, newest first', async () => {
    const setup = await setUp();
    const { big, refund, at } = await live(setup);
    const log = await setup.pages({ limit: 2 });
    expect(
      log.map(({ type, credits, creditType, status, user, actor, comment }) => [
        type,
        credits,
        creditType,
        status,
        user ?? actor,
        comment,
      ]),
    ).toEqual([
      [
        'refund',
        '2.5',
        expect.any(String),
        'success',
        'user:default/jo.example',
        'came out wrong',
      ],
      ['usage', '-200', 'mixed', 'over-limit', 'user:default/kim', undefined],
      [
        'usage',
        '-2',
        expect.any(String),
        'failed',
        'user:default/kim',
        undefined,
      ],
      [
        'usage',
        '-101',
        'mixed',
        'success',
        'user:default/jo.example',
        '100% done',
      ],
      [
        'adjustment',
        '-3',
        'free',
        'success',
        'user:default/admin',
        'a mistake',
      ],
      ['promotion', '5', 'other', 'success', 'user:default/admin', 'welcome'],
      [
        'purchase',
        '50',
        'purchased',
        'success',
        'user:default/admin',
        expect.anything(),
      ],
      ['allowance', '100', 'free', 'success', undefined, 'Monthly allowance'],
    ]);
    expect(log[3]).toMatchObject({
      transactionId: big,
      occurredAt: new Date(at(2.5)).toISOString(),
      recordedAt: new Date(at(3)).toISOString(),
      team: 'group:default/payments',
      action: 'description',
      model: 'gpt-4o',
      item: 'sku_1',
      quantities: { requests: 1, inputTokens: 472 },
      rateCardVersion: 1,
      rule: 'action:description × model:gpt-4o',
      eventId: 'big',
      block: expect.any(Number),
    });
    expect(log[0]).toMatchObject({ transactionId: refund, type: 'refund' });
    expect(log[6].price).toEqual({ amount: '25.00', currency: 'USD' });

    const exported: Transaction[] = [];
    for await (const page of setup.queries.exportTransactions(
      'default',
      filter(),
      all,
    )) {
      exported.push(...page);
    }
    expect(exported).toEqual(log);
  });

  it('lists the same oldest or largest first, on pages of any size', async () => {
    const setup = await setUp();
    const { at } = await live(setup);
    // At the instant of a charge: an entry of the journal, and another charge.
    setup.clock.now = at(2.5);
    await setup.ledger.grant(
      'default',
      {
        kind: 'promotion',
        credits: parseCredits('101'),
        reason: 'at once',
        idempotencyKey: 'at-once',
      },
      'user:default/admin',
    );
    await setup.ledger.record('default', [
      ratedUsage({ occurredAt: at(2.5), credits: '101', id: 'twin' }),
    ]);
    const idsOf = (list: readonly Transaction[]) =>
      list.map(({ transactionId }) => transactionId);
    const newest = await setup.pages({ limit: 100 });
    const size = ({ credits }: Transaction) => {
      const amount = parseCredits(credits);
      return amount < 0n ? -amount : amount;
    };
    const largest = newest
      .map((each, place) => ({ each, place }))
      .sort((a, b) => Number(size(b.each) - size(a.each)) || a.place - b.place)
      .map(({ each }) => each);
    expect(size(largest[1])).toBe(size(largest[2]));
    for (const limit of [1, 2, 3, 100]) {
      const oldest = await setup.pages({ order: 'oldest', limit });
      expect(idsOf(oldest)).toEqual(idsOf(newest).reverse());
      expect(await setup.pages({ order: 'largest', limit })).toEqual(largest);
    }
    const kim = { user: 'user:default/kim', limit: 1 };
    expect(idsOf(await setup.pages({ ...kim, order: 'oldest' }))).toEqual(
      idsOf(await setup.pages(kim)).reverse(),
    );
  });

  it('filters and searches', async () => {
    const setup = await setUp();
    const { at } = await live(setup);
    const types = async (
      parts: Record<string, unknown>,
      visible: VisibleUsage = all,
    ) => (await setup.pages({ ...parts, limit: 1 }, visible)).map(t => t.type);

    expect(await types({ type: ['purchase', 'expiry'] })).toEqual(['purchase']);
    expect(await types({ type: 'adjustment' })).toEqual(['adjustment']);
    expect(await types({ status: 'over-limit' })).toEqual(['usage']);
    expect(await types({ status: 'failed', type: 'usage' })).toEqual(['usage']);
    expect(await types({ user: 'user:default/JO.example' })).toEqual([
      'refund',
      'usage',
    ]);
    expect(await types({ team: 'group:default/nobody' })).toEqual([]);
    expect(await types({ creditType: ['purchased', 'other'] })).toEqual(
      expect.arrayContaining(['promotion', 'purchase']),
    );
    expect(
      await types({
        from: new Date(at(1)).toISOString(),
        to: new Date(at(2)).toISOString(),
      }),
    ).toEqual(['promotion']);

    expect(await types({ q: 'KIM' })).toEqual(['usage', 'usage']);
    expect(await types({ q: 'SKU_' })).toEqual(['usage']);
    expect(await types({ q: '100%' })).toEqual(['usage']);
    expect(await types({ q: '1%d' })).toEqual([]);
    expect(await types({ q: 'launch' })).toEqual(['purchase']);
    expect(await types({ q: "'; drop table lot; --\u0000" })).toEqual([]);

    expect(await types({}, onlyJo)).toEqual(['refund', 'usage']);
    expect(
      await types(
        {},
        {
          kind: 'any',
          users: [],
          teams: ['group:default/search'],
          departments: [],
        },
      ),
    ).toEqual(['usage']);
  });

  it('tells the whole story of a transaction to who may see it', async () => {
    const setup = await setUp();
    const { big, refund } = await live(setup);
    const story = await setup.queries.transaction('default', big, onlyJo);
    expect(story).toMatchObject({
      transactionId: big,
      tier: 'premium',
      path: ['group:default/payments', 'group:default/engineering'],
      entry: expect.any(Number),
      blockHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      refunds: [
        {
          transactionId: refund,
          credits: '2.5',
          reason: 'came out wrong',
        },
      ],
    });
    const drawn = story.draws.reduce(
      (sum, draw) => sum + parseCredits(draw.credits),
      0n,
    );
    expect(drawn).toBe(parseCredits('101'));
    expect(story.draws.map(draw => 'kind' in draw && draw.kind)).toEqual(
      expect.arrayContaining(['allowance']),
    );

    const back = await setup.queries.transaction('default', refund, onlyJo);
    expect(back).toMatchObject({ type: 'refund', refundOf: big });

    const onlyKim = { ...onlyJo, users: ['user:default/kim'] };
    for (const hidden of [big, refund, 'u1', 'j999']) {
      await expect(
        setup.queries.transaction('default', hidden, onlyKim),
      ).rejects.toThrow('There is no transaction');
    }
    await expect(
      setup.queries.transaction('default', 'x1', all),
    ).rejects.toThrow('transactionId');
  });

  it('pages through what was there although more comes in', async () => {
    const setup = await setUp();
    const post = (n: number) =>
      setup.ledger.record(
        'default',
        Array.from({ length: n }, (_, i) =>
          ratedUsage({
            // Many happen at the same instant.
            occurredAt: setup.clock.now - (i % 4) * 1_000,
            credits: '0.01',
          }),
        ),
      );
    await post(40);
    const before = (await setup.pages({ limit: 1_000 })).map(
      t => t.transactionId,
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await setup.queries.transactions(
        'default',
        filter({ limit: 7, cursor }),
        all,
      );
      seen.push(...page.transactions.map(t => t.transactionId));
      cursor = page.nextCursor;
      await post(3);
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter(each => before.includes(each))).toEqual(before);
  });

  it('refuses a cursor that is none, or of other filters', async () => {
    const { ledger, clock, queries } = await setUp();
    await ledger.record(
      'default',
      [1, 2, 3].map(() => ratedUsage({ occurredAt: clock.now })),
    );
    const ask = (account: string, parts: Record<string, unknown>) =>
      queries.transactions(account, filter(parts), all);
    const { nextCursor: cursor } = await ask('default', { limit: 1 });
    await expect(ask('default', { limit: 2, cursor })).resolves.toMatchObject({
      transactions: [{}, {}],
    });
    await expect(
      ask('default', { cursor, model: 'gpt-4o' }),
    ).rejects.toMatchObject({ name: 'InputError' });
    await expect(ask('other', { cursor })).rejects.toThrow('other filters');
    await expect(ask('default', { cursor: 'bm9uc2Vuc2U' })).rejects.toThrow(
      'cursor is not one',
    );
  });

  it('sums up the account and the month', async () => {
    const setup = await setUp();
    setup.clock.now = Date.parse('2026-11-05T12:00:00Z');
    await setup.ledger.record('default', [
      ratedUsage({ occurredAt: setup.clock.now, credits: '30' }),
      // The same part of November ends before this.
      ratedUsage({
        occurredAt: setup.clock.now + 3 * DAY,
        credits: '7',
        id: 'late',
        status: 'failed',
        product: 'Search',
      }),
    ]);
    setup.clock.now = Date.parse('2026-12-06T10:00:00Z');
    await live(Object.assign(setup, { clock: setup.clock }));
    await foldUsage({ knex: setup.knex, accountId: 1 });
    await setup.ledger.record('default', [
      ratedUsage({
        occurredAt: Date.parse('2026-12-05T10:00:00Z'),
        credits: '40.5',
        product: undefined,
      }),
    ]);

    await expect(
      setup.queries.periodUsage('default', Date.parse('2026-12-06T10:00:00Z')),
    ).resolves.toEqual({
      used: '40.5',
      usedOfExcess: '38',
      averageDaily: '6.75',
      activeProducts: 0,
      trend: 0.35,
    });
    await expect(
      setup.queries.accountOverview('default'),
    ).resolves.toMatchObject({
      account: 'default',
      memberSince: '2026-11-01T00:00:00.000Z',
      lifetimePurchased: '50',
      lifetimeSpent: '378',
      calls: { successful: 4, failed: 2 },
      tokens: { input: 6 * 472, output: 6 * 18, cached: 0 },
    });
    await expect(
      setup.queries.accountOverview('nobody'),
    ).resolves.toMatchObject({
      lifetimeSpent: '0',
      calls: { successful: 0, failed: 0 },
    });
  });

  describe('feedback', () => {
    const question: Question = {
      from: '2026-11-01T00:00:00Z',
      to: '2026-12-01T00:00:00Z',
      groupBy: ['user'],
      measures: ['averageRating', 'firstPassRate'],
      filters: {},
      limit: 100,
    };
    const event = (name: string, at: number, user: string) =>
      ratedUsage({
        occurredAt: at,
        credits: '1',
        key: usageKey('default', 'test', name),
        id: name,
        user,
      });

    it('shows at once, before and after an event is folded', async () => {
      const { knex, ledger, clock, queries } = await setUp();
      const jo = 'user:default/jo.example';
      await ledger.record('default', [
        event('a', clock.now, jo),
        event('b', clock.now, jo),
        event('c', clock.now, 'user:default/kim'),
      ]);
      const ask = async () =>
        (await queries.analytics('default', question, all)).rows;
      const send = (
        list: Array<{
          id: string;
          outcome?: 'rejected' | 'accepted';
          rating?: number;
        }>,
        visible: VisibleUsage = all,
      ) =>
        queries.feedback(
          'default',
          list.map(each => ({ source: 'test', ...each })),
          visible,
        );

      await expect(
        send([
          { id: 'a', outcome: 'rejected', rating: 2 },
          { id: 'nothing', rating: 1 },
        ]),
      ).resolves.toEqual({
        updated: 1,
        unknown: [{ source: 'test', id: 'nothing' }],
      });
      const first = [
        { user: jo, averageRating: 2, firstPassRate: 0.5 },
        { user: 'user:default/kim', firstPassRate: 1 },
      ];
      expect(await ask()).toEqual(first);
      await foldUsage({ knex, accountId: 1 });
      expect(await ask()).toEqual(first);

      await send([
        { id: 'a', outcome: 'accepted' },
        { id: 'b', rating: 1 },
        { id: 'b', rating: 5 },
        { id: 'c', rating: 3 },
      ]);
      const second = [
        { user: jo, averageRating: 3.5, firstPassRate: 1 },
        { user: 'user:default/kim', averageRating: 3, firstPassRate: 1 },
      ];
      expect(await ask()).toEqual(second);
      expect(await proveRollups(knex, 1)).toEqual([]);

      // What a caller may not see does not exist for them.
      await expect(send([{ id: 'c', rating: 1 }], onlyJo)).resolves.toEqual({
        updated: 0,
        unknown: [{ source: 'test', id: 'c' }],
      });
      expect(await ask()).toEqual(second);
      expect(await knex('usage_event').sum({ n: 'rating' })).toEqual([
        { n: id === 'SQLITE_3' ? 10 : '10' },
      ]);
    });

    it('takes as many statements for a batch as for one event', async () => {
      const { knex, ledger, clock, queries } = await setUp();
      const names = Array.from({ length: 40 }, (_, i) => `e${i}`);
      await ledger.record(
        'default',
        names.map(name => event(name, clock.now, 'user:default/jo.example')),
      );
      await foldUsage({ knex, accountId: 1 });
      const statementsFor = async (list: string[], rating: number) => {
        let statements = 0;
        const count = () => (statements += 1);
        knex.on('query', count);
        await queries.feedback(
          'default',
          list.map((name, i) => ({
            source: 'test',
            id: name,
            outcome: 'rejected',
            rating,
            ...(i % 2 ? {} : { qualityScore: 0.25 }),
          })),
          all,
        );
        knex.removeListener('query', count);
        return statements;
      };
      const ofOne = await statementsFor(['e0'], 2);
      expect(await statementsFor(names.slice(1), 4)).toBeLessThanOrEqual(ofOne);
      // Begin and commit among them, and on SQLite one for each rollup.
      expect(ofOne).toBeLessThan(id === 'SQLITE_3' ? 40 : 12);
      expect(
        await knex('usage_event').where('quality', 0.25).count({ n: '*' }),
      ).toEqual([{ n: id === 'SQLITE_3' ? 21 : '21' }]);
      expect(await proveRollups(knex, 1)).toEqual([]);
    });

    it('is never lost or counted twice while folds run', async () => {
      const { knex, ledger, clock, queries } = await setUp();
      const names = Array.from({ length: 60 }, (_, i) => `e${i}`);
      for (let i = 0; i < names.length; i += 6) {
        await ledger.record(
          'default',
          names
            .slice(i, i + 6)
            .map(name => event(name, clock.now, 'user:default/jo.example')),
        );
      }
      await Promise.all([
        ...names.map((name, i) =>
          queries.feedback(
            'default',
            [
              {
                source: 'test',
                id: name,
                rating: (i % 5) + 1,
                outcome: i % 2 ? 'rejected' : 'accepted',
              },
            ],
            all,
          ),
        ),
        ...[1, 2, 3, 4].map(async () => {
          for (let i = 0; i < 5; i++) {
            await foldUsage({ knex, accountId: 1, maxBlocks: 1 });
          }
        }),
      ]);
      await foldUsage({ knex, accountId: 1 });
      expect(await proveRollups(knex, 1)).toEqual([]);
      expect((await queries.analytics('default', question, all)).rows).toEqual([
        {
          user: 'user:default/jo.example',
          averageRating: 3,
          firstPassRate: 0.5,
        },
      ]);
    });
  });

  it('folds each block once, however many replicas fold', async () => {
    const { knex, ledger, clock } = await setUp();
    for (let i = 0; i < 30; i++) {
      await ledger.record(
        'default',
        Array.from({ length: 5 }, () =>
          ratedUsage({ occurredAt: clock.now + i * 60_000, latencyMs: 100 }),
        ),
      );
    }
    const runs = await Promise.all(
      [1, 2, 3, 4].map(() => foldUsage({ knex, accountId: 1, maxBlocks: 8 })),
    );
    await foldUsage({ knex, accountId: 1 });
    await foldUsage({ knex, accountId: 1 });
    expect(runs.some(run => run.blocks > 0)).toBe(true);
    expect(await proveRollups(knex, 1)).toEqual([]);
    const [row] = await knex('rollup_hour_model').sum({ calls: 'calls' });
    expect(Number(row.calls)).toBe(150);
    // A fold that was told to stop does nothing.
    await ledger.record('default', [ratedUsage({ occurredAt: clock.now })]);
    const stopped = await foldUsage({
      knex,
      accountId: 1,
      signal: AbortSignal.abort(),
    });
    expect(stopped.blocks).toBe(0);
  });
});
