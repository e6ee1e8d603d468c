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

import { Directory, departmentOf, pathToRoot } from '../attribution';
import { Organisation, Scope } from '../budgets';
import { AlertKindConfig } from '../config';
import { Notice } from './types';

/** Whom a kind of alert is told; as `aiCredits.alerts.kinds` has it. */
export type RecipientsRule = AlertKindConfig['recipients'];

/**
 * The people to tell, as entity refs. The owners are those who answer for a
 * scope: a person, the direct members of a team and of the nearest department
 * above it, who lead it, the owners of a service or project; members of groups
 * further down are left alone. The admins where the rule comes to nobody.
 * Whoever else is named by the alert is told as well.
 */
export function peopleToTell(
  { about, also = [] }: Pick<Notice, 'about' | 'also'>,
  organisation: Organisation,
  adminContacts: readonly string[],
  rule: RecipientsRule = ['owners'],
): string[] {
  const groups = rule.flatMap(each => {
    switch (each) {
      case 'owners':
        return about ? groupsOf(about, organisation) : [];
      case 'admins':
        return adminContacts;
      default:
        return [each];
    }
  });
  const people = [...(groups.length ? groups : adminContacts), ...also].flatMap(
    ref => membersOf(ref, organisation.directory),
  );
  return [...new Set(people)].sort();
}

function groupsOf(
  { kind, ref }: Scope,
  { directory, groupTypes }: Organisation,
): string[] {
  const some = (found: string | undefined) =>
    found === undefined ? [] : [found];
  switch (kind) {
    case 'user':
      return directory.users.has(ref) ? [ref] : [];
    case 'team':
      return directory.groups.has(ref)
        ? [
            ref,
            ...some(
              departmentOf(pathToRoot(ref, directory), directory, groupTypes),
            ),
          ]
        : [];
    case 'department':
      return directory.groups.has(ref) ? [ref] : [];
    case 'service':
      return some(directory.services.get(ref)?.owner);
    case 'project':
      return some(directory.projects.get(ref)?.owner);
    default:
      return [];
  }
}

/** Direct members by group; a directory never changes, a new one takes its place. */
const memberships = new WeakMap<Directory, Map<string, string[]>>();

/** The direct members of a group; whatever else it is, itself. */
function membersOf(ref: string, directory: Directory): string[] {
  let members = memberships.get(directory);
  if (!members) {
    members = new Map();
    for (const [user, { groups }] of directory.users) {
      for (const group of groups) {
        members.set(group, [...(members.get(group) ?? []), user]);
      }
    }
    memberships.set(directory, members);
  }
  // A group of groups is left to the notifications to resolve.
  return members.get(ref) ?? [ref];
}
