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

import { LedgerHealthResponse } from 'backstage-plugin-ai-credits-common';
import { enterAs, expect, people, test } from './portal';

test('an admin proves the journal and finds what was not charged', async ({
  page,
  guestApi,
  machineApi,
}) => {
  const today = async () =>
    (await guestApi.get<LedgerHealthResponse>('/ledger/health')).days[29];
  const before = await today();
  const event = {
    id: `journey-${Date.now()}`,
    source: 'journeys',
    action: 'journey-of-no-price',
    quantities: { requests: 1 },
  };
  await machineApi.post('/usage', { events: [event, event, { id: '' }] });
  const after = await today();
  expect([
    after.flagged - before.flagged,
    after.duplicates - before.duplicates,
    after.invalid - before.invalid,
  ]).toEqual([1, 1, 1]);

  await enterAs(page, people.guest);
  await page.goto('/ai-credits/admin?section=ledger');
  await expect(
    page
      .getByRole('table', { name: 'Names that the rate card does not know' })
      .getByRole('row', { name: /journey-of-no-price/ }),
  ).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Prove now' }).click();
  await expect(page.getByText('Proved: nothing differs.')).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText(/^The journal adds up: proved/)).toBeVisible();

  await page.getByRole('button', { name: 'Rebuild rollups' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Rebuild' })
    .click();
  await expect(page.getByText(/blocks were folded again in/)).toBeVisible({
    timeout: 30_000,
  });
  const { fold, proof } = await guestApi.get<LedgerHealthResponse>(
    '/ledger/health',
  );
  expect(fold.behind).toBe(0);
  expect(proof.status).toBe('clean');
});
