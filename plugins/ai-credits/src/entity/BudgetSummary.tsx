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

import { makeStyles } from '@material-ui/core/styles';
import { Budget } from 'backstage-plugin-ai-credits-common';
import { BudgetBar } from '../components/BudgetBar';
import { BudgetStatus } from '../components/BudgetStatus';
import { partOf } from '../data/budgets';
import { dayOf } from '../data/periods';
import { countDays } from '../data/ranges';
import { useText } from '../translations';
import { useEntityText } from '../translations/entity';

const useStyles = makeStyles(
  theme => ({
    root: {
      ...theme.typography.body2,
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(0.75),
      fontVariantNumeric: 'tabular-nums',
    },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: theme.spacing(0.25, 2),
    },
    note: { color: theme.palette.text.secondary },
  }),
  { name: 'AiCreditsBudgetSummary' },
);

/** How a budget stands in three lines: what was used of it, a bar, and what is left until when. */
export function BudgetSummary(props: {
  budget: Budget;
  /** Whose it is, for the bar's label. */
  name: string;
  timeZone: string;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const { t: te } = useEntityText();
  const { budget, timeZone } = props;
  const resetDay = dayOf(Date.parse(budget.periodEnd), timeZone);
  const days = countDays(dayOf(Date.now(), timeZone), resetDay) - 1;
  const over = budget.remaining.startsWith('-');
  return (
    <div className={classes.root}>
      <div className={classes.line}>
        <span>
          {t('budgets.used', {
            used: formats.credits(budget.used),
            allocated: formats.credits(budget.credits),
          })}
        </span>
        <BudgetStatus state={budget.status} />
      </div>
      <BudgetBar
        used={partOf(budget.used, budget.credits)}
        held={partOf(budget.held, budget.credits)}
        state={budget.status}
        label={t('budgets.bar', { name: props.name })}
      />
      <div className={classes.line}>
        <span>
          {over
            ? te('summary.over', {
                credits: formats.credits(budget.remaining.slice(1)),
              })
            : te('summary.left', {
                remaining: formats.credits(budget.remaining),
              })}
        </span>
        <span className={classes.note}>
          {te('summary.resets', {
            count: Math.max(days, 0),
            day: formats.dayShort(resetDay),
          })}
        </span>
      </div>
    </div>
  );
}
