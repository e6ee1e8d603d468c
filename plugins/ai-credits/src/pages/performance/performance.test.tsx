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
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AnalyticsQuery } from 'backstage-plugin-ai-credits-common';
import {
  client,
  me,
  openPortal,
  setWidth,
  timeZone,
} from '../../__testUtils__/portal';
import { lastDays } from '../../data/periods';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => {
  setWidth(1440);
  window.localStorage.clear();
});

const models = [
  {
    model: 'large',
    requests: 5_000,
    timedCalls: 4_900,
    averageLatencyMs: 3_100,
    p50LatencyMs: 2_800,
    p95LatencyMs: 7_500.5,
    successRate: 0.972,
    creditsPerRequest: '2.000001',
    averageRating: 4.7,
  },
  {
    model: 'small',
    requests: 900,
    timedCalls: 900,
    averageLatencyMs: 812,
    p50LatencyMs: 700,
    p95LatencyMs: 1_900,
    successRate: 0.942,
    creditsPerRequest: '0.5',
  },
  { model: 'batch', requests: 12, timedCalls: 0, successRate: 1 },
];

/** What a portal answers in which response times are reported. */
function timed(query: AnalyticsQuery) {
  const day = lastDays(30, Date.now(), timeZone).periods[28];
  const [by] = query.groupBy ?? [];
  const answer = (rows: object[], totals = {}) => ({
    rows: rows as Record<string, string | number>[],
    totals,
    asOf: '',
    timeZone,
    truncated: false,
  });
  if (by === 'model') {
    return answer(models, { requests: 5_912, averageLatencyMs: 2_300 });
  }
  if (by === 'user') {
    return answer([
      {
        user: 'user:default/jo.example',
        requests: 70,
        timedCalls: 70,
        averageLatencyMs: 1_250,
        p50LatencyMs: 910,
        p95LatencyMs: 4_300,
        successRate: 0.9,
        creditsPerRequest: '1.5',
      },
    ]);
  }
  if (by === 'weekday') {
    return answer([
      { weekday: 3, hourOfDay: 10, timedCalls: 10, averageLatencyMs: 2_800 },
      { weekday: 3, hourOfDay: 20, timedCalls: 10, averageLatencyMs: 1_900 },
      { weekday: 6, hourOfDay: 10, timedCalls: 10, averageLatencyMs: 1_500 },
    ]);
  }
  return query.granularity
    ? answer([
        {
          period: day,
          timedCalls: 5_800,
          averageLatencyMs: 2_300,
          p50LatencyMs: 2_000,
          p95LatencyMs: 6_000,
        },
      ])
    : answer([], { timedCalls: 50, averageLatencyMs: 2_000 });
}

const open = (path: string, language: 'en' | 'id' = 'en') => {
  const api = client({ analytics: jest.fn(async query => timed(query)) });
  openPortal(path, api, language);
  return api;
};

const table = (name: string) =>
  screen.findByRole('table', { name }, slow).then(within);

it('says how long responses took, against what, and who is quickest', async () => {
  open('/ai-credits/performance');
  const sentence = await screen.findByText(
    /^Responses took 2.3s on average, 15% longer than in /,
    undefined,
    slow,
  );
  expect(sentence).toHaveTextContent(
    /The fastest model was small with 812ms, the slowest Large model with 3.1s\.$/,
  );
});

it('compares models by time, success, price and rating', async () => {
  open('/ai-credits/performance');
  const [, large, small, batch] = (
    await table('How models compare')
  ).getAllByRole('row');
  const cells = (row: HTMLElement) =>
    within(row)
      .getAllByRole('cell')
      .map(cell => cell.textContent);
  expect(cells(large)).toEqual([
    'Large model 2.5×Slowest',
    'Premium',
    '3.10',
    '2.80',
    '7.50',
    '97.2%',
    '2',
    '4.7',
    '5,000',
  ]);
  expect(cells(small)[0]).toContain('Fastest');
  expect(cells(small)[7]).toBe('–');
  // Nothing is known of what was never timed; it is neither fast nor slow.
  expect(cells(batch).slice(2, 5)).toEqual(['–', '–', '–']);
  expect(screen.getByText(/Ratings and outcomes arrive later/)).toBeVisible();

  const byP95 = () =>
    within(screen.getByRole('table', { name: 'How models compare' })).getByRole(
      'button',
      { name: 'p95' },
    );
  await userEvent.click(byP95());
  const order = (await table('How models compare'))
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[0].textContent);
  expect(order[0]).toContain('Large');
  await userEvent.click(byP95());
  expect(
    (await table('How models compare')).getAllByRole('row')[1],
  ).toHaveTextContent('small');
});

it('shows the trend, the hours of the day and the people', async () => {
  open('/ai-credits/performance');
  const trend = await table('Response time over time');
  expect(trend.getAllByRole('row')).toHaveLength(31);
  expect(trend.getByText('6s')).toBeInTheDocument();

  const hours = await table('Response time by hour of the day');
  expect(hours.getByText('10:00–11:00').parentElement).toHaveTextContent(
    '10:00–11:002.8s1.5s',
  );
  const times = within(
    screen.getByRole('region', { name: 'Peak, off-peak, weekend' }),
  );
  const fact = (name: string) => times.getByText(name).parentElement;
  expect(fact('Peak hours')).toHaveTextContent(/2.8s$/);
  expect(fact('Off-peak hours')).toHaveTextContent(/1.9s$/);
  expect(fact('Weekend')).toHaveTextContent(/1.5s$/);

  const users = await table('Response time by user');
  expect(users.getAllByRole('row')[1]).toHaveTextContent(
    /1\.250\.914\.3090\.0%1\.570$/,
  );
});

it('narrows to one model, says so in the address and remembers it', async () => {
  const api = open('/ai-credits/performance?range=last7Days');
  await table('How models compare');
  await userEvent.click(
    screen.getByRole('button', { name: 'Show only Large model' }),
  );
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      /range=last7Days.*model=large/,
    ),
  );
  await waitFor(() => {
    const filtered = api.analytics.mock.calls
      .map(([query]) => query)
      .filter(query => query.filters?.model?.[0] === 'large');
    expect(filtered).toHaveLength(5);
    expect(filtered.map(query => query.granularity)).toContain('day');
  });
});

it('opens with what was looked at last', async () => {
  open('/ai-credits/performance?range=last7Days&model=large');
  await table('How models compare');
  await userEvent.click(
    screen.getByRole('button', { name: 'Show only small' }),
  );
  cleanup();
  open('/ai-credits/performance');
  await waitFor(
    () =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        /range=last7Days.*model=small/,
      ),
    slow,
  );
});

it('explains its figures and prices behind the question mark', async () => {
  open('/ai-credits/performance');
  await table('How models compare');
  await userEvent.click(
    screen.getByRole('button', { name: 'Costs and figures explained' }),
  );
  const help = within(await screen.findByRole('dialog'));
  expect(help.getByText(/^How long responses take and what/)).toBeVisible();
  expect(
    help.getByText('Fastest and slowest').nextElementSibling,
  ).toHaveTextContent(/10 timed calls or more/);
  expect(help.getByText(/all in Asia\/Jakarta/)).toBeVisible();
  expect(help.getByText(/version 3, since Sep 1, 2026$/)).toBeVisible();
  expect(help.getByRole('table', { name: 'Credits per action' })).toBeVisible();
});

it('says where it is only a part of all usage', async () => {
  openPortal(
    '/ai-credits/performance',
    client({
      me: async () => me(false),
      analytics: async query => timed(query),
    }),
  );
  expect(
    await screen.findAllByText(
      /usage of yours and your teams$/,
      undefined,
      slow,
    ),
  ).toHaveLength(4);
});

it('says where nothing was timed', async () => {
  const api = client({
    analytics: async query => ({
      ...timed(query),
      rows: [],
      totals: { requests: 3 },
    }),
  });
  openPortal('/ai-credits/performance', api);
  expect(
    await screen.findByText(
      /Nothing in this time said how long/,
      undefined,
      slow,
    ),
  ).toBeVisible();
});

it('leaves the two columns that matter on a phone, in Indonesian', async () => {
  setWidth(390);
  open('/ai-credits/performance', 'id');
  const compared = await table('Perbandingan model');
  expect(
    compared.getAllByRole('columnheader').map(header => header.textContent),
  ).toEqual(['Model', 'Rata-rata']);
  expect(
    screen.getByText(/^Tanggapan rata-rata memakan waktu 2,3 dtk/),
  ).toBeVisible();
});
