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
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** One line; undefined where there is nothing to draw. */
export interface ChartLine {
  id: string;
  colour: string;
  dashed?: boolean;
  values: (number | undefined)[];
}

/** Lines over time or over the hours of a day. A gap is a gap. */
export default function Lines(props: {
  title: string;
  height: number;
  periods: string[];
  lines: ChartLine[];
  /** A band around a line: its lower and upper end in each period. */
  range?: { colour: string; values: ([number, number] | undefined)[] };
  /** Periods that are shaded, both included. */
  band?: { from: string; to: string };
  formatPeriod: (period: string) => string;
  formatValue: (value: number) => string;
  renderTooltip: (at: number) => React.ReactNode;
}) {
  const { palette, typography } = useTheme();
  const data = props.periods.map((period, at) => ({
    period,
    at,
    values: props.lines.map(line => line.values[at]),
    range: props.range?.values[at],
  }));
  const tick = {
    fill: palette.text.secondary,
    fontSize: 12,
    fontFamily: typography.fontFamily,
  };
  return (
    <ResponsiveContainer width="100%" height={props.height}>
      <ComposedChart
        data={data}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        title={props.title}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke={palette.divider} />
        {props.band && (
          <ReferenceArea
            x1={props.band.from}
            x2={props.band.to}
            fill={palette.text.secondary}
            fillOpacity={0.08}
          />
        )}
        <XAxis
          dataKey="period"
          tickFormatter={props.formatPeriod}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: palette.divider }}
          minTickGap={32}
        />
        <YAxis
          tickFormatter={props.formatValue}
          tick={tick}
          tickLine={false}
          axisLine={false}
          width={48}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: palette.text.secondary }}
          wrapperStyle={{ zIndex: 1 }}
          content={({ active, payload }) => {
            const at = (payload?.[0]?.payload as { at?: number } | undefined)
              ?.at;
            return active && at !== undefined ? props.renderTooltip(at) : null;
          }}
        />
        {props.range && (
          <Area
            dataKey={(row: { range?: [number, number] }) => row.range}
            type="linear"
            stroke="none"
            fill={props.range.colour}
            fillOpacity={0.18}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        {props.lines.map((line, index) => (
          <Line
            key={line.id}
            dataKey={(row: { values: (number | undefined)[] }) =>
              row.values[index]
            }
            type="linear"
            stroke={line.colour}
            strokeWidth={2}
            strokeDasharray={line.dashed ? '6 4' : undefined}
            // A point between two gaps has no line to be seen by.
            dot={({ cx, cy, index: at, key }) =>
              line.values[at] !== undefined &&
              line.values[at - 1] === undefined &&
              line.values[at + 1] === undefined ? (
                <circle key={key} cx={cx} cy={cy} r={3} fill={line.colour} />
              ) : (
                <g key={key} />
              )
            }
            activeDot={{ r: 4 }}
            isAnimationActive={false}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  );
}
