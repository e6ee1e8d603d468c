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
  formatCredits,
  parseCredits,
  Policies,
  PoliciesRequest,
} from 'backstage-plugin-ai-credits-common';

/** Policies as they stand in a form. */
export interface PolicyFields {
  lowBalanceThreshold: string;
  excessLimit: string;
  enabled: boolean;
  trigger: 'balance' | 'limit';
  below: string;
  pack: string;
  quantity: string;
  maxPurchasesPerMonth: string;
  maxCreditsPerMonth: string;
  cooldownMinutes: string;
  recipients: string;
}

/** What is wrong with a field. */
export type PolicyProblem =
  | 'amount'
  | 'positive'
  | 'pack'
  | { most: number }
  | { recipient: string };

export type PolicyProblems = Partial<Record<keyof PolicyFields, PolicyProblem>>;

/** The most that each whole number may be. */
const MOST = {
  quantity: 1_000,
  maxPurchasesPerMonth: 1_000,
  cooldownMinutes: 43_200,
} as const;

/** Full refs of users and groups; the server is stricter. */
const REF = /^[a-z][a-z0-9]*:[a-z0-9][a-z0-9._-]*\/[^\s/:]+$/i;

/** What a form begins with. */
export function fieldsOf(policies: Policies): PolicyFields {
  const { automaticPurchase: automatic } = policies;
  return {
    lowBalanceThreshold: policies.lowBalanceThreshold,
    excessLimit: policies.excessLimit,
    enabled: automatic.enabled,
    trigger: automatic.trigger,
    below: automatic.below ?? '',
    pack: automatic.pack,
    quantity: String(automatic.quantity),
    maxPurchasesPerMonth: String(automatic.maxPurchasesPerMonth),
    maxCreditsPerMonth: automatic.maxCreditsPerMonth ?? '',
    cooldownMinutes: String(automatic.cooldownMinutes),
    recipients: automatic.recipients.join('\n'),
  };
}

/** The credits that were written; undefined unless it is an amount from `least` on. */
export function amountIn(text: string, least: bigint): bigint | undefined {
  try {
    const amount = parseCredits(text.trim());
    return amount >= least ? amount : undefined;
  } catch {
    return undefined;
  }
}

/** The whole number from 1 on that was written. */
export function wholeIn(text: string, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return value >= 1 && value <= most ? value : undefined;
}

/** Whom a text names, one a line. */
export function recipientsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(ref => ref !== ''))];
}

/** What is wrong with a form, by field. */
export function problemsOf(
  fields: PolicyFields,
  packs: readonly string[],
): PolicyProblems {
  const problems: PolicyProblems = {};
  for (const name of ['lowBalanceThreshold', 'excessLimit'] as const) {
    if (amountIn(fields[name], 0n) === undefined) {
      problems[name] = 'amount';
    }
  }
  if (
    (fields.trigger === 'balance' || fields.below.trim() !== '') &&
    amountIn(fields.below, 1n) === undefined
  ) {
    problems.below = 'positive';
  }
  if (
    fields.maxCreditsPerMonth.trim() !== '' &&
    amountIn(fields.maxCreditsPerMonth, 1n) === undefined
  ) {
    problems.maxCreditsPerMonth = 'positive';
  }
  for (const [name, most] of Object.entries(MOST) as Array<
    [keyof typeof MOST, number]
  >) {
    if (wholeIn(fields[name], most) === undefined) {
      problems[name] = { most };
    }
  }
  if (fields.enabled && !packs.includes(fields.pack)) {
    problems.pack = 'pack';
  }
  const recipients = recipientsIn(fields.recipients);
  const wrong = recipients.find(ref => !REF.test(ref)) ?? recipients[50];
  if (wrong !== undefined) {
    problems.recipients = { recipient: wrong };
  }
  return problems;
}

/** A form without problems as the server takes it. */
export function requestOf(
  fields: PolicyFields,
  revision: number,
): PoliciesRequest {
  const optional = (name: 'below' | 'maxCreditsPerMonth') =>
    fields[name].trim() === ''
      ? {}
      : { [name]: formatCredits(parseCredits(fields[name].trim())) };
  return {
    revision,
    lowBalanceThreshold: fields.lowBalanceThreshold.trim(),
    excessLimit: fields.excessLimit.trim(),
    automaticPurchase: {
      enabled: fields.enabled,
      trigger: fields.trigger,
      pack: fields.pack,
      quantity: Number(fields.quantity),
      maxPurchasesPerMonth: Number(fields.maxPurchasesPerMonth),
      cooldownMinutes: Number(fields.cooldownMinutes),
      recipients: recipientsIn(fields.recipients),
      ...optional('below'),
      ...optional('maxCreditsPerMonth'),
    },
  };
}

/** The fields in which two forms differ. */
export function differingFields(
  a: PolicyFields,
  b: PolicyFields,
): Array<keyof PolicyFields> {
  const names = Object.keys(a) as Array<keyof PolicyFields>;
  return names.filter(
    name => String(a[name]).trim() !== String(b[name]).trim(),
  );
}

/** What is stored with what was edited written over it. */
export function withEdits(
  stored: PolicyFields,
  form: PolicyFields,
  edits: ReadonlyArray<keyof PolicyFields>,
): PolicyFields {
  const mine = Object.fromEntries(edits.map(name => [name, form[name]]));
  return { ...stored, ...mine };
}
