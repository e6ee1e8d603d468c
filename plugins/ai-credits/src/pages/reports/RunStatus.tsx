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
import {
  RiCheckLine,
  RiCloseCircleLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiTimeLine,
} from '@remixicon/react';
import { ReportRun } from 'backstage-plugin-ai-credits-common';
import { useReportsText } from '../../translations/reports';
import { isUnderWay } from './useReports';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      '& svg': { flexShrink: 0 },
    },
    failed: { color: theme.palette.error.main },
    done: { color: theme.palette.success.main },
    bar: { marginTop: theme.spacing(0.5), maxWidth: 200 },
    reason: { overflowWrap: 'anywhere' },
  }),
  { name: 'AiCreditsRunStatus' },
);

const icons = {
  queued: RiTimeLine,
  running: RiLoader4Line,
  done: RiCheckLine,
  failed: RiErrorWarningLine,
  cancelled: RiCloseCircleLine,
} as const;

/** How far a run is, when that was, and why it failed. */
export function RunStatus(props: {
  run: ReportRun;
  timeZone: string;
  onCancel?: () => void;
}) {
  const classes = useStyles();
  const { t, formats } = useReportsText();
  const { run } = props;
  const Icon = icons[run.status];
  const colours: Partial<Record<ReportRun['status'], string>> = {
    failed: classes.failed,
    done: classes.done,
  };
  const colour = colours[run.status];
  const name = t(`reports.status.${run.status}`);
  return (
    <div>
      <div className={classes.line}>
        <Icon size={18} className={colour} aria-hidden />
        <Typography variant="body2" component="span">
          {name}
          {run.finishedAt &&
            ` · ${formats.minute(run.finishedAt, props.timeZone)}`}
        </Typography>
        {run.mayCancel && isUnderWay(run.status) && props.onCancel && (
          <Button size="small" onClick={props.onCancel}>
            {t('reports.cancelRun')}
          </Button>
        )}
      </div>
      {run.status === 'running' && (
        <LinearProgress
          variant="determinate"
          value={run.progress * 100}
          className={classes.bar}
          aria-label={t('reports.progress', {
            share: formats.share(run.progress),
          })}
        />
      )}
      {run.error && (
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.reason}
        >
          {run.error}
        </Typography>
      )}
    </div>
  );
}
