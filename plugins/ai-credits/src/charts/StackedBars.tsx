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
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** A part of the whole, at the bottom first. */
export interface BarPart {
  id: string;
  colour: string;
  /** One value for each period. */
  values: number[];
  /** A click leads somewhere. */
  onClick?: () => void;
}

/** Parts by period, stacked in one bar each. */
export default function StackedBars(props: {
  title: string;
  height: number;
  periods: string[];
  /** Where the axis is written on; wherever there is room if absent. */
  ticks?: string[];
  parts: BarPart[];
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
  }));
  const tick = {
    fill: palette.text.secondary,
    fontSize: 12,
    fontFamily: typography.fontFamily,
  };
  return (
    <ResponsiveContainer width="100%" height={props.height}>
      <BarChart
        data={data}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        barCategoryGap="15%"
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
          cursor={{ fill: palette.action.hover }}
          wrapperStyle={{ zIndex: 1 }}
          content={({ active, payload }) => {
            const at = (payload?.[0]?.payload as { at?: number } | undefined)
              ?.at;
            return active && at !== undefined ? props.renderTooltip(at) : null;
          }}
        />
        {props.parts.map((part, index) => (
          <Bar
            key={part.id}
            dataKey={(row: { values: number[] }) => row.values[index]}
            stackId="parts"
            fill={part.colour}
            maxBarSize={48}
            isAnimationActive={false}
            cursor={part.onClick ? 'pointer' : undefined}
            onClick={part.onClick}
          />
        ))}
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
      </BarChart>
    </ResponsiveContainer>
  );
}
