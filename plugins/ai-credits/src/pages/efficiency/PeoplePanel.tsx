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

import Chip from '@material-ui/core/Chip';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import ToggleButton from '@material-ui/lab/ToggleButton';
import ToggleButtonGroup from '@material-ui/lab/ToggleButtonGroup';
import { RiStarFill } from '@remixicon/react';
import { EfficiencyRow } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { EntityName } from '../../components/EntityName';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { isEntityDimension, useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { useInsightsText } from '../../translations/insights';
import { EfficiencyData } from './useEfficiencyPage';

const groupings = {
  user: 'people',
  team: 'teams',
  action: 'actions',
  model: 'models',
} as const;
type Grouping = keyof typeof groupings;

const HEIGHT = 480;
const NONE = '–';

const useStyles = makeStyles(
  theme => ({
    toggle: { padding: theme.spacing(0.25, 1.25), textTransform: 'none' },
    name: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1),
    },
    best: {
      height: 22,
      color: theme.palette.text.primary,
      '& svg': { color: theme.palette.primary.main },
    },
  }),
  { name: 'AiCreditsEfficiencyPeople' },
);

/** Who, and what, makes most of its credits. */
export function PeoplePanel({ data }: { data: EfficiencyData }) {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const common = useText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const [grouping, setGrouping] = useState<Grouping>('user');
  const { efficiency } = data;
  const answer = efficiency.data;
  const rows = answer?.[groupings[grouping]];
  const labelOf = useValueLabels((rows ?? []).map(row => row.name));
  const share = (value: number | undefined) =>
    value === undefined ? NONE : formats.share(value);
  const amount = (value: string | undefined) =>
    value === undefined ? NONE : <Amount value={value} />;
  const number = (value: string | undefined) =>
    value === undefined ? undefined : Number(value);

  const columns: DataColumn<EfficiencyRow>[] = [
    {
      id: 'name',
      title: common.t(`dimension.${grouping}`),
      sortBy: row => labelOf(grouping, row.name),
      render: row => (
        <span className={classes.name}>
          {row.name && isEntityDimension(grouping) ? (
            <EntityName entityRef={row.name} />
          ) : (
            labelOf(grouping, row.name)
          )}
          {row.mostEfficient && (
            <Chip
              size="small"
              variant="outlined"
              className={classes.best}
              icon={<RiStarFill size={14} />}
              label={t('efficiency.mostEfficient')}
            />
          )}
        </span>
      ),
    },
    {
      id: 'credits',
      title: t('efficiency.credits'),
      numeric: true,
      sortBy: row => Number(row.credits),
      render: row => <Amount value={row.credits} />,
    },
    {
      id: 'share',
      title: t('efficiency.share'),
      numeric: true,
      sortBy: row => row.share,
      render: row => share(row.share),
    },
    {
      id: 'items',
      title: t('efficiency.items'),
      numeric: true,
      sortBy: row => row.items,
      render: row => formats.count(row.items),
    },
    {
      id: 'perItem',
      title: t('efficiency.perItem'),
      numeric: true,
      sortBy: row => number(row.creditsPerItem),
      render: row => amount(row.creditsPerItem),
    },
    {
      id: 'perRequest',
      title: t('efficiency.perRequest'),
      numeric: true,
      sortBy: row => number(row.creditsPerRequest),
      render: row => amount(row.creditsPerRequest),
    },
    {
      id: 'regeneration',
      title: t('efficiency.regeneration'),
      numeric: true,
      sortBy: row => row.regenerationRate,
      render: row => share(row.regenerationRate),
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
  ];
  const shown = narrow
    ? columns.filter(({ id }) => id === 'name' || id === 'perItem')
    : columns;

  return (
    <Panel
      title={t('efficiency.peopleTitle')}
      hint={[
        answer &&
          t('efficiency.peopleHint', {
            items: formats.count(answer.minimumItems),
          }),
        data.narrowed && common.t('overview.narrowed'),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <ToggleButtonGroup
          exclusive
          size="small"
          value={grouping}
          aria-label={common.t('bar.groupBy')}
          onChange={(_, next: Grouping | null) => next && setGrouping(next)}
        >
          {(Object.keys(groupings) as Grouping[]).map(name => (
            <ToggleButton key={name} value={name} className={classes.toggle}>
              {common.t(`dimension.${name}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      {!rows && Boolean(efficiency.error) && (
        <ErrorState error={efficiency.error} onRetry={efficiency.refetch} />
      )}
      {!rows && !efficiency.error && <Skeleton variant="rect" height={320} />}
      {rows?.length === 0 && (
        <Typography color="textSecondary">{common.t('chart.empty')}</Typography>
      )}
      {rows && rows.length > 0 && (
        <DataTable
          key={grouping}
          label={t('efficiency.peopleTitle')}
          columns={shown}
          rows={rows}
          rowKey={row => row.name}
          maxHeight={HEIGHT}
        />
      )}
    </Panel>
  );
}
