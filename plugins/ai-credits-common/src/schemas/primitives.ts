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

import { z } from 'zod';
import { formatCredits, MAX_AMOUNT, parseCredits } from '../amounts';

/**
 * The limits of everything that comes in. Past one comes an error that names
 * the field and the limit.
 *
 * @public
 */
export const limits = {
  /** Events in one `POST /v1/usage`. */
  batchEvents: 10_000,
  /** Characters of `id` and `source`. */
  keyLength: 256,
  /** Characters of an entity ref. */
  refLength: 512,
  /** Characters of names: product, category, action, use case, provider, model, item. */
  nameLength: 256,
  /** Characters of comments and reasons. */
  textLength: 1_000,
  /** Entries in `attributes`, each name and value at most `nameLength` characters. */
  attributes: 32,
  /** The largest count of tokens, images, requests or units in one event. */
  quantity: 1_000_000_000,
  /** The longest latency, in milliseconds: one day. */
  latencyMs: 86_400_000,
  /** Rows of one page. */
  pageSize: 1_000,
  /** Rows of one answer to an analytics question. */
  analyticsRows: 10_000,
  /** Values of one filter. */
  filterValues: 100,
  /** Fields that the import of a file maps, and again as many that it sets. */
  importFields: 64,
  /** Rows that the answer to an import says the problem of. */
  importProblems: 100,
  /** Days of a question's range: ten years and what they are longer. */
  rangeDays: 3_660,
  /** Lines of a rate card. */
  rateCardRules: 2_000,
} as const;

/** Credits as they are sent: a decimal string, or an exact JSON number. */
const amountInput = z.union([z.string().max(32), z.number()]);

function amountRefinement(options: { min?: bigint }) {
  return (value: string | number, ctx: z.RefinementCtx) => {
    try {
      const micro = parseCredits(value);
      if (options.min !== undefined && micro < options.min) {
        ctx.addIssue({
          code: 'custom',
          message: `must be at least ${formatCredits(options.min)} credits`,
        });
      }
    } catch {
      ctx.addIssue({
        code: 'custom',
        message: `must be a decimal number of credits with at most 6 decimals, not above ${formatCredits(
          MAX_AMOUNT,
        )}`,
      });
    }
  };
}

/** Credits, zero or more. @public */
export const creditsSchema = amountInput
  .superRefine(amountRefinement({ min: 0n }))
  .meta({ description: 'Credits with up to 6 decimals, as a decimal string' });

/** Credits above zero. @public */
export const positiveCreditsSchema = amountInput
  .superRefine(amountRefinement({ min: 1n }))
  .meta({ description: 'Credits above zero with up to 6 decimals' });

/** Credits of either sign. @public */
export const signedCreditsSchema = amountInput
  .superRefine(amountRefinement({}))
  .meta({ description: 'Credits of either sign with up to 6 decimals' });

/** Credits in an answer: always a decimal string. @public */
export const creditsOutputSchema = z
  .string()
  .meta({ description: 'Credits as a decimal string with up to 6 decimals' });

/** An RFC 3339 instant with offset. @public */
export const instantSchema = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 time with offset' })
  .max(40);

/** Half of a surrogate pair: no engine stores it as it was sent, so that a name would not be found again and the journal's hash would not match. */
const LONE_SURROGATE = /\p{Surrogate}/u;
const NOT_WELL_FORMED = 'must be well-formed Unicode';

function isWellFormed(value: string): boolean {
  return !LONE_SURROGATE.test(value);
}

const REF =
  // eslint-disable-next-line no-control-regex
  /^[a-zA-Z][a-zA-Z0-9]{0,62}:[a-zA-Z0-9](?:[a-zA-Z0-9._-]{0,61}[a-zA-Z0-9])?\/[^\s/:"'<>\\\u0000-\u001f\u007f]{1,253}$/;

/** A full entity ref, such as `group:default/payments`; lower-cased on arrival. @public */
export const entityRefSchema = z
  .string()
  .max(limits.refLength)
  .regex(REF, {
    error: 'must be a full entity ref such as group:default/payments',
  })
  .refine(isWellFormed, { error: NOT_WELL_FORMED })
  .overwrite(ref => ref.toLocaleLowerCase('en-US'));

/** A full entity ref of one of some kinds. */
function refOf(kinds: readonly string[], example: string) {
  return entityRefSchema.refine(
    // What is no ref at all is told so already.
    ref => !REF.test(ref) || kinds.includes(ref.slice(0, ref.indexOf(':'))),
    {
      error: `must be a ref of the kind ${kinds.join(
        ' or ',
      )}, such as ${example}`,
    },
  );
}

/** A person. @public */
export const userRefSchema = refOf(['user'], 'user:default/jo.example');

/** A team or a department. @public */
export const groupRefSchema = refOf(['group'], 'group:default/payments');

/** What uses AI: a component, an API, a resource or an AI resource. @public */
export const serviceRefSchema = refOf(
  ['component', 'api', 'resource', 'airesource'],
  'component:default/checkout',
);

/** What services are part of: a system or a domain. @public */
export const projectRefSchema = refOf(
  ['system', 'domain'],
  'system:default/shop',
);

// Control characters have no meaning in a name and upset logs and exports.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** A short name without control characters. @public */
export function nameSchema(max: number = limits.nameLength) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(value => !CONTROL.test(value), {
      error: 'must not contain control characters',
    })
    .refine(isWellFormed, { error: NOT_WELL_FORMED });
}

/** Free text; line breaks are kept, NUL is refused since PostgreSQL cannot store it. @public */
export const textSchema = z
  .string()
  .max(limits.textLength)
  .refine(value => !value.includes('\u0000'), {
    error: 'must not contain NUL characters',
  })
  .refine(isWellFormed, { error: NOT_WELL_FORMED });

// What is nothing to read: separators, control and format characters such as a zero-width space.
const READABLE = /[^\p{C}\p{Z}]/u;

/** Why something was done: a text that says something, without blanks around it. @public */
export const reasonSchema = textSchema
  .trim()
  .refine(value => READABLE.test(value), { error: 'must not be blank' });

/** A short value of any characters, such as that of an attribute. @public */
export const valueSchema = z
  .string()
  .max(limits.nameLength)
  .refine(isWellFormed, { error: NOT_WELL_FORMED });

/** A count, such as tokens. @public */
export const quantitySchema = z.int().min(0).max(limits.quantity);

/** The account's id; one portal usually has one. @public */
export const accountSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    error: 'must be a lower-case name of at most 63 characters',
  })
  .default('default');
