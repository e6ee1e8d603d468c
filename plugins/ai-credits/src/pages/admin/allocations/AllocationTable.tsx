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

import Checkbox from '@material-ui/core/Checkbox';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { useAdminText } from '../../../translations/admin';
import { nodeKey } from '../../budgets/figures';
import { AllocationRow } from './AllocationRow';
import { AllocationsData } from './useAllocations';
import { LabelOf, useWords } from './useWords';

const useStyles = makeStyles(
  theme => ({
    table: {
      fontVariantNumeric: 'tabular-nums',
      '& td, & th': { borderBottomColor: theme.palette.divider },
      // A scope may take two rows, so that every other row would be no pattern.
      '& tbody tr, & tbody tr:nth-of-type(odd)': {
        backgroundColor: 'transparent',
      },
    },
    head: {
      padding: theme.spacing(1),
      color: theme.palette.text.secondary,
      verticalAlign: 'bottom',
      backgroundColor: theme.palette.background.paper,
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
  }),
  { name: 'AiCreditsAllocationTable' },
);

/** A scope as it is listed. */
export interface ListedNode {
  node: BudgetNode;
  depth: number;
  /** Whether what is below it is shown; absent where nothing is below it. */
  open?: boolean;
}

/** Scopes with what they are allocated, to be changed in place; a list on a phone. */
export function AllocationTable(props: {
  label: string;
  data: AllocationsData;
  listed: readonly ListedNode[];
  labelOf: LabelOf;
  selected: ReadonlySet<string>;
  onSelect: (keys: ReadonlySet<string>) => void;
  onToggle?: (node: BudgetNode, open: boolean) => void;
  onDelete: (node: BudgetNode) => void;
  maxHeight?: number;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const words = useWords();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const [opened, setOpened] = useState<string>();
  const { data, listed, selected } = props;
  const period = words.period(data.period);
  const editable = listed
    .filter(({ node }) => node.mayEdit)
    .map(({ node }) => nodeKey(node));
  const chosen = editable.filter(key => selected.has(key)).length;

  const select = (keys: readonly string[], on: boolean) => {
    const next = new Set(selected);
    keys.forEach(key => (on ? next.add(key) : next.delete(key)));
    props.onSelect(next);
  };
  const rows = listed.map(each => {
    const key = nodeKey(each.node);
    return (
      <AllocationRow
        key={key}
        data={data}
        listed={each}
        labelOf={props.labelOf}
        narrow={narrow}
        selected={selected.has(key)}
        onSelect={on => select([key], on)}
        opened={opened === key}
        onOpen={() => setOpened(opened === key ? undefined : key)}
        onToggle={props.onToggle}
        onDelete={() => props.onDelete(each.node)}
      />
    );
  });
  if (narrow) {
    return (
      <ul className={classes.list} aria-label={props.label}>
        {rows}
      </ul>
    );
  }
  return (
    <TableContainer style={{ maxHeight: props.maxHeight }}>
      <Table
        size="small"
        stickyHeader={props.maxHeight !== undefined}
        aria-label={props.label}
        className={classes.table}
      >
        <TableHead>
          <TableRow>
            <TableCell className={classes.head} padding="checkbox">
              <Checkbox
                size="small"
                color="primary"
                disabled={editable.length === 0}
                checked={editable.length > 0 && chosen === editable.length}
                indeterminate={chosen > 0 && chosen < editable.length}
                inputProps={{ 'aria-label': t('allocations.selectAll') }}
                onChange={(_, on) => select(editable, on)}
              />
            </TableCell>
            <TableCell className={classes.head}>
              {t('allocations.scope')}
            </TableCell>
            <TableCell className={classes.head} align="right">
              {t('allocations.used', { period })}
            </TableCell>
            <TableCell className={classes.head} align="right">
              {t('allocations.credits', { period })}
            </TableCell>
            <TableCell className={classes.head} colSpan={2}>
              {t('allocations.settings')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>{rows}</TableBody>
      </Table>
    </TableContainer>
  );
}
