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
import { useTheme } from '@material-ui/core/styles';
import { categoryColours } from '../../charts/palette';
import { periodTexts } from '../../data/periodTexts';
import { useText } from '../../translations';
import { TimeChart } from './TimeChart';
import { PerformanceData } from './usePerformance';

/** Whether responses become slower: p50 and p95 over time. */
export function TrendChart({ data }: { data: PerformanceData }) {
  const { t, formats } = useText();
  const { slots } = categoryColours(useTheme().palette.type);
  const { overTime, granularity, timeZone, trend } = data;
  const texts = periodTexts(t, formats, granularity, timeZone);
  const points = overTime ?? [];

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!overTime || trend.isPlaceholderData) {
    status = trend.error ? 'error' : 'loading';
  } else if (points.every(point => point.p50 === undefined)) {
    status = 'empty';
  }

  return (
    <TimeChart
      title={t('perf.trend')}
      hint={[t('perf.trendHint'), data.narrowed && t('overview.narrowed')]
        .filter(Boolean)
        .join(' · ')}
      fileName="response_time"
      timeZone={timeZone}
      status={status}
      error={trend.error}
      onRetry={trend.refetch}
      periodTitle={texts.title}
      periods={points.map(({ period }) => period)}
      formatPeriod={texts.short}
      formatPeriodLong={texts.long}
      lines={[
        {
          id: 'p50',
          label: t('perf.p50'),
          colour: slots[0],
          values: points.map(({ p50 }) => p50),
        },
        {
          id: 'p95',
          label: t('perf.p95'),
          colour: slots[1],
          dashed: true,
          values: points.map(({ p95 }) => p95),
        },
      ]}
      calls={points.map(({ timedCalls }) => timedCalls)}
    />
  );
}
