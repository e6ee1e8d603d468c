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
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useMutation } from '@tanstack/react-query';
import { ChangeEvent, useId, useRef } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { DataTable } from '../../../components/DataTable';
import { ErrorState } from '../../../components/ErrorState';
import { useAdminText } from '../../../translations/admin';
import { BulkDialog } from './BulkDialog';
import { rowProblems } from './useAllocations';

const useStyles = makeStyles(
  theme => ({
    choose: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2),
      margin: theme.spacing(1, 0, 2),
    },
    // Out of sight, and yet there for the keyboard and for who cannot see.
    input: {
      position: 'absolute',
      width: 1,
      height: 1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
    },
  }),
  { name: 'AiCreditsAllocationImport' },
);

/** Why a file was not taken: with the rows at fault where it was read. */
function Problems({ error }: { error: unknown }) {
  const { t } = useAdminText();
  const rows = rowProblems(error);
  return (
    <>
      <ErrorState
        error={rows.length ? new Error(t('allocations.correct')) : error}
        title={t('allocations.importFailed')}
      />
      {rows.length > 0 && (
        <DataTable
          label={t('allocations.problem')}
          rows={rows}
          rowKey={({ message, row }) => `${row} ${message}`}
          maxHeight={320}
          columns={[
            {
              id: 'row',
              title: t('allocations.row'),
              numeric: true,
              render: ({ row }) => row,
            },
            {
              id: 'problem',
              title: t('allocations.problem'),
              render: ({ message }) => message,
            },
          ]}
        />
      )}
    </>
  );
}

/** Takes allocations from a CSV file, all or none, once the reader has seen what that changes. */
export function ImportDialog(props: {
  /** Changes in the table that are not saved. */
  unsaved: number;
  /** Is told how many allocations were changed. */
  onDone: (changed: number) => Promise<unknown>;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useAdminText();
  const api = useApi(aiCreditsApiRef);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const attempt = useMutation({
    mutationFn: async (file: File) => {
      const csv = await file.text();
      return { csv, tried: await api.importAllocations(csv, { dryRun: true }) };
    },
  });
  const take = useMutation({
    mutationFn: (csv: string) => api.importAllocations(csv),
    onSuccess: async ({ changes }) => {
      await props.onDone(changes.length);
      props.onClose();
    },
  });
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    take.reset();
    if (file) {
      attempt.mutate(file);
    }
    // The same file can be chosen again once it was corrected.
    event.target.value = '';
  };
  const error = take.error ?? attempt.error;
  return (
    <BulkDialog
      title={t('allocations.importTitle')}
      tried={attempt.data?.tried}
      pending={take.isPending}
      onConfirm={() => attempt.data && take.mutate(attempt.data.csv)}
      onClose={props.onClose}
    >
      <Typography>{t('allocations.importText')}</Typography>
      {props.unsaved > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('allocations.importWarning', { number: String(props.unsaved) })}
        </Typography>
      )}
      <div className={classes.choose}>
        <input
          ref={input}
          id={id}
          type="file"
          accept=".csv,text/csv"
          className={classes.input}
          aria-label={t('allocations.choose')}
          tabIndex={-1}
          onChange={choose}
        />
        <Button variant="outlined" onClick={() => input.current?.click()}>
          {t('allocations.choose')}
        </Button>
        {attempt.variables && (
          <Typography variant="body2">
            {t('allocations.importRead', { file: attempt.variables.name })}
          </Typography>
        )}
      </div>
      {attempt.isPending && <Skeleton variant="rect" height={120} />}
      {attempt.data?.tried.changes.length === 0 && (
        <Typography>{t('allocations.importNone')}</Typography>
      )}
      {error && <Problems error={error} />}
    </BulkDialog>
  );
}
