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
  AiCreditsApi,
  Lot,
  Purchase,
  TransactionStory,
} from 'backstage-plugin-ai-credits-common';
import {
  client,
  me,
  openPortal,
  setWidth,
  transaction,
} from '../../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => {
  setWidth(1440);
  window.localStorage.clear();
});

function lot(id: string, more: Partial<Lot> = {}): Lot {
  return {
    id,
    kind: 'purchase',
    amount: '2500',
    remaining: '2500',
    priority: 100,
    effectiveAt: '2026-11-01T00:00:00Z',
    createdAt: '2026-11-01T00:00:00Z',
    ...more,
  };
}

const lots: Lot[] = [
  lot('2', {
    kind: 'allowance',
    amount: '1500',
    remaining: '160.4375',
    expiresAt: '2026-11-30T17:00:00Z',
    reason: 'Monthly allowance',
  }),
  lot('1', { price: { amount: '25.00', currency: 'USD' } }),
  lot('0', { kind: 'promotion', amount: '40', remaining: '0' }),
];

function purchase(id: string, more: Partial<Purchase> = {}): Purchase {
  return {
    id,
    origin: 'manual',
    status: 'made',
    pack: 'pack-2500',
    title: '2,500 credits',
    quantity: 1,
    credits: '2500',
    price: { amount: '25.00', currency: 'USD' },
    provider: 'internal',
    requestedBy: 'user:default/ada.example',
    requestedAt: '2026-11-19T03:00:00Z',
    finishedAt: '2026-11-19T03:00:01Z',
    transactionId: 'j7',
    uncertain: false,
    attempts: [
      {
        number: 1,
        startedAt: '2026-11-19T03:00:00Z',
        finishedAt: '2026-11-19T03:00:01Z',
      },
    ],
    ...more,
  };
}

const failed = purchase('9', {
  origin: 'limit',
  status: 'failed',
  title: '2 × 2,500 credits',
  provider: 'webhook',
  requestedBy: undefined,
  transactionId: undefined,
  error: 'The webhook answered 500',
  uncertain: true,
  attempts: [
    {
      number: 1,
      startedAt: '2026-11-20T03:00:00Z',
      finishedAt: '2026-11-20T03:00:09Z',
      error: 'The purchase provider did not answer within 10000 ms',
    },
    {
      number: 2,
      startedAt: '2026-11-20T03:00:10Z',
      finishedAt: '2026-11-20T03:00:11Z',
      error: 'The webhook answered 500',
    },
  ],
});

const charge: TransactionStory = {
  ...transaction(1, { transactionId: 'u41', credits: '-8.000001' }),
  draws: [],
  refunds: [
    {
      transactionId: 'u42',
      credits: '3',
      occurredAt: '2026-11-20T19:00:00Z',
    },
  ],
};

const pack = {
  id: 'pack-2500',
  title: '2,500 credits',
  credits: '2500',
  price: { amount: '25.00', currency: 'USD' },
};

function open(more: Partial<AiCreditsApi> = {}) {
  const reader = me(true);
  const api = {
    ...client({
      me: async () => ({
        ...reader,
        may: { ...reader.may, manageCredits: true },
      }),
      packs: jest.fn(async () => [pack]),
      transactions: jest.fn(async () => ({
        transactions: [charge],
        timeZone: 'Asia/Jakarta',
      })),
      transaction: jest.fn(async () => charge),
    }),
    lots: jest.fn(async () => ({ lots })),
    purchases: jest.fn(async ({ status } = {}) => ({
      purchases: [failed, purchase('8')].filter(
        each => status === undefined || each.status === status,
      ),
    })),
    grant: jest.fn(async () => ({ transactionId: 'j8', balance: '2700' })),
    refund: jest.fn(async () => ({
      transactionId: 'u43',
      credits: '2',
      balance: '2662.4375',
    })),
    ...more,
  } satisfies Partial<AiCreditsApi>;
  openPortal('/ai-credits/admin?section=credits', api);
  return api;
}

const sentence = () =>
  screen.findByText(
    /^2,660\.44 credits are available: 160\.44 free until Nov 30, 2026, 2,500 purchased/,
    undefined,
    slow,
  );
const rows = async (name: string) =>
  within(await screen.findByRole('table', { name }, slow)).getAllByRole('row');

it('shows the lots in the order in which they are used, and says that order', async () => {
  open();
  await sentence();
  const region = within(screen.getByRole('region', { name: 'Lots' }));
  expect(
    region.getByText(/lower priority first, then what expires sooner/),
  ).toBeVisible();
  const [, first, second, third] = await rows('Lots');
  expect(first).toHaveTextContent(
    /^1.*160\.44.*1,500.*Dec 1, 2026.*100.*free.*Monthly allowance$/,
  );
  expect(second).toHaveTextContent(/^2.*2,500.*never.*\$25\.00$/);
  expect(third).toHaveTextContent(/^used up/);
});

it('grants once, however often it is clicked, with the effect shown before', async () => {
  let finish: () => void = () => {};
  const api = open({
    grant: jest.fn(
      () =>
        new Promise(resolve => {
          finish = () => resolve({ transactionId: 'j8', balance: '2700' });
        }),
    ),
  });
  await sentence();
  await userEvent.click(screen.getByRole('button', { name: 'Grant' }));
  const dialog = within(await screen.findByRole('dialog'));
  const confirm = dialog.getByRole('button', { name: 'Grant' });
  const credits = dialog.getByRole('textbox', { name: /^Credits/ });
  await userEvent.type(credits, '1.0000001');
  expect(
    dialog.getByText('A number above 0 with at most 6 decimals.'),
  ).toBeVisible();
  await userEvent.clear(credits);
  await userEvent.type(credits, '39.5625');
  expect(
    dialog.getByText('Of 2,660.44 available credits it makes 2,700.'),
  ).toBeVisible();
  const priority = dialog.getByRole('textbox', { name: /^Priority/ });
  await userEvent.type(priority, '256');
  expect(dialog.getByText('A whole number from 0 to 255.')).toBeVisible();
  await userEvent.clear(priority);
  await userEvent.type(priority, '10');
  await userEvent.type(dialog.getByLabelText('Last day'), '2099-12-31');
  expect(confirm).toBeDisabled();
  await userEvent.type(
    dialog.getByRole('textbox', { name: /^Reason/ }),
    'For the migration',
  );
  await userEvent.dblClick(confirm);
  finish();
  expect(
    await screen.findByText('Done: 2,700 credits are available.'),
  ).toBeVisible();
  expect(api.grant).toHaveBeenCalledTimes(1);
  expect(api.grant).toHaveBeenCalledWith({
    kind: 'promotion',
    credits: '39.5625',
    priority: 10,
    // The day ends at midnight in Jakarta.
    expiresAt: '2099-12-31T17:00:00.000Z',
    reason: 'For the migration',
    idempotencyKey: expect.any(String),
  });
});

it('keeps the key of a form when it is sent again after a failure', async () => {
  const api = open({
    grant: jest
      .fn()
      .mockRejectedValueOnce(new Error('the line was cut'))
      .mockResolvedValue({ transactionId: 'j8', balance: '2660' }),
  });
  await sentence();
  await userEvent.click(screen.getByRole('button', { name: 'Adjust' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('radio', { name: /too many/ }));
  const credits = dialog.getByRole('textbox', { name: /^Credits/ });
  await userEvent.type(credits, '2660.4376');
  expect(
    dialog.getByText('More than the 2,660.44 credits that the lots hold.'),
  ).toBeVisible();
  await userEvent.clear(credits);
  await userEvent.type(credits, '0.4375');
  await userEvent.type(
    dialog.getByRole('textbox', { name: /^Reason/ }),
    'Counted twice',
  );
  const confirm = dialog.getByRole('button', { name: 'Adjust' });
  await userEvent.click(confirm);
  expect(await dialog.findByText('the line was cut')).toBeVisible();
  await userEvent.click(confirm);
  await screen.findByText('Done: 2,660 credits are available.');
  const [first, second] = jest.mocked(api.grant).mock.calls;
  expect(first).toEqual(second);
  expect(first[0]).toMatchObject({ kind: 'adjustment', credits: '-0.4375' });
});

it('finds a charge by its id and gives back no more than is left of it', async () => {
  const api = open();
  await sentence();
  await userEvent.click(screen.getByRole('button', { name: 'Refund' }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(
    dialog.getByRole('textbox', { name: 'Search charges' }),
    'u41',
  );
  await waitFor(() => expect(api.transaction).toHaveBeenCalledWith('u41'));
  await userEvent.click(
    await dialog.findByRole('button', {
      name: /Choose the charge of 8\.000001 credits by user:default\/jo\.example/,
    }),
  );
  expect(
    await dialog.findByText('All of what is left: 5.000001'),
  ).toBeVisible();
  const amount = dialog.getByRole('textbox', { name: /^Credits to give back/ });
  await userEvent.type(amount, '5.000002');
  expect(dialog.getByText('Above 0 and at most 5.000001.')).toBeVisible();
  await userEvent.clear(amount);
  await userEvent.type(amount, '2');
  expect(
    dialog.getByText(/^Gives 2 credits back .*; 3\.000001 of the charge stay/),
  ).toBeVisible();
  await userEvent.type(
    dialog.getByRole('textbox', { name: /^Reason/ }),
    'The picture was empty',
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Refund' }));
  await screen.findByText('Done: 2,662.44 credits are available.');
  expect(api.refund).toHaveBeenCalledWith({
    transactionId: 'u41',
    credits: '2',
    reason: 'The picture was empty',
    idempotencyKey: expect.any(String),
  });
});

it('lists purchases with who or what made them, and each failed attempt', async () => {
  const api = open();
  await sentence();
  const [, first, second] = await rows('Purchases');
  expect(first).toHaveTextContent(
    /2 × 2,500 credits.*Automatic, credits used up.*webhook.*Failed.*The webhook answered 500/,
  );
  expect(second).toHaveTextContent(/\$25\.00.*ada.*internal.*Made/);
  await userEvent.click(
    screen.getByRole('button', {
      name: 'Show the purchase of 2 × 2,500 credits',
    }),
  );
  const drawer = within(await screen.findByRole('dialog'));
  expect(
    drawer.getByText('The purchase provider did not answer within 10000 ms'),
  ).toBeVisible();
  expect(drawer.getByText(/may have bought it all the same/)).toBeVisible();
  await userEvent.click(drawer.getByRole('button', { name: 'Close' }));

  await userEvent.click(await screen.findByLabelText('Status'));
  await userEvent.click(await screen.findByRole('option', { name: 'Failed' }));
  await waitFor(() =>
    expect(jest.mocked(api.purchases).mock.calls.at(-1)?.[0]).toMatchObject({
      status: 'failed',
    }),
  );
});

it('shows the two columns that matter on a small screen', async () => {
  setWidth(390);
  open();
  await sentence();
  const [head] = await rows('Purchases');
  expect(head).toHaveTextContent(/^WhatStatus$/);
});

it('is not offered to who does not manage credits', async () => {
  const reader = me(true);
  const api = open({
    me: async () => ({
      ...reader,
      may: { ...reader.may, manageBudgets: true },
    }),
  });
  expect(
    await screen.findByRole('tab', { name: 'Allocations' }, slow),
  ).toBeVisible();
  for (const name of ['Credits', 'Policies']) {
    expect(screen.queryByRole('tab', { name })).not.toBeInTheDocument();
  }
  expect(api.purchases).not.toHaveBeenCalled();
});
