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

import {
  enterAs,
  expect,
  openOverview,
  openTransactions,
  people,
  test,
  Theme,
} from './portal';
import { findings, quiet } from './scan';

/** Tabs that have a test of their own. */
const COVERED = ['Overview', 'Transactions'];

/** All the others. */
const OTHERS = [
  'Usage',
  'Budgets',
  'Performance',
  'Efficiency',
  'Savings',
  'Reports',
  'Admin',
];

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  test.describe(`in the ${theme} theme`, () => {
    test.beforeEach(({ page }) => enterAs(page, people.guest, theme));

    test('the overview has no barriers', async ({ page }) => {
      await openOverview(page);
      await quiet(page);
      expect(await findings(page)).toEqual([]);
    });

    test('the transactions have no barriers', async ({ page }) => {
      await openTransactions(page);
      await page.getByRole('button', { name: 'Filters' }).click();
      await quiet(page);
      expect(await findings(page)).toEqual([]);
    });

    for (const name of OTHERS) {
      test(`the tab ${name} has no barriers`, async ({ page }) => {
        test.slow();
        await openOverview(page);
        await page.getByRole('tab', { name, exact: true }).click();
        await expect(page).not.toHaveURL(/overview/);
        await quiet(page);
        expect(await findings(page)).toEqual([]);
        // Rooms inside a tab, such as those of the administration.
        const inner = page.locator('[class*="AiCredits"]').getByRole('tab');
        for (const room of await inner.allTextContents()) {
          await inner.filter({ hasText: room }).first().click();
          await quiet(page);
          expect(await findings(page), room).toEqual([]);
        }
      });
    }

    test('every tab is among those that are looked at', async ({ page }) => {
      await openOverview(page);
      const tabs = await page.getByRole('tab').allTextContents();
      expect(tabs.sort()).toEqual([...COVERED, ...OTHERS].sort());
    });

    test('choosing filters and reading help have no barriers', async ({
      page,
    }) => {
      await page.goto('/ai-credits/usage?range=last30Days&by=user');
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('textbox', { name: 'Values' }).focus();
      await quiet(page);
      expect(await findings(page)).toEqual([]);
      // One closes the list of values, the other the menu.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page
        .getByRole('button', { name: 'Costs and figures explained' })
        .click();
      await quiet(page);
      expect(await findings(page)).toEqual([]);
    });

    test('the transactions on a phone have no barriers', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto('/ai-credits/transactions');
      await expect(
        page.getByRole('list', { name: 'Transactions' }),
      ).toBeVisible({ timeout: 30_000 });
      expect(await findings(page)).toEqual([]);
    });
  });
}
