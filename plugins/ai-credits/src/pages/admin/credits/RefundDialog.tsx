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
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useApi } from '@backstage/core-plugin-api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { useTransaction } from '../../../data/queries';
import { useAdminText } from '../../../translations/admin';
import { writtenCredits } from '../../budgets/credits';
import { leftOf } from './amounts';
import { ChargeFacts, ChargeSearch } from './ChargeSearch';
import { FormDialog } from './FormDialog';
import { ReasonField } from './ReasonField';

/** Gives credits of a charge back to the lots that they came from. */
export function RefundDialog(props: {
  timeZone: string;
  onDone: (balance: string) => void;
  onClose: () => void;
}) {
  const { t, formats } = useAdminText();
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const id = useId();
  const [chosen, setChosen] = useState<string>();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  // One key for the whole dialog: a second click refunds nothing twice.
  const [idempotencyKey] = useState(() => crypto.randomUUID());

  const charge = useTransaction(chosen);
  const left = charge.data && leftOf(charge.data);
  const credits = text.trim() === '' ? left : writtenCredits(text);
  const wrong =
    left !== undefined &&
    left > 0n &&
    (credits === undefined || credits > left);

  const refund = useMutation({
    mutationFn: () =>
      api.refund({
        transactionId: chosen!,
        credits: formatCredits(credits!),
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
      title={t('credits.refundTitle')}
      confirm={t('credits.refundConfirm')}
      failed={t('credits.refundFailed')}
      ready={
        left !== undefined &&
        left > 0n &&
        credits !== undefined &&
        !wrong &&
        reason.trim() !== ''
      }
      change={refund}
      onClose={props.onClose}
    >
      {!chosen && (
        <ChargeSearch timeZone={props.timeZone} onChoose={setChosen} />
      )}
      {chosen && (
        <>
          <ChargeFacts charge={charge} timeZone={props.timeZone} />
          <Button
            size="small"
            color="primary"
            onClick={() => {
              setChosen(undefined);
              setText('');
            }}
          >
            {t('credits.other')}
          </Button>
        </>
      )}
      {left !== undefined && left <= 0n && (
        <Typography>{t('credits.refundNothing')}</Typography>
      )}
      {left !== undefined && left > 0n && (
        <>
          <TextField
            id={`${id}-credits`}
            label={t('credits.refundAmount')}
            value={text}
            onChange={event => setText(event.target.value)}
            error={wrong}
            placeholder={formatCredits(left)}
            helperText={t(wrong ? 'credits.refundError' : 'credits.refundAll', {
              left: formats.creditsExact(left),
            })}
            InputLabelProps={{ shrink: true }}
            inputProps={{ inputMode: 'decimal' }}
            margin="dense"
            fullWidth
          />
          <ReasonField value={reason} onChange={setReason} />
          <Typography aria-live="polite">
            {credits !== undefined &&
              !wrong &&
              t('credits.refundEffect', {
                credits: formats.creditsExact(credits),
                left: formats.creditsExact(left - credits),
              })}
          </Typography>
        </>
      )}
    </FormDialog>
  );
}
