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
import { Page } from '@playwright/test';
import {
  AnalyticsResponse,
  CreditSummary,
  Report,
  ReportContents,
  ReportsResponse,
} from 'backstage-plugin-ai-credits-common';
import { Api } from './api';
import { enterAs, expect, people, test } from './portal';

const NAME = 'What the organisation used last month';

async function removeAll(api: Api): Promise<void> {
  const { reports } = await api.get<ReportsResponse>('/reports');
  for (const report of reports.filter(({ name }) => name === NAME)) {
    await api.delete(`/reports/${report.id}`);
  }
}

/** Presses a button that downloads, and reads the file. */
async function download(
  page: Page,
  format: string,
): Promise<{ name: string; content: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: `Download as ${format}` }).click(),
  ]);
  return {
    name: file.suggestedFilename(),
    content: readFileSync(await file.path()),
  };
}

test.afterEach(async ({ guestApi }) => removeAll(guestApi));

test('an admin makes a monthly report, reads it and takes it away in every format', async ({
  page,
  guestApi,
}) => {
  await removeAll(guestApi);
  await enterAs(page, people.guest);
  await page.goto('/ai-credits/reports');
  await page
    .getByRole('button', { name: 'New report' })
    .first()
    .click({ timeout: 30_000 });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Name/).fill(NAME);

  // A schedule that never fires is not taken.
  await dialog.getByLabel('Schedule').click();
  await page.getByRole('option', { name: 'A rule of five fields' }).click();
  await dialog.getByRole('textbox', { name: 'Rule' }).fill('0 7 30 2 *');
  await expect(dialog.getByRole('alert')).toContainText('would never run');
  await expect(dialog.getByRole('button', { name: 'Create' })).toBeDisabled();
  await dialog.getByLabel('Schedule').click();
  await page.getByRole('option', { name: 'Every month' }).click();
  await expect(dialog.getByText('Next runs')).toBeVisible();
  await dialog.getByLabel('Recipients').fill('sekar');
  await page.getByRole('option', { name: /sekar\.wulandari/ }).click();
  await dialog.getByRole('button', { name: 'Create' }).click();

  const row = page.getByRole('row', { name: new RegExp(NAME) });
  await expect(row).toContainText('On day 1 of each month at 07:00');
  await row.getByRole('button', { name: `Actions of “${NAME}”` }).click();
  await page.getByRole('menuitem', { name: 'Run now' }).click();

  const document = page.getByRole('region', { name: NAME });
  await expect(document).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveURL(/reports\?run=/);

  const json = await download(page, 'JSON');
  const contents: ReportContents = JSON.parse(json.content.toString());
  const { value } = contents.stats.find(({ id }) => id === 'credits')!;

  // The same as the pages say of these days, to the last digit.
  const range = `from=${contents.from}&to=${contents.to}`;
  const { totals } = await guestApi.post<AnalyticsResponse>(
    '/analytics/query',
    { from: contents.from, to: contents.to, measures: ['credits'] },
  );
  expect(value).toBe(totals.credits);
  const summary = await guestApi.get<CreditSummary>(
    `/balance/summary?${range}`,
  );
  const written = (amount: string) =>
    new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }).format(
      amount as Intl.StringNumericLiteral,
    );
  await expect(
    document.getByRole('group', { name: 'Credits used' }).locator('[title]'),
  ).toHaveAttribute('title', written(String(value)));
  await expect(
    document.getByRole('row', { name: /^Carried forward from before/ }),
  ).toContainText(written(summary.lines.carriedIn.total));
  await expect(document.getByRole('row', { name: /^Consumed/ })).toContainText(
    written(summary.lines.consumed.total),
  );

  const csv = await download(page, 'CSV');
  expect(csv.content.toString()).toContain(`Credits used,${value}`);
  const pdf = await download(page, 'PDF');
  expect(pdf.content.subarray(0, 5).toString()).toBe('%PDF-');
  const focus = await download(page, 'FOCUS');
  expect(focus.content.toString().split('\n')[0]).toContain('BilledCost');

  await page.getByRole('button', { name: 'Earlier runs' }).click();
  await expect(
    page.getByRole('table', { name: `Runs of “${NAME}”` }),
  ).toContainText('On demand');
});

test('a recipient reads what was sent and may not change it', async ({
  page,
  guestApi,
}) => {
  await removeAll(guestApi);
  const report = await guestApi.post<Report>('/reports', {
    name: NAME,
    kind: 'daily',
    recipients: [people.engineer],
  });
  await enterAs(page, people.engineer);
  await page.goto('/ai-credits/reports');
  await page
    .getByRole('button', { name: `Actions of “${NAME}”` })
    .click({ timeout: 30_000 });
  await expect(page.getByRole('menuitem')).toHaveText(['Earlier runs']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Open “${NAME}”` }).click();
  await expect(page.getByRole('region', { name: NAME })).toBeVisible({
    timeout: 60_000,
  });

  // What was made stays readable by its link once the report is gone.
  const link = page.url();
  await guestApi.delete(`/reports/${report.id}`);
  await page.goto(link);
  await expect(page.getByRole('region', { name: NAME })).toBeVisible({
    timeout: 30_000,
  });
});

test('a tab becomes one picture', async ({ page }) => {
  await enterAs(page, people.guest);
  await page.goto('/ai-credits/overview');
  await expect(page.getByText('Credits by product')).toBeVisible({
    timeout: 30_000,
  });
  const { content, name } = await download(page, 'PNG');
  expect(name).toMatch(/^ai_credits_overview_.*\.png$/);
  // Width and height stand in the head of the file.
  expect(content.subarray(1, 4).toString()).toBe('PNG');
  expect(content.readUInt32BE(16)).toBeGreaterThan(2_000);
  expect(content.readUInt32BE(20)).toBeGreaterThan(3_000);
});
