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
import { parseCredits } from 'backstage-plugin-ai-credits-common';
import { Portal, startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);
const databases = TestDatabases.create();
const DAY = 86_400_000;

describe.each(databases.eachSupportedId())('the summary on %s', engine => {
  let portal: Portal;
  afterEach(async () => portal?.stop());

  it('adds up in every column, over a month and over a part of it', async () => {
    const month = new Date();
    month.setUTCHours(0, 0, 0, 0);
    month.setUTCDate(1);
    const next = new Date(month);
    next.setUTCMonth(month.getUTCMonth() + 1);
    portal = await startPortal(await databases.init(engine), {
      account: {
        monthlyAllowance: '100',
        openedAt: new Date(month.getTime() - 2 * DAY).toISOString(),
      },
    });
    const post = (path: string, body: object) =>
      portal.as('admin', 'post', path, body);
    await post('/v1/purchases', {
      pack: 'pack-2500',
      idempotencyKey: 'p',
    }).expect(201);
    await post('/v1/grants', {
      kind: 'promotion',
      credits: '5.5',
      reason: 'Trial',
      idempotencyKey: 'g',
    }).expect(201);
    // The allowance, and a part of what was purchased.
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      await post('/v1/charges', {
        id,
        source: 'test',
        user: 'user:default/jo',
        action: 'text-to-image',
        model: 'gpt-4-turbo',
      }).expect(201);
    }

    const ask = async (from: Date, to: Date) => {
      const { body } = await portal
        .as(
          'engineer',
          'get',
          `/v1/balance/summary?from=${from.toISOString()}&to=${to.toISOString()}`,
        )
        .expect(200);
      const { lines } = body;
      for (const column of ['free', 'purchased', 'other', 'total']) {
        const of = (line: string) => parseCredits(lines[line][column]);
        expect(
          of('carriedIn') +
            of('allocated') -
            of('taken') -
            of('consumed') -
            of('lapsed'),
        ).toBe(of('remaining'));
        expect(of('remaining') - of('lapsing')).toBe(of('carriedOut'));
      }
      return body;
    };
    const whole = await ask(month, next);
    expect(whole.lines.allocated).toEqual({
      free: '100',
      purchased: '2500',
      other: '5.5',
      total: '2605.5',
    });
    const { body: balance } = await portal
      .as('engineer', 'get', '/v1/balance')
      .expect(200);
    expect(whole.lines.remaining.total).toBe(balance.available);
    expect(whole.lines.consumed.total).toBe(balance.used);
    expect(whole.lines.lapsing.free).toBe(balance.free);
    expect(whole.lines.carriedOut.free).toBe('0');
    expect(whole.excess).toBe('0');

    // The day before the month has none of it.
    const before = await ask(new Date(month.getTime() - DAY), month);
    expect(before.lines.consumed.total).toBe('0');
    expect(before.lines.allocated.purchased).toBe('0');

    await portal
      .as(
        'engineer',
        'get',
        `/v1/balance/summary?from=${next.toISOString()}&to=${month.toISOString()}`,
      )
      .expect(400);
  });
});
