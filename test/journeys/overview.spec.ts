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

import { readFile } from 'node:fs/promises';
import { Balance } from 'backstage-plugin-ai-credits-common';
import {
  enterAs,
  expect,
  openOverview,
  openTransactions,
  people,
  rows,
  test,
} from './portal';

const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });

test('the overview shows what the API says', async ({ page, guestApi }) => {
  await enterAs(page, people.guest);
  await openOverview(page);
  const balance = await guestApi.get<Balance>('/balance');
  for (const [card, amount] of [
    ['Available', balance.available],
    ['Free', balance.free],
    ['Purchased', balance.purchased],
    ['Excess used', balance.excess.used],
    ['A day', balance.averageDaily],
  ] as const) {
    await expect(
      page.getByRole('group', { name: card, exact: true }).locator('[title]'),
    ).toHaveAttribute(
      'title',
      exact.format(amount as Intl.StringNumericLiteral),
    );
  }
  await expect(
    page.getByRole('group', { name: 'Products', exact: true }),
  ).toContainText(`${balance.activeProducts}`);
  await expect(
    page.getByText('Credits a day by product').first(),
  ).toBeVisible();
});

test('charts show their numbers as a table', async ({ page }) => {
  await enterAs(page, people.guest);
  await openOverview(page);
  await page
    .getByRole('button', { name: 'Options of “The last 30 days”' })
    .click();
  await page.getByRole('menuitem', { name: 'Show as a table' }).click();
  await expect(
    page.getByRole('table', { name: /The last 30 days/ }).getByRole('row'),
  ).toHaveCount(31);
});

test('a chart is taken away as JSON', async ({ page }) => {
  await enterAs(page, people.guest);
  await openOverview(page);
  const options = page.getByRole('button', {
    name: 'Options of “The last 30 days”',
  });
  await options.click();
  const arriving = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Download JSON' }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(
    /_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.json$/,
  );
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(file.title).toBe('The last 30 days');
  expect(file.rows).toHaveLength(30);
  await options.click();
  await page.getByRole('menuitem', { name: 'Show as a table' }).click();
  const table = page.getByRole('table', { name: /The last 30 days/ });
  for (const [i, column] of file.columns.entries()) {
    await expect(table.getByRole('columnheader').nth(i)).toHaveText(column);
  }
});

test('a page is put on paper, and all of it', async ({ page }) => {
  await enterAs(page, people.guest);
  await openTransactions(page);
  const title = await page.title();
  // The dialog, as far as the page knows of it.
  await page.evaluate(() => {
    window.print = () => {
      document.body.dataset.printed = document.title;
    };
  });
  await page.getByRole('button', { name: 'Print, or make a PDF' }).click();
  await expect(page.locator('body')).toHaveAttribute(
    'data-printed',
    /^ai_credits_transactions_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d$/,
  );
  await page.emulateMedia({ media: 'print' });
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeHidden();
  await expect(page.getByRole('navigation').first()).toBeHidden();
  // What scrolls on the screen would be cut off.
  const cut = await page
    .getByRole('main')
    .evaluate(main =>
      [main, ...main.querySelectorAll('*')]
        .filter(
          element =>
            /auto|scroll/.test(getComputedStyle(element).overflowY) &&
            element.scrollHeight > element.clientHeight + 1,
        )
        .map(element => element.className),
    );
  expect(cut).toEqual([]);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox \[0 0 (\S+) (\S+)\]/.exec(pdf)!;
  expect(Math.round(Number(width))).toBe(842);
  expect(Math.round(Number(height))).toBe(595);
  // A hundred lines of the log take more than a page.
  expect(pdf.match(/\/Type \/Page\b/g)!.length).toBeGreaterThan(2);

  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible();
  expect(await page.title()).toBe(title);
});
