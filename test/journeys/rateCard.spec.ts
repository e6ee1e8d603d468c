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
  formatCredits,
  parseCredits,
  RateCard,
  RateCardsResponse,
  SimulateResponse,
} from 'backstage-plugin-ai-credits-common';
import { apiUrl } from './address';
import { Api } from './api';
import { enterAs, expect, people, test } from './portal';

const section = '/ai-credits/admin?section=rateCard';

test('an admin drafts a rate card, sees what it would have cost, and publishes it for later', async ({
  page,
  guestApi,
}) => {
  const before = await guestApi.get<RateCard>('/rate-cards/current');
  await enterAs(page, people.guest);
  await page.goto(section);
  await page.getByRole('button', { name: 'New draft' }).click({
    timeout: 30_000,
  });
  await expect(
    page.getByText('This draft changes nothing about the version in force.'),
  ).toBeVisible();

  // What cannot be stored is told at the field, with the limit.
  const price = page.getByLabel('Credits per run of Text to image');
  await price.fill('-1');
  await expect(
    page.getByText(/credits from 0 to 9,000,000,000/).first(),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save draft' })).toBeDisabled();
  await price.fill('10.5');
  await page.getByRole('tab', { name: 'Models', exact: true }).click();
  const model = page.getByRole('row', { name: /GPT-4o mini/ });
  await expect(model).toContainText('Economy');
  await model.getByLabel(/^Multiplier of/).fill('2');
  await expect(model).toContainText('Premium');

  await page.getByRole('tab', { name: 'Differences' }).click();
  const differences = page.getByRole('table', { name: 'Differences' });
  await expect(differences).toContainText('8 → 10.5 (+31%)');
  await expect(differences).toContainText('0.1× → 2× (+1,900%)');

  await page.getByRole('tab', { name: 'What if' }).click();
  await page.getByRole('button', { name: 'Save and replay 30 days' }).click();
  const teams = page.getByRole('table', { name: 'By team' });
  await expect(teams).toBeVisible({ timeout: 60_000 });
  const { rateCards } = await guestApi.get<RateCardsResponse>('/rate-cards');
  const draft = rateCards.find(({ status }) => status === 'draft')!;
  const answer = await guestApi.post<SimulateResponse>(
    `/rate-cards/${draft.id}/simulate`,
    {},
  );
  const change = formatCredits(
    parseCredits(answer.draft) - parseCredits(answer.current),
  );
  expect(parseCredits(change)).toBeGreaterThan(0n);
  await expect(
    teams
      .getByRole('row', { name: /^Total/ })
      .locator('[title]')
      .nth(2),
  ).toHaveAttribute(
    'title',
    new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }).format(
      change as Intl.StringNumericLiteral,
    ),
  );

  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('In force from a day on').check();
  const day = dialog.getByLabel('First day');
  await day.fill('2020-01-01');
  await expect(dialog.getByRole('button', { name: 'Publish' })).toBeDisabled();
  const year = new Date().getUTCFullYear() + 1;
  await day.fill(`${year}-02-01`);
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(
    page.getByText(new RegExp(`^Version \\d+ takes over on 1 Feb ${year}\\.$`)),
  ).toBeVisible();
  const row = page.getByRole('row', { name: /Scheduled/ });
  await expect(row).toContainText(`1 Feb ${year}, 00:00`);

  // Until then nothing costs anything else.
  const now = await guestApi.get<RateCard>('/rate-cards/current');
  expect(now.version).toBe(before.version);
});

test('a draft that takes the price of what is in use is not published, and says of what', async ({
  page,
  guestApi,
}) => {
  const { rules } = await guestApi.get<RateCard>('/rate-cards/current');
  const draft = await guestApi.post<RateCard>('/rate-cards', {
    name: 'Without descriptions',
    rules: {
      ...rules,
      actions: rules.actions.filter(({ action }) => action !== 'description'),
    },
  });
  await enterAs(page, people.guest);
  await page.goto(`${section}&card=${draft.id}`);
  await page.getByRole('tab', { name: 'What if' }).click({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Replay 30 days' }).click();
  const unknown = page.getByRole('table', {
    name: 'In use, without a rule in this draft',
  });
  await expect(unknown.getByRole('row', { name: /description/ })).toContainText(
    'would lose its price',
    { timeout: 60_000 },
  );
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await expect(dialog).toContainText('the action "description"');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Discard draft' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Discard draft' })
    .click();
  await expect(
    page.getByRole('table', { name: 'Versions and drafts' }),
  ).not.toContainText('Without descriptions');
});

test('two people at one draft see what the other wrote', async ({
  page,
  guestApi,
}) => {
  const { rules } = await guestApi.get<RateCard>('/rate-cards/current');
  const draft = await guestApi.post<RateCard>('/rate-cards', {
    name: 'Shared',
    rules,
  });
  await enterAs(page, people.guest);
  await page.goto(`${section}&card=${draft.id}`);
  await page.getByLabel('Credits per run of Erase').fill('9', {
    timeout: 30_000,
  });
  await guestApi.put<RateCard>(`/rate-cards/${draft.id}`, {
    name: 'Shared',
    rules: { ...rules, defaultCredits: '3' },
    revision: draft.revision,
  });
  await page.getByRole('button', { name: 'Save draft' }).click();
  const conflict = page.getByRole('table', {
    name: 'Somebody else has changed this draft',
  });
  await expect(conflict).toContainText('7 → 9');
  await expect(conflict).toContainText('3 → 1');
  await page.getByRole('button', { name: 'Take what is stored' }).click();
  await expect(conflict).toBeHidden();
  await expect(page.getByLabel('Credits per run of Erase')).toHaveValue('7');
  await guestApi.delete(`/rate-cards/${draft.id}`);
});

test('an engineer is not offered the rate card, and the API refuses', async ({
  page,
}) => {
  await enterAs(page, people.engineer);
  await page.goto(section);
  await expect(page.getByText(/AI Credits/).first()).toBeVisible({
    timeout: 30_000,
  });
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('tab', { name: 'Rate card' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'New draft' })).toHaveCount(0);
  const engineer = await Api.signIn(apiUrl, people.engineer);
  const { rules } = await engineer.get<RateCard>('/rate-cards/current');
  await expect(
    engineer.post('/rate-cards', { name: 'Mine', rules }),
  ).rejects.toThrow(/answered 403/);
});
