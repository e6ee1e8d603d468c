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

import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { BudgetDetail } from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { Amount } from '../../components/Amount';
import { BudgetBar } from '../../components/BudgetBar';
import { BudgetStatus } from '../../components/BudgetStatus';
import { ForecastNote } from '../../components/forecast';
import { Facts } from '../../components/Facts';
import { Panel } from '../../components/Panel';
import { budgetSentence, partOf } from '../../data/budgets';
import { useForecast } from '../../data/forecast';
import { dayOf } from '../../data/periods';
import { useValueLabels } from '../../data/useValueLabels';
import { useText } from '../../translations';
import { BurnChart } from './BurnChart';
import { HistoryPanel } from './HistoryPanel';
import { RequestDialog } from './RequestDialog';
import { UseTables } from './UseTables';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
    sentence: {
      ...theme.typography.body1,
      fontVariantNumeric: 'tabular-nums',
      marginBottom: theme.spacing(1),
    },
    facts: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsBudgetScope' },
);

function BudgetFacts({ budget }: { budget: BudgetDetail }) {
  const { t, formats } = useText();
  const { children, parent: above } = budget;
  const labelOf = useValueLabels(above ? [above.scope.ref] : []);
  const added = [
    ...(Number(budget.rolledOver) > 0
      ? [
          t('budgets.rolledOver', {
            credits: formats.credits(budget.rolledOver),
          }),
        ]
      : []),
    ...(Number(budget.grantedOnce) > 0
      ? [
          t('budgets.grantedOnce', {
            credits: formats.credits(budget.grantedOnce),
          }),
        ]
      : []),
  ];
  const unallocated = (credits: string) =>
    t('budgets.unallocated', { credits: formats.credits(credits) });
  return (
    <Facts
      items={[
        {
          label: t('budgets.allocation'),
          note: added.join(' · ') || undefined,
          value: <Amount value={budget.credits} />,
        },
        { label: t('budgets.usedFact'), value: <Amount value={budget.used} /> },
        { label: t('budgets.held'), value: <Amount value={budget.held} /> },
        {
          label: t('budgets.remaining'),
          value: <Amount value={budget.remaining} />,
        },
        {
          label: t('budgets.resets'),
          value: formats.day(
            dayOf(Date.parse(budget.periodEnd), budget.timeZone),
          ),
        },
        {
          label: t('budgets.atLimit'),
          value: t(`budgets.${budget.mode}`),
        },
        ...(children
          ? [
              {
                label: t('budgets.below'),
                note: unallocated(children.unallocated),
                value: <Amount value={children.allocated} />,
              },
            ]
          : []),
        ...(above
          ? [
              {
                label: t('budgets.above'),
                note: `${labelOf(
                  above.scope.kind,
                  above.scope.ref,
                )}, ${unallocated(above.unallocated)}`,
                value: <Amount value={above.credits} />,
              },
            ]
          : []),
      ]}
    />
  );
}

/** A budget: how it stands, whether it lasts, who and what uses it, and how it went before. */
export function ScopePanel(props: {
  budget: BudgetDetail;
  /** A request for more was sent. */
  onSent: (requestId: string) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useText();
  const [asking, setAsking] = useState(false);
  const { budget } = props;
  const forecast = useForecast(budget.id);
  const { kind, ref } = budget.scope;
  const name = useValueLabels([ref])(kind, ref);
  return (
    <div className={classes.root}>
      <Panel
        title={name}
        hint={<BudgetStatus state={budget.status} />}
        actions={
          budget.mayRequest && (
            <Button
              color="primary"
              variant="outlined"
              size="small"
              onClick={() => setAsking(true)}
            >
              {t('budgets.ask')}
            </Button>
          )
        }
      >
        <Typography className={classes.sentence}>
          {budgetSentence(budget, budget.timeZone, t, formats)}
        </Typography>
        <ForecastNote forecast={forecast.data} error={forecast.error} />
        <BudgetBar
          used={partOf(budget.used, budget.credits)}
          held={partOf(budget.held, budget.credits)}
          state={budget.status}
          label={t('budgets.bar', { name })}
        />
        <div className={classes.facts}>
          <BudgetFacts budget={budget} />
        </div>
      </Panel>
      <BurnChart budget={budget} forecast={forecast.data} />
      <UseTables budget={budget} />
      <HistoryPanel budget={budget} />
      {asking && (
        <RequestDialog
          budget={budget}
          name={name}
          onClose={() => setAsking(false)}
          onSent={id => {
            setAsking(false);
            props.onSent(id);
          }}
        />
      )}
    </div>
  );
}
