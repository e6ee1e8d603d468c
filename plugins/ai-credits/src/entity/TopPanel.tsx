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

import { Link } from '@backstage/core-components';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import Skeleton from '@material-ui/lab/Skeleton';
import { ErrorState } from '../components/ErrorState';
import { Panel } from '../components/Panel';
import { UseTable } from '../components/UseTable';
import { useAnalytics } from '../data/queries';
import { useCreditsHref } from '../data/useCreditsHref';
import { useEntityText } from '../translations/entity';
import { EntityUsage } from './useEntityUsage';

const MOST = 6;
const HEIGHT = 240;

/** Who used most of an entity's credits; of a person, what for. */
export function TopPanel(props: {
  data: EntityUsage;
  notes: (string | undefined)[];
}) {
  const { t } = useEntityText();
  const hrefOf = useCreditsHref();
  const { filters, range, scope, usage } = props.data;
  const dimension = scope?.dimension === 'user' ? 'action' : 'user';
  const top = useAnalytics(
    range &&
      filters && {
        ...range,
        groupBy: [dimension],
        measures: ['credits', 'requests'],
        filters,
        orderBy: [['credits', 'desc']],
        limit: MOST,
      },
  );
  const title = t(dimension === 'user' ? 'entity.users' : 'entity.actions');
  const hint = [t('entity.last30'), ...props.notes].filter(Boolean).join(' · ');
  const href = hrefOf('usage', {
    range: 'last30Days',
    by: dimension,
    ...filters,
  });
  if (!top.data || !usage) {
    return (
      <Panel title={title} hint={hint}>
        {top.isError ? (
          <ErrorState error={top.error} onRetry={() => top.refetch()} />
        ) : (
          <Skeleton variant="rect" height={HEIGHT} />
        )}
      </Panel>
    );
  }
  return (
    <UseTable
      title={title}
      hint={hint}
      dimension={dimension}
      compact
      used={formatCredits(usage.credits)}
      rows={top.data.rows.map(row => ({
        ref: String(row[dimension] ?? ''),
        credits: String(row.credits),
        requests: Number(row.requests),
      }))}
      actions={href && <Link to={href}>{t('entity.openUsage')}</Link>}
    />
  );
}
