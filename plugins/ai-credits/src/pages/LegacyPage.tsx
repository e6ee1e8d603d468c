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

import { Header, Page, TabbedLayout } from '@backstage/core-components';
import Skeleton from '@material-ui/lab/Skeleton';
import { lazy, Suspense } from 'react';
import { PageBanner } from '../lowBalance';
import { useText } from '../translations';

const pages = {
  overview: lazy(() =>
    import('./overview').then(m => ({ default: m.OverviewPage })),
  ),
  usage: lazy(() => import('./usage').then(m => ({ default: m.UsagePage }))),
  budgets: lazy(() =>
    import('./budgets').then(m => ({ default: m.BudgetsPage })),
  ),
  performance: lazy(() =>
    import('./performance').then(m => ({ default: m.PerformancePage })),
  ),
  efficiency: lazy(() =>
    import('./efficiency').then(m => ({ default: m.EfficiencyPage })),
  ),
  savings: lazy(() =>
    import('./savings').then(m => ({ default: m.SavingsPage })),
  ),
  transactions: lazy(() =>
    import('./transactions').then(m => ({ default: m.TransactionsPage })),
  ),
  reports: lazy(() =>
    import('./reports').then(m => ({ default: m.ReportsPage })),
  ),
  admin: lazy(() => import('./admin').then(m => ({ default: m.AdminPage }))),
};

/** The tabs under a header of their own, where the portal brings none. */
export function LegacyPage() {
  const { t } = useText();
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <TabbedLayout>
        {(Object.keys(pages) as Array<keyof typeof pages>).map(name => {
          const Tab = pages[name];
          return (
            <TabbedLayout.Route
              key={name}
              path={`/${name}`}
              title={t(`page.${name}`)}
            >
              <>
                <PageBanner />
                <Suspense fallback={<Skeleton variant="rect" height={320} />}>
                  <Tab />
                </Suspense>
              </>
            </TabbedLayout.Route>
          );
        })}
      </TabbedLayout>
    </Page>
  );
}
