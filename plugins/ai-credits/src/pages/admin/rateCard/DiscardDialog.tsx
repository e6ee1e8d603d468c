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
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import { RateCard } from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { useAdminText } from '../../../translations/admin';
import { useDiscardDraft } from './useRateCards';

/** Throws a draft away, once confirmed. */
export function DiscardDialog(props: {
  card: RateCard;
  onClose: () => void;
  onDiscarded: () => void;
}) {
  const { t } = useAdminText();
  const id = useId();
  const discard = useDiscardDraft(props.card.id);
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={id}>
      <DialogTitle id={id}>
        {t('rateCard.discardTitle', { name: props.card.name })}
      </DialogTitle>
      <DialogContent>
        <Typography>{t('rateCard.discardText')}</Typography>
        {discard.isError && (
          <ErrorState
            error={discard.error}
            title={t('rateCard.discardFailed')}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('rateCard.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disableElevation
          disabled={discard.isPending}
          onClick={() =>
            discard.mutate(undefined, { onSuccess: props.onDiscarded })
          }
        >
          {t('rateCard.discard')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
