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

import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { Report } from 'backstage-plugin-ai-credits-common';
import { VisuallyHidden } from '../../charts/VisuallyHidden';
import { DataColumn, DataTable } from '../../components/DataTable';
import { EntityName } from '../../components/EntityName';
import { Panel } from '../../components/Panel';
import { useReportsText } from '../../translations/reports';
import { ReportMenu } from './ReportMenu';
import { RunStatus } from './RunStatus';
import { scheduleText, subjectKindText } from './words';

const useStyles = makeStyles(
  theme => ({
    about: { color: theme.palette.text.secondary },
    name: { fontWeight: 700, textAlign: 'left', overflowWrap: 'anywhere' },
  }),
  { name: 'AiCreditsReportList' },
);

/** What can be done with a report of the list. */
export interface ReportListActions {
  onOpen: (runId: string) => void;
  onRun: (reportId: string) => void;
  onCancel: (runId: string) => void;
  onEdit: (report: Report) => void;
  onDelete: (report: Report) => void;
  onHistory: (report: Report) => void;
}

/** The reports with their schedules and last runs. */
export function ReportList(props: {
  reports: Report[];
  timeZone: string;
  actions: ReportListActions;
}) {
  const classes = useStyles();
  const { t, formats } = useReportsText();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { actions, timeZone } = props;

  const when = (report: Report) => (
    <>
      {scheduleText(t, formats, report.schedule)}
      {report.nextRunAt && (
        <Typography variant="body2" color="textSecondary">
          {t('reports.next', {
            time: formats.minute(report.nextRunAt, timeZone),
          })}
        </Typography>
      )}
      {report.paused && (
        <Typography variant="body2" color="error">
          {t('reports.paused', { reason: report.paused })}
        </Typography>
      )}
    </>
  );
  const name: DataColumn<Report> = {
    id: 'name',
    title: t('reports.name'),
    sortBy: report => report.name,
    render: report => {
      const { lastRun, subject } = report;
      return (
        <>
          {lastRun ? (
            <Link
              component="button"
              variant="body2"
              className={classes.name}
              aria-label={t('reports.open', { name: report.name })}
              onClick={() => actions.onOpen(lastRun.id)}
            >
              {report.name}
            </Link>
          ) : (
            <span className={classes.name}>{report.name}</span>
          )}
          <div className={classes.about}>
            {t(`reports.kind.${report.kind}`)}
            {' · '}
            {subjectKindText(t, subject)}
            {subject.kind !== 'organization' && (
              <>
                {' '}
                <EntityName entityRef={subject.ref} />
              </>
            )}
          </div>
          {narrow && when(report)}
        </>
      );
    },
  };
  const schedule: DataColumn<Report> = {
    id: 'schedule',
    title: t('reports.schedule'),
    sortBy: report => report.nextRunAt,
    render: when,
  };
  const last: DataColumn<Report> = {
    id: 'last',
    title: t('reports.lastRun'),
    sortBy: report => report.lastRun?.createdAt,
    render: ({ lastRun }) =>
      lastRun ? (
        <RunStatus
          run={lastRun}
          timeZone={timeZone}
          onCancel={() => actions.onCancel(lastRun.id)}
        />
      ) : (
        t('reports.never')
      ),
  };
  const menu: DataColumn<Report> = {
    id: 'menu',
    title: <VisuallyHidden>{t('reports.actions')}</VisuallyHidden>,
    numeric: true,
    render: report => <ReportMenu report={report} actions={actions} />,
  };
  return (
    <Panel title={t('reports.list')} hint={t('reports.listHint', { timeZone })}>
      <DataTable
        label={t('reports.list')}
        rows={props.reports}
        rowKey={report => report.id}
        columns={narrow ? [name, last, menu] : [name, schedule, last, menu]}
      />
    </Panel>
  );
}
