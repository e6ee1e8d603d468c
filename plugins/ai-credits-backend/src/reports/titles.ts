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

import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';

/** Names that are looked up at most, the first ones first. */
const MAX_REFS = 500;

/** The names that the catalog has for entity refs; those it does not know are left out. */
export type ReadTitles = (
  refs: readonly string[],
) => Promise<Record<string, string>>;

/** Names from the catalog: a person's display name, else the title. */
export function createTitleReader(options: {
  catalog: CatalogService;
  auth: AuthService;
}): ReadTitles {
  const { auth, catalog } = options;
  return async refs => {
    const entityRefs = refs.slice(0, MAX_REFS);
    if (!entityRefs.length) {
      return {};
    }
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs,
        fields: ['kind', 'metadata', 'spec.profile'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    const titles: Record<string, string> = {};
    items.forEach((entity, i) => {
      const title = entity && nameOf(entity);
      if (title) {
        titles[entityRefs[i]] = title;
      }
    });
    return titles;
  };
}

function nameOf({ metadata, spec }: Entity): string | undefined {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  return typeof profile?.displayName === 'string' && profile.displayName
    ? profile.displayName
    : metadata.title;
}
