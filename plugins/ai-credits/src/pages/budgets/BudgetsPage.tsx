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
import Skeleton from '@material-ui/lab/Skeleton';
import { aiCreditsBudgetReadPermission } from 'backstage-plugin-ai-credits-common';
import { useEffect, useRef } from 'react';
import { ErrorState } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { PageFrame } from '../../components/PageFrame';
import { Panel } from '../../components/Panel';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { useText } from '../../translations';
import { OthersPanel } from './OthersPanel';
import { PeriodField } from './PeriodField';
import { RequestsDrawer } from './RequestsDrawer';
import { ScopePanel } from './ScopePanel';
import { Sentence } from './Sentence';
import { TreePanel } from './TreePanel';
import { BudgetsData, useBudgets, useCreditRequests } from './useBudgets';

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2),
    },
    sides: {
      display: 'grid',
      gap: theme.spacing(2),
      alignItems: 'start',
      gridTemplateColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.up('md')]: {
        gridTemplateColumns: 'minmax(320px, 2fr) minmax(0, 3fr)',
        gridTemplateRows: 'auto 1fr',
      },
    },
    // Beside both lists; between them where there is one column.
    detail: {
      [theme.breakpoints.up('md')]: { gridColumn: 2, gridRow: '1 / span 2' },
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
      scrollMarginTop: theme.spacing(2),
    },
  }),
  { name: 'AiCreditsBudgets' },
);

function Detail({ data }: { data: BudgetsData }) {
  const { t } = useText();
  const { address, detail, scope } = data;
  if (detail.data) {
    return (
      <ScopePanel
        // Another budget starts with a closed form.
        key={detail.data.id}
        budget={detail.data}
        onSent={requests => address.set({ requests })}
      />
    );
  }
  if (detail.isError) {
    return isForbidden(detail.error) ? (
      <Forbidden permission={aiCreditsBudgetReadPermission.name} />
    ) : (
      <ErrorState
        error={detail.error}
        title={t('budgets.unreadable')}
        onRetry={() => detail.refetch()}
      />
    );
  }
  return scope === undefined && data.tree.data && !data.me.isPending ? (
    <Typography color="textSecondary">{t('budgets.choose')}</Typography>
  ) : (
    <>
      <Skeleton variant="rect" height={320} />
      <Skeleton variant="rect" height={360} />
    </>
  );
}

function Sides({ data }: { data: BudgetsData }) {
  const classes = useStyles();
  const { t } = useText();
  const { address, scope, tree } = data;
  const detailRef = useRef<HTMLDivElement>(null);
  const clicked = useRef(false);

  useEffect(() => {
    // Where the sides are stacked, what was clicked opens out of sight.
    const top = detailRef.current?.getBoundingClientRect().top ?? 0;
    if (clicked.current && (top < 0 || top > window.innerHeight * 0.7)) {
      detailRef.current?.scrollIntoView?.({ block: 'start' });
    }
    clicked.current = false;
  }, [scope]);

  if (!tree.data) {
    return tree.isError ? (
      <ErrorState error={tree.error} onRetry={() => tree.refetch()} />
    ) : (
      <div className={classes.sides}>
        <Skeleton variant="rect" height={480} />
        <Skeleton variant="rect" height={480} />
      </div>
    );
  }
  const { organization, others } = tree.data;
  const select = (budgetId: string) => {
    clicked.current = true;
    address.set({ scope: budgetId });
  };
  if (
    address.scope === undefined &&
    [...organization, ...others].every(node => !node.budget)
  ) {
    return (
      <Panel title={t('budgets.noneTitle')}>
        <Typography>
          {t('budgets.none', { period: t(`budgets.${address.period}`) })}
        </Typography>
      </Panel>
    );
  }
  return (
    <div className={classes.sides}>
      {organization.length > 0 && (
        <TreePanel
          tree={tree.data}
          scope={scope}
          own={data.me.data?.teams ?? []}
          onSelect={select}
        />
      )}
      <div className={classes.detail} ref={detailRef}>
        <Detail data={data} />
      </div>
      {others.length > 0 && (
        <OthersPanel nodes={others} scope={scope} onSelect={select} />
      )}
    </div>
  );
}

function BudgetsContent() {
  const classes = useStyles();
  const { t } = useText();
  const data = useBudgets();
  const { address, me, timeZone, tree, updatedAt } = data;
  const mayDecide = me.data?.may.decideRequests ?? false;
  const mayAsk = me.data?.may.requestCredits ?? false;
  const { inbox } = useCreditRequests(mayDecide || mayAsk);
  const waiting = mayDecide ? inbox.data?.waiting ?? 0 : 0;

  if (!tree.data && isForbidden(tree.error)) {
    return <Forbidden permission={aiCreditsBudgetReadPermission.name} />;
  }
  return (
    <PageFrame
      headline={<Sentence data={data} />}
      updatedAt={updatedAt}
      timeZone={timeZone}
      refreshing={data.refreshing}
      onRefresh={data.refresh}
      help="budgets"
      stale={data.stale}
    >
      <div className={classes.bar}>
        <PeriodField
          id="ai-credits-budget-period"
          value={address.period}
          onChange={period => address.set({ period, scope: undefined })}
          labelOf={period => t(`budgets.${period}`)}
        />
        {(mayDecide || mayAsk) && (
          <Button
            variant="outlined"
            onClick={() => address.set({ requests: 'all' })}
          >
            {waiting > 0
              ? t('budgets.requestsWaiting', { count: waiting })
              : t('budgets.requests')}
          </Button>
        )}
      </div>
      <Sides data={data} />
      {address.requests !== undefined && (
        <RequestsDrawer
          chosen={address.requests}
          mayDecide={mayDecide}
          timeZone={timeZone}
          onClose={() => address.set({ requests: undefined })}
        />
      )}
    </PageFrame>
  );
}

/** What parts of the organisation may use, what they have used of it, and whether it lasts. */
export function BudgetsPage() {
  return (
    <DataProvider>
      <BudgetsContent />
    </DataProvider>
  );
}
