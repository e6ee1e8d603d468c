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

import { BudgetTreeResponse } from 'backstage-plugin-ai-credits-common';
import { portalUrl } from './address';
import { Api } from './api';
import { enterAs, expect, people, test } from './portal';

const engineer = 'user:default/jo.example';
const lead = people.departmentLead;
const team = { kind: 'team', ref: 'group:default/payments' };

test('an engineer asks for more, the lead grants it, and both are told', async ({
  page,
  browser,
}) => {
  // Two people, five pages.
  test.slow();
  const asker = await Api.signIn(portalUrl, engineer);
  const limit = async () =>
    (await asker.get<BudgetTreeResponse>('/budgets/tree')).organization.find(
      node => node.ref === team.ref,
    )!.budget!;
  const before = await limit();
  const reason = `The journey of ${new Date().toISOString()}`;

  await enterAs(page, engineer);
  await page.goto(`/ai-credits/budgets?scope=${before.id}`);
  await page
    .getByRole('button', { name: 'Request more credits' })
    .click({ timeout: 30_000 });
  const ask = page.getByRole('dialog');
  await ask.getByRole('textbox', { name: /How many/ }).fill('7');
  await ask.getByRole('textbox', { name: /Reason/ }).fill(reason);
  await ask.getByRole('button', { name: 'Send request' }).click();
  const card = page.getByRole('listitem').filter({ hasText: reason });
  await expect(card).toContainText('Open');
  // Nobody decides for themselves.
  await expect(card.getByRole('button', { name: 'Grant' })).toHaveCount(0);
  const { requests } = await asker.get<{
    requests: { id: string; reason: string }[];
  }>('/requests?box=mine');
  const { id } = requests.find(each => each.reason === reason)!;
  await expect(asker.post(`/requests/${id}/grant`, {})).rejects.toThrow(
    / 403:/,
  );

  const other = await browser.newContext();
  const desk = await other.newPage();
  await enterAs(desk, lead);
  await desk.goto('/notifications');
  await expect(
    desk.getByText('Jo Example asks for 7 credits more').first(),
  ).toBeVisible({
    timeout: 30_000,
  });
  await desk.goto('/ai-credits/admin?section=requests');
  const waiting = desk
    .getByRole('list', { name: 'Requests for more credits' })
    .getByRole('listitem')
    .filter({ hasText: reason });
  await expect(waiting).toBeVisible({ timeout: 30_000 });
  await expect(waiting).toContainText('7 credits more, once');
  await waiting.getByRole('button', { name: 'Grant' }).click();
  const grant = desk.getByRole('dialog');
  await grant.getByRole('textbox', { name: 'Comment' }).fill('Go ahead');
  await grant.getByRole('button', { name: 'Grant' }).click();
  await expect(waiting).toHaveCount(0);
  await desk.getByLabel('Show').click();
  await desk.getByRole('option', { name: 'Granted' }).click();
  await expect(waiting).toContainText('“Go ahead”');
  await other.close();

  const after = await limit();
  expect(Number(after.credits)).toBe(Number(before.credits) + 7);
  expect(after.baseCredits).toBe(before.baseCredits);
  await page.goto('/notifications');
  await expect(
    page
      .getByText('7 credits granted to team Payments for this period')
      .first(),
  ).toBeVisible({
    timeout: 30_000,
  });
  await page.goto(`/ai-credits/budgets?requests=${id}`);
  await expect(
    page.getByRole('listitem').filter({ hasText: reason }),
  ).toContainText('7 granted', { timeout: 30_000 });
});
