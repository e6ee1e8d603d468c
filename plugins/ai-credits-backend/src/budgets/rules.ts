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

import { ConflictError, InputError } from '@backstage/errors';
import { formatCredits } from 'backstage-plugin-ai-credits-common';
import { departmentOf, pathToRoot } from '../attribution';
import {
  Allocation,
  divisions,
  isDepartment,
  isGroup,
  Organisation,
  Scope,
} from './hierarchy';

/** What is wrong with one change of several. */
export interface RowProblem {
  /** Counts from 1; in a file, the line. */
  row: number;
  message: string;
}

/** Problems that are told at once. */
const MAX_TOLD = 20;

/** Several changes of which some are wrong; none was made. */
export class RowsError extends InputError {
  readonly rows: readonly RowProblem[];

  constructor(problems: readonly RowProblem[]) {
    super(messageOf(problems));
    this.rows = problems.slice(0, MAX_TOLD);
  }
}

/** Several changes of which some are of budgets that were changed meanwhile; none was made. */
export class RowsConflictError extends ConflictError {
  readonly rows: readonly RowProblem[];

  constructor(problems: readonly RowProblem[]) {
    super(messageOf(problems));
    this.rows = problems.slice(0, MAX_TOLD);
  }
}

/** What is wrong, each with its row. */
function messageOf(problems: readonly RowProblem[]): string {
  const told = problems
    .slice(0, MAX_TOLD)
    .map(({ row, message }) => `row ${row}: ${message}`);
  const more = problems.length - told.length;
  return `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** Why a scope can have no budget; undefined when it can. */
export function scopeProblem(
  scope: Scope,
  organisation: Organisation,
): string | undefined {
  const { directory, groupTypes } = organisation;
  const known = () => {
    switch (scope.kind) {
      case 'team':
      case 'department':
        return directory.groups.has(scope.ref);
      case 'user':
        return directory.users.has(scope.ref);
      case 'service':
        return directory.services.has(scope.ref);
      case 'project':
        return directory.projects.has(scope.ref);
      default:
        return true;
    }
  };
  if (!known()) {
    return `scope.ref: the catalog has no ${scope.kind} ${scope.ref}`;
  }
  if (!isGroup(scope)) {
    return undefined;
  }
  const { ref } = scope;
  const type = directory.groups.get(ref)?.type ?? '';
  if (scope.kind === 'team' && isDepartment(ref, organisation)) {
    return `scope.kind: ${ref} is a department in the catalog, not a team`;
  }
  // A team with nothing above it is its own department, as usage is charged.
  if (
    scope.kind === 'department' &&
    groupTypes.team.includes(type) &&
    departmentOf(pathToRoot(ref, directory), directory, groupTypes) !== ref
  ) {
    return `scope.kind: ${ref} is a team in the catalog, not a department`;
  }
  return undefined;
}

/** A group below which more is allocated than it has. */
export interface OverAllocation<T extends Allocation> {
  parent: T;
  children: T[];
  message: string;
}

/**
 * Groups whose allocation would no longer cover what is below it. What was over
 * before is told only where it gets worse, so that a change in the right
 * direction is never refused.
 */
export function overAllocations<T extends Allocation>(
  before: readonly T[],
  after: readonly T[],
  organisation: Organisation,
): OverAllocation<T>[] {
  const excessOf = (division: { allocated: bigint; parent: T } | undefined) =>
    division ? division.allocated - division.parent.credits : 0n;
  const earlier = divisions(before, organisation);
  return [...divisions(after, organisation)].flatMap(([key, division]) => {
    const excess = excessOf(division);
    if (excess <= 0n || excess <= excessOf(earlier.get(key))) {
      return [];
    }
    const { allocated, children, parent } = division;
    return {
      parent,
      children,
      message:
        `the groups below ${parent.scopeRef} would be allocated ${formatCredits(
          allocated,
        )} credits a ${parent.period}, ` +
        `more than the ${formatCredits(parent.credits)} that it has itself`,
    };
  });
}
