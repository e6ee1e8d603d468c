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
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { useMutation, useQuery } from '@tanstack/react-query';
import { BudgetPeriod } from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../../../api';
import { ErrorState } from '../../../components/ErrorState';
import { useAdminText } from '../../../translations/admin';
import { BulkDialog } from './BulkDialog';
import { useWords } from './useWords';

/** Allocates again what the last period allocated, once the reader has seen what that changes. */
export function CopyDialog(props: {
  period: BudgetPeriod;
  /** Is told how many allocations were changed. */
  onDone: (changed: number) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useAdminText();
  const api = useApi(aiCreditsApiRef);
  const { period } = props;
  const word = useWords().period(period);
  const tried = useQuery({
    queryKey: ['allocations-copy', period],
    queryFn: () => api.copyAllocations({ period, dryRun: true }),
    gcTime: 0,
    staleTime: 0,
    refetchInterval: false,
  });
  const copy = useMutation({
    mutationFn: () => api.copyAllocations({ period }),
    onSuccess: async ({ changes }) => {
      await props.onDone(changes.length);
      props.onClose();
    },
  });
  return (
    <BulkDialog
      title={t('allocations.copyTitle', { period: word })}
      tried={tried.data}
      pending={copy.isPending}
      onConfirm={() => copy.mutate()}
      onClose={props.onClose}
    >
      <Typography gutterBottom>
        {t('allocations.copyText', { period: word })}
      </Typography>
      {tried.isPending && <Skeleton variant="rect" height={120} />}
      {tried.data?.changes.length === 0 && (
        <Typography>{t('allocations.copyNone', { period: word })}</Typography>
      )}
      {(copy.isError || tried.isError) && (
        <ErrorState
          error={copy.error ?? tried.error}
          title={t('allocations.copyFailed')}
        />
      )}
    </BulkDialog>
  );
}
