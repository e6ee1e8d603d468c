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
  RateCard,
  RateCardRequest,
} from 'backstage-plugin-ai-credits-common';
import {
  client,
  me,
  openPortal,
  rateCard,
  setWidth,
} from '../../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 30_000 };

beforeEach(() => {
  setWidth(1440);
  window.localStorage.clear();
});

const draft: RateCard = {
  ...rateCard,
  id: 'draft',
  version: 0,
  name: 'Next',
  status: 'draft',
  revision: 1,
  effectiveFrom: undefined,
};

function open(
  query: string,
  more: Partial<AiCreditsApi> = {},
  language: 'en' | 'id' = 'en',
  manages = true,
) {
  const reader = me(true);
  // What the server has of the draft.
  let stored = draft;
  const api = {
    ...client({
      me: async () => ({
        ...reader,
        may: {
          ...reader.may,
          manageRateCards: manages,
          readIntegrity: true,
        },
      }),
    }),
    rateCards: jest.fn(async () => ({
      rateCards: [{ ...rateCard, publishedBy: 'user:default/ada' }, stored],
    })),
    createRateCard: jest.fn(async () => draft),
    updateRateCard: jest.fn(async (_: string, request: RateCardRequest) => {
      if (request.revision !== stored.revision) {
        throw Object.assign(new Error('was changed in the meantime'), {
          statusCode: 409,
        });
      }
      stored = {
        ...stored,
        ...(request as Partial<RateCard>),
        revision: stored.revision + 1,
      };
      return stored;
    }),
    publishRateCard: jest.fn(async () => rateCard),
    simulateRateCard: jest.fn(),
    ...more,
  };
  openPortal(
    `/ai-credits/admin?section=rateCard${query}`,
    api as Partial<AiCreditsApi>,
    language,
  );
  return {
    api,
    /** Somebody else stores the draft. */
    changeElsewhere(patch: Partial<RateCard>) {
      stored = { ...stored, ...patch, revision: stored.revision + 1 };
    },
  };
}

const price = (name: string) =>
  screen.findByLabelText(`Credits per run of ${name}`, undefined, slow);

it('is not there for those who do not manage rate cards', async () => {
  const { api } = open('', {}, 'en', false);
  await screen.findByRole('tab', { name: 'Ledger' }, slow);
  expect(screen.queryByRole('tab', { name: 'Rate card' })).toBeNull();
  expect(api.rateCards).not.toHaveBeenCalled();
});

it('keeps what is wrong from being stored, and stores the rest as it was read', async () => {
  const { api } = open('&card=draft');
  const field = await price('Text to image');
  await userEvent.clear(field);
  await userEvent.type(field, '8.0000001');
  const save = screen.getByRole('button', { name: 'Save draft' });
  expect(save).toBeDisabled();
  expect(
    screen.getByText(/1 field needs attention before this can be saved/),
  ).toBeVisible();
  await userEvent.clear(field);
  await userEvent.type(field, '8.5');
  await userEvent.click(save);
  await waitFor(() => expect(save).toBeDisabled());
  expect(api.updateRateCard).toHaveBeenCalledWith('draft', {
    name: 'Next',
    rules: {
      ...draft.rules,
      actions: [
        { ...draft.rules.actions[0], credits: '8.5' },
        draft.rules.actions[1],
      ],
    },
    revision: 1,
  });
});

it('shows both sides where somebody else was quicker, and keeps the one that is chosen', async () => {
  const { api, changeElsewhere } = open('&card=draft');
  const field = await price('Text to image');
  await userEvent.clear(field);
  await userEvent.type(field, '9');
  changeElsewhere({ rules: { ...draft.rules, defaultCredits: '2' } });
  await userEvent.click(screen.getByRole('button', { name: 'Save draft' }));
  const table = await screen.findByRole(
    'table',
    { name: 'Somebody else has changed this draft' },
    slow,
  );
  expect(table).toHaveTextContent('Credits per run: 8 → 9');
  expect(table).toHaveTextContent('Default price, credits per run: 2 → 1');
  await userEvent.click(
    screen.getByRole('button', { name: 'Keep mine over it' }),
  );
  await waitFor(() =>
    expect(jest.mocked(api.updateRateCard).mock.lastCall?.[1].revision).toBe(2),
  );
  await waitFor(() =>
    expect(
      screen.queryByText('Somebody else has changed this draft'),
    ).toBeNull(),
  );
});

it('says why a replay failed, and tries again', async () => {
  const simulate = jest
    .fn()
    .mockRejectedValueOnce(new Error('The database is away'))
    .mockResolvedValueOnce({
      from: '2026-10-21T00:00:00Z',
      to: '2026-11-20T00:00:00Z',
      events: 1_234,
      current: '100',
      draft: '150.000001',
      byTeam: [{ current: '100', draft: '150.000001' }],
      byModel: [{ model: 'large', current: '100', draft: '150.000001' }],
      unknown: [
        { kind: 'action', name: 'dance', events: 7, withoutPrice: true },
      ],
    });
  open('&card=draft', { simulateRateCard: simulate });
  await price('Text to image');
  await userEvent.click(screen.getByRole('tab', { name: 'What if' }));
  await userEvent.click(screen.getByRole('button', { name: 'Replay 30 days' }));
  expect(
    await screen.findByText('The database is away', undefined, slow),
  ).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  const teams = await screen.findByRole('table', { name: 'By team' }, slow);
  const cells = within(
    within(teams).getByRole('row', { name: /^No team/ }),
  ).getAllByRole('cell');
  expect(cells.map(({ textContent }) => textContent)).toEqual([
    'No team',
    '100',
    '150',
    '+50',
    '+50%',
  ]);
  expect(
    screen.getByText(/would have cost 150 instead of 100 credits/),
  ).toBeVisible();
  expect(screen.getByText('would lose its price')).toBeVisible();
});

it('speaks Indonesian', async () => {
  open('', {}, 'id');
  const table = await screen.findByRole(
    'table',
    { name: 'Versi dan draf' },
    slow,
  );
  expect(within(table).getByText('Berlaku')).toBeVisible();
  expect(within(table).getByText('Draf')).toBeVisible();
});
