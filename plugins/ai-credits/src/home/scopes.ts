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

import { BudgetScopeKind, Me } from 'backstage-plugin-ai-credits-common';

/** Whose credits a line of the widget shows. */
export interface OwnScope {
  ref: string;
  /** The reader's own, not a group's. */
  mine: boolean;
  /** What usage of it is found by where it has no budget. */
  dimension: 'user' | 'team' | 'department';
  budgetKinds: readonly BudgetScopeKind[];
  /** The department of a team, whose budget limits it too. */
  above?: string;
}

/** The teams and the departments led that a widget shows; more are left to the tab Budgets. */
export const MOST_GROUPS = 2;

/** The reader's groups, then the reader. */
export function ownScopes(me: Me): { scopes: OwnScope[]; more: number } {
  const groups = [
    ...me.teams.map(ref => ({
      ref,
      dimension: 'team' as const,
      // Of several it is not known which is whose.
      above: me.departments.length === 1 ? me.departments[0] : undefined,
    })),
    ...me.leads.map(ref => ({ ref, dimension: 'department' as const })),
  ];
  return {
    scopes: [
      ...groups.slice(0, MOST_GROUPS).map(group => ({
        ...group,
        mine: false,
        budgetKinds: ['team', 'department'] as const,
      })),
      ...(me.user
        ? [
            {
              ref: me.user,
              mine: true,
              dimension: 'user' as const,
              budgetKinds: ['user'] as const,
            },
          ]
        : []),
    ],
    more: Math.max(groups.length - MOST_GROUPS, 0),
  };
}
