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
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { useId, useState } from 'react';
import { ErrorState } from '../../components/ErrorState';
import { useDecide } from '../../data/insights';
import { useInsightsText } from '../../translations/insights';

const MOST = 1_000;

/** Asks for the reason and writes the decision down. */
export function DecideDialog(props: {
  id: string;
  title: string;
  status: 'accepted' | 'dismissed';
  range: { from: string; to: string } | undefined;
  onClose: () => void;
}) {
  const { t } = useInsightsText();
  const [reason, setReason] = useState('');
  const decide = useDecide(props.range);
  const titleId = useId();
  const accepts = props.status === 'accepted';
  const missing = !accepts && reason.trim() === '';

  return (
    <Dialog
      open
      onClose={props.onClose}
      aria-labelledby={titleId}
      fullWidth
      maxWidth="xs"
    >
      <DialogTitle id={titleId}>
        {accepts ? t('savings.acceptTitle') : t('savings.dismissTitle')}
      </DialogTitle>
      <DialogContent>
        <Typography gutterBottom>{props.title}</Typography>
        <Typography variant="body2" color="textSecondary" gutterBottom>
          {accepts ? t('savings.acceptHint') : t('savings.dismissHint')}
        </Typography>
        <TextField
          fullWidth
          multiline
          margin="normal"
          variant="outlined"
          required={!accepts}
          label={accepts ? t('savings.reasonOptional') : t('savings.reason')}
          value={reason}
          inputProps={{ maxLength: MOST }}
          onChange={event => setReason(event.target.value)}
        />
        {decide.error && <ErrorState error={decide.error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('savings.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={missing || decide.isPending}
          onClick={() =>
            decide.mutate(
              { id: props.id, status: props.status, reason: reason.trim() },
              { onSuccess: props.onClose },
            )
          }
        >
          {accepts ? t('savings.accept') : t('savings.dismiss')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
