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
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { BudgetTreeResponse } from 'backstage-plugin-ai-credits-common';
import { useId, useMemo, useState } from 'react';
import { Panel } from '../../components/Panel';
import { lastDayOf } from '../../data/budgets';
import { dayOf } from '../../data/periods';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import {
  Branch,
  groupsAbove,
  nodeKey,
  searchBranches,
  toBranches,
} from './figures';
import { ScopeRow } from './ScopeRow';

/** More matches than this are counted, not listed. */
const MOST_MATCHES = 100;

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    inner: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      paddingLeft: theme.spacing(2),
      [theme.breakpoints.down('xs')]: { paddingLeft: theme.spacing(1) },
    },
    search: { marginBottom: theme.spacing(1.5) },
    scroll: {
      maxHeight: 640,
      overflowY: 'auto',
      [theme.breakpoints.down('sm')]: { maxHeight: 480 },
    },
  }),
  { name: 'AiCreditsBudgetTree' },
);

/** The organisation from its top, with what each part has used of its allocation. */
export function TreePanel(props: {
  tree: BudgetTreeResponse;
  /** The id of the budget that is shown. */
  scope: string | undefined;
  /** The reader's own groups; the way to them is open at first. */
  own: readonly string[];
  onSelect: (budgetId: string) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const { organization, complete, timeZone } = props.tree;
  const searchId = useId();
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(
    new Map(),
  );
  const refs = useMemo(
    () =>
      // Groups first: there is a limit to how many titles are read.
      [...organization]
        .sort((a, b) => Number(a.kind === 'user') - Number(b.kind === 'user'))
        .map(node => node.ref),
    [organization],
  );
  const labelOf = useValueLabels(refs);
  const selected = organization.find(node => node.budget?.id === props.scope);
  const above = new Set(
    [
      selected,
      ...organization.filter(({ ref }) => props.own.includes(ref)),
    ].flatMap(node => [...groupsAbove(organization, node)]),
  );

  const all = useMemo(() => toBranches(organization), [organization]);
  const wanted = search.trim().toLocaleLowerCase();
  const { branches, left } = wanted
    ? searchBranches(
        all,
        node =>
          labelOf(node.kind, node.ref).toLocaleLowerCase().includes(wanted) ||
          node.ref.includes(wanted),
        MOST_MATCHES,
      )
    : { branches: all, left: 0 };

  const render = ({ node, branches: below }: Branch) => {
    const name = labelOf(node.kind, node.ref);
    const key = nodeKey(node);
    const open =
      wanted !== '' ||
      (toggled.get(key) ?? (node.depth === 0 || above.has(node.ref)));
    return (
      <li key={key}>
        <ScopeRow
          node={node}
          name={name}
          selected={node === selected}
          onSelect={props.onSelect}
          toggle={
            below.length > 0 && wanted === '' ? (
              <IconButton
                size="small"
                aria-expanded={open}
                aria-label={
                  open
                    ? t('budgets.collapse', { name })
                    : t('budgets.expand', { name })
                }
                onClick={() => setToggled(new Map(toggled).set(key, !open))}
              >
                {open ? (
                  <RiArrowDownSLine size={18} />
                ) : (
                  <RiArrowRightSLine size={18} />
                )}
              </IconButton>
            ) : (
              ''
            )
          }
        />
        {open && below.length > 0 && (
          <ul className={classes.inner}>{below.map(render)}</ul>
        )}
      </li>
    );
  };

  return (
    <Panel
      title={t('budgets.tree')}
      hint={t('budgets.treeHint', {
        first: formats.dayShort(
          dayOf(Date.parse(props.tree.periodStart), timeZone),
        ),
        last: formats.day(lastDayOf(props.tree, timeZone)),
        timeZone,
      })}
    >
      <TextField
        id={searchId}
        className={classes.search}
        size="small"
        variant="outlined"
        type="search"
        label={t('budgets.search')}
        value={search}
        onChange={event => setSearch(event.target.value)}
      />
      <div className={classes.scroll}>
        <ul className={classes.list} aria-label={t('budgets.tree')}>
          {branches.map(render)}
        </ul>
      </div>
      {branches.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('budgets.noMatch')}
        </Typography>
      )}
      {left > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('budgets.more', { number: formats.count(left) })}
        </Typography>
      )}
      {!complete && (
        <Typography variant="body2" color="textSecondary">
          {t('budgets.incomplete')}
        </Typography>
      )}
    </Panel>
  );
}
