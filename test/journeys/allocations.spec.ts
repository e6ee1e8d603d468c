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
import { BudgetTreeResponse } from 'backstage-plugin-ai-credits-common';
import { portalUrl } from './address';
import { Api } from './api';
import { enterAs, expect, people, test } from './portal';

const lead = 'user:default/rangga.mahendra';
const engineer = 'user:default/jo.example';

/** The part of the organisation that a person leads. */
async function ledBy(api: Api) {
  const me = await api.get<{ leads: string[] }>('/me');
  const tree = await api.get<BudgetTreeResponse>('/budgets/tree');
  return { department: me.leads[0], tree };
}

async function openAllocations(page: Page): Promise<void> {
  await page.goto('/ai-credits/admin?section=allocations');
  await expect(
    page.getByText(/credits are allocated for this month/),
  ).toBeVisible({ timeout: 30_000 });
}

function creditsOf(page: Page, name: string) {
  return page
    .getByRole('table', { name: 'Departments, teams and people' })
    .getByRole('textbox', { name: `Credits of ${name}`, exact: true });
}

test.describe('allocations', () => {
  test('an admin moves credits between teams, and the tree adds up', async ({
    page,
    guestApi,
  }) => {
    const of = async (ref: string) =>
      (
        await guestApi.get<BudgetTreeResponse>('/budgets/tree')
      ).organization.find(node => node.ref === ref)!;
    const department = 'group:default/digital-commerce';
    const team = 'group:default/payments';
    const before = await of(department);
    const teamBefore = (await of(team)).budget!;
    const left = Number(before.children!.unallocated);

    await enterAs(page, people.guest);
    await openAllocations(page);
    const credits = creditsOf(page, 'Payments');
    const most = Number(teamBefore.baseCredits) + left;

    await credits.fill(String(most + 1));
    await expect(
      page.getByText(/^Allocates 1 more below Digital Commerce/),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
    await credits.fill('-1');
    await expect(page.getByText(/^A number from 0 to/)).toBeVisible();
    await credits.fill(String(most));
    await expect(page.getByText(/^Leaves 0 of Digital Commerce/)).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('1 allocation was saved.')).toBeVisible();

    const after = await of(department);
    expect(Number(after.children!.unallocated)).toBe(0);
    expect((await of(team)).budget!.baseCredits).toBe(String(most));

    // And back again, so that the next reader finds it as it was.
    await credits.fill(teamBefore.baseCredits!);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(
      page.getByText(/^\d+ changes? (is|are) not saved/),
    ).toHaveCount(0);
    expect((await of(department)).children).toEqual(before.children);
  });

  test('the second of two admins is shown both values', async ({
    page,
    guestApi,
  }) => {
    const change = (credits: string) =>
      guestApi.post('/allocations', {
        changes: [
          { scope: { kind: 'team', ref: 'group:default/storefront' }, credits },
        ],
      });
    const { organization } = await guestApi.get<BudgetTreeResponse>(
      '/budgets/tree',
    );
    const before = organization.find(
      ({ ref }) => ref === 'group:default/storefront',
    )!.budget!.baseCredits!;
    await enterAs(page, people.guest);
    await openAllocations(page);
    const credits = creditsOf(page, 'Storefront');
    await credits.fill('433');
    await change('411');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText(/^Now: 411 credits/)).toBeVisible();
    await expect(page.getByText(/^Yours: 433 credits/)).toBeVisible();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await expect(credits).toHaveValue('411');
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await change(before);
  });

  test('a file is taken whole or not at all', async ({ page, guestApi }) => {
    const file = (...lines: string[]) => ({
      name: 'allocations.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['scope,ref,period,credits', ...lines].join('\n')),
    });
    await enterAs(page, people.guest);
    await openAllocations(page);
    await page.getByRole('button', { name: 'Import CSV' }).click();
    const dialog = page.getByRole('dialog');
    const chooser = dialog.getByLabel('Choose a file');
    await chooser.setInputFiles(
      file(
        'model,journey-model,week,12.5',
        'team,group:default/nowhere,week,5',
        'user,user:default/jo.example,week,-4',
      ),
    );
    const wrong = dialog.getByRole('table', { name: 'What is wrong' });
    await expect(wrong.getByRole('row')).toHaveText([
      /Row/,
      /^3.*the catalog has no team/,
      /^4.*must be at least 0/,
    ]);
    const budgets = () =>
      guestApi.get<{ budgets: { id: string }[] }>(
        '/budgets?period=week&ref=journey-model',
      );
    expect((await budgets()).budgets).toHaveLength(0);

    await chooser.setInputFiles(file('model,journey-model,week,12.5'));
    await expect(
      dialog.getByRole('row', { name: /journey-model/ }),
    ).toContainText('12.5');
    await dialog.getByRole('button', { name: 'Change 1 allocation' }).click();
    await expect(page.getByText('1 allocation was saved.')).toBeVisible();
    expect((await budgets()).budgets).toHaveLength(1);

    // It is found under its kind of period, and deleted there.
    await page.goto('/ai-credits/admin?section=allocations&period=week');
    await page
      .getByRole('button', { name: 'Change the allocation of journey-model' })
      .click({ timeout: 30_000 });
    await page
      .getByRole('button', { name: 'Delete the budget of journey-model' })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect((await budgets()).budgets).toHaveLength(0);
  });

  test('who leads a department changes what is below it alone', async ({
    page,
  }) => {
    const api = await Api.signIn(portalUrl, lead);
    const { department, tree } = await ledBy(api);
    const editable = tree.organization.filter(node => node.mayEdit);
    expect(editable.length).toBeGreaterThan(0);
    expect(editable.map(node => node.ref)).not.toContain(department);
    const change = (kind: string, ref: string) =>
      api.post('/allocations', {
        changes: [{ scope: { kind, ref }, credits: '1' }],
      });
    await expect(change('department', department)).rejects.toThrow(/ 403:/);
    await expect(change('user', lead)).rejects.toThrow(/ 403:/);
    await expect(change('product', 'Writer')).rejects.toThrow(/ 403:/);

    await enterAs(page, lead);
    await openAllocations(page);
    await expect(page.getByText(/You may change what is below/)).toBeVisible();
    const table = page.getByRole('table', {
      name: 'Departments, teams and people',
    });
    const fields = table.getByRole('textbox', { name: /^Credits of/ });
    await expect(fields.first()).toBeVisible();
    const groups = editable.filter(node => node.kind !== 'user');
    // People are below their teams until these are opened.
    await expect(fields).toHaveCount(groups.length);
    await expect(page.getByRole('tab', { name: 'Rate card' })).toHaveCount(0);
  });

  test('an engineer is not offered the administration, nor let in', async ({
    page,
  }) => {
    const api = await Api.signIn(portalUrl, engineer);
    for (const scope of [
      { kind: 'user', ref: engineer },
      { kind: 'team', ref: 'group:default/payments' },
    ]) {
      await expect(
        api.post('/allocations', { changes: [{ scope, credits: '99999' }] }),
      ).rejects.toThrow(/ 403:/);
    }
    for (const route of ['/integrity', '/ledger/health']) {
      await expect(api.get(route)).rejects.toThrow(/ 403:/);
    }
    await enterAs(page, engineer);
    await page.goto('/ai-credits/overview');
    await expect(page.getByRole('tab', { name: 'Budgets' })).toBeVisible({
      timeout: 30_000,
    });
    await expect(page.getByRole('tab', { name: 'Admin' })).toHaveCount(0);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('one row’s form opens, and nothing is wider', async ({ page }) => {
    await enterAs(page, people.guest);
    await openAllocations(page);
    const list = page.getByRole('list', {
      name: 'Departments, teams and people',
    });
    await list
      .getByRole('button', { name: 'Change the allocation of Payments' })
      .click();
    await expect(list.getByRole('textbox')).toHaveCount(3);
    await list.getByRole('textbox').first().fill('1');
    await expect(page.getByText('1 change is not saved')).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
    ).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Discard all' }).click();
  });
});
