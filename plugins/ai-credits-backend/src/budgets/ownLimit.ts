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

import { MicroCredits } from 'backstage-plugin-ai-credits-common';
import { BudgetRow } from '../database/BudgetStore';
import { scopeOf, Scope } from './hierarchy';
import type { BudgetCaller } from './mayEdit';

/** What a budget allows. */
export interface Limit {
  credits: MicroCredits;
  hard: boolean;
  rolloverCap?: MicroCredits;
}

/** Whether a scope is the caller themselves: its limit they may lower, and never raise or remove. */
export function isOwnLimit(
  caller: Pick<BudgetCaller, 'user'>,
  scope: Scope,
): boolean {
  return scope.kind === 'user' && scope.ref === caller.user;
}

/** Whether a limit allows more than another: more credits, more carried forward, or a warning in place of a refusal. */
export function isRaised(before: Limit, after: Limit): boolean {
  return (
    after.credits > before.credits ||
    (before.hard && !after.hard) ||
    (after.rolloverCap ?? 0n) > (before.rolloverCap ?? 0n)
  );
}

/** The first of the caller's own budgets that some changes would raise or remove. */
export function raisedOwnLimit(
  caller: Pick<BudgetCaller, 'user'>,
  before: readonly BudgetRow[],
  after: readonly BudgetRow[],
): BudgetRow | undefined {
  return before
    .filter(budget => isOwnLimit(caller, scopeOf(budget)))
    .find(budget => {
      const left = after.find(
        ({ period, scopeKind, scopeRef }) =>
          scopeKind === budget.scopeKind &&
          scopeRef === budget.scopeRef &&
          period === budget.period,
      );
      return !left || isRaised(budget, left);
    });
}
