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
import { enterAs, expect, openOverview, people, test } from './portal';

async function chooseLanguage(page: Page, from: string, to: string) {
  await page.goto('/settings');
  await page.getByRole('button', { name: from, exact: true }).click();
  await page.getByRole('option', { name: to }).click();
}

test('the language of the portal is the language of the credits', async ({
  page,
}) => {
  await enterAs(page, people.guest);
  await chooseLanguage(page, 'English', 'Indonesia');
  await page.goto('/ai-credits/overview');
  await expect(page.getByRole('group', { name: 'Tersedia' })).toBeVisible();
  await expect(
    page.getByText(/kredit terpakai bulan ini/).first(),
  ).toBeVisible();
  await expect(page.getByText('used this month')).toHaveCount(0);

  await chooseLanguage(page, 'Indonesia', 'English');
  await openOverview(page);
});
