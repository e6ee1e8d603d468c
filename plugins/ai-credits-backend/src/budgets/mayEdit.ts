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

import { pathToRoot } from '../attribution';
import {
  groupsAbove,
  isDepartment,
  isGroup,
  Organisation,
  Scope,
} from './hierarchy';
import { isOwnLimit } from './ownLimit';

/** Who asks, as far as budgets are concerned. */
export interface BudgetCaller {
  /** Absent for a machine. */
  user?: string;
  /** Manages budgets, all of them. */
  admin: boolean;
}

/**
 * Whether a caller may change a scope's allocation. Admins change every one,
 * their own downwards only, see {@link raisedOwnLimit}.
 * Who leads a department, as a direct member of its group in the catalog,
 * changes those of the groups and people below it: never the department's own,
 * that of another department they lead, their own, or that of somebody who
 * leads a department with them. So nobody raises their own limit.
 */
export function mayEdit(
  caller: BudgetCaller,
  scope: Scope,
  organisation: Organisation,
): boolean {
  if (caller.admin) {
    return true;
  }
  const { directory } = organisation;
  const led = ledBy(caller.user, organisation);
  if (scope.kind === 'user') {
    const groups = directory.users.get(scope.ref)?.groups;
    if (!groups || scope.ref === caller.user) {
      return false;
    }
    if (groups.some(group => led.has(group))) {
      return false;
    }
  } else if (!isGroup(scope) || !directory.groups.has(scope.ref)) {
    return false;
  }
  // The kind is only a name: a department asked for as a team is the same group.
  return (
    !led.has(scope.ref) &&
    groupsAbove(scope, organisation).some(group => led.has(group))
  );
}

/** Whether a caller may decide on a request: as they may edit, and never on what they asked for or on their own limit. */
export function mayDecide(
  caller: BudgetCaller,
  request: { scope: Scope; requestedBy: string },
  organisation: Organisation,
): boolean {
  return (
    request.requestedBy !== caller.user &&
    !isOwnLimit(caller, request.scope) &&
    mayEdit(caller, request.scope, organisation)
  );
}

/**
 * Whether a person may ask for more for a scope: for themselves, for the groups
 * they are in and those above, for services and projects that these own, and
 * for products and models, which are everybody's. Also for what they may edit.
 */
export function mayRequest(
  caller: BudgetCaller,
  scope: Scope,
  organisation: Organisation,
): boolean {
  const { user } = caller;
  if (user === undefined) {
    return false;
  }
  const { directory } = organisation;
  const concerned = (owner: string | undefined) =>
    owner === user ||
    (owner !== undefined &&
      (directory.users.get(user)?.groups ?? []).some(group =>
        pathToRoot(group, directory).includes(owner),
      ));
  const own = () => {
    switch (scope.kind) {
      case 'user':
      case 'team':
      case 'department':
        return concerned(scope.ref);
      case 'service':
        return concerned(directory.services.get(scope.ref)?.owner);
      case 'project':
        return concerned(directory.projects.get(scope.ref)?.owner);
      default:
        return true;
    }
  };
  return own() || mayEdit(caller, scope, organisation);
}

/** Departments that a person is a direct member of in the catalog. */
export function ledBy(
  user: string | undefined,
  organisation: Organisation,
): Set<string> {
  const groups =
    user === undefined
      ? []
      : organisation.directory.users.get(user)?.groups ?? [];
  return new Set(groups.filter(group => isDepartment(group, organisation)));
}

/**
 * Every team, department and person whose allocation a lead may change, for
 * queries that are narrowed to them. Undefined for an admin: all.
 */
export function editableScopes(
  caller: BudgetCaller,
  organisation: Organisation,
): Scope[] | undefined {
  if (caller.admin) {
    return undefined;
  }
  if (ledBy(caller.user, organisation).size === 0) {
    return [];
  }
  const { groups, users } = organisation.directory;
  const scopes: Scope[] = [
    ...[...groups.keys()].flatMap(ref => [
      { kind: 'team' as const, ref },
      { kind: 'department' as const, ref },
    ]),
    ...[...users.keys()].map(ref => ({ kind: 'user' as const, ref })),
  ];
  return scopes.filter(scope => mayEdit(caller, scope, organisation));
}
