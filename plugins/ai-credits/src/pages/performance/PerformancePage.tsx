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
import {
  aiCreditsUsageReadPermission,
  UsageDimension,
} from 'backstage-plugin-ai-credits-common';
import { AnalyticsBar } from '../../components/AnalyticsBar';
import { Forbidden } from '../../components/Forbidden';
import { PageFrame } from '../../components/PageFrame';
import { AnalyticsView, withFilter } from '../../data/analyticsView';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { useAnalyticsView } from '../../data/useAnalyticsView';
import { Hours } from './Hours';
import { ModelTable } from './ModelTable';
import { Sentence } from './Sentence';
import { TrendChart } from './TrendChart';
import { usePerformance } from './usePerformance';
import { UserTable } from './UserTable';

const initial: AnalyticsView = {
  range: { preset: 'last30Days' },
  groupBy: 'model',
  filters: {},
  path: [],
};
const groupings: readonly UsageDimension[] = ['model'];

function PerformanceContent() {
  const { view, ready, change } = useAnalyticsView({
    storageKey: 'performance-view',
    initial,
    groupings,
  });
  const data = usePerformance(view, ready);
  const { models, updatedAt, timeZone } = data;

  if (!models.data && isForbidden(models.error)) {
    return <Forbidden permission={aiCreditsUsageReadPermission.name} />;
  }
  const only = (dimension: UsageDimension) => (value: string) =>
    change(withFilter(view, dimension, [value]), 'push');

  return (
    <PageFrame
      headline={<Sentence data={data} />}
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={data.refreshing}
      onRefresh={data.refresh}
      help="performance"
      stale={data.stale}
    >
      <AnalyticsBar
        view={view}
        onChange={next => change(next)}
        range={data.range}
        busy={data.busy}
      />
      <ModelTable data={data} onOnly={only('model')} />
      <TrendChart data={data} />
      <Hours data={data} />
      <UserTable data={data} onOnly={only('user')} />
    </PageFrame>
  );
}

/** How long responses take, which models are worth their price, and when it is slow. */
export function PerformancePage() {
  return (
    <DataProvider>
      <PerformanceContent />
    </DataProvider>
  );
}
