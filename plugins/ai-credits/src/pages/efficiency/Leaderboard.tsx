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
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { Workflow } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { useValueLabels } from '../../data/useValueLabels';
import { useInsightsText } from '../../translations/insights';
import { EfficiencyData } from './useEfficiencyPage';

const HEIGHT = 420;
const NONE = '–';

/** Use cases with their models, the fewest credits for a prompt first. */
export function Leaderboard({ data }: { data: EfficiencyData }) {
  const { t, formats } = useInsightsText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const labelOf = useValueLabels();
  const { efficiency } = data;
  const rows = efficiency.data?.workflows;
  const share = (value: number | undefined) =>
    value === undefined ? NONE : formats.share(value);
  const rating = new Intl.NumberFormat(formats.locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const workOf = (row: Workflow) =>
    row.useCase ? row.useCase : labelOf('action', row.action);

  const columns: DataColumn<Workflow>[] = [
    {
      id: 'workflow',
      title: t('efficiency.workflow'),
      sortBy: workOf,
      render: row => (
        <>
          {workOf(row)}
          <Typography variant="body2" color="textSecondary" component="span">
            {[row.useCase && row.action, labelOf('model', row.model)]
              .filter(Boolean)
              .map(part => ` · ${part}`)}
          </Typography>
        </>
      ),
    },
    {
      id: 'perRequest',
      title: t('efficiency.perPrompt'),
      numeric: true,
      sortBy: row => Number(row.creditsPerRequest ?? 0),
      render: row =>
        row.creditsPerRequest === undefined ? (
          NONE
        ) : (
          <Amount value={row.creditsPerRequest} />
        ),
    },
    {
      id: 'requests',
      title: t('efficiency.requests'),
      numeric: true,
      sortBy: row => row.requests,
      render: row => formats.count(row.requests),
    },
    {
      id: 'credits',
      title: t('efficiency.credits'),
      numeric: true,
      sortBy: row => Number(row.credits),
      render: row => <Amount value={row.credits} />,
    },
    {
      id: 'firstPass',
      title: t('efficiency.firstPass'),
      numeric: true,
      sortBy: row => row.firstPassRate,
      render: row => share(row.firstPassRate),
    },
    {
      id: 'accepted',
      title: t('efficiency.acceptance'),
      numeric: true,
      sortBy: row => row.acceptanceRate,
      render: row => share(row.acceptanceRate),
    },
    {
      id: 'rating',
      title: t('efficiency.rating'),
      numeric: true,
      sortBy: row => row.averageRating,
      render: row =>
        row.averageRating === undefined
          ? NONE
          : rating.format(row.averageRating),
    },
  ];
  const shown = narrow
    ? columns.filter(({ id }) => id === 'workflow' || id === 'perRequest')
    : columns;

  return (
    <Panel
      title={t('efficiency.leaderboardTitle')}
      hint={
        efficiency.data &&
        t('efficiency.leaderboardHint', {
          requests: formats.count(efficiency.data.minimumRequests),
        })
      }
    >
      {!rows && Boolean(efficiency.error) && (
        <ErrorState error={efficiency.error} onRetry={efficiency.refetch} />
      )}
      {!rows && !efficiency.error && <Skeleton variant="rect" height={320} />}
      {rows?.length === 0 && (
        <Typography color="textSecondary">
          {t('efficiency.noWorkflows')}
        </Typography>
      )}
      {rows && rows.length > 0 && (
        <DataTable
          label={t('efficiency.leaderboardTitle')}
          columns={shown}
          rows={rows}
          rowKey={row => `${row.useCase}\n${row.action}\n${row.model}`}
          maxHeight={HEIGHT}
        />
      )}
    </Panel>
  );
}
