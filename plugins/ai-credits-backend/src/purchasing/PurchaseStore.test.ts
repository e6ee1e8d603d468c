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

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { migrate } from '../database/engine';
import { NotingProvider, openReplica, OPENED } from './__testUtils__/market';

jest.setTimeout(60_000);
const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('purchases on %s', id => {
  it('lists what was bought before purchases were noted', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    const { ledger, purchaser } = await openReplica(knex, {
      provider: new NotingProvider(),
      clock: { now: OPENED + 5_000 },
    });
    // As it was bought then: a lot and nothing else.
    const { transactionId } = await ledger.purchase(
      'default',
      {
        pack: 'pack-50',
        credits: 100_000_000n,
        price: { amount: '10.00', currency: 'USD' },
        comment: '2 × 50 credits',
        occurredAt: new Date(OPENED + 1_000).toISOString(),
        idempotencyKey: 'k',
      },
      'user:default/root',
    );
    await knex.migrate.down({
      directory: resolvePackagePath(
        'backstage-plugin-ai-credits-backend',
        'migrations',
      ),
      name: '20261120192000_purchasing.js',
    });
    await expect(knex.schema.hasTable('purchase')).resolves.toBe(false);
    await migrate(knex);
    await expect(purchaser.list('default', {}, 10)).resolves.toEqual({
      attempts: [],
      purchases: [
        expect.objectContaining({
          origin: 'manual',
          status: 'made',
          pack: 'pack-50',
          title: '2 × 50 credits',
          quantity: undefined,
          credits: 100_000_000n,
          price: { amount: '10.00', currency: 'USD' },
          provider: 'internal',
          requestedBy: 'user:default/root',
          requestedAt: OPENED + 1_000,
          transactionId,
        }),
      ],
    });
  });
});
