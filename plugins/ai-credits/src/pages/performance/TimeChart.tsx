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
import { ReactNode } from 'react';
import { ChartFrame } from '../../charts/ChartFrame';
import { ChartTooltip } from '../../charts/ChartTooltip';
import { Lines } from '../../charts/lazy';
import { useHidden } from '../../charts/useHidden';
import { durationsFor } from '../../data/durations';
import { useText } from '../../translations';

const HEIGHT = 260;

/** A line of response times in milliseconds. */
export interface TimeLine {
  id: string;
  label: string;
  colour: string;
  dashed?: boolean;
  values: (number | undefined)[];
}

/** Response times as lines, with their frame, tooltip and table. */
export function TimeChart(props: {
  title: string;
  hint: string;
  fileName: string;
  timeZone: string;
  status: 'loading' | 'error' | 'empty' | 'ready';
  error: unknown;
  onRetry: () => void;
  /** What the points are called, above their column. */
  periodTitle: string;
  periods: string[];
  formatPeriod: (period: string) => string;
  formatPeriodLong: (period: string) => string;
  lines: TimeLine[];
  /** Timed calls of each period, in tooltip and table. */
  calls?: number[];
  band?: { from: string; to: string };
}): ReactNode {
  const { t, formats } = useText();
  const durations = durationsFor(formats.locale);
  const { hidden, toggle } = useHidden();
  const { lines, periods, calls } = props;
  const shown = lines.filter(({ id }) => !hidden.has(id));
  const text = (ms: number | undefined) =>
    ms === undefined ? '–' : durations.withUnit(ms);

  const tooltip = (at: number) => (
    <ChartTooltip
      title={props.formatPeriodLong(periods[at])}
      lines={[
        ...shown.map(({ id, label, colour, values }) => ({
          id,
          label,
          colour,
          value: text(values[at]),
        })),
        ...(calls
          ? [
              {
                id: '#calls',
                label: t('perf.calls'),
                value: formats.count(calls[at]),
              },
            ]
          : []),
      ]}
    />
  );

  return (
    <ChartFrame
      title={props.title}
      hint={props.hint}
      height={HEIGHT}
      status={props.status}
      error={props.error}
      onRetry={props.onRetry}
      fileName={props.fileName}
      timeZone={props.timeZone}
      legend={lines.map(({ id, label, colour }) => ({
        id,
        label,
        colour,
        hidden: hidden.has(id),
      }))}
      onToggle={toggle}
      table={{
        columns: [
          { title: props.periodTitle },
          ...lines.map(({ label }) => ({ title: label, numeric: true })),
          ...(calls ? [{ title: t('perf.calls'), numeric: true }] : []),
        ],
        rows: periods.map((period, at) => ({
          key: period,
          cells: [
            { text: props.formatPeriodLong(period), value: period },
            ...lines.map(({ values }) => ({
              text: text(values[at]),
              value:
                values[at] === undefined ? '' : String(values[at]! / 1_000),
            })),
            ...(calls
              ? [{ text: formats.count(calls[at]), value: String(calls[at]) }]
              : []),
          ],
        })),
      }}
    >
      {() => (
        <Lines
          title={props.title}
          height={HEIGHT}
          periods={periods}
          lines={shown}
          band={props.band}
          formatPeriod={props.formatPeriod}
          formatValue={durations.short}
          renderTooltip={tooltip}
        />
      )}
    </ChartFrame>
  );
}
