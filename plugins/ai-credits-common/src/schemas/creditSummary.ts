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
import {
  accountSchema,
  creditsOutputSchema,
  instantSchema,
} from './primitives';

/** Query of `GET /v1/balance/summary`. @public */
export const creditSummaryQuerySchema = z
  .strictObject({
    account: accountSchema.optional(),
    /** Inclusive. */
    from: instantSchema,
    /** Exclusive; may lie ahead. */
    to: instantSchema,
  })
  .superRefine(({ from, to }, ctx) => {
    if (Date.parse(from) >= Date.parse(to)) {
      ctx.addIssue({
        code: 'custom',
        path: ['to'],
        message: 'must be after from',
      });
    }
  });
/** @public */
export type CreditSummaryQuery = z.input<typeof creditSummaryQuerySchema>;

/** The lines of a summary, each the sum of those before it where it says so. @public */
export const creditSummaryLines = [
  'carriedIn',
  'allocated',
  'taken',
  'consumed',
  'lapsed',
  'remaining',
  'lapsing',
  'carriedOut',
] as const;
/** @public */
export type CreditSummaryLine = (typeof creditSummaryLines)[number];

/** Credits by where they came from. @public */
export const creditSplitSchema = z.object({
  /** Of the monthly allowance. */
  free: creditsOutputSchema,
  purchased: creditsOutputSchema,
  /** Promotions, adjustments and refunds. */
  other: creditsOutputSchema,
  total: creditsOutputSchema,
});
/** @public */
export type CreditSplit = z.infer<typeof creditSplitSchema>;

/**
 * Answer of `GET /v1/balance/summary`: carriedIn + allocated − taken −
 * consumed − lapsed = remaining, and remaining − lapsing = carriedOut.
 *
 * @public
 */
export const creditSummarySchema = z.object({
  from: z.string(),
  to: z.string(),
  lines: z.object({
    carriedIn: creditSplitSchema,
    allocated: creditSplitSchema,
    /** Taken away by adjustments. */
    taken: creditSplitSchema,
    /** Used, less the refunds given in the range, also of earlier use: below zero where those are more. */
    consumed: creditSplitSchema,
    /** Within the range. */
    lapsed: creditSplitSchema,
    /** At the end; of a range that is running, now. */
    remaining: creditSplitSchema,
    /** At the instant that the range ends. */
    lapsing: creditSplitSchema,
    carriedOut: creditSplitSchema,
  }),
  /** Used past what there was, besides the lines. */
  excess: creditsOutputSchema,
  timeZone: z.string(),
});
/** @public */
export type CreditSummary = z.infer<typeof creditSummarySchema>;
