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

import { errorApiRef, useApi } from '@backstage/core-plugin-api';
import { useMutation } from '@tanstack/react-query';
import { TransactionsQuery } from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../../api';
import { saveFile, stampedName } from '../../data/download';

/** Downloads the log as it is filtered, however long it is. */
export function useDownload(timeZone: string) {
  const api = useApi(aiCreditsApiRef);
  const errorApi = useApi(errorApiRef);
  return useMutation({
    mutationFn: async (query: TransactionsQuery) => {
      const { order, ...filters } = query;
      const { fileName, body } = await api.exportTransactions(
        // A file is ordered by time, whatever the page is.
        order === 'oldest' ? { ...filters, order } : filters,
      );
      // The browser collects the stream, on disk where it is long.
      const content = await new Response(body).blob();
      saveFile(
        fileName ??
          stampedName('token_usage_history', 'csv', Date.now(), timeZone),
        content,
      );
    },
    onError: error => errorApi.post(error),
  });
}
