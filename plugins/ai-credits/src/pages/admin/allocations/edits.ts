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
  AllocationChange,
  Budget,
  BudgetNode,
  BudgetPeriod,
  divideHalfEven,
  formatCredits,
  MicroCredits,
  parseCredits,
} from 'backstage-plugin-ai-credits-common';

/** What an allocation says, as it stands in the form. */
export interface Settings {
  credits: string;
  mode: Budget['mode'];
  /** Percents with spaces between. */
  thresholds: string;
  /** Empty where nothing rolls over. */
  rolloverCap: string;
}

/** A field of the form. */
export type Field = keyof Settings;

/** A scope's allocation as it was read. */
export interface Stored extends Settings {
  /** 0 where there is none. */
  version: number;
}

/** A change that is not saved: what was read when it began, and what was written since. */
export interface Edit {
  base: Stored;
  to: Partial<Settings>;
}

/** Changes by {@link nodeKey}. */
export type Edits = ReadonlyMap<string, Edit>;

/** What stands for a scope without a budget; the portal's own thresholds apply to it. */
const none: Stored = {
  credits: '',
  mode: 'hard',
  thresholds: '',
  rolloverCap: '',
  version: 0,
};

/** The allocation of a scope as it was read. */
export function storedOf({ budget }: Pick<BudgetNode, 'budget'>): Stored {
  if (!budget) {
    return none;
  }
  const cap = budget.rolloverCap;
  return {
    // What a period starts with; what rolled over or was granted once is no part of it.
    credits: budget.baseCredits ?? budget.credits,
    mode: budget.mode,
    thresholds: budget.thresholds.join(' '),
    rolloverCap: cap === undefined || parseCredits(cap) === 0n ? '' : cap,
    version: budget.version,
  };
}

/** What a scope's allocation would say with a change. */
export function settingsOf(stored: Stored, edit: Edit | undefined): Settings {
  return { ...stored, ...edit?.to };
}

/** The credits that were written; undefined unless they are an amount of zero or more. */
export function amountOf(text: string): MicroCredits | undefined {
  try {
    const amount = parseCredits(text.trim());
    return amount < 0n ? undefined : amount;
  } catch {
    return undefined;
  }
}

/** The percents that were written; undefined unless each is a whole number from 1 to 1,000, ten at most. */
export function thresholdsOf(text: string): number[] | undefined {
  const words = text.split(/[\s,;%]+/).filter(Boolean);
  const percents = words.map(word =>
    /^\d{1,4}$/.test(word) ? Number(word) : 0,
  );
  return percents.length <= 10 && percents.every(p => p >= 1 && p <= 1_000)
    ? [...new Set(percents)].sort((a, b) => a - b)
    : undefined;
}

/** The fields that cannot be saved as they are written. */
export function wrongFields(settings: Settings): Field[] {
  const { credits, rolloverCap, thresholds } = settings;
  return [
    ...(amountOf(credits) === undefined ? (['credits'] as const) : []),
    ...(thresholdsOf(thresholds) ? [] : (['thresholds'] as const)),
    ...(rolloverCap.trim() === '' || amountOf(rolloverCap) !== undefined
      ? []
      : (['rolloverCap'] as const)),
  ];
}

/** The fields that allow more than what is stored, which nobody does to a limit of their own. */
export function raisedFields(stored: Stored, settings: Settings): Field[] {
  const isMore = (field: 'credits' | 'rolloverCap') =>
    (amountOf(settings[field]) ?? 0n) > (amountOf(stored[field]) ?? 0n);
  return [
    ...(isMore('credits') ? (['credits'] as const) : []),
    ...(stored.mode === 'hard' && settings.mode === 'soft'
      ? (['mode'] as const)
      : []),
    ...(isMore('rolloverCap') ? (['rolloverCap'] as const) : []),
  ];
}

function sameField(field: Field, a: string, b: string): boolean {
  switch (field) {
    case 'mode':
      return a === b;
    case 'thresholds':
      return thresholdsOf(a)?.join() === thresholdsOf(b)?.join();
    default:
      // Nothing rolls over and nothing written are the same.
      return (
        a.trim() === b.trim() ||
        (amountOf(a) !== undefined && amountOf(a) === amountOf(b))
      );
  }
}

/** Changes with one more; what says again what was read is no change. */
export function withEdit(
  edits: Edits,
  key: string,
  stored: Stored,
  to: Partial<Settings>,
): Edits {
  const before = edits.get(key);
  const base = before?.base ?? stored;
  const merged = { ...before?.to, ...to };
  const left = Object.fromEntries(
    Object.entries(merged).filter(
      ([field, value]) =>
        !sameField(field as Field, value, base[field as Field]),
    ),
  );
  const next = new Map(edits);
  if (Object.keys(left).length) {
    next.set(key, { base, to: left });
  } else {
    next.delete(key);
  }
  return next;
}

/** Whether a scope's allocation was changed by another since an edit began. */
export function isStale(edit: Edit | undefined, stored: Stored): boolean {
  return edit !== undefined && edit.base.version !== stored.version;
}

/** An edit of which only what was written stays, over what is stored now. */
export function rebased(edits: Edits, key: string, stored: Stored): Edits {
  const edit = edits.get(key);
  const without = new Map(edits);
  without.delete(key);
  return edit ? withEdit(without, key, stored, edit.to) : edits;
}

/** What is sent to save an edit. Only what was changed is named; the rest stays as it is. */
export function changeOf(
  scope: { kind: BudgetNode['kind']; ref: string },
  period: BudgetPeriod,
  { base, to }: Edit,
): AllocationChange {
  return {
    scope,
    period,
    credits: (to.credits ?? base.credits).trim(),
    version: base.version,
    ...(to.mode === undefined ? {} : { mode: to.mode }),
    ...(to.thresholds === undefined
      ? {}
      : { thresholds: thresholdsOf(to.thresholds) }),
    ...(to.rolloverCap === undefined
      ? {}
      : { rolloverCap: to.rolloverCap.trim() || '0' }),
  };
}

/** A percentage such as `-12.5` in hundredths of a percent; undefined unless from -100 to 1,000. */
export function percentOf(text: string): bigint | undefined {
  const match = /^([+-]?)(\d{1,4})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [, sign, whole, fraction = ''] = match;
  const amount = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  const signed = sign === '-' ? -amount : amount;
  return signed >= -10_000n && signed <= 100_000n ? signed : undefined;
}

/** Credits changed by hundredths of a percent, exactly. */
export function raisedBy(credits: MicroCredits, percent: bigint): string {
  return formatCredits(divideHalfEven(credits * (10_000n + percent), 10_000n));
}
