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

import { enterAs, expect, openOverview, people, test } from './portal';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
test.beforeEach(({ page }) => enterAs(page, people.guest));

test('the log is a list on a phone', async ({ page }) => {
  await page.goto('/ai-credits/transactions');
  const list = page.getByRole('list', { name: 'Transactions' });
  await expect(list).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('table', { name: 'Transactions' })).toHaveCount(
    0,
  );
  await list.getByRole('button').first().click();
  await expect(page).toHaveURL(/transaction=/);
  await expect(page.getByText('What happened')).toBeVisible();
});

for (const tab of ['overview', 'transactions']) {
  test(`nothing is wider than a phone on ${tab}`, async ({ page }) => {
    if (tab === 'overview') {
      await openOverview(page);
    } else {
      await page.goto('/ai-credits/transactions');
      await expect(
        page.getByRole('list', { name: 'Transactions' }),
      ).toBeVisible({ timeout: 30_000 });
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
    ).toBeLessThanOrEqual(390);
  });
}
