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

import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** How long the portal goes by what the catalog said. */
const KEPT_MS = 60_000;
/** Groups that are remembered; past it all are asked for again. */
const MOST_KEPT = 10_000;

/** Tells who leads a department: a direct member of the department's own group. */
export class DepartmentLeads {
  readonly #options: Parameters<typeof DepartmentLeads.create>[0];
  readonly #known = new Map<string, { department: boolean; until: number }>();

  static create(options: {
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
    auth: AuthService;
    /** What the catalog calls departments, as AI credits counts them. */
    groupTypes: readonly string[];
    now?: () => number;
  }): DepartmentLeads {
    return new DepartmentLeads(options);
  }

  private constructor(options: Parameters<typeof DepartmentLeads.create>[0]) {
    this.#options = options;
  }

  /**
   * Whether one of a person's groups is a department.
   *
   * @param refs - what the person owns things as; only groups count
   */
  async leadsAny(refs: readonly string[]): Promise<boolean> {
    const { auth, catalog, groupTypes, now = Date.now } = this.#options;
    const groups = refs.filter(ref => ref.startsWith('group:'));
    const at = now();
    const missing = groups.filter(ref => !(this.#known.get(ref)?.until! > at));
    if (missing.length > 0) {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: missing, fields: ['kind', 'spec.type'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      if (this.#known.size > MOST_KEPT) {
        this.#known.clear();
      }
      for (const [i, ref] of missing.entries()) {
        const type = items[i]?.spec?.type;
        this.#known.set(ref, {
          department:
            typeof type === 'string' &&
            groupTypes.includes(type.toLocaleLowerCase('en-US')),
          until: at + KEPT_MS,
        });
      }
    }
    return groups.some(ref => this.#known.get(ref)?.department);
  }
}
