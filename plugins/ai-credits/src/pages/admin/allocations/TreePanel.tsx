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

import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { useId, useMemo, useState } from 'react';
import { Panel } from '../../../components/Panel';
import { useText } from '../../../translations';
import { useAdminText } from '../../../translations/admin';
import {
  Branch,
  groupsAbove,
  nodeKey,
  searchBranches,
  toBranches,
} from '../../budgets/figures';
import { AllocationTable, ListedNode } from './AllocationTable';
import { AllocationsData } from './useAllocations';
import { LabelOf } from './useWords';

/** More matches than this are counted, not listed. */
const MOST_MATCHES = 100;

const useStyles = makeStyles(
  theme => ({
    search: { marginBottom: theme.spacing(1.5), maxWidth: 360 },
  }),
  { name: 'AiCreditsAllocationTree' },
);

/** The organisation from its top; people are below their team until it is opened. */
export function TreePanel(props: {
  data: AllocationsData;
  labelOf: LabelOf;
  selected: ReadonlySet<string>;
  onSelect: (keys: ReadonlySet<string>) => void;
  onDelete: (node: BudgetNode) => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const { t: tCommon, formats } = useText();
  const id = useId();
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(
    new Map(),
  );
  const { data, labelOf } = props;
  const { organization } = data;
  const branches = useMemo(() => toBranches(organization), [organization]);
  const wanted = search.trim().toLocaleLowerCase();
  const narrowed = wanted
    ? searchBranches(
        branches,
        node =>
          labelOf(node.kind, node.ref).toLocaleLowerCase().includes(wanted) ||
          node.ref.includes(wanted),
        MOST_MATCHES,
      )
    : { branches, left: 0 };
  // What was changed stays in sight.
  const changed = new Set(
    organization
      .filter(node => data.edits.has(nodeKey(node)))
      .flatMap(node => [...groupsAbove(organization, node)]),
  );

  const listed: ListedNode[] = [];
  const list = ({ branches: below, node }: Branch, depth: number) => {
    const open =
      below.length === 0
        ? undefined
        : wanted !== '' ||
          (toggled.get(nodeKey(node)) ??
            (changed.has(node.ref) || node.kind === 'department'));
    listed.push({ node, depth, open });
    if (open) {
      below.forEach(branch => list(branch, depth + 1));
    }
  };
  narrowed.branches.forEach(branch => list(branch, 0));

  return (
    <Panel title={t('allocations.table')}>
      <TextField
        id={id}
        className={classes.search}
        size="small"
        variant="outlined"
        type="search"
        label={tCommon('budgets.search')}
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <AllocationTable
        label={t('allocations.table')}
        data={data}
        listed={listed}
        labelOf={labelOf}
        selected={props.selected}
        onSelect={props.onSelect}
        onToggle={(node, open) =>
          setToggled(new Map(toggled).set(nodeKey(node), open))
        }
        onDelete={props.onDelete}
      />
      {listed.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {tCommon('budgets.noMatch')}
        </Typography>
      )}
      {narrowed.left > 0 && (
        <Typography variant="body2" color="textSecondary">
          {tCommon('budgets.more', { number: formats.count(narrowed.left) })}
        </Typography>
      )}
      {data.tree.data?.complete === false && (
        <Typography variant="body2" color="textSecondary">
          {tCommon('budgets.incomplete')}
        </Typography>
      )}
    </Panel>
  );
}
