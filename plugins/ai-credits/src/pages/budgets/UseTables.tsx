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

import { BudgetDetail } from 'backstage-plugin-ai-credits-common';
import { UseTable } from '../../components/UseTable';
import { useText } from '../../translations';

/** Who uses a budget, by which services, and on which models. */
export function UseTables({ budget }: { budget: BudgetDetail }) {
  const { t } = useText();
  const hint = t('budgets.topHint', { period: t(`budgets.${budget.period}`) });
  const common = { hint, used: budget.used };
  return (
    <>
      <UseTable
        {...common}
        title={t('budgets.who')}
        dimension="user"
        rows={budget.topUsers}
      />
      <UseTable
        {...common}
        title={t('budgets.what')}
        dimension="service"
        rows={budget.topServices}
      />
      <UseTable
        {...common}
        title={t('budgets.which')}
        dimension="model"
        rows={budget.topModels}
      />
    </>
  );
}
