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
  CreditRequest,
  formatCredits,
} from 'backstage-plugin-ai-credits-common';
import { useId, useState } from 'react';
import { aiCreditsApiRef } from '../../api';
import { ErrorState } from '../../components/ErrorState';
import { useText } from '../../translations';
import { AmountFields } from './AmountFields';
import { writtenCredits } from './credits';

/** Grants a request, as it was asked for or otherwise, or declines it. */
export function DecideDialog(props: {
  request: CreditRequest;
  name: string;
  decision: 'grant' | 'decline';
  onClose: () => void;
}) {
  const { t } = useText();
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const titleId = useId();
  const { request } = props;
  const granting = props.decision === 'grant';
  const [text, setText] = useState(request.credits);
  const [kind, setKind] = useState(request.kind);
  const [comment, setComment] = useState('');
  const credits = writtenCredits(text);

  const decide = useMutation({
    mutationFn: () => {
      const words = comment.trim() ? { comment: comment.trim() } : {};
      return granting
        ? api.grantCreditRequest(request.id, {
            ...words,
            kind,
            ...(credits === undefined
              ? {}
              : { credits: formatCredits(credits) }),
          })
        : api.declineCreditRequest(request.id, words);
    },
    onSuccess: () => {
      // Budgets, balance and requests are all changed by it.
      client.invalidateQueries();
      props.onClose();
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
        {granting
          ? t('budgets.grantTitle', { name: props.name })
          : t('budgets.declineTitle', { name: props.name })}
      </DialogTitle>
      <DialogContent>
        {granting && (
          <AmountFields
            text={text}
            onText={setText}
            kind={kind}
            onKind={setKind}
            period={request.period}
            limit={request.budget?.credits}
            lastDay={undefined}
          />
        )}
        <TextField
          id={`${titleId}-words`}
          label={t('budgets.comment')}
          value={comment}
          onChange={event => setComment(event.target.value)}
          helperText={t('budgets.commentHelp')}
          margin="dense"
          fullWidth
          multiline
          minRows={2}
        />
        {decide.isError && (
          <ErrorState error={decide.error} title={t('budgets.decideFailed')} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('budgets.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={(granting && credits === undefined) || decide.isPending}
          onClick={() => decide.mutate()}
        >
          {granting ? t('budgets.grant') : t('budgets.decline')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
