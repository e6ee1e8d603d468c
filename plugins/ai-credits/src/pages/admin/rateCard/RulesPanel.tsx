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
import { makeStyles } from '@material-ui/core/styles';
import { UnknownPolicy } from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { Panel } from '../../../components/Panel';
import { useAdminText } from '../../../translations/admin';
import { Field } from './Field';
import { TierWord } from './TierWord';
import { Draft } from './useDraft';

const useStyles = makeStyles(
  theme => ({
    grid: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 300px), 1fr))',
      columnGap: theme.spacing(3),
      alignItems: 'start',
    },
  }),
  { name: 'AiCreditsRateCardRules' },
);

const policies: UnknownPolicy[] = ['flag', 'default', 'deny'];

/** The draft's name, and what holds where no rule does. */
export function RulesPanel({ draft }: { draft: Draft }) {
  const classes = useStyles();
  const { t } = useAdminText();
  const id = useId();
  const { fields, problems, change } = draft;
  const policy = (name: 'unknownAction' | 'unknownModel') => (
    <TextField
      select
      id={`${id}-${name}`}
      label={t(`rateCard.${name}`)}
      value={fields[name]}
      helperText={fields[name] === 'deny' ? t('rateCard.denyHelp') : undefined}
      onChange={event =>
        change({ [name]: event.target.value as UnknownPolicy })
      }
      margin="dense"
      fullWidth
    >
      {policies.map(value => (
        <MenuItem key={value} value={value}>
          {t(`rateCard.${value}`)}
        </MenuItem>
      ))}
    </TextField>
  );
  return (
    <Panel title={t('rateCard.tabRules')} hint={t('rateCard.rulesHint')}>
      <div className={classes.grid}>
        <Field
          label={t('rateCard.name')}
          value={fields.name}
          onText={name => change({ name })}
          path="name"
          problems={problems}
          required
        />
        <Field
          label={t('rateCard.note')}
          helperText={t('rateCard.noteHelp')}
          value={fields.note}
          onText={note => change({ note })}
          path="note"
          problems={problems}
          multiline
        />
        {policy('unknownAction')}
        {policy('unknownModel')}
        <Field
          label={t('rateCard.defaultCredits')}
          value={fields.defaultCredits}
          onText={defaultCredits => change({ defaultCredits })}
          path="defaultCredits"
          problems={problems}
          required
          decimal
        />
        <Field
          label={t('rateCard.defaultMultiplier')}
          helperText={<TierWord multiplier={fields.defaultMultiplier} />}
          value={fields.defaultMultiplier}
          onText={defaultMultiplier => change({ defaultMultiplier })}
          path="defaultMultiplier"
          problems={problems}
          required
          decimal
        />
        <TextField
          select
          id={`${id}-failed`}
          label={t('rateCard.failed')}
          value={fields.chargeFailed ? 'cost' : 'free'}
          onChange={event =>
            change({ chargeFailed: event.target.value === 'cost' })
          }
          margin="dense"
          fullWidth
        >
          <MenuItem value="free">{t('rateCard.failedFree')}</MenuItem>
          <MenuItem value="cost">{t('rateCard.failedCost')}</MenuItem>
        </TextField>
      </div>
    </Panel>
  );
}
