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

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

/** An entity that can be chosen. */
export interface EntityOption {
  ref: string;
  /** Its display name, with what tells it from others of the same name. */
  label: string;
}

const MOST = 30;

/** A ref as a chosen value shows it before its title is known. */
export function nameOf(ref: string): string {
  try {
    const { kind, name, namespace } = parseEntityRef(ref);
    const short = namespace === 'default' ? name : `${namespace}/${name}`;
    return kind === 'group' || kind === 'user' ? short : `${short} (${kind})`;
  } catch {
    return ref;
  }
}

/** Entities of some kinds whose name or title holds a term, as the catalog finds them. */
export function useEntitySearch(
  kinds: readonly string[],
  search: string,
): { options: EntityOption[]; loading: boolean } {
  const catalog = useApiHolder().get(catalogApiRef);
  const term = search.trim();
  const found = useQuery({
    queryKey: ['report-entities', kinds.join(), term],
    queryFn: async (): Promise<EntityOption[]> => {
      const { items } = await catalog!.queryEntities({
        filter: { kind: [...kinds] },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.profile.displayName',
        ],
        limit: MOST,
        ...(term
          ? {
              fullTextFilter: {
                term,
                fields: [
                  'metadata.name',
                  'metadata.title',
                  'spec.profile.displayName',
                ],
              },
            }
          : {}),
      });
      return items.map(entity => {
        const ref = stringifyEntityRef(entity);
        const profile = entity.spec?.profile as
          | { displayName?: string }
          | undefined;
        const title = profile?.displayName ?? entity.metadata.title;
        const name = nameOf(ref);
        return { ref, label: title ? `${title} (${name})` : name };
      });
    },
    enabled: catalog !== undefined && kinds.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
  return { options: found.data ?? [], loading: found.isFetching };
}
