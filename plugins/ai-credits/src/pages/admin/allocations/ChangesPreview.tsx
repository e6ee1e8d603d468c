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

import Typography from '@material-ui/core/Typography';
import { AllocationsResponse } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../../components/Amount';
import { DataTable } from '../../../components/DataTable';
import { useValueLabels } from '../../../data/useValueLabels';
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';

/** Changes that are listed; the rest are counted. */
const MOST = 100;

/** What changes would be made, before any is made. */
export function ChangesPreview({ tried }: { tried: AllocationsResponse }) {
  const { t, formats } = useAdminText();
  const { t: tCommon } = useText();
  const rows = tried.changes.slice(0, MOST);
  const labelOf = useValueLabels(rows.map(({ budget }) => budget.scope.ref));
  return (
    <>
      <Typography gutterBottom>
        {t('allocations.preview', { count: tried.changes.length })}
        {tried.unchanged > 0 &&
          ` ${t('allocations.previewUnchanged', {
            number: formats.count(tried.unchanged),
          })}`}
      </Typography>
      <DataTable
        label={t('allocations.title')}
        rows={rows}
        rowKey={({ budget }) => budget.id + budget.scope.ref + budget.period}
        maxHeight={320}
        columns={[
          {
            id: 'scope',
            title: t('allocations.previewScope'),
            render: ({ budget: { scope } }) => labelOf(scope.kind, scope.ref),
            sortBy: ({ budget: { scope } }) => labelOf(scope.kind, scope.ref),
          },
          {
            id: 'period',
            title: t('allocations.previewPeriod'),
            render: ({ budget }) => tCommon(`budgets.${budget.period}`),
          },
          {
            id: 'before',
            title: t('allocations.previewBefore'),
            numeric: true,
            render: ({ before }) =>
              before === undefined ? (
                t('allocations.previewNew')
              ) : (
                <Amount value={before} />
              ),
          },
          {
            id: 'after',
            title: t('allocations.previewAfter'),
            numeric: true,
            render: ({ budget }) => (
              <Amount value={budget.baseCredits ?? budget.credits} />
            ),
          },
        ]}
      />
      {tried.changes.length > MOST && (
        <Typography variant="body2" color="textSecondary">
          {t('allocations.previewMore', {
            number: formats.count(tried.changes.length - MOST),
          })}
        </Typography>
      )}
    </>
  );
}
