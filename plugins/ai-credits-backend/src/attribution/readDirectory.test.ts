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

import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readDirectory } from './readDirectory';

function entity(
  kind: string,
  name: string,
  type?: string,
  relations: Record<string, string[]> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: type === undefined ? {} : { type },
    relations: Object.entries(relations).flatMap(([relation, refs]) =>
      refs.map(targetRef => ({ type: relation, targetRef })),
    ),
  };
}

function titled(named: Entity, title: string): Entity {
  return { ...named, metadata: { ...named.metadata, title } };
}

describe('readDirectory', () => {
  it('reads people, groups, services and projects by their relations', async () => {
    const people = Array.from({ length: 1_200 }, (_, i) =>
      entity('User', `p${i}`, undefined, {
        memberOf: ['group:default/Payments'],
      }),
    );
    const directory = await readDirectory({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({
        entities: [
          ...people,
          entity('Group', 'payments', 'Team', {
            childOf: ['group:default/commerce'],
            hasMember: ['user:default/p0'],
          }),
          entity('Component', 'checkout', 'service', {
            ownedBy: ['group:default/payments'],
            partOf: ['component:default/parent', 'system:default/shop'],
          }),
          entity('API', 'checkout', 'openapi', {
            ownedBy: ['user:default/p0'],
          }),
          entity('System', 'shop', undefined, {
            ownedBy: ['group:default/payments'],
            partOf: ['domain:default/retail'],
          }),
          entity('Location', 'ignored'),
          {
            ...entity('User', 'jo'),
            spec: { profile: { displayName: 'Jo Example' } },
          },
          titled(entity('Component', 'till'), 'Till'),
        ],
      }),
    });
    expect(directory.users.size).toBe(1_201);
    expect(directory.users.get('user:default/jo')).toEqual({
      groups: [],
      title: 'Jo Example',
    });
    expect(directory.users.get('user:default/p1199')).toEqual({
      groups: ['group:default/payments'],
    });
    expect([...directory.groups]).toEqual([
      [
        'group:default/payments',
        { type: 'team', parent: 'group:default/commerce' },
      ],
    ]);
    expect(Object.fromEntries(directory.services)).toEqual({
      'component:default/checkout': {
        owner: 'group:default/payments',
        system: 'system:default/shop',
      },
      'api:default/checkout': { owner: 'user:default/p0', system: undefined },
      'component:default/till': { title: 'Till' },
    });
    expect([...directory.projects]).toEqual([
      [
        'system:default/shop',
        { owner: 'group:default/payments', domain: 'domain:default/retail' },
      ],
    ]);
  });
});
