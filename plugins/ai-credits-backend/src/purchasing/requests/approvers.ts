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
  BudgetCaller,
  groupsAbove,
  isDepartment,
  mayDecide,
  Organisation,
  Scope,
} from '../../budgets';

/**
 * Who can decide on requests about a scope, as entity refs: the nearest
 * department above it, whose direct members lead it, and those whom the
 * configuration names as admins. Scopes beside the organisation are the admins'.
 */
export function approversOf(
  scope: Scope,
  organisation: Organisation,
  adminContacts: readonly string[],
): string[] {
  const department = groupsAbove(scope, organisation).find(ref =>
    isDepartment(ref, organisation),
  );
  return [
    ...new Set([
      ...(department === undefined ? [] : [department]),
      ...adminContacts,
    ]),
  ];
}

/**
 * The people to tell of a new request: the direct members of the approvers'
 * groups who may decide on it. Members of teams further down are left alone.
 */
export function peopleToAsk(
  request: { scope: Scope; requestedBy: string },
  organisation: Organisation,
  adminContacts: readonly string[],
): string[] {
  const { directory } = organisation;
  const approvers = approversOf(request.scope, organisation, adminContacts);
  const admins = new Set(adminContacts);
  return [...directory.users]
    .filter(([user, { groups }]) => {
      const caller: BudgetCaller = {
        user,
        admin: admins.has(user) || groups.some(group => admins.has(group)),
      };
      return (
        (approvers.includes(user) ||
          groups.some(group => approvers.includes(group))) &&
        mayDecide(caller, request, organisation)
      );
    })
    .map(([user]) => user)
    .sort();
}
