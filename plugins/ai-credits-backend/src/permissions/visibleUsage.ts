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

import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  PermissionCriteria,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  PermissionRuleset,
} from '@backstage/plugin-permission-node';
import { VisibleUsage } from '../usage/api';
import { UsageFilter } from './rules';

/**
 * Turns a policy's decision on `ai-credits.usage.read` into what a query may
 * return.
 *
 * Usage is shown to whom it concerns, so conditions say who sees more; they are
 * combined by `anyOf`. `allOf` of several and `not` have no meaning in a query
 * and are refused rather than read as something wider.
 *
 * @throws NotAllowedError when the decision denies, or combines conditions in a
 *   way that no query expresses
 */
export function visibleUsage(
  decision: PolicyDecision,
  ruleset: PermissionRuleset<unknown, UsageFilter>,
): VisibleUsage {
  if (decision.result !== AuthorizeResult.CONDITIONAL) {
    if (decision.result === AuthorizeResult.ALLOW) {
      return { kind: 'all' };
    }
    throw new NotAllowedError('You may not see usage');
  }
  const users = new Set<string>();
  const teams = new Set<string>();
  const departments = new Set<string>();
  const collect = (criteria: PermissionCriteria<UsageFilter>) => {
    if ('anyOf' in criteria) {
      criteria.anyOf.forEach(collect);
    } else if ('allOf' in criteria && criteria.allOf.length === 1) {
      collect(criteria.allOf[0]);
    } else if ('allOf' in criteria || 'not' in criteria) {
      throw new NotAllowedError(
        "The portal's permission policy decides on ai-credits.usage.read with allOf or not; only anyOf can be applied",
      );
    } else {
      criteria.users?.forEach(ref => users.add(ref));
      criteria.teams?.forEach(ref => teams.add(ref));
      criteria.departments?.forEach(ref => departments.add(ref));
    }
  };
  collect(createConditionTransformer(ruleset)(decision.conditions));
  return {
    kind: 'any',
    users: [...users],
    teams: [...teams],
    departments: [...departments],
  };
}
