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
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  AnalyticsQuery,
  BudgetScopeKind,
  TransactionsQuery,
} from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../api';
import { sortedBudgets } from './budgets';

/** The balance, and with it the account's time zone. */
export function useBalance() {
  const api = useApi(aiCreditsApiRef);
  return useQuery({ queryKey: ['balance'], queryFn: () => api.balance() });
}

/**
 * The time zone in which the account counts days; undefined until it is known.
 * Who may see usage but not the balance gets that of their own clock.
 */
export function useAccountZone(): string | undefined {
  const balance = useBalance();
  return (
    balance.data?.timeZone ??
    (balance.isError
      ? new Intl.DateTimeFormat().resolvedOptions().timeZone
      : undefined)
  );
}

/** Who the reader is and what the reader may see. */
export function useMe() {
  const api = useApi(aiCreditsApiRef);
  return useQuery({ queryKey: ['me'], queryFn: () => api.me() });
}

/** Lifetime figures of the account. */
export function useAccount() {
  const api = useApi(aiCreditsApiRef);
  return useQuery({ queryKey: ['account'], queryFn: () => api.account() });
}

/** The rate card in force. */
export function useRateCard() {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['rate-card'],
    queryFn: () => api.currentRateCard(),
  });
}

/** The packs that can be purchased. */
export function usePacks(enabled: boolean) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['packs'],
    queryFn: () => api.packs(),
    enabled,
  });
}

/** The budgets of a scope, that of the month first; not asked while it is undefined. */
export function useScopeBudgets(
  ref: string | undefined,
  kinds: readonly BudgetScopeKind[] = [],
) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['budgets', ref, kinds],
    queryFn: async () => {
      const { budgets } = await api.budgets({ ref, scopeKind: [...kinds] });
      return sortedBudgets(budgets);
    },
    enabled: ref !== undefined,
  });
}

/** An analytics question; not asked while it is undefined. The last answer stays until the next is there. */
export function useAnalytics(query: AnalyticsQuery | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['analytics', query],
    queryFn: () => api.analytics(query!),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** A page of the transaction log; not asked while it is undefined. */
export function useTransactions(query: TransactionsQuery | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['transactions', query],
    queryFn: () => api.transactions(query!),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** One transaction with its whole story. */
export function useTransaction(id: string | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['transaction', id],
    queryFn: () => api.transaction(id!),
    enabled: id !== undefined,
  });
}
