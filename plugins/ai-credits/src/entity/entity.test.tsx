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

import { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AiCreditsApi,
  AnalyticsQuery,
  AnalyticsResponse,
} from 'backstage-plugin-ai-credits-common';
import { budget } from '../__testUtils__/budget';
import { client, plugin, setWidth, timeZone } from '../__testUtils__/portal';
import { aiCreditsApiRef } from '../api';
import { lastDays } from '../data/periods';

jest.setTimeout(60_000);

beforeEach(() => setWidth(1440));

function entity(
  kind: string,
  name: string,
  relations: [type: string, targetRef: string][] = [],
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: {},
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const checkout = entity('Component', 'checkout', [
  ['ownedBy', 'group:default/payments'],
]);

/** Two models used yesterday; 100 credits in the 30 days before; two people. */
function used(query: AnalyticsQuery): AnalyticsResponse {
  const days = lastDays(30, Date.now(), timeZone).periods;
  const common = { asOf: '', timeZone, truncated: false, narrowed: false };
  if (query.groupBy?.includes('model')) {
    return {
      ...common,
      rows: [
        { period: days[28], model: 'large', credits: '90.5', requests: 9 },
        { period: days[28], model: 'small', credits: '29.500001', requests: 3 },
      ],
      totals: { credits: '120.000001', requests: 12 },
    };
  }
  const by = query.groupBy?.[0];
  return by
    ? {
        ...common,
        rows: [
          { [by]: 'user:default/jo.example', credits: '100', requests: 10 },
          { [by]: '', credits: '20.000001', requests: 2 },
        ],
        totals: { credits: '120.000001' },
      }
    : { ...common, rows: [], totals: { credits: '100' } };
}

const nothing =
  (narrowed: boolean) =>
  async (query: AnalyticsQuery): Promise<AnalyticsResponse> => ({
    ...used(query),
    rows: [],
    totals: {},
    narrowed,
  });

function setup(more: Partial<AiCreditsApi> = {}) {
  const analytics = jest.fn(more.analytics ?? (async query => used(query)));
  const budgets = jest.fn(
    more.budgets ??
      (async ({ ref, scopeKind } = {}) => ({
        budgets: [budget([scopeKind].flat()[0] ?? 'service', ref ?? '')],
      })),
  );
  return { ...client(more), analytics, budgets };
}

/** The page of an entity with the tab or the card on it. */
function openEntity(
  of: Entity,
  api: Partial<AiCreditsApi>,
  options: {
    show?: 'tab' | 'card';
    language?: 'en' | 'id';
    catalog?: Entity[];
  } = {},
) {
  const { show = 'tab', language = 'en', catalog = [of] } = options;
  window.localStorage.setItem('language', language);
  return renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity: of })],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [aiCreditsApiRef, api],
      [catalogApiRef, catalogApiMock({ entities: catalog })],
    ],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          // A portal leaves out what it does not want.
          show === 'tab'
            ? { 'entity-card:ai-credits': false }
            : { 'entity-content:ai-credits': false },
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'id'],
                defaultLanguage: language,
              },
            },
          },
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
  });
}

const asked = (api: { analytics: jest.Mock }) =>
  api.analytics.mock.calls.map(([query]) => query as AnalyticsQuery);

/** Pages are files of their own; the first one takes its time. */
const patient = { timeout: 20_000 };

const bars = () =>
  screen.findByRole('region', { name: 'Credits a day by model' }, patient);

const hint = (text: string) =>
  screen.findByText(new RegExp(`${text} · days in`), undefined, patient);

const refused = async () => {
  throw await ResponseError.fromResponse(
    Response.json(
      { error: { name: 'NotAllowedError', message: 'You may not see usage' } },
      { status: 403 },
    ) as Parameters<typeof ResponseError.fromResponse>[0],
  );
};

describe('the tab of an entity', () => {
  it('says how it stands, and shows bars, budget, people and charges', async () => {
    const api = setup();
    openEntity(checkout, api);
    expect(
      await screen.findByText(
        /^780\.5 of 1,000 credits used; at this pace 990\.25 by the end of the month\. 120 credits in 12 requests in the last 30 days\. \+20% against the 30 days before\.$/,
        undefined,
        patient,
      ),
    ).toBeVisible();
    for (const { filters } of asked(api)) {
      expect(filters).toEqual({ service: ['component:default/checkout'] });
    }
    expect(api.budgets).toHaveBeenCalledWith({
      ref: 'component:default/checkout',
      scopeKind: ['service'],
    });

    // The figures behind the bars, for whoever does not see them.
    const chart = within(await bars());
    const table = within(await chart.findByRole('table'));
    expect(table.getAllByRole('row')).toHaveLength(31);
    expect(
      table.getByRole('columnheader', { name: 'Large model' }),
    ).toBeInTheDocument();
    expect(table.getByText('29.500001')).toBeInTheDocument();

    const panel = within(
      screen.getByRole('region', { name: 'Budget of the month' }),
    );
    expect(panel.getByText('on track')).toBeVisible();
    expect(panel.getByText('199.5 left')).toBeVisible();
    expect(panel.getByText('Held').nextSibling).toHaveTextContent('20');
    expect(panel.getByRole('meter')).toHaveAttribute('aria-valuenow', '78');
    expect(
      panel.getByRole('link', { name: 'Open in Budgets' }),
    ).toHaveAttribute('href', '/ai-credits/budgets?period=month&scope=7');

    const people = within(
      await screen.findByRole('table', { name: 'Who used most' }),
    );
    const [, jo, nobody] = people.getAllByRole('row');
    expect(jo).toHaveTextContent(/jo\.example.*100.*83%/);
    expect(nobody).toHaveTextContent(/No user named.*20.*17%/);
    expect(screen.getByRole('link', { name: 'Open in Usage' })).toHaveAttribute(
      'href',
      '/ai-credits/usage?range=last30Days&by=user&service=component%3Adefault%2Fcheckout',
    );

    const charges = within(
      await screen.findByRole('table', { name: 'Last charges' }),
    );
    expect(charges.getByText(/action-1 · Large model/)).toBeVisible();
    expect(charges.getByRole('link', { name: /2026/ })).toHaveAttribute(
      'href',
      '/ai-credits/transactions?service=component%3Adefault%2Fcheckout&type=usage&transaction=tx-1',
    );
    expect(api.transactions).toHaveBeenCalledWith({
      service: ['component:default/checkout'],
      type: ['usage'],
      limit: 8,
    });
  });

  it('counts every group below a group, level by level', async () => {
    const company = entity('Group', 'company', [
      ['parentOf', 'group:default/commerce'],
      ['hasMember', 'user:default/boss'],
    ]);
    const commerce = entity('Group', 'commerce', [
      ['parentOf', 'group:default/payments'],
      // A circle ends where it would begin again.
      ['parentOf', 'group:default/company'],
    ]);
    const api = setup();
    openEntity(company, api, {
      catalog: [company, commerce, entity('Group', 'payments')],
    });
    expect(await hint('with 2 groups below')).toBeVisible();
    for (const { filters } of asked(api)) {
      expect(filters).toEqual({
        team: [
          'group:default/company',
          'group:default/commerce',
          'group:default/payments',
        ],
      });
    }
    // Which of the two a group is, the server knows.
    expect(api.budgets).toHaveBeenCalledWith({
      ref: 'group:default/company',
      scopeKind: ['team', 'department'],
    });
  });

  it('counts the systems of a domain, and what names a person', async () => {
    const api = setup();
    const domain = entity('Domain', 'trade', [
      ['hasPart', 'system:default/shop'],
      ['hasPart', 'component:default/loose'],
    ]);
    const { unmount } = openEntity(domain, api);
    expect(await hint('with 1 system of it')).toBeVisible();
    expect(asked(api)[0].filters).toEqual({
      project: ['domain:default/trade', 'system:default/shop'],
    });
    unmount();

    const own = setup();
    openEntity(entity('User', 'jo.example'), own);
    expect(
      await screen.findByRole('table', { name: 'What it was used for' }),
    ).toBeVisible();
    expect(asked(own)[0].filters).toEqual({
      user: ['user:default/jo.example'],
    });
    // On a person's own page everything is theirs.
    const charges = await screen.findByRole('table', { name: 'Last charges' });
    expect(
      within(charges)
        .getAllByRole('columnheader')
        .map(cell => cell.textContent),
    ).toEqual(['When', 'What', 'Credits']);
  });

  it('shows two columns of each table on a phone', async () => {
    setWidth(390);
    openEntity(checkout, setup());
    const charges = await screen.findByRole('table', { name: 'Last charges' });
    expect(within(charges).getAllByRole('columnheader')).toHaveLength(2);
    expect(charges).toHaveTextContent('action-1 · Large model');
  });

  it('says how a first event is sent where there is none', async () => {
    const api = setup({
      analytics: nothing(false),
      budgets: async () => ({ budgets: [] }),
      transactions: jest.fn(async () => ({ transactions: [], timeZone })),
    });
    openEntity(checkout, api);
    expect(
      await screen.findByText('Nothing was used in the last 30 days.'),
    ).toBeVisible();
    const command = await screen.findByLabelText(
      'Command that sends a first event',
    );
    await waitFor(() =>
      expect(command).toHaveTextContent(
        '"service": "component:default/checkout"',
      ),
    );
    expect(
      await screen.findByText(/^No limit of its own is set\./),
    ).toBeVisible();
  });

  it('shows no number of what may not be seen, and says who can help', async () => {
    const api = setup({ analytics: nothing(true) });
    const { unmount } = openEntity(checkout, api);
    expect(
      await screen.findByText('None of this usage is yours to see'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: /payments/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/payments',
    );
    expect(document.body).not.toHaveTextContent(/780|1,000/);
    unmount();

    openEntity(checkout, setup({ analytics: refused }));
    expect(await screen.findByText('You may not see this')).toBeVisible();
    expect(
      screen.getByText(/Permission needed: ai-credits\.usage\.read/),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent(/780|1,000/);
  });

  it('names what is counted where the reader sees a part', async () => {
    openEntity(
      checkout,
      setup({
        analytics: async query => ({ ...used(query), narrowed: true }),
      }),
    );
    expect(
      await hint('credits · last 30 days · what you may see of it'),
    ).toBeVisible();
  });

  it('keeps the numbers that it has when they cannot be read again', async () => {
    let fails = false;
    const api = setup({
      analytics: async query => {
        if (fails) {
          throw new Error('the database went away');
        }
        return used(query);
      },
    });
    openEntity(checkout, api);
    await screen.findByText(/120 credits in 12 requests/);
    fails = true;
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByText(/^Could not refresh\./)).toBeVisible();
    expect(screen.getByText(/120 credits in 12 requests/)).toBeVisible();
  });

  it('offers to try again when nothing could be read', async () => {
    let fails = true;
    const api = setup({
      analytics: async query => {
        if (fails) {
          throw new Error('the database went away');
        }
        return used(query);
      },
    });
    openEntity(checkout, api);
    const chart = within(await bars());
    expect(await chart.findByText('the database went away')).toBeVisible();
    fails = false;
    await userEvent.click(chart.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/120 credits in 12 requests/)).toBeVisible();
  });

  it.each(['tab', 'card'] as const)(
    'explains the figures of the %s, and what actions cost',
    async show => {
      openEntity(checkout, setup(), show === 'card' ? { show } : {});
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Costs and figures explained',
        }),
      );
      const help = within(await screen.findByRole('dialog'));
      expect(help.getByText('What is counted')).toBeVisible();
      expect(
        await help.findByRole('table', { name: 'Credits per action' }),
      ).toBeVisible();
    },
  );

  it('speaks Indonesian', async () => {
    openEntity(checkout, setup(), { language: 'id' });
    expect(
      await screen.findByText(/120 kredit dalam 12 permintaan/),
    ).toBeVisible();
    expect(await screen.findByText('Tagihan terakhir')).toBeVisible();
  });
});

describe('the card of an entity', () => {
  it('shows what was used, how it compares, and the budget', async () => {
    openEntity(checkout, setup(), { show: 'card' });
    expect(await screen.findByText('120')).toHaveAttribute(
      'title',
      '120.000001',
    );
    expect(await screen.findByText('+20% vs the 30 days before')).toBeVisible();
    expect(
      await screen.findByText('780.5 of 1,000 credits used'),
    ).toBeVisible();
    expect(
      screen.getByRole('img', { name: /^Credits a day: from 0 to 0 / }),
    ).toBeVisible();
    // The tab is left out here, so it leads to Usage.
    expect(screen.getByRole('link', { name: 'Show usage' })).toHaveAttribute(
      'href',
      '/ai-credits/usage?range=last30Days&by=model&service=component%3Adefault%2Fcheckout',
    );
  });

  it('shows no number of what may not be seen', async () => {
    openEntity(checkout, setup({ analytics: nothing(true) }), {
      show: 'card',
    });
    expect(
      await screen.findByText('None of this usage is yours to see.'),
    ).toBeVisible();
    expect(document.body).not.toHaveTextContent(/780|1,000/);
  });
});

it.each(['Template', 'Location'])(
  'leaves the page of a %s alone',
  async kind => {
    const api = setup();
    renderTestApp({
      features: [plugin],
      extensions: [createTestEntityPage({ entity: entity(kind, 'some') })],
      apis: [[aiCreditsApiRef, api]],
    });
    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  },
);

it.each(['Component', 'API', 'Resource', 'System', 'Domain', 'Group', 'User'])(
  'stands on the page of a %s',
  async kind => {
    openEntity(entity(kind, 'some'), setup(), { show: 'card' });
    expect(
      await screen.findByText('credits in the last 30 days'),
    ).toBeVisible();
  },
);
