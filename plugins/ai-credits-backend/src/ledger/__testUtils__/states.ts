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

import { decide } from '../decide';
import {
  BudgetState,
  Command,
  HoldState,
  LedgerState,
  LotState,
  Outcome,
} from '../types';
import { deepFreeze } from './world';

export const MARCH = Date.UTC(2026, 2, 1);
export const APRIL = Date.UTC(2026, 3, 1);
export const MAY = Date.UTC(2026, 4, 1);
export const NOW = Date.UTC(2026, 3, 10);
export const DAY = 86_400_000;

export function lot(
  id: number,
  remaining: bigint,
  more: Partial<LotState> = {},
) {
  const amount = remaining;
  return {
    id,
    kind: 'purchase' as const,
    amount,
    remaining,
    priority: 1,
    effectiveAt: MARCH,
    createdAt: MARCH,
    closed: false,
    ...more,
  };
}

export function allowance(
  id: number,
  amount: bigint,
  start: number,
  end: number,
) {
  return lot(id, amount, {
    kind: 'allowance',
    effectiveAt: start,
    createdAt: start,
    expiresAt: end,
  });
}

export function hold(id: string, more: Partial<HoldState> = {}): HoldState {
  return {
    id,
    amount: 0n,
    pins: [],
    budgets: [],
    expiresAt: NOW + DAY,
    ...more,
  };
}

export function budget(
  key: string,
  limit: bigint,
  more: Partial<BudgetState> = {},
) {
  return {
    key,
    budgetId: 1,
    periodStart: APRIL,
    periodEnd: MAY,
    limit,
    hard: true,
    used: 0n,
    ...more,
  };
}

export function ledger(
  parts: {
    lots?: LotState[];
    budgets?: BudgetState[];
    holds?: HoldState[];
    excessLimit?: bigint;
    excessUsed?: bigint;
  } = {},
): LedgerState {
  const { lots = [], budgets = [], holds = [] } = parts;
  return deepFreeze({
    accountId: 1,
    excessLimit: parts.excessLimit ?? 0n,
    nextLotId: 100,
    lots,
    periods: new Map([
      [MARCH, { start: MARCH, end: APRIL, excessUsed: 0n }],
      [APRIL, { start: APRIL, end: MAY, excessUsed: parts.excessUsed ?? 0n }],
    ]),
    budgets: new Map(budgets.map(each => [each.key, each])),
    holds: new Map(holds.map(each => [each.id, each])),
  });
}

export const use = { at: NOW, period: APRIL, budgets: [] };
export const authorise = (credits: bigint, more = {}): Command => ({
  type: 'charge',
  mode: 'authorise',
  credits,
  ...use,
  ...more,
});
export const record = (credits: bigint, more = {}): Command => ({
  type: 'charge',
  mode: 'record',
  credits,
  ...use,
  ...more,
});
export const reserve = (
  holdId: string,
  credits: bigint,
  more = {},
): Command => ({
  type: 'reserve',
  holdId,
  expiresAt: NOW + DAY,
  credits,
  ...use,
  ...more,
});
export const settle = (
  holdId: string,
  credits: bigint,
  more = {},
): Command => ({
  type: 'settle',
  holdId,
  credits,
  ...use,
  ...more,
});

export function one(state: LedgerState, command: Command, now: number = NOW) {
  const decision = decide(state, [command], now);
  const [outcome] = decision.outcomes;
  return { ...decision, outcome };
}

export function drawsOf(outcome: Outcome) {
  return outcome.status === 'posted' ? outcome.entry.draws : outcome;
}
