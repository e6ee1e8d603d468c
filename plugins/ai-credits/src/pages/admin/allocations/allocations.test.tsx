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
  AllocationsRequest,
  AllocationsResponse,
  Budget,
  BudgetNode,
  BudgetTreeResponse,
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

const department = {
  kind: 'department',
  ref: 'group:default/digital',
} as const;
const payments = { kind: 'team', ref: 'group:default/payments' } as const;
const search = { kind: 'team', ref: 'group:default/search' } as const;
const product = { kind: 'product', ref: 'Writer' } as const;

/** What a server holds: credits and versions by ref. */
let stored: Map<
  string,
  { credits: string; version: number; mode: 'hard' | 'soft' }
>;

function node(
  scope: { kind: BudgetNode['kind']; ref: string },
  depth: number,
  more: Partial<BudgetNode> = {},
): BudgetNode {
  const has = stored.get(scope.ref);
  const budget: Budget | undefined = has && {
    id: scope.ref,
    scope,
    period: 'month',
    periodStart: '2026-10-31T17:00:00Z',
    periodEnd: '2026-11-30T17:00:00Z',
    rolledOver: '0',
    baseCredits: has.credits,
    grantedOnce: '0',
    thresholds: [75, 90, 100],
    used: '0',
    held: '0',
    remaining: has.credits,
    projected: '0',
    status: 'on-track',
    ...has,
  };
  return {
    ...scope,
    depth,
    used: '12.5',
    mayEdit: true,
    mayRequest: false,
    ...(budget ? { budget } : {}),
    ...more,
  };
}

function tree(): BudgetTreeResponse {
  const of = (ref: string) => Number(stored.get(ref)?.credits ?? 0);
  const allocated = of(payments.ref) + of(search.ref);
  return {
    period: 'month',
    periodStart: '2026-10-31T17:00:00Z',
    periodEnd: '2026-11-30T17:00:00Z',
    organization: [
      node(department, 0, {
        children: {
          allocated: String(allocated),
          unallocated: String(of(department.ref) - allocated),
        },
      }),
      node(payments, 1, { parent: department.ref }),
      node({ kind: 'user', ref: 'user:default/jo.example' }, 2, {
        parent: payments.ref,
      }),
      node(search, 1, { parent: department.ref }),
    ],
    others: [node(product, 0)],
    totals: { allocated: '8000', used: '0', held: '0', projected: '0' },
    complete: true,
    overAllocation: false,
    timeZone,
    asOf: '2026-11-20T00:00:00Z',
  };
}

const nothing: AllocationsResponse = {
  dryRun: false,
  created: 0,
  changed: 0,
  unchanged: 0,
  changes: [],
};

function failure(status: number, rows: { row: number; message: string }[]) {
  const message = rows.map(r => `row ${r.row}: ${r.message}`).join('; ');
  return Object.assign(new Error(message), {
    statusCode: status,
    body: { error: { name: 'Error', message, rows } },
  });
}

function open(
  more: Partial<AiCreditsApi> = {},
  language: 'en' | 'id' = 'en',
  query = '',
) {
  const reader = me(true);
  const api = {
    ...client({
      me: async () => ({
        ...reader,
        may: { ...reader.may, manageBudgets: true },
      }),
    }),
    budgetTree: jest.fn(async () => tree()),
    changeAllocations: jest.fn(async ({ changes }: AllocationsRequest) => {
      for (const { credits, mode, scope } of changes) {
        const before = stored.get(scope.ref);
        stored.set(scope.ref, {
          credits: String(credits),
          version: (before?.version ?? 0) + 1,
          mode: mode ?? before?.mode ?? 'hard',
        });
      }
      return { ...nothing, changed: changes.length };
    }),
    importAllocations: jest.fn(async () => nothing),
    copyAllocations: jest.fn(async () => nothing),
    deleteBudget: jest.fn(async () => {}),
    ...more,
  };
  openPortal(
    `/ai-credits/admin?section=allocations${query}`,
    api as Partial<AiCreditsApi>,
    language,
  );
  return api;
}

beforeEach(() => {
  stored = new Map([
    [department.ref, { credits: '8000', version: 1, mode: 'hard' }],
    [payments.ref, { credits: '5000', version: 3, mode: 'soft' }],
    [search.ref, { credits: '1800', version: 1, mode: 'hard' }],
    [product.ref, { credits: '40', version: 1, mode: 'soft' }],
  ]);
});

const credits = (name: string) =>
  screen.findByRole('textbox', { name: `Credits of ${name}` }, slow);
const write = async (name: string, text: string) => {
  const field = await credits(name);
  await userEvent.clear(field);
  await userEvent.type(field, text);
};
const find = (text: string | RegExp) =>
  screen.findByText(text, undefined, slow);
const button = (name: string | RegExp) => screen.getByRole('button', { name });

it('shows what a change leaves while it is written, and saves all at once', async () => {
  const api = open();
  expect(
    await find(/^8,000 credits are allocated for this month/),
  ).toHaveTextContent('4 budgets say who and what may use them.');
  expect(
    screen.getByText('6,800 given to the groups below, 1,200 left.'),
  ).toBeVisible();
  await write('payments', '5600');
  expect(
    screen.getByText('Leaves 600 of digital’s 8,000 unallocated.'),
  ).toBeVisible();
  await write('search', '2400.5');
  expect(
    screen.getAllByText(
      'Allocates 0.5 more below digital than the 8,000 that it has.',
    ),
  ).toHaveLength(2);
  expect(
    screen.getByText(/^More would be allocated below digital/),
  ).toBeVisible();
  expect(button('Save')).toBeDisabled();

  await write('search', '2400');
  await userEvent.click(button('Change the allocation of search'));
  const thresholds = screen.getByRole('textbox', { name: /Alerts at percent/ });
  await userEvent.clear(thresholds);
  await userEvent.type(thresholds, '0');
  expect(screen.getByText(/At most ten whole numbers/)).toBeVisible();
  expect(button('Save')).toBeDisabled();
  await userEvent.clear(thresholds);
  await userEvent.type(thresholds, '100 50');
  await userEvent.click(button('Save'));
  expect(await find('2 allocations were saved.')).toBeVisible();
  expect(api.changeAllocations).toHaveBeenCalledTimes(1);
  expect(jest.mocked(api.changeAllocations).mock.calls[0][0]).toEqual({
    changes: [
      { scope: payments, period: 'month', credits: '5600', version: 3 },
      {
        scope: search,
        period: 'month',
        credits: '2400',
        thresholds: [50, 100],
        version: 1,
      },
    ],
  });
  expect(screen.queryByText(/not saved/)).not.toBeInTheDocument();
  expect(await credits('payments')).toHaveValue('5600');
});

it('lets nobody raise or delete their own limit, and says so before', async () => {
  stored.set('user:default/jo.example', {
    credits: '50',
    version: 1,
    mode: 'hard',
  });
  const own = /^This limit is your own: you may lower it/;
  const api = open({
    budgetTree: async () => {
      const all = tree();
      const lowerOnly = ({ kind }: BudgetNode) => kind === 'user';
      return {
        ...all,
        organization: all.organization.map(each => ({
          ...each,
          ...(lowerOnly(each) ? { lowerOnly: true } : {}),
        })),
      };
    },
  });
  await credits('payments');
  await userEvent.click(button('Show what is below payments'));
  await write('jo.example', '60');
  // Beside the row and beside the button that saves.
  expect(screen.getAllByText(own)).toHaveLength(2);
  expect(button('Save')).toBeDisabled();
  await write('jo.example', '40');
  expect(screen.queryByText(own)).not.toBeInTheDocument();
  await userEvent.click(button('Change the allocation of jo.example'));
  expect(screen.getByText(own)).toBeVisible();
  expect(button('Delete the budget of jo.example')).toBeDisabled();
  await userEvent.click(button('Save'));
  await find('1 allocation was saved.');
  expect(jest.mocked(api.changeAllocations).mock.calls[0][0]).toMatchObject({
    changes: [{ credits: '40' }],
  });
});

it('refuses what is no amount, and takes back step by step', async () => {
  const api = open();
  for (const text of ['-5', '9000000001', '1.0000001', 'many']) {
    await write('payments', text);
    expect(screen.getByText(/^A number from 0 to 9,000,000,000/)).toBeVisible();
    expect(button('Save')).toBeDisabled();
  }
  await write('search', '1700');
  expect(screen.getByText('2 changes are not saved')).toBeVisible();
  await userEvent.click(button('Undo'));
  expect(screen.getByText('1 change is not saved')).toBeVisible();
  expect(await credits('search')).toHaveValue('1800');
  await userEvent.click(button('Discard all'));
  expect(await credits('payments')).toHaveValue('5000');
  expect(api.changeAllocations).not.toHaveBeenCalled();
});

it('shows both values where two admins met, and takes either', async () => {
  const conflict = failure(409, [
    { row: 2, message: 'The budget has been changed meanwhile' },
  ]);
  let quicker = true;
  const api = open({
    changeAllocations: jest.fn(async ({ changes }: AllocationsRequest) => {
      if (quicker) {
        quicker = false;
        stored.set(payments.ref, { credits: '4000', version: 4, mode: 'hard' });
        stored.set(search.ref, { credits: '1000', version: 2, mode: 'hard' });
        throw conflict;
      }
      return { ...nothing, changed: changes.length };
    }),
  });
  await write('search', '1750');
  await write('payments', '5500');
  await userEvent.click(button('Save'));
  const theirs = await find(/^Now: 4,000 credits · refused/);
  const box = within(theirs.parentElement!);
  expect(box.getByText(/^Yours: 5,500 credits · refused/)).toBeVisible();
  expect(
    screen.getByText(/^2 were changed by somebody else meanwhile/),
  ).toBeVisible();
  expect(button('Save')).toBeDisabled();
  await userEvent.click(box.getByRole('button', { name: 'Keep mine' }));
  await userEvent.click(button('Take theirs'));
  expect(await credits('search')).toHaveValue('1000');
  await userEvent.click(button('Save'));
  await find('1 allocation was saved.');
  expect(jest.mocked(api.changeAllocations).mock.calls[1][0]).toEqual({
    changes: [
      { scope: payments, period: 'month', credits: '5500', version: 4 },
    ],
  });
});

it('changes all that are selected, and says what the server found wrong by name', async () => {
  const api = open({
    changeAllocations: jest.fn(async () => {
      throw failure(400, [{ row: 2, message: 'credits: too much' }]);
    }),
  });
  await credits('payments');
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Select payments' }),
  );
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Select search' }),
  );
  await userEvent.click(
    screen.getByRole('checkbox', { name: 'Select Writer' }),
  );
  await userEvent.type(
    screen.getByRole('textbox', { name: 'Change by percent' }),
    '10',
  );
  await userEvent.click(button('Apply'));
  expect(await credits('payments')).toHaveValue('5500');
  expect(await credits('search')).toHaveValue('1980');
  expect(await credits('Writer')).toHaveValue('44');
  expect(
    screen.getAllByText('Leaves 520 of digital’s 8,000 unallocated.'),
  ).toHaveLength(2);
  await userEvent.click(button('Save'));
  expect(await find('search: credits: too much')).toBeVisible();
  expect(api.changeAllocations).toHaveBeenCalledTimes(1);
  await userEvent.click(button('Undo'));
  expect(screen.queryByText(/not saved/)).not.toBeInTheDocument();
});

it('imports a file only once it was looked at, and lists the rows at fault', async () => {
  const [, team] = tree().organization;
  const tried = {
    ...nothing,
    dryRun: true,
    changed: 1,
    unchanged: 3,
    changes: [
      { before: '5000', budget: { ...team.budget!, baseCredits: '5100' } },
    ],
  };
  const api = open({
    importAllocations: jest.fn(async (csv: string) => {
      if (csv.includes('-4')) {
        throw failure(400, [
          { row: 3, message: 'scope.ref: the catalog has no team' },
          { row: 7, message: 'credits: must be at least 0 credits' },
        ]);
      }
      return tried;
    }),
  });
  await credits('payments');
  await userEvent.click(button('Import CSV'));
  const dialog = within(await screen.findByRole('dialog'));
  const file = (text: string) =>
    Object.assign(new File([text], 'allocations.csv', { type: 'text/csv' }), {
      text: async () => text,
    });
  const input = dialog.getByLabelText('Choose a file');
  await userEvent.upload(input, file('a,-4'));
  const wrong = within(
    await dialog.findByRole('table', { name: 'What is wrong' }),
  );
  expect(wrong.getAllByRole('row').map(row => row.textContent)).toEqual([
    'RowWhat is wrong',
    '3scope.ref: the catalog has no team',
    '7credits: must be at least 0 credits',
  ]);
  expect(
    dialog.queryByRole('button', { name: /^Change/ }),
  ).not.toBeInTheDocument();
  await userEvent.upload(input, file('a,5100'));
  expect(await dialog.findByText(/1 allocation changes:/)).toHaveTextContent(
    '3 stay as they are.',
  );
  expect(dialog.getAllByRole('row')[1]).toHaveTextContent(
    /paymentsmonth5,0005,100$/,
  );
  expect(jest.mocked(api.importAllocations).mock.calls).toEqual([
    ['a,-4', { dryRun: true }],
    ['a,5100', { dryRun: true }],
  ]);
  await userEvent.click(
    dialog.getByRole('button', { name: 'Change 1 allocation' }),
  );
  expect(await find('1 allocation was saved.')).toBeVisible();
  expect(jest.mocked(api.importAllocations).mock.lastCall).toEqual(['a,5100']);
});

it('adds a budget by name, and says when the catalog has no such thing', async () => {
  let known = false;
  const api = open({
    changeAllocations: jest.fn(async () => {
      if (!known) {
        throw failure(400, [
          { row: 1, message: 'the catalog has no project system:default/gone' },
        ]);
      }
      return { ...nothing, created: 1 };
    }),
  });
  await credits('payments');
  await userEvent.click(button('Add budget'));
  const dialog = within(await screen.findByRole('dialog'));
  const add = dialog.getByRole('button', { name: 'Add budget' });
  expect(add).toBeDisabled();
  await userEvent.type(
    dialog.getByRole('textbox', { name: 'Which one' }),
    'system:default/gone',
  );
  await userEvent.type(
    dialog.getByRole('textbox', { name: /^Credits of/ }),
    '25',
  );
  await userEvent.click(add);
  expect(
    await dialog.findByText('the catalog has no project system:default/gone'),
  ).toBeVisible();
  known = true;
  await userEvent.click(add);
  await waitFor(() =>
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
  );
  expect(api.changeAllocations).toHaveBeenLastCalledWith({
    changes: [
      {
        scope: { kind: 'project', ref: 'system:default/gone' },
        period: 'month',
        credits: '25',
        version: 0,
      },
    ],
  });
});

it('deletes only when that is confirmed', async () => {
  const api = open();
  await credits('Writer');
  await userEvent.click(button('Change the allocation of Writer'));
  await userEvent.click(button('Delete the budget of Writer'));
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/40 credits a month ends at once/)).toBeVisible();
  expect(api.deleteBudget).not.toHaveBeenCalled();
  await userEvent.click(dialog.getByRole('button', { name: 'Delete' }));
  expect(api.deleteBudget).toHaveBeenCalledWith(product.ref, { version: 1 });
});

it('lets who leads a department change what is below it alone', async () => {
  const reader = me(false);
  open({
    me: async () => ({
      ...reader,
      leads: [department.ref],
      may: { ...reader.may, editAllocations: true },
    }),
    budgetTree: async () => {
      const all = tree();
      const mayEdit = ({ parent }: BudgetNode) => parent !== undefined;
      return {
        ...all,
        organization: all.organization.map(each => ({
          ...each,
          mayEdit: mayEdit(each),
        })),
        others: all.others.map(each => ({ ...each, mayEdit: false })),
      };
    },
  });
  expect(await find(/You may change what is below digital\./)).toBeVisible();
  await credits('payments');
  for (const name of ['digital', 'Writer']) {
    expect(
      screen.queryByRole('textbox', { name: `Credits of ${name}` }),
    ).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', {
        name: `Change the allocation of ${name}`,
      }),
    ).not.toBeInTheDocument();
  }
  await userEvent.click(button('Add budget'));
  await userEvent.click(screen.getByLabelText('For what'));
  expect(
    screen.getAllByRole('option').map(option => option.textContent),
  ).toEqual(['Department', 'Team', 'Person']);
});

it('is a list of which one row opens on a phone, in Indonesian', async () => {
  setWidth(390);
  open({}, 'id');
  const list = within(
    await screen.findByRole(
      'list',
      { name: 'Departemen, tim, dan orang' },
      slow,
    ),
  );
  const rows = () => list.getAllByRole('listitem');
  expect(rows().map(row => row.textContent)).toEqual([
    'digital12,5 terpakai8.000',
    'payments12,5 terpakai5.000',
    'search12,5 terpakai1.800',
  ]);
  await userEvent.click(
    list.getByRole('button', { name: 'Ubah alokasi payments' }),
  );
  await userEvent.click(
    list.getByRole('button', { name: 'Ubah alokasi search' }),
  );
  const fields = list.getAllByRole('textbox');
  expect(fields).toHaveLength(3);
  await userEvent.clear(fields[0]);
  await userEvent.type(fields[0], '4000');
  expect(rows()[2]).toHaveTextContent(
    'Mengalokasikan 1.000 lebih banyak di bawah digital daripada 8.000 yang dimilikinya.',
  );
});
