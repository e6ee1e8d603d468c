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
  limits,
  rangeNames,
  usageDimensions,
} from 'backstage-plugin-ai-credits-common';
import { Zod } from './types';

// Each is made anew where it is used: of one that is used twice, JSON Schema
// has a reference to the first, which assistants do not follow.

/** Told in every description. */
export const UNITS =
  'All amounts are credits as decimal strings with up to 6 decimals, such as "12.5": show them as they are, and never add them up as floating-point numbers.';

/** Told where usage is looked at. */
export const VISIBLE =
  'The answer holds what the caller may see: their own usage, that of their teams, and of the departments they lead; everything for administrators.';

/** Clients send numbers as text. */
const asNumber = (value: unknown) =>
  typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value)
    ? Number(value)
    : value;

/** Clients send lists and objects as JSON text. */
const asJson = (value: unknown) => {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  return value;
};

const asList = (value: unknown) => {
  const list = asJson(value);
  return list === undefined || Array.isArray(list) ? list : [list];
};

const asBoolean = (value: unknown) =>
  value === 'true' || value === 'false' ? value === 'true' : value;

/** A whole number within limits that an error names. */
export function wholeField(z: Zod, min: number, max: number, text: string) {
  return z
    .preprocess(
      asNumber,
      z
        .number()
        .int('must be a whole number')
        .min(min, `must be at least ${min}`)
        .max(max, `must not exceed ${max}`)
        .optional(),
    )
    .describe(text);
}

/** Yes or no. */
export function flagField(z: Zod, text: string) {
  return z.preprocess(asBoolean, z.boolean().optional()).describe(text);
}

/** One of these words, such as the options of a schema. */
export function wordField<T extends string>(z: Zod, words: readonly T[]) {
  // The options of our zod are a list, those of the registry's want a first one.
  return z.enum(words as readonly [T, ...T[]]);
}

/** Some of these words; one alone needs no list. */
export function wordsField<T extends string>(
  z: Zod,
  words: readonly T[],
  max: number,
  text: string,
) {
  return z
    .preprocess(
      asList,
      z
        .array(wordField(z, words))
        .max(max, `must not have more than ${max} values`)
        .optional(),
    )
    .describe(text);
}

/** Some names; one alone needs no list. */
export function namesField(z: Zod, text: string) {
  const { filterValues, refLength } = limits;
  return z
    .preprocess(
      asList,
      z
        .array(
          z
            .string()
            .max(refLength, `must not have more than ${refLength} characters`),
        )
        .min(1)
        .max(filterValues, `must not have more than ${filterValues} values`)
        .optional(),
    )
    .describe(text);
}

/** Text of a length that an error names. */
export function textField(z: Zod, max: number) {
  return z.string().max(max, `must not have more than ${max} characters`);
}

/** The fields that name a range. */
export function rangeFields(z: Zod, standard: string) {
  return {
    range: z
      .enum(rangeNames)
      .optional()
      .describe(
        `A range by name, in days and calendar months of the account's time zone; last3Months is this month and the two before. ${standard}`,
      ),
    from: textField(z, 40)
      .optional()
      .describe(
        'Beginning of the range, inclusive, where no name fits: a date such as "2026-11-01", which begins at midnight in the account\'s time zone, or an RFC 3339 time with offset.',
      ),
    to: textField(z, 40)
      .optional()
      .describe(
        'End of the range, exclusive, in the same forms: for all of November say from "2026-11-01" to "2026-12-01". Defaults to now.',
      ),
  };
}

const filterTexts: Record<(typeof usageDimensions)[number], string> = {
  user: 'People who used AI, as entity refs such as "user:default/jo.example", or "me" for whoever asks.',
  team: 'Teams that paid, as entity refs such as "group:default/payments".',
  department: 'Departments above the teams that paid, as entity refs.',
  service: 'Services, as entity refs such as "component:default/checkout".',
  project: 'Projects, as entity refs such as "system:default/shop".',
  product: 'Products by name, such as "AI Assistant".',
  category: 'Categories of products by name.',
  action: 'What was done, by name, such as "text-to-image".',
  useCase: 'Use cases by name, such as "email-writing".',
  provider: 'Providers of models by name, such as "openai".',
  model: 'Models by name, such as "gpt-4o".',
  tier: 'Price tiers of models: none, economy, standard or premium.',
  status: 'How calls ended: success or failed.',
  creditType: 'What paid: free, purchased, other, excess, mixed or none.',
};

/** What usage is narrowed to. */
export function filtersField(z: Zod) {
  const fields = Object.fromEntries(
    usageDimensions.map(name => [
      name,
      namesField(z, `${filterTexts[name]} Any of several fits.`),
    ]),
  ) as Record<(typeof usageDimensions)[number], ReturnType<typeof namesField>>;
  return z
    .preprocess(asJson, z.object(fields).strict().optional())
    .describe(
      'What usage is narrowed to; all that are given must fit. Names are told apart by case.',
    );
}

/** Whose budget or forecast: a word, or kind and name. */
export function scopeField(z: Zod, text: string) {
  return textField(z, limits.refLength + 16)
    .optional()
    .describe(text);
}

/** The kind and the ref of a scope in an answer. */
export function scopeRefField(z: Zod, text: string) {
  return z
    .object({
      kind: z.string().describe('The kind of the scope.'),
      ref: z.string().describe('Its entity ref or name.'),
    })
    .describe(text);
}

/** Credits in an answer. */
export function creditsField(z: Zod, text: string) {
  return z.string().describe(`${text} Credits as a decimal string.`);
}

/** Credits with the ends of an interval. */
export function intervalField(z: Zod, text: string) {
  return z
    .object({
      expected: creditsField(z, 'As likely to be passed as not.'),
      lower: creditsField(z, 'Lower end of the interval.'),
      upper: creditsField(z, 'Upper end of the interval.'),
    })
    .describe(text);
}

/** The time zone of days, and the instant of the answer. */
export function zoneField(z: Zod) {
  return z
    .string()
    .describe("The account's time zone, in which days and months are meant.");
}

/** The instant of the answer. */
export function asOfField(z: Zod) {
  return z
    .string()
    .describe('Everything up to this RFC 3339 time is in the answer.');
}
