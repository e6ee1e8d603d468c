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
import { TransactionsQuery } from 'backstage-plugin-ai-credits-common';
import {
  client,
  openPortal,
  setWidth,
  timeZone,
  transaction,
} from '../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };
const PATH = '/ai-credits/transactions';

beforeEach(() => setWidth(1440));

const address = () => screen.getByTestId('address').textContent;

it('lists what happened in the time of the account', async () => {
  openPortal(
    PATH,
    client({
      transactions: async () => ({
        transactions: [
          transaction(1, { comment: 'For the catalogue', status: 'failed' }),
          transaction(2, {
            type: 'purchase',
            credits: '2500',
            creditType: 'purchased',
            user: undefined,
            actor: 'user:default/ada.admin',
          }),
        ],
        timeZone,
      }),
    }),
  );
  const table = await screen.findByRole(
    'table',
    { name: 'Transactions' },
    slow,
  );
  await within(table).findByText('action-1');
  const [, usage, purchase] = within(table).getAllByRole('row');
  expect(usage).toHaveTextContent('Usage');
  // Half past six in the evening, UTC.
  expect(usage).toHaveTextContent(/Nov 2[01], 2026, 01:30|21 Nov 2026, 01:30/);
  expect(usage).toHaveTextContent('-8.000001');
  expect(usage).toHaveTextContent('Failed');
  expect(usage).toHaveTextContent('For the catalogue');
  expect(within(usage).getByRole('link')).toHaveAttribute(
    'href',
    '/catalog/default/user/jo.example',
  );
  expect(purchase).toHaveTextContent('+2,500');
});

it('asks what the address asks for', async () => {
  const api = client();
  openPortal(
    `${PATH}?type=refund&from=2026-11-01&to=2026-11-20&q=shoes&product=Writer`,
    api,
  );
  await screen.findByText('action-1', undefined, slow);
  expect(api.transactions).toHaveBeenLastCalledWith({
    type: ['refund'],
    from: '2026-10-31T17:00:00.000Z',
    to: '2026-11-20T17:00:00.000Z',
    q: 'shoes',
    product: ['Writer'],
    limit: 100,
  });
});

it('puts filters and the search into the request and the address', async () => {
  const api = client();
  openPortal(PATH, api);
  await screen.findByText('action-1', undefined, slow);

  await userEvent.type(screen.getByLabelText('Search'), 'boots');
  await waitFor(() =>
    expect(api.transactions).toHaveBeenLastCalledWith({
      q: 'boots',
      limit: 100,
    }),
  );
  // Waited for the end of typing rather than asking with each letter.
  expect(api.transactions).toHaveBeenCalledTimes(2);

  await userEvent.click(screen.getByRole('button', { name: 'Filters' }));
  await userEvent.click(
    within(
      screen.getByText('Type', { selector: 'label' }).parentElement!,
    ).getByRole('button'),
  );
  await userEvent.click(screen.getByRole('option', { name: 'Purchase' }));
  await waitFor(() =>
    expect(api.transactions).toHaveBeenLastCalledWith({
      q: 'boots',
      type: ['purchase'],
      limit: 100,
    }),
  );
  expect(address()).toBe(`${PATH}?type=purchase&q=boots`);
});

it('pages to older transactions and back', async () => {
  const api = client({
    transactions: jest.fn(async (query?: TransactionsQuery) =>
      query?.cursor
        ? { transactions: [transaction(2)], timeZone }
        : { transactions: [transaction(1)], nextCursor: 'c2', timeZone },
    ),
  });
  openPortal(PATH, api);
  await screen.findByText('action-1', undefined, slow);
  expect(screen.getByRole('button', { name: 'Newer' })).toBeDisabled();

  await userEvent.click(screen.getByRole('button', { name: 'Older' }));
  expect(await screen.findByText('action-2')).toBeVisible();
  expect(api.transactions).toHaveBeenLastCalledWith({
    cursor: 'c2',
    limit: 100,
  });
  expect(address()).toBe(`${PATH}?cursor=c2&page=2`);
  expect(screen.getByRole('button', { name: 'Older' })).toBeDisabled();

  await userEvent.click(screen.getByRole('button', { name: 'Newer' }));
  expect(await screen.findByText('action-1')).toBeVisible();
  expect(address()).toBe(PATH);
});

it('is ordered by the titles of its columns, and says so', async () => {
  const api = client({
    exportTransactions: jest.fn(async () => ({
      fileName: 'history.csv',
      body: new Response('date,type').body!,
    })),
  });
  openPortal(`${PATH}?type=usage&cursor=c2&page=2`, api);
  const table = within(await screen.findByRole('table', undefined, slow));
  const header = (name: string) => table.getByRole('columnheader', { name });
  const order = async (name: string) =>
    userEvent.click(table.getByRole('button', { name }));
  expect(header('Date and time')).toHaveAttribute('aria-sort', 'descending');

  await order('Date and time');
  expect(await screen.findByText(/· Oldest first ·/)).toBeVisible();
  expect(header('Date and time')).toHaveAttribute('aria-sort', 'ascending');
  // Cursors belong to an order: it begins again.
  expect(address()).toBe(`${PATH}?type=usage&order=oldest`);

  await order('Credits');
  expect(await screen.findByText(/· Largest first ·/)).toBeVisible();
  expect(header('Credits')).toHaveAttribute('aria-sort', 'descending');
  expect(header('Date and time')).not.toHaveAttribute('aria-sort');
  expect(api.transactions).toHaveBeenLastCalledWith({
    type: ['usage'],
    order: 'largest',
    limit: 100,
  });
  expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
  await waitFor(() =>
    expect(api.exportTransactions).toHaveBeenCalledWith({ type: ['usage'] }),
  );

  await order('Date and time');
  expect(await screen.findByText(/· Newest first ·/)).toBeVisible();
  expect(address()).toBe(`${PATH}?type=usage`);
});

it('opens the story of one charge, also by its address', async () => {
  const api = client({
    transaction: jest.fn(async () => ({
      draws: [{ lot: '3', kind: 'allowance', credits: '8.000001' }],
      limits: [
        {
          scope: 'team:group:default/payments',
          period: 'month',
          credits: '800',
          mode: 'hard' as const,
        },
      ],
      refunds: [],
      ...transaction(7, {
        rule: 'action:text-to-image × model:large',
        rateCardVersion: 3,
        block: 40_120,
        quantities: {
          requests: 1,
          inputTokens: 1_472,
          outputTokens: 118,
          cachedInputTokens: 0,
          reasoningTokens: 0,
          images: 0,
          units: 0,
        },
      }),
    })),
  });
  openPortal(`${PATH}?transaction=tx-7`, api);
  const story = within(await screen.findByRole('dialog', undefined, slow));
  expect(await story.findByText('-8.000001')).toBeVisible();
  expect(story.getByText('action:text-to-image × model:large')).toBeVisible();
  expect(story.getByText('1,472')).toBeVisible();
  expect(story.getByText('40,120')).toBeVisible();
  expect(story.getByText('Lot 3')).toBeVisible();
  expect(story.getByText('team:group:default/payments')).toBeVisible();
  expect(api.transaction).toHaveBeenCalledWith('tx-7');

  await userEvent.click(story.getByRole('button', { name: 'Close' }));
  expect(address()).toBe(PATH);
});

it('downloads the history as it is filtered', async () => {
  const saved: { name: string; content: Blob }[] = [];
  URL.createObjectURL = content => {
    saved.push({ name: '', content: content as Blob });
    return 'blob:history';
  };
  URL.revokeObjectURL = () => {};
  const click = jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function download(this: HTMLAnchorElement) {
      saved[saved.length - 1].name = this.download;
    });
  const api = client({
    exportTransactions: jest.fn(async () => ({
      fileName: 'token_usage_history_2026-11-20_14-30-15.csv',
      body: new Response('date,type').body!,
    })),
  });
  openPortal(`${PATH}?type=usage`, api);
  await screen.findByText('action-1', undefined, slow);
  await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));

  await waitFor(() =>
    expect(saved.map(file => file.name)).toEqual([
      'token_usage_history_2026-11-20_14-30-15.csv',
    ]),
  );
  expect(api.exportTransactions).toHaveBeenCalledWith({ type: ['usage'] });
  click.mockRestore();
});

it('is a list of what it was and how much on a phone', async () => {
  setWidth(390);
  openPortal(PATH, client(), 'id');
  const list = await screen.findByRole('list', { name: 'Transaksi' }, slow);
  const item = await within(list).findByText('action-1 · large');
  expect(item.closest('button')).toHaveTextContent('Pemakaian');
  expect(item.closest('button')).toHaveTextContent('-8,000001');
  expect(screen.queryByRole('table')).toBeNull();
});

it('tells an empty log from one that is filtered to nothing', async () => {
  const api = client({
    transactions: async () => ({ transactions: [], timeZone }),
  });
  const { unmount } = openPortal(PATH, api);
  expect(
    await screen.findByText(/curl -X POST/, undefined, slow),
  ).toBeVisible();
  unmount();
  openPortal(`${PATH}?type=refund`, api);
  expect(
    await screen.findByText('Nothing matches these filters', undefined, slow),
  ).toBeVisible();
});
