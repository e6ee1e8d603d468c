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
  BudgetDetail,
  BudgetNode,
  BudgetTreeResponse,
  Me,
} from 'backstage-plugin-ai-credits-common';
import { lastDayOf } from '../../data/budgets';
import { addDays, dayOf } from '../../data/periods';

/** How many budgets stand how. */
export interface StateCounts {
  total: number;
  onTrack: number;
  atRisk: number;
  exceeded: number;
}

/** What tells a scope from all others. */
export function nodeKey(node: { kind: string; ref: string }): string {
  return `${node.kind} ${node.ref}`;
}

/** How many of the budgets in a tree are on track, at risk and exceeded. */
export function countStates(tree: BudgetTreeResponse): StateCounts {
  const counts = { total: 0, onTrack: 0, atRisk: 0, exceeded: 0 };
  for (const { budget } of [...tree.organization, ...tree.others]) {
    if (budget) {
      counts.total += 1;
      counts.onTrack += Number(budget.status === 'on-track');
      counts.atRisk += Number(budget.status === 'at-risk');
      counts.exceeded += Number(budget.status === 'exceeded');
    }
  }
  return counts;
}

/**
 * The scope that a reader's page opens with: one's own team, then one's
 * department, oneself, and the topmost budget there is.
 */
export function landingNode(
  tree: BudgetTreeResponse,
  me: Me | undefined,
): BudgetNode | undefined {
  const all = [...tree.organization, ...tree.others];
  const own = [
    ...(me?.teams ?? []),
    ...(me?.leads ?? []),
    ...(me?.departments ?? []),
    ...(me?.user ? [me.user] : []),
  ];
  for (const ref of own) {
    const found = tree.organization.find(
      node => node.ref === ref && node.budget,
    );
    if (found) {
      return found;
    }
  }
  return all.find(node => node.budget);
}

/** A scope of the tree with what is directly below it. */
export interface Branch {
  node: BudgetNode;
  branches: Branch[];
}

/** The flat tree of an answer as branches; what is below nothing shown stands at the top. */
export function toBranches(nodes: BudgetNode[]): Branch[] {
  const groups = new Map<string, Branch>();
  const top: Branch[] = [];
  for (const node of nodes) {
    const branch = { node, branches: [] };
    const above = node.parent ? groups.get(node.parent) : undefined;
    (above?.branches ?? top).push(branch);
    if (node.kind === 'department' || node.kind === 'team') {
      groups.set(node.ref, branch);
    }
  }
  return top;
}

/** The refs of the groups above a scope. */
export function groupsAbove(
  nodes: BudgetNode[],
  below: BudgetNode | undefined,
): Set<string> {
  const byRef = new Map(nodes.map(node => [node.ref, node]));
  const above = new Set<string>();
  let ref = below?.parent;
  while (ref && !above.has(ref)) {
    above.add(ref);
    ref = byRef.get(ref)?.parent;
  }
  return above;
}

/**
 * What a search leaves of a tree: the scopes that match, and the groups above
 * them.
 *
 * @param most - matches to keep
 */
export function searchBranches(
  branches: Branch[],
  matches: (node: BudgetNode) => boolean,
  most: number,
): { branches: Branch[]; left: number } {
  let found = 0;
  const narrow = (items: Branch[]): Branch[] =>
    items.flatMap(branch => {
      const itself = matches(branch.node);
      found += Number(itself);
      const kept = itself && found <= most;
      const below = narrow(branch.branches);
      return kept || below.length
        ? [{ node: branch.node, branches: below }]
        : [];
    });
  const result = narrow(branches);
  return { branches: result, left: Math.max(0, found - most) };
}

/** The lines of a budget's chart; one value a day of the whole period. */
export interface BurnLines {
  days: string[];
  used: (number | undefined)[];
  /** From today to the last day. */
  projected: (number | undefined)[];
  allocation: number;
}

/** What was used up to each day of the period, and a straight line from there to what is expected at its end. */
export function burnLines(
  budget: Pick<
    BudgetDetail,
    'credits' | 'daily' | 'periodEnd' | 'periodStart' | 'projected' | 'timeZone'
  >,
): BurnLines {
  const { timeZone } = budget;
  const last = lastDayOf(budget, timeZone);
  const days: string[] = [];
  for (
    let day = dayOf(Date.parse(budget.periodStart), timeZone);
    day <= last;
    day = addDays(day, 1)
  ) {
    days.push(day);
  }
  const byDay = new Map(
    budget.daily.map(({ day, cumulative }) => [day, Number(cumulative)]),
  );
  const used = days.map(day => byDay.get(day));
  const today = used.filter(value => value !== undefined).length - 1;
  const left = days.length - 1 - today;
  const now = used[today] ?? 0;
  const rise = left > 0 ? (Number(budget.projected) - now) / left : 0;
  return {
    days,
    used,
    projected: days.map((_, at) =>
      today >= 0 && left > 0 && at >= today
        ? now + rise * (at - today)
        : undefined,
    ),
    allocation: Number(budget.credits),
  };
}
