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
import { useAdminText } from '../../../translations/admin';
import { writtenCredits } from '../../budgets/credits';
import { FormDialog } from './FormDialog';
import { ReasonField } from './ReasonField';

/** Puts a balance right: adds credits, or takes some away. */
export function AdjustDialog(props: {
  balance: Balance;
  onDone: (balance: string) => void;
  onClose: () => void;
}) {
  const { t, formats } = useAdminText();
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const id = useId();
  const { available } = props.balance;
  const [direction, setDirection] = useState<'add' | 'take'>('add');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  // One key for the whole dialog: a second click adjusts nothing twice.
  const [idempotencyKey] = useState(() => crypto.randomUUID());

  const written = writtenCredits(text);
  const change =
    written !== undefined && direction === 'take' ? -written : written;
  const after =
    change === undefined ? undefined : parseCredits(available) + change;
  const tooMany = after !== undefined && after < 0n;
  const problem = () => {
    if (tooMany) {
      return t('credits.takeTooMany', {
        available: formats.credits(available),
      });
    }
    return text !== '' && written === undefined
      ? t('credits.creditsError')
      : undefined;
  };

  const adjust = useMutation({
    mutationFn: () =>
      api.grant({
        kind: 'adjustment',
        credits: formatCredits(change!),
        reason: reason.trim(),
        idempotencyKey,
      }),
    onSuccess: ({ balance }) => {
      client.invalidateQueries();
      props.onDone(balance);
    },
  });

  return (
    <FormDialog
      title={t('credits.adjustTitle')}
      confirm={t('credits.adjustConfirm')}
      failed={t('credits.adjustFailed')}
      ready={change !== undefined && !tooMany && reason.trim() !== ''}
      change={adjust}
      onClose={props.onClose}
    >
      <RadioGroup
        aria-label={t('credits.direction')}
        value={direction}
        onChange={event => setDirection(event.target.value as typeof direction)}
      >
        {(['add', 'take'] as const).map(each => (
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
        error={problem() !== undefined}
        helperText={
          problem() ?? (direction === 'take' ? t('credits.takeHelp') : ' ')
        }
        inputProps={{ inputMode: 'decimal' }}
        margin="dense"
        fullWidth
        required
      />
      <ReasonField value={reason} onChange={setReason} />
      <Typography aria-live="polite">
        {after !== undefined &&
          !tooMany &&
          t('credits.effect', {
            before: formats.credits(available),
            after: formats.credits(after),
          })}
      </Typography>
    </FormDialog>
  );
}
