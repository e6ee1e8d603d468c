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

import { ChartFrame } from '../../charts/ChartFrame';
import { ChartTooltip } from '../../charts/ChartTooltip';
import { StackedAreas } from '../../charts/lazy';
import { CATEGORY_COUNT } from '../../charts/palette';
import { useTopStack } from '../../charts/useCreditStack';
import { chartNumber } from '../../data/format';
import { PeriodAmount, Series, topSeries } from '../../data/usage';
import { useText } from '../../translations';
import { useTheme } from '@material-ui/core/styles';
import { ForecastResponse } from 'backstage-plugin-ai-credits-common';
import { expectedByDay } from '../../data/forecast';
import { useUnusualMarks } from '../../data/useUnusualMarks';
import { useInsightsText } from '../../translations/insights';

const HEIGHT = 280;
/** No product is called that: the first character is for private use. */
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
  const { daily, timeZone } = props;

  const unusual = useUnusualMarks(
    daily?.days.map(({ period }) => period),
    timeZone,
  );
  const used = (daily?.products ?? []).filter(item => item.total > 0n);
  const stack = useTopStack(
    'product',
    topSeries(used, CATEGORY_COUNT),
    name => name || t('common.noProduct'),
  );
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
    !stack.hidden.has(FORECAST) && expected.some(point => point !== undefined);
  const forecastEntry = {
    id: FORECAST,
    label: ti('forecast.expected'),
    colour: palette.text.primary,
  };
  const rangeLabel = ti('forecast.band', {
    level: formats.share(forecast?.level ?? 0),
  });

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
    const { lines, total } = stack.tooltipAt(at);
    return (
      <ChartTooltip
        title={formats.dayLong(days[at].period)}
        lines={[...lines, ...expectation]}
        total={total}
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
        ...stack.legend,
        ...(periods.length > days.length
          ? [{ ...forecastEntry, hidden: stack.hidden.has(FORECAST) }]
          : []),
      ]}
      onToggle={stack.toggle}
      notice={
        [daily?.truncated && t('chart.truncated'), unusual.notice]
          .filter(Boolean)
          .join(' ') || undefined
      }
      table={{
        columns: [
          { title: t('chart.day') },
          ...stack.columns,
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
              ...stack.cellsAt(at),
              stack.cell(day.credits),
              ...expectedCells(at),
            ],
          })),
          ...periods.slice(days.length).map((day, i) => ({
            key: day,
            cells: [
              { text: formats.day(day), value: day },
              ...stack.series.map(() => ({ text: '–', value: '' })),
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
          parts={stack.visible.map(({ id, colour, amounts }) => ({
            id,
            colour,
            values: periods.map((_, at) =>
              at < days.length ? chartNumber(amounts[at]) : undefined,
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
