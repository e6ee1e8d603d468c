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
  BudgetRequest,
  formatCredits,
  MicroCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';
import { Attribution } from '../attribution';

/** What scopes used in the last 30 days. */
export class Spending {
  private readonly used = new Map<string, MicroCredits>();
  private readonly departmentOf = new Map<string, string>();

  add(
    paid: Attribution,
    event: { product?: string; model?: string },
    credits: MicroCredits,
    recent: boolean,
  ) {
    if (!recent) {
      return;
    }
    if (paid.team !== undefined && paid.department !== undefined) {
      this.departmentOf.set(
        `team:${paid.team}`,
        `department:${paid.department}`,
      );
    }
    for (const [kind, ref] of [
      ['department', paid.department],
      ['team', paid.team],
      ['user', paid.user],
      ['service', paid.service],
      ['project', paid.project],
      ['product', event.product],
      ['model', event.model],
    ] as const) {
      if (ref !== undefined) {
        const scope = `${kind}:${ref}`;
        this.used.set(scope, (this.used.get(scope) ?? 0n) + credits);
      }
    }
  }

  /** Departments and most teams, a few people, and the dearest product, model, service and project. */
  budgets(): BudgetRequest[] {
    const teams = this.top('team', 8).map((scope, i) => ({
      department: this.departmentOf.get(scope),
      // One that is nearly used up, one that is exceeded, the others at ease.
      budget: this.budget(
        scope,
        [130, 104, 80][i] ?? 135,
        i === 2 ? 'soft' : 'hard',
      ),
    }));
    return [
      ...this.top('department', 12).map(scope => {
        const budget = this.budget(scope, 125, 'hard', { rolloverCap: '100' });
        // A department has at least what it allocates to its teams.
        const allocated = teams
          .filter(team => team.department === scope)
          .reduce((sum, team) => sum + parseCredits(team.budget.credits), 0n);
        const own = parseCredits(budget.credits);
        return {
          ...budget,
          credits: formatCredits(own < allocated ? allocated : own),
        };
      }),
      ...teams.map(({ budget }) => budget),
      ...this.top('user', 3).map(scope => this.budget(scope, 120, 'soft')),
      ...this.top('product', 2).map(scope => this.budget(scope, 115, 'soft')),
      ...this.top('model', 1).map(scope => this.budget(scope, 110, 'soft')),
      ...this.top('service', 1).map(scope => this.budget(scope, 130, 'soft')),
      ...this.top('project', 1).map(scope => this.budget(scope, 140, 'soft')),
    ];
  }

  private top(kind: string, count: number): string[] {
    return (
      [...this.used]
        .filter(([scope]) => scope.startsWith(`${kind}:`))
        // Who belongs to a department itself has it for a team, and its budget is the department's.
        .filter(
          ([scope]) =>
            kind !== 'team' ||
            !this.used.has(scope.replace(/^team:/, 'department:')),
        )
        .sort(([a, x], [b, y]) => Number(y - x) || (a < b ? -1 : 1))
        .slice(0, count)
        .map(([scope]) => scope)
    );
  }

  /** A limit of so many percent of what 30 days took, rounded up to tens of credits. */
  private budget(
    scope: string,
    percent: number,
    mode: 'hard' | 'soft',
    more: Pick<BudgetRequest, 'rolloverCap'> = {},
  ): BudgetRequest {
    const ten = parseCredits('10');
    const limit = ((this.used.get(scope) ?? 0n) * BigInt(percent)) / 100n;
    const kind = scope.slice(0, scope.indexOf(':'));
    return {
      scope: {
        kind: kind as BudgetRequest['scope']['kind'],
        ref: scope.slice(kind.length + 1),
      },
      credits: formatCredits(((limit + ten - 1n) / ten) * ten),
      mode,
      ...more,
    };
  }
}
