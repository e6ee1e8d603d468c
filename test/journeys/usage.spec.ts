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

import { BrowserContext, Page } from '@playwright/test';
import { AnalyticsResponse } from 'backstage-plugin-ai-credits-common';
import { apiUrl } from './address';
import { Api } from './api';
import { enterAs, expect, openOverview, people, test } from './portal';

/** The calendar month before this one, as the clock of the demo company has it: UTC+7, all year round. */
function lastMonth(): { from: string; to: string } {
  const there = new Date(Date.now() + 7 * 3_600_000);
  const start = (months: number) =>
    new Date(
      Date.UTC(there.getUTCFullYear(), there.getUTCMonth() + months, 1) -
        7 * 3_600_000,
    ).toISOString();
  return { from: start(-1), to: start(0) };
}

const breakdown = (page: Page) =>
  page.getByRole('table', { name: /^Credits by / });

/** Opens a page of usage and waits until it stands still. */
async function settled(page: Page) {
  await expect(breakdown(page).getByRole('row').nth(1)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
}

test('the most expensive model of a team last month is three clicks away', async ({
  page,
}) => {
  // An engineer sees what the own teams have used.
  await enterAs(page, people.engineer);
  await openOverview(page);
  let clicks = 0;
  const click = async (target: ReturnType<Page['locator']>) => {
    clicks += 1;
    await target.click();
  };
  await click(page.getByRole('tab', { name: 'Usage', exact: true }));
  await click(page.getByRole('button', { name: /^Range/ }));
  await click(page.getByRole('option', { name: 'Last month' }));
  expect(clicks).toBeLessThanOrEqual(3);
  await expect(page).toHaveURL(/range=lastMonth/);
  await settled(page);

  const api = await Api.signIn(apiUrl, people.engineer);
  const { rows, totals } = await api.post<AnalyticsResponse>(
    '/analytics/query',
    { ...lastMonth(), groupBy: ['model'], limit: 1 },
  );
  const { rules } = await api.get<{
    rules: { models: { model: string; title?: string }[] };
  }>('/rate-cards/current');
  const title =
    rules.models.find(({ model }) => model === rows[0].model)?.title ??
    String(rows[0].model);
  // The first line names it, with its share of all.
  const share = Number(rows[0].credits) / Number(totals.credits);
  const percent = new Intl.NumberFormat('en-GB', {
    style: 'percent',
    maximumFractionDigits: share < 0.1 ? 1 : 0,
  }).format(share);
  await expect(
    page.getByText(`${title} took the most, ${percent}.`),
  ).toBeVisible();
  // So does the table, with its exact credits.
  const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });
  await expect(
    breakdown(page)
      .getByRole('row')
      .filter({ has: page.getByText(title, { exact: true }) })
      .getByTitle(exact.format(rows[0].credits as Intl.StringNumericLiteral), {
        exact: true,
      }),
  ).toBeVisible();

  await page.reload();
  await expect(
    page.getByText(`${title} took the most, ${percent}.`),
  ).toBeVisible({ timeout: 30_000 });
});

test('a view that was put together is the same for whoever opens its address', async ({
  page,
  browser,
}) => {
  test.slow();
  await enterAs(page, people.guest);
  // Not what was looked at last, which the portal remembers.
  await page.goto('/ai-credits/usage?range=last30Days&by=model');
  await settled(page);
  await page.getByRole('button', { name: /^Range/ }).click();
  await page.getByRole('option', { name: 'Last 3 months' }).click();
  await page.getByRole('button', { name: 'Month', exact: true }).click();

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const menu = page.getByRole('dialog', { name: 'Filters' });
  await menu.getByRole('button', { name: /^Filter by/ }).click();
  await page.getByRole('option', { name: 'Status', exact: true }).click();
  await menu.getByRole('textbox', { name: 'Values' }).fill('Succ');
  await page.getByRole('option', { name: 'Success' }).click();
  await menu.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('button', { name: /^Group by/ }).click();
  await page.getByRole('option', { name: 'Team', exact: true }).click();
  await settled(page);
  await breakdown(page)
    .getByRole('row')
    .nth(1)
    .getByRole('button', { name: /^Look into/ })
    .click();
  await expect(page).toHaveURL(/path=team/);
  await settled(page);

  const figures = async (of: Page) => ({
    sentence: await of.locator('p[aria-live="polite"]').first().innerText(),
    rows: await breakdown(of).getByRole('row').allInnerTexts(),
    path: await of.getByRole('navigation', { name: 'Looked into' }).innerText(),
    parameters: new URL(of.url()).search,
  });
  const mine = await figures(page);
  expect(mine.rows.length).toBeGreaterThan(2);
  for (const part of ['range=last3Months', 'granularity=month', 'status=']) {
    expect(mine.parameters).toContain(part);
  }

  // Somebody else, in a browser that has never seen the portal.
  const elsewhere: BrowserContext = await browser.newContext();
  try {
    const other = await elsewhere.newPage();
    await enterAs(other, people.guest);
    await other.goto(page.url());
    await settled(other);
    // Names of people arrive a little after the figures.
    await expect(async () =>
      expect(await figures(other)).toEqual(await figures(page)),
    ).toPass({ timeout: 30_000 });
  } finally {
    await elsewhere.close();
  }

  // The way back out of the team is the browser's too.
  await page.goBack();
  await expect(page).not.toHaveURL(/path=team/);
  await expect(page).toHaveURL(/by=team/);
});

test('the hours of the week are read by keyboard', async ({
  page,
  guestApi,
}) => {
  const { rows } = await guestApi.post<AnalyticsResponse>('/analytics/query', {
    ...lastMonth(),
    groupBy: ['weekday', 'hourOfDay'],
  });
  const names = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday';
  const figures = (weekday: number, hourOfDay: number) => {
    const row = rows.find(
      each => each.weekday === weekday && each.hourOfDay === hourOfDay,
    );
    const count = new Intl.NumberFormat('en-GB');
    return new RegExp(
      `^${names.split(' ')[weekday - 1]} .*: ${
        row
          ? `[\\d,.]+ credits?, ${count.format(Number(row.requests))}`
          : '0 credits, 0'
      } requests?$`,
    );
  };

  await enterAs(page, people.guest);
  await page.goto('/ai-credits/usage?range=lastMonth&by=model');
  await settled(page);
  const map = page.getByRole('grid', { name: 'When credits are used' });
  const cells = map.getByRole('gridcell');
  await expect(cells).toHaveCount(7 * 24);
  // The map is one stop on the way through the page; inside, arrows lead on.
  await map.scrollIntoViewIfNeeded();
  await cells.first().focus();
  const focused = page.locator(':focus');
  const says = (weekday: number, hour: number) =>
    expect(focused).toHaveAccessibleName(figures(weekday, hour));
  await says(1, 0);
  for (let hour = 1; hour <= 10; hour++) {
    await page.keyboard.press('ArrowRight');
    await says(1, hour);
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await says(3, 10);
  await page.keyboard.press('ArrowLeft');
  await says(3, 9);
  await page.keyboard.press('ArrowUp');
  await says(2, 9);
  await page.keyboard.press('Home');
  await says(2, 0);
  await page.keyboard.press('End');
  await says(2, 23);
  // What is announced stands below the map for those who see it.
  await expect(
    page.getByText((await focused.getAttribute('aria-label'))!),
  ).toBeVisible();
  // Leaving and coming back leads to the same hour.
  await page.keyboard.press('Shift+Tab');
  await expect(focused).not.toHaveRole('gridcell');
  await page.keyboard.press('Tab');
  await says(2, 23);
});

test('a backend that fails takes no figure off the page', async ({ page }) => {
  test.slow();
  await enterAs(page, people.guest);
  for (const [tab, shown] of [
    ['usage', breakdown(page)],
    ['performance', page.getByRole('table', { name: 'How models compare' })],
    ['transactions', page.getByRole('table', { name: 'Transactions' })],
  ] as const) {
    await page.goto(`/ai-credits/${tab}`);
    const first = shown.getByRole('row').nth(1);
    await expect(first).toContainText(/\w/, { timeout: 30_000 });
    await page.waitForLoadState('networkidle');
    const before = await first.innerText();
    const api = /\/api\/ai-credits\/v1\/(analytics|transactions)/;
    await page.route(api, route =>
      route.fulfill({ status: 503, json: { error: { message: 'Starting' } } }),
    );
    await page.getByRole('button', { name: 'Refresh' }).click();
    const notice = page.getByText(/^Could not refresh/);
    await expect(notice, tab).toBeVisible({ timeout: 30_000 });
    expect(await first.innerText()).toBe(before);
    await page.unroute(api);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(notice, tab).toBeHidden({ timeout: 30_000 });
  }
});
