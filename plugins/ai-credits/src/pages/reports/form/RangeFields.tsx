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

import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from 'react';
import { useReportsText } from '../../../translations/reports';
import { Draft, DraftProblem } from './draft';

const useStyles = makeStyles(
  theme => ({
    days: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
  }),
  { name: 'AiCreditsReportRange' },
);

/** The range of a custom report. */
export function RangeFields(props: {
  draft: Draft;
  problems: ReadonlySet<DraftProblem>;
  onChange: (change: Partial<Draft>) => void;
}) {
  const classes = useStyles();
  const { t } = useReportsText();
  const id = useId();
  const { draft, onChange, problems } = props;
  const date = (key: 'firstDay' | 'lastDay', label: string) => (
    <TextField
      id={`${id}-${key}`}
      type="date"
      margin="dense"
      label={label}
      value={draft[key]}
      onChange={event => onChange({ [key]: event.target.value })}
      error={problems.has('range')}
      InputLabelProps={{ shrink: true }}
    />
  );
  return (
    <>
      <RadioGroup
        row
        aria-label={t('reports.form.range')}
        value={draft.range}
        onChange={(_, range) => onChange({ range: range as Draft['range'] })}
      >
        <FormControlLabel
          value="days"
          control={<Radio color="primary" />}
          label={t('reports.form.lastDays')}
        />
        <FormControlLabel
          value="fixed"
          control={<Radio color="primary" />}
          label={t('reports.form.fixed')}
        />
      </RadioGroup>
      <div className={classes.days}>
        {draft.range === 'days' ? (
          <TextField
            id={`${id}-days`}
            margin="dense"
            label={t('reports.form.days')}
            value={draft.days}
            onChange={event => onChange({ days: event.target.value })}
            error={problems.has('days')}
            helperText={
              problems.has('days') ? t('reports.form.daysError') : undefined
            }
            inputProps={{ inputMode: 'numeric' }}
          />
        ) : (
          <>
            {date('firstDay', t('reports.form.from'))}
            {date('lastDay', t('reports.form.to'))}
          </>
        )}
      </div>
      {problems.has('range') && (
        <div role="alert">{t('reports.form.rangeError')}</div>
      )}
    </>
  );
}
