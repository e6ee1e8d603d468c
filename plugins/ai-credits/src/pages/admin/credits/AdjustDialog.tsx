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

import {
  Balance,
  formatCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { useState } from 'react';
import { useAdminText } from '../../../translations/admin';
import { writtenCredits } from '../../budgets/credits';
import { ChoiceField } from './ChoiceField';
import { CreditsField } from './CreditsField';
import { Effect } from './Effect';
import { FormDialog } from './FormDialog';
import { ReasonField } from './ReasonField';
import { useGrant } from './useGrant';

/** Puts a balance right: adds credits, or takes some away. */
export function AdjustDialog(props: {
  balance: Balance;
  onDone: (balance: string) => void;
  onClose: () => void;
}) {
  const { t, formats } = useAdminText();
  const { available } = props.balance;
  const [direction, setDirection] = useState<'add' | 'take'>('add');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');

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

  const adjust = useGrant(
    () => ({
      kind: 'adjustment',
      credits: formatCredits(change!),
      reason: reason.trim(),
    }),
    props.onDone,
  );

  return (
    <FormDialog
      title={t('credits.adjustTitle')}
      confirm={t('credits.adjustConfirm')}
      failed={t('credits.adjustFailed')}
      ready={change !== undefined && !tooMany && reason.trim() !== ''}
      change={adjust}
      onClose={props.onClose}
    >
      <ChoiceField
        label={t('credits.direction')}
        options={['add', 'take']}
        labelOf={each => t(`credits.${each}`)}
        value={direction}
        onChange={setDirection}
      />
      <CreditsField
        value={text}
        onChange={setText}
        problem={problem()}
        {...(direction === 'take' ? { help: t('credits.takeHelp') } : {})}
      />
      <ReasonField value={reason} onChange={setReason} />
      <Effect before={available} after={tooMany ? undefined : after} />
    </FormDialog>
  );
}
