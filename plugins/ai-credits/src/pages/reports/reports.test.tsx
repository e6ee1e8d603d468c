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
  CreditSummary,
  CreditSummaryQuery,
  Report,
  ReportContents,
  ReportRequest,
  ReportRun,
  ReportRunDetail,
} from 'backstage-plugin-ai-credits-common';
import {
  client,
  openPortal,
  setWidth,
  timeZone,
} from '../../__testUtils__/portal';
import { saveFile } from '../../data/download';

jest.mock('../../data/download', () => ({
  ...jest.requireActual('../../data/download'),
  saveFile: jest.fn(),
}));

// The first test also loads the pages, which takes a while on a busy machine.
jest.setTimeout(60_000);
const slow = { timeout: 20_000 };

const run: ReportRun = {
  id: '7',
  reportId: '3',
  name: 'Payments in October',
  kind: 'monthly',
  subject: { kind: 'team', ref: 'group:default/payments' },
  language: 'en',
  formats: ['csv'],
  status: 'done',
  progress: 1,
  scheduledFor: '2026-11-01T00:00:00Z',
  createdAt: '2026-11-01T00:00:00Z',
  finishedAt: '2026-11-01T00:00:03Z',
  from: '2026-09-30T17:00:00Z',
  to: '2026-10-31T17:00:00Z',
  deliveries: [
    { recipient: 'user:default/jo.example', status: 'sent' },
    {
      recipient: 'user:default/gone',
      status: 'skipped',
      reason: 'is in the catalog no more',
    },
  ],
  keptUntil: '2027-11-01T00:00:00Z',
  mayCancel: true,
};

const report: Report = {
  id: '3',
  name: 'Payments in October',
  kind: 'monthly',
  subject: { kind: 'team', ref: 'group:default/payments' },
  language: 'en',
  formats: ['csv'],
  recipients: ['user:default/jo.example'],
  schedule: { kind: 'monthly', day: 1, time: '07:00' },
  owner: 'user:default/jo.example',
  version: 4,
  createdAt: '2026-10-01T00:00:00Z',
  updatedAt: '2026-10-01T00:00:00Z',
  nextRunAt: '2026-12-01T00:00:00Z',
  lastRun: run,
  mayEdit: true,
  mayRun: true,
};

const contents: ReportContents = {
  schemaVersion: 1,
  name: 'Payments in October',
  kind: 'monthly',
  language: 'en',
  organization: 'Example Group',
  subjectTitle: 'Team Payments',
  subject: { kind: 'team', ref: 'group:default/payments' },
  owner: 'user:default/jo.example',
  titles: { 'user:default/jo.example': 'Jo Example' },
  from: run.from,
  to: run.to,
  firstDay: '2026-10-01',
  lastDay: '2026-10-31',
  timeZone,
  madeAt: '2026-11-01T00:00:03Z',
  asOf: '2026-11-01T00:00:01Z',
  empty: false,
  headline: 'Team Payments used 1,204.5 credits in October 2026.',
  notices: ['The team is in the catalog no more.'],
  stats: [
    {
      id: 'credits',
      label: 'Credits used',
      format: 'credits',
      value: '1204.500001',
      note: '+4% on September',
    },
  ],
  sections: [
    {
      id: 'top',
      title: 'People',
      blocks: [
        {
          type: 'bars',
          id: 'timeline',
          title: 'Credits a day',
          unit: 'credits',
          format: 'credits',
          periods: ['2026-10-01', '2026-10-02'],
          series: [{ name: 'gpt-4o', values: ['1200', '4.500001'] }],
        },
        {
          type: 'table',
          id: 'users',
          title: 'People',
          columns: [
            { key: 'user', title: 'Person', format: 'entity' },
            { key: 'credits', title: 'Credits', format: 'credits' },
            { key: 'share', title: 'Share', format: 'percent' },
          ],
          rows: [
            {
              user: 'user:default/jo.example',
              credits: '1204.500001',
              share: 1,
            },
          ],
          total: { user: 'Total', credits: '1204.500001' },
        },
        {
          type: 'ranking',
          id: 'models',
          title: 'Models',
          unit: 'credits',
          format: 'credits',
          names: 'text',
          items: [{ name: 'gpt-4o', value: '1204.500001', share: 1 }],
        },
        { type: 'text', id: 'note', text: 'Free credits lapse.' },
      ],
    },
  ],
};

const split = (free: string, purchased: string, total: string) => ({
  free,
  purchased,
  other: '0',
  total,
});
const none = split('0', '0', '0');
const summary: CreditSummary = {
  from: '',
  to: '',
  lines: {
    carriedIn: split('0', '1416.60222', '1416.60222'),
    allocated: split('1500', '0', '1500'),
    taken: none,
    consumed: split('1500', '400', '1900'),
    lapsed: none,
    remaining: split('0', '1016.60222', '1016.60222'),
    lapsing: none,
    carriedOut: split('0', '1016.60222', '1016.60222'),
  },
  excess: '12',
  timeZone,
};

function reports(more: Partial<AiCreditsApi> = {}) {
  const base = {
    ...client(),
    reports: jest.fn(async () => ({
      reports: [report],
      timeZone,
      mayCreate: true,
    })),
    reportRun: jest.fn(
      async (): Promise<ReportRunDetail> => ({ ...run, contents }),
    ),
    reportRuns: jest.fn(async () => ({ runs: [run] })),
    previewReportSchedule: jest.fn(async () => ({
      times: ['2026-12-01T00:00:00Z'],
      timeZone,
    })),
    createReport: jest.fn(async (_: ReportRequest) => report),
    updateReport: jest.fn(async () => report),
    deleteReport: jest.fn(),
    runReport: jest.fn(async () => ({ ...run, id: '8' })),
    cancelReportRun: jest.fn(),
    creditSummary: jest.fn(async (_: CreditSummaryQuery) => summary),
    reportFile: jest.fn(async () => ({
      fileName: 'payments.csv',
      body: new Response('a,b').body!,
    })),
  };
  return Object.assign(base, more) as typeof base;
}

beforeEach(() => setWidth(1440));

const click = async (role: string, name: string | RegExp) =>
  userEvent.click(await screen.findByRole(role, { name }, slow));

it('lists reports with their schedules and last runs, the next one first said', async () => {
  openPortal('/ai-credits/reports', reports());
  expect(
    await screen.findByText(
      /1 report\. Scheduled: 1; the next is “Payments in October” on Dec 1, 2026/,
      undefined,
      slow,
    ),
  ).toBeVisible();
  const table = screen.getByRole('table', { name: 'Reports' });
  expect(
    within(table).getByText('On day 1 of each month at 07:00'),
  ).toBeVisible();
  expect(within(table).getByText(/^Done · /)).toBeVisible();

  await click('button', 'Open “Payments in October”');
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent(
      '/ai-credits/reports?run=7',
    ),
  );
});

it('shows a run as its document: the same parts and figures', async () => {
  openPortal('/ai-credits/reports?run=7', reports());
  const document = await screen.findByRole(
    'region',
    { name: 'Payments in October' },
    slow,
  );
  const page = within(document);
  expect(page.getByText(contents.headline)).toBeVisible();
  expect(
    page.getByText('Team Payments · 1 Oct 2026 – 31 Oct 2026'),
  ).toBeVisible();
  expect(page.getByText('The team is in the catalog no more.')).toBeVisible();
  const stat = page.getByRole('group', { name: 'Credits used' });
  expect(within(stat).getByText('1,204.5')).toHaveAttribute(
    'title',
    '1,204.500001',
  );
  const people = page.getByRole('table', { name: 'People' });
  expect(
    within(people)
      .getAllByRole('row')
      .map(row => row.textContent),
  ).toEqual([
    'PersonCreditsShare',
    'Jo Example1,204.500001100.0%',
    'Total1,204.500001–',
  ]);
  const chart = page.getByRole('table', { name: 'Credits a day' });
  expect(within(chart).getByText('4.500001')).toBeInTheDocument();
  expect(page.getByText('Free credits lapse.')).toBeVisible();
  // Who has left is said.
  expect(screen.getByText(/Has left/)).toHaveTextContent(
    'is in the catalog no more',
  );
});

it('downloads a run in each format, those asked for first', async () => {
  const api = reports();
  openPortal('/ai-credits/reports?run=7', api);
  await screen.findByText(contents.headline, undefined, slow);
  expect(
    screen
      .getAllByRole('button', { name: /^Download as/ })
      .filter(button => !/PNG/.test(button.getAttribute('aria-label') ?? ''))
      .map(button => button.textContent),
  ).toEqual(['CSV', 'PDF', 'JSON', 'FOCUS']);
  await click('button', 'Download as PDF');
  await waitFor(() =>
    expect(saveFile).toHaveBeenCalledWith('payments.csv', expect.anything()),
  );
  expect(api.reportFile).toHaveBeenCalledWith('3', 'pdf', { run: '7' });
});

it('follows a run until it is done, and stops it', async () => {
  const api = reports();
  api.reportRun.mockResolvedValueOnce({
    ...run,
    status: 'running',
    progress: 0.4,
  });
  openPortal('/ai-credits/reports?run=7', api);
  expect(
    await screen.findByRole('progressbar', { name: '40% done' }, slow),
  ).toHaveAttribute('aria-valuenow', '40');
  await click('button', 'Stop');
  expect(api.cancelReportRun).toHaveBeenCalledWith('7');
  expect(
    await screen.findByText(contents.headline, undefined, slow),
  ).toBeVisible();
});

it('says why a run failed, and runs the report again', async () => {
  const api = reports();
  api.reportRun.mockResolvedValue({
    ...run,
    status: 'failed',
    error: 'The report took longer than 10 minutes',
  });
  openPortal('/ai-credits/reports?run=7', api);
  expect(
    await screen.findByText(
      'The report took longer than 10 minutes',
      undefined,
      slow,
    ),
  ).toBeVisible();
  await click('button', 'Run again');
  await waitFor(() =>
    expect(screen.getByTestId('address')).toHaveTextContent('?run=8'),
  );
  expect(api.runReport).toHaveBeenCalledWith('3');
});

it('makes a report, and takes no schedule that never fires', async () => {
  const api = reports({
    reports: async () => ({ reports: [], timeZone, mayCreate: true }),
  });
  api.previewReportSchedule.mockRejectedValueOnce(
    Object.assign(new Error('Request failed'), {
      body: { error: { message: 'schedule: names no date that exists' } },
    }),
  );
  openPortal('/ai-credits/reports', api);
  expect(
    await screen.findByText('No reports yet', undefined, slow),
  ).toBeVisible();
  await click('button', 'New report');
  const dialog = within(await screen.findByRole('dialog', undefined, slow));
  const save = () => dialog.getByRole('button', { name: /^Create/ });
  expect(save()).toBeDisabled();
  await userEvent.type(dialog.getByLabelText(/^Name/), 'Everything');
  await waitFor(() => expect(save()).toBeEnabled());

  await userEvent.click(dialog.getByLabelText('Schedule'));
  await click('option', 'A rule of five fields');
  expect(
    await dialog.findByText(/names no date that exists/, undefined, slow),
  ).toBeVisible();
  expect(save()).toBeDisabled();

  await userEvent.click(dialog.getByLabelText('Schedule'));
  await click('option', 'Every week');
  expect(await dialog.findByText('Next runs', undefined, slow)).toBeVisible();
  await userEvent.click(dialog.getByLabelText('CSV'));
  await userEvent.click(save());
  await waitFor(() => expect(api.createReport).toHaveBeenCalled());
  expect(api.createReport.mock.calls[0][0]).toEqual({
    name: 'Everything',
    kind: 'monthly',
    subject: { kind: 'organization' },
    language: 'en',
    formats: ['pdf', 'csv'],
    recipients: [],
    schedule: { kind: 'weekly', weekday: 'monday', time: '07:00' },
  });
});

it('shows the runs of a report, and deletes it once that is confirmed', async () => {
  const api = reports();
  openPortal('/ai-credits/reports', api);
  await click('button', 'Actions of “Payments in October”');
  await click('menuitem', 'Earlier runs');
  const runs = await screen.findByRole(
    'table',
    { name: 'Runs of “Payments in October”' },
    slow,
  );
  expect(within(runs).getByText('By schedule')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));

  await click('button', 'Actions of “Payments in October”');
  await click('menuitem', 'Delete');
  expect(api.deleteReport).not.toHaveBeenCalled();
  await click('button', 'Delete');
  await waitFor(() => expect(api.deleteReport).toHaveBeenCalledWith('3'));
});

it('offers nothing that the reader may not do', async () => {
  openPortal(
    '/ai-credits/reports',
    reports({
      reports: async () => ({
        reports: [{ ...report, mayEdit: false, mayRun: false }],
        timeZone,
        mayCreate: false,
      }),
    }),
  );
  await click('button', 'Actions of “Payments in October”');
  expect(
    (await screen.findAllByRole('menuitem')).map(item => item.textContent),
  ).toEqual(['Earlier runs']);
  expect(screen.queryByRole('button', { name: 'New report' })).toBeNull();
});

it('sums up a month, a day or a range, free and purchased apart', async () => {
  const api = reports();
  openPortal('/ai-credits/reports', api);
  const table = await screen.findByRole(
    'table',
    { name: /^Credits allocated/ },
    slow,
  );
  expect(
    within(table)
      .getAllByRole('row')
      .map(row => row.textContent),
  ).toEqual([
    'LineFreePurchasedOtherTotal',
    'Carried forward from before01,416.601,416.6',
    'Allocated1,500001,500',
    'Consumed1,50040001,900',
    'Remaining01,016.601,016.6',
    'Carried forward01,016.601,016.6',
  ]);
  expect(screen.getByText(/12 credits were used past/)).toBeVisible();
  const asked = () => api.creditSummary.mock.lastCall![0];
  const days = () =>
    (Date.parse(asked().to) - Date.parse(asked().from)) / 86_400_000;
  expect(asked().from).toMatch(/T17:00:00/);

  await userEvent.click(screen.getByLabelText('Range'));
  await click('option', 'Yesterday');
  await waitFor(() => expect(days()).toBe(1));
  await userEvent.click(screen.getByLabelText('Range'));
  await click('option', 'From a day to a day');
  await waitFor(() => expect(days()).toBeGreaterThan(6));
});

it('says who can help where a role is missing', async () => {
  const refused = Object.assign(new Error('Unauthorized'), {
    name: 'NotAllowedError',
  });
  openPortal(
    '/ai-credits/reports',
    reports({ reports: () => Promise.reject(refused) }),
  );
  expect(
    await screen.findByText('You may not see this', undefined, slow),
  ).toBeVisible();
});

it('speaks Indonesian', async () => {
  openPortal('/ai-credits/reports', reports(), 'id');
  expect(
    await screen.findByText(
      /^1 laporan\. 1 berjalan terjadwal/,
      undefined,
      slow,
    ),
  ).toBeVisible();
  expect(screen.getByText('Tanggal 1 setiap bulan pukul 07:00')).toBeVisible();
});
