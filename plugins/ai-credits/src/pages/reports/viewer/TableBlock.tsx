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
import TableFooter from '@material-ui/core/TableFooter';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  isReportFigure,
  ReportBlock,
  ReportCell,
  ReportColumn,
  reportDecimalsOf,
} from 'backstage-plugin-ai-credits-common';
import { Card } from './Card';
import { Drawing, titleOf } from './context';

type TableContents = Extract<ReportBlock, { type: 'table' }>;

const useStyles = makeStyles(
  theme => ({
    table: { fontVariantNumeric: 'tabular-nums' },
    cell: {
      padding: theme.spacing(1),
      borderBottomColor: theme.palette.divider,
      whiteSpace: 'nowrap',
      // The portal's theme breaks words in the middle.
      wordBreak: 'normal',
      overflowWrap: 'normal',
      '&:first-child': { whiteSpace: 'normal', minWidth: theme.spacing(14) },
    },
    head: {
      color: theme.palette.text.secondary,
      verticalAlign: 'bottom',
      whiteSpace: 'normal',
    },
    total: {
      color: theme.palette.text.primary,
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 700,
    },
  }),
  { name: 'AiCreditsReportTable' },
);

/** A table as it is in the files, in the same order. */
export function TableBlock(props: {
  block: TableContents;
  drawing: Drawing;
  /** The title of the section. */
  heading: string;
}) {
  const classes = useStyles();
  const { block, drawing } = props;
  const { writing } = drawing;
  const all = block.total ? [...block.rows, block.total] : block.rows;
  const decimals = new Map(
    block.columns.map(column => [column.key, reportDecimalsOf(column, all)]),
  );
  const text = (
    row: Record<string, ReportCell>,
    { key, format }: ReportColumn,
  ) => {
    const value = row[key];
    return format === 'entity' && value !== undefined
      ? titleOf(drawing, String(value))
      : writing.cell(value, format, decimals.get(key));
  };
  const line = (row: Record<string, ReportCell>, className: string) =>
    block.columns.map(column => (
      <TableCell
        key={column.key}
        className={`${classes.cell} ${className}`}
        align={isReportFigure(column.format) ? 'right' : 'left'}
      >
        {text(row, column)}
      </TableCell>
    ));
  return (
    <Card title={block.title} heading={props.heading}>
      {block.rows.length === 0 ? (
        <Typography color="textSecondary">{block.empty ?? '–'}</Typography>
      ) : (
        <TableContainer
          // What scrolls on a small screen can be scrolled with the keyboard.
          {...{ tabIndex: 0, role: 'group', 'aria-label': block.title }}
        >
          <Table
            size="small"
            aria-label={block.title}
            className={classes.table}
          >
            <TableHead>
              <TableRow>
                {block.columns.map(column => (
                  <TableCell
                    key={column.key}
                    // A head that says nothing is none.
                    component={column.title ? 'th' : 'td'}
                    className={`${classes.cell} ${classes.head}`}
                    align={isReportFigure(column.format) ? 'right' : 'left'}
                  >
                    {column.title}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {block.rows.map((row, index) => (
                // Rows never move, and nothing else tells them apart.
                // eslint-disable-next-line react/no-array-index-key
                <TableRow key={index}>{line(row, '')}</TableRow>
              ))}
            </TableBody>
            {block.total && (
              <TableFooter>
                <TableRow>{line(block.total, classes.total)}</TableRow>
              </TableFooter>
            )}
          </Table>
        </TableContainer>
      )}
    </Card>
  );
}
