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
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import {
  EfficiencyResponse,
  UnusualDay,
} from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { useTabHref } from '../../data/useTabHref';
import { useValueLabels } from '../../data/useValueLabels';
import { useInsightsText } from '../../translations/insights';
import { EfficiencyData } from './useEfficiencyPage';

const HEIGHT = 420;
const MOST_DAYS = 50;

const useStyles = makeStyles(
  theme => ({
    direction: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
    },
    rows: { marginTop: theme.spacing(2) },
  }),
  { name: 'AiCreditsEfficiencySides' },
);

type ItemRow = EfficiencyResponse['items'][number];

/** The items that needed most attempts. */
export function ItemsPanel({ data }: { data: EfficiencyData }) {
  const { t, formats } = useInsightsText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const href = useTabHref();
  const { efficiency } = data;
  const rows = efficiency.data?.items;
  const columns: DataColumn<ItemRow>[] = [
    {
      id: 'item',
      title: t('efficiency.item'),
      render: row => (
        <Link to={href('transactions', { q: row.item })}>{row.item}</Link>
      ),
    },
    {
      id: 'action',
      title: t('efficiency.action'),
      render: row => row.action || '–',
    },
    {
      id: 'attempts',
      title: t('efficiency.attempts'),
      numeric: true,
      sortBy: row => row.attempts,
      render: row => formats.count(row.attempts),
    },
    {
      id: 'credits',
      title: t('efficiency.credits'),
      numeric: true,
      sortBy: row => Number(row.credits),
      render: row => <Amount value={row.credits} />,
    },
  ];
  return (
    <Panel title={t('efficiency.itemsTitle')} hint={t('efficiency.itemsHint')}>
      {!rows && Boolean(efficiency.error) && (
        <ErrorState error={efficiency.error} onRetry={efficiency.refetch} />
      )}
      {!rows && !efficiency.error && <Skeleton variant="rect" height={240} />}
      {rows?.length === 0 && (
        <Typography color="textSecondary">{t('efficiency.noItems')}</Typography>
      )}
      {rows && rows.length > 0 && (
        <DataTable
          label={t('efficiency.itemsTitle')}
          columns={
            narrow
              ? columns.filter(({ id }) => id === 'item' || id === 'attempts')
              : columns
          }
          rows={rows}
          rowKey={row => `${row.item}\n${row.action}`}
          maxHeight={HEIGHT}
        />
      )}
    </Panel>
  );
}

/** The days on which far more, or far less, was used than usual. */
export function UnusualPanel({ data }: { data: EfficiencyData }) {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const href = useTabHref();
  const { unusual } = data;
  const rows = unusual.data?.days.slice(0, MOST_DAYS);
  const labelOf = useValueLabels(
    (rows ?? []).flatMap(({ subject }) => subject.ref ?? []),
  );
  const nameOf = ({ subject }: UnusualDay) =>
    subject.kind === 'account' || subject.ref === undefined
      ? t('efficiency.account')
      : labelOf(subject.kind, subject.ref);
  const columns: DataColumn<UnusualDay>[] = [
    {
      id: 'day',
      title: t('efficiency.day'),
      sortBy: row => row.day,
      render: row => (
        <Link
          to={href('usage', {
            range: 'custom',
            from: row.day,
            to: row.day,
            ...(row.subject.kind === 'account' || row.subject.ref === undefined
              ? {}
              : { [row.subject.kind]: row.subject.ref }),
          })}
        >
          {formats.day(row.day)}
        </Link>
      ),
    },
    {
      id: 'subject',
      title: t('efficiency.subject'),
      sortBy: nameOf,
      render: nameOf,
    },
    {
      id: 'direction',
      title: t('efficiency.direction'),
      render: row => (
        <span className={classes.direction}>
          {row.direction === 'high' ? (
            <RiArrowUpLine size={16} aria-hidden />
          ) : (
            <RiArrowDownLine size={16} aria-hidden />
          )}
          {t(`efficiency.${row.direction}`)}
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
      id: 'usual',
      title: t('efficiency.usual'),
      numeric: true,
      render: row =>
        t('efficiency.range', {
          low: formats.credits(row.usual.from),
          high: formats.credits(row.usual.to),
        }),
    },
  ];
  return (
    <Panel
      title={t('efficiency.unusualTitle')}
      hint={t('efficiency.unusualHint')}
    >
      {!rows && Boolean(unusual.error) && (
        <ErrorState error={unusual.error} onRetry={unusual.refetch} />
      )}
      {!rows && !unusual.error && <Skeleton variant="rect" height={160} />}
      {rows?.length === 0 && (
        <Typography color="textSecondary">
          {t('efficiency.noUnusual')}
        </Typography>
      )}
      {rows && rows.length > 0 && (
        <DataTable
          label={t('efficiency.unusualTitle')}
          columns={
            narrow
              ? columns.filter(({ id }) => id === 'day' || id === 'credits')
              : columns
          }
          rows={rows}
          rowKey={row =>
            `${row.day}\n${row.subject.kind}\n${row.subject.ref ?? ''}`
          }
          maxHeight={HEIGHT}
        />
      )}
    </Panel>
  );
}

/** What accepted items are worth against what they cost; nothing where no values are configured. */
export function ReturnPanel({ data }: { data: EfficiencyData }) {
  const classes = useStyles();
  const { t, formats } = useInsightsText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const value = data.efficiency.data?.value;
  // Where nobody says what became of anything, nothing can be said of its worth.
  if (!value?.rows.length) {
    return null;
  }
  const ratio = (each: number | undefined) =>
    each === undefined ? '–' : formats.change(each);
  const columns: DataColumn<(typeof value.rows)[number]>[] = [
    {
      id: 'what',
      title: t('efficiency.what'),
      render: row => [row.product, row.action].filter(Boolean).join(' · '),
    },
    {
      id: 'items',
      title: t('efficiency.acceptedItems'),
      numeric: true,
      sortBy: row => row.acceptedItems,
      render: row => formats.count(row.acceptedItems),
    },
    {
      id: 'value',
      title: t('efficiency.value'),
      numeric: true,
      sortBy: row => Number(row.value),
      render: row => formats.money(row.value, value.currency),
    },
    {
      id: 'cost',
      title: t('efficiency.cost'),
      numeric: true,
      sortBy: row => Number(row.cost),
      render: row => formats.money(row.cost, value.currency),
    },
    {
      id: 'ratio',
      title: t('efficiency.return'),
      numeric: true,
      sortBy: row => row.ratio,
      render: row => ratio(row.ratio),
    },
  ];
  return (
    <Panel
      title={t('efficiency.returnTitle')}
      hint={t(
        value.basis === 'purchases'
          ? 'efficiency.returnPurchases'
          : 'efficiency.returnPack',
        { price: formats.money(value.pricePerCredit, value.currency) },
      )}
    >
      <Facts
        items={[
          {
            label: t('efficiency.acceptedItems'),
            value: formats.count(value.acceptedItems),
          },
          {
            label: t('efficiency.value'),
            value: formats.money(value.value, value.currency),
          },
          {
            label: t('efficiency.cost'),
            value: formats.money(value.cost, value.currency),
          },
          { label: t('efficiency.return'), value: ratio(value.ratio) },
        ]}
      />
      {value.rows.length > 0 && (
        <div className={classes.rows}>
          <DataTable
            label={t('efficiency.returnTitle')}
            columns={
              narrow
                ? columns.filter(({ id }) => id === 'what' || id === 'ratio')
                : columns
            }
            rows={value.rows}
            rowKey={row => `${row.product}\n${row.action}`}
          />
        </div>
      )}
    </Panel>
  );
}
