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
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useQueryClient } from '@tanstack/react-query';
import {
  RiArrowLeftSLine,
  RiArrowRightSLine,
  RiDownloadLine,
} from '@remixicon/react';
import { aiCreditsUsageReadPermission } from 'backstage-plugin-ai-credits-common';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState, StaleNotice } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { Panel } from '../../components/Panel';
import { Toolbar } from '../../components/Toolbar';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { useStoredList } from '../../data/useStored';
import { useText } from '../../translations';
import { ColumnMenu } from './ColumnMenu';
import { defaultColumns, logColumns } from './columns';
import { DetailDrawer } from './DetailDrawer';
import { FilterBar } from './FilterBar';
import { countFilters } from './filters';
import { LogList } from './LogList';
import { LogTable } from './LogTable';
import { useDownload } from './useDownload';
import { useLog } from './useLog';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
    paging: {
      display: 'flex',
      justifyContent: 'flex-end',
      gap: theme.spacing(1),
      marginTop: theme.spacing(2),
    },
    none: { padding: theme.spacing(6, 2), textAlign: 'center' },
  }),
  { name: 'AiCreditsTransactions' },
);

function TransactionsContent() {
  const classes = useStyles();
  const { t, formats } = useText();
  const client = useQueryClient();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const view = useLog();
  const { log, query, filters, page, timeZone } = view;
  const download = useDownload(timeZone);
  const [shown, setShown] = useStoredList('log-columns', defaultColumns);
  const columns = logColumns(t, formats, timeZone);
  const transactions = log.data?.transactions;
  const newestFirst = filters.order === 'newest';
  const filtered = countFilters(filters) > 0 || filters.q !== '';

  if (!log.data && log.isError && isForbidden(log.error)) {
    return <Forbidden permission={aiCreditsUsageReadPermission.name} />;
  }

  const refresh = () => {
    client.invalidateQueries();
  };

  let body = narrow ? (
    <LogList
      transactions={transactions}
      timeZone={timeZone}
      onOpen={view.open}
    />
  ) : (
    <LogTable
      columns={columns.filter(({ id }) => shown.includes(id))}
      transactions={transactions}
      timeZone={timeZone}
      onOpen={view.open}
      order={filters.order}
      onOrder={order => view.setFilters({ ...filters, order })}
    />
  );
  if (!transactions && log.isError) {
    body = <ErrorState error={log.error} onRetry={refresh} />;
  } else if (transactions?.length === 0) {
    body = (
      <div className={classes.none}>
        <Typography>{t('log.noMatchTitle')}</Typography>
        <Typography color="textSecondary">{t('log.noMatch')}</Typography>
      </div>
    );
  }

  return (
    <div className={classes.root}>
      <FilterBar
        filters={filters}
        onChange={view.setFilters}
        actions={
          <>
            {!narrow && (
              <ColumnMenu columns={columns} shown={shown} onChange={setShown} />
            )}
            <Button
              startIcon={<RiDownloadLine size={18} />}
              disabled={!query || download.isPending}
              onClick={() => query && download.mutate(query)}
            >
              {download.isPending ? t('log.downloading') : t('log.download')}
            </Button>
          </>
        }
      />
      {log.isError && log.data && (
        <StaleNotice
          since={formats.time(log.dataUpdatedAt, timeZone)}
          onRetry={refresh}
        />
      )}
      {transactions?.length === 0 && !filtered ? (
        <EmptyState />
      ) : (
        <Panel
          title={t('log.title')}
          hint={
            transactions
              ? t('log.summary', {
                  count: transactions.length,
                  page: formats.count(page),
                  order: t(`logOrder.${filters.order}`),
                  timeZone,
                })
              : t('common.loading')
          }
          actions={
            <Toolbar
              updatedAt={log.dataUpdatedAt || undefined}
              timeZone={timeZone}
              refreshing={log.isFetching}
              onRefresh={refresh}
              help="transactions"
            />
          }
        >
          {body}
          <div className={classes.paging}>
            <Button
              startIcon={<RiArrowLeftSLine size={18} />}
              disabled={!view.newer}
              onClick={view.newer}
            >
              {newestFirst ? t('log.newer') : t('log.previous')}
            </Button>
            <Button
              endIcon={<RiArrowRightSLine size={18} />}
              disabled={!view.older || log.isPlaceholderData}
              onClick={view.older}
            >
              {newestFirst ? t('log.older') : t('log.next')}
            </Button>
          </div>
        </Panel>
      )}
      <DetailDrawer
        id={view.openId}
        known={transactions?.find(
          ({ transactionId }) => transactionId === view.openId,
        )}
        timeZone={timeZone}
        onClose={() => view.open(undefined)}
      />
    </div>
  );
}

/** Every credit that came or went. */
export function TransactionsPage() {
  return (
    <DataProvider>
      <TransactionsContent />
    </DataProvider>
  );
}
