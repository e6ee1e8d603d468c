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

import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AiCreditsApi,
  CreditRequest,
  CreditRequestsQuery,
} from 'backstage-plugin-ai-credits-common';
import {
  client,
  me,
  openPortal,
  setWidth,
} from '../../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => {
  setWidth(1440);
  window.localStorage.clear();
});

function request(id: string, more: Partial<CreditRequest> = {}): CreditRequest {
  return {
    id,
    scope: { kind: 'team', ref: `group:default/team-${id}` },
    period: 'month',
    credits: '300',
    kind: 'once',
    reason: `Reason ${id}`,
    status: 'open',
    requestedBy: 'user:default/jo.example',
    requestedAt: `2026-11-1${id}T03:00:00Z`,
    approvers: [],
    budget: { id: '2', credits: '5000', used: '2340', held: '60' },
    mayDecide: true,
    mayWithdraw: false,
    ...more,
  };
}

function open(language: 'en' | 'id' = 'en', path = '?section=requests') {
  let all = [
    request('3'),
    request('2'),
    request('1', {
      status: 'declined',
      mayDecide: false,
      decidedBy: 'user:default/ada.example',
      decidedAt: '2026-11-12T03:00:00Z',
      comment: 'Next month',
    }),
  ];
  const reader = me(true);
  const answered = (id: string, more: Partial<CreditRequest>) => {
    all = all.map(each =>
      each.id === id ? { ...each, ...more, mayDecide: false } : each,
    );
    return all.find(each => each.id === id)!;
  };
  const api = {
    ...client({
      me: async () => ({
        ...reader,
        may: { ...reader.may, manageBudgets: true, decideRequests: true },
      }),
    }),
    creditRequests: jest.fn(
      async ({ cursor, status }: CreditRequestsQuery = {}) => {
        const found = all.filter(
          each => status === undefined || each.status === status,
        );
        const waiting = all.filter(each => each.status === 'open').length;
        // Two to a page.
        const from = cursor ? Number(cursor) : 0;
        return {
          requests: found.slice(from, from + 2),
          waiting,
          ...(found.length > from + 2 ? { nextCursor: String(from + 2) } : {}),
        };
      },
    ),
    grantCreditRequest: jest.fn(async (id: string) =>
      answered(id, { status: 'granted', granted: '250' }),
    ),
    declineCreditRequest: jest.fn(async (id: string) =>
      answered(id, { status: 'declined' }),
    ),
  };
  openPortal(
    `/ai-credits/admin${path}`,
    api as unknown as Partial<AiCreditsApi>,
    language,
  );
  return api;
}

const find = (text: string | RegExp) =>
  screen.findByText(text, undefined, slow);
const cards = async () =>
  within(
    await screen.findByRole(
      'list',
      { name: 'Requests for more credits' },
      slow,
    ),
  ).getAllByRole('listitem');

it('shows what waits, with its budget, and grants less than was asked for', async () => {
  const api = open();
  expect(
    await find(
      '2 requests for more credits wait for your decision. The oldest has waited since Nov 12, 2026.',
    ),
  ).toBeVisible();
  const [first, ...rest] = await cards();
  expect(rest).toHaveLength(1);
  expect(first).toHaveTextContent(
    /300 credits more, once2,340 of 5,000 credits usedReason 3/,
  );
  await userEvent.click(within(first).getByRole('button', { name: 'Grant' }));
  const dialog = within(await screen.findByRole('dialog'));
  const amount = dialog.getByRole('textbox', { name: /How many/ });
  await userEvent.clear(amount);
  await userEvent.type(amount, '250');
  await userEvent.click(dialog.getByRole('radio', { name: /For good/ }));
  await userEvent.click(dialog.getByRole('button', { name: 'Grant' }));
  expect(api.grantCreditRequest).toHaveBeenCalledWith('3', {
    credits: '250',
    kind: 'permanent',
  });
  expect(
    await find(/^1 request for more credits waits for your decision\./),
  ).toBeVisible();
  expect(await cards()).toHaveLength(1);
});

it('declines with a comment, and finds decided ones page by page', async () => {
  const api = open();
  const [, second] = await cards();
  await userEvent.click(
    within(second).getByRole('button', { name: 'Decline' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.type(
    dialog.getByRole('textbox', { name: 'Comment' }),
    'Later',
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Decline' }));
  expect(api.declineCreditRequest).toHaveBeenCalledWith('2', {
    comment: 'Later',
  });
  await find(/^1 request/);

  await userEvent.click(screen.getByLabelText('Show'));
  await userEvent.click(screen.getByRole('option', { name: 'All' }));
  expect(screen.getByTestId('address')).toHaveTextContent(
    '?section=requests&status=all',
  );
  await find('Reason 2');
  expect(await cards()).toHaveLength(2);
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await find('“Next month”')).toBeVisible();
  expect(await cards()).toHaveLength(3);
  expect(
    screen.queryByRole('button', { name: 'Show more' }),
  ).not.toBeInTheDocument();
});

it('opens with a filter from the address, in Indonesian', async () => {
  open('id', '?section=requests&status=granted');
  expect(await find('Tidak ada.')).toBeVisible();
  expect(
    screen.getByText('2 permintaan tambahan kredit menunggu keputusan Anda.'),
  ).toBeVisible();
});
