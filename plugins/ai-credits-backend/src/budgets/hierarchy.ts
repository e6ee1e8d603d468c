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
  BudgetPeriod,
  BudgetScopeKind,
} from 'backstage-plugin-ai-credits-common';
import { Directory, GroupTypes, pathToRoot, primaryTeam } from '../attribution';

/** What a budget is about. */
export interface Scope {
  kind: BudgetScopeKind;
  ref: string;
}

/** The organisation as the catalog tells it. */
export interface Organisation {
  directory: Directory;
  groupTypes: GroupTypes;
}

/** Teams and departments: what an allocation is divided among. */
export function isGroup(scope: Scope): boolean {
  return scope.kind === 'team' || scope.kind === 'department';
}

/** Whether the catalog calls a group a department. */
export function isDepartment(
  ref: string,
  { directory, groupTypes }: Organisation,
): boolean {
  const type = directory.groups.get(ref)?.type;
  return type !== undefined && groupTypes.department.includes(type);
}

/**
 * Groups strictly above a scope, nearest first: those above a group, the team
 * of a person and those above it. None for other scopes.
 */
export function groupsAbove(
  scope: Scope,
  organisation: Organisation,
): string[] {
  const { directory, groupTypes } = organisation;
  if (isGroup(scope)) {
    return pathToRoot(scope.ref, directory).slice(1);
  }
  if (scope.kind === 'user') {
    const team = primaryTeam(scope.ref, directory, groupTypes);
    return team === undefined ? [] : pathToRoot(team, directory);
  }
  return [];
}

/** A budget, as far as the hierarchy of allocations is concerned. */
export interface Allocation {
  scopeKind: BudgetScopeKind;
  scopeRef: string;
  period: BudgetPeriod;
  credits: bigint;
}

/** What a group with a budget has given to the groups below it. */
export interface Division<T extends Allocation> {
  parent: T;
  /** The nearest budgets below, of groups; people's limits are ceilings and divide nothing. */
  children: T[];
  allocated: bigint;
}

/**
 * How the allocations of groups divide up, by `period ref`. A budget belongs to
 * the nearest group above that has one of the same period, so a level without
 * budgets is passed over. Where parents go round in a circle, the groups of the
 * circle are nobody's children of each other.
 */
export function divisions<T extends Allocation>(
  budgets: readonly T[],
  organisation: Organisation,
): Map<string, Division<T>> {
  const found = new Map<string, Division<T>>();
  const groups = budgets.filter(budget => isGroup(scopeOf(budget)));
  for (const budget of groups) {
    const key = divisionKey(budget.period, budget.scopeRef);
    const other = found.get(key);
    // A group may have a budget as a team and one as a department: the smaller one is its limit.
    if (!other || budget.credits < other.parent.credits) {
      found.set(key, { parent: budget, children: [], allocated: 0n });
    }
  }
  for (const division of found.values()) {
    const above = parentDivision(division.parent, found, organisation);
    if (above) {
      above.children.push(division.parent);
      above.allocated += division.parent.credits;
    }
  }
  return found;
}

/** The division that a budget is a part of: of a person's limit too, though it takes nothing from it. */
export function parentDivision<T extends Allocation>(
  budget: T,
  all: ReadonlyMap<string, Division<T>>,
  organisation: Organisation,
): Division<T> | undefined {
  for (const ref of groupsAbove(scopeOf(budget), organisation)) {
    const division = all.get(divisionKey(budget.period, ref));
    const circular =
      isGroup(scopeOf(budget)) &&
      pathToRoot(ref, organisation.directory).includes(budget.scopeRef);
    if (division && !circular) {
      return division;
    }
  }
  return undefined;
}

export function divisionKey(period: BudgetPeriod, ref: string): string {
  return `${period} ${ref}`;
}

export function scopeOf(budget: Allocation): Scope {
  return { kind: budget.scopeKind, ref: budget.scopeRef };
}
