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
  Feedback,
  parseCredits,
  formatCredits,
  RecommendationsResponse,
  UsageEventInput,
  WasteResponse,
  wasteRules,
} from 'backstage-plugin-ai-credits-common';
import { Portal, startPortal } from '../__testUtils__/portal';
import { randomOf } from '../usage/__testUtils__/History';

jest.setTimeout(300_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
});

const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08'];
const DAY = 86_400_000;

type Event = UsageEventInput & {
  id: string;
  source: string;
  occurredAt: string;
};
type Outcome = NonNullable<Feedback['outcome']>;

interface Organisation {
  events: Event[];
  feedback: Array<{ source: string; id: string; outcome: Outcome }>;
  /** What each rule must find, and what counts in the total; micro-credits. */
  alone: Record<string, bigint>;
  total: bigint;
}

/**
 * A month of an organisation: drafts that are all accepted at the first or
 * second attempt, and, where it is planted, waste of every kind.
 */
function organisation(
  seed: number,
  month: string,
  planted: boolean,
): Organisation {
  const random = randomOf(seed);
  const start = Date.parse(`2026-${month}-01T00:00:00Z`);
  const events: Event[] = [];
  const feedback: Organisation['feedback'] = [];
  const alone: Record<string, bigint> = {
    failed: 0n,
    regeneration: 0n,
    rejected: 0n,
    unused: 0n,
  };
  let total = 0n;
  const source = `test/${month}`;
  const price = { description: 2n, keywords: 1n } as const;
  let item = 0;

  const add = (
    at: number,
    action: keyof typeof price,
    more: Partial<Event>,
    outcome: Outcome | undefined,
    found: string[] = [],
  ) => {
    const id = `e${events.length}`;
    events.push({
      id,
      source,
      occurredAt: new Date(at).toISOString(),
      user: `user:default/u${Math.floor(random() * 5)}`,
      service: 'component:default/checkout',
      product: 'Studio',
      action,
      model: action === 'description' ? 'gpt-4o' : 'gpt-4-turbo',
      ...more,
    });
    if (outcome) {
      feedback.push({ source, id, outcome });
    }
    for (const rule of found) {
      alone[rule] += price[action] * 1_000_000n;
    }
    if (found.length) {
      total += price[action] * 1_000_000n;
    }
  };
  const when = () => start + Math.floor(random() * 24 * DAY);
  const action = () => (random() < 0.5 ? 'description' : 'keywords');
  const next = () => `${month}-item-${(item += 1)}`;

  for (let i = 0; i < 150; i++) {
    const at = when();
    const what = action();
    const name = next();
    if (random() < 0.3) {
      // A second attempt is no waste; the first was put aside without a word.
      add(at, what, { item: name, attempt: 1 }, undefined);
      add(at + 60_000, what, { item: name, attempt: 2 }, 'accepted');
    } else {
      add(at, what, { item: name }, 'accepted');
    }
  }
  // The same item again every week is no rework, numbered or not.
  const weekly = next();
  for (let week = 0; week < 3; week++) {
    add(start + week * 7 * DAY, 'keywords', { item: weekly }, 'accepted');
  }
  // Nobody ever says what becomes of chats, so silence means nothing.
  for (let i = 0; i < 40; i++) {
    add(when(), 'keywords', { product: 'Chat' }, undefined);
  }
  if (planted) {
    for (let i = 0; i < 12; i++) {
      const at = when();
      const what = action();
      const name = next();
      const numbered = random() < 0.5;
      const times = 3 + Math.floor(random() * 3);
      for (let attempt = 1; attempt <= times; attempt++) {
        const last = attempt === times;
        const rejected = !last && random() < 0.5;
        const whenNotLast = rejected ? 'rejected' : undefined;
        const outcome = last ? 'accepted' : whenNotLast;
        add(
          at + attempt * 600_000,
          what,
          { item: name, ...(numbered ? { attempt } : {}) },
          outcome,
          [
            ...(attempt >= 3 ? ['regeneration'] : []),
            ...(rejected ? ['rejected'] : []),
          ],
        );
      }
    }
    for (let i = 0; i < 9; i++) {
      add(when(), action(), { item: next() }, 'rejected', ['rejected']);
      add(when(), action(), { item: next() }, 'unused', ['unused']);
      add(when(), action(), { item: next() }, undefined, ['unused']);
      add(when(), action(), { item: next(), status: 'failed' }, undefined, [
        'failed',
      ]);
    }
  }
  return { events, feedback, alone, total };
}

describe.each(databases.eachSupportedId())(
  'planted organisations on %s',
  id => {
    let portal: Portal;
    const organisations = new Map<string, Organisation>();

    beforeAll(async () => {
      const knex = await databases.init(id);
      const config = {
        account: { openedAt: '2026-01-01', monthlyAllowance: '100000' },
      };
      // The first rate card holds from the beginning: here failed calls cost.
      await (await startPortal(knex, config)).stop();
      const card = await knex('rate_card').where('version', 1).first();
      const rules = JSON.parse(card.rules);
      for (const rule of rules.actions) {
        rule.chargeFailed = true;
      }
      await knex('rate_card')
        .where('id', card.id)
        .update({ rules: JSON.stringify(rules) });
      portal = await startPortal(knex, config);

      for (const [i, month] of MONTHS.entries()) {
        const made = organisation(i + 1, month, i % 2 === 1);
        organisations.set(month, made);
        await portal
          .as('machine', 'post', '/v1/usage', { events: made.events })
          .expect(200)
          .expect(({ body }) => {
            if (body.charged !== made.events.length) {
              throw new Error(`Only ${body.charged} events were charged`);
            }
          });
        await portal
          .as('machine', 'post', '/v1/usage/feedback', made.feedback)
          .expect(200);
      }
    });
    afterAll(() => portal?.stop());

    async function wasteOf(month: string): Promise<WasteResponse> {
      const from = `2026-${month}-01T00:00:00Z`;
      const to = `2026-${month}-28T00:00:00Z`;
      const { body } = await portal
        .as('admin', 'get', `/v1/insights/waste?from=${from}&to=${to}`)
        .expect(200);
      return body;
    }

    it.each(MONTHS)(
      'finds what was planted, and nothing else (month %s)',
      async month => {
        const { alone, total } = organisations.get(month)!;
        const waste = await wasteOf(month);
        expect(
          Object.fromEntries(
            waste.rules.map(rule => [rule.rule, rule.credits]),
          ),
        ).toEqual(
          Object.fromEntries(
            wasteRules.map(rule => [rule, formatCredits(alone[rule])]),
          ),
        );
        expect(waste.wasted).toBe(formatCredits(total));
        const counted = waste.rules.reduce(
          (sum, rule) => sum + parseCredits(rule.counted),
          0n,
        );
        expect(formatCredits(counted)).toBe(waste.wasted);
      },
    );

    it('does not count what was refunded', async () => {
      const before = await wasteOf('02');
      const { body } = await portal
        .as(
          'admin',
          'get',
          '/v1/insights/waste/events?from=2026-02-01T00:00:00Z&to=2026-02-28T00:00:00Z&rule=failed&limit=1',
        )
        .expect(200);
      const [charge] = body.transactions;
      await portal
        .as('admin', 'post', '/v1/refunds', {
          transactionId: charge.transactionId,
          reason: 'It failed',
          idempotencyKey: 'planted-1',
        })
        .expect(201);
      const after = await wasteOf('02');
      expect(parseCredits(before.wasted) - parseCredits(after.wasted)).toBe(
        -parseCredits(charge.credits),
      );
    });

    it('advises no switch on a month of so little, and keeps no decision about none', async () => {
      const { body } = await portal
        .as(
          'admin',
          'get',
          '/v1/insights/recommendations?from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z',
        )
        .expect(200);
      const answer: RecommendationsResponse = body;
      expect(answer.recommendations).toEqual([]);
      expect(answer.potential).toEqual({ low: '0', high: '0' });
      await portal
        .as('admin', 'post', '/v1/insights/recommendations/nothing/accept', {})
        .expect(404);
    });
  },
);
