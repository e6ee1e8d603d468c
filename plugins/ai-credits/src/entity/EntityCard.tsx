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

import { Link } from '@backstage/core-components';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Entity } from '@backstage/catalog-model';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { aiCreditsUsageReadPermission } from 'backstage-plugin-ai-credits-common';
import { Sparkline } from '../charts/Sparkline';
import { Amount } from '../components/Amount';
import { ErrorState, StaleNotice } from '../components/ErrorState';
import { Forbidden } from '../components/Forbidden';
import { HelpButton } from '../components/HelpButton';
import { DataProvider } from '../data/client';
import { isForbidden } from '../data/errors';
import { chartNumber } from '../data/format';
import { useCreditsHref, usePath } from '../data/useCreditsHref';
import { useValueLabels } from '../data/useValueLabels';
import { entityTabRouteRef } from '../routes';
import { useText } from '../translations';
import { useEntityText } from '../translations/entity';
import { BudgetSummary } from './BudgetSummary';
import { isIdle, UsageSummary } from './figures';
import { useEntityHelp } from './help';
import { EntityUsage, useEntityUsage } from './useEntityUsage';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      fontVariantNumeric: 'tabular-nums',
    },
    trendLine: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: theme.spacing(0, 2),
      marginTop: theme.spacing(0.5),
    },
    amount: {
      fontFamily: theme.typography.fontFamily,
      fontSize: '1.375rem',
      fontWeight: 700,
      lineHeight: 1.3,
      marginRight: theme.spacing(0.75),
    },
    trend: {
      '& svg': {
        verticalAlign: 'text-bottom',
        marginRight: theme.spacing(0.25),
      },
    },
    link: theme.typography.body2,
  }),
  { name: 'AiCreditsEntityCard' },
);

function Trend({ change }: Pick<UsageSummary, 'change'>) {
  const classes = useStyles();
  const { t, formats } = useEntityText();
  if (change === undefined) {
    return <>&nbsp;</>;
  }
  if (change === 'new') {
    return <>{t('entity.card.isNew')}</>;
  }
  if (Math.abs(change) < 0.005) {
    return <>{t('entity.card.same')}</>;
  }
  const Arrow = change > 0 ? RiArrowUpLine : RiArrowDownLine;
  return (
    <span className={classes.trend}>
      <Arrow size={16} aria-hidden />
      {t('entity.card.trend', { change: formats.change(change) })}
    </span>
  );
}

function Used({ usage }: { usage: UsageSummary }) {
  const classes = useStyles();
  const { t, formats } = useEntityText();
  const { palette } = useTheme();
  const amounts = usage.days.map(({ credits }) => credits);
  const most = amounts.reduce((a, b) => (b > a ? b : a), 0n);
  return (
    <div>
      <Typography variant="body2" component="div">
        <span className={classes.amount}>
          <Amount value={usage.credits} />
        </span>
        {t('entity.card.last30')}
      </Typography>
      <div className={classes.trendLine}>
        <Typography variant="body2" component="div" color="textSecondary">
          <Trend change={usage.change} />
        </Typography>
        <Sparkline
          values={amounts.map(chartNumber)}
          colour={palette.primary.main}
          label={t('entity.card.sparkline', {
            first: formats.credits(amounts[0]),
            last: formats.credits(amounts[amounts.length - 1]),
            most: formats.credits(most),
          })}
        />
      </div>
    </div>
  );
}

function Budgets({ data, name }: { data: EntityUsage; name: string }) {
  const { t } = useEntityText();
  const { budgets, timeZone } = data;
  if (budgets.isPending) {
    return <Skeleton variant="rect" height={68} />;
  }
  const budget = budgets.data?.[0];
  if (budget) {
    return <BudgetSummary budget={budget} name={name} timeZone={timeZone} />;
  }
  return (
    <Typography variant="body2" color="textSecondary">
      {isForbidden(budgets.error)
        ? t('entity.budgetsForbidden')
        : t('entity.card.noBudget')}
    </Typography>
  );
}

function Body({ data }: { data: EntityUsage }) {
  const classes = useStyles();
  const { formats } = useText();
  const { t } = useEntityText();
  const { days, error, retry, scope, timeZone, usage } = data;
  const name = useValueLabels(scope ? [scope.ref] : [])(
    scope?.dimension ?? 'service',
    scope?.ref ?? '',
  );
  const again = () => {
    retry();
    days.refetch();
  };
  if (!usage) {
    if (error) {
      return isForbidden(error) ? (
        <Forbidden permission={aiCreditsUsageReadPermission.name} />
      ) : (
        <ErrorState error={error} onRetry={again} />
      );
    }
    return (
      <div className={classes.root}>
        <Skeleton variant="rect" height={52} />
        <Skeleton variant="rect" height={68} />
      </div>
    );
  }
  const idle = isIdle(usage);
  if (idle && usage.narrowed) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('entity.card.limited')}
      </Typography>
    );
  }
  return (
    <div className={classes.root}>
      {days.isError && (
        <StaleNotice
          since={formats.time(days.dataUpdatedAt, timeZone)}
          onRetry={again}
        />
      )}
      {idle ? (
        <Typography variant="body2" color="textSecondary">
          {t('entity.card.idle')}
        </Typography>
      ) : (
        <Used usage={usage} />
      )}
      <Budgets data={data} name={name} />
    </div>
  );
}

function Card({ entity }: { entity: Entity }) {
  const classes = useStyles();
  const { t } = useText();
  const { t: te } = useEntityText();
  const data = useEntityUsage(entity);
  const help = useEntityHelp();
  const hrefOf = useCreditsHref();
  const tab = usePath(entityTabRouteRef);
  const href =
    tab ??
    hrefOf('usage', { range: 'last30Days', by: 'model', ...data.filters });
  return (
    <EntityInfoCard
      title={t('page.title')}
      headerActions={<HelpButton help={help} timeZone={data.timeZone} />}
      footerActions={
        href && (
          <Link to={href} className={classes.link}>
            {te('entity.card.details')}
          </Link>
        )
      }
    >
      <Body data={data} />
    </EntityInfoCard>
  );
}

/** What the entity of the page used lately, how that compares, and how its budget stands. */
export function EntityCard() {
  const { entity } = useEntity();
  return (
    <DataProvider>
      <Card entity={entity} />
    </DataProvider>
  );
}
