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
import { UseMutationResult } from '@tanstack/react-query';
import { ReactNode, useId } from 'react';
import { ErrorState } from '../../../components/ErrorState';
import { useAdminText } from '../../../translations/admin';

/** A dialog with a form that changes credits. */
export function FormDialog(props: {
  title: string;
  confirm: string;
  failed: string;
  /** The form can be sent. */
  ready: boolean;
  change: Pick<
    UseMutationResult<unknown, Error, void>,
    'error' | 'isError' | 'isPending' | 'mutate'
  >;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useAdminText();
  const titleId = useId();
  const { change } = props;
  const sendable = props.ready && !change.isPending;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      aria-labelledby={titleId}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (sendable) {
            change.mutate();
          }
        }}
      >
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent>
          {props.children}
          {change.isError && (
            <ErrorState error={change.error} title={props.failed} />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>{t('credits.cancel')}</Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disableElevation
            disabled={!sendable}
          >
            {props.confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
