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

/** How many of each a generated company has. */
export interface CompanySize {
  departments: number;
  teams: number;
  users: number;
  services: number;
  systems: number;
}

/** Of the size that a large organisation has. */
export const LARGE_COMPANY: CompanySize = {
  departments: 8,
  teams: 200,
  users: 2_000,
  services: 500,
  systems: 60,
};

export const departmentRef = (n: number) => `group:default/department-${n}`;
export const teamRef = (n: number) => `group:default/team-${n}`;
export const userRef = (n: number) => `user:default/user-${n}`;
export const serviceRef = (n: number) => `component:default/service-${n}`;
export const systemRef = (n: number) => `system:default/system-${n}`;

/** Where everything belongs: user n to team n modulo teams, and so on up. */
export const teamOfUser = (user: number, size: CompanySize) =>
  user % size.teams;
export const departmentOfTeam = (team: number, size: CompanySize) =>
  team % size.departments;

/** A catalog with relations filled in, as the catalog backend would answer. */
export function companyEntities(size: CompanySize): Entity[] {
  const entities: Entity[] = [];
  const add = (
    kind: string,
    ref: string,
    type: string,
    relations: Array<[type: string, targetRef: string]>,
  ) =>
    entities.push({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: ref.split('/')[1], namespace: 'default' },
      spec: { type },
      relations: relations.map(([name, targetRef]) => ({
        type: name,
        targetRef,
      })),
    });
  for (let n = 0; n < size.departments; n++) {
    add('Group', departmentRef(n), 'department', []);
  }
  for (let n = 0; n < size.teams; n++) {
    add('Group', teamRef(n), 'team', [
      ['childOf', departmentRef(departmentOfTeam(n, size))],
    ]);
  }
  for (let n = 0; n < size.users; n++) {
    add('User', userRef(n), 'user', [
      ['memberOf', teamRef(teamOfUser(n, size))],
    ]);
  }
  for (let n = 0; n < size.systems; n++) {
    add('System', systemRef(n), 'product', [
      ['ownedBy', teamRef(n % size.teams)],
    ]);
  }
  for (let n = 0; n < size.services; n++) {
    add('Component', serviceRef(n), 'service', [
      ['ownedBy', teamRef(n % size.teams)],
      ['partOf', systemRef(n % size.systems)],
    ]);
  }
  return entities;
}
