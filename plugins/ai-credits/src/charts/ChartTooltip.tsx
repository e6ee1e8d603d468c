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

import { makeStyles } from '@material-ui/core/styles';

/** A line of a tooltip. */
export interface TooltipLine {
  id: string;
  label: string;
  colour?: string;
  value: string;
  share?: string;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      ...theme.typography.body2,
      padding: theme.spacing(1, 1.5),
      borderRadius: theme.shape.borderRadius,
      border: `1px solid ${theme.palette.divider}`,
      backgroundColor: theme.palette.background.paper,
      color: theme.palette.text.primary,
    },
    title: { fontWeight: 700, marginBottom: theme.spacing(0.5) },
    table: { borderSpacing: 0, fontVariantNumeric: 'tabular-nums' },
    swatch: {
      display: 'inline-block',
      width: 10,
      height: 10,
      borderRadius: 2,
      marginRight: theme.spacing(1),
    },
    number: { textAlign: 'right', paddingLeft: theme.spacing(2) },
    share: {
      textAlign: 'right',
      paddingLeft: theme.spacing(1.5),
      color: theme.palette.text.secondary,
    },
    total: { fontWeight: 700 },
  }),
  { name: 'AiCreditsChartTooltip' },
);

/** Exact values at a point of a chart. */
export function ChartTooltip(props: {
  title: string;
  lines: TooltipLine[];
  total?: TooltipLine;
}) {
  const classes = useStyles();
  const lines = props.total ? [...props.lines, props.total] : props.lines;
  return (
    <div className={classes.root}>
      <div className={classes.title}>{props.title}</div>
      <table className={classes.table}>
        <tbody>
          {lines.map(line => (
            <tr
              key={line.id}
              className={line === props.total ? classes.total : undefined}
            >
              <td>
                {line.colour && (
                  <span
                    className={classes.swatch}
                    style={{ backgroundColor: line.colour }}
                  />
                )}
                {line.label}
              </td>
              <td className={classes.number}>{line.value}</td>
              <td className={classes.share}>{line.share}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
