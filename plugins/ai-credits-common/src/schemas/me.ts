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

/** Answer of `GET /v1/me`: who asks, and what they may do. @public */
export const meSchema = z.object({
  /** Absent for a machine. */
  user: z.string().optional(),
  /** Groups that the person is a direct member of, departments left out. */
  teams: z.array(z.string()),
  /** Departments of these groups. */
  departments: z.array(z.string()),
  /** Departments that the person leads: a direct member of the department's own group. */
  leads: z.array(z.string()),
  may: z.object({
    readBalance: z.boolean(),
    /** Some usage: one's own, one's teams'. */
    readUsage: z.boolean(),
    readAllUsage: z.boolean(),
    record: z.boolean(),
    charge: z.boolean(),
    readBudgets: z.boolean(),
    manageBudgets: z.boolean(),
    /** Change allocations below the departments that the person leads; admins all. */
    editAllocations: z.boolean().optional(),
    /** Ask for more credits. */
    requestCredits: z.boolean().optional(),
    /** Grant and decline requests of some scope. */
    decideRequests: z.boolean().optional(),
    manageCredits: z.boolean(),
    manageRateCards: z.boolean(),
    readIntegrity: z.boolean(),
    verifyIntegrity: z.boolean(),
    /** Accept and dismiss recommendations. */
    manageInsights: z.boolean().optional(),
    /** Reports that one owns or was sent. */
    readReports: z.boolean().optional(),
    createReports: z.boolean().optional(),
    /** The reports of everybody. */
    manageReports: z.boolean().optional(),
  }),
});
/** @public */
export type Me = z.infer<typeof meSchema>;
