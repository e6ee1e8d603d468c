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
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { AiCreditsApi } from 'backstage-plugin-ai-credits-common';
import { ReactNode } from 'react';
import { aiCreditsApiRef } from '../api';
import { isTransient } from './errors';
import { useLiveFigures } from './live';
import { REFRESH_MS } from './refresh';

export { REFRESH_MS };

// Answers belong to the client that fetched them: the tabs of one portal share
// them, and another client never sees them.
const clients = new WeakMap<AiCreditsApi, QueryClient>();

function queryClientFor(api: AiCreditsApi): QueryClient {
  let client = clients.get(api);
  if (!client) {
    client = new QueryClient({
      defaultOptions: {
        queries: {
          staleTime: 30_000,
          refetchInterval: REFRESH_MS,
          retry: (failures, error) => failures < 2 && isTransient(error),
        },
      },
    });
    clients.set(api, client);
  }
  return client;
}

/** Holds the answers that the pages below it have read. */
export function DataProvider({ children }: { children: ReactNode }) {
  const client = queryClientFor(useApi(aiCreditsApiRef));
  useLiveFigures(client);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
