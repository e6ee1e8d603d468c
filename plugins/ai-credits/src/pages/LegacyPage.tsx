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
import { useText } from '../translations';
import { BudgetsPage } from './budgets';
import { OverviewPage } from './overview';
import { PerformancePage } from './performance';
import { TransactionsPage } from './transactions';
import { UsagePage } from './usage';

/** The tabs under a header of their own, where the portal brings none. */
export function LegacyPage() {
  const { t } = useText();
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/overview" title={t('page.overview')}>
          <OverviewPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/usage" title={t('page.usage')}>
          <UsagePage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/budgets" title={t('page.budgets')}>
          <BudgetsPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/performance" title={t('page.performance')}>
          <PerformancePage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/transactions" title={t('page.transactions')}>
          <TransactionsPage />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
