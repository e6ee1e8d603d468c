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

import Button from '@material-ui/core/Button';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import {
  parseCredits,
  SimulateResponse,
  UnknownName,
} from 'backstage-plugin-ai-credits-common';
import { VisuallyHidden } from '../../../charts/VisuallyHidden';
import { Amount } from '../../../components/Amount';
import { DataColumn, DataTable } from '../../../components/DataTable';
import { Panel } from '../../../components/Panel';
import { dayOf } from '../../../data/periods';
import { useValueLabels } from '../../../data/useValueLabels';
import { useAdminText } from '../../../translations/admin';
import { shareOfChange } from './change';

interface Row {
  id: string;
  label: string;
  current: string;
  draft: string;
  total?: boolean;
}

const useStyles = makeStyles(
  theme => ({
    pair: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))',
      gap: theme.spacing(3),
      alignItems: 'start',
    },
    total: { fontWeight: 700 },
  }),
  { name: 'AiCreditsWhatIfTables' },
);

/** What each team and each model was charged, and would have been. */
export function WhatIfTables(props: {
  result: SimulateResponse;
  timeZone: string;
  onAddRule: (name: UnknownName) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useAdminText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { result, timeZone } = props;
  const teams = result.byTeam.flatMap(({ team }) => (team ? [team] : []));
  const nameOf = useValueLabels(teams);

  const columns = (first: string): DataColumn<Row>[] =>
    [
      {
        id: 'label',
        title: first,
        render: (row: Row) =>
          row.total ? (
            <span className={classes.total}>{row.label}</span>
          ) : (
            row.label
          ),
      },
      {
        id: 'current',
        title: t('rateCard.charged'),
        numeric: true,
        render: (row: Row) => <Amount value={row.current} />,
      },
      {
        id: 'draft',
        title: t('rateCard.underDraft'),
        numeric: true,
        render: (row: Row) => <Amount value={row.draft} />,
      },
      {
        id: 'change',
        title: t('rateCard.change'),
        numeric: true,
        render: (row: Row) => (
          <Amount
            value={parseCredits(row.draft) - parseCredits(row.current)}
            signed
          />
        ),
      },
      {
        id: 'share',
        title: '%',
        numeric: true,
        render: (row: Row) => {
          const share = shareOfChange(row);
          return share === undefined ? '–' : formats.change(share);
        },
      },
    ].filter(({ id }) => !narrow || ['label', 'change'].includes(id));
  // The server sorts by the biggest change; the whole stands first.
  const total: Row = {
    id: 'total',
    label: t('rateCard.total'),
    current: result.current,
    draft: result.draft,
    total: true,
  };
  const table = (title: string, first: string, rows: Row[]) => (
    <Panel
      title={title}
      hint={t('rateCard.replayed', {
        count: result.events,
        number: formats.count(result.events),
        from: formats.day(dayOf(Date.parse(result.from), timeZone)),
        to: formats.day(dayOf(Date.parse(result.to), timeZone)),
      })}
    >
      <DataTable
        label={title}
        columns={columns(first)}
        rows={[total, ...rows]}
        rowKey={({ id }) => id}
        maxHeight={560}
      />
    </Panel>
  );
  const unknown = result.unknown ?? [];
  return (
    <>
      <div className={classes.pair}>
        {table(
          t('rateCard.byTeam'),
          t('rateCard.team'),
          result.byTeam.map(({ team, ...sums }) => ({
            id: `team:${team ?? ''}`,
            label: team ? nameOf('team', team) : t('rateCard.noTeam'),
            ...sums,
          })),
        )}
        {table(
          t('rateCard.byModel'),
          t('rateCard.model'),
          result.byModel.map(({ model, ...sums }) => ({
            id: `model:${model ?? ''}`,
            label: model ? nameOf('model', model) : t('rateCard.noModel'),
            ...sums,
          })),
        )}
      </div>
      {unknown.length > 0 && (
        <Panel
          title={t('rateCard.unknownTitle')}
          hint={t('rateCard.unknownHint')}
        >
          <DataTable
            label={t('rateCard.unknownTitle')}
            rows={unknown}
            rowKey={({ kind, name }) => `${kind}:${name}`}
            maxHeight={400}
            columns={(
              [
                {
                  id: 'name',
                  title: t('rateCard.name'),
                  render: ({ name }) => name,
                },
                {
                  id: 'kind',
                  title: t('rateCard.rule'),
                  render: ({ kind }) =>
                    t(
                      kind === 'action'
                        ? 'rateCard.kindAction'
                        : 'rateCard.kindModel',
                    ),
                },
                {
                  id: 'events',
                  title: t('rateCard.requests'),
                  numeric: true,
                  render: ({ events }) => formats.count(events),
                },
                {
                  id: 'status',
                  title: t('rateCard.status'),
                  render: ({ withoutPrice }) =>
                    t(
                      withoutPrice
                        ? 'rateCard.losesPrice'
                        : 'rateCard.takesDefault',
                    ),
                },
                {
                  id: 'add',
                  title: (
                    <VisuallyHidden>{t('rateCard.addRule')}</VisuallyHidden>
                  ),
                  numeric: true,
                  render: each => (
                    <Button
                      size="small"
                      color="primary"
                      onClick={() => props.onAddRule(each)}
                    >
                      {t('rateCard.addRule')}
                    </Button>
                  ),
                },
              ] as DataColumn<(typeof unknown)[number]>[]
            ).filter(
              ({ id }) => !narrow || ['name', 'status', 'add'].includes(id),
            )}
          />
        </Panel>
      )}
    </>
  );
}
