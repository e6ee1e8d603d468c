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

import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { aiCreditsBudgetManagePermission } from 'backstage-plugin-ai-credits-common';
import { Suspense } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ErrorState } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { DataProvider } from '../../data/client';
import { useMe } from '../../data/queries';
import { useText } from '../../translations';
import { useAdminText } from '../../translations/admin';
import { adminSections } from './sections';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(3),
      minWidth: 0,
    },
    tabs: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      '& .MuiTab-root': { minWidth: 0, textTransform: 'none' },
    },
  }),
  { name: 'AiCreditsAdmin' },
);

function Sections() {
  const classes = useStyles();
  const { t: tCommon } = useText();
  const { t } = useAdminText();
  const [params, setParams] = useSearchParams();
  const me = useMe();
  if (me.isPending) {
    return <Skeleton variant="rect" height={320} />;
  }
  if (me.isError) {
    return (
      <ErrorState
        error={me.error}
        title={tCommon('error.title')}
        onRetry={() => me.refetch()}
      />
    );
  }
  const offered = adminSections.filter(each => each.offered(me.data.may));
  if (offered.length === 0) {
    return <Forbidden permission={aiCreditsBudgetManagePermission.name} />;
  }
  const open =
    offered.find(each => each.id === params.get('section')) ?? offered[0];
  return (
    <div className={classes.root}>
      <Tabs
        className={classes.tabs}
        value={open.id}
        variant="scrollable"
        // Red is kept for what is exceeded.
        indicatorColor="primary"
        scrollButtons="auto"
        aria-label={t('admin.sections')}
        onChange={(_, id) => setParams({ section: id })}
      >
        {offered.map(each => (
          <Tab
            key={each.id}
            value={each.id}
            id={`ai-credits-admin-tab-${each.id}`}
            aria-controls="ai-credits-admin-section"
            label={t(`${each.id}.title`)}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id="ai-credits-admin-section"
        aria-labelledby={`ai-credits-admin-tab-${open.id}`}
      >
        <Suspense fallback={<Skeleton variant="rect" height={320} />}>
          <open.Section />
        </Suspense>
      </div>
    </div>
  );
}

/** What those who look after AI credits do: allocations, credits, policies, rate card, requests and the ledger's health. */
export function AdminPage() {
  return (
    <DataProvider>
      <Sections />
    </DataProvider>
  );
}
