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
  Recommendation,
  RecommendationsResponse,
} from 'backstage-plugin-ai-credits-common';
import {
  client,
  me,
  openPortal,
  setWidth,
  timeZone,
} from '../../__testUtils__/portal';

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(120_000);
const slow = { timeout: 30_000 };

beforeEach(() => setWidth(1440));

const open: Recommendation = {
  kind: 'model-switch',
  id: 'model-switch.1',
  status: 'open',
  current: true,
  useCase: 'email-response',
  action: 'prompt',
  model: 'gpt-4o',
  toModel: 'claude-3-5-sonnet',
  saving: { low: '810.5', high: '890.25' },
  requestsPerMonth: 850,
  creditsPerRequest: { from: '2', to: '1' },
  requests: { from: 2_450, to: 600 },
  averageLatencyMs: { from: 3_100, to: 1_800 },
  quality: [
    {
      measure: 'acceptance',
      from: { value: 0.9, samples: 2_000 },
      to: { value: 0.91, samples: 500 },
      atMostWorse: 0.021,
      margin: 0.05,
    },
  ],
};

const accepted: Recommendation = {
  ...open,
  id: 'model-switch.2',
  useCase: 'rewrites',
  status: 'accepted',
  decision: {
    status: 'accepted',
    by: 'user:default/guest',
    at: '2026-11-01T00:00:00Z',
  },
  followUp: {
    state: 'measured',
    days: 19,
    saved: '412.5',
    savedPerMonth: { low: '600', high: '700' },
    before: { requests: 900, creditsPerRequest: '1.8', share: 0.2 },
    after: { requests: 750, creditsPerRequest: '1.25', share: 0.75 },
  },
};

const early: Recommendation = {
  ...accepted,
  id: 'model-switch.3',
  useCase: 'summaries',
  followUp: {
    state: 'early',
    days: 2,
    before: { requests: 900, creditsPerRequest: '1.8' },
    after: { requests: 30, creditsPerRequest: '1.1' },
  },
};

const response: RecommendationsResponse = {
  from: '2026-08-20T00:00:00Z',
  to: '2026-11-20T00:00:00Z',
  timeZone,
  asOf: '2026-11-20T00:00:00Z',
  confidence: 0.95,
  minimumSamples: 200,
  compared: 12,
  recommendations: [open, accepted, early],
  potential: open.saving,
  saved: '412.5',
  offPeak: 'no-difference',
};

function api(manageInsights: boolean) {
  const reader = me(true);
  return {
    ...client(),
    me: async () => ({ ...reader, may: { ...reader.may, manageInsights } }),
    recommendations: jest.fn(async () => response),
    acceptRecommendation: jest.fn(async () => ({
      id: open.id,
      status: 'accepted' as const,
      decision: accepted.decision!,
    })),
    dismissRecommendation: jest.fn(async () => ({
      id: open.id,
      status: 'dismissed' as const,
      decision: accepted.decision!,
    })),
  };
}

const cardOf = (name: string) => screen.findByRole('region', { name }, slow);

it('names the switch, its saving as a range and what speaks for it', async () => {
  openPortal('/ai-credits/savings', api(true));
  expect(
    await screen.findByText(
      '810.5 to 890.25 credits a month could be saved by one change. Accepted ones have saved 412.5 credits so far.',
      undefined,
      slow,
    ),
  ).toBeVisible();
  const card = within(await cardOf('gpt-4o → claude-3-5-sonnet'));
  expect(card.getByText('for email-response · prompt')).toBeVisible();
  expect(card.getByText('810.5 – 890.25 credits a month')).toBeVisible();
  expect(card.getByText('2,450 and 600 requests compared')).toBeVisible();
  expect(card.getByText('90.0% → 91.0%')).toBeVisible();
  expect(card.getByText('2.1% / 5.0%')).toBeVisible();
  expect(
    screen.getByText(/^Shifting work to quieter hours would gain nothing/),
  ).toBeVisible();
});

it('says what accepted ones really saved, and where it is too early', async () => {
  openPortal('/ai-credits/savings', api(true));
  const table = within(
    await screen.findByRole(
      'table',
      { name: 'What did accepted ones save?' },
      slow,
    ),
  );
  const [, measured, soon] = table.getAllByRole('row');
  expect(measured).toHaveTextContent('412.5');
  expect(measured).toHaveTextContent('600 – 700 credits a month');
  expect(measured).toHaveTextContent('20%');
  expect(measured).toHaveTextContent('75%');
  expect(soon).toHaveTextContent('Too early to tell');
});

it('asks for a reason before it dismisses, and none to accept', async () => {
  const portal = api(true);
  openPortal('/ai-credits/savings', portal);
  const card = within(await cardOf('gpt-4o → claude-3-5-sonnet'));
  await userEvent.click(card.getByRole('button', { name: 'Dismiss' }));
  const dialog = await screen.findByRole('dialog');
  const dismiss = within(dialog).getByRole('button', { name: 'Dismiss' });
  expect(dismiss).toBeDisabled();
  await userEvent.type(within(dialog).getByRole('textbox'), 'Tone is off');
  await userEvent.click(dismiss);
  await waitFor(() =>
    expect(portal.dismissRecommendation).toHaveBeenCalledWith(
      open.id,
      expect.objectContaining({ reason: 'Tone is off' }),
    ),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

  await userEvent.click(card.getByRole('button', { name: 'Accept' }));
  await userEvent.click(
    within(await screen.findByRole('dialog')).getByRole('button', {
      name: 'Accept',
    }),
  );
  await waitFor(() =>
    expect(portal.acceptRecommendation).toHaveBeenCalledWith(
      open.id,
      expect.objectContaining({ from: expect.any(String) }),
    ),
  );
});

it('lets only those decide who may, and says what is needed', async () => {
  openPortal('/ai-credits/savings', api(false));
  await cardOf('gpt-4o → claude-3-5-sonnet');
  expect(screen.queryByRole('button', { name: 'Accept' })).toBeNull();
  expect(
    screen.getByText(/needs the permission ai-credits\.insights\.manage/),
  ).toBeVisible();
});
