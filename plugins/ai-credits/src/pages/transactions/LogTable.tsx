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

import ButtonBase from '@material-ui/core/ButtonBase';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  Transaction,
  TransactionOrder,
} from 'backstage-plugin-ai-credits-common';
import { MouseEvent } from 'react';
import { useText } from '../../translations';
import { LogColumn } from './columns';

const LOADING_ROWS = 12;

const useStyles = makeStyles(
  theme => ({
    container: {
      maxHeight: 'calc(100vh - 220px)',
      minHeight: 320,
      overflow: 'auto',
    },
    table: { fontVariantNumeric: 'tabular-nums' },
    head: {
      backgroundColor: theme.palette.background.paper,
      color: theme.palette.text.secondary,
      whiteSpace: 'nowrap',
    },
    cell: { padding: theme.spacing(1), whiteSpace: 'nowrap' },
    comment: {
      maxWidth: 176,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    row: { cursor: 'pointer' },
    open: {
      font: 'inherit',
      verticalAlign: 'baseline',
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
  }),
  { name: 'AiCreditsLogTable' },
);

/** The title of a column that the log can be ordered by; each click chooses the next of its orders. */
function SortLabel(props: {
  column: LogColumn;
  sorted: NonNullable<LogColumn['sorted']>;
  order: TransactionOrder;
  onOrder: (order: TransactionOrder) => void;
}) {
  const { column, sorted, order } = props;
  const choices = Object.keys(sorted) as TransactionOrder[];
  const place = choices.indexOf(order);
  return (
    <TableSortLabel
      active={place >= 0}
      direction={sorted[order] ?? sorted[choices[0]]}
      onClick={() => props.onOrder(choices[(place + 1) % choices.length])}
    >
      {column.title}
    </TableSortLabel>
  );
}

/** The log as a table; a click on a line opens it. */
export function LogTable(props: {
  columns: LogColumn[];
  /** Absent while the first page is read. */
  transactions: Transaction[] | undefined;
  timeZone: string;
  onOpen: (id: string) => void;
  order: TransactionOrder;
  onOrder: (order: TransactionOrder) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();

  const onRow = (event: MouseEvent, id: string) => {
    // A link in the line leads where it says.
    if (!(event.target as HTMLElement).closest('a, button')) {
      props.onOpen(id);
    }
  };

  return (
    <TableContainer className={classes.container}>
      <Table
        size="small"
        stickyHeader
        aria-label={t('page.transactions')}
        className={classes.table}
      >
        <TableHead>
          <TableRow>
            {props.columns.map(column => (
              <TableCell
                key={column.id}
                align={column.numeric ? 'right' : 'left'}
                className={`${classes.cell} ${classes.head}`}
                sortDirection={column.sorted?.[props.order] ?? false}
              >
                {column.sorted ? (
                  <SortLabel
                    column={column}
                    sorted={column.sorted}
                    order={props.order}
                    onOrder={props.onOrder}
                  />
                ) : (
                  column.title
                )}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {!props.transactions &&
            Array.from({ length: LOADING_ROWS }, (_, row) => (
              <TableRow key={row}>
                {props.columns.map(column => (
                  <TableCell key={column.id} className={classes.cell}>
                    <Skeleton />
                  </TableCell>
                ))}
              </TableRow>
            ))}
          {props.transactions?.map(transaction => (
            <TableRow
              key={transaction.transactionId}
              hover
              className={classes.row}
              onClick={event => onRow(event, transaction.transactionId)}
            >
              {props.columns.map(column => (
                <TableCell
                  key={column.id}
                  align={column.numeric ? 'right' : 'left'}
                  className={
                    column.id === 'comment'
                      ? `${classes.cell} ${classes.comment}`
                      : classes.cell
                  }
                  title={
                    column.id === 'comment' ? transaction.comment : undefined
                  }
                >
                  {column.id === 'date' ? (
                    <ButtonBase
                      className={classes.open}
                      aria-label={t('log.open', {
                        dateTime: formats.minute(
                          transaction.occurredAt,
                          props.timeZone,
                        ),
                      })}
                      onClick={() => props.onOpen(transaction.transactionId)}
                    >
                      {column.render(transaction)}
                    </ButtonBase>
                  ) : (
                    column.render(transaction)
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
