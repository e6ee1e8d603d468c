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

const WIDTH = 96;
const HEIGHT = 24;

/** A small line of how something went; what it says is said in its label. */
export function Sparkline(props: {
  values: number[];
  colour: string;
  label: string;
}) {
  const { palette } = useTheme();
  const most = Math.max(...props.values, 0) || 1;
  const step = WIDTH / Math.max(props.values.length - 1, 1);
  const points = props.values
    .map(
      (value, index) =>
        `${(index * step).toFixed(1)},${(
          HEIGHT -
          1 -
          (value / most) * (HEIGHT - 2)
        ).toFixed(1)}`,
    )
    .join(' ');
  return (
    <svg
      role="img"
      aria-label={props.label}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      <line
        x1={0}
        x2={WIDTH}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
        stroke={palette.divider}
      />
      <polyline
        points={points}
        fill="none"
        stroke={props.colour}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
}
