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
import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { DataTable } from '../../components/DataTable';
import { ErrorState } from '../../components/ErrorState';
import { SideDrawer } from '../../components/SideDrawer';
import { dayOf } from '../../data/periods';
import { useReportsText } from '../../translations/reports';
import { RunStatus } from './RunStatus';
import { useReportRuns } from './useReports';

/** The runs of a report, also of one whose team is gone. */
export function HistoryDrawer(props: {
  report: { id: string; name: string };
  timeZone: string;
  onClose: () => void;
  onOpen: (runId: string) => void;
  onCancel: (runId: string) => void;
}) {
  const { t, formats } = useReportsText();
  const { report, timeZone } = props;
  const runs = useReportRuns(report.id);
  const rows = runs.data?.pages.flatMap(page => page.runs);
  const title = t('reports.run.runs', { name: report.name });
  const day = (instant: number) => formats.day(dayOf(instant, timeZone));

  const list = () => {
    if (!rows) {
      return runs.isError ? (
        <ErrorState error={runs.error} onRetry={runs.refetch} />
      ) : (
        <Skeleton variant="rect" height={240} />
      );
    }
    if (!rows.length) {
      return (
        <Typography color="textSecondary">{t('reports.run.noRuns')}</Typography>
      );
    }
    return (
      <DataTable
        label={title}
        rows={rows}
        rowKey={run => run.id}
        columns={[
          {
            id: 'range',
            title: t('reports.form.range'),
            render: run => (
              <Link
                component="button"
                variant="body2"
                align="left"
                onClick={() => props.onOpen(run.id)}
              >
                {t('reports.run.of', {
                  from: day(Date.parse(run.from)),
                  to: day(Date.parse(run.to) - 1),
                })}
              </Link>
            ),
          },
          {
            id: 'status',
            title: t('reports.run.state'),
            render: run => (
              <RunStatus
                run={run}
                timeZone={timeZone}
                onCancel={() => props.onCancel(run.id)}
              />
            ),
          },
          {
            id: 'why',
            title: t('reports.run.why'),
            render: run =>
              run.scheduledFor
                ? t('reports.run.scheduled')
                : t('reports.run.byPerson'),
          },
        ]}
      />
    );
  };
  return (
    <SideDrawer open title={title} onClose={props.onClose}>
      {list()}
      {runs.hasNextPage && (
        <Button onClick={() => runs.fetchNextPage()}>
          {t('reports.more')}
        </Button>
      )}
    </SideDrawer>
  );
}
