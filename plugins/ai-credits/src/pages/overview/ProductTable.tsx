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
import { sumCredits } from 'backstage-plugin-ai-credits-common';
import { Sparkline } from '../../charts/Sparkline';
import { CATEGORY_COUNT } from '../../charts/palette';
import { useColours } from '../../charts/useColours';
import { Amount } from '../../components/Amount';
import { DataColumn, DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { Panel } from '../../components/Panel';
import { chartNumber } from '../../data/format';
import { Series } from '../../data/usage';
import { useText } from '../../translations';

/** Which product used how much in the last 30 days, and how it went. */
export function ProductTable(props: {
  products: Series[] | undefined;
  error: unknown;
  onRetry: () => void;
  /** Whose usage it is, where it is not everybody's. */
  scope: string | undefined;
}) {
  const { t, formats } = useText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const products = props.products ?? [];
  const colours = useColours(
    'product',
    products
      .filter(item => item.total > 0n)
      .slice(0, CATEGORY_COUNT)
      .map(item => item.name),
  );
  const total = sumCredits(products.map(item => item.total));
  const nameOf = (item: Series) => item.name || t('common.noProduct');

  const columns: DataColumn<Series>[] = [
    { id: 'product', title: t('overview.product'), render: nameOf },
    {
      id: 'total',
      title: t('overview.totalCredits'),
      numeric: true,
      render: item => <Amount value={item.total} />,
    },
    {
      id: 'aDay',
      title: t('overview.aDay'),
      numeric: true,
      render: item => (
        <Amount value={item.total / BigInt(item.amounts.length)} />
      ),
    },
    {
      id: 'excess',
      title: t('overview.excess'),
      numeric: true,
      render: item => <Amount value={item.excess} />,
    },
    {
      id: 'share',
      title: t('overview.share'),
      numeric: true,
      render: item =>
        formats.share(total > 0n ? Number(item.total) / Number(total) : 0),
    },
    {
      id: 'trend',
      title: t('overview.trendColumn'),
      numeric: true,
      render: item => {
        const most = item.amounts.reduce((a, b) => (b > a ? b : a), 0n);
        return (
          <Sparkline
            values={item.amounts.map(chartNumber)}
            colour={colours.of(item.name)}
            label={t('overview.sparkline', {
              name: nameOf(item),
              first: formats.credits(item.amounts[0]),
              last: formats.credits(item.amounts[item.amounts.length - 1]),
              most: formats.credits(most),
            })}
          />
        );
      },
    },
  ];
  const narrowColumns = columns.filter(
    ({ id }) => id === 'product' || id === 'total',
  );

  return (
    <Panel
      title={t('overview.products')}
      hint={[t('chart.creditsUnit'), t('overview.trendPeriod'), props.scope]
        .filter(Boolean)
        .join(' · ')}
    >
      {props.products === undefined && Boolean(props.error) && (
        <ErrorState error={props.error} onRetry={props.onRetry} />
      )}
      {props.products === undefined && !props.error && (
        <Skeleton variant="rect" height={240} />
      )}
      {props.products?.length === 0 && (
        <Typography color="textSecondary">{t('chart.empty')}</Typography>
      )}
      {products.length > 0 && (
        <DataTable
          label={t('overview.products')}
          columns={narrow ? narrowColumns : columns}
          rows={products}
          rowKey={item => item.name}
        />
      )}
    </Panel>
  );
}
