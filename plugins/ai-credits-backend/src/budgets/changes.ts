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
import {
  BudgetPeriod,
  formatCredits,
  MAX_AMOUNT,
  MicroCredits,
} from 'backstage-plugin-ai-credits-common';
import { BudgetRow } from '../database/BudgetStore';
import { EpochMs } from '../ledger/types';
import { scopeOf, Scope } from './hierarchy';
import { RowProblem, RowsConflictError, RowsError } from './rules';

/** What a budget says besides whom it is about. */
export interface BudgetSettings {
  credits: MicroCredits;
  hard: boolean;
  thresholds: number[];
  rolloverCap?: MicroCredits;
}

/** One budget as it should be. */
export interface BudgetChange {
  scope: Scope;
  period: BudgetPeriod;
  /** The version that was read, 0 for none; a budget changed or created since then is a conflict. */
  version?: number;
  /** Its number among several; an error names it. A single change has none. */
  row?: number;
  /** A date in the first period that is to be counted; the current period where absent. */
  from?: string;
  /** The settings, knowing the ones before; undefined where there is no budget yet. */
  to(before: BudgetRow | undefined): BudgetSettings;
}

/** Sees all budgets before and after some changes, and throws to refuse them. */
export type BudgetCheck = (
  before: readonly BudgetRow[],
  after: readonly BudgetRow[],
) => void;

/** What is to be written for one change. */
export interface PlannedChange {
  scope: Scope;
  period: BudgetPeriod;
  before?: BudgetRow;
  settings: BudgetSettings;
  /** Start of the first period that is to be counted, where that is new. */
  from?: EpochMs;
  /** False when the budget says that already. */
  changes: boolean;
}

/**
 * Plans changes on the budgets there are.
 *
 * @param firstPeriod - where the period begins that a change's `from` is in
 * @throws ConflictError for budgets that are not of the version that was read
 * @throws InputError when a scope and period comes twice, or would be allowed
 *   more than any amount can be
 */
export function planChanges(
  budgets: readonly BudgetRow[],
  changes: readonly BudgetChange[],
  firstPeriod: (change: BudgetChange) => EpochMs | undefined = () => undefined,
): PlannedChange[] {
  const known = new Map(
    budgets.map(budget => [keyOf(scopeOf(budget), budget.period), budget]),
  );
  const conflicts: RowProblem[] = [];
  const wrong: RowProblem[] = [];
  const seen = new Map<string, number>();
  const planned = changes.map((change, i) => {
    const { scope, period, version } = change;
    const key = keyOf(scope, period);
    const before = known.get(key);
    const row = change.row ?? i + 1;
    const settings = tidy(change.to(before));
    const twin = seen.get(key);
    if (twin !== undefined) {
      wrong.push({ row, message: `is about the same budget as row ${twin}` });
    }
    seen.set(key, row);
    if (settings.credits > MAX_AMOUNT) {
      wrong.push({
        row,
        message: `credits must not exceed ${formatCredits(MAX_AMOUNT)} credits`,
      });
    }
    const same = before !== undefined && equal(before, settings);
    const first = firstPeriod(change);
    const from =
      first !== undefined && first < (before?.trackedFrom ?? Infinity)
        ? first
        : undefined;
    // One of several that asks for what is there already is no conflict: a file may be sent twice.
    if (
      version !== undefined &&
      version !== (before?.version ?? 0) &&
      !(same && change.row !== undefined)
    ) {
      conflicts.push({ row, message: conflict(before, version, settings) });
    }
    return {
      scope,
      period,
      before,
      settings,
      from,
      changes: !same || from !== undefined,
    };
  });
  const single = changes.every(change => change.row === undefined);
  if (wrong.length) {
    throw single ? new InputError(wrong[0].message) : new RowsError(wrong);
  }
  if (conflicts.length) {
    throw single
      ? new ConflictError(conflicts[0].message)
      : new RowsConflictError(conflicts);
  }
  return planned;
}

/** The budgets as they would be; new ones have the id 0. */
export function plannedBudgets(
  budgets: readonly BudgetRow[],
  planned: readonly PlannedChange[],
): BudgetRow[] {
  const changed = new Map(
    planned.flatMap(({ before, settings }) =>
      before ? [[before.id, settings] as const] : [],
    ),
  );
  return [
    ...budgets.map(budget => ({ ...budget, ...changed.get(budget.id) })),
    ...planned
      .filter(({ before }) => !before)
      .map(({ scope, period, settings }) => ({
        ...settings,
        id: 0,
        scopeKind: scope.kind,
        scopeRef: scope.ref,
        scopeId: 0,
        period,
        trackedFrom: 0,
        version: 0,
      })),
  ];
}

function conflict(
  before: BudgetRow | undefined,
  version: number,
  settings: BudgetSettings,
): string {
  return before
    ? `The budget has been changed meanwhile: it allows ${formatCredits(
        before.credits,
      )} credits in version ${before.version}, you would set ${formatCredits(
        settings.credits,
      )} over version ${version}`
    : 'The budget has been deleted meanwhile';
}

function tidy(settings: BudgetSettings): BudgetSettings {
  return {
    ...settings,
    thresholds: [...new Set(settings.thresholds)].sort((a, b) => a - b),
  };
}

function equal(before: BudgetSettings, after: BudgetSettings): boolean {
  return (
    before.credits === after.credits &&
    before.hard === after.hard &&
    before.rolloverCap === after.rolloverCap &&
    before.thresholds.join() === after.thresholds.join()
  );
}

function keyOf(scope: Scope, period: BudgetPeriod): string {
  return `${period} ${scope.kind} ${scope.ref}`;
}
