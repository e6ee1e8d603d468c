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
import { AnalyticsQuery } from 'backstage-plugin-ai-credits-common';
import {
  answer,
  balance,
  client,
  openPortal,
  setWidth,
} from '../../__testUtils__/portal';
import { costBreakdown } from './costTypes';

jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => setWidth(1440));

const totals = {
  credits: '1000.000001',
  transactions: 400,
  requests: 500,
  freeCredits: '600',
  creditsPerRequest: '2',
  requestCredits: '700',
  imageCredits: '100.000001',
  inputCredits: '150',
  outputCredits: '50',
  cachedInputCredits: '0',
  reasoningCredits: '0',
  unitCredits: '0',
};

function monthly(query: AnalyticsQuery) {
  if (query.granularity) {
    return answer(query);
  }
  return {
    ...answer(query),
    totals,
    rows: query.groupBy?.includes('tier')
      ? [
          { tier: 'premium', credits: '640', requests: 200 },
          { tier: 'economy', credits: '360.000001', requests: 300 },
        ]
      : [{ ...totals }],
  };
}

/** The cells of each row behind the head. */
function cellsOf(table: HTMLElement) {
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map(row =>
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    );
}

it('says what the credits of the month were paid for', async () => {
  const api = client({ analytics: jest.fn(async query => monthly(query)) });
  openPortal('/ai-credits/overview', api);
  const table = await screen.findByRole(
    'table',
    { name: 'What credits were paid for' },
    slow,
  );
  expect(cellsOf(table)).toEqual([
    ['Actions, per request', '700', '70%'],
    ['Images, per image', '100', '10%'],
    ['Text input', '150', '15%'],
    ['Completion', '50', '5%'],
    ['Cached input', '0', '0%'],
  ]);
  const panel = screen.getByRole('region', {
    name: 'What credits were paid for',
  });
  const fact = (name: string) =>
    within(panel).getByText(name).parentElement!.textContent;
  expect(fact('Total')).toBe('Total1,000');
  expect(fact('Transactions')).toBe('Transactions400');
  expect(fact('Average per transaction')).toBe('Average per transaction2.5');

  const asked = api.analytics.mock.calls
    .map(([query]) => query)
    .find(query => query.measures?.includes('imageCredits'))!;
  expect(Date.parse(asked.from)).toBe(Date.parse(balance.period.start));
  expect(Date.parse(asked.to)).toBe(Date.parse(balance.period.end));
});

it('says what came from the plan, what a request cost, and which tier took it', async () => {
  openPortal(
    '/ai-credits/overview',
    client({ analytics: async query => monthly(query) }),
  );
  const table = await screen.findByRole(
    'table',
    { name: 'This month by plan and tier' },
    slow,
  );
  expect(cellsOf(table)).toEqual([
    ['Premium (2× and more)', '640', '64%'],
    ['Economy (below 1×)', '360', '36%'],
  ]);
  const panel = within(
    screen.getByRole('region', { name: 'This month by plan and tier' }),
  );
  expect(panel.getByText('From the plan').parentElement).toHaveTextContent(
    /600$/,
  );
  expect(panel.getByText('Additional').parentElement).toHaveTextContent(/400$/);
  expect(
    panel.getByText('Average per request').parentElement,
  ).toHaveTextContent(/2$/);
});

it('has an average and shares only where there is something to share', () => {
  expect(costBreakdown({})).toEqual({
    total: 0n,
    transactions: 0,
    average: undefined,
    parts: [
      'requestCredits',
      'imageCredits',
      'inputCredits',
      'outputCredits',
      'cachedInputCredits',
    ].map(type => ({ type, credits: 0n, share: 0 })),
  });
  expect(
    costBreakdown({ credits: '3', reasoningCredits: '3', transactions: 0 })
      .parts[5],
  ).toEqual({ type: 'reasoningCredits', credits: 3_000_000n, share: 1 });
});
