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

import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  account,
  answer,
  balance,
  client,
  me,
  openPortal,
  setWidth,
} from '../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => setWidth(1440));

/** What a card says, once it has been read. */
const shown = async (card: string, text: string | RegExp) =>
  within(await screen.findByRole('group', { name: card }, slow)).findByText(
    text,
    undefined,
    slow,
  );

it('answers in its first line and shows every figure of the balance', async () => {
  openPortal('/ai-credits', client());

  expect(
    await screen.findByText(
      /2,339.56 of 5,000 credits used this month\..*they last until/,
      undefined,
      slow,
    ),
  ).toBeInTheDocument();
  const available = await shown('Available', '2,660.44');
  expect(available).toHaveAttribute('title', '2,660.4375');
  expect(await shown('Free', 'resets in 400 days')).toBeVisible();
  expect(await shown('Held', '24')).toHaveAttribute('title', '24.000001');
  expect(await shown('Excess used', 'of 500')).toBeVisible();
  expect(await shown('Used this month', '47%')).toBeVisible();
  expect(await shown('Used this month', /\+12% vs/)).toBeVisible();
  expect(screen.queryByText('Credits are running low')).toBeNull();
  expect(screen.getByTestId('address')).toHaveTextContent(
    '/ai-credits/overview',
  );
});

it('does not take the pace of a part for that of the whole', async () => {
  openPortal('/ai-credits/overview', client({ me: async () => me(false) }));
  // 2660.4375 credits at 116.978125 a day of everybody's, not at the reader's own.
  const day = new Intl.DateTimeFormat('en-US', {
    dateStyle: 'medium',
    timeZone: 'Asia/Jakarta',
  }).format(Date.now() + 22 * 86_400_000);
  expect(
    await screen.findByText(
      new RegExp(`At the average of this month they last until ${day}`),
      undefined,
      slow,
    ),
  ).toBeInTheDocument();
  expect(
    screen.getAllByText(/usage of yours and your teams/).length,
  ).toBeGreaterThan(0);
});

it('shows use by product, by day and by month with idle days as zero', async () => {
  const api = client();
  openPortal('/ai-credits/overview', api);

  const days = await screen.findByRole(
    'table',
    { name: 'The last 30 days' },
    slow,
  );
  expect(within(days).getAllByRole('row')).toHaveLength(31);
  expect(within(days).getByText('100.000001')).toBeInTheDocument();
  const months = screen.getByRole('table', { name: 'The last 12 months' });
  expect(within(months).getAllByRole('row')).toHaveLength(13);

  const products = screen.getByRole('table', { name: 'Credits by product' });
  const [, writer, studio] = within(products).getAllByRole('row');
  expect(writer).toHaveTextContent(/^Writer70\.52\.350/);
  expect(studio).toHaveTextContent(/^Studio29\.50\.983/);
  expect(within(writer).getByText('70%')).toBeVisible();

  const query = api.analytics.mock.calls.find(
    ([asked]) => asked.granularity === 'day',
  )![0];
  // Thirty days that begin at midnight in Jakarta.
  expect(query.from).toMatch(/T17:00:00.000Z$/);
  expect(Date.parse(query.to) - Date.parse(query.from)).toBe(30 * 86_400_000);
  expect(query.groupBy).toEqual(['product']);
});

it('says what the balance still buys, from the rate card', async () => {
  openPortal('/ai-credits/overview', client());
  const row = (await screen.findByText('Text to image', undefined, slow))
    .parentElement!;
  // 2660.4375 credits at 8 a run.
  expect(row).toHaveTextContent('332');
  expect(screen.getByText('Upscale').parentElement).toHaveTextContent('free');
});

it('warns when credits run low', async () => {
  openPortal(
    '/ai-credits/overview',
    client({
      balance: async () => ({ ...balance, available: '149.999999' }),
    }),
  );
  expect(
    await screen.findByText('Credits are running low', undefined, slow),
  ).toBeVisible();
});

it('keeps the old numbers when a refresh fails, and says so', async () => {
  const api = client();
  openPortal('/ai-credits/overview', api);
  await shown('Available', '2,660.44');

  api.balance.mockRejectedValue(new Error('The ledger is starting'));
  await waitFor(
    () => expect(screen.getByRole('button', { name: 'Refresh' })).toBeEnabled(),
    slow,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));

  expect(await screen.findByText(/Could not refresh/)).toBeVisible();
  expect(await shown('Available', '2,660.44')).toBeVisible();

  api.balance.mockResolvedValue({ ...balance, available: '1' });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() =>
    expect(screen.queryByText(/Could not refresh/)).toBeNull(),
  );
  expect(await shown('Available', '1')).toBeVisible();
});

it('says who can help where a role is missing', async () => {
  const refused = Object.assign(new Error('Unauthorized'), {
    name: 'NotAllowedError',
  });
  openPortal(
    '/ai-credits/overview',
    client({ balance: () => Promise.reject(refused) }),
  );
  expect(
    await screen.findByText('You may not see this', undefined, slow),
  ).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent(
    'ai-credits.balance.read',
  );
});

it('offers a command for the first event while nothing was used', async () => {
  openPortal(
    '/ai-credits/overview',
    client({
      account: async () => ({
        ...account,
        calls: { successful: 0, failed: 0 },
      }),
      analytics: async query => ({ ...answer(query), rows: [] }),
    }),
  );
  const command = await screen.findByText(/curl -X POST/, undefined, slow);
  expect(command).toHaveTextContent(
    'http://localhost:7007/api/ai-credits/v1/usage',
  );
  expect(command).toHaveTextContent('Bearer $AI_CREDITS_TOKEN');
});

it('explains costs and figures behind the question mark', async () => {
  openPortal('/ai-credits/overview', client());
  await shown('Available', '2,660.44');
  await userEvent.click(
    screen.getByRole('button', { name: 'Costs and figures explained' }),
  );
  const help = within(await screen.findByRole('dialog'));
  expect(
    within(help.getByRole('table', { name: 'Credits per action' })).getByText(
      'Text to image',
    ).parentElement,
  ).toHaveTextContent('8');
  const models = help.getByRole('table', { name: 'Multipliers by model' });
  expect(within(models).getByText('Premium')).toBeVisible();
  expect(within(models).getByText('2.5×')).toBeVisible();
});

it('speaks Indonesian', async () => {
  openPortal('/ai-credits/overview', client(), 'id');
  expect(
    await screen.findByText(
      /2\.339,56 dari 5\.000 kredit terpakai bulan ini/,
      undefined,
      slow,
    ),
  ).toBeInTheDocument();
  expect(await shown('Tersedia', '2.660,44')).toBeVisible();
});

it('leaves the two columns that matter on a phone', async () => {
  setWidth(390);
  openPortal('/ai-credits/overview', client());
  const products = await screen.findByRole(
    'table',
    { name: 'Credits by product' },
    slow,
  );
  expect(
    within(products)
      .getAllByRole('columnheader')
      .map(header => header.textContent),
  ).toEqual(['Product', 'Total']);
});
