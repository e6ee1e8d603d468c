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

import IconButton from '@material-ui/core/IconButton';
import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { RiZoomInLine } from '@remixicon/react';
import { UsageDimension } from 'backstage-plugin-ai-credits-common';
import { MouseEvent } from 'react';
import { EntityName } from '../../components/EntityName';
import { isEntityDimension } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { Figures, Line } from './breakdown';
import { BreakdownColumn } from './columns';

const useStyles = makeStyles(
  theme => ({
    cell: {
      padding: theme.spacing(1),
      borderBottomColor: theme.palette.divider,
      wordBreak: 'normal',
    },
    name: { overflowWrap: 'anywhere', minWidth: 120 },
    row: { cursor: 'pointer' },
    sum: { '& > *': { fontWeight: 700 } },
    member: { paddingLeft: theme.spacing(3) },
    open: { padding: theme.spacing(0.5) },
    action: { width: 40, padding: theme.spacing(0, 0.5) },
  }),
  { name: 'AiCreditsBreakdownRows' },
);

/** A value of the dimension; a click looks into it. */
export function LineRow(props: {
  line: Line;
  label: string;
  dimension: UsageDimension;
  columns: BreakdownColumn[];
  /** Part of a family above it. */
  member: boolean;
  onOpen: (value: string) => void;
}) {
  const { line, label, dimension } = props;
  const classes = useStyles();
  const { t } = useText();

  const onRow = (event: MouseEvent) => {
    // A link in the row leads where it says.
    if (!(event.target as HTMLElement).closest('a, button')) {
      props.onOpen(line.value);
    }
  };

  return (
    <TableRow hover className={classes.row} onClick={onRow}>
      <TableCell
        component="th"
        role="rowheader"
        scope="row"
        className={`${classes.cell} ${classes.name} ${
          props.member ? classes.member : ''
        }`}
      >
        {isEntityDimension(dimension) && line.value ? (
          <EntityName entityRef={line.value} />
        ) : (
          label
        )}
      </TableCell>
      {props.columns.map(column => (
        <TableCell
          key={column.id}
          align={column.numeric ? 'right' : 'left'}
          className={classes.cell}
        >
          {column.render(line)}
        </TableCell>
      ))}
      <TableCell className={`${classes.cell} ${classes.action}`} align="right">
        <IconButton
          className={classes.open}
          aria-label={t('usage.lookInto', { name: label })}
          title={t('usage.lookInto', { name: label })}
          onClick={() => props.onOpen(line.value)}
        >
          <RiZoomInLine size={18} />
        </IconButton>
      </TableCell>
    </TableRow>
  );
}

/** Sums of a family, or of everything. */
export function SumRow(props: {
  name: string;
  figures: Figures;
  columns: BreakdownColumn[];
}) {
  const classes = useStyles();
  return (
    <TableRow className={classes.sum}>
      <TableCell
        component="th"
        role="rowheader"
        scope="row"
        className={classes.cell}
      >
        {props.name}
      </TableCell>
      {props.columns.map(column => (
        <TableCell
          key={column.id}
          align={column.numeric ? 'right' : 'left'}
          className={classes.cell}
        >
          {column.renderSum?.(props.figures)}
        </TableCell>
      ))}
      <TableCell className={`${classes.cell} ${classes.action}`} />
    </TableRow>
  );
}
