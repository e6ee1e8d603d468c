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
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiCopperCoinLine } from '@remixicon/react';
import { AiCreditsClient } from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from './api';
import { rootRouteRef } from './routes';
import { en } from './translations/en';

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

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: en.page.overview,
    loader: () => import('./pages').then(m => <m.OverviewTab />),
  },
});

const usagePage = SubPageBlueprint.make({
  name: 'usage',
  params: {
    path: 'usage',
    title: en.page.usage,
    loader: () => import('./pages').then(m => <m.UsageTab />),
  },
});

const budgetsPage = SubPageBlueprint.make({
  name: 'budgets',
  params: {
    path: 'budgets',
    title: en.page.budgets,
    loader: () => import('./pages').then(m => <m.BudgetsTab />),
  },
});

const performancePage = SubPageBlueprint.make({
  name: 'performance',
  params: {
    path: 'performance',
    title: en.page.performance,
    loader: () => import('./pages').then(m => <m.PerformanceTab />),
  },
});

const transactionsPage = SubPageBlueprint.make({
  name: 'transactions',
  params: {
    path: 'transactions',
    title: en.page.transactions,
    loader: () => import('./pages').then(m => <m.TransactionsTab />),
  },
});

/**
 * AI Credits in a portal on the new frontend system.
 *
 * @public
 */
export const aiCreditsPlugin = createFrontendPlugin({
  pluginId: 'ai-credits',
  title: en.page.title,
  icon: <RiCopperCoinLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    api,
    page,
    overviewPage,
    usagePage,
    budgetsPage,
    performancePage,
    transactionsPage,
  ],
});
