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
import { EpochMs } from '../ledger/types';
import { Writing } from '../messages';
import { Alert, AlertKey, UnknownNameKind } from './types';
import {
  AlertedBudget,
  budgetNotice,
  lowBalanceNotice,
  unknownNameNotice,
} from './notices';

/** Unknown names that are told of in a month, of each kind: anybody can make one up. */
export const MAX_UNKNOWN_NAMES = 50;

/** An alert that was told, or is being told by somebody. */
export interface ToldAlert extends AlertKey {
  id: number;
  /** The balance has been above its threshold since. */
  cleared: boolean;
}

/** Everything that alerts depend on. */
export interface AlertState {
  writing: Writing;
  timeZone: string;
  monthStart: EpochMs;
  /** With the use of their current periods, and of those that have just ended. */
  budgets: readonly AlertedBudget[];
  available: MicroCredits;
  lowBalanceThreshold: MicroCredits;
  /** Names in usage that the rate card did not know. */
  unknown: ReadonlyArray<{ kind: UnknownNameKind; name: string }>;
  /** What was told in the current periods. */
  told: readonly ToldAlert[];
}

/**
 * What people must be told now, and were not: each threshold of a budget that
 * its use has reached (holds do not count) once in its period and again only
 * after the use was below it, of several at once only the highest, a balance
 * below its threshold once and, in the same month, again only after it was
 * above, and each unknown name once a month.
 */
export function dueAlerts(state: AlertState): Alert[] {
  return withoutTold(
    [
      ...budgetAlerts(state),
      ...lowBalanceAlerts(state),
      ...unknownNameAlerts(state),
    ],
    state.told,
  );
}

/** The alerts that nobody was told, each once. */
export function withoutTold(
  alerts: readonly Alert[],
  told: readonly AlertKey[],
): Alert[] {
  const known = new Set(told.map(textOf));
  return alerts.filter(alert => {
    const key = textOf(alert);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

/** Whether a low balance that was told of is over, so that the next one is told again. */
export function isRearmed(state: AlertState): boolean {
  return (
    state.available > state.lowBalanceThreshold &&
    lowBalancesTold(state).some(({ cleared }) => !cleared)
  );
}

/**
 * Thresholds that were told and that the use of their budget is below again,
 * since its limit was raised or a charge was refunded: the next time that they
 * are reached is told again.
 */
export function rearmedThresholds({ budgets, told }: AlertState): ToldAlert[] {
  const byKey = new Map(
    budgets.map(budget => [
      `${budget.periodStart} ${subjectOf(budget)}`,
      budget,
    ]),
  );
  return told.filter(({ kind, periodStart, subject, threshold }) => {
    const budget = byKey.get(`${periodStart} ${subject}`);
    return kind === 'budget' && budget && !hasReached(budget, threshold);
  });
}

/** Of the thresholds that a budget has reached the highest is told; those below it are only written down. */
function budgetAlerts({ budgets, timeZone, writing }: AlertState): Alert[] {
  return budgets.flatMap(budget => {
    const reached = budget.thresholds.filter(threshold =>
      hasReached(budget, threshold),
    );
    const highest = Math.max(...reached);
    return reached
      .sort((a, b) => a - b)
      .map(threshold => ({
        kind: 'budget' as const,
        subject: subjectOf(budget),
        periodStart: budget.periodStart,
        threshold,
        notice: budgetNotice(budget, threshold, timeZone, writing),
        ...(threshold < highest ? { silent: true } : {}),
      }));
  });
}

function hasReached(
  { allocation, used }: AlertedBudget,
  threshold: number,
): boolean {
  return used > 0n && used * 100n >= BigInt(threshold) * allocation;
}

function subjectOf({ period, scope }: AlertedBudget): string {
  return `${period} ${scope.kind}:${scope.ref}`;
}

function lowBalanceAlerts(state: AlertState): Alert[] {
  const before = lowBalancesTold(state);
  const { available, lowBalanceThreshold, monthStart, writing } = state;
  if (
    available >= lowBalanceThreshold ||
    before.some(({ cleared }) => !cleared)
  ) {
    return [];
  }
  return [
    {
      kind: 'low-balance',
      subject: 'account',
      periodStart: monthStart,
      threshold: before.length + 1,
      notice: lowBalanceNotice(available, lowBalanceThreshold, writing),
    },
  ];
}

function lowBalancesTold({ monthStart, told }: AlertState): ToldAlert[] {
  return told.filter(
    alert => alert.kind === 'low-balance' && alert.periodStart === monthStart,
  );
}

function unknownNameAlerts({
  monthStart,
  told,
  unknown,
  writing,
}: AlertState): Alert[] {
  const alerts: Alert[] = [];
  for (const kind of ['unknown-model', 'unknown-action'] as const) {
    const known = new Set(
      told
        .filter(
          alert => alert.kind === kind && alert.periodStart === monthStart,
        )
        .map(({ subject }) => subject),
    );
    const names = unknown
      .filter(each => each.kind === kind && !known.has(each.name))
      .map(({ name }) => name);
    const room = Math.max(0, MAX_UNKNOWN_NAMES - known.size);
    for (const name of [...new Set(names)].slice(0, room)) {
      alerts.push({
        kind,
        subject: name,
        periodStart: monthStart,
        threshold: 0,
        notice: unknownNameNotice(kind, name, writing),
      });
    }
  }
  return alerts;
}

function textOf({ kind, periodStart, subject, threshold }: AlertKey): string {
  return `${kind} ${periodStart} ${threshold} ${subject}`;
}
