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

import type { UsageFlag } from '../database/vocabulary';
import { Directory } from './Directory';

/** What an event names of who and what it was for. */
export interface NamedParties {
  user?: string;
  team?: string;
  service?: string;
  project?: string;
}

/** Who pays. */
export interface Attribution extends NamedParties {
  department?: string;
  /** Groups from the team up to the root. */
  path: readonly string[];
  flags: readonly UsageFlag[];
}

/** Values of a group's `spec.type`, by what they mean. */
export interface GroupTypes {
  team: readonly string[];
  department: readonly string[];
}

/** Longer chains of parents than any organisation has. */
const MAX_PATH = 32;

/**
 * Finds who pays for an event. What the event names always wins; the rest is
 * derived:
 *
 * - project: the system of the service;
 * - team: the owner of the service, else the person's team, else the owner of
 *   the project. Where a person owns, it is that person's team;
 * - department: the nearest group from the team upwards whose type is a
 *   department's, else the topmost one.
 *
 * Refs that the catalog does not know are kept and flagged. When no team is
 * named or found, the event is flagged as unattributed.
 */
export function attribute(
  named: NamedParties,
  directory: Directory,
  groupTypes: GroupTypes,
): Attribution {
  const flags: UsageFlag[] = [];
  const { user } = named;
  const person = user === undefined ? undefined : directory.users.get(user);
  if (user !== undefined && !person) {
    flags.push('unknown-user');
  }
  const service =
    named.service === undefined
      ? undefined
      : directory.services.get(named.service);
  if (named.service !== undefined && !service) {
    flags.push('unknown-service');
  }
  const project = named.project ?? service?.system;
  if (named.project !== undefined && !directory.projects.has(named.project)) {
    flags.push('unknown-project');
  }

  const owningTeam = (owner: string | undefined) =>
    owner === undefined || owner.startsWith('group:')
      ? owner
      : primaryTeam(owner, directory, groupTypes);
  const team =
    named.team ??
    owningTeam(service?.owner) ??
    (user === undefined
      ? undefined
      : primaryTeam(user, directory, groupTypes)) ??
    owningTeam(project && directory.projects.get(project)?.owner);
  if (team === undefined) {
    flags.push('unattributed');
  } else if (!directory.groups.has(team)) {
    flags.push('unknown-team');
  }

  const path = team === undefined ? [] : pathToRoot(team, directory);
  return {
    user,
    team,
    department: departmentOf(path, directory, groupTypes),
    path,
    service: named.service,
    project,
    flags,
  };
}

/**
 * The team that stands for a person: the first by name of the teams they are a
 * direct member of, or of their groups where none of these is a team.
 */
export function primaryTeam(
  user: string,
  directory: Directory,
  groupTypes: GroupTypes,
): string | undefined {
  const groups = directory.users.get(user)?.groups ?? [];
  return (
    groups.find(ref => hasType(ref, directory, groupTypes.team)) ?? groups[0]
  );
}

/** Groups from a team up to the root. A cycle of parents ends where it would begin again. */
export function pathToRoot(team: string, directory: Directory): string[] {
  const path = [team];
  let parent = directory.groups.get(team)?.parent;
  while (
    parent !== undefined &&
    path.length < MAX_PATH &&
    !path.includes(parent)
  ) {
    path.push(parent);
    parent = directory.groups.get(parent)?.parent;
  }
  return path;
}

/** The department of a path: the nearest group of that type, else the topmost group that the catalog knows. */
export function departmentOf(
  path: readonly string[],
  directory: Directory,
  groupTypes: GroupTypes,
): string | undefined {
  return (
    path.find(ref => hasType(ref, directory, groupTypes.department)) ??
    [...path].reverse().find(ref => directory.groups.has(ref))
  );
}

function hasType(
  ref: string,
  directory: Directory,
  types: readonly string[],
): boolean {
  const type = directory.groups.get(ref)?.type;
  return type !== undefined && types.includes(type);
}
