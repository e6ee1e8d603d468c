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
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Balance,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { addDays, dayOf, startOfDay } from '../../../data/periods';
import { useAdminText } from '../../../translations/admin';
import { writtenCredits } from '../../budgets/credits';
import { writtenPriority } from './amounts';
import { FormDialog } from './FormDialog';
import { ReasonField } from './ReasonField';

/** Grants credits: a promotion, or more free credits for the month. */
export function GrantDialog(props: {
  balance: Balance;
  onDone: (balance: string) => void;
  onClose: () => void;
}) {
  const { t, formats } = useAdminText();
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const id = useId();
  const { available, timeZone } = props.balance;
  const [kind, setKind] = useState<'promotion' | 'allowance'>('promotion');
  const [text, setText] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [priorityText, setPriorityText] = useState('');
  const [reason, setReason] = useState('');
  // One key for the whole dialog: a second click grants nothing twice.
  const [idempotencyKey] = useState(() => crypto.randomUUID());

  const credits = writtenCredits(text);
  const priority = writtenPriority(priorityText);
  const wrongDay = lastDay !== '' && lastDay < dayOf(Date.now(), timeZone);
  const ready =
    credits !== undefined &&
    !Number.isNaN(priority) &&
    !wrongDay &&
    reason.trim() !== '';

  const grant = useMutation({
    mutationFn: () =>
      api.grant({
        kind,
        credits: formatCredits(credits!),
        reason: reason.trim(),
        idempotencyKey,
        ...(priority === undefined ? {} : { priority }),
        ...(lastDay === ''
          ? {}
          : {
              expiresAt: new Date(
                startOfDay(addDays(lastDay, 1), timeZone),
              ).toISOString(),
            }),
      }),
    onSuccess: ({ balance }) => {
      client.invalidateQueries();
      props.onDone(balance);
    },
  });

  return (
    <FormDialog
      title={t('credits.grantTitle')}
      confirm={t('credits.grantConfirm')}
      failed={t('credits.grantFailed')}
      ready={ready}
      change={grant}
      onClose={props.onClose}
    >
      <RadioGroup
        aria-label={t('credits.kind')}
        value={kind}
        onChange={event => setKind(event.target.value as typeof kind)}
      >
        {(['promotion', 'allowance'] as const).map(each => (
          <FormControlLabel
            key={each}
            value={each}
            control={<Radio color="primary" />}
            label={t(`credits.${each}`)}
          />
        ))}
      </RadioGroup>
      <TextField
        id={`${id}-credits`}
        label={t('credits.creditsLabel')}
        value={text}
        onChange={event => setText(event.target.value)}
        error={text !== '' && credits === undefined}
        helperText={
          text !== '' && credits === undefined ? t('credits.creditsError') : ' '
        }
        inputProps={{ inputMode: 'decimal' }}
        margin="dense"
        fullWidth
        required
      />
      <TextField
        id={`${id}-day`}
        type="date"
        label={t('credits.expiry')}
        value={lastDay}
        onChange={event => setLastDay(event.target.value)}
        error={wrongDay}
        helperText={
          wrongDay
            ? t('credits.expiryError')
            : t('credits.expiryHelp', {
                timeZone,
                without: t(
                  kind === 'allowance'
                    ? 'credits.expiryMonth'
                    : 'credits.expiryNever',
                ),
              })
        }
        InputLabelProps={{ shrink: true }}
        inputProps={{ min: dayOf(Date.now(), timeZone) }}
        margin="dense"
        fullWidth
      />
      <TextField
        id={`${id}-priority`}
        label={t('credits.priority')}
        value={priorityText}
        onChange={event => setPriorityText(event.target.value)}
        error={Number.isNaN(priority)}
        helperText={t(
          Number.isNaN(priority)
            ? 'credits.priorityError'
            : 'credits.priorityHelp',
        )}
        inputProps={{ inputMode: 'numeric' }}
        margin="dense"
        fullWidth
      />
      <ReasonField value={reason} onChange={setReason} />
      <Typography aria-live="polite">
        {credits !== undefined &&
          t('credits.effect', {
            before: formats.credits(available),
            after: formats.credits(parseCredits(available) + credits),
          })}
      </Typography>
    </FormDialog>
  );
}
