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
  BudgetNode,
  MicroCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { nodeKey } from '../../budgets/figures';
import { amountOf, Edits, storedOf } from './edits';

/** What a group has given to the groups below it, with the changes that are not saved. */
export interface Division {
  node: BudgetNode;
  credits: MicroCredits;
  allocated: MicroCredits;
  /** Below zero where more is allocated below than there is. */
  left: MicroCredits;
  /** More is allocated below than there is, and it is more too much than what is stored: it is refused. */
  worse: boolean;
}

/** The sums of a tree. */
export interface Sums {
  /** By the group's ref. */
  divisions: ReadonlyMap<string, Division>;
  /** The group whose allocation a scope is a part of, or under whose a person's limit is. */
  above(node: BudgetNode): Division | undefined;
}

function isGroup({ kind }: BudgetNode): boolean {
  return kind === 'team' || kind === 'department';
}

/** The groups above a scope, nearest first; none for a group whose parents lead back to itself. */
function groupsAbove(
  node: BudgetNode,
  byRef: ReadonlyMap<string, BudgetNode>,
): BudgetNode[] {
  const above = new Map<string, BudgetNode>();
  for (
    let ref = node.parent;
    ref !== undefined && !above.has(ref);
    ref = byRef.get(ref)?.parent
  ) {
    if (ref === node.ref) {
      return [];
    }
    const group = byRef.get(ref);
    if (!group) {
      break;
    }
    above.set(ref, group);
  }
  return [...above.values()];
}

/**
 * What is given to the parts of each group, and what is left of it. The
 * portal's sums count groups that this reader does not see; the changes are
 * added to those.
 *
 * @param nodes - the organisation, groups and people
 */
export function sumsOf(nodes: readonly BudgetNode[], edits: Edits): Sums {
  const groups = nodes.filter(isGroup);
  const byRef = new Map(groups.map(node => [node.ref, node]));
  const storedCredits = (node: BudgetNode) =>
    node.budget ? amountOf(storedOf(node).credits) : undefined;
  const credits = (node: BudgetNode) => {
    const written = edits.get(nodeKey(node))?.to.credits;
    // What cannot be read yet counts as it is stored.
    return (
      (written === undefined ? undefined : amountOf(written)) ??
      storedCredits(node)
    );
  };
  const given = (creditsOf: (node: BudgetNode) => MicroCredits | undefined) => {
    const sums = new Map<string, MicroCredits>();
    for (const node of groups) {
      const amount = creditsOf(node);
      const above =
        amount === undefined
          ? undefined
          : groupsAbove(node, byRef).find(
              each => creditsOf(each) !== undefined,
            );
      if (above && amount !== undefined) {
        sums.set(above.ref, (sums.get(above.ref) ?? 0n) + amount);
      }
    }
    return sums;
  };
  const before = given(storedCredits);
  const after = given(credits);
  const divisions = new Map<string, Division>();
  for (const node of groups) {
    const has = credits(node);
    if (has !== undefined) {
      const stored = node.children;
      const allocated =
        (stored ? parseCredits(stored.allocated) : 0n) +
        (after.get(node.ref) ?? 0n) -
        (stored ? before.get(node.ref) ?? 0n : 0n);
      const left = has - allocated;
      const leftBefore = stored ? parseCredits(stored.unallocated) : 0n;
      divisions.set(node.ref, {
        node,
        credits: has,
        allocated,
        left,
        worse: left < 0n && left < leftBefore,
      });
    }
  }
  return {
    divisions,
    above: node => {
      const found = groupsAbove(node, byRef).find(({ ref }) =>
        divisions.has(ref),
      );
      return found && divisions.get(found.ref);
    },
  };
}
