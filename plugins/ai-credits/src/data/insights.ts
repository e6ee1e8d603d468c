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
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  InsightsQuery,
  RecommendationsQuery,
  WasteEventsQuery,
} from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../api';

/** What was wasted; not asked while the range is unknown. */
export function useWaste(query: InsightsQuery | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['waste', query],
    queryFn: () => api.waste(query!),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** A page of the events that a rule of waste found. */
export function useWasteEvents(query: WasteEventsQuery | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['waste-events', query],
    queryFn: () => api.wasteEvents(query!),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** How well credits were used; not asked while the range is unknown. */
export function useEfficiency(query: InsightsQuery | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['efficiency', query],
    queryFn: () => api.efficiency(query!),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Days with far more or far less use than usual; not asked while the range is unknown. */
export function useUnusualDays(query: InsightsQuery | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['unusual', query],
    queryFn: () => api.unusualDays(query!),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** What would save credits; not asked while the range is unknown. */
export function useRecommendations(query: RecommendationsQuery | undefined) {
  const api = useApi(aiCreditsApiRef);
  return useQuery({
    queryKey: ['recommendations', query],
    queryFn: () => api.recommendations(query!),
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Accepts or dismisses a recommendation, and reads them again. */
export function useDecide(range: { from: string; to: string } | undefined) {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: (decision: {
      id: string;
      status: 'accepted' | 'dismissed';
      reason: string;
    }) =>
      decision.status === 'accepted'
        ? api.acceptRecommendation(decision.id, {
            ...range,
            ...(decision.reason ? { reason: decision.reason } : {}),
          })
        : api.dismissRecommendation(decision.id, {
            ...range,
            reason: decision.reason,
          }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: ['recommendations'] }),
  });
}
