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
import { useTheme } from '@material-ui/core/styles';
import {
  ForecastResponse,
  formatCredits,
} from 'backstage-plugin-ai-credits-common';
import { expectedByDay } from '../../data/forecast';
import { useUnusualMarks } from '../../data/useUnusualMarks';
import { useInsightsText } from '../../translations/insights';

const HEIGHT = 280;
/** No product is called that: the first character is for private use. */
const OTHER = '\ue000other';
const FORECAST = '\ue000forecast';

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
  /** Of the same usage; days to come are drawn to the end of its period. */
  forecast?: ForecastResponse;
}) {
  const { t, formats } = useText();
  const { t: ti } = useInsightsText();
  const { palette } = useTheme();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { daily, timeZone } = props;

  const unusual = useUnusualMarks(
    daily?.days.map(({ period }) => period),
    timeZone,
  );
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
  const past = new Set(days.map(({ period }) => period));
  const { forecast } = props;
  const periods = [
    ...past,
    ...(daily ? forecast?.days ?? [] : [])
      .map(({ day }) => day)
      .filter(day => !past.has(day)),
  ];
  const expected = expectedByDay(forecast, periods, 'day');
  const forecastShown =
    !hidden.has(FORECAST) && expected.some(point => point !== undefined);
  const forecastEntry = {
    id: FORECAST,
    label: ti('forecast.expected'),
    colour: palette.text.primary,
  };
  const rangeLabel = ti('forecast.band', {
    level: formats.share(forecast?.level ?? 0),
  });

  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) {
      next.add(id);
    }
    setHidden(next);
  };

  const rangeText = ([lower, upper]: [number, number]) =>
    `${formats.credits(lower.toFixed(2))} – ${formats.credits(
      upper.toFixed(2),
    )}`;

  const tooltip = (at: number) => {
    const point = forecastShown ? expected[at] : undefined;
    const expectation = point
      ? [
          {
            ...forecastEntry,
            value: formats.credits(point.expected.toFixed(2)),
          },
          {
            id: `${FORECAST} range`,
            label: rangeLabel,
            value: rangeText(point.range),
          },
        ]
      : [];
    if (at >= days.length) {
      return (
        <ChartTooltip
          title={formats.dayLong(periods[at])}
          lines={expectation}
        />
      );
    }
    const total = shown.reduce((sum, { item }) => sum + item.amounts[at], 0n);
    return (
      <ChartTooltip
        title={formats.dayLong(days[at].period)}
        lines={[
          ...shown
            .filter(({ item }) => item.amounts[at] > 0n)
            .map(({ id, label, colour, item }) => ({
              id,
              label,
              colour,
              value: formats.creditsExact(item.amounts[at]),
              share: formats.share(
                Number(item.amounts[at]) / Number(total || 1n),
              ),
            })),
          ...expectation,
        ]}
        total={{
          id: 'total',
          label: t('common.total'),
          value: formats.creditsExact(total),
        }}
      />
    );
  };

  const expectedCells = (at: number) => {
    const point = expected[at];
    if (!forecastShown) {
      return [];
    }
    return point
      ? [
          {
            text: formats.credits(point.expected.toFixed(2)),
            value: String(point.expected),
          },
          { text: rangeText(point.range), value: point.range.join(' – ') },
        ]
      : [
          { text: '–', value: '' },
          { text: '–', value: '' },
        ];
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
      legend={[
        ...series,
        ...(periods.length > days.length ? [forecastEntry] : []),
      ].map(({ id, label, colour }) => ({
        id,
        label,
        colour,
        hidden: hidden.has(id),
      }))}
      onToggle={toggle}
      notice={
        [daily?.truncated && t('chart.truncated'), unusual.notice]
          .filter(Boolean)
          .join(' ') || undefined
      }
      table={{
        columns: [
          { title: t('chart.day') },
          ...series.map(({ label }) => ({ title: label, numeric: true })),
          { title: t('common.total'), numeric: true },
          ...(forecastShown
            ? [
                { title: forecastEntry.label, numeric: true },
                { title: rangeLabel, numeric: true },
              ]
            : []),
        ],
        rows: [
          ...days.map((day, at) => ({
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
              ...expectedCells(at),
            ],
          })),
          ...periods.slice(days.length).map((day, i) => ({
            key: day,
            cells: [
              { text: formats.day(day), value: day },
              ...series.map(() => ({ text: '–', value: '' })),
              { text: '–', value: '' },
              ...expectedCells(days.length + i),
            ],
          })),
        ],
      }}
    >
      {() => (
        <StackedAreas
          title={t('overview.trend')}
          height={HEIGHT}
          periods={periods}
          expected={
            forecastShown
              ? { colour: forecastEntry.colour, points: expected }
              : undefined
          }
          // The most used lies at the bottom, where its height can be read.
          parts={shown.map(({ id, colour, item }) => ({
            id,
            colour,
            values: periods.map((_, at) =>
              at < days.length ? chartNumber(item.amounts[at]) : undefined,
            ),
          }))}
          marks={unusual.marks}
          formatPeriod={formats.dayShort}
          formatValue={formats.creditsShort}
          renderTooltip={tooltip}
        />
      )}
    </ChartFrame>
  );
}
