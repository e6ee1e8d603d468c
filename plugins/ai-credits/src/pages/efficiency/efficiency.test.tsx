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
  EfficiencyResponse,
  UnusualResponse,
  WasteFinding,
  WasteResponse,
  WasteRule,
} from 'backstage-plugin-ai-credits-common';
// The example is a script of the repository, not of a package.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { creditAnalyticsEvents } from '../../../../../examples/usage/creditAnalytics';
import {
  client,
  openPortal,
  setWidth,
  timeZone,
  transaction,
} from '../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(120_000);
const slow = { timeout: 30_000 };

beforeEach(() => setWidth(1440));

/** The worked example of a team of five, with what its events cost under the default rate card. */
const events = creditAnalyticsEvents('2026-04-30').map(event => ({
  ...event,
  credits: event.action === 'description' ? 2 : 1,
}));
type Event = (typeof events)[number];

const span = {
  from: '2026-03-31T17:00:00.000Z',
  to: '2026-04-30T17:00:00.000Z',
  timeZone,
  asOf: '2026-05-01T00:00:00Z',
};
const sum = (list: readonly Event[]) =>
  list.reduce((total, { credits }) => total + credits, 0);

function grouped(of: (event: Event) => string): [string, Event[]][] {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    groups.set(of(event), [...(groups.get(of(event)) ?? []), event]);
  }
  return [...groups].sort((a, b) => sum(b[1]) - sum(a[1]));
}

const late = events.filter(({ attempt }) => attempt >= 3);

function finding(rule: WasteRule, found: readonly Event[]): WasteFinding {
  const total = sum(found);
  const descriptions = found.filter(({ action }) => action === 'description');
  return {
    rule,
    credits: String(total),
    counted: String(total),
    events: found.length,
    items: new Set(found.map(({ item }) => item)).size,
    share: total / sum(events),
    before: '90',
    worst: {
      user: [],
      team: [],
      useCase: [],
      action: [],
      product: [],
      model: [],
    },
    worstItems: found.slice(0, 1).map(event => ({
      name: event.item,
      action: event.action,
      attempts: event.attempt,
      credits: String(event.credits),
      events: 1,
      share: event.credits / total,
    })),
    ...(found.length
      ? {
          suggestion: {
            dimension: 'action' as const,
            name: 'description',
            credits: String(sum(descriptions)),
            events: descriptions.length,
            share: sum(descriptions) / total,
          },
        }
      : {}),
  };
}

const waste: WasteResponse = {
  ...span,
  credits: String(sum(events)),
  wasted: String(sum(late)),
  share: sum(late) / sum(events),
  events: late.length,
  before: { ...span, credits: '2000', wasted: '90', share: 0.045 },
  unusedAfterDays: 14,
  rules: [
    finding('failed', []),
    finding('regeneration', late),
    finding('rejected', []),
    finding('unused', []),
  ],
  days: [],
};

function rows(of: (event: Event) => string, best?: string) {
  return grouped(of).map(([name, list]) => {
    const items = new Set(list.map(({ item }) => item)).size;
    return {
      name,
      credits: String(sum(list)),
      share: sum(list) / sum(events),
      requests: list.length,
      items,
      creditsPerItem: (sum(list) / items).toFixed(6),
      enough: true,
      mostEfficient: name === best,
    };
  });
}

const efficiency: EfficiencyResponse = {
  ...span,
  total: {
    name: '',
    credits: String(sum(events)),
    requests: events.length,
    items: 413,
  },
  minimumItems: 20,
  people: rows(event => event.user, 'user:default/lisa'),
  teams: [],
  actions: rows(event => event.action),
  models: [],
  workflows: [],
  minimumRequests: 20,
  items: [],
};

const unusual: UnusualResponse = {
  ...span,
  days: [
    {
      day: '2026-04-18',
      subject: { kind: 'account' },
      direction: 'high',
      credits: '460.5',
      expected: '78',
      usual: { from: '40', to: '150' },
    },
  ],
  watched: { teams: 1, services: 0 },
};

function api() {
  return {
    ...client(),
    waste: jest.fn(async () => waste),
    wasteEvents: jest.fn(async () => ({
      transactions: [transaction(1)],
      timeZone,
    })),
    efficiency: jest.fn(async () => efficiency),
    unusualDays: jest.fn(async () => unusual),
  };
}

const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(cell => cell.textContent);

it('shows the figures of the worked example', async () => {
  openPortal('/ai-credits/efficiency', api());
  expect(
    await screen.findByText(
      /^180 of 2,340 credits were wasted \(7\.7%\)\..*lisa needs the fewest credits for an item: 4\.9\.$/,
      undefined,
      slow,
    ),
  ).toBeVisible();
  expect(
    screen.getByText(
      /^Improve the rulesets of description to reduce rework: 67% .* 120 credits on 60 attempts\.$/,
    ),
  ).toBeVisible();

  const people = await screen.findByRole('table', {
    name: 'Who makes the most of their credits?',
  });
  expect(
    within(people)
      .getAllByRole('row')
      .slice(1)
      .map(row => cells(row).slice(0, 5)),
  ).toEqual([
    ['sarah', '680', '29%', '110', '6.18'],
    ['mike', '520', '22%', '90', '5.78'],
    ['lisaMost efficient', '480', '21%', '98', '4.9'],
    ['tom', '400', '17%', '70', '5.71'],
    ['anna', '260', '11%', '45', '5.78'],
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Action' }));
  const actions = await screen.findByRole('table', {
    name: 'Who makes the most of their credits?',
  });
  expect(
    within(actions)
      .getAllByRole('row')
      .slice(1)
      .map(row => cells(row).slice(0, 3)),
  ).toEqual([
    ['description', '1,200', '51%'],
    ['meta-tags', '500', '21%'],
    ['bullet-points', '340', '15%'],
    ['keywords', '300', '13%'],
  ]);
});

it('leads from a rule to its events, and keeps it in the address', async () => {
  const portal = api();
  openPortal('/ai-credits/efficiency', portal);
  await userEvent.click(
    await screen.findByRole(
      'button',
      { name: 'Third and later attempts' },
      slow,
    ),
  );
  const drawer = await screen.findByRole('dialog', {
    name: 'Third and later attempts',
  });
  expect(screen.getByTestId('address')).toHaveTextContent('waste=regeneration');
  await waitFor(() =>
    expect(portal.wasteEvents).toHaveBeenCalledWith(
      expect.objectContaining({ rule: 'regeneration' }),
    ),
  );
  // One item narrows the events.
  await userEvent.click(within(drawer).getByTitle('Show its events'));
  await waitFor(() =>
    expect(portal.wasteEvents).toHaveBeenLastCalledWith(
      expect.objectContaining({ item: late[0].item }),
    ),
  );
});

it('lists unusual days with what would have been usual', async () => {
  openPortal('/ai-credits/efficiency', api());
  const table = await screen.findByRole(
    'table',
    { name: 'Which days were unusual?' },
    slow,
  );
  const [, row] = within(table).getAllByRole('row');
  expect(cells(row).slice(1)).toEqual([
    'All usage',
    'Far more',
    '460.5',
    '40 – 150',
  ]);
  expect(within(row).getByRole('link')).toHaveAttribute(
    'href',
    expect.stringContaining('from=2026-04-18'),
  );
});

it('says so in Indonesian, and that nothing was wasted where nothing was', async () => {
  openPortal(
    '/ai-credits/efficiency',
    {
      ...api(),
      waste: async () => ({
        ...waste,
        wasted: '0',
        share: 0,
        rules: waste.rules.map(rule => finding(rule.rule, [])),
      }),
    },
    'id',
  );
  expect(
    await screen.findByText(
      /^2\.340 kredit terpakai, dan tidak ada aturan yang menemukan pemborosan\./,
      undefined,
      slow,
    ),
  ).toBeVisible();
});
