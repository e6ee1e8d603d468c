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

import { BudgetPeriod } from 'backstage-plugin-ai-credits-common';
import { pathToRoot, primaryTeam } from '../attribution';
import { StoredBudget } from '../ledger/api';
import {
  divisionKey,
  divisions,
  isGroup,
  Organisation,
  parentDivision,
  Scope,
} from './hierarchy';

/** A scope of the organisation with what it was given. */
export interface TreeNode {
  scope: Scope;
  parent?: string;
  depth: number;
  budget?: StoredBudget;
  used: bigint;
  children?: { allocated: bigint; unallocated: bigint };
}

export interface Tree {
  /** Depth first: each node directly after what it is below of; groups before people, by name. */
  nodes: TreeNode[];
  /** Budgets with no budget of the organisation above them. */
  topmost: StoredBudget[];
  /** False when people without a budget were left out for the length. */
  complete: boolean;
}

/** Allocations of all groups and people, from one list of budgets. */
type Entry = StoredBudget & {
  scopeKind: StoredBudget['scope']['kind'];
  scopeRef: string;
};

/**
 * The organisation as a tree. A person stands below the team that pays for
 * them. Groups whose parent is not shown, or whose parents go round in a
 * circle, stand at the top.
 *
 * @param options.budgets - every budget of the account, shown or not: what is
 *   left to allocate must not depend on who looks
 * @param options.used - credits by direct team and by person, for scopes
 *   without a budget; a group counts all teams below it
 */
export function buildTree(options: {
  organisation: Organisation;
  budgets: readonly StoredBudget[];
  period: BudgetPeriod;
  isVisible: (scope: Scope) => boolean;
  under?: string;
  used: {
    teams: ReadonlyMap<string, bigint>;
    users: ReadonlyMap<string, bigint>;
  };
  limit: number;
}): Tree {
  const { organisation, isVisible, limit, period, under, used } = options;
  const { directory, groupTypes } = organisation;
  const entries: Entry[] = options.budgets
    .filter(budget => budget.period === period)
    .map(budget => ({
      ...budget,
      scopeKind: budget.scope.kind,
      scopeRef: budget.scope.ref,
    }));
  const budgetOf = new Map<string, Entry>();
  for (const entry of entries) {
    if (isGroup(entry.scope) || entry.scopeKind === 'user') {
      budgetOf.set(entry.scopeRef, entry);
    }
  }
  const divided = divisions(entries, organisation);

  const groupScope = (ref: string): Scope => ({
    kind:
      budgetOf.get(ref)?.scopeKind ??
      (groupTypes.team.includes(directory.groups.get(ref)?.type ?? '')
        ? 'team'
        : 'department'),
    ref,
  });
  const inside = (ref: string) =>
    under === undefined || pathToRoot(ref, directory).includes(under);
  const groups = [...directory.groups.keys()]
    .filter(ref => inside(ref) && isVisible(groupScope(ref)))
    .sort();
  const shown = new Set(groups);
  const below = new Map<string | undefined, string[]>();
  for (const ref of groups) {
    const parent = directory.groups.get(ref)?.parent;
    const at =
      ref !== under && parent !== undefined && shown.has(parent)
        ? parent
        : undefined;
    addTo(below, at, ref);
  }
  const people = new Map<string | undefined, string[]>();
  for (const ref of [...directory.users.keys()].sort()) {
    const team = primaryTeam(ref, directory, groupTypes);
    const at = team !== undefined && shown.has(team) ? team : undefined;
    const wanted = under === undefined || at !== undefined;
    if (wanted && isVisible({ kind: 'user', ref })) {
      addTo(people, at, ref);
    }
  }
  const count = (map: ReadonlyMap<unknown, readonly string[]>) =>
    [...map.values()].reduce((sum, list) => sum + list.length, 0);
  const complete = groups.length + count(people) <= limit;

  const nodes: TreeNode[] = [];
  const visited = new Set<string>();
  const addPeople = (at: string | undefined, depth: number) => {
    for (const ref of people.get(at) ?? []) {
      const budget = budgetOf.get(ref);
      if (complete || budget) {
        nodes.push({
          scope: { kind: 'user', ref },
          parent: at,
          depth,
          budget,
          used: budget?.used ?? used.users.get(ref) ?? 0n,
        });
      }
    }
  };
  /** Adds a group with all below it; what it used comes back. */
  const addGroup = (
    ref: string,
    parent: string | undefined,
    depth: number,
  ): bigint => {
    visited.add(ref);
    const budget = budgetOf.get(ref);
    const division = divided.get(divisionKey(period, ref));
    const node: TreeNode = {
      scope: groupScope(ref),
      parent,
      depth,
      budget,
      used: 0n,
      ...(division && {
        children: {
          allocated: division.allocated,
          unallocated: division.parent.credits - division.allocated,
        },
      }),
    };
    nodes.push(node);
    let sum = used.teams.get(ref) ?? 0n;
    for (const child of below.get(ref) ?? []) {
      if (!visited.has(child)) {
        sum += addGroup(child, ref, depth + 1);
      }
    }
    addPeople(ref, depth + 1);
    node.used = budget?.used ?? sum;
    return sum;
  };
  for (const ref of [...(below.get(undefined) ?? []), ...groups]) {
    if (!visited.has(ref)) {
      addGroup(ref, undefined, 0);
    }
  }
  addPeople(undefined, 0);

  const listed = new Set(nodes.flatMap(({ budget }) => budget?.id ?? []));
  const topmost = nodes.flatMap(({ budget, scope }) => {
    const entry = scope.kind === 'user' ? undefined : budgetOf.get(scope.ref);
    const above =
      entry && parentDivision(entry, divided, organisation)?.parent.id;
    return budget && entry && (above === undefined || !listed.has(above))
      ? [budget]
      : [];
  });
  return { nodes: nodes.slice(0, limit), topmost, complete };
}

function addTo<K>(map: Map<K, string[]>, key: K, value: string): void {
  const list = map.get(key);
  if (list) {
    list.push(value);
  } else {
    map.set(key, [value]);
  }
}
