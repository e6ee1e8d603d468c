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

import { Content } from '@backstage/core-components';
import { BudgetsPage } from './budgets';
import { OverviewPage } from './overview';
import { PerformancePage } from './performance';
import { TransactionsPage } from './transactions';
import { UsagePage } from './usage';

/** The overview with the portal's margins around it. */
export function OverviewTab() {
  return (
    <main>
      <Content>
        <OverviewPage />
      </Content>
    </main>
  );
}

/** Who and what uses credits, with the portal's margins around it. */
export function UsageTab() {
  return (
    <main>
      <Content>
        <UsagePage />
      </Content>
    </main>
  );
}

/** What may be used and what was, with the portal's margins around it. */
export function BudgetsTab() {
  return (
    <main>
      <Content>
        <BudgetsPage />
      </Content>
    </main>
  );
}

/** Response times and how models compare, with the portal's margins around it. */
export function PerformanceTab() {
  return (
    <main>
      <Content>
        <PerformancePage />
      </Content>
    </main>
  );
}

/** The transaction log with the portal's margins around it. */
export function TransactionsTab() {
  return (
    <main>
      <Content>
        <TransactionsPage />
      </Content>
    </main>
  );
}
