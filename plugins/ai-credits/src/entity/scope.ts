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

import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { BudgetScopeKind } from 'backstage-plugin-ai-credits-common';

/** What an entity is to usage: the dimension that it is a value of. */
export interface EntityScope {
  dimension: 'service' | 'project' | 'team' | 'user';
  /** In lower case, as usage stores it. */
  ref: string;
  /** The budgets that can be its own. */
  budgetKinds: readonly BudgetScopeKind[];
}

const dimensions: Record<string, EntityScope['dimension']> = {
  component: 'service',
  api: 'service',
  resource: 'service',
  system: 'project',
  domain: 'project',
  group: 'team',
  user: 'user',
};

const kindOf = (entity: Entity) => entity.kind.toLocaleLowerCase('en-US');

/** What an entity is to usage; undefined for kinds that use nothing. */
export function scopeOf(entity: Entity): EntityScope | undefined {
  const dimension = dimensions[kindOf(entity)];
  return (
    dimension && {
      dimension,
      ref: stringifyEntityRef(getCompoundEntityRef(entity)),
      // Which of the two a group is follows from its type, which the server knows.
      budgetKinds: dimension === 'team' ? ['team', 'department'] : [dimension],
    }
  );
}

/** Whose usage is a group's or a domain's too: what relation leads to it, and of which kinds. */
const below: Record<string, { relation: string; kinds: readonly string[] }> = {
  group: { relation: RELATION_PARENT_OF, kinds: ['group'] },
  domain: { relation: RELATION_HAS_PART, kinds: ['system', 'domain'] },
};

/** The refs of what is directly below an entity. */
export function refsBelow(entity: Entity): string[] {
  const rule = below[kindOf(entity)];
  return (entity.relations ?? [])
    .filter(({ type }) => type === rule?.relation)
    .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US'))
    .filter(ref => rule.kinds.includes(parseEntityRef(ref).kind));
}

/** Whether something can be below what a ref names. */
export function hasBelow(ref: string): boolean {
  return parseEntityRef(ref).kind in below;
}

/** The refs of who owns an entity: who can tell more about it. */
export function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}
