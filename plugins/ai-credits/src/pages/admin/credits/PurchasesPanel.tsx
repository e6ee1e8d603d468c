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
import Link from '@material-ui/core/Link';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { Purchase, PurchaseStatus } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { Amount } from '../../../components/Amount';
import { DataColumn, DataTable } from '../../../components/DataTable';
import { ErrorState } from '../../../components/ErrorState';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { PurchaseDrawer, PurchaseOrigin } from './PurchaseDrawer';
import { PurchaseStatusText } from './PurchaseStatusText';
import { usePurchases } from './useCredits';
import { useNarrow } from './useNarrow';

const statuses = ['all', 'made', 'pending', 'failed'] as const;

/** What was bought, by whom or automatically, and what came of it. */
export function PurchasesPanel(props: { timeZone: string }) {
  const { t, formats } = useAdminText();
  const narrow = useNarrow();
  const [status, setStatus] = useState<PurchaseStatus>();
  const [open, setOpen] = useState<Purchase>();
  const purchases = usePurchases(status);
  const rows = purchases.data?.pages.flatMap(page => page.purchases) ?? [];

  const columns: DataColumn<Purchase>[] = [
    {
      id: 'what',
      title: t('credits.what'),
      render: purchase => (
        <>
          <Link
            component="button"
            variant="body2"
            align="left"
            aria-label={t('credits.open', { what: purchase.title })}
            onClick={() => setOpen(purchase)}
          >
            {purchase.title}
          </Link>
          {narrow && (
            <Typography variant="body2" color="textSecondary">
              {formats.minute(purchase.requestedAt, props.timeZone)}
            </Typography>
          )}
        </>
      ),
    },
    {
      id: 'when',
      title: t('credits.when'),
      render: purchase => formats.minute(purchase.requestedAt, props.timeZone),
    },
    {
      id: 'credits',
      title: t('credits.amount'),
      numeric: true,
      render: purchase => <Amount value={purchase.credits} />,
    },
    {
      id: 'price',
      title: t('credits.price'),
      numeric: true,
      render: ({ price }) => formats.money(price.amount, price.currency),
    },
    {
      id: 'who',
      title: t('credits.who'),
      render: purchase => <PurchaseOrigin purchase={purchase} />,
    },
    {
      id: 'provider',
      title: t('credits.provider'),
      render: purchase => purchase.provider,
    },
    {
      id: 'status',
      title: t('credits.status'),
      render: purchase => (
        <>
          <PurchaseStatusText status={purchase.status} />
          {purchase.error && (
            <Typography variant="body2" color="textSecondary">
              {purchase.error}
            </Typography>
          )}
        </>
      ),
    },
  ];
  const shown = narrow
    ? columns.filter(({ id }) => ['what', 'status'].includes(id))
    : columns;

  return (
    <Panel
      title={t('credits.purchases')}
      hint={t('credits.purchasesHint')}
      actions={
        <TextField
          select
          size="small"
          variant="outlined"
          id="ai-credits-purchase-status"
          label={t('credits.status')}
          value={status ?? 'all'}
          style={{ minWidth: 140 }}
          onChange={({ target: { value } }) =>
            setStatus(value === 'all' ? undefined : (value as PurchaseStatus))
          }
        >
          {statuses.map(each => (
            <MenuItem key={each} value={each}>
              {t(`credits.${each}`)}
            </MenuItem>
          ))}
        </TextField>
      }
    >
      {purchases.isPending && <Skeleton variant="rect" height={160} />}
      {purchases.isError && (
        <ErrorState
          error={purchases.error}
          title={t('credits.purchasesFailed')}
          onRetry={() => purchases.refetch()}
        />
      )}
      {purchases.data && rows.length === 0 && (
        <Typography color="textSecondary">
          {t('credits.purchasesNone')}
        </Typography>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('credits.purchases')}
          columns={shown}
          rows={rows}
          rowKey={purchase => purchase.id}
          maxHeight={480}
        />
      )}
      {purchases.hasNextPage && (
        <div>
          <Button
            color="primary"
            disabled={purchases.isFetchingNextPage}
            onClick={() => purchases.fetchNextPage()}
          >
            {t('credits.lotsMore')}
          </Button>
        </div>
      )}
      <PurchaseDrawer
        // What is shown follows the list, which is read anew.
        purchase={rows.find(({ id }) => id === open?.id)}
        timeZone={props.timeZone}
        onClose={() => setOpen(undefined)}
      />
    </Panel>
  );
}
