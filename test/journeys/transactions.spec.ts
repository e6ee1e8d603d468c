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

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import {
  ChargeResponse,
  TransactionsResponse,
} from 'backstage-plugin-ai-credits-common';
import {
  enterAs,
  expect,
  openTransactions,
  people,
  rows,
  test,
} from './portal';

test.beforeEach(({ page }) => enterAs(page, people.guest));

test('a charge shows within a second of refreshing', async ({
  page,
  machineApi,
}) => {
  await openTransactions(page);
  const mark = `Journey ${Date.now()}`;
  await machineApi.post<ChargeResponse>('/charges', {
    id: mark,
    source: 'test/journeys',
    user: people.engineer,
    action: 'description',
    model: 'gpt-4o',
    comment: mark,
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(rows(page).filter({ hasText: mark })).toBeVisible({
    timeout: 1_000,
  });
});

test('filters stand in the address and survive a reload', async ({ page }) => {
  await openTransactions(page);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Status').click();
  await page.getByRole('option', { name: 'Failed' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/[?&]status=failed/);
  await expect(rows(page).first()).toContainText('Failed');
  await expect(rows(page).filter({ hasText: 'Success' })).toHaveCount(0);

  await page.reload();
  await expect(rows(page).first()).toContainText('Failed');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).not.toHaveURL(/status=/);
  await expect(rows(page).filter({ hasText: 'Success' }).first()).toBeVisible();
});

test('searching narrows the log', async ({ page }) => {
  await openTransactions(page);
  await page.getByRole('searchbox', { name: 'Search' }).fill('no such thing');
  await expect(page.getByText('Nothing matches these filters')).toBeVisible();
  await expect(page).toHaveURL(/q=no(\+|%20)such/);
});

test('pages follow each other without a gap', async ({ page, guestApi }) => {
  const first = await guestApi.get<TransactionsResponse>(
    '/transactions?limit=100',
  );
  const second = await guestApi.get<TransactionsResponse>(
    `/transactions?limit=100&cursor=${encodeURIComponent(
      first.nextCursor ?? '',
    )}`,
  );
  const known = new Set(first.transactions.map(row => row.transactionId));
  expect(
    second.transactions.filter(row => known.has(row.transactionId)),
  ).toEqual([]);

  await openTransactions(page);
  await expect(rows(page)).toHaveCount(100);
  await expect(page.getByText(/^Page 1: /)).toBeVisible();
  await page.getByRole('button', { name: 'Older' }).click();
  await expect(page.getByText(/^Page 2: /)).toBeVisible();
  await expect(page).toHaveURL(/cursor=/);
  await rows(page).first().getByRole('button').click();
  await expect(page).toHaveURL(
    new RegExp(`transaction=${second.transactions[0].transactionId}`),
  );
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Newer' }).click();
  await expect(page.getByText(/^Page 1: /)).toBeVisible();
});

test('the dearest charges are a click away', async ({ page, guestApi }) => {
  const dearest = await guestApi.get<TransactionsResponse>(
    '/transactions?type=usage&order=largest&limit=100',
  );
  const [most] = dearest.transactions;
  const usage = await guestApi.get<TransactionsResponse>(
    '/transactions?type=usage&limit=1000',
  );
  for (const { credits } of usage.transactions) {
    expect(Number(credits)).toBeGreaterThanOrEqual(Number(most.credits));
  }

  await openTransactions(page, '?type=usage');
  await page
    .getByRole('columnheader', { name: 'Credits' })
    .getByRole('button')
    .click();
  await expect(page.getByText(/· Largest first ·/)).toBeVisible();
  await expect(page).toHaveURL(/order=largest/);
  await rows(page).first().getByRole('button').click();
  await expect(page).toHaveURL(new RegExp(`transaction=${most.transactionId}`));
});

test('the download holds what the API exports', async ({ page, guestApi }) => {
  await openTransactions(page, '?status=failed');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toEqual(
    await guestApi.text('/transactions/export?status=failed'),
  );
  const lines: Record<string, string>[] = parse(text, {
    bom: true,
    columns: true,
  });
  let cursor: string | undefined;
  let count = 0;
  do {
    const found: TransactionsResponse = await guestApi.get(
      `/transactions?status=failed&limit=1000${
        cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
      }`,
    );
    count += found.transactions.length;
    cursor = found.nextCursor;
  } while (cursor);
  expect(lines).toHaveLength(count);
});
