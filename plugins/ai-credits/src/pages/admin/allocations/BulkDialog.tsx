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
import { AllocationsResponse } from 'backstage-plugin-ai-credits-common';
import { ReactNode, useId } from 'react';
import { useAdminText } from '../../../translations/admin';
import { ChangesPreview } from './ChangesPreview';

/** Shows what many changes would be, and makes them once that is confirmed. */
export function BulkDialog(props: {
  title: string;
  /** What would be changed; absent until it is known. */
  tried?: AllocationsResponse;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useAdminText();
  const titleId = useId();
  const { tried } = props;
  const count = tried?.changes.length ?? 0;
  return (
    <Dialog
      open
      fullWidth
      maxWidth="md"
      onClose={props.onClose}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{props.title}</DialogTitle>
      <DialogContent>
        {props.children}
        {tried && count > 0 && <ChangesPreview tried={tried} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('allocations.cancel')}</Button>
        {count > 0 && (
          <Button
            color="primary"
            variant="contained"
            disableElevation
            disabled={props.pending}
            onClick={props.onConfirm}
          >
            {t('allocations.confirm', { count })}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
