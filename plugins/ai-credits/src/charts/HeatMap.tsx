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

import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { KeyboardEvent, useRef, useState } from 'react';
import { heatOpacities, heatStep, moveInGrid } from './heatScale';

const ROW = 28;
const GAP = 2;
const AXIS = 20;

const useStyles = makeStyles(
  theme => ({
    svg: { display: 'block', width: '100%', overflow: 'visible' },
    label: {
      fill: theme.palette.text.secondary,
      fontFamily: theme.typography.fontFamily,
      fontSize: 12,
    },
    cell: {
      '&:hover, &:focus': {
        outline: 'none',
        stroke: theme.palette.text.primary,
        strokeWidth: 2,
      },
    },
    foot: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 3),
      marginTop: theme.spacing(1),
      fontVariantNumeric: 'tabular-nums',
    },
    said: { minHeight: '1.5em' },
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 1.5),
      padding: 0,
      margin: 0,
      listStyle: 'none',
    },
    step: {
      ...theme.typography.body2,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
    },
    swatch: { width: 12, height: 12, borderRadius: 2 },
  }),
  { name: 'AiCreditsHeatMap' },
);

/**
 * A value for each pair of row and column, in shades of the accent. One cell
 * takes the focus; arrows, Home and End move it. What a cell says in full stands
 * below while it is pointed at or has the focus.
 */
export function HeatMap(props: {
  title: string;
  /** Values by row, then column. */
  values: number[][];
  rowNames: string[];
  /** On the axis; empty where there is no room. */
  columnNames: string[];
  /** Percent of the width that the names of the rows take. */
  gutter: number;
  describe: (row: number, column: number) => string;
  /** Below while no cell is chosen. */
  idle: string;
  /** Words of the legend: none, then the upper end of each step. */
  legend: string[];
}) {
  const { values, rowNames, columnNames, gutter } = props;
  const classes = useStyles();
  const { palette } = useTheme();
  const cells = useRef(new Map<string, SVGRectElement>());
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const [shown, setShown] = useState<{ row: number; column: number }>();

  const most = Math.max(...values.flat(), 0);
  const columns = columnNames.length;
  const width = (100 - gutter) / columns;
  const fillOf = (step: number) =>
    step === 0
      ? { fill: palette.action.selected, fillOpacity: 1 }
      : { fill: palette.primary.main, fillOpacity: heatOpacities[step - 1] };

  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveInGrid(event.key, focus, {
      rows: rowNames.length,
      columns,
    });
    if (next) {
      event.preventDefault();
      setFocus(next);
      cells.current.get(`${next.row}:${next.column}`)?.focus();
    }
  };

  return (
    <>
      <svg
        data-chart
        role="grid"
        aria-label={props.title}
        aria-rowcount={rowNames.length}
        aria-colcount={columns}
        className={classes.svg}
        height={rowNames.length * ROW + AXIS}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setShown(undefined)}
      >
        {rowNames.map((name, row) => (
          <g key={name} role="row">
            <text
              role="rowheader"
              className={classes.label}
              x="0"
              y={row * ROW + ROW / 2}
              dominantBaseline="central"
            >
              {name}
            </text>
            {values[row].map((value, column) => (
              <rect
                // Rows and columns never change places.
                key={column} // eslint-disable-line react/no-array-index-key
                ref={element => {
                  if (element) {
                    cells.current.set(`${row}:${column}`, element);
                  }
                }}
                role="gridcell"
                aria-label={props.describe(row, column)}
                tabIndex={focus.row === row && focus.column === column ? 0 : -1}
                className={classes.cell}
                x={`${gutter + column * width}%`}
                y={row * ROW + GAP / 2}
                width={`${width * 0.94}%`}
                height={ROW - GAP}
                rx={2}
                {...fillOf(heatStep(value, most))}
                onFocus={() => {
                  setFocus({ row, column });
                  setShown({ row, column });
                }}
                onBlur={() => setShown(undefined)}
                onMouseEnter={() => setShown({ row, column })}
              />
            ))}
          </g>
        ))}
        <g aria-hidden>
          {columnNames.map((name, column) =>
            name ? (
              <text
                key={name}
                className={classes.label}
                x={`${gutter + column * width}%`}
                y={rowNames.length * ROW + AXIS - 4}
              >
                {name}
              </text>
            ) : null,
          )}
        </g>
      </svg>
      <div className={classes.foot}>
        <Typography variant="body2" className={classes.said} aria-hidden>
          {shown ? props.describe(shown.row, shown.column) : props.idle}
        </Typography>
        <ul className={classes.legend}>
          {props.legend.map((text, step) => (
            <li key={text} className={classes.step}>
              <span
                className={classes.swatch}
                style={{
                  backgroundColor: fillOf(step).fill,
                  opacity: fillOf(step).fillOpacity,
                }}
              />
              {text}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
