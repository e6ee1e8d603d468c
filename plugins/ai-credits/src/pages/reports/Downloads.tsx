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
import { makeStyles } from '@material-ui/core/styles';
import { RiDownloadLine } from '@remixicon/react';
import { ReportFormat, ReportRun } from 'backstage-plugin-ai-credits-common';
import { useReportsText } from '../../translations/reports';
import { useReportFile } from './useReports';
import { formatNames } from './words';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  }),
  { name: 'AiCreditsReportDownloads' },
);

const all: readonly ReportFormat[] = ['pdf', 'csv', 'json', 'focus'];

/** The files of a run; those that were asked for come first. */
export function Downloads({ run }: { run: ReportRun }) {
  const classes = useStyles();
  const { t } = useReportsText();
  const file = useReportFile();
  const order = [
    ...all.filter(format => run.formats.includes(format)),
    ...all.filter(format => !run.formats.includes(format)),
  ];
  return (
    <div className={classes.root} data-picture="no">
      {order.map(format => (
        <Button
          key={format}
          size="small"
          variant="outlined"
          startIcon={<RiDownloadLine size={16} />}
          disabled={file.isPending}
          aria-label={t('reports.run.downloadAs', {
            format: formatNames[format],
          })}
          onClick={() => file.mutate({ run, format })}
        >
          {formatNames[format]}
        </Button>
      ))}
    </div>
  );
}
