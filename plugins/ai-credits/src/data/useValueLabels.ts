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

import { parseEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import {
  entityPresentationApiRef,
  humanizeEntityRef,
} from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { UsageDimension } from 'backstage-plugin-ai-credits-common';
import { useMemo } from 'react';
import { Translate, useText } from '../translations';
import { useRateCard } from './queries';

/** The kinds that a reader expects; others are written with the name. */
const kinds: Partial<Record<UsageDimension, string>> = {
  user: 'user',
  team: 'group',
  department: 'group',
  project: 'system',
  service: 'component',
};

const tiers = ['premium', 'standard', 'economy'] as const;
const statuses = ['success', 'failed', 'over-limit'] as const;
const creditTypes = [
  'free',
  'purchased',
  'other',
  'excess',
  'mixed',
  'none',
] as const;

function within<T extends string>(
  known: readonly T[],
  value: string,
): T | undefined {
  return known.find(item => item === value);
}

function translated(
  t: Translate,
  dimension: UsageDimension,
  value: string,
): string | undefined {
  if (dimension === 'tier') {
    const tier = within(tiers, value);
    return tier && t(`tier.${tier}`);
  }
  if (dimension === 'status') {
    const status = within(statuses, value);
    return status && t(`status.${status}`);
  }
  if (dimension === 'creditType') {
    const creditType = within(creditTypes, value);
    return creditType && t(`creditType.${creditType}`);
  }
  return undefined;
}

function isEntityRef(text: string): boolean {
  try {
    parseEntityRef(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the values of a dimension are entities of the catalog. */
export function isEntityDimension(dimension: UsageDimension): boolean {
  return dimension in kinds;
}

/** The most entities whose titles are read for one list. */
const MOST_TITLES = 500;

const noTitles: ReadonlyMap<string, string> = new Map();

/** The titles that the catalog has for entities, as far as they have been read. */
function useEntityTitles(refs: string[]): ReadonlyMap<string, string> {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const wanted = refs.slice(0, MOST_TITLES);
  const { data } = useQuery({
    queryKey: ['entity-titles', wanted],
    queryFn: async () =>
      new Map(
        await Promise.all(
          wanted.map(async (ref): Promise<[string, string]> => {
            const { primaryTitle } = await presentation!.forEntity(ref).promise;
            return [ref, primaryTitle];
          }),
        ),
      ),
    enabled: presentation !== undefined && wanted.length > 0,
    placeholderData: keepPreviousData,
    // Titles hardly change; the catalog need not be asked with the figures.
    staleTime: Infinity,
    refetchInterval: false,
  });
  return data ?? noTitles;
}

/**
 * Writes the values of dimensions for readers: titles of models, names of
 * entities, words for states.
 *
 * @param values - values whose titles are read from the catalog if they are
 *   entities; others are written as their ref says
 */
export function useValueLabels(
  values: readonly string[] = [],
): (dimension: UsageDimension, value: string) => string {
  const { t } = useText();
  const { data: card } = useRateCard();
  const entities = useEntityTitles(values.filter(isEntityRef));
  return useMemo(() => {
    const titles = new Map<string, string>();
    for (const rule of card?.rules.models ?? []) {
      titles.set(rule.model, rule.title ?? rule.model);
    }
    return (dimension, value) => {
      // Usage of no model has the tier `none`.
      if (!value || (dimension === 'tier' && value === 'none')) {
        return t(`none.${dimension}`);
      }
      if (kinds[dimension] && isEntityRef(value)) {
        return (
          entities.get(value) ??
          humanizeEntityRef(parseEntityRef(value), {
            defaultKind: kinds[dimension],
          })
        );
      }
      return (
        translated(t, dimension, value) ??
        (dimension === 'model' ? titles.get(value) : undefined) ??
        value
      );
    };
  }, [card, entities, t]);
}
