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

describe.each(databases.eachSupportedId())('the balance on %s', engine => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await startPortal(await databases.init(engine), {
      account: { monthlyAllowance: 100, excessLimit: 50 },
    });
  });
  afterAll(async () => portal?.stop());

  const erase = (id: string, requests: number, occurredAt: Date) => ({
    id,
    source: 'balance',
    action: 'erase',
    occurredAt: occurredAt.toISOString(),
    quantities: { requests },
  });
  const balance = async () => {
    const { body } = await portal.as('admin', 'get', '/v1/balance');
    return body;
  };

  it('says what there is to spend, also where usage older than the account was imported', async () => {
    const now = new Date();
    const longAgo = new Date(now.getTime() - 200 * 86_400_000);
    await portal.as('machine', 'post', '/v1/usage', {
      events: [erase('now', 2, now), erase('old', 6, longAgo)],
    });
    // 14 were used this month, 42 long ago; the one allowance paid for both.
    expect(await balance()).toMatchObject({
      available: '44',
      used: '14',
      allocated: '58',
    });
    // A year of history that is more than there is, as an import brings it.
    await portal.as('machine', 'post', '/v1/usage', {
      events: [erase('older', 100, longAgo), erase('late', 1, now)],
    });
    const after = await balance();
    expect(after).toMatchObject({ available: '0', used: '21' });
    expect(parseCredits(after.excess.used)).toBe(parseCredits('663'));
    // Only what this month's usage took of the lots: the last 7 were excess.
    expect(after.allocated).toBe('14');
    expect(after.utilisation).toBe(1.5);
  });
});
