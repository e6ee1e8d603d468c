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

import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode, useState } from 'react';

/** A column of a {@link DataTable}. */
export interface DataColumn<Row> {
  id: string;
  title: ReactNode;
  numeric?: boolean;
  render: (row: Row) => ReactNode;
  /** What to sort by; a column without it is not sorted by. Rows without a value come last. */
  sortBy?: (row: Row) => number | string | undefined;
}

/** Which column a table is sorted by. */
export interface TableSort {
  column: string;
  direction: 'asc' | 'desc';
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'string' && typeof b === 'string'
    ? a.localeCompare(b)
    : Number(a) - Number(b);
}

function sorted<Row>(
  rows: Row[],
  columns: DataColumn<Row>[],
  sort: TableSort | undefined,
): Row[] {
  const by = columns.find(column => column.id === sort?.column)?.sortBy;
  if (!by || !sort) {
    return rows;
  }
  return [...rows].sort((left, right) => {
    const a = by(left);
    const b = by(right);
    if (a === undefined || b === undefined) {
      return Number(a === undefined) - Number(b === undefined);
    }
    return sort.direction === 'asc' ? compare(a, b) : compare(b, a);
  });
}

const useStyles = makeStyles(
  theme => ({
    table: { fontVariantNumeric: 'tabular-nums' },
    cell: {
      padding: theme.spacing(1),
      wordBreak: 'normal',
      overflowWrap: 'normal',
      borderBottomColor: theme.palette.divider,
    },
    head: {
      // As high as the arrow of a column that can be sorted by, so that all titles are level.
      lineHeight: 1.5,
      color: theme.palette.text.secondary,
      verticalAlign: 'bottom',
      // Rows pass below it while it sticks.
      backgroundColor: theme.palette.background.paper,
    },
  }),
  { name: 'AiCreditsDataTable' },
);

/** A table inside a card, sorted by a click on a column that can be. */
export function DataTable<Row>(props: {
  label: string;
  columns: DataColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** How it is sorted at first; in the order of the rows if absent. */
  initialSort?: TableSort;
  /** Past this many pixels it scrolls under its head. */
  maxHeight?: number;
}) {
  const classes = useStyles();
  const [sort, setSort] = useState(props.initialSort);
  const rows = sorted(props.rows, props.columns, sort);

  const sortLabel = (column: DataColumn<Row>) => {
    const active = sort?.column === column.id;
    // Of figures the most is wanted first, of names the alphabet.
    const first = column.numeric ? 'desc' : 'asc';
    const other = sort?.direction === 'asc' ? 'desc' : 'asc';
    return (
      <TableSortLabel
        active={active}
        direction={active ? sort.direction : first}
        onClick={() =>
          setSort({ column: column.id, direction: active ? other : first })
        }
      >
        {column.title}
      </TableSortLabel>
    );
  };
  return (
    <TableContainer
      style={{ maxHeight: props.maxHeight }}
      // What scrolls can be reached and scrolled with the keyboard.
      {...(props.maxHeight === undefined
        ? {}
        : { tabIndex: 0, role: 'group', 'aria-label': props.label })}
    >
      <Table
        size="small"
        stickyHeader={props.maxHeight !== undefined}
        aria-label={props.label}
        className={classes.table}
      >
        <TableHead>
          <TableRow>
            {props.columns.map(column => (
              <TableCell
                key={column.id}
                className={`${classes.cell} ${classes.head}`}
                align={column.numeric ? 'right' : 'left'}
                sortDirection={
                  sort?.column === column.id ? sort.direction : false
                }
              >
                {column.sortBy ? sortLabel(column) : column.title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <TableRow key={props.rowKey(row)}>
              {props.columns.map(column => (
                <TableCell
                  key={column.id}
                  className={classes.cell}
                  align={column.numeric ? 'right' : 'left'}
                >
                  {column.render(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
