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

import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SignalApi } from '@backstage/plugin-signals-react';
import { QueryClient } from '@tanstack/react-query';
import { balance, client, me, openPortal } from '../__testUtils__/portal';
import { followBalance } from '../data/live';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };
const low = { ...balance, available: '149.999999' };
const TITLE = 'Credits are running low';

beforeEach(() => window.sessionStorage.clear());

function may(more: Partial<ReturnType<typeof me>['may']>) {
  return async () => ({ ...me(true), may: { ...me(true).may, ...more } });
}

it.each(['overview', 'transactions', 'reports'])(
  'warns on the page of %s',
  async page => {
    openPortal(`/ai-credits/${page}`, client({ balance: async () => low }));
    expect(await screen.findByText(TITLE, undefined, slow)).toBeVisible();
    expect(screen.getByText(/Ask an admin of AI Credits/)).toBeVisible();
  },
);

it('offers credits to those who may purchase, and a request to the others', async () => {
  openPortal(
    '/ai-credits/transactions',
    client({ balance: async () => low, me: may({ manageCredits: true }) }),
  );
  const action = { name: 'Get credits' };
  await userEvent.click(await screen.findByRole('button', action, slow));
  expect(await screen.findByRole('dialog', action, slow)).toBeVisible();
});

it('leads those who may not purchase to their budgets', async () => {
  openPortal(
    '/ai-credits/transactions',
    client({ balance: async () => low, me: may({ requestCredits: true }) }),
  );
  const link = await screen.findByRole(
    'link',
    { name: 'Ask for credits' },
    slow,
  );
  expect(link).toHaveAttribute('href', '/ai-credits/budgets');
});

it('asks for no balance of those who may not read it', async () => {
  const api = client({ me: jest.fn(may({ readBalance: false })) });
  openPortal('/elsewhere', api);
  await waitFor(() => expect(api.me).toHaveBeenCalled(), slow);
  expect(api.balance).not.toHaveBeenCalled();
});

it('warns on the other pages of the portal until it is put away', async () => {
  const open = () =>
    openPortal('/elsewhere', client({ balance: async () => low }));
  const { unmount } = open();
  expect(await screen.findByText(TITLE, undefined, slow)).toBeVisible();
  await userEvent.click(
    screen.getByRole('button', { name: 'Hide until the next session' }),
  );
  expect(screen.queryByText(TITLE)).toBeNull();
  unmount();

  // Another page of the session.
  const api = client();
  openPortal('/elsewhere', api);
  await new Promise(resolve => setTimeout(resolve, 4_000));
  expect(screen.queryByText(TITLE)).toBeNull();
  expect(api.balance).not.toHaveBeenCalled();
});

describe('live figures', () => {
  function follow() {
    let tell = () => {};
    const unsubscribe = jest.fn();
    const signals: SignalApi = {
      subscribe: (channel, onMessage) => {
        expect(channel).toBe('ai-credits:balance');
        tell = () => onMessage({ changed: true } as never);
        return { unsubscribe };
      },
    };
    const queries = new QueryClient();
    const stale = (key: string) => queries.getQueryState([key])!.isInvalidated;
    const read = () =>
      ['balance', 'analytics'].forEach(key => queries.setQueryData([key], 1));
    read();
    const end = followBalance(signals, queries);
    return { tell: () => tell(), unsubscribe, stale, read, end };
  }

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

  it('reads again once for many postings, the balance sooner than the rest', () => {
    const { tell, stale, read, end, unsubscribe } = follow();
    for (let i = 0; i < 100; i++) {
      tell();
    }
    pass(400);
    expect(stale('balance')).toBe(false);
    pass(200);
    expect([stale('balance'), stale('analytics')]).toEqual([true, true]);

    read();
    tell();
    pass(4_000);
    expect(stale('balance')).toBe(false);
    pass(1_500);
    expect([stale('balance'), stale('analytics')]).toEqual([true, false]);
    pass(25_000);
    expect(stale('analytics')).toBe(true);

    end();
    expect(unsubscribe).toHaveBeenCalled();
  });

  it('waits until the page is looked at', () => {
    const { tell, stale, end } = follow();
    const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    tell();
    pass(60_000);
    expect(stale('balance')).toBe(false);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    pass(600);
    expect(stale('balance')).toBe(true);
    end();
  });
});
