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
  BudgetScopeKind,
  CreditType,
  LotKind,
} from 'backstage-plugin-ai-credits-common';
import { EntryKind } from '../ledger/types';

/**
 * The small integers that stand in the tables for words. They are written to
 * disk: numbers are added, never changed.
 */

/** Kinds of rows in the dictionary. */
export const dimKinds = {
  user: 1,
  team: 2,
  department: 3,
  service: 4,
  project: 5,
  product: 6,
  category: 7,
  action: 8,
  useCase: 9,
  provider: 10,
  model: 11,
  source: 12,
  /** Groups from the team up to the root, joined by `>`. */
  path: 13,
  /** The rate card rules that made a price. */
  rule: 14,
  /** Who did what an admin or the system does. */
  actor: 15,
} as const;
export type DimKind = keyof typeof dimKinds;

/** Columns of usage_event that hold a dictionary id, by dictionary kind. */
export const usageDimColumns = {
  user: 'user_id',
  team: 'team_id',
  department: 'department_id',
  path: 'path_id',
  service: 'service_id',
  project: 'project_id',
  product: 'product_id',
  category: 'category_id',
  action: 'action_id',
  useCase: 'use_case_id',
  provider: 'provider_id',
  model: 'model_id',
  source: 'source_id',
  rule: 'rule_id',
} as const satisfies Partial<Record<DimKind, string>>;
export type UsageDim = keyof typeof usageDimColumns;

export const lotKinds: Record<LotKind, number> = {
  allowance: 1,
  purchase: 2,
  promotion: 3,
  adjustment: 4,
  refund: 5,
};

export const creditTypes: Record<CreditType, number> = {
  none: 0,
  free: 1,
  purchased: 2,
  other: 3,
  excess: 4,
  mixed: 5,
};

export const entryKinds: Record<EntryKind, number> = {
  charge: 1,
  refund: 2,
  grant: 3,
  expiry: 4,
  deduction: 5,
};

export const tiers = { none: 0, economy: 1, standard: 2, premium: 3 } as const;
export type Tier = keyof typeof tiers;

export const usageKinds = { usage: 1, refund: 2 } as const;
export const usageStatuses = { success: 0, failed: 1 } as const;
export const outcomes = { accepted: 1, rejected: 2, unused: 3 } as const;

/** Bits of usage_event.flags. */
export const usageFlags = {
  'over-limit': 1,
  'unknown-user': 2,
  'unknown-team': 4,
  'unknown-service': 8,
  'unknown-project': 16,
  'unknown-action': 32,
  'unknown-model': 64,
  /** Nobody could be found who pays: no team was named or derived. */
  unattributed: 128,
} as const;
export type UsageFlag = keyof typeof usageFlags;

/** Words of a flags column. */
export function flagNames(bits: number): UsageFlag[] {
  return (Object.keys(usageFlags) as UsageFlag[]).filter(
    // eslint-disable-next-line no-bitwise
    name => (bits & usageFlags[name]) !== 0,
  );
}

/** The bits of some words. */
export function flagBits(names: Iterable<UsageFlag>): number {
  let bits = 0;
  for (const name of names) {
    // eslint-disable-next-line no-bitwise
    bits |= usageFlags[name];
  }
  return bits;
}

/** Reads a stored integer back as its word. */
export function wordOf<T extends string>(
  words: Record<T, number>,
  value: number | string,
): T {
  const number = Number(value);
  for (const word in words) {
    if (words[word] === number) {
      return word;
    }
  }
  throw new Error(`No word is stored as ${number}`);
}

/** Scopes of budgets are dictionary kinds. */
export const budgetScopeKinds: Record<BudgetScopeKind, number> = {
  department: dimKinds.department,
  team: dimKinds.team,
  user: dimKinds.user,
  project: dimKinds.project,
  service: dimKinds.service,
  product: dimKinds.product,
  model: dimKinds.model,
};
