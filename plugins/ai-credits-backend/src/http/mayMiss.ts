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

import { Directory, pathToRoot } from '../attribution';
import { Question, VisibleUsage } from '../usage/api';

/**
 * Whether usage that fits some filters may be missing from what a caller sees:
 * no filter keeps to people, teams or departments of which the caller sees all.
 * It is told from the filters alone, so it gives away nothing about usage.
 */
export function mayMiss(
  filters: Question['filters'],
  visible: VisibleUsage,
  directory: Directory,
): boolean {
  if (visible.kind === 'all') {
    return false;
  }
  const users = new Set(visible.users);
  const teams = new Set(visible.teams);
  const departments = new Set(visible.departments);
  // A department is seen with every group below it.
  const isBelow = (ref: string) =>
    pathToRoot(ref, directory).some(group => departments.has(group));
  const isSeen = {
    user: (ref: string) => users.has(ref),
    team: (ref: string) => teams.has(ref) || isBelow(ref),
    department: isBelow,
  };
  return !(['user', 'team', 'department'] as const).some(name =>
    filters[name]?.every(ref => isSeen[name](ref.toLocaleLowerCase('en-US'))),
  );
}
