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

import { useQuery } from '@tanstack/react-query';
import { useApi } from '@backstage/core-plugin-api';
import { Balance, Me } from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../api';
import { REFRESH_MS } from '../data/client';
import { isLow } from './isLow';

/**
 * The balance while it is low, and what the reader may do about it. Asks for no
 * balance that the reader may not read, and does not ask again once refused.
 */
export function useLowBalance(
  enabled: boolean = true,
): { balance: Balance; may: Me['may'] } | undefined {
  const api = useApi(aiCreditsApiRef);
  const me = useQuery({
    queryKey: ['me'],
    queryFn: () => api.me(),
    enabled,
    refetchInterval: false,
  });
  const balance = useQuery({
    queryKey: ['balance'],
    queryFn: () => api.balance(),
    enabled: enabled && me.data?.may.readBalance === true,
    refetchInterval: query =>
      query.state.status === 'error' ? false : REFRESH_MS,
  });
  return me.data?.may.readBalance && balance.data && isLow(balance.data)
    ? { balance: balance.data, may: me.data.may }
    : undefined;
}
