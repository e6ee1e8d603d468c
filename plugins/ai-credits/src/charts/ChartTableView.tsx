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
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { ChartTable } from './table';

const useStyles = makeStyles(
  theme => ({
    root: { fontVariantNumeric: 'tabular-nums' },
    head: { backgroundColor: theme.palette.background.paper },
  }),
  { name: 'AiCreditsChartTable' },
);

/** The figures of a chart as a table. */
export function ChartTableView(props: { table: ChartTable; title: string }) {
  const classes = useStyles();
  const { columns, rows } = props.table;
  return (
    <Table
      size="small"
      stickyHeader
      aria-label={props.title}
      className={classes.root}
    >
      <TableHead>
        <TableRow>
          {columns.map(column => (
            <TableCell
              key={column.title}
              align={column.numeric ? 'right' : 'left'}
              className={classes.head}
            >
              {column.title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(row => (
          <TableRow key={row.key}>
            {row.cells.map((cell, index) => (
              <TableCell
                key={columns[index].title}
                align={columns[index].numeric ? 'right' : 'left'}
              >
                {cell.text}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
