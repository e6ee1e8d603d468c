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

import { expect, Page, test as base } from '@playwright/test';
import { apiUrl, machineToken } from './address';
import { Api } from './api';

/** People of the demo company, as the sign-in page remembers them. */
export const people = {
  guest: 'guest',
  engineer: 'user:default/bima.prasetyo',
  departmentLead: 'user:default/sekar.wulandari',
} as const;

export type Theme = 'light' | 'dark';

/** A browser that was signed in before, in a theme. */
export async function enterAs(
  page: Page,
  who: string,
  theme: Theme = 'light',
): Promise<void> {
  await page.addInitScript(
    ([choice, chosenTheme]) => {
      localStorage.setItem('portal.signedInAs', choice);
      localStorage.setItem('theme', chosenTheme);
    },
    [who, theme],
  );
}

/** Opens the overview and waits for its figures. */
export async function openOverview(page: Page): Promise<void> {
  await page.goto('/ai-credits/overview');
  await expect(
    page.getByRole('group', { name: 'Available' }).locator('[title]'),
  ).toBeVisible({ timeout: 30_000 });
}

/** Opens the transaction log and waits for its first page. */
export async function openTransactions(page: Page, query = ''): Promise<void> {
  await page.goto(`/ai-credits/transactions${query}`);
  await expect(rows(page).first()).toBeVisible({ timeout: 30_000 });
}

/** The lines of the log's table. */
export function rows(page: Page) {
  return page
    .getByRole('table', { name: 'Transactions' })
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: /^Details of/ }) });
}

/** Tests with the API at hand: as the guest, who administers the demo portal, and as a machine. */
export const test = base.extend<{ guestApi: Api; machineApi: Api }>({
  // eslint-disable-next-line no-empty-pattern
  guestApi: async ({}, use) => {
    await use(await Api.signIn(apiUrl, people.guest));
  },
  // eslint-disable-next-line no-empty-pattern
  machineApi: async ({}, use) => {
    await use(Api.withToken(apiUrl, machineToken));
  },
});

export { expect };
