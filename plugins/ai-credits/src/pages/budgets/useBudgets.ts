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
import {
  keepPreviousData,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  BudgetPeriod,
  budgetPeriods,
} from 'backstage-plugin-ai-credits-common';
import { useSearchParams } from 'react-router-dom';
import { aiCreditsApiRef } from '../../api';
import { useMe } from '../../data/queries';
import { landingNode } from './figures';

/** What is asked for in the address: the period, the budget and the request. */
export function useBudgetAddress() {
  const [params, setParams] = useSearchParams();
  const asked = params.get('period');
  const set = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) {
        next.delete(name);
      } else {
        next.set(name, value);
      }
    }
    setParams(next);
  };
  return {
    period:
      budgetPeriods.find(each => each === asked) ?? ('month' as BudgetPeriod),
    scope: params.get('scope') ?? undefined,
    /** The request to show first, or anything else where only the list is wanted. */
    requests: params.get('requests') ?? undefined,
    set,
  };
}

/** One budget with its days and history; not asked while there is no id. */
export function useBudget(id: string | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['budget', id],
    queryFn: () => api.budget(id!),
    enabled: id !== undefined,
  });
}

/** Requests: those that wait for the reader's decision, and all that the reader sees. */
export function useCreditRequests(enabled: boolean) {
  const api = useApi(aiCreditsApiRef);
  const inbox = useQuery({
    queryKey: ['credit-requests', 'inbox'],
    queryFn: () => api.creditRequests({ box: 'inbox', status: 'open' }),
    enabled,
  });
  const all = useQuery({
    queryKey: ['credit-requests', 'all'],
    queryFn: () => api.creditRequests(),
    enabled,
  });
  return { inbox, all };
}

/** Everything that the budgets page shows, with the state of each answer. */
export function useBudgets() {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const address = useBudgetAddress();
  const me = useMe();
  const tree = useQuery({
    queryKey: ['budget-tree', address.period],
    queryFn: () => api.budgetTree({ period: address.period }),
    placeholderData: keepPreviousData,
  });
  // One's own team is known once it is known who reads.
  const landing =
    tree.data && !me.isPending ? landingNode(tree.data, me.data) : undefined;
  const scope = address.scope ?? landing?.budget?.id;
  const detail = useBudget(scope);
  const answers = [me, tree, detail];
  const updated = answers
    .map(answer => answer.dataUpdatedAt)
    .filter(instant => instant > 0);
  return {
    address,
    me,
    tree,
    detail,
    landing,
    /** The id of the budget that is shown. */
    scope,
    timeZone: tree.data?.timeZone ?? detail.data?.timeZone ?? 'UTC',
    updatedAt: updated.length ? Math.min(...updated) : undefined,
    refreshing: answers.some(answer => answer.isFetching),
    /** An answer could not be refreshed; the one before is shown. */
    stale: answers.some(answer => answer.isError && answer.data !== undefined),
    refresh: () => {
      client.invalidateQueries();
    },
  };
}

/** What {@link useBudgets} returns. */
export type BudgetsData = ReturnType<typeof useBudgets>;
