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
  AnalyticsQuery,
  AnalyticsResponse,
  AnalyticsRow,
  formatCredits,
  parseCredits,
  sumCredits,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import {
  account,
  client,
  me,
  openPortal,
  rateCard,
  setWidth,
  timeZone,
} from '../../__testUtils__/portal';
import { addDays, dayOf, startOfDay } from '../../data/periods';
import { mondayOf } from '../../data/ranges';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

const saved: { name: string; text: string }[] = [];
jest.mock('../../data/download', () => ({
  ...jest.requireActual('../../data/download'),
  saveFile: async (name: string, content: Blob) => {
    saved.push({ name, text: await content.text() });
  },
}));

interface Event extends Partial<Record<UsageDimension, string>> {
  day: string;
  hour: number;
  credits: string;
  requests: number;
}

const today = dayOf(Date.now(), timeZone);
const yesterday = addDays(today, -1);
const jo = 'user:default/jo.example';
const mo = 'user:default/mo.example';

const events: Event[] = [
  {
    day: yesterday,
    hour: 14,
    model: 'large',
    user: jo,
    useCase: 'mail',
    tier: 'premium',
    credits: '70.5',
    requests: 20,
  },
  {
    day: yesterday,
    hour: 9,
    model: 'small',
    user: mo,
    useCase: 'mail',
    tier: 'standard',
    credits: '29.500001',
    requests: 80,
  },
  {
    day: addDays(today, -3),
    hour: 14,
    model: 'odd',
    user: jo,
    useCase: 'code',
    tier: 'standard',
    credits: '25',
    requests: 1,
  },
  // Of the 30 days before these.
  {
    day: addDays(today, -40),
    hour: 14,
    model: 'large',
    user: jo,
    useCase: 'mail',
    tier: 'premium',
    credits: '100',
    requests: 9,
  },
];

function periodOf(event: Event, granularity: string): string {
  switch (granularity) {
    case 'hour':
      return `${event.day}T${String(event.hour).padStart(2, '0')}:00:00+07:00`;
    case 'week':
      return mondayOf(event.day);
    case 'month':
      return event.day.slice(0, 7);
    default:
      return event.day;
  }
}

/** Answers as the server does: groups, sums, orders and cuts off. */
function answer(query: AnalyticsQuery): AnalyticsResponse {
  const keyOf = (event: Event): AnalyticsRow => ({
    ...(query.granularity
      ? { period: periodOf(event, query.granularity) }
      : {}),
    ...Object.fromEntries(
      (query.groupBy ?? []).map(name => {
        switch (name) {
          case 'weekday':
            return [name, new Date(event.day).getUTCDay() || 7];
          case 'hourOfDay':
            return [name, event.hour];
          default:
            return [name, event[name] ?? ''];
        }
      }),
    ),
  });
  const counted = events.filter(event => {
    const instant = startOfDay(event.day, timeZone) + event.hour * 3_600_000;
    return (
      instant >= Date.parse(query.from) &&
      instant < Date.parse(query.to) &&
      Object.entries(query.filters ?? {}).every(([name, values]) =>
        values?.includes(event[name as UsageDimension] ?? ''),
      )
    );
  });
  const sums = (of: Event[]) => ({
    credits: formatCredits(sumCredits(of.map(e => parseCredits(e.credits)))),
    requests: of.reduce((sum, e) => sum + e.requests, 0),
  });
  const groups = new Map<string, Event[]>();
  for (const event of counted) {
    const key = JSON.stringify(keyOf(event));
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  const rows = [...groups]
    .map(([key, of]) => ({ ...JSON.parse(key), ...sums(of) }))
    .sort((a, b) => Number(b.credits) - Number(a.credits));
  return {
    rows,
    totals: sums(counted),
    asOf: '',
    timeZone,
    truncated: false,
  };
}

const card = {
  ...rateCard,
  rules: {
    ...rateCard.rules,
    models: [
      {
        model: 'large',
        title: 'Large model',
        family: 'Big models',
        aliases: [],
        multiplier: '2.5',
      },
      {
        model: 'small',
        title: 'Small model',
        family: 'Other models',
        aliases: [],
        multiplier: '1',
      },
    ],
  },
};

function open(path = '', more: Parameters<typeof client>[0] = {}) {
  const api = client({
    analytics: jest.fn(async (query: AnalyticsQuery) => answer(query)),
    currentRateCard: async () => card,
    ...more,
  });
  openPortal(`/ai-credits/usage${path}`, api);
  return api;
}

const table = (name: string) => screen.findByRole('table', { name }, slow);
const address = () =>
  new URL(screen.getByTestId('address').textContent ?? '', 'http://portal');

beforeEach(() => {
  window.localStorage.clear();
  saved.length = 0;
  setWidth(1440);
});

it('answers in its first line', async () => {
  open();
  expect(
    await screen.findByText(
      /^125 credits in 101 requests from .*\. \+25% against .*\. Large model took the most, 56%\.$/,
      undefined,
      slow,
    ),
  ).toBeInTheDocument();
});

it('lists models by family with multiplier, shares and trend', async () => {
  open();
  const rows = within(await table('Credits by model')).getAllByRole('row');
  expect(rows.map(row => row.textContent)).toEqual([
    'ModelMultiplierCreditsPromptsSharePer promptTrendDetails',
    'Big models70.52056%3.52-30%',
    'Large model2.5×70.52056%3.52-30%',
    'Other models29.58024%0.37new',
    'Small model1×29.58024%0.37new',
    'Not on the rate card25120%25new',
    'odd–25120%25new',
    'Total125101100%1.24+25%',
  ]);
});

it('draws idle days and says when most was used', async () => {
  open();
  const days = await table('Credits over time by model');
  expect(within(days).getAllByRole('row')).toHaveLength(31);
  expect(
    within(await screen.findByRole('group', { name: 'Peak day' })).getByText(
      '100 credits',
    ),
  ).toBeVisible();
  expect(
    await within(screen.getByRole('group', { name: 'Peak hour' })).findByText(
      /^(14:00–15:00|02:00 PM–03:00 PM)$/,
    ),
  ).toBeVisible();
});

it('looks into a row and finds the way back', async () => {
  open('?range=last30Days&by=model');
  const user = userEvent.setup();
  await table('Credits by model');
  await user.click(
    await screen.findByRole('button', { name: 'Look into Large model' }, slow),
  );

  const useCases = await table('Credits by use case');
  expect(within(useCases).getAllByRole('row')).toHaveLength(3);
  expect(address().searchParams.getAll('model')).toEqual(['large']);
  const path = within(screen.getByRole('navigation', { name: 'Looked into' }));
  expect(path.getByText('Model: Large model')).toHaveAttribute(
    'aria-current',
    'location',
  );

  await user.click(path.getByRole('button', { name: 'All usage' }));
  expect(
    within(await table('Credits by model')).getByText('Small model'),
  ).toBeVisible();
  expect(address().searchParams.has('model')).toBe(false);
});

it('lists users with the model they use most, sorted as asked', async () => {
  open('?by=user');
  const users = within(await table('Credits by user'));
  await users.findAllByText('Large model');
  const names = () =>
    users.getAllByRole('rowheader').map(cell => cell.textContent);
  expect(names()).toEqual(['jo.example', 'mo.example', 'Total']);
  expect(users.getByRole('link', { name: 'jo.example' })).toHaveAttribute(
    'href',
    '/catalog/default/user/jo.example',
  );
  await userEvent.click(users.getByRole('button', { name: 'Prompts' }));
  expect(names()).toEqual(['mo.example', 'jo.example', 'Total']);
});

it('asks for whole days of the account, hour by hour where the range is short', async () => {
  const api = open('?range=yesterday');
  await table('Credits over time by model');
  const [from, to] = [yesterday, today].map(day =>
    new Date(startOfDay(day, timeZone)).toISOString(),
  );
  expect(api.analytics).toHaveBeenCalledWith(
    expect.objectContaining({ from, to, granularity: 'hour', limit: 10_000 }),
  );
  const choices = screen.getByRole('group', { name: 'By' });
  expect(within(choices).getAllByRole('button')).toHaveLength(1);
});

it('takes own dates, and only such as make sense', async () => {
  open('?range=last7Days');
  const user = userEvent.setup();
  await table('Credits by model');
  await user.click(screen.getByLabelText('Range'));
  await user.click(screen.getByRole('option', { name: 'Own dates' }));
  const first = screen.getByLabelText('First day');
  expect(first).toHaveValue(addDays(today, -6));

  await user.clear(screen.getByLabelText('Last day'));
  expect(screen.getByText('Enter a date')).toBeVisible();
  await user.type(screen.getByLabelText('Last day'), addDays(today, -30));
  expect(screen.getByText('Before the first day')).toBeVisible();
  expect(address().searchParams.get('to')).toBe(today);

  await user.clear(first);
  await user.type(first, addDays(today, -60));
  await waitFor(() =>
    expect(address().searchParams.get('to')).toBe(addDays(today, -30)),
  );
  expect(
    await screen.findByText(/^100 credits in 9 requests/, undefined, slow),
  ).toBeVisible();
});

it('filters by values that are found as one types', async () => {
  open();
  const user = userEvent.setup();
  await table('Credits by model');
  await user.click(screen.getByRole('button', { name: 'Filter' }));
  await user.click(screen.getByLabelText('Filter by'));
  await user.click(screen.getByRole('option', { name: 'User' }));
  await user.type(screen.getByLabelText('Values'), 'mo.');
  await user.click(await screen.findByRole('option', { name: 'mo.example' }));
  await user.click(screen.getByRole('button', { name: 'Done' }));

  expect(
    await screen.findByText(/^29.5 credits in 80 requests/, undefined, slow),
  ).toBeVisible();
  await user.click(
    await screen.findByRole('button', {
      name: 'Remove the filter User: mo.example',
    }),
  );
  expect(
    await screen.findByText(/^125 credits in 101 requests/, undefined, slow),
  ).toBeVisible();
});

it('remembers the view for an address that says nothing', async () => {
  open('?range=last7Days&by=user');
  await table('Credits by user');
  // A link is looked at, not taken over.
  await userEvent.click(screen.getByRole('button', { name: 'Hour' }));
  await waitFor(() =>
    expect(address().searchParams.get('granularity')).toBe('hour'),
  );
  document.body.innerHTML = '';

  open();
  expect(await table('Credits over time by user')).toBeInTheDocument();
  expect(address().searchParams.get('range')).toBe('last7Days');
  expect(address().searchParams.get('granularity')).toBe('hour');
});

it('shows the week as a map that keys move in', async () => {
  open();
  const map = within(
    await screen.findByRole('grid', { name: 'When credits are used' }, slow),
  );
  const cells = map.getAllByRole('gridcell');
  expect(cells).toHaveLength(7 * 24);
  expect(cells.filter(cell => cell.tabIndex === 0)).toHaveLength(1);
  cells[0].focus();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  expect(cells[25]).toHaveFocus();
  expect(cells[25]).toHaveAccessibleName(/^Tuesday .*: 0 credits, 0 requests$/);
  await userEvent.keyboard('{End}');
  expect(cells[47]).toHaveFocus();
});

it('breaks down by tier and use case', async () => {
  open();
  expect(
    await screen.findByTitle(
      'Look into Premium (2× and more)',
      undefined,
      slow,
    ),
  ).toHaveTextContent('70.556%');
  const mail = await screen.findByTitle('Look into mail', undefined, slow);
  // 70.5 of 100 credits of mail are premium.
  await waitFor(() =>
    expect(mail).toHaveTextContent('mail · mostly premium10080%'),
  );
  await userEvent.click(mail);
  await waitFor(() =>
    expect(address().searchParams.getAll('useCase')).toEqual(['mail']),
  );
});

it('hands out exact figures as a file', async () => {
  open();
  await table('Credits by model');
  await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0].name).toMatch(/^credits_by_model_.*\.csv$/);
  expect(saved[0].text.trim().split('\r\n')).toEqual([
    expect.stringContaining(
      'Family,Model,Multiplier,Credits,Prompts,Share,Per prompt,Before',
    ),
    'Big models,large,2.5,70.5,20,0.564000,3.525,100',
    'Other models,small,1,29.500001,80,0.236000,0.36875,0',
    ',odd,,25,1,0.200000,25,0',
  ]);
});

it('keeps the old numbers when a refresh fails, and says so', async () => {
  const api = open();
  await screen.findByText(/^125 credits/, undefined, slow);
  await waitFor(
    () => expect(screen.getByRole('button', { name: 'Refresh' })).toBeEnabled(),
    slow,
  );
  api.analytics.mockRejectedValue(new Error('The ledger is starting'));
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  expect(await screen.findByText(/Could not refresh/)).toBeVisible();
  expect(screen.getByText(/^125 credits/)).toBeVisible();

  api.analytics.mockImplementation(async query => answer(query));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() =>
    expect(screen.queryByText(/Could not refresh/)).toBeNull(),
  );
});

it('says that reading takes long, and keeps the old numbers meanwhile', async () => {
  const api = open();
  await screen.findByText(/^125 credits/, undefined, slow);
  await waitFor(
    () => expect(screen.getByRole('button', { name: 'Refresh' })).toBeEnabled(),
    slow,
  );
  const waiting: Array<() => void> = [];
  api.analytics.mockImplementation(
    query =>
      new Promise(resolve => {
        waiting.push(() => resolve(answer(query)));
      }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
  const notice = 'Still reading, longer than usual';
  expect(screen.queryByText(notice)).toBeNull();
  expect(await screen.findByText(notice, undefined, slow)).toBeVisible();
  expect(screen.getByText(/^125 credits/)).toBeVisible();
  expect(screen.getByText(/^Last updated/)).toBeVisible();

  api.analytics.mockImplementation(async query => answer(query));
  waiting.forEach(resolve => resolve());
  await waitFor(() => expect(screen.queryByText(notice)).toBeNull());
  expect(screen.getByText(/^125 credits/)).toBeVisible();
});

it('says who can help where a role is missing', async () => {
  const refused = Object.assign(new Error('Unauthorized'), {
    name: 'NotAllowedError',
  });
  open('', { analytics: () => Promise.reject(refused) });
  expect(
    await screen.findByText('You may not see this', undefined, slow),
  ).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('ai-credits.usage.read');
});

it('says whose usage is counted where the reader may not see all', async () => {
  open('', { me: async () => me(false) });
  await table('Credits by model');
  expect(
    await screen.findAllByText(
      /usage of yours and your teams/,
      undefined,
      slow,
    ),
  ).toHaveLength(2);
});

it('says what to do where nothing was used', async () => {
  open('?model=unheard-of');
  expect(
    await screen.findByText(/^Nothing was used from/, undefined, slow),
  ).toBeVisible();
  expect(
    screen.getByText('Choose a longer range or remove a filter.'),
  ).toBeVisible();
});

it('offers a command for the first event while nothing was ever used', async () => {
  open('', {
    account: async () => ({ ...account, calls: { successful: 0, failed: 0 } }),
    analytics: async query => answer({ ...query, filters: { model: [] } }),
  });
  expect(
    await screen.findByText(/curl -X POST/, undefined, slow),
  ).toBeInTheDocument();
});

it('folds its bar and leaves the two columns that matter on a phone', async () => {
  setWidth(390);
  open('?range=last7Days&team=group:default/a');
  await screen.findByText(/^Nothing was used from/, undefined, slow);
  const bar = screen.getByRole('button', {
    name: 'Last 7 days · Day · Model · Filters (1)',
  });
  expect(screen.queryByLabelText('Range')).toBeNull();
  await userEvent.click(bar);
  expect(screen.getByLabelText('Range')).toBeVisible();
  await userEvent.click(
    screen.getByRole('button', { name: 'Remove the filter Team: a' }),
  );
  const models = await table('Credits by model');
  expect(
    within(models)
      .getAllByRole('columnheader')
      .map(header => header.textContent),
  ).toEqual(['Model', 'Credits', 'Details']);
});

it('speaks Indonesian', async () => {
  const api = client({
    analytics: jest.fn(async (query: AnalyticsQuery) => answer(query)),
    currentRateCard: async () => card,
  });
  openPortal('/ai-credits/usage', api, 'id');
  expect(
    await screen.findByText(
      /^125 kredit dalam 101 permintaan dari .* Terbanyak Large model, 56%\.$/,
      undefined,
      slow,
    ),
  ).toBeInTheDocument();
  expect(await table('Kredit menurut model')).toBeInTheDocument();
});
