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

import path from 'node:path';
import { enterAs, expect, openOverview, people, test, Theme } from './portal';

// Pictures of every page for people to look at; they compare nothing.
const folder = path.join(__dirname, '../../test-results/pictures');

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  for (const width of [1440, 390]) {
    test(`pictures, ${theme}, ${width} px`, async ({ page }) => {
      await enterAs(page, people.guest, theme);
      await page.setViewportSize({ width, height: 900 });
      await openOverview(page);
      await page.waitForLoadState('networkidle');
      await page.screenshot({
        path: path.join(folder, `overview-${width}-${theme}.png`),
        fullPage: true,
      });
      await page.goto('/ai-credits/transactions');
      await expect(
        page
          .getByRole('table', { name: 'Transactions' })
          .or(page.getByRole('list', { name: 'Transactions' })),
      ).toBeVisible({ timeout: 30_000 });
      await page.waitForLoadState('networkidle');
      await page.screenshot({
        path: path.join(folder, `transactions-${width}-${theme}.png`),
      });
    });
  }
}
