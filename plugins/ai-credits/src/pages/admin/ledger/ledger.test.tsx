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
  IntegrityResponse,
  LedgerHealthResponse,
} from 'backstage-plugin-ai-credits-common';
import {
  client,
  me,
  openPortal,
  setWidth,
  timeZone,
} from '../../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => {
  setWidth(1440);
  window.localStorage.clear();
});

const proof: IntegrityResponse = {
  status: 'clean',
  verifiedAt: '2026-11-20T03:00:00Z',
  durationMs: 4_300,
  blocks: 35,
  entries: 32_921,
  head: 'f252a2e7',
  findings: [],
};

const health: LedgerHealthResponse = {
  asOf: '2026-11-20T04:00:00Z',
  timeZone,
  proof,
  chain: { blocks: 37, entries: 33_000, head: 'abc123' },
  fold: {
    block: 34,
    behind: 3,
    oldestAt: '2026-11-20T03:59:00Z',
    foldedAt: '2026-11-20T03:58:00Z',
  },
  days: Array.from({ length: 30 }, (_, i) => ({
    day: `2026-11-${String(i + 1).padStart(2, '0')}`,
    duplicates: i === 4 ? 12 : 0,
    conflicts: 0,
    invalid: i === 29 ? 1_204 : 0,
    refused: 2,
    flagged: 0,
  })),
  unknown: [
    {
      kind: 'action',
      name: 'juggle',
      events: 41,
      credits: '41.5',
      lastAt: '2026-11-20T02:00:00Z',
    },
  ],
};

function open(
  more: Partial<AiCreditsApi> = {},
  language: 'en' | 'id' = 'en',
  verifyIntegrity = true,
) {
  const reader = me(true);
  const api = {
    ...client({
      me: async () => ({
        ...reader,
        may: {
          ...reader.may,
          readIntegrity: true,
          verifyIntegrity,
          manageRateCards: true,
        },
      }),
    }),
    ledgerHealth: jest.fn(async () => health),
    verify: jest.fn(async () => proof),
    rebuildRollups: jest.fn(async () => ({ blocks: 37, durationMs: 1_250 })),
    ...more,
  };
  openPortal(
    '/ai-credits/admin?section=ledger',
    api as Partial<AiCreditsApi>,
    language,
  );
  return api;
}

const find = (text: string | RegExp) =>
  screen.findByText(text, undefined, slow);

it('says whether the journal adds up, and what was not charged', async () => {
  open();
  expect(
    await find(/^The journal adds up: proved Nov 20, 2026/),
  ).toHaveTextContent('The rollups are 3 blocks behind.');
  const fact = (name: string) =>
    screen.getByText(name).nextElementSibling?.textContent;
  expect(fact('How long')).toBe('4.3s');
  expect(fact('Entries proved')).toBe('32,921');
  expect(fact('Blocks since the last proof')).toBe('2');
  expect(fact('Blocks not in the rollups yet')).toMatch(
    /^3, the oldest from Nov 20, 2026, 10:59:00/,
  );
  const days = within(
    await screen.findByRole('table', { name: /^Which events/ }, slow),
  ).getAllByRole('row');
  expect(days).toHaveLength(31);
  expect(days[5]).toHaveTextContent(/021200$/);
  expect(days[30]).toHaveTextContent(/1,204$/);
  expect(screen.getByText('Invalid 1,204')).toBeVisible();
  const names = within(
    screen.getByRole('table', {
      name: 'Names that the rate card does not know',
    }),
  );
  expect(names.getAllByRole('row')[1]).toHaveTextContent(
    /^juggleAction4141\.5/,
  );
  await userEvent.click(
    screen.getByRole('link', { name: 'Give them a price on the rate card' }),
  );
  expect(screen.getByTestId('address')).toHaveTextContent('?section=rateCard');
});

it('lists what a proof found in words, and proves again on demand', async () => {
  let finish: (answer: IntegrityResponse) => void = () => {};
  let now = {
    ...health,
    proof: {
      ...proof,
      status: 'differs' as IntegrityResponse['status'],
      findings: [
        {
          check: 'block-hash',
          subject: 'block 12',
          expected: 'aa',
          actual: 'bb',
        },
        { check: 'brand-new', subject: 'lot 3', expected: '1', actual: '2' },
      ],
    },
  };
  const api = open({
    ledgerHealth: jest.fn(async () => now),
    verify: jest.fn(
      () =>
        new Promise<IntegrityResponse>(resolve => {
          finish = resolve;
        }),
    ),
  });
  expect(await find(/^The journal does not add up: 2 findings/)).toBeVisible();
  const rows = within(
    screen.getByRole('table', { name: 'What differs' }),
  ).getAllByRole('row');
  expect(rows[1]).toHaveTextContent('A block is as it was writtenblock 12aabb');
  expect(rows[2]).toHaveTextContent('brand-newlot 312');
  await userEvent.click(screen.getByRole('button', { name: 'Prove now' }));
  expect(
    await find(/^Proving since .* The last proof took 4\.3s\.$/),
  ).toBeVisible();
  expect(screen.getByRole('button', { name: 'Prove now' })).toBeDisabled();
  now = health;
  finish(proof);
  expect(await find('Proved: nothing differs.')).toBeVisible();
  expect(await find(/^The journal adds up/)).toBeVisible();
  expect(api.verify).toHaveBeenCalledTimes(1);
});

it('rebuilds the rollups once that is confirmed', async () => {
  const api = open();
  await find(/^The journal adds up/);
  await userEvent.click(
    screen.getByRole('button', { name: 'Rebuild rollups' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(api.rebuildRollups).not.toHaveBeenCalled();
  await userEvent.click(
    screen.getByRole('button', { name: 'Rebuild rollups' }),
  );
  await userEvent.click(
    within(await screen.findByRole('dialog')).getByRole('button', {
      name: 'Rebuild',
    }),
  );
  expect(await find('37 blocks were folded again in 1.25s.')).toBeVisible();
});

it('offers no action to who may only read, and keeps figures that cannot be read again', async () => {
  let down = false;
  open(
    {
      ledgerHealth: async () => {
        if (down) {
          throw new Error('Out of reach');
        }
        return health;
      },
    },
    'en',
    false,
  );
  await find(/^The journal adds up/);
  for (const name of ['Prove now', 'Rebuild rollups']) {
    expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  }
  down = true;
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await find(/^Could not refresh\./)).toBeVisible();
  expect(screen.getByText(/^The journal adds up/)).toBeVisible();
});

it('speaks Indonesian', async () => {
  open({}, 'id');
  expect(await find(/^Jurnal cocok: dibuktikan/)).toHaveTextContent(
    'Rekap tertinggal 3 blok.',
  );
});
