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
import { useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import { Report } from 'backstage-plugin-ai-credits-common';
import { useId } from 'react';
import { aiCreditsApiRef } from '../../api';
import { ErrorState } from '../../components/ErrorState';
import { useReportsText } from '../../translations/reports';
import { useRefreshReports } from './useReports';

/** Deletes a report, which cannot be undone. */
export function DeleteDialog(props: { report: Report; onClose: () => void }) {
  const { t } = useReportsText();
  const api = useApi(aiCreditsApiRef);
  const refresh = useRefreshReports();
  const id = useId();
  const { report } = props;
  const remove = useMutation({
    mutationFn: () => api.deleteReport(report.id),
    onSuccess: () => {
      refresh();
      props.onClose();
    },
  });
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={id}>
      <DialogTitle id={id}>
        {t('reports.deleteTitle', { name: report.name })}
      </DialogTitle>
      <DialogContent>
        <Typography>{t('reports.deleteText')}</Typography>
        {remove.isError && (
          <ErrorState error={remove.error} title={t('reports.actionFailed')} />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('reports.cancel')}</Button>
        <Button
          color="primary"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          {t('reports.delete')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
