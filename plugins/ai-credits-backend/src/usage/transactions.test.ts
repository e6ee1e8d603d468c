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
import { transactionsQuerySchema } from 'backstage-plugin-ai-credits-common';
import { Dictionary } from '../database/dictionary';
import { migrate } from '../database/engine';
import { isVisible } from './__testUtils__/bruteForce';
import {
  Happened,
  History,
  randomEvent,
  randomOf,
} from './__testUtils__/History';
import { TransactionFilter, VisibleUsage } from './api';
import { foldUsage } from './fold';
import { transactionPage } from './transactions';

jest.setTimeout(120_000);

const databases = TestDatabases.create();

function matches(row: Happened, filter: TransactionFilter): boolean {
  const { q } = filter;
  const status =
    row.status === 'failed' || !row.flags ? row.status : 'over-limit';
  const has = (text: string | undefined) =>
    text?.toLowerCase().includes(q!.toLowerCase());
  return (
    (!filter.from || row.at >= Date.parse(filter.from)) &&
    (!filter.to || row.at < Date.parse(filter.to)) &&
    (['user', 'team', 'service', 'project', 'product', 'model'] as const).every(
      name => !filter[name] || filter[name].includes(row[name]),
    ) &&
    (!filter.status || filter.status.includes(status)) &&
    (!filter.creditType || filter.creditType.includes(row.creditType)) &&
    (!q ||
      [
        row.user,
        row.action,
        row.model,
        row.product,
        row.item,
        row.comment,
      ].some(has))
  );
}

const newest = (a: Happened, b: Happened) => b.at - a.at || b.id - a.id;
const inOrder: Record<
  TransactionFilter['order'],
  (a: Happened, b: Happened) => number
> = {
  newest,
  oldest: (a, b) => newest(b, a),
  largest: (a, b) => Number(b.credits - a.credits) || newest(a, b),
};

describe.each(databases.eachSupportedId())('the log on %s', databaseId => {
  it('shows what matches, whatever is folded, page by page', async () => {
    const knex = await databases.init(databaseId);
    await migrate(knex);
    const zone = 'Europe/Amsterdam';
    const history = await History.create(knex, zone);
    const context = {
      knex,
      dictionary: Dictionary.create({ knex }),
      accountId: history.accountId,
      clock: history.clock,
      account: 'default',
    };
    const random = randomOf(11);
    const from = Date.UTC(2026, 6, 1);
    const to = Date.UTC(2026, 10, 20);
    const pick = <T>(values: readonly T[]): T =>
      values[Math.floor(random() * values.length)];

    const ask = async () => {
      const limit = pick([1, 3, 10, 1_000]);
      const some = <T>(value: T) => (random() < 0.3 ? value : undefined);
      const day = () =>
        new Date(from + Math.floor(random() * (to - from))).toISOString();
      const filter = transactionsQuerySchema.parse({
        from: some(day()),
        to: some(day()),
        user: some(
          pick(['user:default/ann', 'user:default/rare', 'user:default/none']),
        ),
        team: some(pick(['group:default/a', 'group:default/c'])),
        service: some('component:default/web'),
        project: some(pick(['system:default/shop', 'system:default/none'])),
        product: some('Assistant'),
        model: some(pick(['small', 'huge'])),
        status: some(pick(['success', 'failed', 'over-limit'])),
        creditType: some('free'),
        q: some(pick(['ANN', 'sku-1', '100%', 'email', 'zzz'])),
        order: some(pick(['oldest', 'largest'])),
        limit,
      });
      const visible: VisibleUsage =
        random() < 0.6
          ? { kind: 'all' }
          : {
              kind: 'any',
              users: ['user:default/rare'],
              teams: pick([[], ['group:default/b']]),
              departments: [],
            };
      const expected = history.rows
        .filter(row => isVisible(row, visible) && matches(row, filter))
        .sort(inOrder[filter.order])
        .map(row => `u${row.id}`);
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await transactionPage(
          context,
          { ...filter, cursor },
          visible,
        );
        found.push(...page.transactions.map(each => each.transactionId));
        cursor = page.nextCursor;
      } while (cursor && found.length < 60);
      expect(found).toEqual(expected.slice(0, found.length));
      expect(found.length).toBe(cursor ? found.length : expected.length);
    };

    const post = (n: number) =>
      history.commit([
        ...Array.from({ length: n }, () => randomEvent(random, from, to)),
        // Somebody who is seldom there, and two at the same instant.
        { ...randomEvent(random, from, to), user: 'user:default/rare' },
        { ...randomEvent(random, from, from + 2), user: 'user:default/rare' },
      ]);
    await post(100);
    await post(60);
    for (let i = 0; i < 30; i++) {
      await ask();
    }
    await foldUsage({ knex, accountId: history.accountId });
    for (let i = 0; i < 60; i++) {
      await ask();
    }
    await post(30);
    for (let i = 0; i < 60; i++) {
      await ask();
    }
  });
});
