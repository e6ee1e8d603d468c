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
import {
  aiCreditsUsageReadPermission,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { useMemo } from 'react';
import { AnalyticsBar } from '../../components/AnalyticsBar';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { PageFrame } from '../../components/PageFrame';
import {
  AnalyticsView,
  dimensions,
  drillInto,
  withFilter,
} from '../../data/analyticsView';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { useAccount, useMe } from '../../data/queries';
import { resolveRange } from '../../data/ranges';
import { useAnalyticsView } from '../../data/useAnalyticsView';
import { useText } from '../../translations';
import { Breadcrumbs } from './Breadcrumbs';
import { BreakdownTable } from './BreakdownTable';
import { FactsStrip } from './FactsStrip';
import { HeatPanel } from './HeatPanel';
import { Headline } from './Headline';
import { heatMatrix } from './patterns';
import { TierPanel, UseCasePanel } from './SharePanels';
import { TimelineChart } from './TimelineChart';
import { useUsage } from './useUsage';

const initialView: AnalyticsView = {
  range: { preset: 'last30Days' },
  groupBy: 'model',
  filters: {},
  path: [],
};

const useStyles = makeStyles(
  theme => ({
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
  { name: 'AiCreditsUsage' },
);

function UsageContent() {
  const classes = useStyles();
  const { t } = useText();
  const { view, ready, change } = useAnalyticsView({
    storageKey: 'usage-view',
    initial: initialView,
  });
  const usage = useUsage(ready ? view : undefined);
  const me = useMe();
  const calls = useAccount().data?.calls;
  // Whose usage is counted where the reader may not see everybody's.
  const scope =
    me.data?.may.readAllUsage === false ? t('overview.narrowed') : undefined;
  const { shown, timeZone, updatedAt, heat } = usage;
  const matrix = useMemo(
    () => heat.data && heatMatrix(heat.data.rows),
    [heat.data],
  );

  const failed = usage.timeline.isError && !shown;
  // Nothing in this range, nor ever.
  const nothingYet =
    shown?.breakdown.total.requests === 0 &&
    calls !== undefined &&
    calls.successful + calls.failed === 0;
  if (failed && isForbidden(usage.timeline.error)) {
    return <Forbidden permission={aiCreditsUsageReadPermission.name} />;
  }

  const retry = () => {
    usage.timeline.refetch();
  };
  const openValue = (value: string) => change(drillInto(view, value), 'push');
  const openOther = (dimension: UsageDimension, value: string) =>
    change(withFilter(view, dimension, [value]), 'push');
  const range = usage.range ?? resolveRange(view.range, Date.now(), timeZone);

  return (
    <PageFrame
      headline={<Headline shown={shown} />}
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={usage.refreshing}
      onRefresh={usage.refresh}
      help="usage"
      stale={usage.stale}
    >
      <AnalyticsBar
        view={view}
        range={range}
        groupings={dimensions}
        busy={usage.waiting}
        onChange={next => change(next)}
      />
      <Breadcrumbs view={view} onChange={next => change(next, 'push')} />
      {failed && <ErrorState error={usage.timeline.error} onRetry={retry} />}
      {!failed && nothingYet && <EmptyState />}
      {!failed && !nothingYet && (
        <>
          <TimelineChart
            shown={shown}
            scope={scope}
            timeZone={timeZone}
            onOpen={openValue}
          />
          <FactsStrip
            shown={shown}
            matrix={matrix}
            hoursFailed={heat.isError && !heat.data}
          />
          <div className={classes.columns}>
            <BreakdownTable
              shown={shown}
              scope={scope}
              timeZone={timeZone}
              onOpen={openValue}
            />
            <div className={classes.column}>
              <TierPanel answer={usage.tiers} onOpen={openOther} />
              <UseCasePanel answer={usage.useCases} onOpen={openOther} />
            </div>
          </div>
          <HeatPanel
            matrix={matrix}
            error={heat.error}
            onRetry={() => heat.refetch()}
            timeZone={timeZone}
          />
        </>
      )}
    </PageFrame>
  );
}

/** Who and what uses credits, and when. */
export function UsagePage() {
  return (
    <DataProvider>
      <UsageContent />
    </DataProvider>
  );
}
