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
import {
  AnalyticsResponse,
  Balance,
  CostMeasure,
  parseCredits,
  sumCredits,
} from 'backstage-plugin-ai-credits-common';
import { enterAs, expect, openOverview, people, test } from './portal';

const models = (page: Page) =>
  page.getByRole('table', { name: 'How models compare' });

const costs: CostMeasure[] = [
  'requestCredits',
  'imageCredits',
  'inputCredits',
  'outputCredits',
  'cachedInputCredits',
  'reasoningCredits',
  'unitCredits',
];

test('models are compared, and one of them looked at by its address', async ({
  page,
}) => {
  await enterAs(page, people.guest);
  await page.goto('/ai-credits/performance?range=last30Days');
  const rows = models(page).getByRole('row');
  await expect(rows.nth(1)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Responses took .* on average/)).toBeVisible();
  await expect(models(page).getByText('Fastest')).toHaveCount(1);
  await expect(models(page).getByText('Slowest')).toHaveCount(1);
  const requests = await rows.nth(1).getByRole('cell').last().textContent();

  await rows
    .nth(1)
    .getByRole('button', { name: /^Show only/ })
    .click();
  await expect(page).toHaveURL(/range=last30Days.*model=/);
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1).getByRole('cell').last()).toHaveText(requests!);

  // It is what one sees again after having been elsewhere.
  await page.goto('/ai-credits/performance');
  await expect(page).toHaveURL(/model=/, { timeout: 30_000 });
  await expect(rows).toHaveCount(2);
});

test('what credits were paid for adds up to what was used', async ({
  page,
  guestApi,
}) => {
  const { period } = await guestApi.get<Balance>('/balance');
  const { totals } = await guestApi.post<AnalyticsResponse>(
    '/analytics/query',
    {
      from: period.start,
      to: period.end,
      measures: ['credits', ...costs],
    },
  );
  expect(sumCredits(costs.map(name => parseCredits(totals[name])))).toBe(
    parseCredits(totals.credits),
  );

  await enterAs(page, people.guest);
  await openOverview(page);
  const row = page
    .getByRole('table', { name: 'What credits were paid for' })
    .getByRole('row', { name: /^Actions, per request/ });
  await expect(row.locator('[title]')).toHaveAttribute(
    'title',
    new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }).format(
      totals.requestCredits as Intl.StringNumericLiteral,
    ),
  );
});
