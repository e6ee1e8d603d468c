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

import { makeStyles, Theme } from '@material-ui/core/styles';
import { RiAlertLine, RiCheckLine, RiCloseCircleLine } from '@remixicon/react';
import { Translate, useText } from '../translations';
import { budgetColours, BudgetState } from './BudgetBar';

const useStyles = makeStyles<Theme, { state: BudgetState }>(
  theme => {
    const colours = budgetColours(theme);
    return {
      root: {
        ...theme.typography.body2,
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.5),
        whiteSpace: 'nowrap',
      },
      icon: {
        display: 'inline-flex',
        color: ({ state }) => colours[state],
      },
    };
  },
  { name: 'AiCreditsBudgetStatus' },
);

const icons = {
  'on-track': RiCheckLine,
  'at-risk': RiAlertLine,
  exceeded: RiCloseCircleLine,
};

const words = {
  'on-track': 'budgets.onTrack',
  'at-risk': 'budgets.atRisk',
  exceeded: 'budgets.exceeded',
} as const;

/** The word for how a budget stands. */
export function stateWord(t: Translate, state: BudgetState): string {
  return t(words[state]);
}

/** How a budget stands: a word, and an icon in the colour of the state. */
export function BudgetStatus(props: {
  state: BudgetState;
  /** Instead of the word for the state, such as for a closed period. */
  word?: string;
}) {
  const classes = useStyles({ state: props.state });
  const { t } = useText();
  const Icon = icons[props.state];
  return (
    <span className={classes.root}>
      <span className={classes.icon}>
        <Icon size={16} aria-hidden />
      </span>
      {props.word ?? stateWord(t, props.state)}
    </span>
  );
}
