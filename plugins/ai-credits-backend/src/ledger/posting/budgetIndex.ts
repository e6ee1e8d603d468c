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
  BudgetPeriod,
  BudgetScopeKind,
} from 'backstage-plugin-ai-credits-common';
import { RatedUsage } from '../api';
import { EpochMs } from '../types';

/** What a budget says, whatever the period. */
export interface BudgetDefinition {
  id: number;
  scopeKind: BudgetScopeKind;
  scopeRef: string;
  period: BudgetPeriod;
  credits: bigint;
  hard: boolean;
  rolloverCap?: bigint;
  /** Periods that began before are not counted. */
  trackedFrom: EpochMs;
}

/** Who and what a use of credits concerns. */
export type BudgetSubject = Pick<
  RatedUsage,
  'user' | 'team' | 'department' | 'service' | 'project' | 'product' | 'model'
> & { path: readonly string[] };

/** The budgets of an account by what they limit. */
export class BudgetIndex {
  readonly #byScope = new Map<string, BudgetDefinition[]>();
  readonly #byId = new Map<number, BudgetDefinition>();
  readonly #byPath = new Map<string, readonly BudgetDefinition[]>();

  constructor(definitions: Iterable<BudgetDefinition>) {
    for (const definition of definitions) {
      const key = scopeKey(definition.scopeKind, definition.scopeRef);
      const list = this.#byScope.get(key) ?? [];
      list.push(definition);
      this.#byScope.set(key, list);
      this.#byId.set(definition.id, definition);
    }
  }

  byId(id: number): BudgetDefinition | undefined {
    return this.#byId.get(id);
  }

  /** Every budget that a use of credits counts against: all that apply must agree. */
  of(subject: BudgetSubject): BudgetDefinition[] {
    if (!this.#byId.size) {
      return [];
    }
    const found = [...this.#groupBudgets(subject)];
    for (const kind of [
      'user',
      'project',
      'service',
      'product',
      'model',
    ] as const) {
      const ref = subject[kind];
      if (ref !== undefined) {
        const list = this.#byScope.get(scopeKey(kind, ref));
        if (list) {
          found.push(...list);
        }
      }
    }
    return found;
  }

  /** Budgets of the team, the department and every group above the team. */
  #groupBudgets(subject: BudgetSubject): readonly BudgetDefinition[] {
    const groups = new Set(subject.path);
    if (subject.team) {
      groups.add(subject.team);
    }
    if (subject.department) {
      groups.add(subject.department);
    }
    const cacheKey = [...groups].join('>');
    let found = this.#byPath.get(cacheKey);
    if (!found) {
      found = [...groups].flatMap(ref => [
        ...(this.#byScope.get(scopeKey('team', ref)) ?? []),
        ...(this.#byScope.get(scopeKey('department', ref)) ?? []),
      ]);
      if (this.#byPath.size > 10_000) {
        this.#byPath.clear();
      }
      this.#byPath.set(cacheKey, found);
    }
    return found;
  }
}

/** `<budget id>:<period start>`, as decisions name a budget's period. */
export function budgetKey(budgetId: number, periodStart: EpochMs): string {
  return `${budgetId}:${periodStart}`;
}

function scopeKey(kind: BudgetScopeKind, ref: string): string {
  return `${kind} ${ref}`;
}
