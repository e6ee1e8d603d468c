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
import { AiCreditsApi, Policies } from 'backstage-plugin-ai-credits-common';
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

const stored: Policies = {
  revision: 0,
  lowBalanceThreshold: '200',
  excessLimit: '500',
  automaticPurchase: {
    enabled: false,
    trigger: 'balance',
    below: '200',
    pack: 'pack-2500',
    quantity: 1,
    maxPurchasesPerMonth: 2,
    cooldownMinutes: 60,
    recipients: [],
  },
};

const packs = [
  {
    id: 'pack-2500',
    title: '2,500 credits',
    credits: '2500',
    price: { amount: '25.00', currency: 'USD' },
  },
];

function open(more: Partial<AiCreditsApi> = {}) {
  const reader = me(true);
  const api = {
    ...client({
      me: async () => ({
        ...reader,
        may: { ...reader.may, manageCredits: true },
      }),
      packs: jest.fn(async () => packs),
    }),
    policies: jest.fn(async () => stored),
    putPolicies: jest.fn(async () => ({ ...stored, revision: 1 })),
    ...more,
  } satisfies Partial<AiCreditsApi>;
  openPortal('/ai-credits/admin?section=policies', api);
  return api;
}

const sentence = (text: RegExp) => screen.findByText(text, undefined, slow);
const field = (name: string) => screen.getByRole('textbox', { name });
const write = async (name: string, text: string) => {
  await userEvent.clear(field(name));
  if (text) {
    await userEvent.type(field(name), text);
  }
};

it('says what holds, and what a change would do before it is saved', async () => {
  const api = open();
  expect(
    await sentence(
      /^People are told when fewer than 200 credits are available; 500 more may be used/,
    ),
  ).toHaveTextContent(/Nothing is bought automatically\.$/);
  expect(screen.getByText(/nobody has changed them here/)).toBeVisible();
  await write('Low-balance threshold', '3000');
  expect(
    screen.getByText('With 2,660.44 available now, the balance is low.'),
  ).toBeVisible();
  await write('Excess Credits Limit', '12.5');
  expect(
    screen.getByText('0 of this month’s excess is used; 12.5 would be left.'),
  ).toBeVisible();

  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Buy credits automatically' }),
  );
  expect(
    screen.getByText(
      'Buys 2,500 credits for $25.00 when fewer than 200 are available, at most 2 times a month. That is $50.00 a month at most.',
    ),
  ).toBeVisible();
  await write('Credits a month, at most', '4999');
  expect(screen.getByText(/That is \$25\.00 a month at most\.$/)).toBeVisible();
  await write('Fewer available than', '5000');
  expect(
    screen.getByText(/By the balance of now it would buy at once\.$/),
  ).toBeVisible();
  await userEvent.click(
    screen.getByRole('radio', { name: /When a charge is refused/ }),
  );
  await write('Purchases a month, at most', '1');
  expect(
    screen.getByText(
      /when a charge is refused for lack of credits or nothing is left to spend, at most once a month\./,
    ),
  ).toBeVisible();
  await userEvent.type(
    field('Who is told besides the admins'),
    'group:default/finance',
  );
  await userEvent.dblClick(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Saved.')).toBeVisible();
  expect(jest.mocked(api.putPolicies).mock.calls).toEqual([
    [
      {
        revision: 0,
        lowBalanceThreshold: '3000',
        excessLimit: '12.5',
        automaticPurchase: {
          enabled: true,
          trigger: 'limit',
          below: '5000',
          pack: 'pack-2500',
          quantity: 1,
          maxPurchasesPerMonth: 1,
          maxCreditsPerMonth: '4999',
          cooldownMinutes: 60,
          recipients: ['group:default/finance'],
        },
      },
    ],
  ]);
});

it('names what is written wrongly, and saves nothing of it', async () => {
  open({
    policies: async () => ({
      ...stored,
      automaticPurchase: {
        ...stored.automaticPurchase,
        enabled: true,
        pack: 'pack-gone',
      },
    }),
  });
  await sentence(/Credits are bought automatically\.$/);
  expect(screen.getByText('Choose a pack.')).toBeVisible();
  await write('Excess Credits Limit', '-1');
  await write('Fewer available than', '0');
  await write('Packs at once', '1001');
  await write('Minutes between two purchases', '');
  await write('Who is told besides the admins', 'everybody');
  for (const text of [
    'A number from 0 on with at most 6 decimals.',
    'A number above 0 with at most 6 decimals.',
    'A whole number from 1 to 1,000.',
    'A whole number from 1 to 43,200.',
    'Full references, at most 50: everybody is none.',
    'Some of it is written wrongly.',
  ]) {
    expect(screen.getByText(text)).toBeVisible();
  }
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
  expect(field('Excess Credits Limit')).toHaveValue('500');
});

it('shows both values when somebody else was first, and lets one choose', async () => {
  const theirs: Policies = {
    ...stored,
    revision: 1,
    lowBalanceThreshold: '300',
    excessLimit: '900',
    changedBy: 'user:default/ada.example',
    changedAt: '2026-11-20T00:00:00Z',
  };
  let now = stored;
  const api = open({
    policies: jest.fn(async () => now),
    putPolicies: jest.fn(async request => {
      if (request.revision !== now.revision) {
        throw Object.assign(new Error('changed meanwhile'), {
          statusCode: 409,
        });
      }
      now = { ...theirs, revision: 2, lowBalanceThreshold: '50' };
      return now;
    }),
  });
  await sentence(/^People are told when fewer than 200/);
  now = theirs;
  await write('Low-balance threshold', '50');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const conflict = within(
    await screen.findByRole('region', {
      name: 'user:default/ada.example changed them meanwhile',
    }),
  );
  expect(conflict.getAllByRole('row')).toHaveLength(2);
  expect(conflict.getAllByRole('row')[1]).toHaveTextContent(
    /^Low-balance threshold30050$/,
  );
  await userEvent.click(conflict.getByRole('button', { name: 'Keep mine' }));
  expect(await screen.findByText('Saved.')).toBeVisible();
  // What one did not touch stays as the other has set it.
  expect(jest.mocked(api.putPolicies).mock.calls).toMatchObject([
    [{ revision: 0, excessLimit: '500' }],
    [{ revision: 1, excessLimit: '900', lowBalanceThreshold: '50' }],
  ]);
  await sentence(/^People are told when fewer than 50/);
});

it('takes what somebody else saved', async () => {
  let now: Policies = stored;
  open({
    policies: async () => now,
    putPolicies: async () => {
      throw Object.assign(new Error('changed meanwhile'), { statusCode: 409 });
    },
  });
  await sentence(/^People are told when fewer than 200/);
  now = { ...stored, revision: 1, excessLimit: '7' };
  await write('Excess Credits Limit', '9');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await userEvent.click(
    await screen.findByRole('button', { name: 'Take theirs' }),
  );
  await waitFor(() => expect(field('Excess Credits Limit')).toHaveValue('7'));
});
