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
import Skeleton from '@material-ui/lab/Skeleton';
import { Link } from '@backstage/core-components';
import { Budget } from 'backstage-plugin-ai-credits-common';
import { Amount } from '../components/Amount';
import { ErrorState } from '../components/ErrorState';
import { Facts } from '../components/Facts';
import { Panel } from '../components/Panel';
import { isForbidden } from '../data/errors';
import { useCreditsHref } from '../data/useCreditsHref';
import { useText } from '../translations';
import { useEntityText } from '../translations/entity';
import { BudgetSummary } from './BudgetSummary';
import { EntityUsage } from './useEntityUsage';

const HEIGHT = 200;

const useStyles = makeStyles(
  theme => ({
    budget: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1.5),
      '& + &': {
        marginTop: theme.spacing(2),
        paddingTop: theme.spacing(2),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    link: { ...theme.typography.body2, alignSelf: 'flex-start' },
  }),
  { name: 'AiCreditsEntityBudget' },
);

function OneBudget(props: { budget: Budget; name: string; timeZone: string }) {
  const classes = useStyles();
  const { t } = useText();
  const { t: te } = useEntityText();
  const hrefOf = useCreditsHref();
  const { budget } = props;
  const href = hrefOf('budgets', { period: budget.period, scope: budget.id });
  return (
    <div className={classes.budget}>
      <BudgetSummary {...props} />
      <Facts
        items={[
          { label: t('budgets.held'), value: <Amount value={budget.held} /> },
          {
            label: te('entity.projected'),
            value: <Amount value={budget.projected} />,
          },
          { label: t('budgets.atLimit'), value: t(`budgets.${budget.mode}`) },
        ]}
      />
      {href && (
        <Link to={href} className={classes.link}>
          {te('entity.openBudget')}
        </Link>
      )}
    </div>
  );
}

/** How the budgets of an entity stand: used, held, allocated, and where it goes at this pace. */
export function BudgetPanel(props: { data: EntityUsage; name: string }) {
  const { t } = useText();
  const { t: te } = useEntityText();
  const { budgets, filters, scope, timeZone } = props.data;
  const list = budgets.data;
  const ownOnly =
    scope?.dimension === 'project' && (filters?.project?.length ?? 0) > 1;

  const content = () => {
    if (list) {
      return list.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {te('entity.noBudget')}
        </Typography>
      ) : (
        list.map(budget => (
          <OneBudget
            key={budget.id}
            budget={budget}
            name={props.name}
            timeZone={timeZone}
          />
        ))
      );
    }
    if (!budgets.error) {
      return <Skeleton variant="rect" height={HEIGHT} />;
    }
    return isForbidden(budgets.error) ? (
      <Typography variant="body2" color="textSecondary">
        {te('entity.budgetsForbidden')}
      </Typography>
    ) : (
      <ErrorState error={budgets.error} onRetry={() => budgets.refetch()} />
    );
  };
  const first = list?.[0];
  return (
    <Panel
      title={
        first
          ? te('entity.budgetOf', { period: t(`budgets.${first.period}`) })
          : te('entity.budget')
      }
      hint={first && ownOnly ? te('entity.ownBudget') : undefined}
    >
      {content()}
    </Panel>
  );
}
