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

import { makeStyles } from '@material-ui/core/styles';
import { aiCreditsBalanceReadPermission } from 'backstage-plugin-ai-credits-common';
import { EmptyState } from '../../components/EmptyState';
import { ForecastNote } from '../../components/forecast';
import { ErrorState } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { PageFrame } from '../../components/PageFrame';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { dayOf } from '../../data/periods';
import { useText } from '../../translations';
import { AccountPanel } from './AccountPanel';
import { CostTypesPanel } from './CostTypesPanel';
import { Headline } from './Headline';
import { LastsPanel } from './LastsPanel';
import { MonthPanel } from './MonthPanel';
import { PeriodChart } from './PeriodChart';
import { ProductTable } from './ProductTable';
import { StatCards } from './StatCards';
import { TrendChart } from './TrendChart';
import { Overview, useOverview } from './useOverview';

const useStyles = makeStyles(
  theme => ({
    answer: { flexGrow: 1, minWidth: 0 },
    columns: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1fr)',
      alignItems: 'start',
      [theme.breakpoints.down('md')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    column: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
  }),
  { name: 'AiCreditsOverview' },
);

function nothingYet({ account, monthly }: Overview): boolean {
  return (
    account.data !== undefined &&
    account.data.calls.successful + account.data.calls.failed === 0 &&
    monthly !== undefined &&
    monthly.every(month => month.requests === 0 && month.credits === 0n)
  );
}

function Figures({ overview }: { overview: Overview }) {
  const classes = useStyles();
  const { balance, account, rateCard, daily, monthly, timeZone } = overview;
  const { t, formats } = useText();
  const scope = overview.seesAll === false ? t('overview.narrowed') : undefined;
  const monthHint = [
    t('chart.creditsUnit'),
    balance.data &&
      formats.month(dayOf(Date.parse(balance.data.period.start), timeZone)),
    scope,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <div className={classes.columns}>
        <div className={classes.column}>
          <TrendChart
            daily={daily}
            error={overview.byDay.error}
            onRetry={overview.byDay.refetch}
            timeZone={timeZone}
            scope={scope}
            forecast={overview.seesAll ? overview.forecast.data : undefined}
          />
          <PeriodChart
            kind="day"
            amounts={daily?.days}
            error={overview.byDay.error}
            onRetry={overview.byDay.refetch}
            timeZone={timeZone}
            scope={scope}
          />
          <PeriodChart
            kind="month"
            amounts={monthly}
            error={overview.byMonth.error}
            onRetry={overview.byMonth.refetch}
            timeZone={timeZone}
            scope={scope}
          />
          <MonthPanel
            answer={overview.month.byTier.data}
            error={overview.month.byTier.error}
            onRetry={overview.month.byTier.refetch}
            hint={monthHint}
          />
        </div>
        <div className={classes.column}>
          <LastsPanel
            available={balance.data?.available}
            rateCard={rateCard.data}
            error={rateCard.error}
            onRetry={rateCard.refetch}
          />
          <AccountPanel
            account={account.data}
            error={account.error}
            onRetry={account.refetch}
            timeZone={timeZone}
          />
          <CostTypesPanel
            answer={overview.month.byCost.data}
            error={overview.month.byCost.error}
            onRetry={overview.month.byCost.refetch}
            hint={monthHint}
          />
        </div>
      </div>
      <ProductTable
        products={daily?.products}
        error={overview.byDay.error}
        onRetry={overview.byDay.refetch}
        scope={scope}
      />
    </>
  );
}

function OverviewContent() {
  const classes = useStyles();
  const overview = useOverview();
  const { balance, updatedAt, timeZone } = overview;

  if (!balance.data && balance.isError) {
    return isForbidden(balance.error) ? (
      <Forbidden permission={aiCreditsBalanceReadPermission.name} />
    ) : (
      <ErrorState error={balance.error} onRetry={overview.refresh} />
    );
  }

  return (
    <PageFrame
      headline={
        <div className={classes.answer}>
          <Headline
            balance={balance.data}
            days={overview.daily?.days}
            seesAll={overview.seesAll}
          />
          {!nothingYet(overview) && (
            <ForecastNote
              forecast={overview.forecast.data}
              error={overview.forecast.error}
            />
          )}
        </div>
      }
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={overview.refreshing}
      onRefresh={overview.refresh}
      help="overview"
      stale={overview.stale}
    >
      <StatCards balance={balance.data} />
      {nothingYet(overview) ? <EmptyState /> : <Figures overview={overview} />}
    </PageFrame>
  );
}

/** The account at a glance: what is left, how fast it goes, and where to. */
export function OverviewPage() {
  return (
    <DataProvider>
      <OverviewContent />
    </DataProvider>
  );
}
