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
  Rectangle,
  RectangleProps,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';

/** A day or a month. */
export interface PeriodBar {
  period: string;
  value: number;
  /** Above the bar, such as the day's number. */
  above?: string;
  /** Below the bar, such as the amount. */
  amount: string;
  /** Below the amount, such as the weekday. */
  below: string;
}

const IDLE_HEIGHT = 3;

/** Two lines under a bar: what was used, and when. */
function Below(props: {
  x?: number | string;
  y?: number | string;
  bar?: PeriodBar;
  fill: string;
  muted: string;
  fontFamily?: string;
  fontSize: number;
}) {
  const { bar } = props;
  return bar ? (
    <g
      transform={`translate(${props.x},${props.y})`}
      textAnchor="middle"
      fontFamily={props.fontFamily}
      fontSize={props.fontSize}
    >
      <text y={10} fill={props.fill}>
        {bar.amount}
      </text>
      <text y={26} fill={props.muted}>
        {bar.below}
      </text>
    </g>
  ) : null;
}

/**
 * A bar for each day or month in one colour, idle ones as a grey stub. Laid out
 * in as many rows as asked for, all on the same scale.
 */
export default function PeriodBars(props: {
  title: string;
  /** Pixels of one row. */
  height: number;
  rows: number;
  /** Pixels between rows. */
  gap: number;
  bars: PeriodBar[];
  renderTooltip: (period: string) => React.ReactNode;
}) {
  const { palette, typography } = useTheme();
  const most = Math.max(...props.bars.map(bar => bar.value), 0);
  const perRow = Math.ceil(props.bars.length / props.rows);
  const rows = Array.from({ length: props.rows }, (_, row) =>
    props.bars.slice(row * perRow, (row + 1) * perRow),
  );
  const { fontFamily } = typography;
  const longest = Math.max(...props.bars.map(bar => bar.amount.length), 0);
  const fontSize = longest > 4 ? 10 : 11;
  return (
    <>
      {rows.map((bars, row) => (
        <ResponsiveContainer
          key={bars[0]?.period}
          width="100%"
          height={props.height}
          style={{ marginTop: row && props.gap }}
        >
          <BarChart
            data={bars}
            margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
            barCategoryGap="20%"
            title={props.title}
            accessibilityLayer
          >
            <YAxis hide domain={[0, most || 1]} />
            <XAxis
              xAxisId="below"
              dataKey="period"
              interval={0}
              height={36}
              tickLine={false}
              axisLine={{ stroke: palette.divider }}
              tick={({ x, y, index }) => (
                <Below
                  x={x}
                  y={y}
                  bar={bars[index]}
                  fill={palette.text.primary}
                  muted={palette.text.secondary}
                  fontFamily={fontFamily}
                  fontSize={fontSize}
                />
              )}
            />
            {bars[0]?.above !== undefined && (
              <XAxis
                xAxisId="above"
                dataKey="period"
                orientation="top"
                interval={0}
                height={20}
                tickLine={false}
                axisLine={false}
                tickFormatter={(_, index) => bars[index]?.above ?? ''}
                tick={{
                  fill: palette.text.secondary,
                  fontSize: 11,
                  fontFamily,
                }}
              />
            )}
            <Tooltip
              isAnimationActive={false}
              cursor={{ fill: palette.action.hover }}
              wrapperStyle={{ zIndex: 1 }}
              content={({ active, payload }) => {
                const bar = payload?.[0]?.payload as PeriodBar | undefined;
                return active && bar ? props.renderTooltip(bar.period) : null;
              }}
            />
            <Bar
              xAxisId="below"
              dataKey="value"
              maxBarSize={48}
              minPointSize={IDLE_HEIGHT}
              isAnimationActive={false}
              shape={(shape: RectangleProps & { payload?: PeriodBar }) => (
                <Rectangle
                  x={shape.x}
                  y={shape.y}
                  width={shape.width}
                  height={shape.height}
                  radius={[2, 2, 0, 0]}
                  fill={
                    shape.payload?.value
                      ? palette.primary.main
                      : palette.action.disabled
                  }
                />
              )}
            />
          </BarChart>
        </ResponsiveContainer>
      ))}
    </>
  );
}
