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
import userEvent from '@testing-library/user-event';
import {
  client,
  forecast,
  me,
  openPortal,
  setWidth,
} from '../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

beforeEach(() => setWidth(1440));

it('says when credits run out, what to purchase and what lapses', async () => {
  openPortal('/ai-credits/overview', client());
  const note = await screen.findByText(/^The forecast: /, undefined, slow);
  expect(note).toHaveTextContent(
    'The forecast: credits last until May 12, 2027 (May 8 – May 19). ' +
      'They run out before the reset on Jun 1, 2027 with a chance of 42%. ' +
      'To last until the end of next month, purchase 2,100 credits by May 8, 2027: 1 × 2,500 credits. ' +
      '120 of the free credits will lapse unused (60 – 240).',
  );
  await userEvent.click(screen.getByText('How sure is that?'));
  expect(
    screen.getByText(
      /Method: the weighted mean of the level of 14 days with the shape of the week and a seasonal decomposition \(MSTL\).* it was 12.5 credits a day off \(16% of a mean day\), and 81% of the days lay within the interval, which is meant to hold 80%/,
    ),
  ).toBeVisible();
});

it('draws the days to come, and lists them in the table', async () => {
  openPortal('/ai-credits/overview', client());
  const table = await screen.findByRole(
    'table',
    { name: 'Credits a day by product' },
    slow,
  );
  await within(table).findByText('Interval (80%)', undefined, slow);
  // A line of names, thirty days up to today and four after it.
  const rows = within(table).getAllByRole('row');
  expect(rows).toHaveLength(35);
  expect(rows[30]).toHaveTextContent(/8040 – 160$/);
  expect(rows[34]).toHaveTextContent(/–8442 – 168$/);
  expect(rows[29]).toHaveTextContent(/––$/);
});

it('draws no forecast of everybody over the usage of some', async () => {
  openPortal('/ai-credits/overview', client({ me: async () => me(false) }));
  const table = await screen.findByRole(
    'table',
    { name: 'Credits a day by product' },
    slow,
  );
  expect(within(table).getAllByRole('row')).toHaveLength(31);
  expect(screen.queryByText('Interval (80%)')).toBeNull();
});

it.each([
  [
    { enough: false, reason: { days: 9, needed: 14, message: '' }, days: [] },
    'Not enough data for a forecast: it needs 14 full days since the first use, and there are 9.',
  ],
  [
    {
      runsOut: { earliest: '2027-09-01' },
      chanceOfRunningOut: 0,
      account: {
        available: '1',
        free: '0',
        lapsing: { expected: '0', lower: '0', upper: '0' },
        chanceOfRefusal: 0,
      },
    },
    'The forecast: credits last a year or more, Sep 1, 2027 at the earliest.',
  ],
  [
    {
      runsOut: {},
      chanceOfRunningOut: 0,
      account: {
        available: '1',
        free: '0',
        lapsing: { expected: '0', lower: '0', upper: '0' },
        chanceOfRefusal: 0,
      },
    },
    'The forecast: credits last a year or more.',
  ],
])('says plainly what is not known: %j', async (more, text) => {
  openPortal(
    '/ai-credits/overview',
    client({ forecast: async () => forecast(more) }),
  );
  expect(await screen.findByText(text, undefined, slow)).toBeVisible();
});

it('keeps the page when the forecast cannot be read', async () => {
  openPortal(
    '/ai-credits/overview',
    client({
      forecast: async () => {
        throw new Error('down');
      },
    }),
  );
  expect(
    await screen.findByText('The forecast could not be read.', undefined, {
      timeout: 40_000,
    }),
  ).toBeVisible();
  expect(screen.getByText('Credits a day by product')).toBeVisible();
});
