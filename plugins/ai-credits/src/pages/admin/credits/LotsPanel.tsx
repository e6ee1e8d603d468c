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
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { Lot, parseCredits } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../../components/Amount';
import { DataColumn, DataTable } from '../../../components/DataTable';
import { ErrorState } from '../../../components/ErrorState';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { TypeChip } from '../../transactions/Chips';
import { useLots } from './useCredits';
import { useNarrow } from './useNarrow';

/** What there is to use, in the order in which it is used, and what was used up. */
export function LotsPanel(props: { timeZone: string; now: number }) {
  const { t, formats } = useAdminText();
  const narrow = useNarrow();
  const lots = useLots();
  const rows = lots.data?.pages.flatMap(page => page.lots) ?? [];
  const usable = (lot: Lot) =>
    parseCredits(lot.remaining) > 0n &&
    Date.parse(lot.effectiveAt) <= props.now &&
    (lot.expiresAt === undefined || Date.parse(lot.expiresAt) > props.now);
  // Lots that can be used come first, in their order.
  const order = new Map(rows.filter(usable).map((lot, i) => [lot.id, i + 1]));
  const standing = (lot: Lot) => {
    if (parseCredits(lot.remaining) <= 0n) {
      return t('credits.usedUp');
    }
    return t(
      Date.parse(lot.effectiveAt) > props.now
        ? 'credits.later'
        : 'credits.expired',
    );
  };
  const expiry = ({ expiresAt }: Lot) =>
    expiresAt === undefined
      ? t('credits.never')
      : formats.minute(expiresAt, props.timeZone);

  const columns: DataColumn<Lot>[] = [
    {
      id: 'order',
      title: t('credits.order'),
      numeric: true,
      render: lot => order.get(lot.id) ?? standing(lot),
    },
    {
      id: 'kind',
      title: t('credits.kind'),
      render: lot => (
        <>
          <TypeChip type={lot.kind} />
          {narrow && (
            <Typography variant="body2" color="textSecondary">
              {expiry(lot)}
            </Typography>
          )}
        </>
      ),
    },
    {
      id: 'remaining',
      title: t('credits.remaining'),
      numeric: true,
      render: lot => <Amount value={lot.remaining} />,
    },
    {
      id: 'amount',
      title: t('credits.amount'),
      numeric: true,
      render: lot => <Amount value={lot.amount} />,
    },
    { id: 'expires', title: t('credits.expires'), render: expiry },
    {
      id: 'priority',
      title: t('credits.priority'),
      numeric: true,
      render: lot => lot.priority,
    },
    {
      id: 'price',
      title: t('credits.price'),
      numeric: true,
      render: ({ price }) =>
        price ? formats.money(price.amount, price.currency) : t('credits.free'),
    },
    {
      id: 'reason',
      title: t('credits.reason'),
      render: lot => lot.reason ?? '',
    },
  ];
  const shown = narrow
    ? columns.filter(({ id }) => ['order', 'kind', 'remaining'].includes(id))
    : columns;

  return (
    <Panel title={t('credits.lots')} hint={t('credits.lotsHint')}>
      {lots.isPending && <Skeleton variant="rect" height={200} />}
      {lots.isError && (
        <ErrorState
          error={lots.error}
          title={t('credits.lotsFailed')}
          onRetry={() => lots.refetch()}
        />
      )}
      {lots.data && rows.length === 0 && (
        <Typography color="textSecondary">{t('credits.lotsNone')}</Typography>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('credits.lots')}
          columns={shown}
          rows={rows}
          rowKey={lot => lot.id}
          maxHeight={480}
        />
      )}
      {lots.hasNextPage && (
        <div>
          <Button
            color="primary"
            disabled={lots.isFetchingNextPage}
            onClick={() => lots.fetchNextPage()}
          >
            {t('credits.lotsMore')}
          </Button>
        </div>
      )}
    </Panel>
  );
}
