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
  Budget,
  BudgetDetail,
  BudgetNode,
  CreditRequest,
} from 'backstage-plugin-ai-credits-common';
import {
  client,
  me,
  openPortal,
  setWidth,
  timeZone,
} from '../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => {
  setWidth(1440);
  window.localStorage.clear();
});

const department = 'group:default/digital';
const team = 'group:default/payments';
const jo = 'user:default/jo.example';

function budget(
  id: string,
  scope: Budget['scope'],
  more: Partial<Budget> = {},
): Budget {
  return {
    id,
    scope,
    period: 'month',
    periodStart: '2026-10-31T17:00:00Z',
    periodEnd: '2026-11-30T17:00:00Z',
    credits: '5000',
    rolledOver: '0',
    grantedOnce: '0',
    mode: 'hard',
    thresholds: [75, 90, 100],
    used: '2340.000001',
    held: '60',
    remaining: '2599.999999',
    projected: '4900',
    status: 'on-track',
    version: 1,
    ...more,
  };
}

function node(
  kind: BudgetNode['kind'],
  ref: string,
  depth: number,
  more: Partial<BudgetNode> = {},
): BudgetNode {
  return {
    kind,
    ref,
    depth,
    used: '0',
    mayEdit: false,
    mayRequest: true,
    ...more,
  };
}

const teamBudget = budget('2', { kind: 'team', ref: team });
const organization: BudgetNode[] = [
  node('department', department, 0, {
    budget: budget(
      '1',
      { kind: 'department', ref: department },
      { credits: '8000', used: '7900', status: 'at-risk' },
    ),
  }),
  node('team', team, 1, { parent: department, budget: teamBudget }),
  node('user', jo, 2, { parent: team, used: '12.5' }),
  node('team', 'group:default/search', 1, {
    parent: department,
    budget: budget(
      '3',
      { kind: 'team', ref: 'group:default/search' },
      { used: '5100', status: 'exceeded' },
    ),
  }),
];
const others: BudgetNode[] = [
  node('product', 'Writer', 0, {
    budget: budget('4', { kind: 'product', ref: 'Writer' }),
  }),
];

const detail: BudgetDetail = {
  ...teamBudget,
  baseCredits: '4500',
  grantedOnce: '500',
  daily: [
    { day: '2026-11-01', credits: '340', cumulative: '340' },
    { day: '2026-11-02', credits: '2000.000001', cumulative: '2340.000001' },
  ],
  exhaustedAt: '2026-11-28T02:00:00Z',
  history: [
    {
      periodStart: '2026-09-30T17:00:00Z',
      periodEnd: '2026-10-31T17:00:00Z',
      credits: '4000',
      rolledOver: '150.25',
      grantedOnce: '0',
      used: '4100.5',
      status: 'exceeded',
    },
  ],
  topUsers: [{ ref: jo, credits: '1170', requests: 31 }],
  topServices: [],
  topModels: [{ ref: 'large', credits: '2340.000001', requests: 62 }],
  parent: {
    id: '1',
    scope: { kind: 'department', ref: department },
    credits: '8000',
    allocated: '6800',
    unallocated: '1200',
  },
  mayEdit: false,
  mayRequest: true,
  timeZone,
};

function request(more: Partial<CreditRequest> = {}): CreditRequest {
  return {
    id: 'r1',
    scope: { kind: 'team', ref: team },
    period: 'month',
    credits: '300',
    kind: 'once',
    reason: 'The migration of the ledger',
    status: 'open',
    requestedBy: jo,
    requestedAt: '2026-11-19T03:00:00Z',
    approvers: ['user:default/ada.example'],
    budget: { id: '2', credits: '5000', used: '2340', held: '60' },
    mayDecide: false,
    mayWithdraw: true,
    ...more,
  };
}

function open(
  path: string,
  more: Partial<AiCreditsApi> = {},
  language: 'en' | 'id' = 'en',
) {
  const reader = me(false);
  const api = {
    ...client({
      me: async () => ({
        ...reader,
        may: { ...reader.may, requestCredits: true },
      }),
    }),
    budgetTree: jest.fn(async () => ({
      period: 'month' as const,
      periodStart: '2026-10-31T17:00:00Z',
      periodEnd: '2026-11-30T17:00:00Z',
      organization,
      others,
      totals: { allocated: '8000', used: '7900', held: '0', projected: '0' },
      complete: true,
      timeZone,
      asOf: '2026-11-20T00:00:00Z',
    })),
    budget: jest.fn(async (id: string) => ({ ...detail, id })),
    creditRequests: jest.fn(async () => ({
      requests: [request()],
      waiting: 0,
    })),
    createCreditRequest: jest.fn(async () => request()),
    grantCreditRequest: jest.fn(async () => request()),
    declineCreditRequest: jest.fn(async () => request()),
    withdrawCreditRequest: jest.fn(async () => request()),
    ...more,
  };
  openPortal(path, api as Partial<AiCreditsApi>, language);
  return api;
}

const find = (text: string | RegExp) =>
  screen.findByText(text, undefined, slow);
const opened = () =>
  find(/^2,340 of 5,000 credits used; at this pace 4,900 by the end/);

it('opens on one’s own team and says how all budgets stand', async () => {
  const api = open('/ai-credits/budgets');
  expect(
    await find(/payments has used 2,340 of 5,000 credits and is on track\./),
  ).toHaveTextContent('Of 4 budgets 2 are on track, 1 at risk and 1 exceeded.');
  expect(await opened()).toHaveTextContent(
    /by the end of the month\. They run out on Nov 28, 2026\.$/,
  );
  expect(jest.mocked(api.budget).mock.calls.map(([id]) => id)).toEqual(['2']);
  expect(screen.getByText('Resets on').nextElementSibling).toHaveTextContent(
    'Dec 1, 2026',
  );
  expect(screen.getByText('Part of')).toHaveTextContent(
    /digital, 1,200 unallocated/,
  );
  expect(screen.getByText('Allocation', { selector: 'dt' })).toHaveTextContent(
    /500 granted once/,
  );
});

it('draws what was used of the period, and goes on in a straight line', async () => {
  open('/ai-credits/budgets');
  const table = within(
    await screen.findByRole(
      'table',
      { name: 'Will the allocation last?' },
      slow,
    ),
  );
  const cells = (at: number) =>
    within(table.getAllByRole('row')[at])
      .getAllByRole('cell')
      .map(cell => cell.textContent);
  expect(table.getAllByRole('row')).toHaveLength(31);
  expect(cells(1).slice(1)).toEqual(['340', '340', '–', '5,000']);
  expect(cells(2).slice(1)).toEqual([
    '2,000.000001',
    '2,340.000001',
    '2,340',
    '5,000',
  ]);
  expect(cells(16).slice(1)).toEqual(['–', '–', '3,620', '5,000']);
  expect(cells(30).slice(1)).toEqual(['–', '–', '4,900', '5,000']);
});

it('shows who and what uses it, and how closed periods went', async () => {
  open('/ai-credits/budgets');
  await opened();
  const rows = (name: string) =>
    within(screen.getByRole('table', { name })).getAllByRole('row');
  expect(rows('Who uses it')[1]).toHaveTextContent(/1,17050%31$/);
  expect(rows('Which models it goes to')[1]).toHaveTextContent(
    /^Large model2,340100%62$/,
  );
  expect(
    screen.getByRole('region', { name: 'Which services use it' }),
  ).toHaveTextContent('Nothing was used yet.');
  expect(rows('Closed periods')[1]).toHaveTextContent(
    /^October 2026150\.25 carried forward4,0004,100\.5103%exceeded$/,
  );
});

it('unfolds and searches the tree, and keeps the choice in the address', async () => {
  const api = open('/ai-credits/budgets');
  await opened();
  const tree = within(
    screen.getByRole('list', { name: 'Departments, teams and people' }),
  );
  expect(tree.queryByText(/12\.5 used, no limit/)).not.toBeInTheDocument();
  await userEvent.click(
    tree.getByRole('button', { name: /Show what is below .*payments/ }),
  );
  expect(tree.getByText(/12\.5 used, no limit/)).toBeVisible();
  expect(
    tree.getByRole('button', { name: /payments.*on track/, current: true }),
  ).toBeVisible();

  await userEvent.type(
    screen.getByRole('searchbox', { name: /Find a department/ }),
    'SEARCH',
  );
  expect(tree.queryByText(/payments/)).not.toBeInTheDocument();
  await userEvent.click(tree.getByRole('button', { name: /search.*exceeded/ }));
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent('?scope=3'),
  );
  await waitFor(() =>
    expect(jest.mocked(api.budget).mock.calls.at(-1)?.[0]).toBe('3'),
  );

  await userEvent.click(
    within(screen.getByRole('list', { name: 'Products' })).getByRole('button'),
  );
  await waitFor(() =>
    expect(jest.mocked(api.budget).mock.calls.at(-1)?.[0]).toBe('4'),
  );
});

it('asks for more with the effect shown before', async () => {
  const api = open('/ai-credits/budgets?scope=2');
  await opened();
  await userEvent.click(
    screen.getByRole('button', { name: 'Request more credits' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  const send = dialog.getByRole('button', { name: 'Send request' });
  const amount = dialog.getByRole('textbox', { name: /How many/ });
  await userEvent.type(amount, '-5');
  expect(dialog.getByText(/A number above zero/)).toBeVisible();
  await userEvent.clear(amount);
  await userEvent.type(amount, '1000.5');
  expect(
    dialog.getByText(
      'Raises the limit from 5,000 to 6,000.5 until Nov 30, 2026.',
    ),
  ).toBeVisible();
  expect(send).toBeDisabled();
  await userEvent.click(dialog.getByRole('radio', { name: /For good/ }));
  await userEvent.type(
    dialog.getByRole('textbox', { name: /Reason/ }),
    'Launch week',
  );
  await userEvent.click(send);
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent('requests=r1'),
  );
  expect(api.createCreditRequest).toHaveBeenCalledWith({
    scope: { kind: 'team', ref: team },
    period: 'month',
    credits: '1000.5',
    kind: 'permanent',
    reason: 'Launch week',
  });
  const drawer = within(
    await screen.findByRole('dialog', { name: 'Requests for more credits' }),
  );
  await userEvent.click(
    await drawer.findByRole('button', { name: 'Withdraw' }),
  );
  expect(api.withdrawCreditRequest).toHaveBeenCalledWith('r1');
});

it('lets an approver grant less and decline with a comment', async () => {
  const reader = me(true);
  const waiting = request({ mayDecide: true, mayWithdraw: false });
  const api = open('/ai-credits/budgets?requests=r1', {
    me: async () => ({
      ...reader,
      may: { ...reader.may, decideRequests: true },
    }),
    creditRequests: async () => ({ requests: [waiting], waiting: 1 }),
  });
  const drawer = within(
    await screen.findByRole(
      'dialog',
      { name: 'Requests for more credits' },
      slow,
    ),
  );
  const card = await drawer.findByRole('listitem', { current: true });
  expect(card).toHaveTextContent('The migration of the ledger');
  // It waits for a decision, and is not listed once more below.
  expect(drawer.getAllByRole('listitem')).toHaveLength(1);

  await userEvent.click(within(card).getByRole('button', { name: 'Grant' }));
  const grant = within(
    await screen.findByRole('dialog', { name: /^Grant credits to/ }),
  );
  const amount = grant.getByRole('textbox', { name: /How many/ });
  await userEvent.clear(amount);
  await userEvent.type(amount, '200');
  expect(
    grant.getByText(/from 5,000 to 5,200 until the end of the month/),
  ).toBeVisible();
  await userEvent.click(grant.getByRole('button', { name: 'Grant' }));
  expect(api.grantCreditRequest).toHaveBeenCalledWith('r1', {
    credits: '200',
    kind: 'once',
  });
  await waitFor(() =>
    expect(
      screen.queryByRole('dialog', { name: /^Grant credits to/ }),
    ).not.toBeInTheDocument(),
  );

  await userEvent.click(within(card).getByRole('button', { name: 'Decline' }));
  const decline = within(
    await screen.findByRole('dialog', { name: /^Decline the request/ }),
  );
  await userEvent.type(
    decline.getByRole('textbox', { name: 'Comment' }),
    'Next month',
  );
  await userEvent.click(decline.getByRole('button', { name: 'Decline' }));
  expect(api.declineCreditRequest).toHaveBeenCalledWith('r1', {
    comment: 'Next month',
  });
});

it('says who can help where the role does not include budgets', async () => {
  const forbidden = Object.assign(new Error('no'), {
    name: 'NotAllowedError',
  });
  open('/ai-credits/budgets', {
    budgetTree: async () => {
      throw forbidden;
    },
  });
  expect(await find('You may not see this')).toBeVisible();
});

it('says where nothing is allocated', async () => {
  open('/ai-credits/budgets?period=week', {
    budgetTree: async () => ({
      period: 'week',
      periodStart: '2026-11-15T17:00:00Z',
      periodEnd: '2026-11-22T17:00:00Z',
      organization: [node('department', department, 0)],
      others: [],
      totals: { allocated: '0', used: '0', held: '0', projected: '0' },
      complete: true,
      timeZone,
      asOf: '2026-11-20T00:00:00Z',
    }),
  });
  expect(await find(/are allocated credits for a week/)).toBeVisible();
});

it('keeps the figures when they cannot be read again', async () => {
  let down = false;
  open('/ai-credits/budgets', {
    budget: async () => {
      if (down) {
        throw new Error('Out of reach');
      }
      return detail;
    },
  });
  await opened();
  down = true;
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await find(/^Could not refresh\./)).toBeVisible();
  expect(await opened()).toBeVisible();
});

it('leaves the two columns that matter on a phone, in Indonesian', async () => {
  setWidth(390);
  open('/ai-credits/budgets', {}, 'id');
  expect(
    await find(
      /^2\.340 dari 5\.000 kredit terpakai; dengan laju ini 4\.900 pada akhir bulan\./,
    ),
  ).toBeVisible();
  expect(
    within(screen.getByRole('table', { name: 'Periode yang sudah ditutup' }))
      .getAllByRole('columnheader')
      .map(header => header.textContent),
  ).toEqual(['Periode', 'Terpakai']);
});
