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

import { expect, test } from './portal';

test.describe('signing in and finding the credits', () => {
  for (const { name, role } of [
    { name: 'Guest', role: 'a guest' },
    { name: 'Bima Prasetyo', role: 'an engineer' },
    { name: 'Sekar Wulandari', role: 'who leads a department' },
  ]) {
    test(`as ${role}`, async ({ page }) => {
      await page.goto('/');
      await page.getByRole('button', { name: new RegExp(name) }).click();
      await page
        .getByRole('link', { name: 'AI Credits' })
        .first()
        .click({ timeout: 30_000 });
      await expect(
        page.getByText(/credits used this month\./).first(),
      ).toBeVisible({ timeout: 30_000 });
      await page.getByRole('tab', { name: 'Transactions' }).click();
      await expect(
        page.getByRole('table', { name: 'Transactions' }),
      ).toBeVisible();
      await expect(
        page.getByText('These figures could not be loaded'),
      ).toHaveCount(0);
    });
  }
});
