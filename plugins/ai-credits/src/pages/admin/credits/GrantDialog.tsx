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

import TextField from '@material-ui/core/TextField';
import {
  Balance,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { addDays, dayOf, startOfDay } from '../../../data/periods';
import { useAdminText } from '../../../translations/admin';
import { writtenCredits } from '../../budgets/credits';
import { writtenPriority } from './amounts';
import { ChoiceField } from './ChoiceField';
import { CreditsField } from './CreditsField';
import { Effect } from './Effect';
import { FormDialog } from './FormDialog';
import { ReasonField } from './ReasonField';
import { useGrant } from './useGrant';

/** Grants credits: a promotion, or more free credits for the month. */
export function GrantDialog(props: {
  balance: Balance;
  onDone: (balance: string) => void;
  onClose: () => void;
}) {
  const { t } = useAdminText();
  const id = useId();
  const { available, timeZone } = props.balance;
  const [kind, setKind] = useState<'promotion' | 'allowance'>('promotion');
  const [text, setText] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [priorityText, setPriorityText] = useState('');
  const [reason, setReason] = useState('');

  const credits = writtenCredits(text);
  const priority = writtenPriority(priorityText);
  const wrongDay = lastDay !== '' && lastDay < dayOf(Date.now(), timeZone);
  const ready =
    credits !== undefined &&
    !Number.isNaN(priority) &&
    !wrongDay &&
    reason.trim() !== '';

  const grant = useGrant(
    () => ({
      kind,
      credits: formatCredits(credits!),
      reason: reason.trim(),
      ...(priority === undefined ? {} : { priority }),
      ...(lastDay === ''
        ? {}
        : {
            expiresAt: new Date(
              startOfDay(addDays(lastDay, 1), timeZone),
            ).toISOString(),
          }),
    }),
    props.onDone,
  );

  return (
    <FormDialog
      title={t('credits.grantTitle')}
      confirm={t('credits.grantConfirm')}
      failed={t('credits.grantFailed')}
      ready={ready}
      change={grant}
      onClose={props.onClose}
    >
      <ChoiceField
        label={t('credits.kind')}
        options={['promotion', 'allowance']}
        labelOf={each => t(`credits.${each}`)}
        value={kind}
        onChange={setKind}
      />
      <CreditsField
        value={text}
        onChange={setText}
        problem={
          text !== '' && credits === undefined
            ? t('credits.creditsError')
            : undefined
        }
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
      <Effect
        before={available}
        after={
          credits === undefined ? undefined : parseCredits(available) + credits
        }
      />
    </FormDialog>
  );
}
