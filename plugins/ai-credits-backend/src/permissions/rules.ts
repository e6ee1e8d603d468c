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
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_AI_CREDITS_USAGE } from 'backstage-plugin-ai-credits-common';
import { z } from 'zod';

/** Whom one row of usage belongs to, as far as rules decide on it. @public */
export interface UsageResource {
  user?: string;
  team?: string;
  department?: string;
}

/** What one rule lets through: rows of any of these. @public */
export interface UsageFilter {
  users?: string[];
  teams?: string[];
  departments?: string[];
}

/**
 * The usage resource: its rows, and the filters that rules become.
 *
 * @public
 */
export const aiCreditsUsageResourceRef = createPermissionResourceRef<
  UsageResource,
  UsageFilter
>().with({
  pluginId: 'ai-credits',
  resourceType: RESOURCE_TYPE_AI_CREDITS_USAGE,
});

const refs = (description: string) =>
  z.array(z.string().max(512)).max(1_000).describe(description);

/** Entity refs are compared in lower case, as they are stored. */
const lower = (list: string[]) =>
  list.map(ref => ref.toLocaleLowerCase('en-US'));

const isPerson = createPermissionRule({
  name: 'IS_PERSON',
  description: 'Usage by one of these people',
  resourceRef: aiCreditsUsageResourceRef,
  paramsSchema: z.object({ users: refs('Refs of User entities') }),
  apply: (row, { users }) =>
    row.user !== undefined && lower(users).includes(row.user),
  toQuery: ({ users }) => ({ users: lower(users) }),
});

const inTeam = createPermissionRule({
  name: 'IN_TEAM',
  description: 'Usage that one of these teams pays for',
  resourceRef: aiCreditsUsageResourceRef,
  paramsSchema: z.object({ teams: refs('Refs of Group entities') }),
  apply: (row, { teams }) =>
    row.team !== undefined && lower(teams).includes(row.team),
  toQuery: ({ teams }) => ({ teams: lower(teams) }),
});

const inDepartment = createPermissionRule({
  name: 'IN_DEPARTMENT',
  description: 'Usage of one of these departments',
  resourceRef: aiCreditsUsageResourceRef,
  paramsSchema: z.object({ departments: refs('Refs of Group entities') }),
  apply: (row, { departments }) =>
    row.department !== undefined && lower(departments).includes(row.department),
  toQuery: ({ departments }) => ({ departments: lower(departments) }),
});

/** The rules on usage. */
export const usageRules = { isPerson, inTeam, inDepartment };

const conditionExports = createConditionExports({
  resourceRef: aiCreditsUsageResourceRef,
  rules: usageRules,
});

/**
 * Conditions on usage for permission policies: `isPerson`, `inTeam` and
 * `inDepartment`, combined by `anyOf`.
 *
 * @public
 */
export const aiCreditsConditions = conditionExports.conditions;

/**
 * Makes the decision of a permission policy out of conditions on usage.
 *
 * @public
 */
export const createAiCreditsConditionalDecision =
  conditionExports.createConditionalDecision;
