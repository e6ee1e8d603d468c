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
import { EfficiencyResponse } from 'backstage-plugin-ai-credits-common';
import { Portal, startPortal } from '../../__testUtils__/portal';
import { mostEfficient, valueOf } from './rules';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
});

const credits = (amount: number) => BigInt(amount) * 1_000_000n;

it('marks who needs the fewest credits, of those with enough items', () => {
  const rows = [
    { name: 'few', produced: 19, credits: credits(1) },
    { name: 'best', produced: 40, credits: credits(100) },
    { name: 'other', produced: 40, credits: credits(120) },
    { name: '', produced: 90, credits: credits(1) },
  ];
  expect(mostEfficient(rows)).toBe('best');
  // Nobody is best alone, or among equals.
  expect(mostEfficient(rows.slice(0, 2))).toBeUndefined();
  expect(
    mostEfficient([rows[1], { ...rows[1], name: 'equal' }]),
  ).toBeUndefined();
});

it('takes the value that says most about an item', () => {
  const values = [
    { action: 'a', value: 1n },
    { product: 'p', action: 'a', value: 2n },
    { product: 'p', value: 3n },
  ];
  expect(valueOf(values, 'p', 'a')).toBe(2n);
  expect(valueOf(values, 'q', 'a')).toBe(1n);
  expect(valueOf(values, 'p', 'b')).toBe(3n);
  expect(valueOf(values, 'q', 'b')).toBeUndefined();
});

describe.each(databases.eachSupportedId())('efficiency on %s', id => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(id), {
      account: { openedAt: '2026-01-01', monthlyAllowance: '10000' },
      value: {
        currency: 'USD',
        items: [
          { action: 'description', value: '0.50' },
          { action: 'keywords', value: '9' },
        ],
      },
    });
    const event = (n: number, more: object) => ({
      id: `e${n}`,
      source: 'test',
      occurredAt: '2026-03-02T10:00:00Z',
      product: 'Studio',
      action: 'description',
      model: 'gpt-4o',
      ...more,
    });
    await portal
      .as('machine', 'post', '/v1/usage', {
        events: [
          // One item at the second attempt, one never, one that nobody speaks of.
          event(1, { item: 'i1', attempt: 1 }),
          event(2, { item: 'i1', attempt: 2 }),
          event(3, { item: 'i2' }),
          event(4, { item: 'i3' }),
          event(5, { item: 'i4', status: 'failed' }),
          // Of keywords no outcome is told.
          event(6, { item: 'i1', action: 'keywords', model: 'gpt-4-turbo' }),
        ],
      })
      .expect(200);
    await portal
      .as('machine', 'post', '/v1/usage/feedback', [
        { source: 'test', id: 'e1', outcome: 'rejected' },
        { source: 'test', id: 'e2', outcome: 'accepted' },
        { source: 'test', id: 'e3', outcome: 'rejected' },
      ])
      .expect(200);
  });
  afterAll(() => portal?.stop());

  it('counts produced items and what they are worth against their credits', async () => {
    const { body } = await portal
      .as(
        'admin',
        'get',
        '/v1/insights/efficiency?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z',
      )
      .expect(200);
    const { total, actions, value } = body as EfficiencyResponse;
    // i1 was accepted, i3 succeeded and nobody complained; i2 was rejected, i4 failed.
    expect(total).toMatchObject({
      credits: '9',
      items: 2,
      creditsPerItem: '4.5',
      acceptanceRate: 0.333333,
    });
    expect(actions.map(row => [row.name, row.items])).toEqual([
      ['description', 2],
      ['keywords', 1],
    ]);
    // Nothing was purchased yet: a credit costs what it does in the first pack.
    expect(value).toEqual({
      currency: 'USD',
      pricePerCredit: '0.01',
      basis: 'pack',
      acceptedItems: 1,
      value: '0.5',
      cost: '0.08',
      ratio: 5.25,
      rows: [
        {
          product: 'Studio',
          action: 'description',
          acceptedItems: 1,
          value: '0.5',
          credits: '8',
          cost: '0.08',
          ratio: 5.25,
        },
      ],
    });
  });
});
