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
import {
  RateCard,
  RateCardRequest,
  RateCardsResponse,
} from 'backstage-plugin-ai-credits-common';
import { aiCreditsApiRef } from '../../../api';

const cardsKey = ['rate-cards'];

/** Every version of the rate card and every draft. */
export function useRateCards() {
  const api = useApi(aiCreditsApiRef);
  return useQuery({ queryKey: cardsKey, queryFn: () => api.rateCards() });
}

/** Puts what the server answered in place of what was read before. */
function useKeep() {
  const client = useQueryClient();
  return (card: RateCard) =>
    client.setQueryData<RateCardsResponse>(cardsKey, old => {
      const cards = old?.rateCards ?? [];
      return {
        rateCards: cards.some(({ id }) => id === card.id)
          ? cards.map(each => (each.id === card.id ? card : each))
          : [...cards, card],
      };
    });
}

/** Creates a draft with the rules of a version. */
export function useCreateDraft() {
  const api = useApi(aiCreditsApiRef);
  const keep = useKeep();
  return useMutation({
    mutationFn: (request: RateCardRequest) => api.createRateCard(request),
    onSuccess: keep,
  });
}

/** Stores a draft; one that somebody else has changed is read again. */
export function useSaveDraft(id: string) {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const keep = useKeep();
  return useMutation({
    mutationFn: (request: RateCardRequest) => api.updateRateCard(id, request),
    onSuccess: keep,
    onError: () => client.invalidateQueries({ queryKey: cardsKey }),
  });
}

/** Throws a draft away. */
export function useDiscardDraft(id: string) {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.deleteRateCard(id),
    onSuccess: () =>
      client.setQueryData<RateCardsResponse>(
        cardsKey,
        old =>
          old && {
            rateCards: old.rateCards.filter(card => card.id !== id),
          },
      ),
    onError: () => client.invalidateQueries({ queryKey: cardsKey }),
  });
}

/** Publishes a draft as it was looked at. */
export function usePublish(card: RateCard) {
  const api = useApi(aiCreditsApiRef);
  const client = useQueryClient();
  const keep = useKeep();
  return useMutation({
    mutationFn: (effectiveFrom: string | undefined) =>
      api.publishRateCard(card.id, {
        revision: card.revision,
        ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      }),
    onSuccess: published => {
      keep(published);
      client.invalidateQueries({ queryKey: ['rate-card'] });
    },
    onError: () => client.invalidateQueries({ queryKey: cardsKey }),
  });
}
