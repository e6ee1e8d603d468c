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

import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  BudgetDetail,
  CreditRequestKind,
  formatCredits,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { aiCreditsApiRef } from '../../api';
import { ErrorState } from '../../components/ErrorState';
import { lastDayOf } from '../../data/budgets';
import { useText } from '../../translations';
import { AmountFields } from './AmountFields';
import { writtenCredits } from './credits';

/** Asks for more credits for a budget, with the effect shown before it is sent. */
export function RequestDialog(props: {
  budget: BudgetDetail;
  name: string;
  onClose: () => void;
  /** The request with this id was sent. */
  onSent: (requestId: string) => void;
}) {
  const { t } = useText();
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const titleId = useId();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<CreditRequestKind>('once');
  const [reason, setReason] = useState('');
  const { budget } = props;
  const credits = writtenCredits(text);

  const send = useMutation({
    mutationFn: (amount: MicroCredits) =>
      api.createCreditRequest({
        scope: budget.scope,
        period: budget.period,
        credits: formatCredits(amount),
        kind,
        reason: reason.trim(),
      }),
    onSuccess: request => {
      client.invalidateQueries({ queryKey: ['credit-requests'] });
      props.onSent(request.id);
    },
  });

  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {t('budgets.askTitle', { name: props.name })}
      </DialogTitle>
      <DialogContent>
        <AmountFields
          text={text}
          onText={setText}
          kind={kind}
          onKind={setKind}
          period={budget.period}
          limit={budget.credits}
          lastDay={lastDayOf(budget, budget.timeZone)}
        />
        <TextField
          id={`${titleId}-words`}
          label={t('budgets.reason')}
          value={reason}
          onChange={event => setReason(event.target.value)}
          helperText={t('budgets.reasonHelp')}
          margin="dense"
          fullWidth
          multiline
          required
          minRows={2}
        />
        {send.isError && (
          <ErrorState error={send.error} title={t('budgets.sendFailed')} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('budgets.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={credits === undefined || !reason.trim() || send.isPending}
          onClick={() => credits !== undefined && send.mutate(credits)}
        >
          {t('budgets.send')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
