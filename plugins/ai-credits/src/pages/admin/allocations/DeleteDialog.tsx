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
import Typography from '@material-ui/core/Typography';
import { useMutation } from '@tanstack/react-query';
import { Budget } from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { ErrorState } from '../../../components/ErrorState';
import { useAdminText } from '../../../translations/admin';
import { useWords } from './useWords';

/** Deletes a budget once that is confirmed: it cannot be undone. */
export function DeleteDialog(props: {
  budget: Budget;
  name: string;
  onDone: () => Promise<unknown>;
  /** It was not deleted, perhaps since it was changed meanwhile. */
  onFailed: () => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useAdminText();
  const words = useWords();
  const api = useApi(aiCreditsApiRef);
  const titleId = useId();
  const { budget, name } = props;
  const remove = useMutation({
    mutationFn: () => api.deleteBudget(budget.id, { version: budget.version }),
    // Whoever was not the first sees what it is now once this is closed.
    onError: () => props.onFailed(),
    onSuccess: async () => {
      await props.onDone();
      props.onClose();
    },
  });
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {t('allocations.deleteTitle', { name })}
      </DialogTitle>
      <DialogContent>
        <Typography>
          {t('allocations.deleteText', {
            credits: words.amount(budget.baseCredits ?? budget.credits),
            period: words.period(budget.period),
          })}
        </Typography>
        {remove.isError && (
          <ErrorState
            error={remove.error}
            title={t('allocations.deleteFailed')}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('allocations.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {t('allocations.deleteConfirm')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
