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
import Checkbox from '@material-ui/core/Checkbox';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import {
  Report,
  ReportFormat,
  ReportSchedule,
} from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { ErrorState } from '../../../components/ErrorState';
import { useReportsText } from '../../../translations/reports';
import { useRefreshReports } from '../useReports';
import { formatNames, languageNames } from '../words';
import {
  Draft,
  draftOf,
  newDraft,
  problemsOf,
  requestOf,
  scheduleOf,
} from './draft';
import { EntitiesField, EntityField } from './EntityField';
import { RangeFields } from './RangeFields';
import { ScheduleFields } from './ScheduleFields';
import { useSchedulePreview } from './useSchedulePreview';

const useStyles = makeStyles(
  theme => ({
    row: {
      display: 'grid',
      gap: theme.spacing(0, 2),
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
      alignItems: 'start',
    },
    files: { marginTop: theme.spacing(1) },
  }),
  { name: 'AiCreditsReportForm' },
);

const kinds = ['daily', 'weekly', 'monthly', 'custom'] as const;
const subjects = ['organization', 'department', 'team', 'project'] as const;
const files: readonly ReportFormat[] = ['pdf', 'csv', 'json', 'focus'];
const entityKinds: Record<Draft['subject'], readonly string[]> = {
  organization: [],
  department: ['group'],
  team: ['group'],
  project: ['system', 'domain'],
};
const people = ['user', 'group'];

/** Makes a report or changes one. */
export function ReportForm(props: {
  /** The report that is changed; a new one if absent. */
  report?: Report;
  timeZone: string;
  onClose: () => void;
  onSaved: (report: Report) => void;
}) {
  const classes = useStyles();
  const { t, formats } = useReportsText();
  const api = useApi(aiCreditsApiRef);
  const refresh = useRefreshReports();
  const id = useId();
  const { report, timeZone } = props;
  const [draft, setDraft] = useState<Draft>(() =>
    report
      ? draftOf(report, Date.now(), timeZone)
      : newDraft(
          formats.locale.startsWith('id') ? 'id' : 'en',
          Date.now(),
          timeZone,
        ),
  );
  const change = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const problems = problemsOf(draft);
  const schedule = scheduleOf(draft);
  const preview = useSchedulePreview(schedule, timeZone);

  const save = useMutation({
    mutationFn: (fires: ReportSchedule) => {
      const request = requestOf(draft, fires, timeZone, report?.version);
      return report
        ? api.updateReport(report.id, request)
        : api.createReport(request);
    },
    onSuccess: saved => {
      refresh();
      props.onSaved(saved);
    },
  });

  const field = { margin: 'dense', fullWidth: true } as const;
  const action = () => {
    if (report) {
      return t('reports.form.save');
    }
    return draft.schedule === 'none'
      ? t('reports.form.createRun')
      : t('reports.form.createSchedule');
  };
  const toggle = (format: ReportFormat) =>
    change({
      formats: files.filter(
        each => draft.formats.includes(each) !== (each === format),
      ),
    });

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby={id}
    >
      <DialogTitle id={id}>
        {report
          ? t('reports.form.change', { name: report.name })
          : t('reports.form.create')}
      </DialogTitle>
      <DialogContent>
        <TextField
          {...field}
          required
          id={`${id}-name`}
          label={t('reports.form.name')}
          value={draft.name}
          onChange={event => change({ name: event.target.value })}
          inputProps={{ maxLength: 120 }}
        />
        <div className={classes.row}>
          <TextField
            {...field}
            select
            id={`${id}-kind`}
            label={t('reports.form.kind')}
            value={draft.kind}
            onChange={event =>
              change({ kind: event.target.value as Draft['kind'] })
            }
            helperText={t(`reports.kindHelp.${draft.kind}`)}
          >
            {kinds.map(kind => (
              <MenuItem key={kind} value={kind}>
                {t(`reports.kind.${kind}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            {...field}
            select
            id={`${id}-language`}
            label={t('reports.form.language')}
            value={draft.language}
            onChange={event =>
              change({ language: event.target.value as Draft['language'] })
            }
          >
            {(['en', 'id'] as const).map(language => (
              <MenuItem key={language} value={language}>
                {languageNames[language]}
              </MenuItem>
            ))}
          </TextField>
        </div>
        {draft.kind === 'custom' && (
          <RangeFields draft={draft} problems={problems} onChange={change} />
        )}
        <div className={classes.row}>
          <TextField
            {...field}
            select
            id={`${id}-subject`}
            label={t('reports.form.about')}
            value={draft.subject}
            onChange={event =>
              change({
                subject: event.target.value as Draft['subject'],
                ref: '',
              })
            }
          >
            {subjects.map(subject => (
              <MenuItem key={subject} value={subject}>
                {t(`reports.subject.${subject}`)}
              </MenuItem>
            ))}
          </TextField>
          {draft.subject !== 'organization' && (
            <EntityField
              // Another kind begins a search of its own.
              key={draft.subject}
              label={t('reports.form.entity')}
              kinds={entityKinds[draft.subject]}
              value={draft.ref}
              onChange={ref => change({ ref })}
            />
          )}
        </div>
        <ScheduleFields draft={draft} onChange={change} preview={preview} />
        <EntitiesField
          label={t('reports.form.recipients')}
          help={t('reports.form.recipientsHelp')}
          kinds={people}
          value={draft.recipients}
          onChange={recipients => change({ recipients })}
        />
        <FormControl
          component="fieldset"
          className={classes.files}
          error={problems.has('formats')}
        >
          <FormLabel component="legend">{t('reports.form.formats')}</FormLabel>
          <FormGroup row>
            {files.map(format => (
              <FormControlLabel
                key={format}
                label={formatNames[format]}
                control={
                  <Checkbox
                    color="primary"
                    checked={draft.formats.includes(format)}
                    onChange={() => toggle(format)}
                  />
                }
              />
            ))}
          </FormGroup>
          {problems.has('formats') && (
            <FormHelperText>{t('reports.form.formatsError')}</FormHelperText>
          )}
        </FormControl>
        {save.isError && (
          <ErrorState error={save.error} title={t('reports.form.failed')} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('reports.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={
            problems.size > 0 || !schedule || !preview.valid || save.isPending
          }
          onClick={() => schedule && save.mutate(schedule)}
        >
          {action()}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
