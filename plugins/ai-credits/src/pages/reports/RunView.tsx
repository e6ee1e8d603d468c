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
import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  RiArrowLeftLine,
  RiHistoryLine,
  RiRestartLine,
} from '@remixicon/react';
import { aiCreditsReportReadPermission } from 'backstage-plugin-ai-credits-common';
import { ErrorState } from '../../components/ErrorState';
import { Forbidden } from '../../components/Forbidden';
import { Panel } from '../../components/Panel';
import { isForbidden, isNotFound } from '../../data/errors';
import { useReportsText } from '../../translations/reports';
import { Deliveries } from './Deliveries';
import { Downloads } from './Downloads';
import { isUnderWay, useReportRun } from './useReports';
import { Document } from './viewer';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
    bar: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    rest: { flexGrow: 1 },
    middle: { width: '100%', maxWidth: 960, margin: '0 auto' },
  }),
  { name: 'AiCreditsRunView' },
);

/** One run of a report: how far it is, and what is in it once it is done. */
export function RunView(props: {
  runId: string;
  timeZone: string;
  /** Whether the reader may run a report again. */
  mayRunOf: (reportId: string) => boolean;
  onBack: () => void;
  onRun: (reportId: string) => void;
  onCancel: (runId: string) => void;
  onHistory: (report: { id: string; name: string }) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useReportsText();
  const run = useReportRun(props.runId);
  const mayRun = run.data !== undefined && props.mayRunOf(run.data.reportId);

  const content = () => {
    if (!run.data) {
      if (!run.isError) {
        return (
          <div role="status" aria-label={t('reports.run.loading')}>
            <Skeleton variant="rect" height={480} className={classes.middle} />
          </div>
        );
      }
      if (isForbidden(run.error)) {
        return <Forbidden permission={aiCreditsReportReadPermission.name} />;
      }
      return isNotFound(run.error) ? (
        <Typography>{t('reports.run.gone')}</Typography>
      ) : (
        <ErrorState error={run.error} onRetry={run.refetch} />
      );
    }
    const { contents, error, progress, status } = run.data;
    if (status === 'failed') {
      return (
        <ErrorState
          title={t('reports.run.failed')}
          error={new Error(error ?? t('reports.status.failed'))}
          onRetry={mayRun ? () => props.onRun(run.data.reportId) : undefined}
        />
      );
    }
    if (status === 'cancelled') {
      return <Typography>{t('reports.run.cancelled')}</Typography>;
    }
    if (isUnderWay(status)) {
      return (
        <Panel
          title={run.data.name}
          actions={
            run.data.mayCancel && (
              <Button size="small" onClick={() => props.onCancel(run.data.id)}>
                {t('reports.cancelRun')}
              </Button>
            )
          }
        >
          <Typography gutterBottom>
            {t(
              status === 'queued'
                ? 'reports.run.waiting'
                : 'reports.run.running',
            )}
          </Typography>
          <LinearProgress
            variant={status === 'queued' ? 'indeterminate' : 'determinate'}
            value={progress * 100}
            aria-label={t('reports.progress', {
              share: formats.share(progress),
            })}
          />
        </Panel>
      );
    }
    return contents ? (
      <Document contents={contents} />
    ) : (
      <Skeleton variant="rect" height={480} className={classes.middle} />
    );
  };

  return (
    <div className={classes.root}>
      <div className={classes.bar}>
        <Button
          size="small"
          startIcon={<RiArrowLeftLine size={16} />}
          onClick={props.onBack}
        >
          {t('reports.back')}
        </Button>
        <span className={classes.rest} />
        {run.data && (
          <>
            <Button
              size="small"
              startIcon={<RiHistoryLine size={16} />}
              onClick={() =>
                props.onHistory({ id: run.data.reportId, name: run.data.name })
              }
            >
              {t('reports.history')}
            </Button>
            {mayRun && !isUnderWay(run.data.status) && (
              <Button
                size="small"
                startIcon={<RiRestartLine size={16} />}
                onClick={() => props.onRun(run.data.reportId)}
              >
                {t('reports.rerun')}
              </Button>
            )}
            {run.data.status === 'done' && <Downloads run={run.data} />}
          </>
        )}
      </div>
      {content()}
      {run.data && (
        <div className={classes.middle}>
          <Deliveries run={run.data} />
          <Typography variant="body2">
            {[
              t(
                run.data.scheduledFor
                  ? 'reports.run.scheduled'
                  : 'reports.run.byPerson',
              ),
              t('reports.run.kept', {
                day: formats.minute(run.data.keptUntil, props.timeZone),
              }),
            ].join(' · ')}
          </Typography>
        </div>
      )}
    </div>
  );
}
