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
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { BudgetDetail } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../../components/Amount';
import { BudgetStatus } from '../../components/BudgetStatus';
import { DataColumn, DataTable } from '../../components/DataTable';
import { Panel } from '../../components/Panel';
import { lastDayOf, partOf } from '../../data/budgets';
import { dayOf } from '../../data/periods';
import { useText } from '../../translations';

/** What a budget's closed periods allowed, and what was used in them. */
export function HistoryPanel({ budget }: { budget: BudgetDetail }) {
  const { t, formats } = useText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { history, timeZone } = budget;
  const span = (row: (typeof history)[number]): string => {
    const first = dayOf(Date.parse(row.periodStart), timeZone);
    if (budget.period === 'month') {
      return formats.month(first);
    }
    return budget.period === 'day'
      ? formats.day(first)
      : t('budgets.span', {
          first: formats.dayShort(first),
          last: formats.day(lastDayOf(row, timeZone)),
        });
  };
  const columns: DataColumn<BudgetDetail['history'][number]>[] = [
    {
      id: 'period',
      title: t('budgets.period'),
      sortBy: ({ periodStart }) => periodStart,
      render: row => (
        <>
          {span(row)}
          {Number(row.rolledOver) > 0 && (
            <Typography variant="body2" color="textSecondary">
              {t('budgets.rolledOver', {
                credits: formats.credits(row.rolledOver),
              })}
            </Typography>
          )}
        </>
      ),
    },
    {
      id: 'limit',
      title: t('budgets.limit'),
      numeric: true,
      sortBy: ({ credits }) => Number(credits),
      render: ({ credits }) => <Amount value={credits} />,
    },
    {
      id: 'used',
      title: t('budgets.usedFact'),
      numeric: true,
      sortBy: ({ used }) => Number(used),
      render: ({ used }) => <Amount value={used} />,
    },
    {
      id: 'share',
      title: t('budgets.share'),
      numeric: true,
      render: ({ credits, used }) =>
        Number(credits) > 0 ? formats.share(partOf(used, credits)) : '–',
    },
    {
      id: 'status',
      title: t('budgets.status'),
      render: ({ status }) => (
        <BudgetStatus
          state={status === 'within' ? 'on-track' : 'exceeded'}
          word={
            status === 'within' ? t('budgets.within') : t('budgets.exceeded')
          }
        />
      ),
    },
  ];
  return (
    <Panel title={t('budgets.history')} hint={t('budgets.historyHint')}>
      {history.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('budgets.noHistory')}
        </Typography>
      ) : (
        <DataTable
          label={t('budgets.history')}
          maxHeight={320}
          columns={
            narrow
              ? columns.filter(({ id }) => ['period', 'used'].includes(id))
              : columns
          }
          rows={history}
          rowKey={({ periodStart }) => periodStart}
        />
      )}
    </Panel>
  );
}
