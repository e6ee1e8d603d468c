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
import { makeStyles } from '@material-ui/core/styles';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { Panel } from '../../components/Panel';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { nodeKey } from './figures';
import { ScopeRow } from './ScopeRow';

const kinds = ['project', 'service', 'product', 'model'] as const;

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: theme.spacing(0, 0, 1) },
    kind: {
      ...theme.typography.body2,
      fontWeight: 700,
      margin: theme.spacing(0, 0, 0.5),
    },
    scroll: { maxHeight: 480, overflowY: 'auto' },
  }),
  { name: 'AiCreditsOtherBudgets' },
);

/** Budgets of what is no part of the organisation, one list for each kind. */
export function OthersPanel(props: {
  nodes: BudgetNode[];
  scope: string | undefined;
  onSelect: (budgetId: string) => void;
}) {
  const classes = useStyles();
  const { t } = useText();
  const labelOf = useValueLabels(props.nodes.map(node => node.ref));
  const lists = kinds
    .map(kind => ({
      kind,
      nodes: props.nodes.filter(node => node.kind === kind),
    }))
    .filter(({ nodes }) => nodes.length > 0);
  return (
    <Panel title={t('budgets.others')}>
      <div className={classes.scroll}>
        {lists.map(({ kind, nodes }) => (
          <div key={kind}>
            <Typography component="h3" className={classes.kind}>
              {t(`budgets.${kind}`)}
            </Typography>
            <ul className={classes.list} aria-label={t(`budgets.${kind}`)}>
              {nodes.map(node => (
                <li key={nodeKey(node)}>
                  <ScopeRow
                    node={node}
                    name={labelOf(node.kind, node.ref)}
                    selected={
                      node.budget !== undefined &&
                      node.budget.id === props.scope
                    }
                    onSelect={props.onSelect}
                  />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Panel>
  );
}
