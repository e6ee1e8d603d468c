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
import { rowsOf } from '../usage/blocks';
import { readEvents } from './scope';
import { feedbackSql, wasteSql } from './waste/wasteSql';

jest.setTimeout(120_000);

describe('readEvents', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

  it('goes through a range once, though nothing is known of how much there is in it', async () => {
    const knex = await databases.init('POSTGRES_18');
    // Just migrated, as a table is that was just filled: without statistics.
    await migrate(knex);
    const query = {
      accountId: 1,
      from: 0,
      to: 1_000_000,
      conditions: [],
      settledBefore: 500_000,
    };
    const telling = [{ product: 1, action: 2 }];
    for (const sql of [
      feedbackSql(query),
      wasteSql({ ...query, telling }, true),
      wasteSql({ ...query, telling: [] }, false),
    ]) {
      const plan = await readEvents(knex, trx =>
        rowsOf<Record<string, string>>(trx, {
          sql: `explain ${sql}`,
          bindings: [],
        }),
      );
      const steps = plan.flatMap(row => Object.values(row)).join('\n');
      expect(steps).toMatch(/Hash|Merge/);
      expect(steps).not.toContain('Nested Loop');
    }
  });
});
