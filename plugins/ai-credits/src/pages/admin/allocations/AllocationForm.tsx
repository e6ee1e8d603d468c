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
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { RiDeleteBinLine } from '@remixicon/react';
import { useId } from 'react';
import { useAdminText } from '../../../translations/admin';
import { Field, raisedFields, Settings, Stored, wrongFields } from './edits';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      alignItems: 'start',
      gap: theme.spacing(1.5, 2),
      gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))',
      padding: theme.spacing(1, 0),
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    // On the grey of a changed row, grey and red are too faint to read.
    helper: {
      '& .MuiFormHelperText-root, & .MuiInputLabel-root:not(.Mui-focused)': {
        color: theme.palette.text.primary,
      },
    },
    foot: { gridColumn: '1 / -1' },
  }),
  { name: 'AiCreditsAllocationForm' },
);

/** Everything that an allocation says, as it can be written. */
export function AllocationForm(props: {
  name: string;
  period: string;
  settings: Settings;
  /** There is no budget yet. */
  isNew: boolean;
  /** What is stored, where it may be lowered only. */
  lowerOnly?: Stored | false;
  /** The credits have a field elsewhere. */
  withoutCredits?: boolean;
  onChange: (to: Partial<Settings>, field: Field) => void;
  /** Absent where there is nothing to delete. */
  onDelete?: () => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const id = useId();
  const { isNew, lowerOnly, name, settings } = props;
  const written = settings.credits.trim() !== '';
  const wrong = new Set(wrongFields(settings));
  // Nothing is wrong with a budget that is not there.
  const wrongCredits = wrong.has('credits') && (written || !isNew);
  const raised = new Set(lowerOnly ? raisedFields(lowerOnly, settings) : []);
  const help = isNew ? 'New' : 'Help';
  const thresholdsHelp = wrong.has('thresholds') ? 'Error' : help;
  return (
    <div className={`${classes.root} ${classes.helper}`}>
      {!props.withoutCredits && (
        <TextField
          id={`${id}-credits`}
          size="small"
          variant="outlined"
          label={t('allocations.credits', { period: props.period })}
          value={settings.credits}
          error={wrongCredits || raised.has('credits')}
          helperText={wrongCredits ? t('allocations.creditsError') : ' '}
          inputProps={{
            inputMode: 'decimal',
            'aria-label': t('allocations.creditsOf', { name }),
          }}
          onChange={event =>
            props.onChange({ credits: event.target.value }, 'credits')
          }
        />
      )}
      <TextField
        select
        id={`${id}-mode`}
        size="small"
        variant="outlined"
        label={t('allocations.mode')}
        value={settings.mode}
        disabled={isNew && !written}
        onChange={event =>
          props.onChange(
            { mode: event.target.value as Settings['mode'] },
            'mode',
          )
        }
      >
        <MenuItem value="hard">{t('allocations.modeHard')}</MenuItem>
        <MenuItem
          value="soft"
          disabled={lowerOnly ? lowerOnly.mode === 'hard' : false}
        >
          {t('allocations.modeSoft')}
        </MenuItem>
      </TextField>
      <TextField
        id={`${id}-thresholds`}
        size="small"
        variant="outlined"
        label={t('allocations.thresholds')}
        value={settings.thresholds}
        disabled={isNew && !written}
        error={wrong.has('thresholds')}
        helperText={t(`allocations.thresholds${thresholdsHelp}`)}
        onChange={event =>
          props.onChange({ thresholds: event.target.value }, 'thresholds')
        }
      />
      <TextField
        id={`${id}-rollover`}
        size="small"
        variant="outlined"
        label={t('allocations.rollover')}
        value={settings.rolloverCap}
        disabled={isNew && !written}
        error={wrong.has('rolloverCap') || raised.has('rolloverCap')}
        helperText={t(
          wrong.has('rolloverCap')
            ? 'allocations.creditsError'
            : 'allocations.rolloverHelp',
        )}
        inputProps={{ inputMode: 'decimal' }}
        onChange={event =>
          props.onChange({ rolloverCap: event.target.value }, 'rolloverCap')
        }
      />
      {props.onDelete && (
        <div className={classes.foot}>
          <Button
            size="small"
            startIcon={<RiDeleteBinLine size={16} />}
            aria-label={t('allocations.delete', { name })}
            disabled={Boolean(lowerOnly)}
            onClick={props.onDelete}
          >
            {t('allocations.deleteShort')}
          </Button>
        </div>
      )}
    </div>
  );
}
