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
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { aiCreditsApiRef } from '../../../api';
import { useMe } from '../../../data/queries';

/** How often it is asked while a proof runs. */
const RUNNING_MS = 3_000;

/** How the ledger is, and what its operators can do. */
export function useLedger() {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const me = useMe();
  const health = useQuery({
    queryKey: ['ledger-health'],
    queryFn: () => api.ledgerHealth(),
    // A proof may have been started by a schedule or by somebody else.
    refetchInterval: query =>
      query.state.data?.provingSince ? RUNNING_MS : 60_000,
  });
  const refresh = () =>
    client.invalidateQueries({ queryKey: ['ledger-health'] });
  const verify = useMutation({
    mutationFn: () => api.verify(),
    onSettled: refresh,
  });
  const rebuild = useMutation({
    mutationFn: () => api.rebuildRollups(),
    onSettled: refresh,
  });
  return {
    health,
    verify,
    rebuild,
    refresh,
    mayVerify: me.data?.may.verifyIntegrity ?? false,
  };
}

/** What {@link useLedger} returns. */
export type LedgerData = ReturnType<typeof useLedger>;

/** Milliseconds since something began, as they pass; undefined while nothing runs. */
export function usePassed(since: number | undefined): number | undefined {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === undefined) {
      return undefined;
    }
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [since]);
  return since === undefined ? undefined : Math.max(0, now - since);
}
