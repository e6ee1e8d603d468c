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

import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { errorText } from '../../../data/errors';
import { useReportsText } from '../../../translations/reports';
import { weekdayName, weekdays } from '../words';
import { Draft } from './draft';
import { SchedulePreview } from './useSchedulePreview';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'grid',
      gap: theme.spacing(0, 2),
      gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
      alignItems: 'start',
    },
    times: { ...theme.typography.body2, margin: 0, paddingLeft: 20 },
  }),
  { name: 'AiCreditsReportSchedule' },
);

const kinds: ReadonlyArray<Draft['schedule']> = [
  'none',
  'daily',
  'weekly',
  'monthly',
  'cron',
];
const days: ReadonlyArray<Draft['day']> = [
  ...Array.from({ length: 28 }, (_, i) => i + 1),
  'last',
];

/** When a report runs, with the next times as the server reckons them. */
export function ScheduleFields(props: {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
  preview: SchedulePreview;
}) {
  const classes = useStyles();
  const { t, formats } = useReportsText();
  const id = useId();
  const { draft, onChange, preview } = props;
  const field = { margin: 'dense', fullWidth: true } as const;
  return (
    <>
      <div className={classes.row}>
        <TextField
          {...field}
          select
          id={`${id}-kind`}
          label={t('reports.schedule')}
          value={draft.schedule}
          onChange={event =>
            onChange({ schedule: event.target.value as Draft['schedule'] })
          }
        >
          {kinds.map(kind => (
            <MenuItem key={kind} value={kind}>
              {t(`reports.scheduleKind.${kind}`)}
            </MenuItem>
          ))}
        </TextField>
        {draft.schedule === 'weekly' && (
          <TextField
            {...field}
            select
            id={`${id}-weekday`}
            label={t('reports.form.weekday')}
            value={draft.weekday}
            onChange={event =>
              onChange({ weekday: event.target.value as Draft['weekday'] })
            }
          >
            {weekdays.map(weekday => (
              <MenuItem key={weekday} value={weekday}>
                {weekdayName(formats, weekday)}
              </MenuItem>
            ))}
          </TextField>
        )}
        {draft.schedule === 'monthly' && (
          <TextField
            {...field}
            select
            id={`${id}-day`}
            label={t('reports.form.day')}
            value={draft.day}
            onChange={event =>
              onChange({ day: event.target.value as Draft['day'] })
            }
          >
            {days.map(day => (
              <MenuItem key={day} value={day}>
                {day === 'last' ? t('reports.form.lastDayOption') : day}
              </MenuItem>
            ))}
          </TextField>
        )}
        {['daily', 'weekly', 'monthly'].includes(draft.schedule) && (
          <TextField
            {...field}
            id={`${id}-time`}
            type="time"
            label={t('reports.form.time')}
            value={draft.time}
            onChange={event => onChange({ time: event.target.value })}
            InputLabelProps={{ shrink: true }}
            helperText={preview.timeZone}
          />
        )}
        {draft.schedule === 'cron' && (
          <TextField
            {...field}
            id={`${id}-rule`}
            label={t('reports.form.rule')}
            value={draft.expression}
            onChange={event => onChange({ expression: event.target.value })}
            error={preview.error !== undefined}
            helperText={t('reports.form.ruleHelp')}
          />
        )}
      </div>
      <div aria-live="polite">
        {draft.schedule === 'none' && (
          <Typography variant="body2" color="textSecondary">
            {t('reports.form.noRuns')}
          </Typography>
        )}
        {preview.error !== undefined && (
          <Typography variant="body2" color="error" role="alert">
            {t('reports.form.scheduleError')}: {errorText(preview.error)}
          </Typography>
        )}
        {preview.times.length > 0 && (
          <>
            <Typography variant="body2" color="textSecondary">
              {t('reports.form.nextRuns')}
            </Typography>
            <ul className={classes.times}>
              {preview.times.map(time => (
                <li key={time}>{formats.minute(time, preview.timeZone)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}
