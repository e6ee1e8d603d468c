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
import { Page } from '@playwright/test';
import {
  AnalyticsResponse,
  Balance,
  Budget,
  BudgetsResponse,
  TransactionsResponse,
} from 'backstage-plugin-ai-credits-common';
import { lastDays } from '../../plugins/ai-credits/src/data/periods';
import { Api } from './api';
import { apiUrl } from './address';
import { enterAs, expect, people, test, Theme } from './portal';
import { findings, quiet } from './scan';

const folder = path.join(__dirname, '../../test-results/pictures');

/**
 * An entity of each kind, with the filter of questions about its usage. Of the
 * services and projects the demo limits those that cost most.
 */
const entities: {
  what: string;
  filter: string;
  refOf(api: Api): Promise<string> | string;
}[] = [
  {
    what: 'the limited service',
    filter: 'service',
    refOf: api => limitedOf(api, 'service'),
  },
  {
    what: 'the limited system',
    filter: 'project',
    refOf: api => limitedOf(api, 'project'),
  },
  {
    // All teams below are in it; whose department they are, the server knows.
    what: 'a department',
    filter: 'department',
    refOf: () => 'group:default/marketing-content',
  },
  { what: 'a team', filter: 'team', refOf: () => 'group:default/payments' },
  {
    what: 'a person',
    filter: 'user',
    refOf: () => 'user:default/helena.novak',
  },
];

const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 });
const short = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
/** Credits as cards show them: what would round to nothing, as on the first of a month, keeps its decimals. */
const shown = (amount: Intl.StringNumericLiteral) =>
  (Math.abs(Number(amount)) <= 0.005 ? exact : short).format(amount);
const decimal = (amount: string | number) =>
  String(amount) as Intl.StringNumericLiteral;

async function lastMonth(api: Api, filters: object) {
  const { timeZone } = await api.get<Balance>('/balance');
  const { from, to } = lastDays(30, Date.now(), timeZone);
  return api.post<AnalyticsResponse>('/analytics/query', {
    from,
    to,
    granularity: 'day',
    groupBy: ['model'],
    measures: ['credits', 'requests'],
    filters,
    limit: 10_000,
  });
}

async function limitedOf(api: Api, kind: string): Promise<string> {
  const { budgets } = await api.get<BudgetsResponse>(
    `/budgets?scopeKind=${kind}&period=month`,
  );
  return budgets[0].scope.ref;
}

async function budgetOf(api: Api, ref: string): Promise<Budget | undefined> {
  const { budgets } = await api.get<BudgetsResponse>(
    `/budgets?ref=${encodeURIComponent(ref)}&period=month`,
  );
  return budgets[0];
}

async function openTab(page: Page, at: string): Promise<void> {
  await page.goto(`/catalog/default/${at}/ai-credits`);
  await expect(page.getByText(/in the last 30 days\./).first()).toBeVisible({
    timeout: 30_000,
  });
}

for (const { what, filter, refOf } of entities) {
  test(`the page of ${what} shows what the API says`, async ({
    page,
    guestApi,
  }) => {
    test.slow();
    const ref = await refOf(guestApi);
    const at = ref.replace(':default/', '/');
    const filters = { [filter]: [ref] };
    await enterAs(page, people.guest);
    await page.goto(`/catalog/default/${at}`);
    const show = page.getByRole('link', { name: 'Show usage' });
    await expect(show).toBeVisible({ timeout: 30_000 });
    const answer = await lastMonth(guestApi, filters);
    expect(answer.narrowed).toBe(false);
    const credits = decimal(answer.totals.credits);
    const total = page.getByText(/credits in the last 30 days$/);
    await expect(total.locator('[title]')).toHaveAttribute(
      'title',
      exact.format(credits),
    );
    const budget = await budgetOf(guestApi, ref);
    const standing = `${shown(decimal(budget!.used))} of ${shown(
      decimal(budget!.credits),
    )} credits used`;
    await expect(page.getByText(standing)).toBeVisible();

    // The card leads to the tab, which has the same figures.
    await show.click();
    await expect(page).toHaveURL(new RegExp(`${at}/ai-credits$`));
    await expect(
      page.getByText(
        new RegExp(
          `^${standing}; at this pace .* ${shown(
            credits,
          )} credits in ${exact.format(
            decimal(answer.totals.requests),
          )} requests in the last 30 days\\.`,
        ),
      ),
    ).toBeVisible({ timeout: 30_000 });
    // Every day and model, as the table behind the bars has them.
    const bars = page.getByRole('region', { name: 'Credits a day by model' });
    await expect(bars.getByRole('row')).toHaveCount(31);
    const last = bars.getByRole('row').last().getByRole('cell').last();
    const today = answer.rows
      .filter(
        row =>
          String(row.period).slice(0, 10) ===
          lastDays(30, Date.now(), answer.timeZone).periods[29],
      )
      .reduce((sum, row) => sum + Math.round(Number(row.credits) * 1e6), 0);
    await expect(last).toHaveText(exact.format(today / 1e6));

    const [newest] = (
      await guestApi.get<TransactionsResponse>(
        `/transactions?type=usage&limit=1&${
          'department' in filters
            ? ''
            : new URLSearchParams(filterPairs(filters))
        }`,
      )
    ).transactions;
    if (!('department' in filters)) {
      const first = page
        .getByRole('table', { name: 'Last charges' })
        .getByRole('link')
        .first();
      await expect(first).toHaveAttribute(
        'href',
        new RegExp(`transaction=${newest.transactionId}$`),
      );
    }
  });
}

function filterPairs(filters: Record<string, string[]>): string[][] {
  return Object.entries(filters).flatMap(([name, values]) =>
    values.map(value => [name, value]),
  );
}

test('a charge of a system leads to the log, narrowed to it', async ({
  page,
  guestApi,
}) => {
  await enterAs(page, people.guest);
  await openTab(page, 'system/discovery');
  await page.getByRole('link', { name: 'All transactions' }).click();
  await expect(page).toHaveURL(/project=system%3Adefault%2Fdiscovery/);
  await expect(page.getByLabel('Project')).toBeVisible();
  const { transactions } = await guestApi.get<TransactionsResponse>(
    '/transactions?type=usage&project=system:default/discovery&limit=100',
  );
  await expect(page.getByRole('button', { name: /^Details of/ })).toHaveCount(
    transactions.length,
  );

  await page.goBack();
  await page.getByRole('link', { name: 'Open in Usage' }).click();
  await expect(page.getByText('Project: Discovery')).toBeVisible({
    timeout: 30_000,
  });
});

test('what is not the reader’s to see has no numbers', async ({ page }) => {
  const engineer = await Api.signIn(apiUrl, people.engineer);
  const answer = await lastMonth(engineer, {
    team: ['group:default/payments'],
  });
  expect(answer).toMatchObject({ narrowed: true, rows: [] });

  await enterAs(page, people.engineer);
  await page.goto('/catalog/default/group/payments/ai-credits');
  await expect(
    page.getByText('None of this usage is yours to see'),
  ).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('table')).toHaveCount(0);
  await expect(page.getByRole('meter')).toHaveCount(0);
  await page.goto('/catalog/default/group/payments');
  await expect(
    page.getByText('None of this usage is yours to see.'),
  ).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('meter')).toHaveCount(0);
});

test('an entity without usage says how to send a first event', async ({
  page,
  guestApi,
  machineApi,
}) => {
  await enterAs(page, people.guest);
  await page.goto('/catalog/default/resource/orders-db/ai-credits');
  const command = page.getByLabel('Command that sends a first event');
  await expect(command).toContainText(
    '"service": "resource:default/orders-db"',
    {
      timeout: 30_000,
    },
  );
  // What the command sends shows here.
  const body = /-d '([^']*)'/.exec((await command.textContent()) ?? '')![1];
  await machineApi.post('/usage', JSON.parse(body));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText(/credits in 1 request in/)).toBeVisible();
  const { totals } = await lastMonth(guestApi, {
    service: ['resource:default/orders-db'],
  });
  expect(totals.requests).toBe(1);
});

test('the home page shows what is left of one’s own credits', async ({
  page,
}) => {
  await enterAs(page, people.engineer);
  const api = await Api.signIn(apiUrl, people.engineer);
  await page.goto('/home');
  const team = page.getByRole('region', { name: 'AI Platform' });
  // The team has no limit of its own; that of its department counts.
  const budget = await budgetOf(api, 'group:default/platform-engineering');
  await expect(
    team.getByText(`${shown(decimal(budget!.remaining))} left`),
  ).toBeVisible({ timeout: 30_000 });
  await expect(team.getByText(/^resets on /)).toBeVisible();
  await quiet(page);
  await page.screenshot({
    path: path.join(folder, 'home-page-engineer.png'),
  });
  await page.getByRole('link', { name: 'My usage' }).click();
  await expect(page).toHaveURL(/ai-credits\/usage\?.*user=/);
});

for (const theme of ['light', 'dark'] satisfies Theme[]) {
  test(`entities and the home page have no barriers, ${theme}`, async ({
    page,
  }) => {
    test.slow();
    await enterAs(page, people.guest, theme);
    await openTab(page, 'component/fraud-screening');
    await quiet(page);
    expect(await findings(page, 'ours')).toEqual([]);
    // As high as the tab, so that the portal's navigation is drawn down to its end.
    await page.setViewportSize({ width: 1440, height: 1200 });
    await page.screenshot({
      path: path.join(folder, `entity-1440-${theme}.png`),
    });
    await page.setViewportSize({ width: 390, height: 844 });
    await quiet(page);
    expect(await findings(page, 'ours')).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
    ).toBeLessThanOrEqual(390);
    await page.screenshot({
      path: path.join(folder, `entity-390-${theme}.png`),
      fullPage: true,
    });
    for (const [name, address, mark] of [
      ['entity-card', '/catalog/default/group/payments', 'Show usage'],
      ['home', '/home', 'My usage'],
    ]) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(address);
      await expect(page.getByRole('link', { name: mark })).toBeVisible({
        timeout: 30_000,
      });
      await quiet(page);
      expect(await findings(page, 'ours')).toEqual([]);
      await page.screenshot({
        path: path.join(folder, `${name}-1440-${theme}.png`),
      });
    }
  });
}
