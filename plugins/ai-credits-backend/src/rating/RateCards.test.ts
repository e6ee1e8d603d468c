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
  defaultRateCardRules,
  formatCredits,
} from 'backstage-plugin-ai-credits-common';
import { migrate } from '../database/engine';
import { ledgerStore } from '../database/LedgerStore';
import { RateCards } from './RateCards';
import { RateCardStore } from './RateCardStore';
import { rateUsage } from './rateUsage';

jest.setTimeout(60_000);

const HOUR = 3_600_000;
const logger = mockServices.logger.mock();
const event = {
  action: 'erase',
  status: 'success' as const,
  quantities: {
    requests: 1,
    inputTokens: 0,
    outputTokens: 0,
    cachedInputTokens: 0,
    reasoningTokens: 0,
    images: 0,
    units: 0,
  },
};

describe.each(TestDatabases.create().eachSupportedId())(
  'RateCards on %s',
  engine => {
    const databases = TestDatabases.create({ ids: [engine] });

    async function setup() {
      const knex = await databases.init(engine);
      await migrate(knex);
      const openedAt = Date.now() - 100 * HOUR;
      const account = await ledgerStore.ensureAccount(knex, {
        name: 'default',
        timeZone: 'UTC',
        openedAt,
        now: Date.now(),
        genesis: 'x',
      });
      const store = RateCardStore.create({ knex, accountId: account.id });
      const cards = await RateCards.create({ store, openedAt, logger });
      const publish = async (credits: string, effectiveFrom?: number) => {
        const draft = await store.createDraft({
          name: credits,
          rules: {
            ...defaultRateCardRules,
            actions: [{ action: 'erase', credits, multiplied: true }],
          },
          now: Date.now(),
        });
        return cards.publish(draft.id, { effectiveFrom, publishedBy: 'me' });
      };
      const price = async (at: number, from = cards) => {
        const inForce = await from.inForce();
        const { credits, rateCardVersion } = rateUsage(inForce(at), event);
        return `${formatCredits(credits)} v${rateCardVersion}`;
      };
      return { cards, openedAt, price, publish, store };
    }

    it('publishes the default card once, however many replicas start', async () => {
      const { openedAt, store } = await setup();
      await Promise.all(
        Array.from({ length: 5 }, () =>
          RateCards.create({ store, openedAt, logger }),
        ),
      );
      const [card, ...others] = await store.list();
      expect(others).toEqual([]);
      expect(card).toMatchObject({
        version: 1,
        status: 'published',
        effectiveFrom: openedAt,
        rules: defaultRateCardRules,
      });
    });

    it('prices an event by the card in force when it happened', async () => {
      const { cards, openedAt, price, publish } = await setup();
      const now = Date.now();
      expect(await price(now)).toBe('7 v1');
      expect(await price(openedAt - HOUR)).toBe('7 v1');
      await publish('9');
      await publish('20', now + 10 * HOUR);
      await publish('11', now + 5 * HOUR);
      expect(await price(now - HOUR)).toBe('7 v1');
      expect(await price(Date.now())).toBe('9 v2');
      expect(await price(now + 5 * HOUR - 1)).toBe('9 v2');
      expect(await price(now + 5 * HOUR)).toBe('11 v4');
      expect(await price(now + 10 * HOUR)).toBe('20 v3');
      expect(await cards.current(now + 6 * HOUR)).toMatchObject({ version: 4 });
    });

    it('sees what another replica published within seconds', async () => {
      const { openedAt, price, publish, store } = await setup();
      const other = await RateCards.create({ store, openedAt, logger });
      expect(await price(Date.now(), other)).toBe('7 v1');
      await publish('9');
      await new Promise(resolve => setTimeout(resolve, 2_100));
      expect(await price(Date.now(), other)).toBe('9 v2');
    });

    it('outlasts a database that is away for a moment', async () => {
      const { price, store } = await setup();
      const away = Object.assign(new Error('gone'), { code: '57P01' });
      jest
        .spyOn(store, 'newestVersion')
        .mockRejectedValueOnce(away)
        .mockRejectedValueOnce(away);
      expect(await price(Date.now())).toBe('7 v1');
      jest.spyOn(store, 'newestVersion').mockRejectedValue(new Error('bug'));
      await new Promise(resolve => setTimeout(resolve, 2_100));
      await expect(price(Date.now())).rejects.toThrow('bug');
    });

    it('publishes one of two drafts that are published at the same moment, or both in order', async () => {
      const { publish, store } = await setup();
      const done = await Promise.allSettled([publish('8'), publish('9')]);
      const published = await store.published();
      const fulfilled = done.filter(({ status }) => status === 'fulfilled');
      expect(published.map(({ version }) => version)).toEqual(
        Array.from({ length: fulfilled.length + 1 }, (_, i) => i + 1),
      );
      const reasons = done.flatMap(result =>
        result.status === 'rejected' ? [result.reason.name] : [],
      );
      expect(reasons.filter(name => name !== 'ConflictError')).toEqual([]);
    });
  },
);
