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
  AuthorizeResult,
  PermissionCondition,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { aiCreditsUsageReadPermission } from 'backstage-plugin-ai-credits-common';
import {
  aiCreditsConditions,
  createAiCreditsConditionalDecision,
  usageRules,
} from './rules';
import { visibleUsage } from './visibleUsage';

const ruleset = {
  getRuleByName: (name: string) =>
    Object.values(usageRules).find(rule => rule.name === name)!,
};
const decided = (decision: PolicyDecision) =>
  visibleUsage(decision, ruleset as never);
const when = (
  conditions: PermissionCriteria<PermissionCondition<'ai-credits-usage'>>,
) =>
  decided(
    createAiCreditsConditionalDecision(
      aiCreditsUsageReadPermission,
      conditions,
    ),
  );

const jo = aiCreditsConditions.isPerson({ users: ['user:default/Jo'] });
const payments = aiCreditsConditions.inTeam({
  teams: ['group:default/payments'],
});
const commerce = aiCreditsConditions.inDepartment({
  departments: ['group:default/commerce', 'group:default/content'],
});

describe('visibleUsage', () => {
  it('takes a plain decision', () => {
    expect(decided({ result: AuthorizeResult.ALLOW })).toEqual({ kind: 'all' });
    expect(() => decided({ result: AuthorizeResult.DENY })).toThrow(
      'You may not see usage',
    );
  });

  it('gathers what any of the conditions lets through', () => {
    expect(when({ anyOf: [jo, { anyOf: [payments, commerce] }] })).toEqual({
      kind: 'any',
      users: ['user:default/jo'],
      teams: ['group:default/payments'],
      departments: ['group:default/commerce', 'group:default/content'],
    });
    expect(when({ allOf: [payments] })).toMatchObject({
      users: [],
      teams: ['group:default/payments'],
    });
    // Conditions that name nobody show nothing, not everything.
    expect(when(aiCreditsConditions.inTeam({ teams: [] }))).toEqual({
      kind: 'any',
      users: [],
      teams: [],
      departments: [],
    });
  });

  it('refuses what no query expresses rather than widening it', () => {
    for (const conditions of [
      { allOf: [jo, payments] },
      { not: payments },
      { anyOf: [jo, { not: payments }] },
    ] as const) {
      expect(() => when(conditions as never)).toThrow(/only anyOf/);
    }
  });
});
