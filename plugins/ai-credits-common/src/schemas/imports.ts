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
  limits,
  nameSchema,
} from './primitives';

/** A mapping such as `Tokens=quantities.inputTokens`, given once or several times. */
const mappingsSchema = z
  .union([z.string(), z.array(z.string())])
  .transform(value => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(z.string().max(limits.textLength)).max(limits.importFields))
  .prefault([]);

/** Query of `POST /v1/imports`. @public */
export const importQuerySchema = z.strictObject({
  account: accountSchema.optional(),
  /** The source of events that do not say; a file under the same source and ids is charged once. */
  source: nameSchema(limits.keyLength),
  /** `COLUMN=FIELD`, or `COLUMN=FIELD*1000` to multiply a number. */
  map: mappingsSchema,
  /** `FIELD=VALUE` for every row; `${COLUMN}` in the value stands for that column. */
  set: mappingsSchema,
  /** The column that ids are in; the row's number if absent. */
  idFrom: nameSchema().optional(),
  /** Between the cells of CSV; `tab` for tabs. */
  delimiter: z
    .string()
    .regex(/^(.|tab)$/, { error: 'must be one character, or tab' })
    .default(','),
  /** The IANA zone of times without offset. */
  timeZone: z.string().max(64).default('UTC'),
  /** `true` checks every row and says what it would cost, and records nothing. */
  dryRun: z.stringbool().optional(),
});
/** @public */
export type ImportQuery = {
  account?: string;
  source: string;
  map?: string | string[];
  set?: string | string[];
  idFrom?: string;
  delimiter?: string;
  timeZone?: string;
  dryRun?: boolean;
};

/** Answer of `POST /v1/imports`. @public */
export const importResponseSchema = z.object({
  dryRun: z.boolean(),
  rows: z.int(),
  charged: z.int(),
  duplicates: z.int(),
  rejected: z.int(),
  /** Of the rows that were charged by this call. */
  credits: creditsOutputSchema,
  /** The first rows that were rejected, counted from 1 after the line of names. */
  problems: z.array(z.object({ row: z.int(), message: z.string() })),
});
/** @public */
export type ImportResponse = z.infer<typeof importResponseSchema>;
