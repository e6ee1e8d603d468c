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
import { ErrorState } from '../components/ErrorState';
import { EntityName } from '../components/EntityName';
import { isForbidden } from '../data/errors';
import { useAccountZone, useAnalytics, useScopeBudgets } from '../data/queries';
import { resolveRange } from '../data/ranges';
import { useValueLabels } from '../data/useValueLabels';
import { BudgetSummary } from '../entity/BudgetSummary';
import { useEntityText } from '../translations/entity';
import { OwnScope } from './scopes';

const useStyles = makeStyles(
  theme => ({
    root: {
      '& + &': {
        marginTop: theme.spacing(2),
        paddingTop: theme.spacing(2),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    above: { margin: theme.spacing(1, 0, 0.5) },
    name: {
      ...theme.typography.body1,
      fontWeight: 700,
      margin: theme.spacing(0, 0, 0.5),
    },
  }),
  { name: 'AiCreditsOwnRow' },
);

/** The budget of the department, which is what limits a team without one. */
function Above({ department, zone }: { department: string; zone: string }) {
  const { t } = useEntityText();
  const classes = useStyles();
  const budgets = useScopeBudgets(department, ['department']);
  const name = useValueLabels([department])('department', department);
  const budget = budgets.data?.[0];
  return budget ? (
    <>
      <Typography variant="body2" className={classes.above}>
        {t('home.above', { name })}
      </Typography>
      <BudgetSummary budget={budget} name={name} timeZone={zone} />
    </>
  ) : null;
}

/** What was used this month of what has no limit. */
function Used({ scope }: { scope: OwnScope }) {
  const { t, formats } = useEntityText();
  const zone = useAccountZone();
  const month = zone && resolveRange({ preset: 'thisMonth' }, Date.now(), zone);
  const answer = useAnalytics(
    month
      ? {
          from: month.from,
          to: month.to,
          measures: ['credits'],
          filters: { [scope.dimension]: [scope.ref] },
        }
      : undefined,
  );
  if (!answer.data) {
    if (!answer.error) {
      return <Skeleton width="60%" />;
    }
    return isForbidden(answer.error) ? (
      <Typography variant="body2" color="textSecondary">
        {t('home.forbidden')}
      </Typography>
    ) : (
      <ErrorState error={answer.error} onRetry={() => answer.refetch()} />
    );
  }
  return (
    <Typography variant="body2" color="textSecondary">
      {t(scope.mine ? 'home.noLimitMine' : 'home.noLimit', {
        used: formats.credits(String(answer.data.totals.credits ?? '0')),
      })}
    </Typography>
  );
}

function Standing({ scope, name }: { scope: OwnScope; name: string }) {
  const zone = useAccountZone();
  const budgets = useScopeBudgets(scope.ref, scope.budgetKinds);
  if (budgets.isPending || !zone) {
    return <Skeleton variant="rect" height={68} />;
  }
  const budget = budgets.data?.[0];
  if (budget) {
    return <BudgetSummary budget={budget} name={name} timeZone={zone} />;
  }
  return budgets.error && !isForbidden(budgets.error) ? (
    <ErrorState error={budgets.error} onRetry={() => budgets.refetch()} />
  ) : (
    <>
      <Used scope={scope} />
      {scope.above && <Above department={scope.above} zone={zone} />}
    </>
  );
}

/** How one of the reader's own budgets stands. */
export function OwnRow({ scope }: { scope: OwnScope }) {
  const classes = useStyles();
  const { t } = useEntityText();
  const label = useValueLabels([scope.ref])(scope.dimension, scope.ref);
  const name = scope.mine ? t('home.mine') : label;
  return (
    <section className={classes.root} aria-label={name}>
      <h3 className={classes.name}>
        {scope.mine ? name : <EntityName entityRef={scope.ref} />}
      </h3>
      <Standing scope={scope} name={name} />
    </section>
  );
}
