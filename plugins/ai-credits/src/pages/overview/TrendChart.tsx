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

import { useState } from 'react';
import { ChartFrame } from '../../charts/ChartFrame';
import { ChartTooltip } from '../../charts/ChartTooltip';
import { StackedAreas } from '../../charts/lazy';
import { CATEGORY_COUNT } from '../../charts/palette';
import { useColours } from '../../charts/useColours';
import { chartNumber } from '../../data/format';
import { PeriodAmount, Series, topSeries } from '../../data/usage';
import { useText } from '../../translations';
import { formatCredits } from 'backstage-plugin-ai-credits-common';

const HEIGHT = 280;
/** No product is called that: the first character is for private use. */
const OTHER = '\ue000other';

/** Credits a day, stacked by product: the six most used and all others. */
export function TrendChart(props: {
  daily:
    | { days: PeriodAmount[]; products: Series[]; truncated: boolean }
    | undefined;
  error: unknown;
  onRetry: () => void;
  timeZone: string;
  /** Whose usage it is, where it is not everybody's. */
  scope: string | undefined;
}) {
  const { t, formats } = useText();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { daily, timeZone } = props;

  const used = (daily?.products ?? []).filter(item => item.total > 0n);
  const { top, other } = topSeries(used, CATEGORY_COUNT);
  const colours = useColours(
    'product',
    top.map(item => item.name),
  );
  const series = [
    ...top.map(item => ({
      id: item.name,
      label: item.name || t('common.noProduct'),
      colour: colours.of(item.name),
      item,
    })),
    ...(other
      ? [
          {
            id: OTHER,
            label: t('common.other', { number: formats.count(other.members) }),
            colour: colours.other,
            item: other,
          },
        ]
      : []),
  ];
  const shown = series.filter(({ id }) => !hidden.has(id));
  const days = daily?.days ?? [];

  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) {
      next.add(id);
    }
    setHidden(next);
  };

  const tooltip = (at: number) => {
    const total = shown.reduce((sum, { item }) => sum + item.amounts[at], 0n);
    return (
      <ChartTooltip
        title={formats.dayLong(days[at].period)}
        lines={shown
          .filter(({ item }) => item.amounts[at] > 0n)
          .map(({ id, label, colour, item }) => ({
            id,
            label,
            colour,
            value: formats.creditsExact(item.amounts[at]),
            share: formats.share(
              Number(item.amounts[at]) / Number(total || 1n),
            ),
          }))}
        total={{
          id: 'total',
          label: t('common.total'),
          value: formats.creditsExact(total),
        }}
      />
    );
  };

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!daily) {
    status = props.error ? 'error' : 'loading';
  } else if (used.length === 0) {
    status = 'empty';
  }

  return (
    <ChartFrame
      title={t('overview.trend')}
      hint={[
        t('chart.creditsUnit'),
        t('overview.trendPeriod'),
        props.scope,
        daily && t('chart.zone', { timeZone }),
      ]
        .filter(Boolean)
        .join(' · ')}
      height={HEIGHT}
      status={status}
      error={props.error}
      onRetry={props.onRetry}
      fileName="credits_by_product"
      timeZone={timeZone}
      legend={series.map(({ id, label, colour }) => ({
        id,
        label,
        colour,
        hidden: hidden.has(id),
      }))}
      onToggle={toggle}
      notice={daily?.truncated ? t('chart.truncated') : undefined}
      table={{
        columns: [
          { title: t('chart.day') },
          ...series.map(({ label }) => ({ title: label, numeric: true })),
          { title: t('common.total'), numeric: true },
        ],
        rows: days.map((day, at) => ({
          key: day.period,
          cells: [
            { text: formats.day(day.period), value: day.period },
            ...series.map(({ item }) => ({
              text: formats.creditsExact(item.amounts[at]),
              value: formatCredits(item.amounts[at]),
            })),
            {
              text: formats.creditsExact(day.credits),
              value: formatCredits(day.credits),
            },
          ],
        })),
      }}
    >
      {() => (
        <StackedAreas
          title={t('overview.trend')}
          height={HEIGHT}
          periods={days.map(day => day.period)}
          // The most used lies at the bottom, where its height can be read.
          parts={shown.map(({ id, colour, item }) => ({
            id,
            colour,
            values: item.amounts.map(chartNumber),
          }))}
          formatPeriod={formats.dayShort}
          formatValue={formats.creditsShort}
          renderTooltip={tooltip}
        />
      )}
    </ChartFrame>
  );
}
