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
import { migrate } from '../database/engine';
import {
  NotingProvider,
  openReplica,
  OPENED,
  pack,
} from './__testUtils__/market';

jest.setTimeout(120_000);
const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('purchases on %s', id => {
  it('are not billed again when they were made before purchases were noted', async () => {
    const knex = await databases.init(id);
    await migrate(knex);
    const provider = new NotingProvider();
    const { ledger, purchaser } = await openReplica(knex, {
      provider,
      clock: { now: OPENED + 1_000 },
    });
    const actor = 'user:default/root';
    const before = await ledger.purchase(
      'default',
      {
        pack: pack.id,
        idempotencyKey: 'of-before',
        credits: pack.credits,
        price: pack.price,
        comment: pack.title,
      },
      actor,
    );
    const buy = (quantity: number, windowKey: string) =>
      purchaser.buy(
        purchaser.draft(pack, quantity, {
          origin: 'manual',
          windowKey,
          requestedBy: actor,
        }),
      );
    await expect(buy(1, 'of-before')).resolves.toEqual(before);
    await expect(buy(2, 'of-before')).rejects.toThrow(
      'idempotencyKey has been used for another purchase',
    );
    expect(provider.calls).toEqual([]);

    // One that was noted is gone on with under its own key.
    const first = await buy(1, 'of-now');
    await expect(buy(1, 'of-now')).resolves.toEqual(first);
    expect(provider.calls).toHaveLength(1);
    await expect(knex('lot').where({ kind: 2 })).resolves.toHaveLength(2);
  });
});
