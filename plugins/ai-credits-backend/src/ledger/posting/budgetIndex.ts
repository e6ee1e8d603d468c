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
import { ZoneClock } from '../ZoneClock';

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

/** One period of a budget. */
export interface BudgetPeriodOf {
  /** As decisions name it. */
  key: string;
  start: EpochMs;
  /** Exclusive. */
  end: EpochMs;
}

/** The budgets of an account by what they limit. */
export class BudgetIndex {
  readonly #byScope = new Map<
    BudgetScopeKind,
    Map<string, BudgetDefinition[]>
  >();
  readonly #byId = new Map<number, BudgetDefinition>();
  readonly #byGroups = new Map<string, readonly BudgetDefinition[]>();
  /** The period of each budget that was asked for last. */
  readonly #periods = new Map<BudgetDefinition, BudgetPeriodOf>();
  #calendar: ZoneClock | undefined;

  constructor(definitions: Iterable<BudgetDefinition>) {
    for (const definition of definitions) {
      const { scopeKind, scopeRef } = definition;
      const byRef = this.#byScope.get(scopeKind) ?? new Map();
      this.#byScope.set(scopeKind, byRef);
      byRef.set(scopeRef, [...(byRef.get(scopeRef) ?? []), definition]);
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
      const list =
        ref === undefined ? undefined : this.#byScope.get(kind)?.get(ref);
      if (list) {
        found.push(...list);
      }
    }
    return found;
  }

  /** The period of a budget that an instant is in. */
  periodOf(
    definition: BudgetDefinition,
    at: EpochMs,
    calendar: ZoneClock,
  ): BudgetPeriodOf {
    if (calendar !== this.#calendar) {
      this.#calendar = calendar;
      this.#periods.clear();
    }
    // Nearly all of usage is of now: the last one asked for is the one.
    const last = this.#periods.get(definition);
    if (last && at >= last.start && at < last.end) {
      return last;
    }
    const { start, end } = calendar.periodOf(definition.period, at);
    const period = { key: budgetKey(definition.id, start), start, end };
    this.#periods.set(definition, period);
    return period;
  }

  /** Budgets of the team, the department and every group above the team. */
  #groupBudgets({
    path,
    team,
    department,
  }: BudgetSubject): readonly BudgetDefinition[] {
    let cacheKey = path.join('>');
    for (const ref of [team, department]) {
      if (ref && !path.includes(ref)) {
        cacheKey += `>${ref}`;
      }
    }
    const before = this.#byGroups.get(cacheKey);
    if (before) {
      return before;
    }
    const groups = new Set(path);
    if (team) {
      groups.add(team);
    }
    if (department) {
      groups.add(department);
    }
    const found = [...groups].flatMap(ref => [
      ...(this.#byScope.get('team')?.get(ref) ?? []),
      ...(this.#byScope.get('department')?.get(ref) ?? []),
    ]);
    if (this.#byGroups.size > 10_000) {
      this.#byGroups.clear();
    }
    this.#byGroups.set(cacheKey, found);
    return found;
  }
}

/** `<budget id>:<period start>`, as decisions name a budget's period. */
export function budgetKey(budgetId: number, periodStart: EpochMs): string {
  return `${budgetId}:${periodStart}`;
}
