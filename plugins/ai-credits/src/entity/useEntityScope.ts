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

import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import { DimensionFilters } from '../data/analyticsView';
import { readBelow } from './readBelow';
import { refsBelow, scopeOf } from './scope';

/**
 * What an entity is to usage, with what is below it: a group counts all groups
 * below, a domain its systems.
 */
export function useEntityScope(entity: Entity) {
  const catalog = useApi(catalogApiRef);
  const scope = scopeOf(entity);
  const direct = refsBelow(entity);
  const below = useQuery({
    queryKey: ['below', scope?.ref, direct],
    queryFn: () => readBelow(catalog, scope!.ref, direct),
    enabled: scope !== undefined && direct.length > 0,
    // The organisation hardly changes; the catalog need not be asked with the figures.
    staleTime: Infinity,
    refetchInterval: false,
  });
  const refs = direct.length > 0 ? below.data?.refs : scope && [scope.ref];
  return {
    scope,
    /** What usage is narrowed to; undefined until it is known. */
    filters:
      scope && refs
        ? ({ [scope.dimension]: refs } satisfies DimensionFilters)
        : undefined,
    /** How many groups or systems below are counted in. */
    below: refs ? refs.length - 1 : 0,
    truncated: below.data?.truncated ?? false,
    error: below.error,
    retry: below.refetch,
  };
}
