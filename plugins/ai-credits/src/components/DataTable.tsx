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
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

/** A column of a {@link DataTable}. */
export interface DataColumn<Row> {
  id: string;
  title: ReactNode;
  numeric?: boolean;
  render: (row: Row) => ReactNode;
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
    head: { color: theme.palette.text.secondary, verticalAlign: 'bottom' },
  }),
  { name: 'AiCreditsDataTable' },
);

/** A short table inside a card. */
export function DataTable<Row>(props: {
  label: string;
  columns: DataColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}) {
  const classes = useStyles();
  return (
    <TableContainer>
      <Table size="small" aria-label={props.label} className={classes.table}>
        <TableHead>
          <TableRow>
            {props.columns.map(column => (
              <TableCell
                key={column.id}
                className={`${classes.cell} ${classes.head}`}
                align={column.numeric ? 'right' : 'left'}
              >
                {column.title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(row => (
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
