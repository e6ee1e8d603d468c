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
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { PurchaseStatus } from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../../../api';

const PAGE = 25;

/** Pages of the lots: first those that can be used, in their order, then the rest. */
export function useLots() {
  const api = useApi(aiCreditsApiRef);
  return useInfiniteQuery({
    queryKey: ['lots'],
    queryFn: ({ pageParam }) =>
      api.lots({
        limit: PAGE,
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor,
  });
}

/** Pages of the purchases, newest first. */
export function usePurchases(status: PurchaseStatus | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useInfiniteQuery({
    queryKey: ['purchases', status ?? 'all'],
    queryFn: ({ pageParam }) =>
      api.purchases({
        limit: PAGE,
        ...(status === undefined ? {} : { status }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor,
  });
}

/** Charges that match what was written: words, or the id of one. */
export function useCharges(text: string, enabled: boolean) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['charges', text],
    enabled,
    queryFn: async () => {
      if (/^u\d+$/.test(text)) {
        return [await api.transaction(text)];
      }
      const { transactions } = await api.transactions({
        type: ['usage'],
        limit: 10,
        ...(text === '' ? {} : { q: text }),
      });
      return transactions;
    },
  });
}
