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
import { integrityResponseSchema } from './credits';
import { creditsOutputSchema } from './primitives';

/** Answer of `GET /v1/ledger/health`. @public */
export const ledgerHealthResponseSchema = z.object({
  asOf: z.string(),
  timeZone: z.string(),
  /** The last finished proof. */
  proof: integrityResponseSchema,
  /** Since when a proof runs in the replica that answers; absent when none does. */
  provingSince: z.string().optional(),
  /** The journal as it is now. */
  chain: z.object({
    blocks: z.int(),
    entries: z.int(),
    /** The hash of the newest block, hexadecimal. */
    head: z.string(),
  }),
  /** How far the rollups are behind the journal. Answers are correct all the same, and slower. */
  fold: z.object({
    /** The newest block that is in the rollups. */
    block: z.int(),
    /** Blocks that are not in them yet. */
    behind: z.int(),
    /** When the oldest of these was written; absent when there are none. */
    oldestAt: z.string().optional(),
    /** When the rollups were brought up to date last. */
    foldedAt: z.string().optional(),
  }),
  /** The last 30 days, today included, oldest first; idle ones too. */
  days: z.array(
    z.object({
      /** A date in the account's time zone. */
      day: z.string(),
      /** Sent again, and not charged again. */
      duplicates: z.int(),
      /** Sent again with other content. */
      conflicts: z.int(),
      /** Not understood, or of a name that the rate card refuses. */
      invalid: z.int(),
      /** Refused for lack of credits or by a limit. */
      refused: z.int(),
      /** Charged under an action or model that the rate card does not know. */
      flagged: z.int(),
    }),
  ),
  /** The names that the rate card does not know and that were charged most often in these days. */
  unknown: z.array(
    z.object({
      kind: z.enum(['action', 'model']),
      name: z.string(),
      events: z.int(),
      credits: creditsOutputSchema,
      lastAt: z.string(),
    }),
  ),
});
/** @public */
export type LedgerHealthResponse = z.infer<typeof ledgerHealthResponseSchema>;
