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
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { DataColumn, DataTable } from '../../components/DataTable';
import { EntityName } from '../../components/EntityName';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { figureColumns, OnlyButton } from './columns';
import { Performance } from './figures';
import { MOST_ROWS } from './questions';
import { PerformanceData } from './usePerformance';

const HEIGHT = 560;

const useStyles = makeStyles(
  theme => ({
    name: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
    notice: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsUserTimes' },
);

/** Who waits how long. */
export function UserTable(props: {
  data: PerformanceData;
  onOnly: (user: string) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const labelOf = useValueLabels();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { people, users } = props.data;
  const figures = figureColumns(t, formats);
  const columns: DataColumn<Performance>[] = [
    {
      id: 'user',
      title: t('perf.user'),
      sortBy: row => labelOf('user', row.name),
      render: row => (
        <span className={classes.name}>
          {row.name ? (
            <EntityName entityRef={row.name} />
          ) : (
            labelOf('user', row.name)
          )}
          {!narrow && (
            <OnlyButton
              name={t('perf.only', { name: labelOf('user', row.name) })}
              onClick={() => props.onOnly(row.name)}
            />
          )}
        </span>
      ),
    },
    figures.average,
    figures.p50,
    figures.p95,
    figures.success,
    figures.perRequest,
    figures.requests,
  ];
  const shown = narrow
    ? columns.filter(({ id }) => id === 'user' || id === 'average')
    : columns;

  return (
    <Panel
      title={t('perf.users')}
      hint={[t('perf.usersHint'), props.data.narrowed && t('overview.narrowed')]
        .filter(Boolean)
        .join(' · ')}
    >
      {!people && Boolean(users.error) && (
        <ErrorState error={users.error} onRetry={users.refetch} />
      )}
      {!people && !users.error && <Skeleton variant="rect" height={240} />}
      {people?.length === 0 && (
        <Typography color="textSecondary">{t('chart.empty')}</Typography>
      )}
      {people && people.length > 0 && (
        <DataTable
          label={t('perf.users')}
          columns={shown}
          rows={people}
          rowKey={row => row.name}
          initialSort={{ column: 'requests', direction: 'desc' }}
          maxHeight={HEIGHT}
        />
      )}
      {users.data?.truncated && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.notice}
        >
          {t('perf.truncated', {
            number: formats.count(MOST_ROWS),
          })}
        </Typography>
      )}
    </Panel>
  );
}
