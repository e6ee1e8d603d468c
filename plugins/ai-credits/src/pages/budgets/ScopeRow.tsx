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
import { makeStyles } from '@material-ui/core/styles';
import { BudgetNode } from 'backstage-plugin-ai-credits-common';
import { ReactNode } from 'react';
import { BudgetBar } from '../../components/BudgetBar';
import { BudgetStatus } from '../../components/BudgetStatus';
import { partOf } from '../../data/budgets';
import { useText } from '../../translations';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'flex',
      alignItems: 'flex-start',
      minHeight: theme.spacing(5),
      borderRadius: theme.shape.borderRadius,
    },
    selected: { backgroundColor: theme.palette.action.selected },
    toggle: { width: theme.spacing(4), flexShrink: 0 },
    scope: {
      ...theme.typography.body2,
      display: 'block',
      width: '100%',
      padding: theme.spacing(0.75, 1, 0.5),
      textAlign: 'left',
      borderRadius: theme.shape.borderRadius,
      color: theme.palette.text.primary,
      '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
    },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(0, 1.5),
    },
    name: { overflowWrap: 'anywhere', minWidth: 0, fontWeight: 500 },
    amount: {
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    body: { flex: 1, minWidth: 0 },
    bar: { padding: theme.spacing(0, 1, 1) },
  }),
  { name: 'AiCreditsScopeRow' },
);

/** A scope with its bar, its figures and its state; a click shows more of its budget. */
export function ScopeRow(props: {
  node: BudgetNode;
  name: string;
  selected: boolean;
  onSelect: (budgetId: string) => void;
  /** Before the name, such as what shows and hides what is below. */
  toggle?: ReactNode;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const { name, node } = props;
  const { budget } = node;
  const inside = (
    <>
      <span className={classes.line}>
        <span className={classes.name}>{name}</span>
        {budget && <BudgetStatus state={budget.status} />}
      </span>
      <span className={`${classes.line} ${classes.amount}`}>
        {budget
          ? t('budgets.of', {
              used: formats.credits(budget.used),
              allocated: formats.credits(budget.credits),
            })
          : t('budgets.usedOnly', { used: formats.credits(node.used) })}
      </span>
    </>
  );
  return (
    <div
      className={
        props.selected ? `${classes.row} ${classes.selected}` : classes.row
      }
    >
      {props.toggle !== undefined && (
        <div className={classes.toggle}>{props.toggle}</div>
      )}
      <div className={classes.body}>
        {budget ? (
          <>
            <ButtonBase
              className={classes.scope}
              aria-current={props.selected || undefined}
              onClick={() => props.onSelect(budget.id)}
            >
              {inside}
            </ButtonBase>
            <div className={classes.bar}>
              <BudgetBar
                used={partOf(budget.used, budget.credits)}
                held={partOf(budget.held, budget.credits)}
                state={budget.status}
                label={t('budgets.bar', { name })}
              />
            </div>
          </>
        ) : (
          <div className={classes.scope}>{inside}</div>
        )}
      </div>
    </div>
  );
}
