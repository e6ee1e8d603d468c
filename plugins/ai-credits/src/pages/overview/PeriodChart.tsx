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

import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useTheme } from '@material-ui/core/styles';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { ChartFrame } from '../../charts/ChartFrame';
import { ChartTooltip } from '../../charts/ChartTooltip';
import { PeriodBars } from '../../charts/lazy';
import { chartNumber } from '../../data/format';
import { PeriodAmount } from '../../data/usage';
import { useText } from '../../translations';

const HEIGHT = 200;
const NARROW_HEIGHT = 144;

/** So that the names under one row are not read with the numbers over the next. */
const ROW_GAP = 20;

/** A bar for each of the last 30 days or 12 months. */
export function PeriodChart(props: {
  kind: 'day' | 'month';
  amounts: PeriodAmount[] | undefined;
  error: unknown;
  onRetry: () => void;
  timeZone: string;
  /** Whose usage it is, where it is not everybody's. */
  scope: string | undefined;
}) {
  const { t, formats } = useText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { kind, timeZone } = props;
  const isDay = kind === 'day';
  // Thirty bars are too many for a phone; shorter rows keep every number legible.
  const manyRows = isDay ? 3 : 2;
  const rows = narrow ? manyRows : 1;
  const rowHeight = narrow ? NARROW_HEIGHT : HEIGHT;
  const amounts = props.amounts ?? [];
  const title = t(isDay ? 'overview.days' : 'overview.months');
  const peak = amounts.reduce<PeriodAmount | undefined>(
    (most, next) => (next.credits > (most?.credits ?? 0n) ? next : most),
    undefined,
  );

  let status: 'loading' | 'error' | 'empty' | 'ready' = 'ready';
  if (!props.amounts) {
    status = props.error ? 'error' : 'loading';
  } else if (!peak) {
    status = 'empty';
  }

  const long = isDay ? formats.dayLong : formats.month;
  const tooltip = (period: string) => {
    const amount = amounts.find(item => item.period === period);
    return amount ? (
      <ChartTooltip
        title={long(period)}
        lines={[
          {
            id: 'credits',
            label: t('chart.creditsUnit'),
            value: formats.creditsExact(amount.credits),
          },
          {
            id: 'requests',
            label: t('chart.requests'),
            value: formats.count(amount.requests),
          },
        ]}
      />
    ) : null;
  };

  const peakText = peak
    ? t('overview.peak', {
        period: isDay
          ? formats.dayShort(peak.period)
          : formats.month(peak.period),
        credits: formats.credits(peak.credits),
      })
    : undefined;

  return (
    <ChartFrame
      title={title}
      hint={[t('chart.creditsUnit'), props.scope, peakText]
        .filter(Boolean)
        .join(' · ')}
      height={rowHeight * rows + ROW_GAP * (rows - 1)}
      status={status}
      error={props.error}
      onRetry={props.onRetry}
      fileName={isDay ? 'credits_by_day' : 'credits_by_month'}
      timeZone={timeZone}
      table={{
        columns: [
          { title: t(isDay ? 'chart.day' : 'chart.month') },
          { title: t('chart.creditsUnit'), numeric: true },
          { title: t('chart.requests'), numeric: true },
        ],
        rows: amounts.map(amount => ({
          key: amount.period,
          cells: [
            {
              text: isDay
                ? formats.day(amount.period)
                : formats.month(amount.period),
              value: amount.period,
            },
            {
              text: formats.creditsExact(amount.credits),
              value: formatCredits(amount.credits),
            },
            {
              text: formats.count(amount.requests),
              value: String(amount.requests),
            },
          ],
        })),
      }}
    >
      {() => (
        <PeriodBars
          title={title}
          height={rowHeight}
          rows={rows}
          gap={ROW_GAP}
          bars={amounts.map(({ period, credits }) => ({
            period,
            value: chartNumber(credits),
            above: isDay ? String(Number(period.slice(8))) : undefined,
            amount:
              credits > 0n ? formats.creditsTiny(chartNumber(credits)) : '',
            below: isDay ? formats.weekday(period) : formats.monthShort(period),
          }))}
          renderTooltip={tooltip}
        />
      )}
    </ChartFrame>
  );
}
