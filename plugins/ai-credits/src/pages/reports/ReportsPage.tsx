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
import { RiAddLine } from '@remixicon/react';
import {
  aiCreditsReportReadPermission,
  Report,
} from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ErrorState } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { Headline } from '../../components/Headline';
import { PageFrame } from '../../components/PageFrame';
import { Panel } from '../../components/Panel';
import { DataProvider } from '../../data/client';
import { isForbidden } from '../../data/errors';
import { useMe } from '../../data/queries';
import { useReportsText } from '../../translations/reports';
import { DeleteDialog } from './DeleteDialog';
import { ReportForm } from './form';
import { HistoryDrawer } from './HistoryDrawer';
import { ReportList } from './ReportList';
import { RunView } from './RunView';
import { Sentence } from './Sentence';
import { SummaryPanel } from './SummaryPanel';
import {
  useRefreshReports,
  useReportActions,
  useReportList,
} from './useReports';

const useStyles = makeStyles(
  theme => ({
    empty: { marginBottom: theme.spacing(2), maxWidth: 720 },
  }),
  { name: 'AiCreditsReports' },
);

/** What is open beside the list. */
type Opened =
  | { form: 'new' }
  | { form: Report }
  | { remove: Report }
  | { history: { id: string; name: string } };

function Reports() {
  const classes = useStyles();
  const { t } = useReportsText();
  const [params, setParams] = useSearchParams();
  const [opened, setOpened] = useState<Opened>();
  const list = useReportList();
  const me = useMe();
  const refresh = useRefreshReports();
  const runId = params.get('run') ?? undefined;
  const close = () => setOpened(undefined);
  const openRun = (id: string | undefined) => {
    close();
    setParams(id === undefined ? {} : { run: id });
  };
  const { run, cancel } = useReportActions(made => openRun(made.id));

  const pages = list.data?.pages;
  const reports = pages?.flatMap(page => page.reports);
  const timeZone = pages?.[0].timeZone ?? 'UTC';
  const mayCreate = pages?.[0].mayCreate ?? false;

  // A run stays readable by its link, whatever became of its report.
  if (!reports && list.isError && runId === undefined) {
    return isForbidden(list.error) ? (
      <Forbidden permission={aiCreditsReportReadPermission.name} />
    ) : (
      <ErrorState
        title={t('reports.failedTitle')}
        error={list.error}
        onRetry={list.refetch}
      />
    );
  }

  const create = mayCreate && (
    <Button
      color="primary"
      variant="contained"
      disableElevation
      startIcon={<RiAddLine size={18} />}
      onClick={() => setOpened({ form: 'new' })}
    >
      {t('reports.new')}
    </Button>
  );

  const content = () => {
    if (!reports) {
      return <Skeleton variant="rect" height={320} />;
    }
    if (!reports.length) {
      return (
        <Panel title={t('reports.emptyTitle')}>
          <Typography className={classes.empty}>
            {mayCreate ? t('reports.emptyText') : t('reports.emptyReader')}
          </Typography>
          <div>{create}</div>
        </Panel>
      );
    }
    return (
      <ReportList
        reports={reports}
        timeZone={timeZone}
        actions={{
          onOpen: openRun,
          onRun: id => run.mutate(id),
          onCancel: id => cancel.mutate(id),
          onEdit: report => setOpened({ form: report }),
          onDelete: report => setOpened({ remove: report }),
          onHistory: report => setOpened({ history: report }),
        }}
      />
    );
  };

  return (
    <>
      {runId === undefined ? (
        <PageFrame
          headline={
            reports ? (
              <Sentence reports={reports} timeZone={timeZone} />
            ) : (
              <Headline text={undefined} />
            )
          }
          actions={reports?.length ? create : undefined}
          updatedAt={list.dataUpdatedAt || undefined}
          timeZone={timeZone}
          refreshing={list.isFetching}
          onRefresh={refresh}
          help="reports"
          stale={list.isError && reports !== undefined}
        >
          {content()}
          {list.hasNextPage && (
            <div>
              <Button onClick={() => list.fetchNextPage()}>
                {t('reports.more')}
              </Button>
            </div>
          )}
          {reports && me.data?.may.readBalance && (
            <SummaryPanel timeZone={timeZone} />
          )}
        </PageFrame>
      ) : (
        <RunView
          runId={runId}
          timeZone={timeZone}
          mayRunOf={id =>
            reports?.find(report => report.id === id)?.mayRun ?? false
          }
          onBack={() => openRun(undefined)}
          onRun={id => run.mutate(id)}
          onCancel={id => cancel.mutate(id)}
          onHistory={report => setOpened({ history: report })}
        />
      )}
      {opened && 'form' in opened && (
        <ReportForm
          report={opened.form === 'new' ? undefined : opened.form}
          timeZone={timeZone}
          onClose={close}
          onSaved={saved => {
            close();
            if (opened.form === 'new' && saved.lastRun) {
              openRun(saved.lastRun.id);
            }
          }}
        />
      )}
      {opened && 'remove' in opened && (
        <DeleteDialog report={opened.remove} onClose={close} />
      )}
      {opened && 'history' in opened && (
        <HistoryDrawer
          report={opened.history}
          timeZone={timeZone}
          onClose={close}
          onOpen={openRun}
          onCancel={id => cancel.mutate(id)}
        />
      )}
    </>
  );
}

/** Reports to define, to run, to read and to hand on. */
export function ReportsPage() {
  return (
    <DataProvider>
      <Reports />
    </DataProvider>
  );
}
