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
import {
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Directory } from './Directory';

const PAGE_SIZE = 500;

type Entries<Part extends keyof Directory> = Map<
  string,
  Directory[Part] extends ReadonlyMap<string, infer Entry> ? Entry : never
>;

/**
 * Reads the directory from the software catalog, page by page, with the
 * plugin's own credentials and only the fields that attribution needs.
 */
export async function readDirectory(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<Directory> {
  const users: Entries<'users'> = new Map();
  const groups: Entries<'groups'> = new Map();
  const services: Entries<'services'> = new Map();
  const projects: Entries<'projects'> = new Map();

  const pages = options.catalog.streamEntities(
    {
      filter: {
        kind: [
          'User',
          'Group',
          'Component',
          'API',
          'Resource',
          'AIResource',
          'System',
          'Domain',
        ],
      },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'spec.profile.displayName',
        'spec.type',
        'relations',
      ],
      pageSize: PAGE_SIZE,
    },
    { credentials: await options.auth.getOwnServiceCredentials() },
  );
  for await (const page of pages) {
    for (const entity of page) {
      const ref = stringifyEntityRef(entity);
      const title = titleOf(entity);
      const titled = title === undefined ? {} : { title };
      switch (entity.kind.toLocaleLowerCase('en-US')) {
        case 'user':
          users.set(ref, {
            ...titled,
            groups: targets(entity, RELATION_MEMBER_OF, 'group').sort(),
          });
          break;
        case 'group':
          groups.set(ref, {
            ...titled,
            type: typeOf(entity),
            parent: targets(entity, RELATION_CHILD_OF, 'group')[0],
          });
          break;
        case 'system':
        case 'domain':
          projects.set(ref, {
            ...titled,
            owner: targets(entity, RELATION_OWNED_BY)[0],
            domain: targets(entity, RELATION_PART_OF, 'domain')[0],
          });
          break;
        default:
          services.set(ref, {
            ...titled,
            owner: targets(entity, RELATION_OWNED_BY)[0],
            system: targets(entity, RELATION_PART_OF, 'system')[0],
          });
      }
    }
  }
  return { users, groups, services, projects };
}

function targets(entity: Entity, type: string, kind?: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef.toLocaleLowerCase('en-US'))
    .filter(ref => kind === undefined || parseEntityRef(ref).kind === kind);
}

/** A person's or a group's display name, else the title. */
function titleOf({ metadata, spec }: Entity): string | undefined {
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  const name = profile?.displayName;
  return typeof name === 'string' && name ? name : metadata.title;
}

function typeOf(entity: Entity): string | undefined {
  const type = entity.spec?.type;
  return typeof type === 'string' ? type.toLocaleLowerCase('en-US') : undefined;
}
