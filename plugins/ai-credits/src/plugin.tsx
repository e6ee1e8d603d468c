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
  ApiBlueprint,
  AppRootElementBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { RiCopperCoinLine } from '@remixicon/react';
import {
  AiCreditsClient,
  aiCreditsAllocationUpdatePermission,
  aiCreditsBudgetManagePermission,
  aiCreditsCreditsManagePermission,
  aiCreditsIntegrityReadPermission,
  aiCreditsRateCardManagePermission,
} from 'backstage-plugin-ai-credits-common';
import { ComponentType, JSX, lazy, Suspense } from 'react';
import { aiCreditsApiRef } from './api';
import { entityTabRouteRef, rootRouteRef } from './routes';
import { page as titles } from './translations/page.en';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: aiCreditsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new AiCreditsClient({ discoveryApi, fetchApi }),
    }),
});

// Without a loader the page draws its sub-pages as tabs under its header.
const page = PageBlueprint.make({
  params: {
    path: '/ai-credits',
    routeRef: rootRouteRef,
  },
});

// Each page is a file of its own for the browser, loaded when it is opened.
async function tab(load: Promise<ComponentType>): Promise<JSX.Element> {
  const [{ Tab }, Page] = await Promise.all([import('./pages/Tab'), load]);
  return (
    <Tab>
      <Page />
    </Tab>
  );
}

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: titles.overview,
    loader: () => tab(import('./pages/overview').then(m => m.OverviewPage)),
  },
});

const usagePage = SubPageBlueprint.make({
  name: 'usage',
  params: {
    path: 'usage',
    title: titles.usage,
    loader: () => tab(import('./pages/usage').then(m => m.UsagePage)),
  },
});

const budgetsPage = SubPageBlueprint.make({
  name: 'budgets',
  params: {
    path: 'budgets',
    title: titles.budgets,
    loader: () => tab(import('./pages/budgets').then(m => m.BudgetsPage)),
  },
});

const performancePage = SubPageBlueprint.make({
  name: 'performance',
  params: {
    path: 'performance',
    title: titles.performance,
    loader: () =>
      tab(import('./pages/performance').then(m => m.PerformancePage)),
  },
});

const efficiencyPage = SubPageBlueprint.make({
  name: 'efficiency',
  params: {
    path: 'efficiency',
    title: titles.efficiency,
    loader: () => tab(import('./pages/efficiency').then(m => m.EfficiencyPage)),
  },
});

const savingsPage = SubPageBlueprint.make({
  name: 'savings',
  params: {
    path: 'savings',
    title: titles.savings,
    loader: () => tab(import('./pages/savings').then(m => m.SavingsPage)),
  },
});

const transactionsPage = SubPageBlueprint.make({
  name: 'transactions',
  params: {
    path: 'transactions',
    title: titles.transactions,
    loader: () =>
      tab(import('./pages/transactions').then(m => m.TransactionsPage)),
  },
});

const reportsPage = SubPageBlueprint.make({
  name: 'reports',
  params: {
    path: 'reports',
    title: titles.reports,
    loader: () => tab(import('./pages/reports').then(m => m.ReportsPage)),
  },
});

// Shown to those who may change something; the page offers what they may.
const adminPage = SubPageBlueprint.make({
  name: 'admin',
  if: {
    $any: [
      aiCreditsAllocationUpdatePermission,
      aiCreditsBudgetManagePermission,
      aiCreditsCreditsManagePermission,
      aiCreditsRateCardManagePermission,
      aiCreditsIntegrityReadPermission,
    ].map(({ name, attributes }) => ({
      permissions: { $contains: `${name}#${attributes.action}` },
    })),
  },
  params: {
    path: 'admin',
    title: titles.admin,
    loader: () => tab(import('./pages/admin').then(m => m.AdminPage)),
  },
});

const AppBanner = lazy(() => import('./lowBalance/AppBanner'));

// On every page of the portal; configured away with
// `app-root-element:ai-credits/low-balance: false`.
const lowBalance = AppRootElementBlueprint.make({
  name: 'low-balance',
  params: {
    element: (
      <Suspense fallback={null}>
        <AppBanner />
      </Suspense>
    ),
  },
});

// What uses credits. A portal shows it on fewer with the setting `filter`.
const usesCredits = {
  kind: {
    $in: ['component', 'api', 'resource', 'system', 'domain', 'group', 'user'],
  },
};

const entityTab = EntityContentBlueprint.make({
  params: {
    path: '/ai-credits',
    title: titles.title,
    icon: <RiCopperCoinLine />,
    routeRef: entityTabRouteRef,
    filter: usesCredits,
    loader: () => import('./entity/EntityTab').then(m => <m.EntityTab />),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: usesCredits,
    loader: () => import('./entity/EntityCard').then(m => <m.EntityCard />),
  },
});

const myCredits = HomePageWidgetBlueprint.make({
  name: 'my-credits',
  params: {
    name: 'AiCreditsMyCredits',
    title: titles.title,
    description: 'What is left of your credits and of those of your team',
    layout: {
      width: { minColumns: 3, maxColumns: 12, defaultColumns: 6 },
      height: { minRows: 3, maxRows: 12, defaultRows: 5 },
    },
    components: () =>
      import('./home/MyCredits').then(m => ({ Content: m.MyCredits })),
  },
});

/**
 * AI Credits in a portal on the new frontend system.
 *
 * @public
 */
export const aiCreditsPlugin = createFrontendPlugin({
  pluginId: 'ai-credits',
  title: titles.title,
  icon: <RiCopperCoinLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entity: entityTabRouteRef },
  extensions: [
    api,
    lowBalance,
    page,
    overviewPage,
    usagePage,
    budgetsPage,
    performancePage,
    efficiencyPage,
    savingsPage,
    transactionsPage,
    reportsPage,
    adminPage,
    entityTab,
    entityCard,
    myCredits,
  ],
});
