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

import { Page } from '@playwright/test';
import { Balance, Policies } from 'backstage-plugin-ai-credits-common';
import { Api } from './api';
import { enterAs, expect, openOverview, people, test } from './portal';

/** The banner's title, which a notification that comes meanwhile holds too, among other words. */
const banner = (page: Page) =>
  page.getByText('Credits are running low', { exact: true });

/** Says below which balance is low. */
async function setThreshold(api: Api, threshold: string): Promise<string> {
  const { lowBalanceThreshold, ...policies } = await api.get<Policies>(
    '/policies',
  );
  await api.put('/policies', {
    revision: policies.revision,
    excessLimit: policies.excessLimit,
    automaticPurchase: policies.automaticPurchase,
    lowBalanceThreshold: threshold,
  });
  return lowBalanceThreshold;
}

test('a low balance is told on every page, with what the reader can do', async ({
  page,
  guestApi,
}) => {
  // Three pages of the portal, loaded anew.
  test.setTimeout(180_000);
  const before = await setThreshold(guestApi, '1000000');
  try {
    await enterAs(page, people.guest);
    await page.goto('/ai-credits/reports');
    await expect(banner(page)).toBeVisible({
      timeout: 30_000,
    });
    await page.getByRole('button', { name: 'Get credits' }).click();
    await expect(
      page.getByRole('dialog', { name: 'Get credits' }),
    ).toBeVisible();

    // Also where nobody looks at credits, until it is put away.
    await page.goto('/catalog');
    const warning = banner(page);
    await expect(warning).toBeVisible({ timeout: 30_000 });
    await page
      .getByRole('button', { name: 'Hide until the next session' })
      .click();
    await expect(warning).toHaveCount(0);
    await page.reload();
    await expect(page.getByText('All Components')).toBeVisible({
      timeout: 30_000,
    });
    await page.waitForTimeout(5_000);
    await expect(warning).toHaveCount(0);
  } finally {
    await setThreshold(guestApi, before);
  }
});

test('the balance on an open page follows what is used', async ({
  page,
  guestApi,
  machineApi,
}) => {
  await enterAs(page, people.guest);
  await openOverview(page);
  const amount = page
    .getByRole('group', { name: 'Available' })
    .locator('[title]');
  const { available } = await guestApi.get<Balance>('/balance');
  await machineApi.post('/usage', {
    id: `live-${Date.now()}`,
    source: 'journeys',
    occurredAt: new Date().toISOString(),
    user: people.engineer,
    action: 'erase',
  });
  const after = await guestApi.get<Balance>('/balance');
  expect(after.available).not.toBe(available);
  await expect(amount).toHaveAttribute(
    'title',
    new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }).format(
      after.available as Intl.StringNumericLiteral,
    ),
  );
});
