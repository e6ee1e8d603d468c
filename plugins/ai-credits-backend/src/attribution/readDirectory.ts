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

/**
 * Reads the directory from the software catalog, page by page, with the
 * plugin's own credentials and only the fields that attribution needs.
 */
export async function readDirectory(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<Directory> {
  const users = new Map<string, { groups: string[] }>();
  const groups = new Map<string, { type?: string; parent?: string }>();
  const services = new Map<string, { owner?: string; system?: string }>();
  const projects = new Map<string, { owner?: string; domain?: string }>();

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
      switch (entity.kind.toLocaleLowerCase('en-US')) {
        case 'user':
          users.set(ref, {
            groups: targets(entity, RELATION_MEMBER_OF, 'group').sort(),
          });
          break;
        case 'group':
          groups.set(ref, {
            type: typeOf(entity),
            parent: targets(entity, RELATION_CHILD_OF, 'group')[0],
          });
          break;
        case 'system':
        case 'domain':
          projects.set(ref, {
            owner: targets(entity, RELATION_OWNED_BY)[0],
            domain: targets(entity, RELATION_PART_OF, 'domain')[0],
          });
          break;
        default:
          services.set(ref, {
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

function typeOf(entity: Entity): string | undefined {
  const type = entity.spec?.type;
  return typeof type === 'string' ? type.toLocaleLowerCase('en-US') : undefined;
}
