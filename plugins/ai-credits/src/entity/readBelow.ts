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
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { hasBelow, refsBelow } from './scope';

/** The most values of one filter that the server takes. */
export const MOST_REFS = 100;

/** An entity and all that is below it, as far as one question can name it. */
export interface Below {
  /** The entity itself first. */
  refs: string[];
  /** More is below than one question can name. */
  truncated: boolean;
}

/** Reads what is below a group or a domain, one level at a time, from the catalog. */
export async function readBelow(
  catalog: Pick<typeof catalogApiRef.T, 'getEntitiesByRefs'>,
  ref: string,
  direct: readonly string[],
): Promise<Below> {
  const found = new Set([ref]);
  let level = [...direct];
  while (level.length > 0 && found.size <= MOST_REFS) {
    const fresh = [...new Set(level)].filter(each => !found.has(each));
    fresh.forEach(each => found.add(each));
    const inner = fresh.filter(hasBelow).slice(0, MOST_REFS);
    const { items } = inner.length
      ? await catalog.getEntitiesByRefs({
          entityRefs: inner,
          fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
        })
      : { items: [] };
    level = items
      .filter((item): item is Entity => item !== undefined)
      .flatMap(refsBelow);
  }
  const refs = [...found];
  return {
    refs: refs.slice(0, MOST_REFS),
    truncated: refs.length > MOST_REFS,
  };
}
