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

import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  AiCreditsApi,
  AnalyticsQuery,
  AnalyticsResponse,
  Budget,
  BudgetsQuery,
  Me,
} from 'backstage-plugin-ai-credits-common';
import aiCreditsPlugin from '..';
import { budget } from '../__testUtils__/budget';
import { client, me, setWidth, timeZone } from '../__testUtils__/portal';
import { aiCreditsApiRef } from '../api';
import { rootRouteRef } from '../routes';

jest.setTimeout(60_000);

beforeEach(() => setWidth(1440));

const jo: Me = { ...me(false), departments: ['group:default/commerce'] };

function openWidget(
  budgets: Budget[],
  more: Partial<AiCreditsApi> & { who?: Me } = {},
) {
  const { who = jo, ...api } = more;
  const widget = createExtensionTester(
    aiCreditsPlugin.getExtension('home-page-widget:ai-credits/my-credits'),
  ).get(HomePageWidgetBlueprint.dataRefs.widget);
  const analytics = jest.fn(
    async (_: AnalyticsQuery): Promise<AnalyticsResponse> => ({
      rows: [],
      totals: { credits: '42.5' },
      asOf: '',
      timeZone,
      truncated: false,
    }),
  );
  const asked = {
    ...client({ me: jest.fn(async () => who) }),
    budgets: jest.fn(async ({ ref }: BudgetsQuery = {}) => ({
      budgets: budgets.filter(each => each.scope.ref === ref),
    })),
    ...api,
    analytics,
  };
  renderInTestApp(widget.component, {
    apis: [[aiCreditsApiRef, asked]],
    mountedRoutes: {
      '/ai-credits': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
  return asked;
}

it('shows the bar of the team and one of one’s own', async () => {
  openWidget([
    budget('team', 'group:default/payments', {
      used: '1100',
      held: '0',
      remaining: '-100',
      status: 'exceeded',
    }),
    budget('user', 'user:default/jo.example'),
  ]);
  const team = within(await screen.findByRole('region', { name: 'payments' }));
  expect(await team.findByText('1,100 of 1,000 credits used')).toBeVisible();
  expect(team.getByText('100 over')).toBeVisible();
  expect(team.getByText('exceeded')).toBeVisible();
  expect(team.getByText(/^resets on /)).toBeVisible();
  expect(team.getByRole('link', { name: /payments/ })).toHaveAttribute(
    'href',
    '/catalog/default/group/payments',
  );

  const own = within(screen.getByRole('region', { name: 'You' }));
  expect(await own.findByText('199.5 left')).toBeVisible();
  expect(
    own.getByRole('meter', { name: 'Used of the allocation of You' }),
  ).toHaveAttribute('aria-valuenow', '78');
  expect(screen.getByRole('link', { name: 'My usage' })).toHaveAttribute(
    'href',
    '/ai-credits/usage?range=thisMonth&by=model&user=user%3Adefault%2Fjo.example',
  );
  expect(screen.getByRole('link', { name: 'Budgets' })).toHaveAttribute(
    'href',
    '/ai-credits/budgets',
  );
});

it('shows what was used without a limit, and the budget of the department that counts it', async () => {
  const api = openWidget([budget('department', 'group:default/commerce')]);
  const team = within(await screen.findByRole('region', { name: 'payments' }));
  expect(
    await team.findByText('42.5 used this month, no limit of its own'),
  ).toBeVisible();
  expect(await team.findByText('Counts against commerce:')).toBeVisible();
  expect(await team.findByText('780.5 of 1,000 credits used')).toBeVisible();
  const own = within(screen.getByRole('region', { name: 'You' }));
  expect(
    await own.findByText('42.5 used this month, no limit of your own'),
  ).toBeVisible();
  expect(api.analytics.mock.calls.map(([query]) => query.filters)).toEqual([
    { team: ['group:default/payments'] },
    { user: ['user:default/jo.example'] },
  ]);
});

it('shows two groups, and leads to the others', async () => {
  openWidget([], {
    who: {
      ...jo,
      teams: ['group:default/a', 'group:default/b', 'group:default/c'],
      leads: ['group:default/commerce'],
    },
  });
  expect(
    await screen.findByRole('link', { name: '2 more teams in Budgets' }),
  ).toBeVisible();
  for (const name of ['a', 'b', 'You']) {
    expect(screen.getByRole('region', { name })).toBeVisible();
  }
  expect(screen.queryByRole('region', { name: 'c' })).not.toBeInTheDocument();
});

it('says why there is nothing', async () => {
  openWidget([], { who: { ...jo, user: undefined, teams: [], leads: [] } });
  expect(
    await screen.findByText(/nobody whom the catalog knows/),
  ).toBeVisible();
});

it('says what could not be read, and that it may not be seen', async () => {
  openWidget([], {
    budgets: jest.fn(async () => {
      throw new Error('the database went away');
    }),
  });
  expect(await screen.findAllByText('the database went away')).toHaveLength(2);
});

it('explains its figures and what actions cost', async () => {
  openWidget([]);
  await userEvent.click(
    await screen.findByRole('button', { name: 'Costs and figures explained' }),
  );
  const help = within(await screen.findByRole('dialog'));
  expect(help.getByText('No limit of its own')).toBeVisible();
  expect(
    await help.findByRole('table', { name: 'Credits per action' }),
  ).toBeVisible();
});
