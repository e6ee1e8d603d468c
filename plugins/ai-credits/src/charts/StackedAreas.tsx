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
  AreaChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** A part of the whole, at the bottom first. */
export interface AreaPart {
  id: string;
  colour: string;
  /** One value for each period; undefined where there is nothing to draw. */
  values: (number | undefined)[];
}

/** What the whole is expected to be: a dashed line in a band. */
export interface ExpectedWhole {
  colour: string;
  /** One for each period. */
  points: ({ expected: number; range: [number, number] } | undefined)[];
}

interface Row {
  values: (number | undefined)[];
  expected?: { expected: number; range: [number, number] };
}

/** Parts over time, stacked. */
export default function StackedAreas(props: {
  title: string;
  height: number;
  periods: string[];
  /** Where the axis is written on; wherever there is room if absent. */
  ticks?: string[];
  parts: AreaPart[];
  expected?: ExpectedWhole;
  /** Periods that stand out, marked at the top. */
  marks?: string[];
  formatPeriod: (period: string) => string;
  formatValue: (value: number) => string;
  renderTooltip: (at: number) => React.ReactNode;
}) {
  const { palette, typography } = useTheme();
  const data = props.periods.map((period, at) => ({
    period,
    at,
    values: props.parts.map(part => part.values[at]),
    expected: props.expected?.points[at],
  }));
  const tick = {
    fill: palette.text.secondary,
    fontSize: 12,
    fontFamily: typography.fontFamily,
  };
  return (
    <ResponsiveContainer width="100%" height={props.height}>
      <AreaChart
        data={data}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        title={props.title}
        accessibilityLayer
      >
        <CartesianGrid vertical={false} stroke={palette.divider} />
        <XAxis
          dataKey="period"
          ticks={props.ticks}
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
        {props.parts.map((part, index) => (
          <Area
            key={part.id}
            dataKey={(row: Row) => row.values[index]}
            stackId="parts"
            type="linear"
            stroke={part.colour}
            strokeWidth={1}
            fill={part.colour}
            fillOpacity={0.85}
            activeDot={false}
            isAnimationActive={false}
          />
        ))}
        {props.expected && (
          <Area
            dataKey={(row: Row) => row.expected?.range}
            type="linear"
            stroke="none"
            fill={props.expected.colour}
            fillOpacity={0.18}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        {props.expected && (
          <Area
            dataKey={(row: Row) => row.expected?.expected}
            type="linear"
            stroke={props.expected.colour}
            strokeWidth={2}
            strokeDasharray="6 4"
            fill="none"
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        {props.marks?.map(period => (
          <ReferenceLine
            key={period}
            x={period}
            stroke={palette.text.secondary}
            strokeDasharray="2 4"
            label={{
              value: '◆',
              position: 'insideTop',
              fill: palette.text.primary,
              fontSize: 12,
            }}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
